"""What was typed in a form and not saved is there again, however one left."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from tests.services.people import People
from tests.ui.delegates.conftest import LIST, press, type_in
from tests.ui.delegates.test_form import line_of, opened
from trainingdesk.services.delegate_records import change_delegate, delegate_details
from trainingdesk.services.desk import Desk
from ui.delegates.form import DelegateForm
from ui.delegates.place import DelegatesPlace
from ui.parts.way import Way, Where

ZOE = Where("Delegates", kind="new", find="Zoe Ono", year=LIST.year)


def on(qtbot: QtBot, place: DelegatesPlace, delegate_id: int) -> DelegateForm:
    """The form on somebody of the list."""
    place.list.people.choose(delegate_id)
    press(qtbot, place.list.people.table, "F2")
    return place.list.form


def test_the_way_back_and_forward_loses_nothing_of_somebody_new(
    place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    way.go(ZOE)
    form = place.list.form
    assert not form.kept.isVisible()
    line_of(form, "email").setText("zoe@example.org")
    form.agency.typed.setText("libr")
    way.back()
    way.forward()
    assert (line_of(form, "last_name").text(), line_of(form, "email").text()) == (
        "Ono",
        "zoe@example.org",
    )
    assert form.agency.typed.text() == "libr"
    assert form.kept.isVisible()
    form.afresh.click()
    assert (line_of(form, "last_name").text(), line_of(form, "email").text()) == ("Ono", "")
    way.back()
    way.forward()
    assert not form.kept.isVisible()


def test_somebody_else_who_is_new_begins_afresh_and_neither_is_lost(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(ZOE)
    form = place.list.form
    line_of(form, "email").setText("zoe@example.org")
    way.go(replace(ZOE, find="Mary Watson"))
    assert line_of(form, "last_name").text() == "Watson"
    assert line_of(form, "email").text() == ""
    form.leave()
    press(qtbot, place.list.people.table, "Ctrl+N")  # nobody in particular: whoever was not saved
    assert line_of(form, "last_name").text() == "Ono"
    assert line_of(form, "email").text() == "zoe@example.org"


def test_what_was_typed_about_each_of_two_stays_with_them(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    line_of(on(qtbot, place, people.ada), "manager").setText("Babbage")
    line_of(on(qtbot, place, people.grace), "manager").setText("Aiken")
    form = on(qtbot, place, people.ada)
    assert line_of(form, "manager").text() == "Babbage"
    assert form.kept.isVisible()
    form.save_now()
    assert not form.isVisible()
    form = on(qtbot, place, people.lukasz)  # of another agency, which nobody has changed
    assert not form.kept.isVisible()
    assert not form.corrects.isVisible()
    assert line_of(on(qtbot, place, people.grace), "manager").text() == "Aiken"


def test_what_was_kept_still_meets_what_another_saved_meanwhile(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    form = on(qtbot, place, people.ada)
    line_of(form, "manager").setText("Babbage")
    form.leave()
    with desk.reading() as db:
        before = delegate_details(db, people.ada)
    with desk.changing("Change") as db:
        change_delegate(db, people.ada, replace(before, manager="Somerville"), opened=before)
    form = on(qtbot, place, people.ada)
    form.save_now()
    assert form.isVisible()
    other = form.form["manager"].other
    assert other is not None
    assert other.words.text() == "Saved meanwhile: Somerville"
    form.afresh.click()
    assert line_of(form, "manager").text() == "Somerville"


def test_a_saved_form_leaves_no_draft(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    form = opened(qtbot, place, way)
    type_in(line_of(form, "first_name"), "Alan")
    type_in(line_of(form, "last_name"), "Turing")
    qtbot.keyClicks(form.agency.typed, "library")
    form.save_now()
    press(qtbot, place.list.people.table, "Ctrl+N")
    assert line_of(form, "first_name").text() == ""
    assert form.agency.typed.text() == ""
    assert not form.kept.isVisible()
