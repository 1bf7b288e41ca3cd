"""Deciding about whoever often does not come, with the keys a user presses."""

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import BEFORE
from tests.services.people import People
from tests.ui.delegates.conftest import YEAR, press, type_in, unnamed
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.often_absent import AbsenceAct, AbsenceRule, Decision
from trainingdesk.services.absence_flags import decide
from trainingdesk.services.absence_rules import absence_rule, save_absence_rule
from trainingdesk.services.absences import Whose
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import AbsenceFlag, Booking, Event, Mark
from ui.absences.page import AbsencesPage
from ui.delegates.place import DelegatesPlace
from ui.parts.way import Way, Where
from ui.parts.words import Button


def page_at(place: DelegatesPlace, way: Way) -> AbsencesPage:
    way.go(Where("Delegates", kind="absences", year=YEAR))
    page = place.currentWidget()
    assert isinstance(page, AbsencesPage)
    return page


@pytest.fixture
@set_up_once
def absent(desk: Desk, people: People) -> People:
    """Ada missed an event whose register is closed."""
    with desk.changing("Set up") as db:
        save_absence_rule(db, AbsenceRule(1, 24, 0, AbsenceAct.RESTRICT))
        held = Event.starts < BEFORE
        event = db.scalars(select(Event).where(held).order_by(Event.id)).first()
        assert event is not None
        event.register_closed_on = event.starts
        there = Booking.event_id == event.id, Booking.delegate_id == people.ada
        booking = db.scalar(select(Booking).where(*there))
        assert booking is not None
        booking.status = BookingStatus.BOOKED
        for mark in booking.marks:
            db.delete(mark)
        db.flush()
        for session in event.sessions:
            db.add(Mark(booking_id=booking.id, session_id=session.id, attendance=Attendance.ABSENT))
    return people


def flags(desk: Desk) -> list[tuple[AbsenceAct, str, bool]]:
    with desk.reading() as db:
        found = db.scalars(select(AbsenceFlag).order_by(AbsenceFlag.id))
        return [(flag.act, flag.note, flag.lifted_on is None) for flag in found]


def test_one_decides_and_lifts_by_keyboard_and_takes_it_back(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, absent: People
) -> None:
    page = page_at(place, way)
    assert unnamed(page) == []
    assert page.heading.about.text() == "From 1 absence in 24 months · 1 to decide on"
    page.list.enter()
    press(qtbot, page.list.table, "Return")  # the first has the keyboard, chosen or not
    panel = page.decide
    assert panel.isVisible()
    assert unnamed(page) == []
    assert panel.act.currentText() == "Restrict"
    type_in(panel.until, "never")
    press(qtbot, panel.until, "Ctrl+S")
    assert panel.form["until"].error.text() == "Enter a day, such as 1 April, or none."
    panel.until.clear()
    type_in(panel.note, "Ask first")
    press(qtbot, panel.note, "Return")
    assert not panel.isVisible()
    assert flags(desk) == [(AbsenceAct.RESTRICT, "Ask first", True)]
    assert desk.undo_title == "Decide on Ada King"
    page.list.table.select_id(absent.ada)
    press(qtbot, page.list.table, "Ctrl+L")
    assert unnamed(page) == []
    press(qtbot, page.lift.note, "Return")
    assert flags(desk) == [(AbsenceAct.RESTRICT, "Ask first", False)]
    assert page.list.shown == 0
    desk.undo()
    desk.undo()
    assert flags(desk) == []
    assert page.list.shown == 1


def test_the_keys_go_on_with_whoever_is_next_and_empty_columns_leave_their_room(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, absent: People
) -> None:
    with desk.changing("Rule") as db:
        save_absence_rule(db, AbsenceRule(1, 24, 1, AbsenceAct.RESTRICT))  # agencies too
    page = page_at(place, way)
    table, (first, second) = page.list.table, page.list.table.rows_model.rows
    shown = table.columns_shown.shown
    assert not {"Until", "Note"} & set(shown())
    page.list.enter()
    press(qtbot, table, "Return")
    type_in(page.decide.until, "1 September 2026")
    press(qtbot, page.decide.until, "Ctrl+S")
    assert table.rows_model.rows[1].id == first.id  # type: ignore[union-attr]
    assert table.current_row() == second
    assert {"Until", "Note"} & set(shown()) == {"Until"}


def test_a_day_is_asked_for_only_where_something_ends(
    qtbot: QtBot, place: DelegatesPlace, way: Way, absent: People
) -> None:
    page = page_at(place, way)
    page.list.table.select_id(absent.ada)
    press(qtbot, page.list.table, "Ctrl+D")
    assert page.decide.until.isVisible()
    page.decide.act.setCurrentText("Tell")
    assert not page.decide.until.isVisible()
    assert page.decide.said.text().startswith("A letter is written into the outbox")


def test_the_rule_is_asked_for_where_there_is_none(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, people: People
) -> None:
    page = page_at(place, way)
    assert page.empty.isVisible()
    assert page.rule_button.isHidden()  # the empty page has the same one
    press(qtbot, page.list.empty, "F2")
    form = page.rule.form
    assert unnamed(page) == []
    type_in(form["absences"].control, "x")
    press(qtbot, form["absences"].control, "Ctrl+S")
    assert form["absences"].error.text().startswith("Enter 1 to 50")
    form["absences"].set_text("3")
    press(qtbot, form["absences"].control, "Return")
    assert not page.rule.isVisible()
    with desk.reading() as db:
        assert absence_rule(db).absences == 3


def test_a_restriction_stands_on_the_record_and_leads_back(
    desk: Desk, place: DelegatesPlace, way: Way, gone: list[Where], absent: People
) -> None:
    way.go(Where("Delegates", kind="delegate", id=absent.ada, year=YEAR))
    notice = place.record.restricted
    assert notice.isHidden()
    with desk.changing("Decide on", "Ada King") as db:
        whose, decision = Whose(delegate_id=absent.ada), Decision(AbsenceAct.RESTRICT)
        decide(db, whose, decision, seen=0, by=desk.stamp())
    assert notice.isVisible()
    assert notice.words.text().startswith("Restricted since")
    notice.findChildren(Button)[0].click()
    page = place.currentWidget()
    assert isinstance(page, AbsencesPage)
    assert page.list.table.chosen_row() is not None


def test_the_record_of_whoever_is_chosen_opens(
    qtbot: QtBot, place: DelegatesPlace, way: Way, gone: list[Where], absent: People
) -> None:
    page = page_at(place, way)
    page.list.table.select_id(absent.ada)
    press(qtbot, page.list.table, "Ctrl+Return")
    assert gone[-1] == Where("Delegates", kind="delegate", id=absent.ada, year=YEAR)
