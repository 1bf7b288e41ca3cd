from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.parts.conftest import Shown
from trainingdesk.domain.refusals import Invalid, Refused
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.layout import down
from ui.parts.mnemonics import Label
from ui.parts.theme import Look, Size, Space
from ui.parts.tokens import DARK, LIGHT, Tokens
from ui.parts.words import Button, Elided

Key = Qt.Key


def a_form() -> tuple[Beside, FormFields]:
    fields = FormFields(
        {
            "title": Field("Title", Entry("County Lines")),
            "minimum": Field("Minimum to run", Entry("24"), help_text="To be worth a trainer."),
            "aims": Field("Aims", Prose()),
            "level": Field("Level", Choice(["Level 1", "Level 2"])),
        }
    )
    body = down(*(fields[name] for name in ("title", "minimum", "aims", "level")))
    return Beside("New course", body, fields, save="Save course"), fields


def inked(label: Label | None) -> int:
    """How many points of a label are darker than what is behind it."""
    assert label is not None
    picture = label.grab().toImage()
    ground = picture.pixel(picture.width() - 1, 0)
    points = product(range(picture.width()), range(picture.height()))
    return sum(picture.pixel(x, y) != ground for x, y in points)


def test_a_letter_is_underlined_only_while_alt_is_held(qtbot: QtBot, shown: Shown) -> None:
    field = Field("&Borough", Entry())
    shown(field)
    label = field.findChild(Label)
    handle = field.window().windowHandle()
    plain = inked(label)
    QTest.keyPress(handle, Key.Key_Alt)
    assert inked(label) > plain
    QTest.keyRelease(handle, Key.Key_Alt)
    assert inked(label) == plain


