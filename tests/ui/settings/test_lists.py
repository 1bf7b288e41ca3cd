"""The board's own lists and fields, in the settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE, FirstAid
from tests.ui.accessible import nameless
from tests.ui.delegates.conftest import leading, press
from tests.worlds import set_up_once
from trainingdesk.domain.own_fields import FieldKind
from trainingdesk.services.courses import CourseDetails, add_course, course_details
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import FieldDetails, FieldOf, add_field, field_details
from trainingdesk.services.own_words import BoardList, word_rows
from trainingdesk.storage.models import Course
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.settings.fields_page import FieldsPage
from ui.settings.place import SettingsPlace
from ui.settings.words_page import WordsPage

YEAR = "2026-27"
LEVELS = Where("Settings", kind="lists", tab="Levels", year=YEAR)
FIELDS = Where("Settings", kind="fields", year=YEAR)


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Iterator[SettingsPlace]:
    place = SettingsPlace(live, way, jobs)
    qtbot.addWidget(place)
    way.gone.connect(place.show_at)
    place.resize(1064, 640)
    with qtbot.waitExposed(place):
        place.show()
    place.activateWindow()
    yield place
    place.hide()


@pytest.fixture
@set_up_once
def course(desk: Desk) -> int:
    """A course that brings words to every list."""
    details = CourseDetails(
        "Risk", "RISK", "2", kind="Course", strands=("Children", "Adults"), audience="Nurses"
    )
    with desk.changing("Set up") as db:
        return add_course(db, details, today=BEFORE)


@pytest.fixture
def words(place: SettingsPlace, way: Way, course: int) -> WordsPage:
    way.go(LEVELS)
    return place.words


@pytest.fixture
def fields(desk: Desk, place: SettingsPlace, way: Way) -> FieldsPage:
    with desk.changing("Set up") as db:
        for name, of in (("Sponsor", FieldOf.COURSE), ("Fee", FieldOf.COURSE)):
            add_field(db, FieldDetails(name, of))
        choices = ("Buffet", "None")
        add_field(db, FieldDetails("Catering", FieldOf.EVENT, FieldKind.ONE_OF, choices))
    way.go(FIELDS)
    return place.fields


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the desk has refused."""
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    return told


def column(page: WordsPage, number: int = 0) -> list[str]:
    model = page.list.table.rows_model
    return [str(model.index(n, number).data() or "") for n in range(model.rowCount())]


def names(page: FieldsPage) -> list[str]:
    model = page.list.table.rows_model
    return [str(model.index(n, 0).data() or "") for n in range(model.rowCount())]


def add_words(qtbot: QtBot, words: WordsPage, *names: str) -> None:
    for name in names:
        press(qtbot, words.list.table, "Ctrl+N")
        qtbot.keyClicks(words.form.form["name"].control, name)
        press(qtbot, words.form.form["name"].control, "Ctrl+S")


def test_the_settings_lead_to_every_list(place: SettingsPlace, way: Way, course: int) -> None:
    way.go(Where("Settings", year=YEAR))
    lines = place.settings.lists.buttons
    assert lines["Strands"].line.end == "2 words"
    lines["Strands"].click()
    assert way.here == Where("Settings", kind="lists", tab="Strands", year=YEAR)
    assert column(place.words) == ["Children", "Adults"]
    assert [name for name, _ in place.crumbs()] == ["Settings", "Lists and fields", "Strands"]
    assert nameless(place) == []
    place.words.tabs.choose("Own fields")
    assert way.here == FIELDS
    assert [name for name, _ in place.crumbs()][-1] == "Own fields"
    place.fields.tabs.choose("Kinds")
    assert column(place.words) == ["Course"]
    assert place.words.new_action in place.actions()


