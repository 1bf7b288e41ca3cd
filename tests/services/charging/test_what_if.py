"""A policy replayed over a year, beside what happened."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import STARTS, FirstAid, a_course, a_delegate, an_agency, an_event
from tests.services.charging.kept import keep, raise_charge
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.boards import BOARDS, BRENT, PLYMOUTH, SOUTH_TYNESIDE, SUTTON
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.due import due, key_of
from trainingdesk.services.charging.run import Decided, Waived, raise_charges
from trainingdesk.services.charging.undecided import Days
from trainingdesk.services.charging.what_if import Sum, replay
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Charge,
    ChargingFact,
    Course,
    Event,
    Mark,
    StatusChange,
)

YEAR = TrainingYear(2026)
WHOLE_YEAR = Days(YEAR.first_day, YEAR.last_day)
CLOSED = date(2026, 9, 1)
BOOKED, CANCELLED = BookingStatus.BOOKED, BookingStatus.CANCELLED
SELDOM = 0.2
GROUPS = ["", "School", "Attends free", "Pays £70 or £35"]


def a_year(desk: Desk, chance: Random) -> None:
    """Bookings on three events, of which some are called off, by agencies of several groups."""
    with desk.changing("Set up") as db:
        agencies = [an_agency(db, f"Agency {number}") for number in range(len(GROUPS))]
        for agency, group in zip(agencies, GROUPS, strict=True):
            agency.charging_group = group
        for number, price in enumerate([90_00, None, 45_50]):
            course = a_course(db, f"Course {number}", f"C{number}", price_pence=price, minutes=180)
            days = [STARTS + timedelta(days=7 * number + n) for n in range(number + 1)]
            event = an_event(db, course, *days, places=20)
            if number and chance.random() < SELDOM:
                event.status = EventStatus.CANCELLED
            event.register_closed_on = None if number and chance.random() < SELDOM else CLOSED
            for person in range(8):
                a_booking(db, chance, event, chance.choice(agencies), person)


def a_booking(db: Session, chance: Random, event: Event, agency: Agency, number: int) -> None:
    """A booking that came to whatever end."""
    delegate = a_delegate(db, agency, f"{event.reference}", f"{number}")
    status = chance.choice([*[BOOKED] * 10, *[CANCELLED] * 6, *BookingStatus])
    day = event.starts - timedelta(days=chance.randrange(0, 30))
    reason = chance.choice(["", "Sickness"])
    ids = {"event_id": event.id, "delegate_id": delegate.id, "agency_id": agency.id}
    booking = Booking(**ids, status=status, changed_on=day, reason=reason)
    db.add(booking)
    db.flush()
    at = datetime.combine(day, time(chance.randrange(24)), LONDON)
    for said in (chance.choice([BOOKED, BookingStatus.WAITING]), status):
        db.add(StatusChange(booking_id=booking.id, status=said, at=at, on=day, who="sam"))
    phoned = datetime.combine(event.starts, time(chance.randrange(24)), LONDON)
    db.add(ChargingFact(booking_id=booking.id, phoned_at=phoned, emailed_at=phoned))
    if status in {BOOKED, BookingStatus.WALK_IN}:
        for session in event.sessions:
            mark = chance.choice([*Attendance, Attendance.ABSENT, Attendance.ABSENT])
            late = chance.choice([5, 20, 35]) if mark is Attendance.LATE else None
            cell = {"booking_id": booking.id, "session_id": session.id}
            db.add(Mark(**cell, attendance=mark, minutes_late=late))


@pytest.mark.parametrize("policy", BOARDS, ids=lambda policy: policy.title)
def test_replaying_the_policy_in_force_gives_exactly_what_was_raised(
    desk: Desk, policy: Policy
) -> None:
    chance = Random(policy.title)
    a_year(desk, chance)
    number = keep(desk, policy, YEAR.first_day)
    with desk.changing("Raise") as db:
        let_off = Waived("Known", decided_by="Kim")
        run = [
            Decided(each, let_off if chance.random() < SELDOM else None)
            for each in due(db, WHOLE_YEAR)
            if each.can_be_raised
        ]
        assert run
        raise_charges(db, run, by=desk.stamp())
    with desk.reading() as db:
        raised = {
            key_of(charge): (charge.pence, charge.words, charge.occasion, charge.policy_id)
            for charge in db.scalars(select(Charge))
        }
        again = replay(db, YEAR)
    found = {
        each.key: (each.charge.pence, each.charge.arithmetic, each.occasion, number)
        for each in again.found
        if each.charge is not None
    }
    assert found == raised
    for row in again.rows:
        assert (row.replayed.charges, row.replayed.pence) == (
            row.happened.charges,
            row.happened.pence,
        )


@pytest.fixture
@set_up_once
def absent(desk: Desk, first_aid: FirstAid) -> int:
    """Ada stayed away from an event of last year's programme, sick and told in time."""
    with desk.changing("Set up") as db:
        event = db.get_one(Event, first_aid.event)
        event.register_closed_on = CLOSED
        ids = {"delegate_id": first_aid.ada, "agency_id": first_aid.agency}
        booking = Booking(event_id=event.id, **ids, status=BOOKED, why_absent="Sickness")
        db.add(booking)
        db.flush()
        at = datetime.combine(STARTS, time(9), LONDON)
        db.add(ChargingFact(booking_id=booking.id, phoned_at=at, emailed_at=at))
        cell = {"booking_id": booking.id, "session_id": first_aid.session}
        db.add(Mark(**cell, attendance=Attendance.ABSENT))
        return booking.id


