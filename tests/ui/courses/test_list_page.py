from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.courses.conftest import Catalogue
from tests.ui.delegates.conftest import leading, press
from tests.ui.programme.world import YEAR, Clock, Window
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf, field_of_form
from trainingdesk.services.courses import course_details
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import add_field
from trainingdesk.storage.models import Course
from ui.courses.list_page import CoursesPage
from ui.courses.record_page import CoursePage
from ui.parts.cell import Cell
from ui.parts.cells import cell_width
from ui.parts.theme import Space
from ui.parts.way import Where


def cells(page: CoursesPage, name: str) -> list[str]:
    model = page.courses.table.rows_model
    column = next(n for n, each in enumerate(model.columns) if each.name == name)
    return [str(model.index(n, column).data() or "") for n in range(model.rowCount())]


def state(desk: Desk, course_id: int) -> CourseState:
    with desk.reading() as db:
        return course_details(db, course_id).state


def test_courses_show_their_year_and_what_is_aimed_at(
    listed: CoursesPage, window: Window, catalogue: Catalogue
) -> None:
    assert cells(listed, "Course") == [
        "Identifying Risk, RISK",
        "Łódź Networks, LODZ",
        "Neglect, NEGL",
        "Old Ways, OLD",
    ]
    assert cells(listed, "Events") == ["1", "", "", ""]
    assert cells(listed, "State") == ["Draft", "Draft", "Published", "Retired"]
    assert listed.courses.count.said.text() == "4 courses"
    assert listed.heading.about.text() == "The year's counts are those of 2026-27 · 2 drafts"
    assert [words for words, _ in listed.crumbs()] == ["Programme", "Courses"]
    assert nameless(window.frame) == []


def test_a_turn_up_that_open_registers_keep_low_says_so(
    desk: Desk, clock: Clock, window: Window, catalogue: Catalogue
) -> None:
    clock.go_after_the_event()
    with desk.changing("Aim") as db:
        db.get_one(Course, catalogue.risk).target_turn_up = 85
    window.way.go(Where("Programme", kind="courses", year=YEAR))
    page: CoursesPage = window.place.room("courses")
    columns = page.courses.table.rows_model.columns
    turn_up = next(column for column in columns if column.name == "Turn-up")
    assert page.courses.table.select_id(catalogue.risk)
    (row,) = page.courses.table.chosen_rows()
    cell = turn_up.cell(row)
    assert isinstance(cell, Cell)
    assert cell == Cell("0%", note="1 register open")
    assert cell_width(cell) <= turn_up.width - 2 * Space.S
    window.way.go(Where("Programme", kind="course", id=catalogue.risk, year=YEAR))
    course: CoursePage = window.place.room("course")
    assert course.facts.third.facts()[2].words.accessibleName() == (
        "Turn-up: 0%, aim 85%, 1 register open"
    )


def test_courses_are_narrowed_by_words_and_filters(
    qtbot: QtBot, listed: CoursesPage, catalogue: Catalogue
) -> None:
    listed.courses.level.choose("2")
    listed.courses.level.picked.emit()
    assert cells(listed, "Course") == ["Identifying Risk, RISK", "Neglect, NEGL"]
    listed.courses.seek("lodz")
    assert listed.courses.nothing.prose.text() == "No course of the catalogue meets the filters."
    listed.courses.seek("")
    assert len(cells(listed, "Course")) == 4
    listed.courses.seek("lodz")
    assert listed.courses.count.said.text() == "1 of 4 courses"


def test_courses_are_sorted_and_opened(
    qtbot: QtBot, listed: CoursesPage, window: Window, catalogue: Catalogue
) -> None:
    listed.courses.table.heads.ask("events")
    listed.courses.table.heads.ask("events")
    assert cells(listed, "Course")[0] == "Identifying Risk, RISK"
    press(qtbot, listed.courses.table, "Home")
    press(qtbot, listed.courses.table, "Return")
    assert window.gone[-1] == Where("Programme", kind="course", id=catalogue.risk, year=YEAR)


def test_several_courses_are_retired_at_once_and_brought_back(
    qtbot: QtBot, desk: Desk, listed: CoursesPage, catalogue: Catalogue
) -> None:
    listed.courses.table.choose_ids([catalogue.risk, catalogue.neglect, catalogue.retired])
    assert listed.courses.count.said.text() == "4 courses · 3 chosen"
    press(qtbot, listed.courses.table, "Ctrl+Shift+R")
    assert state(desk, catalogue.neglect) is CourseState.RETIRED
    assert desk.done[-1].title == "Retire 2 courses"
    desk.undo()
    assert cells(listed, "State") == ["Draft", "Draft", "Published", "Retired"]