def test_words_are_added_explained_and_told(qtbot: QtBot, desk: Desk, words: WordsPage) -> None:
    add_words(qtbot, words, "Level 3", "level  3")
    assert words.form.form["name"].error.text() == "“Level 3” is on this list already."
    words.form.form["name"].set_text("Level 4")
    words.form.form["about"].set_text("For those who lead.")
    words.form.keep()
    assert column(words) == ["Level 2", "Level 3", "Level 4"]
    assert column(words, 1)[-1] == "For those who lead."
    assert column(words, 2) == ["1 course", "nothing", "nothing"]
    assert leading(words) == ["New word"]


def test_a_word_is_renamed_in_every_record_and_undone_at_once(
    qtbot: QtBot, desk: Desk, words: WordsPage, course: int
) -> None:
    press(qtbot, words.list.table, "Return")
    assert not words.form.renamed.isVisible()
    words.form.form["name"].set_text("")
    qtbot.keyClicks(words.form.form["name"].control, "Level 2")
    assert words.form.renamed.isVisible()
    words.form.keep()
    with desk.reading() as db:
        assert course_details(db, course).level == "Level 2"
    desk.undo()
    with desk.reading() as db:
        assert course_details(db, course).level == "2"
    assert column(words) == ["Level 2"]


def test_saving_an_unchanged_word_changes_nothing(desk: Desk, words: WordsPage) -> None:
    done = len(desk.done)
    words.list.table.enter()
    words.change_chosen()
    words.form.keep()
    assert not words.form.isVisible()
    assert len(desk.done) == done


def test_words_are_put_in_order_by_keyboard(qtbot: QtBot, desk: Desk, words: WordsPage) -> None:
    add_words(qtbot, words, "1")
    words.up_action.trigger()
    assert column(words) == ["Level 1", "Level 2"]
    assert not words.up_action.isEnabled()
    words.down.click()
    assert column(words) == ["Level 2", "Level 1"]
    assert desk.done[-1].title == "Move Level 1"
    words.list.seek("1")
    words.list.table.enter()
    assert not words.up_action.isEnabled()


def test_a_word_in_use_is_not_removed_and_says_where(
    qtbot: QtBot, desk: Desk, words: WordsPage
) -> None:
    words.list.table.enter()
    press(qtbot, words.list.table, "Delete")
    assert words.refused.words.text() == (
        "“Level 2” is used by 1 course, so it cannot be removed. "
        "Retire it, and it is offered no longer."
    )
    assert column(words) == ["Level 2"]


def test_several_words_are_retired_offered_again_and_removed(
    qtbot: QtBot, desk: Desk, words: WordsPage
) -> None:
    add_words(qtbot, words, "8", "9")
    with desk.reading() as db:
        ids = [row.id for row in word_rows(db, BoardList.LEVELS)][1:]
    words.list.table.choose_ids(ids)
    words.retire.click()
    assert column(words, 3) == ["yes", "Retired", "Retired"]
    assert words.retire.text() == "Offer again"
    words.retire.click()
    assert column(words, 3) == ["yes", "yes", "yes"]
    words.remove_action.trigger()
    assert column(words) == ["Level 2"]
    assert [change.title for change in desk.done[-3:]] == [
        "Retire 2 words",
        "Offer again 2 words",
        "Remove 2 words",
    ]


def test_words_in_use_that_no_list_has_are_taken_in(desk: Desk, words: WordsPage) -> None:
    with desk.changing("Set up") as db:
        for level in ("A", "B", "C", "D"):
            db.add(Course(reference=level, title=level, sought=level.lower(), level=level))
    assert words.notice.words.text() == (
        "“Level A”, “Level B”, “Level C” and 1 more are in use and not on this list."
    )
    words.take_in.click()
    assert column(words) == ["Level 2", "Level A", "Level B", "Level C", "Level D"]
    assert not words.notice.isVisible()


def test_an_empty_list_says_what_it_is_for(place: SettingsPlace, way: Way) -> None:
    way.go(LEVELS)
    page = place.words
    assert page.list.pages.currentWidget() is page.list.empty
    assert page.list.empty.prose.text().startswith("Every board has its own")
    assert leading(page) == ["New word"]