def test_any_policy_is_replayed_beside_what_happened(
    desk: Desk, first_aid: FirstAid, absent: int
) -> None:
    raise_charge(desk, keep(desk, SUTTON), absent, 75_00, waived=25_00)
    with desk.reading() as db:
        (row,) = replay(db, YEAR, SOUTH_TYNESIDE).rows
    assert (row.agency_id, row.agency) == (first_aid.agency, "Library")
    assert row.replayed == Sum(1, 50_00, 1, 50_00)
    assert row.replayed.income == 0
    assert row.happened == Sum(1, 75_00, 1, 25_00)
    assert row.happened.income == 50_00


def test_what_is_taken_back_and_what_is_of_another_year_did_not_happen(
    desk: Desk, absent: int
) -> None:
    raise_charge(desk, keep(desk, SUTTON), absent, ended=CLOSED)
    with desk.reading() as db:
        told = replay(db, YEAR, BRENT)
        before = replay(db, YEAR.before, BRENT)
    assert (told.replayed, told.happened) == (Sum(1, 50_00), Sum())
    assert (before.rows, before.found) == ((), ())


def test_a_suspended_day_charges_nobody_unless_a_policy_is_tried(desk: Desk, absent: int) -> None:
    keep(desk, SUTTON, pauses=[(STARTS, STARTS)])
    with desk.reading() as db:
        assert replay(db, YEAR).found == ()
        assert [each.key.booking_id for each in replay(db, YEAR, SUTTON).found] == [absent]


def test_a_desk_without_a_policy_has_nothing_to_replay(desk: Desk, absent: int) -> None:
    with desk.reading() as db:
        assert replay(db, YEAR).rows == ()
        assert len(replay(db, YEAR, SUTTON).found) == 1
    assert absent


def test_a_share_of_an_unknown_price_is_counted_apart(
    desk: Desk, first_aid: FirstAid, absent: int
) -> None:
    with desk.reading() as db:
        told = replay(db, YEAR, PLYMOUTH)
    assert (told.without_price, told.replayed) == (1, Sum())
    with desk.changing("Price") as db:
        db.get_one(Course, first_aid.course).price_pence = 80_00
    with desk.reading() as db:
        told = replay(db, YEAR, PLYMOUTH)
        assert replay(db, YEAR, replace(PLYMOUTH, lines=())).rows == ()
    assert (told.without_price, told.replayed) == (0, Sum(1, 80_00))
    assert absent
