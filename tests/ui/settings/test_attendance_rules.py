"""The board's rules of attendance, in the settings."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE
from tests.ui.accessible import nameless
from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.attendance_rule import USUAL, Rule
from trainingdesk.services.attendance_rules import KindRule, attendance_rules
from trainingdesk.services.courses import CourseDetails, add_course
from trainingdesk.services.desk import Desk
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.settings.attendance_page import AttendancePage


@pytest.fixture
def page(
    qtbot: QtBot, desk: Desk, live: LiveDesk, way: Way, jobs: Jobs
) -> Iterator[AttendancePage]:
    with desk.changing("Set up") as db:
        add_course(db, CourseDetails("Risk", "RISK", "2", kind="Briefing"), today=BEFORE)
    page = AttendancePage(live, way, jobs)
    qtbot.addWidget(page)
    page.resize(1064, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.show_at(Where("Settings", kind="attendance", year="2026-27"))
    yield page
    page.hide()


def stored(desk: Desk) -> list[KindRule]:
    with desk.reading() as db:
        return [row.details for row in attendance_rules(db)]


def cells(page: AttendancePage) -> list[list[str]]:
    model = page.list.table.rows_model
    return [
        [str(model.data(model.index(row, column))) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_a_kind_is_given_a_rule_of_its_own_and_loses_it_again(
    qtbot: QtBot, desk: Desk, page: AttendancePage
) -> None:
    assert cells(page) == [
        ["Every other kind", "none", "every session", "nothing", "no certificate"]
    ]
    page.new_action.trigger()
    assert page.form.form["kind"].text() == "Briefing"
    page.form.form["grace_minutes"].set_text("15")
    page.form.form["percent"].set_text("eighty")
    page.form.form["late"].set_text("Counts as absent")
    page.form.keep()
    assert page.form.form["percent"].error.text() == "Enter 1 to 100 per cent."
    page.form.form["percent"].set_text("80")
    page.form.keep()
    rule = Rule(15, 80, Consequence.ABSENT, Consequence.NO_CERTIFICATE)
    assert stored(desk) == [KindRule(), KindRule("Briefing", rule)]
    assert cells(page)[1] == [
        "Briefing", "15 min", "80% of the time", "counts as absent", "no certificate",
    ]  # fmt: skip
    chosen = page.list.table.chosen_row()
    assert chosen is not None
    assert chosen.id > 0
    page.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
    page.remove_action.trigger()
    assert stored(desk) == [KindRule()]
    desk.undo()
    assert stored(desk)[1].rule == rule


def test_the_usual_rule_is_changed_and_cannot_be_taken_away(
    desk: Desk, page: AttendancePage
) -> None:
    page.list.table.selectRow(0)
    assert not page.remove_action.isEnabled()
    page.change_action.trigger()
    page.form.form["left_early"].set_text("Nothing")
    page.form.keep()
    assert stored(desk) == [KindRule("", Rule(left_early=Consequence.NONE))]
    page.change_action.trigger()
    assert page.form.form["left_early"].text() == "Nothing"
    page.form.form["left_early"].set_text("No certificate")
    page.form.keep()
    assert stored(desk) == [KindRule("", USUAL)]


def test_every_control_of_the_rules_has_a_name(page: AttendancePage) -> None:
    page.new_action.trigger()
    assert nameless(page) == []
