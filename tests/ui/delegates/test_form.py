from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.services.people import People
from tests.ui.delegates.conftest import LIST, press, type_in, unnamed
from trainingdesk.services.delegate_records import change_delegate, delegate_details, needs_of
from trainingdesk.services.delegates import DelegatesAsked, delegates_page
from trainingdesk.services.desk import Desk
from ui.delegates.form import DelegateForm
from ui.delegates.place import DelegatesPlace
from ui.parts.way import Way, Where


def opened(qtbot: QtBot, place: DelegatesPlace, way: Way) -> DelegateForm:
    way.go(LIST)
    press(qtbot, place.list.people.table, "Ctrl+N")
    return place.list.form


def line_of(form: DelegateForm, name: str) -> QLineEdit:
    control = form.form[name].control
    assert isinstance(control, QLineEdit)
    return control


def test_a_delegate_is_added_by_keyboard_alone(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    form = opened(qtbot, place, way)
    assert line_of(form, "first_name").hasFocus()
    type_in(line_of(form, "first_name"), "Zoë")
    qtbot.keyClick(line_of(form, "first_name"), Qt.Key.Key_Tab)
    type_in(line_of(form, "last_name"), "Ōno")
    qtbot.keyClick(line_of(form, "last_name"), Qt.Key.Key_Tab)
    assert form.agency.typed.hasFocus()
    qtbot.keyClicks(form.agency.typed, "library")
    press(qtbot, line_of(form, "email"), "Ctrl+S")
    with desk.reading() as db:
        row = delegates_page(db, DelegatesAsked("zoe ono"), offset=0, limit=1)[0]
    assert (row.listed, row.agency, row.reference) == ("Ōno, Zoë", "Library", "D00001")
    assert not form.isVisible()
    chosen = place.list.people.table.chosen_row()
    assert chosen is not None
    assert chosen.id == row.id
    assert desk.undo_title == "Add Zoë Ōno"


def test_what_is_missing_is_said_where_it_is(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    form = opened(qtbot, place, way)
    type_in(line_of(form, "first_name"), "Ada")
    type_in(form.agency.typed, "No such house")
    type_in(line_of(form, "email"), "nowhere")
    press(qtbot, line_of(form, "email"), "Return")
    assert form.form.faults() == 3
    assert form.faults.text() == "3 to put right"
    said = form.form["agency_id"].error.text()
    assert said.startswith("There is no agency called “No such house”. Choose it by the name")
    assert line_of(form, "last_name").hasFocus()
    form.agency.typed.setText("")
    qtbot.keyClicks(form.agency.typed, "Library")
    assert not form.form["agency_id"].wrong
    assert unnamed(place) == []


def test_somebody_who_looks_the_same_is_pointed_out_and_not_refused(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    form = opened(qtbot, place, way)
    type_in(line_of(form, "first_name"), "ada")
    qtbot.keyClicks(form.agency.typed, "Carking Trust")
    type_in(line_of(form, "last_name"), "kin")
    assert not form.alike.isVisible()
    type_in(line_of(form, "last_name"), "g")
    assert form.alike.words.text().endswith("may be the same person: same name.")
    type_in(line_of(form, "email"), "ada@example.org")
    assert "same name, same e-mail" in form.alike.words.text()
    form.agency.typed.clear()
    line_of(form, "email").setText("kim@example.org")
    assert not form.alike.isVisible()
    qtbot.keyClicks(form.agency.typed, "Library")
    assert "of Library may be the same person: same name, same agency." in (form.alike.words.text())
    form.open_alike.click()
    assert gone[-1].id == people.ada
    way.back()
    form.save_now()
    with desk.reading() as db:
        assert len(delegates_page(db, DelegatesAsked("ada king"), offset=0, limit=9)) == 2


def test_a_change_begins_with_what_is_known(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    place.list.people.choose(people.ada)
    press(qtbot, place.list.people.table, "F2")
    form = place.list.form
    with desk.reading() as db:
        assert form.details() == delegate_details(db, people.ada)
    line_of(form, "job_title").setText("Countess")
    press(qtbot, line_of(form, "job_title"), "Ctrl+S")
    with desk.reading() as db:
        assert delegate_details(db, people.ada).job_title == "Countess"
    assert desk.undo_title == "Change Ada King"


def test_needs_stay_out_of_sight_until_asked_for(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    form = opened(qtbot, place, way)
    form.form["first_name"].set_text("Alan")
    form.form["last_name"].set_text("Turing")
    form.agency.choose(people.library)
    form.form["needs"].set_text("A loop")
    form.save_now()
    press(qtbot, place.list.people.table, "F2")
    assert not form.form["needs"].isVisible()
    form.form["job_title"].set_text("Reader")
    form.save_now()
    chosen = place.list.people.table.chosen_row()
    assert chosen is not None
    with desk.reading() as db:
        assert needs_of(db, chosen.id) == "A loop"
    press(qtbot, place.list.people.table, "F2")
    form.show_needs.click()
    assert form.form["needs"].isVisible()
    assert form.form["needs"].text() == "A loop"


def test_what_was_typed_is_there_again_after_escape(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    form = opened(qtbot, place, way)
    type_in(line_of(form, "first_name"), "Zoë")
    press(qtbot, line_of(form, "first_name"), "Escape")
    assert not form.isVisible()
    assert place.list.people.table.hasFocus()
    press(qtbot, place.list.people.table, "Ctrl+N")
    assert line_of(form, "first_name").text() == "Zoë"
    assert form.kept.isVisible()
    form.afresh.click()
    assert line_of(form, "first_name").text() == ""
    assert not form.kept.isVisible()


def test_somebody_new_is_seen_in_a_list_that_was_narrowed_to_others(
    place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(Where("Delegates", year=LIST.year, find="ada"))
    way.go(Where("Delegates", kind="new", find="Zoë Moss", id=people.library, year=LIST.year))
    place.list.people.seek("ada")
    place.list.form.save_action.trigger()
    assert place.list.people.words == ""
    chosen = place.list.people.table.chosen_row()
    assert chosen is not None
    assert chosen.name == "Zoë Moss"


def test_a_name_typed_elsewhere_is_taken_over(
    place: DelegatesPlace, people: People, way: Way
) -> None:
    new = Where("Delegates", kind="new", find="Mary Jane Watson", id=people.carking, year=LIST.year)
    way.go(new)
    details = place.list.form.details()
    assert (details.first_name, details.last_name) == ("Mary Jane", "Watson")
    assert details.agency_id == people.carking


def test_the_later_of_two_windows_sees_both_versions_and_loses_neither(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    place.list.people.choose(people.ada)
    press(qtbot, place.list.people.table, "F2")
    form = place.list.form
    line_of(form, "job_title").setText("Countess")
    with desk.reading() as db:
        before = delegate_details(db, people.ada)
    with desk.changing("Change") as db:  # in the other window
        theirs = replace(before, job_title="Reader", manager="Babbage, C", agency_id=people.library)
        change_delegate(db, people.ada, theirs, opened=before)

    press(qtbot, line_of(form, "job_title"), "Ctrl+S")

    assert form.isVisible()
    assert "while the form was open" in form.notice.words.text()
    job, manager = form.form["job_title"], form.form["manager"]
    assert job.other is not None
    assert manager.other is not None
    assert (job.text(), job.other.words.text()) == ("Countess", "Saved meanwhile: Reader")
    assert (manager.text(), manager.other.take.text()) == ("Babbage, C", "Put it back")
    assert form.agency.agency_id() == people.library
    with desk.reading() as db:
        assert delegate_details(db, people.ada) == theirs

    press(qtbot, line_of(form, "job_title"), "Ctrl+S")
    with desk.reading() as db:
        assert delegate_details(db, people.ada) == replace(theirs, job_title="Countess")


def test_the_other_version_is_taken_by_its_button(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    place.list.people.choose(people.ada)
    press(qtbot, place.list.people.table, "F2")
    form = place.list.form
    line_of(form, "job_title").setText("Countess")
    with desk.changing("Change") as db:
        before = delegate_details(db, people.ada)
        change_delegate(db, people.ada, replace(before, job_title="Reader"), opened=before)
    press(qtbot, line_of(form, "job_title"), "Ctrl+S")

    other = form.form["job_title"].other
    assert other is not None
    take = other.take
    take.setFocus()
    qtbot.keyClick(take, Qt.Key.Key_Space)

    assert line_of(form, "job_title").text() == "Reader"
    assert line_of(form, "job_title").hasFocus()
    assert form.form["job_title"].other is None


def test_since_when_they_are_at_the_agency_is_typed_and_a_wrong_day_is_said(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(Where("Delegates", kind="delegate", id=people.ada))
    press(qtbot, place.record, "F2")
    form = place.record.form
    type_in(line_of(form, "joined_on"), "soon")
    press(qtbot, line_of(form, "joined_on"), "Ctrl+S")
    assert form.form["joined_on"].error.text().startswith("Type a day")
    type_in(line_of(form, "joined_on"), "3/3/2019")
    press(qtbot, line_of(form, "joined_on"), "Ctrl+S")
    with desk.reading() as db:
        assert delegate_details(db, people.ada).joined_on == date(2019, 3, 3)
    press(qtbot, place.record, "F2")
    assert line_of(form, "joined_on").text() == "3 March 2019"
