from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.parts.conftest import Shown
from ui.parts.lines import Line, LineButton, far_end
from ui.parts.suggestions import Suggestion, Suggestions
from ui.parts.theme import Type, font
from ui.parts.words import Button, Words

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PEOPLE = (
    Suggestion(1, "Okonkwo, Blessing", warning="Blessing is booked elsewhere.", does="wait, 4th"),
    Suggestion(2, "Okonkwo, Chinedu", does="book"),
)


def ask(typed: str) -> Sequence[Suggestion]:
    return [person for person in PEOPLE if typed.lower() in person.text.lower()]


def a_box(shown: Shown) -> Suggestions:
    box = Suggestions(ask, "Book: a name")
    shown(box, Button("After"))
    box.setFocus()
    return box


def said(box: Suggestions) -> list[str]:
    assert box.menu is not None
    return [words.text() for words in box.menu.findChildren(Words)]


def test_the_one_that_is_marked_is_taken(qtbot: QtBot, shown: Shown) -> None:
    box = a_box(shown)
    qtbot.keyClicks(box, "okon")
    assert said(box) == ["Blessing is booked elsewhere.", "wait, 4th", "and another"]
    qtbot.keyClick(box, Key.Key_Down)
    assert "book" in said(box)
    with qtbot.waitSignal(box.taken) as taken:
        qtbot.keyClick(box, Key.Key_Return)
    assert taken.args == [2]
    assert box.menu is None
    assert box.text() == ""


def test_where_one_person_is_asked_for_no_other_is_offered(qtbot: QtBot, shown: Shown) -> None:
    box = Suggestions(ask, "A colleague", new="")
    shown(box)
    box.setFocus()
    qtbot.keyClicks(box, "okon")
    assert "and another" not in said(box)


def test_they_are_put_away_with_the_box(qtbot: QtBot, shown: Shown) -> None:
    box = a_box(shown)
    qtbot.keyClicks(box, "okon")
    box.setEnabled(False)
    assert box.menu is None
    box.setEnabled(True)
    box.textEdited.emit("okon")
    assert box.menu is not None
    box.hide()
    assert box.menu is None


@pytest.mark.parametrize(
    ("above", "people", "under"),
    [(0, 2, True), (500, 2, False), (200, 30, True), (310, 30, True), (400, 30, False)],
    ids=["under it", "over it", "under it, scrolled", "with enough under it", "over it, scrolled"],
)
def test_the_whole_panel_is_in_the_window(
    qtbot: QtBot, shown: Shown, above: int, people: int, *, under: bool
) -> None:
    many = [Suggestion(n, f"Okonkwo, {n}", warning="Is elsewhere. " * 9) for n in range(people)]
    box, before = Suggestions(lambda _typed: many, "Book: a name"), QWidget()
    before.setFixedHeight(above)
    window = shown(before, box, QWidget())
    box.setFocus()
    qtbot.keyClicks(box, "okon")
    qtbot.keyClick(box, Key.Key_Up)
    qtbot.keyClick(box, Key.Key_Up)
    menu = box.menu
    assert menu is not None
    assert window.rect().contains(menu.geometry())
    line = QRect(box.mapTo(window, QPoint(0, 0)), box.size())
    assert not menu.geometry().intersects(line)
    assert (menu.y() > line.y()) is under
    (marked,) = [each for each in menu.findChildren(LineButton) if each.here]
    in_it = QRect(marked.mapTo(menu, QPoint(0, 0)), marked.size())
    assert menu.rect().contains(in_it)
    foot = next(words for words in menu.findChildren(Words) if words.text() == "take")
    assert menu.rect().contains(QRect(foot.mapTo(menu, QPoint(0, 0)), foot.size()))


def test_letters_that_were_taken_out_do_not_come_back_later(qtbot: QtBot, shown: Shown) -> None:
    box = a_box(shown)
    qtbot.keyClicks(box, "zo")
    qtbot.keyClick(box, Key.Key_Backspace)
    qtbot.keyClick(box, Key.Key_Backspace)
    assert box.isUndoAvailable()
    box.clearFocus()
    assert not box.isUndoAvailable()


def test_control_enter_goes_on_with_the_next(qtbot: QtBot, shown: Shown) -> None:
    box = a_box(shown)
    qtbot.keyClicks(box, "bless")
    with qtbot.waitSignal(box.taken_and_next) as taken:
        qtbot.keyClick(box, Key.Key_Return, CONTROL)
    assert taken.args == [1]
    assert box.hasFocus()


def test_somebody_new_can_be_asked_for(qtbot: QtBot, shown: Shown) -> None:
    box = a_box(shown)
    qtbot.keyClicks(box, "nobody")
    with qtbot.waitSignal(box.new_asked) as asked:
        qtbot.keyClick(box, Key.Key_Return)
    assert asked.args == ["nobody"]
    box.setText("okon")
    with qtbot.waitSignal(box.new_asked):
        qtbot.keyClick(box, Key.Key_N, CONTROL)


def test_escape_puts_the_list_away_and_down_brings_it_back(qtbot: QtBot, shown: Shown) -> None:
    box = a_box(shown)
    qtbot.keyClicks(box, "okon")
    qtbot.keyClick(box, Key.Key_Escape)
    assert box.menu is None
    qtbot.keyClick(box, Key.Key_Down)
    assert box.menu is not None
    box.clearFocus()
    assert box.menu is None


def test_nothing_is_suggested_for_nothing(qtbot: QtBot, shown: Shown) -> None:
    box = a_box(shown)
    qtbot.keyClicks(box, "o")
    qtbot.keyClick(box, Key.Key_Backspace)
    assert box.menu is None
    with qtbot.assertNotEmitted(box.taken):
        qtbot.keyClick(box, Key.Key_Return)


@pytest.mark.parametrize(("glyph", "new"), [("layers", "plus"), ("user-plus", "user-plus")])
def test_the_picture_of_something_new_is_a_person_for_people_alone(
    qtbot: QtBot, shown: Shown, glyph: str, new: str
) -> None:
    box = Suggestions(ask, "Which one", glyph, new="New “{}”…")
    shown(box)
    box.setFocus()
    qtbot.keyClicks(box, "nobody")
    assert box.menu is not None
    assert [line.line.glyph for line in box.menu.findChildren(LineButton)] == [new]


def test_a_name_is_seen_whole_before_the_agency_is(qtbot: QtBot) -> None:
    name, agency = "Ångström-Lindqvist, Freyja", "Westmere Council Children's Services"
    line = Suggestion(1, name, end=agency).line()
    whole = QFontMetrics(font(strong=True)).horizontalAdvance(name)
    said = far_end(line, whole + 100, strong=True)
    assert agency.startswith(said.removesuffix("…"))
    assert 0 < QFontMetrics(font(Type.SMALL)).horizontalAdvance(said) < 100
    assert far_end(line, whole, strong=True) == ""
    assert far_end(line, whole + 1000, strong=True) == agency
    assert len(far_end(Line(name, end=agency), whole + 100)) > len(said)
