from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.parts.conftest import Shown
from ui.parts.lines import Line
from ui.parts.palette import LINES_A_GROUP, Found, Palette
from ui.parts.words import Button

Key = Qt.Key
PEOPLE = ("Okonkwo, Blessing", "Okonkwo, Chinedu", "King, Ada")


def find(typed: str) -> Sequence[Found]:
    people = [Line(name, key=name) for name in PEOPLE if typed.lower() in name.lower()]
    acts = [Line(f"Act {n}", key=n) for n in range(20)] if typed == "" else []
    return Found("Delegates", people), Found("Do", acts)


def a_palette(window: QWidget) -> tuple[Palette, list[object]]:
    palette = Palette(window, find)
    chosen: list[object] = []
    palette.chosen.connect(chosen.append)
    return palette, chosen


def test_a_name_is_found_and_opened_by_keys_alone(qtbot: QtBot, shown: Shown) -> None:
    palette, chosen = a_palette(shown(Button("Behind")))
    palette.open()
    qtbot.keyClicks(palette.box, "okon")
    qtbot.keyClick(palette.box, Key.Key_Down)
    qtbot.keyClick(palette.box, Key.Key_Return)
    assert chosen == ["Okonkwo, Chinedu"]
    assert not palette.isVisible()


def test_the_keyboard_is_given_back(qtbot: QtBot, shown: Shown) -> None:
    button = Button("Behind")
    palette, chosen = a_palette(shown(Button("Before"), button, Button("After")))
    button.setFocus()
    palette.open("king")
    assert palette.box.hasFocus()
    qtbot.keyClick(palette.box, Key.Key_Tab)
    assert palette.box.hasFocus()
    qtbot.keyClick(palette.box, Key.Key_Escape)
    assert button.hasFocus()
    assert chosen == []


def test_no_kind_takes_more_than_its_lines(qtbot: QtBot, shown: Shown) -> None:
    palette, chosen = a_palette(shown(Button("Behind")))
    palette.open()
    assert len(palette.lines) == len(PEOPLE) + LINES_A_GROUP
    qtbot.keyClick(palette.box, Key.Key_Up)
    here = palette.here()
    assert here is not None
    assert here.key == LINES_A_GROUP - 1
    palette.lines[1].click()
    assert chosen == [PEOPLE[1]]


def test_enter_on_nothing_found_does_nothing(qtbot: QtBot, shown: Shown) -> None:
    palette, chosen = a_palette(shown(Button("Behind")))
    palette.open("nobody")
    qtbot.keyClick(palette.box, Key.Key_Down)
    qtbot.keyClick(palette.box, Key.Key_Return)
    assert palette.isVisible()
    assert chosen == []


def test_it_lies_over_the_whole_window(qtbot: QtBot, shown: Shown) -> None:
    window = shown(Button("Behind"))
    palette, _ = a_palette(window)
    palette.open()
    window.resize(800, 500)
    qtbot.waitUntil(lambda: palette.size() == window.size())
    qtbot.mouseClick(palette, Qt.MouseButton.LeftButton, pos=palette.rect().bottomLeft())
    assert not palette.isVisible()
