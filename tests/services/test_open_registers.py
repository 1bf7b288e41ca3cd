"""What is not marked yet is counted, so that a low figure is not taken for a fall."""

from datetime import timedelta

import pytest

from tests.conftest import AFTER, BEFORE, BY, BY_AFTER, STARTS, FirstAid, an_event
from tests.reports import pages
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.open_registers import OpenRegisters
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import bookings, registers
from trainingdesk.services.desk import Desk
from trainingdesk.services.open_registers import open_registers
from trainingdesk.services.reports import report
from trainingdesk.services.year_at_hand import year_at_hand
from trainingdesk.storage.models import Course, Event

YEAR = TrainingYear.of(STARTS)


@pytest.fixture
@set_up_once
def two_open(desk: Desk, first_aid: FirstAid) -> tuple[int, int]:
    """Two people are booked on a later event, one on the earlier."""
    with desk.changing("Plan") as db:
        course = db.get_one(Course, first_aid.course)
        later = an_event(db, course, STARTS + timedelta(1), places=9, reference="FA-2").id
        for who in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=later, delegate_id=who, by=BY)
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    return first_aid.event, later


def found(desk: Desk, year: TrainingYear = YEAR) -> OpenRegisters:
    with desk.reading() as db:
        return open_registers(db, year, today=AFTER)


def test_everybody_without_a_mark_is_counted_from_the_first_register_on(
    desk: Desk, two_open: tuple[int, int]
) -> None:
    first, _ = two_open

    assert found(desk) == OpenRegisters(2, 3, first)
    assert found(desk, YEAR.before) == OpenRegisters()


def test_an_event_ahead_or_cancelled_holds_no_figure_back(
    desk: Desk, two_open: tuple[int, int]
) -> None:
    first, later = two_open
    with desk.reading() as db:
        assert open_registers(db, YEAR, today=BEFORE) == OpenRegisters()
    with desk.changing("Cancel") as db:
        db.get_one(Event, later).status = EventStatus.CANCELLED

    assert found(desk) == OpenRegisters(1, 1, first)


def test_who_is_marked_and_what_is_closed_no_longer_count(
    desk: Desk, two_open: tuple[int, int]
) -> None:
    first, later = two_open
    with desk.changing("Mark") as db:
        shown = registers.register_of(db, later, today=AFTER)
        line, session = shown.lines[0], shown.sessions[0]
        registers.mark(
            db, line.id, session_id=session.id, attendance=Attendance.ABSENT, by=BY_AFTER
        )
    assert found(desk) == OpenRegisters(2, 2, first)

    with desk.changing("Close") as db:
        db.get_one(Event, first).register_closed_on = AFTER
    assert found(desk) == OpenRegisters(1, 1, later)


def test_who_gave_up_the_place_is_not_waited_for(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        line = bookings.bookings_on(db, first_aid.event)[0]
        bookings.cancel(db, line.id, reason="Ill", by=BY)
    assert found(desk) == OpenRegisters()


def test_the_year_at_hand_and_its_report_say_so(desk: Desk, two_open: tuple[int, int]) -> None:
    with desk.reading() as db:
        at_hand = year_at_hand(db, YEAR, today=AFTER)
        pdf = report(db, YEAR, ".pdf", today=AFTER)

    assert at_hand.still_open.people == 3
    assert "2 registers are not closed yet: 3 people have no mark" in pages.text(pdf)


def test_one_register_and_one_person_are_said_as_one() -> None:
    assert OpenRegisters().said == ""
    assert OpenRegisters(1, 1).said.startswith("1 register is not closed yet: 1 person has no mark")