def test_several_are_published_or_the_reason_is_told(
    qtbot: QtBot,
    desk: Desk,
    listed: CoursesPage,
    catalogue: Catalogue,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    listed.courses.table.choose_ids([catalogue.risk, catalogue.drafted])
    listed.publish.click()
    assert "have no level or no audience yet, so none of the 2 was published" in told[0]
    assert state(desk, catalogue.risk) is CourseState.DRAFT


def test_one_that_cannot_be_published_yet_is_asked_for_what_is_missing(
    qtbot: QtBot, desk: Desk, listed: CoursesPage, catalogue: Catalogue
) -> None:
    listed.courses.table.select_id(catalogue.drafted)
    listed.publish_action.trigger()
    assert listed.form.isVisible()
    assert listed.form.form["audience"].wrong
    listed.form.form["audience"].set_text("All staff")
    listed.form.keep()
    assert state(desk, catalogue.drafted) is CourseState.PUBLISHED


def test_a_course_is_added_changed_and_copied_by_keyboard(
    qtbot: QtBot, desk: Desk, listed: CoursesPage, catalogue: Catalogue
) -> None:
    table = listed.courses.table
    press(qtbot, table, "Ctrl+N")
    qtbot.keyClicks(listed.form.form["title"].control, "Gangs")
    qtbot.keyClicks(listed.form.form["reference"].control, "GANG")
    press(qtbot, listed.form.form["reference"].control, "Ctrl+S")
    chosen = table.chosen_row()
    assert chosen is not None
    assert chosen.title == "Gangs"
    press(qtbot, table, "F2")
    qtbot.keyClicks(listed.form.form["minutes"].control, "3")
    press(qtbot, listed.form.form["minutes"].control, "Ctrl+S")
    press(qtbot, table, "Ctrl+D")
    assert listed.form.form["reference"].text() == "GANG-2"
    listed.form.keep()
    assert [change.title for change in desk.done[-3:]] == [
        "Add course Gangs",
        "Change course Gangs",
        "Add course Gangs",
    ]


def test_an_event_is_planned_from_a_course(
    listed: CoursesPage, window: Window, catalogue: Catalogue
) -> None:
    listed.courses.table.select_id(catalogue.neglect)
    listed.plan_action.trigger()
    assert window.gone[-1] == Where("Programme", kind="new", id=catalogue.neglect, year=YEAR)
    assert window.page.form.course.text() == "Neglect"


def test_nothing_is_done_without_a_choice(listed: CoursesPage) -> None:
    listed.courses.table.clearSelection()
    for action in (listed.change_action, listed.copy_action, listed.plan_action):
        assert not action.isEnabled()
    listed.give_state(CourseState.RETIRED)
    assert not listed.publish.isVisible()


def test_the_list_is_saved_where_one_chooses(
    qtbot: QtBot, listed: CoursesPage, window: Window, saved_as: Path
) -> None:
    listed.courses.seek("negl")
    with qtbot.waitSignal(window.place.said):
        listed.export_action.trigger()
    assert window.said == ["Saved 1 course in Courses 2026-27.xlsx."]
    assert (saved_as / "Courses 2026-27.xlsx").is_file()


def test_own_fields_have_a_column_to_choose_and_end_the_saved_list(
    qtbot: QtBot,
    desk: Desk,
    listed: CoursesPage,
    catalogue: Catalogue,
    window: Window,
    saved_as: Path,
) -> None:
    with desk.changing("Add a field") as db:
        cpd = add_field(db, FieldDetails("CPD points", FieldOf.COURSE, FieldKind.NUMBER))
        db.get_one(Course, catalogue.risk).own_values = {str(cpd): "6"}
    table = listed.courses.table
    assert table.rows_model.columns[-1].title == "CPD points"
    assert field_of_form(str(cpd)) not in table.columns_shown.shown()
    listed.courses.seek("risk")
    assert cells(listed, field_of_form(str(cpd))) == ["6"]
    table.columns_shown.set_shown(len(table.rows_model.columns) - 1, shown=True)
    with qtbot.waitSignal(window.place.said):
        listed.export_action.trigger()
    saved = load_workbook(saved_as / "Courses 2026-27.xlsx").worksheets[0]
    heads, *rows = saved.iter_rows(values_only=True)
    assert heads[-1] == "CPD points"
    assert [row[-1] for row in rows] == [6]


def test_an_empty_catalogue_offers_the_first_step(qtbot: QtBot, window: Window, desk: Desk) -> None:
    window.way.go(Where("Programme", kind="courses", year=YEAR))
    page: CoursesPage = window.place.room("courses")
    assert page.courses.pages.currentWidget() is page.courses.empty
    assert leading(page) == ["New course"]
    window.way.go(Where("Programme", kind="courses", tab="new", year=YEAR))
    assert page.form.isVisible()
    assert leading(page) == ["Save course"]


def test_the_tabs_lead_to_the_other_pages(listed: CoursesPage, window: Window) -> None:
    listed.tabs.choose("Events")
    assert window.gone[-1] == Where("Programme", year=YEAR)
    assert listed.tabs.here == "Courses"
    listed.lists_action.trigger()
    assert window.gone[-1] == Where("Settings", kind="lists", year=YEAR)
