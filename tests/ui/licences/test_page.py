"""The page of licences and their groups."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import a_delegate
from tests.services.people import People
from tests.ui.delegates.conftest import YEAR, leading, press, type_in, unnamed
from tests.worlds import set_up_once
from trainingdesk.domain.licence import GroupDetails, LicenceDetails
from trainingdesk.services.course_choices import courses_named
from trainingdesk.services.desk import Desk
from trainingdesk.services.licence_groups import add_group, group_details
from trainingdesk.services.licences import add_licences, licence_details
from trainingdesk.storage.models import Agency
from ui.delegates.place import DelegatesPlace
from ui.licences.page import LicencesPage
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

LICENCES = Where("Delegates", kind="licences", year=YEAR)


@dataclass(frozen=True)
class Bound:
    """Ada, who attended what chaperones need, and Grace, who did not; and a group of nobody."""

    group: int
    ada: int
    grace: int
    empty: int


@pytest.fixture
@set_up_once
def bound(desk: Desk, people: People) -> Bound:
    with desk.changing("Set up") as db:
        (risk,) = courses_named(db, ["RISK"])
        group = add_group(db, GroupDetails("Chaperones", 36, risk))
        empty = add_group(db, GroupDetails("Zoo keepers"))
        told = LicenceDetails(group, renew_on=date(2026, 9, 1))
        ada, grace = add_licences(db, [people.ada, people.grace], told)
    return Bound(group, ada, grace, empty)


def page_at(place: DelegatesPlace, way: Way, number: int = 0) -> LicencesPage:
    way.go(Where("Delegates", kind="licences", id=number, year=YEAR))
    page = place.currentWidget()
    assert isinstance(page, LicencesPage)
    return page


def shown(page: LicencesPage) -> list[Any]:
    model = page.list.table.rows_model
    return [model.row_at(n) for n in range(model.rowCount())]


def names(page: LicencesPage) -> list[str]:
    return [row.name for row in shown(page)]


def test_an_empty_page_asks_for_a_group_first_and_then_for_people(
    qtbot: QtBot, place: DelegatesPlace, way: Way, people: People
) -> None:
    page = page_at(place, way)
    assert page.list.empty.isVisible()
    assert leading(page) == ["New group"]
    assert unnamed(page) == []
    press(qtbot, page.list.empty, "Ctrl+N")
    assert page.group_form.isVisible()
    assert unnamed(page) == []
    type_in(page.group_form.form["name"].control, "Chaperones")
    type_in(page.group_form.form["months"].control, "36")
    type_in(page.group_form.course.box, "risk")
    press(qtbot, page.group_form.course.box, "Return")
    press(qtbot, page.group_form.course.box, "Ctrl+S")
    assert not page.group_form.isVisible()
    assert leading(page) == ["New licence"]
    assert "needs Identifying Risk" in page.heading.about.text()


def test_what_is_typed_and_not_picked_goes_along_with_ctrl_s(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, bound: Bound, people: People
) -> None:
    page = page_at(place, way)
    page.add_group()
    type_in(page.group_form.form["name"].control, "Drivers")
    type_in(page.group_form.course.box, "risk")
    press(qtbot, page.group_form.course.box, "Ctrl+S")
    with desk.reading() as db:
        made = page.group_id
        assert made is not None
        assert group_details(db, made).course_id is not None
    page.which.choose(bound.empty)
    press(qtbot, page.list.table, "Ctrl+N")
    type_in(page.form.form["renew_on"].control, "1 June 2027")
    type_in(page.form.people.box, "lukasz")
    press(qtbot, page.form.people.box, "Ctrl+S")
    assert not page.form.isVisible()
    assert [row.name for row in shown(page)] == ["Łukasz Żak"]


def test_whom_one_looked_for_is_no_loss_and_whom_one_picked_is_kept_asking_about(
    qtbot: QtBot, place: DelegatesPlace, way: Way, bound: Bound
) -> None:
    page = page_at(place, way)
    press(qtbot, page.list.table, "Ctrl+N")
    form, box = page.form, page.form.people.box
    type_in(box, "luk")
    assert form.unkept() == ""  # nobody misses half a name in a line that finds people
    press(qtbot, box, "Enter")
    assert len(form.people.names) == 1
    assert form.unkept() == "“New licence”"


def test_several_people_are_put_in_a_group_by_keyboard(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, bound: Bound, people: People
) -> None:
    page = page_at(place, way)
    page.which.choose(bound.empty)
    press(qtbot, page.list.table, "Ctrl+N")
    assert page.form.isVisible()
    assert unnamed(page) == []
    for letters in ("king", "lukasz"):
        type_in(page.form.people.box, letters)
        press(qtbot, page.form.people.box, "Return")
    type_in(page.form.form["renew_on"].control, "1 June 2027")
    press(qtbot, page.form.form["renew_on"].control, "Return")
    assert not page.form.isVisible()
    assert [(row.name, row.group) for row in shown(page)] == [
        ("Ada King", "Zoo keepers"),
        ("Łukasz Żak", "Zoo keepers"),
    ]
    assert desk.undo_title == "Add licence of 2 delegates"
    desk.undo()
    assert names(page) == []


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    desk: Desk, place: DelegatesPlace, way: Way, bound: Bound, people: People
) -> None:
    page = page_at(place, way)
    before = desk.done
    page.add()
    page.form.keep()
    assert page.form.form["delegate_id"].wrong
    type_in(page.form.people.box, "nobody at all")
    page.form.keep()
    assert "nobody at all" in page.form.form["delegate_id"].error.text()
    page.form.people.box.clear()
    type_in(page.form.form["renew_on"].control, "some day")
    page.form.keep()
    assert page.form.form["renew_on"].wrong
    page.group_form.begin_new()
    type_in(page.group_form.form["months"].control, "three")
    type_in(page.group_form.course.box, "no such course")
    page.group_form.keep()
    form = page.group_form.form
    assert [name for name in form.texts() if form[name].wrong] == ["name", "months", "course_id"]
    page.group_form.course.box.clear()
    page.group_form.course.show_names(["RISK", "NEG"])
    page.group_form.keep()
    assert "one course" in form["course_id"].error.text()
    assert desk.done == before


def test_saving_unchanged_forms_changes_nothing(
    desk: Desk, place: DelegatesPlace, way: Way, bound: Bound
) -> None:
    page = page_at(place, way)
    before = desk.done
    for row in shown(page):
        page.open_row(row)
        page.form.keep()
        assert not page.form.isVisible()
    for number in (bound.group, bound.empty):
        page.group_form.begin_change(number)
        page.group_form.keep()
        assert not page.group_form.isVisible()
    assert desk.done == before


def test_one_key_renews_and_says_who_lacks_training(
    qtbot: QtBot, desk: Desk, live: LiveDesk, place: DelegatesPlace, way: Way, bound: Bound
) -> None:
    said: list[str] = []
    live.told.connect(said.append)
    page = page_at(place, way, bound.ada)
    press(qtbot, page.list.table, "Ctrl+R")
    assert said == ["Renewed the licence of Ada King until 1 September 2029."]
    desk.undo()
    page.list.table.choose_ids([bound.ada, bound.grace])
    press(qtbot, page.list.table, "Ctrl+R")
    assert said[1].startswith("Renewed 2 licences. Grace Hopper has not attended")
    desk.undo()
    with desk.reading() as db:
        assert licence_details(db, bound.grace).renew_on == date(2026, 9, 1)


def test_the_key_pressed_twice_renews_once(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, bound: Bound
) -> None:
    page = page_at(place, way, bound.ada)
    for _ in range(2):
        press(qtbot, page.list.table, "Ctrl+R")
    with desk.reading() as db:
        assert licence_details(db, bound.ada).renew_on == date(2029, 9, 1)


def test_many_who_lack_training_are_counted(
    desk: Desk, live: LiveDesk, place: DelegatesPlace, way: Way, bound: Bound, people: People
) -> None:
    said: list[str] = []
    live.told.connect(said.append)
    with desk.changing("More") as db:
        library = db.get_one(Agency, people.library)
        more = [a_delegate(db, library, name, "New").id for name in ("Bo", "Cy", "Di")]
        add_licences(db, more, LicenceDetails(bound.group, renew_on=date(2026, 9, 1)))
    page = page_at(place, way)
    page.list.table.selectAll()
    page.renew_chosen()
    assert "and 1 more have not attended" in said[0]


def test_a_licence_is_changed_for_one_person_only(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, bound: Bound
) -> None:
    page = page_at(place, way, bound.ada)
    press(qtbot, page.list.table, "F2")
    type_in(page.form.people.box, "lukasz")
    press(qtbot, page.form.people.box, "Return")
    page.form.keep()
    assert "one person" in page.form.form["delegate_id"].error.text()
    page.form.people.show_names(page.form.people.names[:1])
    type_in(page.form.form["number"].control, "CH-1")
    page.form.keep()
    with desk.reading() as db:
        assert licence_details(db, bound.ada).number == "CH-1"


def test_a_licence_is_removed_and_leads_to_its_delegate(
    qtbot: QtBot, place: DelegatesPlace, way: Way, bound: Bound, people: People, gone: list[Where]
) -> None:
    page = page_at(place, way, bound.grace)
    press(qtbot, page.list.table, "Delete")
    assert names(page) == ["Ada King"]
    page.list.table.select_id(bound.ada)
    press(qtbot, page.list.table, "Ctrl+Return")
    assert (gone[-1].kind, gone[-1].id) == ("delegate", people.ada)


def test_a_group_is_changed_and_removed_when_nobody_is_in_it(
    qtbot: QtBot,
    desk: Desk,
    place: DelegatesPlace,
    way: Way,
    bound: Bound,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    page = page_at(place, way)
    assert not page.change_group_action.isEnabled()
    page.which.choose(bound.group)
    page.remove_group_action.trigger()
    assert "2 people are in it" in told[0]
    press(qtbot, page.list.table, "Ctrl+Shift+G")
    page.group_form.form["months"].set_text("")
    type_in(page.group_form.form["months"].control, "24")
    press(qtbot, page.group_form.form["months"].control, "Return")
    with desk.reading() as db:
        assert group_details(db, bound.group).months == 24
    page.which.choose(bound.empty)
    page.remove_group_action.trigger()
    assert page.which.count() == 2
    assert page.group_id is None
    assert sorted(names(page)) == ["Ada King", "Grace Hopper"]


def test_a_licence_asked_for_is_shown_whatever_group_showed_before(
    place: DelegatesPlace, way: Way, bound: Bound
) -> None:
    page = page_at(place, way)
    page.which.choose(bound.empty)
    page_at(place, way, bound.grace)
    assert [row.id for row in page.list.table.chosen_rows()] == [bound.grace]


def test_a_licence_that_is_gone_is_said_to_be(
    desk: Desk, place: DelegatesPlace, way: Way, bound: Bound
) -> None:
    page = page_at(place, way)
    row = shown(page)[0]
    page.list.table.select_id(row.id)
    page.remove_chosen()
    page.open_row(row)
    assert "no longer there" in page.notice.words.text()
    assert not page.form.isVisible()


def test_the_list_is_saved_as_it_shows(
    qtbot: QtBot,
    place: DelegatesPlace,
    way: Way,
    bound: Bound,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "licences.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page = page_at(place, way)
    press(qtbot, page.list.table, "Ctrl+E")
    rows = list(load_workbook(file).worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "Delegate"
    assert len(rows) == 3


def test_the_page_of_delegates_leads_here(
    qtbot: QtBot, place: DelegatesPlace, way: Way, bound: Bound, gone: list[Where]
) -> None:
    way.go(Where("Delegates", year=YEAR))
    press(qtbot, place.list, "Ctrl+Shift+L")
    assert gone[-1] == LICENCES
    page = place.currentWidget()
    assert isinstance(page, LicencesPage)
    assert [words for words, _ in page.crumbs()] == ["Delegates", "Licences"]