def test_alt_and_its_letter_lead_to_the_field(qtbot: QtBot, shown: Shown) -> None:
    first, other = Field("&Name", Entry()), Field("&Borough", Entry())
    shown(first, other)
    first.control.setFocus()
    qtbot.keyClick(first.control, Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert other.control.hasFocus()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_tick_is_seen_in_each_theme(qtbot: QtBot, look: Look, theme: Tokens) -> None:
    look.choose("dark" if theme is DARK else "light")
    box = QCheckBox("Only these")
    qtbot.addWidget(box)
    box.setChecked(True)
    picture = box.grab().toImage()
    points = product(range(Size.ICON), range(picture.height()))
    colours = {picture.pixelColor(x, y).name().upper() for x, y in points}
    assert {theme.accent, theme.on_accent} <= colours


def test_words_given_later_stand_as_far_from_the_icon(qtbot: QtBot) -> None:
    button, later = (
        Button("Issue", "primary", "award"),
        Button("", "primary", "award", name="Issue"),
    )
    for each in (button, later):
        qtbot.addWidget(each)
    later.say("Issue")
    assert later.iconSize() == button.iconSize()


def test_what_is_wrong_is_said_where_it_is(qtbot: QtBot, shown: Shown) -> None:
    panel, fields = a_form()
    shown(panel)
    with panel.problems_shown():
        raise Invalid({"minimum": "24 is more than the 20 places.", "trainer": "Name a trainer."})
    wrong = fields["minimum"]
    assert wrong.error.text() == "24 is more than the 20 places."
    assert wrong.control.accessibleDescription() == "24 is more than the 20 places."
    assert not wrong.help.isVisible()
    assert panel.notice.words.text() == "Name a trainer."
    assert panel.faults.text() == "1 to put right"
    assert panel.save.isEnabled()
    assert wrong.control.hasFocus()


def test_the_foot_leads_to_the_first_fault(qtbot: QtBot, shown: Shown) -> None:
    panel, fields = a_form()
    shown(panel)
    with panel.problems_shown():
        raise Invalid({"level": "Choose a level.", "aims": "Say what it is for."})
    fields["title"].control.setFocus()
    panel.faults.click()
    assert fields["aims"].control.hasFocus()


def test_a_mark_goes_when_the_field_is_mended(qtbot: QtBot, shown: Shown) -> None:
    panel, fields = a_form()
    shown(panel)
    with panel.problems_shown():
        raise Invalid({"minimum": "Too many."})
    qtbot.keyClicks(fields["minimum"].control, "8")
    assert fields.faults() == 0
    assert not panel.faults.isVisible()
    assert fields["minimum"].help.isVisible()


def test_another_refusal_is_said_above_the_fields(qtbot: QtBot, shown: Shown) -> None:
    panel, _ = a_form()
    shown(panel)
    with panel.problems_shown():
        raise Refused("Someone else has changed this course.")
    assert panel.notice.isVisible()
    with panel.problems_shown():
        pass
    assert not panel.notice.isVisible()


def test_fields_are_filled_and_read_together(qtbot: QtBot, shown: Shown) -> None:
    panel, fields = a_form()
    shown(panel)
    filled = {"title": "Neglect", "minimum": "8", "aims": "To see.", "level": "Level 2"}
    with qtbot.assertNotEmitted(fields.edited):
        fields.fill(filled)
    assert fields.texts() == filled
    fields.begin()
    assert fields["title"].control.hasFocus()


class Noisy(Beside):
    """A form one field of which is filled as if somebody typed, before the rest is filled."""

    def show_draft(self, draft: dict[str, str]) -> None:
        if self.fields is not None:
            title = self.fields["title"].control
            assert isinstance(title, Entry)
            title.setText(draft["title"])
            self.fields.fill(draft)


def test_a_draft_outlasts_the_filling_of_the_form(qtbot: QtBot, shown: Shown) -> None:
    fields = FormFields({"title": Field("Title", Entry()), "level": Field("Level", Entry())})
    panel = Noisy("Course", down(fields["title"], fields["level"]), fields, save="Save")
    shown(panel)
    empty = {"title": "", "level": ""}
    panel.begin_about("a course", empty)
    qtbot.keyClicks(fields["title"].control, "Neglect")
    qtbot.keyClicks(fields["level"].control, "2")
    panel.begin_about("another", empty)
    assert fields.texts() == empty
    assert not panel.kept.isVisible()
    for _ in range(2):  # once more: what was shown again is still kept
        panel.begin_about("a course", empty)
        assert fields.texts() == {"title": "Neglect", "level": "2"}
        assert panel.kept.isVisible()
    panel.afresh.click()
    assert fields.texts() == empty
    panel.begin_about("a course", empty)
    assert not panel.kept.isVisible()


def test_escape_closes_and_save_asks(qtbot: QtBot, shown: Shown) -> None:
    panel, fields = a_form()
    shown(panel)
    with qtbot.waitSignal(panel.save_asked):
        panel.save.click()
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(fields["title"].control, Key.Key_Escape)
    assert not panel.isVisible()


def test_everything_in_a_form_has_a_name(qtbot: QtBot, shown: Shown) -> None:
    panel, fields = a_form()
    assert nameless(shown(panel)) == []
    kinds = (QLineEdit, QLineEdit, QPlainTextEdit, QComboBox)
    names = ("Title", "Minimum to run", "Aims", "Level")
    for kind, name, field in zip(kinds, names, fields._fields.values(), strict=True):
        assert isinstance(field.control, kind)
        assert field.control.accessibleName() == name


def test_a_choice_stands_for_a_value(qtbot: QtBot) -> None:
    choice = Choice([("Never", None), ("3 years", 36)], "Refresh after")
    qtbot.addWidget(choice)
    assert choice.chosen() is None
    choice.choose(36)
    assert (choice.currentText(), choice.chosen()) == ("3 years", 36)


@pytest.mark.parametrize("words", ["Yes", "Planned", "2026-27", "The whole year"])
def test_a_choice_says_as_much_as_there_is_room_for(qtbot: QtBot, shown: Shown, words: str) -> None:
    choice = Choice([words], "What")
    shown(choice)
    choice.resize(choice.sizeHint())
    assert choice.shown_words() == words
    choice.resize(choice.width() - Space.S, choice.height())
    assert choice.shown_words().endswith("…")
    assert choice.currentText() == words


def test_a_notice_without_words_hides(qtbot: QtBot, shown: Shown) -> None:
    notice = Notice("", "amber")
    shown(notice)
    assert not notice.isVisible()
    notice.say("Booking closes today.", "red")
    assert notice.isVisible()
    assert notice.accessibleName() == "Booking closes today."


def test_enter_presses_the_button_that_has_the_keys(qtbot: QtBot, shown: Shown) -> None:
    button, pressed = Button("New rule"), list[bool]()
    button.clicked.connect(lambda: pressed.append(True))
    shown(button)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    QTest.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == 1


def test_a_title_that_is_cut_is_whole_on_hover(qtbot: QtBot, shown: Shown) -> None:
    title = Elided("Harmful Practices & Forced Marriage " * 9, "title")
    window = shown(title)
    assert title.text().endswith("…")
    assert "&amp;" in title.toolTip()
    title.say("Short")
    assert (title.text(), title.toolTip()) == ("Short", "")
    assert window.isVisible()


def test_the_button_nearest_to_the_work_leads(qtbot: QtBot, shown: Shown) -> None:
    new, first = Button("New", "primary", "plus"), Button("Plan", "primary")
    empty, (form, _fields) = Empty("calendar-plus", "Plan the year", "", first), a_form()
    shown(new, empty, form)

    def leading() -> list[str]:
        return [b.text() for b in (new, first, form.save) if b.property("kind") == "primary"]

    assert leading() == ["Save course"]
    form.leave()
    assert "Save course" in leading()  # it is out of sight, and leads when it comes back
    assert leading()[:-1] == ["Plan"]
    empty.hide()
    assert leading()[0] == "New"


def test_a_heading_without_words_about_it_has_no_line_for_them(qtbot: QtBot) -> None:
    heading = Heading("Licences")
    qtbot.addWidget(heading)
    bare = heading.sizeHint().height()
    heading.say("Licences", "1 overdue")
    assert heading.sizeHint().height() > bare
    heading.say("Licences")
    assert heading.sizeHint().height() == bare


def test_what_can_be_done_stands_under_a_title_that_it_would_cut(qtbot: QtBot) -> None:
    book = Button("Book on an event", "primary")
    heading = Heading("Siân Pugh", "Health visitor", Button("Change"), book)
    qtbot.addWidget(heading)
    heading.show()
    heading.setFixedWidth(420)
    qtbot.waitUntil(lambda: middle(book, heading) < heading.about.y())
    assert book.mapTo(heading, book.rect().topRight()).x() == heading.width() - 1
    whole = "Wilhelmina Featherstonehaugh-Cholmondeley of Tern"
    heading.say(whole, "Health visitor")
    heading.setFixedWidth(heading.title.sizeHint().width() + 20)
    qtbot.waitUntil(lambda: middle(book, heading) > heading.about.y())
    qtbot.waitUntil(lambda: heading.title.text() == whole)
    heading.say("Siân Pugh", "Health visitor")
    qtbot.waitUntil(lambda: middle(book, heading) < heading.about.y())


def middle(button: Button, heading: Heading) -> int:
    return button.mapTo(heading, button.rect().center()).y()


def test_an_empty_page_offers_the_first_step(qtbot: QtBot, shown: Shown) -> None:
    heading, first = Heading("Programme", "No events yet"), Button("New event", "primary", "plus")
    empty = Empty("calendar-plus", "Plan the year", "Here stands every event.", first)
    window = shown(heading, empty)
    heading.say("Programme", "1 event")
    empty.say("Nothing found", "Take the filter off.")
    assert heading.about.accessibleName() == "1 event"
    assert empty.prose.text() == "Take the filter off."
    assert nameless(window) == []