def test_a_list_is_saved_where_one_chooses(
    qtbot: QtBot,
    place: SettingsPlace,
    words: WordsPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = (str(tmp_path / "levels.csv"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    with qtbot.waitSignal(place.said):
        words.export_action.trigger()
    lines = (tmp_path / "levels.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == ["Word,About,Used by,Retired", "2,,1,No"]


def test_fields_stand_under_what_they_are_of(fields: FieldsPage) -> None:
    assert names(fields) == ["Courses, 2 fields", "Sponsor", "Fee", "Events, 1 field", "Catering"]
    assert fields.list.count.said.text() == "3 fields"
    assert nameless(fields) == []


def test_a_field_is_added_with_its_choices(qtbot: QtBot, desk: Desk, fields: FieldsPage) -> None:
    press(qtbot, fields.list.table, "Ctrl+N")
    form = fields.form
    assert not form.form["choices"].isVisible()
    form.form["kind"].set_text("One of")
    form.form["name"].set_text("Room")
    form.form["of"].set_text("Booking")
    form.form["choices"].set_text("Red")
    form.form.edited.emit()
    assert form.form["choices"].isVisible()
    form.keep()
    assert form.form["choices"].error.text().startswith("Enter two choices")
    form.form["choices"].set_text("Red\n\nBlue")
    form.keep()
    row = fields.list.table.chosen_row()
    assert row is not None
    with desk.reading() as db:
        assert field_details(db, row.id).choices == ("Red", "Blue")


def test_a_field_and_its_choices_have_the_room_beside_the_form(fields: FieldsPage) -> None:
    table = fields.list.table
    fields.list.resize(640, 400)  # as beside the form in a window of 1280
    assert table.columns_shown.shown() == ["Field", "Holds", "Choices"]
    assert min(table.columnWidth(0), table.columnWidth(2)) > 200
    assert "comma" in fields.form.form["choices"].help.text()


def test_saving_an_unchanged_field_changes_nothing(desk: Desk, fields: FieldsPage) -> None:
    done = len(desk.done)
    for row in list(fields._rows):
        fields.list.table.select_id(row.id)
        fields.change_action.trigger()
        fields.form.keep()
        assert not fields.form.isVisible()
    assert len(desk.done) == done


def test_fields_are_moved_retired_and_removed(
    qtbot: QtBot, desk: Desk, fields: FieldsPage, told: list[str]
) -> None:
    fee = fields._rows[1].id
    fields.list.table.select_id(fee)
    fields.up.click()
    assert names(fields)[1:3] == ["Fee", "Sponsor"]
    fields.down_action.trigger()
    fields.retire.click()
    assert fields.retire.text() == "Ask again"
    fields.retire.click()
    fields.remove_action.trigger()
    assert names(fields)[1:3] == ["Sponsor", "Events, 1 field"]
    assert told == []


def test_a_field_with_values_is_not_removed(
    desk: Desk, first_aid: FirstAid, fields: FieldsPage
) -> None:
    sponsor = fields._rows[0].id
    with desk.changing("Give") as db:
        db.get_one(Course, first_aid.course).own_values = {str(sponsor): "The Trust"}
    fields.list.table.select_id(sponsor)
    fields.remove_action.trigger()
    said = fields.refused.words.text()
    assert said.startswith("1 course has a value in “Sponsor”, so it cannot be removed.")


def test_fields_are_narrowed_and_exported(
    qtbot: QtBot,
    place: SettingsPlace,
    fields: FieldsPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fields.list.seek("cater")
    assert names(fields) == ["Events, 1 field", "Catering"]
    answer = (str(tmp_path / "fields.csv"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    with qtbot.waitSignal(place.said):
        fields.export_action.trigger()
    lines = (tmp_path / "fields.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "Event,Catering,One of,Buffet; None,0,No"


def test_a_desk_without_fields_says_what_they_are_for(place: SettingsPlace, way: Way) -> None:
    way.go(FIELDS)
    assert place.fields.list.pages.currentWidget() is place.fields.list.empty
    assert leading(place.fields) == ["New field"]
