"""What the desk knows of a booking when its charge is judged."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import event as listening
from sqlalchemy.orm import Session

from tests.conftest import BEFORE, BY, BY_AFTER, NOON, STARTS, FirstAid, a_delegate
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus, Via
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.waiver import Told
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.last_day import LONDON
from trainingdesk.services.bookings import book, cancel
from trainingdesk.services.charging.facts import facts_of
from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import mark
from trainingdesk.storage.models import (
    Agency,
    Booking,
    ChargingFact,
    Completion,
    Course,
    Event,
    EventSession,
    Mark,
    StatusChange,
)

MORNING = datetime.combine(STARTS, time(9, 30), LONDON)


@pytest.fixture
@set_up_once
def ada(desk: Desk, first_aid: FirstAid) -> int:
    """Ada's booking on the one place."""
    with desk.changing("Book") as db:
        return book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id


def facts(desk: Desk, booking: int) -> Facts:
    with desk.reading() as db:
        return facts_of(db, [booking])[booking]


@contextmanager
def queries(db: Session) -> Iterator[list[str]]:
    """Every statement that is sent meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    engine = db.get_bind()
    listening.listen(engine, "before_cursor_execute", note)
    yield sent
    listening.remove(engine, "before_cursor_execute", note)


def test_a_place_on_a_free_course_is_told_with_its_day(desk: Desk, ada: int) -> None:
    assert facts(desk, ada) == Facts(starts=MORNING, sessions=(AtSession(STARTS, 420),))


def test_the_price_is_the_event_s_where_it_has_one(
    desk: Desk, first_aid: FirstAid, ada: int
) -> None:
    with desk.changing("Price") as db:
        db.get_one(Course, first_aid.course).price_pence = 90_00
    assert (facts(desk, ada).price_pence, facts(desk, ada).is_paid) == (90_00, True)
    with desk.changing("Price") as db:
        db.get_one(Event, first_aid.event).price_pence = 0
    assert (facts(desk, ada).price_pence, facts(desk, ada).is_paid) == (0, False)


def test_the_group_is_of_the_agency_as_booked_and_the_kind_the_course_s(
    desk: Desk, first_aid: FirstAid, ada: int
) -> None:
    with desk.changing("Groups") as db:
        db.get_one(Agency, first_aid.agency).charging_group = "School"
        db.get_one(Course, first_aid.course).kind = "Briefing"
    assert (facts(desk, ada).group, facts(desk, ada).kind) == ("School", "Briefing")


def test_cancelling_at_the_desk_is_known_to_the_minute(desk: Desk, ada: int) -> None:
    with desk.changing("Cancel") as db:
        cancel(db, ada, by=BY, reason="Sickness")
    told = facts(desk, ada)
    assert told.status is BookingStatus.CANCELLED
    assert told.cancelled_at == NOON
    assert told.told == Told("Sickness")
    assert not told.waited_only


def test_a_day_told_afterwards_counts_from_its_beginning(desk: Desk, ada: int) -> None:
    with desk.changing("Cancel") as db:
        cancel(db, ada, by=BY, reason="")
        db.get_one(Booking, ada).changed_on = BEFORE - timedelta(days=3)
    assert facts(desk, ada).cancelled_at == datetime(2026, 4, 28, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "at"), [(BEFORE, datetime(2026, 5, 1, tzinfo=LONDON)), (None, None)]
)
def test_a_workbook_knows_the_day_at_most(
    desk: Desk, first_aid: FirstAid, day: date | None, at: datetime | None
) -> None:
    cancelled = BookingStatus.CANCELLED
    with desk.changing("Import") as db:
        values = {"delegate_id": first_aid.ada, "agency_id": first_aid.agency}
        booking = Booking(event_id=first_aid.event, status=cancelled, changed_on=day, **values)
        db.add(booking)
        db.flush()
        said: dict[str, Any] = {"status": cancelled, "at": NOON, "who": "sam", "on": day}
        db.add(StatusChange(booking_id=booking.id, via=Via.WORKBOOK, **said))
        number = booking.id
    assert facts(desk, number).cancelled_at == at
    assert not facts(desk, number).waited_only


def test_a_turn_in_the_queue_is_only_a_wait_also_when_it_is_given_up(
    desk: Desk, first_aid: FirstAid, ada: int
) -> None:
    with desk.changing("Book") as db:
        waits = book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY).booking_id
    assert facts(desk, waits).waited_only
    with desk.changing("Cancel") as db:
        cancel(db, waits, by=BY, reason="")
    assert facts(desk, waits).waited_only
    assert not facts(desk, ada).waited_only


@pytest.mark.parametrize("status", [BookingStatus.REQUESTED, BookingStatus.OFFERED])
def test_a_request_or_an_offer_is_no_place_either(
    desk: Desk, first_aid: FirstAid, ada: int, status: BookingStatus
) -> None:
    with desk.changing("Book") as db:
        asked = book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY).booking_id
        db.query(StatusChange).filter_by(booking_id=asked).one().status = status
        db.get_one(Booking, asked).status = status
    assert facts(desk, asked).waited_only
    with desk.changing("Cancel") as db:
        db.get_one(Booking, asked).status = BookingStatus.CANCELLED
    assert facts(desk, asked).waited_only
    assert not facts(desk, ada).waited_only


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_an_event_that_was_called_off_is_told(
    desk: Desk, first_aid: FirstAid, ada: int, status: EventStatus
) -> None:
    assert not facts(desk, ada).event_cancelled
    with desk.changing("Call off") as db:
        db.get_one(Event, first_aid.event).status = status
    assert facts(desk, ada).event_cancelled


def test_the_register_is_told_by_session(desk: Desk, first_aid: FirstAid, ada: int) -> None:
    with desk.changing("Mark") as db:
        event = db.get_one(Event, first_aid.event)
        event.sessions.append(EventSession(day=STARTS + timedelta(days=1)))
        late = Attendance.LATE
        mark(db, ada, session_id=first_aid.session, attendance=late, minutes_late=35, by=BY_AFTER)
    told = facts(desk, ada)
    assert told.starts == MORNING
    assert told.sessions == (
        AtSession(STARTS, 420, Attendance.LATE, 35),
        AtSession(STARTS + timedelta(days=1)),  # the course has no minutes left for it
    )


@pytest.mark.parametrize(("note", "away"), [("", True), ("Late counts as absent", False)])
def test_whoever_was_late_and_not_let_in_was_turned_away(
    desk: Desk, first_aid: FirstAid, ada: int, note: str, *, away: bool
) -> None:
    with desk.changing("Mark") as db:
        said: dict[str, Any] = {"attendance": Attendance.ABSENT, "minutes_late": 35, "note": note}
        db.add(Mark(booking_id=ada, session_id=first_aid.session, **said))
    assert facts(desk, ada).sessions[0].turned_away is away


def test_hours_that_are_not_recorded_are_the_course_s_and_the_usual_morning(
    desk: Desk, first_aid: FirstAid, ada: int
) -> None:
    with desk.changing("Hours") as db:
        event = db.get_one(Event, first_aid.event)
        event.sessions[0].starts = event.sessions[0].ends = None
        event.sessions.append(EventSession(day=STARTS))
    told = facts(desk, ada)
    assert told.starts == MORNING
    assert [session.minutes for session in told.sessions] == [180, 180]
    with desk.changing("Hours") as db:
        db.get_one(Course, first_aid.course).minutes = None
    assert [session.minutes for session in facts(desk, ada).sessions] == [None, None]


def test_what_only_charging_asks_is_told(desk: Desk, ada: int) -> None:
    phoned, emailed = datetime(2026, 6, 10, 8, tzinfo=UTC), datetime(2026, 6, 10, 9, tzinfo=UTC)
    with desk.changing("Facts") as db:
        fact = ChargingFact(booking_id=ada, fee_paid_pence=12_00, extra_pence=7_50)
        fact.phoned_at, fact.emailed_at, fact.extra_note = phoned, emailed, "an interpreter"
        db.add(fact)
        db.get_one(Booking, ada).why_absent = "Court"
    told = facts(desk, ada)
    assert told.told == Told("Court", phoned, emailed)
    assert (told.booking_fee_paid, told.extra_costs_pence) == (12_00, 7_50)
    assert told.extra_costs_note == "an interpreter"


def test_e_learning_is_finished_or_not_since_it_was_booked(
    desk: Desk, first_aid: FirstAid, ada: int
) -> None:
    with desk.changing("Kind") as db:
        db.get_one(Course, first_aid.course).kind = " E-learning"
    assert facts(desk, ada).finished is False
    finish(desk, first_aid, BEFORE - timedelta(days=1))
    assert facts(desk, ada).finished is False
    finish(desk, first_aid, BEFORE)
    assert facts(desk, ada).finished is True


def test_an_event_has_a_test_of_knowledge_where_any_of_its_people_finished_it(
    desk: Desk, first_aid: FirstAid, ada: int
) -> None:
    with desk.changing("Book") as db:
        db.get_one(Event, first_aid.event).places = 2
        agency = db.get_one(Agency, first_aid.agency)
        other, stranger = (a_delegate(db, agency, name, "Lee").id for name in ("Mary", "Kim"))
        book(db, event_id=first_aid.event, delegate_id=other, by=BY)
    finish(desk, first_aid, BEFORE, stranger)
    finish(desk, first_aid, BEFORE - timedelta(days=1), other)
    assert facts(desk, ada).finished is None
    finish(desk, first_aid, BEFORE, other)
    assert facts(desk, ada).finished is False
    with desk.changing("Finish") as db:
        db.get_one(Booking, ada).booked_on = None
    finish(desk, first_aid, date(2020, 1, 1))
    assert facts(desk, ada).finished is True


def finish(desk: Desk, first_aid: FirstAid, on: date, delegate: int = 0) -> None:
    with desk.changing("Finish") as db:
        who = {"delegate_id": delegate or first_aid.ada, "agency_id": first_aid.agency}
        db.add(Completion(course_id=first_aid.course, on=on, **who))


def test_many_bookings_take_no_more_queries_than_one(
    desk: Desk, first_aid: FirstAid, ada: int
) -> None:
    with desk.changing("Book") as db:
        agency = db.get_one(Agency, first_aid.agency)
        people = [a_delegate(db, agency, "Number", f"{n}").id for n in range(10)]
        made = [book(db, event_id=first_aid.event, delegate_id=who, by=BY) for who in people]
    with desk.reading() as db:
        db.connection()
        with queries(db) as for_one:
            facts_of(db, [ada])
        with queries(db) as for_all:
            found = facts_of(db, {ada, *(each.booking_id for each in made)})
    assert len(found) == 11
    assert len(for_all) == len(for_one) <= 8


def test_no_bookings_ask_nothing(desk: Desk) -> None:
    with desk.reading() as db:
        assert facts_of(db, []) == {}
