"""Worked cases: what each board's published policy makes of one booking."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.domain.charging.worked import (
    BANK_HOLIDAYS,
    HALF,
    at,
    booking,
    cancelled,
    june,
    marked,
    may,
    sick,
    turned_away,
)
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging import boards
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.judging import attendance_fee, charges, judged
from trainingdesk.domain.charging.policy import Policy

ABSENT, ATTENDED = Attendance.ABSENT, Attendance.ATTENDED
LATE, LEFT_EARLY = Attendance.LATE, Attendance.LEFT_EARLY
AFTER_BANK_HOLIDAY = date(2026, 5, 5)
AFTER_NEW_YEAR = date(2027, 1, 5)
AFTER_CLOCKS_WENT_BACK = date(2026, 10, 27)
AFTER_CLOCKS_WENT_ON = date(2026, 3, 30)
MONDAY = date(2026, 6, 8)
SOUTH_GLOUCESTERSHIRE = boards.SOUTH_GLOUCESTERSHIRE
BATH = boards.BATH_AND_NORTH_EAST_SOMERSET
BY_THE_HOUR = boards.NORTHAMPTONSHIRE_BY_THE_HOUR
Case = tuple[str, Policy, Facts, int]


def two_sessions(*marks: Attendance) -> tuple[AtSession, ...]:
    """A morning and an afternoon of one day, alike in all but their marks."""
    return tuple(AtSession(date(2026, 6, 9), 180, mark) for mark in marks)


SUTTON: list[Case] = [
    ("2 working days: Friday for Tuesday is free", boards.SUTTON, cancelled(june(5)), 0),
    ("2 working days: Saturday counts from Monday", boards.SUTTON, cancelled(june(6)), 75_00),
    ("£75 full day", boards.SUTTON, cancelled(june(8)), 75_00),
    ("£50 half", boards.SUTTON, cancelled(june(8), minutes=HALF), 50_00),
    ("£75 full day: absence", boards.SUTTON, marked(ABSENT), 75_00),
    ("£75: costs are not added", boards.SUTTON, marked(ABSENT, extra_costs_pence=9_00), 75_00),
    (
        "substitute free",
        boards.SUTTON,
        booking(status=BookingStatus.SUBSTITUTED, cancelled_at=june(9, "08:00")),
        0,
    ),
    (
        "2 working days: a bank-holiday Monday is none",
        boards.SUTTON,
        cancelled(may(1), AFTER_BANK_HOLIDAY),
        75_00,
    ),
    (
        "2 working days: Thursday before a bank-holiday Monday is free",
        boards.SUTTON,
        cancelled(at(date(2026, 4, 30)), AFTER_BANK_HOLIDAY),
        0,
    ),
]

TYNESIDE = boards.SOUTH_TYNESIDE
SOUTH_TYNESIDE: list[Case] = [
    ("2 working days: to the last second of Friday", TYNESIDE, cancelled(june(5, "23:59:59")), 0),
    ("2 working days: not on Saturday", TYNESIDE, cancelled(june(6, "00:00")), 50_00),
    ("£50", TYNESIDE, marked(ABSENT), 50_00),
    ("£25", TYNESIDE, marked(ABSENT, minutes=HALF), 25_00),
    ("sickness is charged, else waived", TYNESIDE, marked(ABSENT, told=sick("11:00")), 50_00),
]

WIRRAL: list[Case] = [
    ("at least 3 working days: Thursday", boards.WIRRAL, cancelled(june(4)), 0),
    ("£90 full: Friday is too late", boards.WIRRAL, cancelled(june(5)), 90_00),
    ("£50 half", boards.WIRRAL, cancelled(june(5), minutes=HALF), 50_00),
    (
        "schools pay the whole course cost",
        boards.WIRRAL,
        cancelled(june(5), group="school", price_pence=120_00),
        120_00,
    ),
    (
        "schools pay the whole course cost: absence",
        boards.WIRRAL,
        marked(ABSENT, group="School", price_pence=120_00),
        120_00,
    ),
]

NORTHAMPTONSHIRE: list[Case] = [
    ("3 working days: Wednesday", boards.NORTHAMPTONSHIRE, cancelled(june(3), MONDAY), 0),
    ("£50: Friday, 72 hours", boards.NORTHAMPTONSHIRE, cancelled(june(5, "09:30"), MONDAY), 50_00),
    ("72 hours: Friday is free", BY_THE_HOUR, cancelled(june(5, "09:30"), MONDAY), 0),
    ("72 hours: a second later", BY_THE_HOUR, cancelled(june(5, "09:30:01"), MONDAY), 50_00),
    (
        "72 hours: the clocks went back",
        BY_THE_HOUR,
        cancelled(at(date(2026, 10, 24), "10:30"), AFTER_CLOCKS_WENT_BACK),
        0,
    ),
    (
        "72 hours: a second later, the clocks went back",
        BY_THE_HOUR,
        cancelled(at(date(2026, 10, 24), "10:30:01"), AFTER_CLOCKS_WENT_BACK),
        50_00,
    ),
    (
        "72 hours: the clocks went on",
        BY_THE_HOUR,
        cancelled(at(date(2026, 3, 27), "08:30"), AFTER_CLOCKS_WENT_ON),
        0,
    ),
    (
        "72 hours: a second later, the clocks went on",
        BY_THE_HOUR,
        cancelled(at(date(2026, 3, 27), "08:30:01"), AFTER_CLOCKS_WENT_ON),
        50_00,
    ),
]

PAID: dict[str, Any] = {"is_paid": True, "price_pence": 95_00}
SOUTH_GLOS: list[Case] = [
    ("Tuesday course, Wednesday before", SOUTH_GLOUCESTERSHIRE, cancelled(june(3), **PAID), 0),
    (
        "Tuesday course, the last second of Wednesday",
        SOUTH_GLOUCESTERSHIRE,
        cancelled(june(3, "23:59:59"), **PAID),
        0,
    ),
    (
        "Tuesday course, Thursday: paid course, full fee",
        SOUTH_GLOUCESTERSHIRE,
        cancelled(june(4, "00:00"), **PAID),
        95_00,
    ),
    (
        "free course: £50 per session missed, cancelled",
        SOUTH_GLOUCESTERSHIRE,
        cancelled(june(4), days=2),
        100_00,
    ),
    (
        "free course: £50 per session missed, the only one cancelled",
        SOUTH_GLOUCESTERSHIRE,
        cancelled(june(4)),
        50_00,
    ),
    (
        "free course: £50 per session missed, one of two",
        SOUTH_GLOUCESTERSHIRE,
        marked(ATTENDED, ABSENT),
        50_00,
    ),
    (
        "free course: £50 per session missed, both of a day",
        SOUTH_GLOUCESTERSHIRE,
        booking(sessions=two_sessions(ABSENT, ABSENT)),
        100_00,
    ),
    (
        "paid course: who came to a part owes nothing more",
        SOUTH_GLOUCESTERSHIRE,
        marked(ATTENDED, ABSENT, **PAID),
        0,
    ),
    (
        "4 working days over Christmas: Tuesday 29 December",
        SOUTH_GLOUCESTERSHIRE,
        cancelled(at(date(2026, 12, 29)), AFTER_NEW_YEAR, **PAID),
        0,
    ),
    (
        "4 working days over Christmas: Wednesday 30 December",
        SOUTH_GLOUCESTERSHIRE,
        cancelled(at(date(2026, 12, 30)), AFTER_NEW_YEAR, **PAID),
        95_00,
    ),
]

FREE: dict[str, Any] = {"group": boards.FREE_GROUP}
LOW: dict[str, Any] = {"group": boards.LOW_GROUP}
MIDDLE: dict[str, Any] = {"group": boards.MIDDLE_GROUP}
HIGH: dict[str, Any] = {"group": boards.HIGH_GROUP}
BATH_AND_NES: list[Case] = [
    ("fewer than 10 is charged: day 10", BATH, cancelled(may(26), **MIDDLE), 0),
    ("fewer than 10 is charged: day 9", BATH, cancelled(may(27), **MIDDLE), 70_00),
    ("those who attend free pay £70", BATH, cancelled(may(27), **FREE), 70_00),
    ("those who attend free pay £70: absence", BATH, marked(ABSENT, **FREE), 70_00),
    ("£0", BATH, marked(ATTENDED, **FREE), 0),
    ("£35", BATH, marked(ATTENDED, **LOW), 35_00),
    ("£20", BATH, marked(ATTENDED, minutes=HALF, **LOW), 20_00),
    ("£70", BATH, marked(ATTENDED, **MIDDLE), 70_00),
    ("£35 for half", BATH, marked(ATTENDED, minutes=HALF, **MIDDLE), 35_00),
    ("£100", BATH, marked(ATTENDED, **HIGH), 100_00),
    ("£50", BATH, marked(ATTENDED, minutes=HALF, **HIGH), 50_00),
    ("price by type: absence pays it once", BATH, marked(ABSENT, **HIGH), 100_00),
]

SUSSEX = boards.WEST_SUSSEX
WEST_SUSSEX: list[Case] = [
    ("10 working days or fewer is charged: day 10", SUSSEX, cancelled(may(26)), 70_00),
    ("10 or fewer: the bank holiday before day 10", SUSSEX, cancelled(may(25)), 70_00),
    ("10 or fewer: day 11 is free", SUSSEX, cancelled(may(22)), 0),
    ("£35 half", SUSSEX, cancelled(may(26), minutes=HALF), 35_00),
    ("two days £140", SUSSEX, cancelled(may(26), days=2), 140_00),
    ("two days £140: who came to one of them", SUSSEX, marked(ATTENDED, ABSENT), 0),
]

LEICS = boards.LEICESTERSHIRE
LEICESTERSHIRE: list[Case] = [
    ("more than 2 calendar days: 2 are charged", LEICS, cancelled(june(7)), 50_00),
    ("more than 2 calendar days: 3 are free", LEICS, cancelled(june(6, "23:59:59")), 0),
    ("£25", LEICS, cancelled(june(8), minutes=HALF), 25_00),
    ("£100 for two days", LEICS, cancelled(june(8), days=2), 100_00),
    ("30 minutes late, turned away", LEICS, turned_away(30), 50_00),
    ("turned away, nobody knows how late", LEICS, turned_away(None, HALF), 25_00),
    ("29 minutes late, turned away too soon", LEICS, turned_away(29), 0),
    ("30 minutes late may be let in", LEICS, marked(LATE, late=30), 0),
    ("leaving early: no charge", LEICS, marked(LEFT_EARLY), 0),
]

TEES: list[Case] = [
    ("more than 7 calendar days: 7 are charged", boards.TEESWIDE, cancelled(june(2)), 50_00),
    ("more than 7 calendar days: 8 are free", boards.TEESWIDE, cancelled(june(1)), 0),
    ("£50 a day: two days", boards.TEESWIDE, cancelled(june(2), days=2), 100_00),
    ("£50 a day: one of two missed", boards.TEESWIDE, marked(ATTENDED, ABSENT), 50_00),
    (
        "£50 a day: an afternoon is no day",
        boards.TEESWIDE,
        booking(sessions=two_sessions(ATTENDED, ABSENT)),
        0,
    ),
    ("£50 a day: no extra costs", boards.TEESWIDE, marked(ABSENT), 50_00),
    (
        "plus extra costs",
        boards.TEESWIDE,
        marked(ABSENT, extra_costs_pence=12_50, extra_costs_note="lunch"),
        62_50,
    ),
]

STAFFS = boards.STAFFORDSHIRE
PRICED: dict[str, Any] = {"price_pence": 85_01}
STAFFORDSHIRE: list[Case] = [
    ("under 4 weeks half: 28 days are free", STAFFS, cancelled(may(12), **PRICED), 0),
    ("under 4 weeks half: 27 days", STAFFS, cancelled(may(13), **PRICED), 42_51),
    ("under 2 weeks full: 14 days are half", STAFFS, cancelled(may(26), **PRICED), 42_51),
    ("under 2 weeks full: 13 days", STAFFS, cancelled(may(27), **PRICED), 85_01),
    ("15 minutes' grace", STAFFS, marked(LATE, late=15, **PRICED), 0),
    ("15 minutes' grace: 16", STAFFS, marked(LATE, late=16, **PRICED), 85_01),
    ("grace on full-day events only", STAFFS, marked(LATE, late=1, minutes=HALF, **PRICED), 85_01),
    ("no grace is asked by the punctual", STAFFS, marked(ATTENDED, late=0, minutes=HALF), 0),
    ("leaving early counts as absence", STAFFS, marked(LEFT_EARLY, **PRICED), 85_01),
]

WITH_FEE: dict[str, Any] = {"price_pence": 90_00, "booking_fee_paid": 12_00}
SURREY: list[Case] = [
    ("14 days: free", boards.SURREY, cancelled(may(26), **WITH_FEE), 0),
    ("£90 less the £12 booking fee = £78", boards.SURREY, cancelled(may(27), **WITH_FEE), 78_00),
    ("£78: absence", boards.SURREY, marked(ABSENT, **WITH_FEE), 78_00),
    ("full charge where no fee was paid", boards.SURREY, marked(ABSENT, price_pence=90_00), 90_00),
    (
        "a fee above the price leaves nothing",
        boards.SURREY,
        marked(ABSENT, price_pence=10_00, booking_fee_paid=12_00),
        0,
    ),
]

OTHERS: list[Case] = [
    ("Plymouth: 14 days", boards.PLYMOUTH, cancelled(may(26), price_pence=60_00), 0),
    ("Plymouth: full price", boards.PLYMOUTH, cancelled(may(27), price_pence=60_00), 60_00),
    ("Brent: 7 days", boards.BRENT, cancelled(june(2)), 0),
    ("Brent: £50", boards.BRENT, cancelled(june(3)), 50_00),
    (
        "Brent: 7 days in London, the clocks went back",
        boards.BRENT,
        cancelled(datetime(2026, 10, 20, 22, 59, 59, tzinfo=UTC), AFTER_CLOCKS_WENT_BACK),
        0,
    ),
    (
        "Brent: the day after in London, the clocks went back",
        boards.BRENT,
        cancelled(datetime(2026, 10, 20, 23, tzinfo=UTC), AFTER_CLOCKS_WENT_BACK),
        50_00,
    ),
    ("Brent: over 20 minutes late", boards.BRENT, marked(LATE, late=21), 50_00),
    ("Brent: 20 minutes late", boards.BRENT, marked(LATE, late=20), 0),
    ("Salford: 10 working days", boards.SALFORD, cancelled(may(26)), 0),
    ("Salford: £50 a delegate a day", boards.SALFORD, cancelled(may(27), days=2), 100_00),
    ("Salford: £50 for the only day", boards.SALFORD, cancelled(may(27)), 50_00),
    ("Salford: one day of two", boards.SALFORD, marked(ABSENT, ATTENDED), 50_00),
    ("Leeds: 4 hours are half a day", boards.LEEDS, marked(ABSENT, minutes=240), 35_00),
    ("Leeds: over 4 hours", boards.LEEDS, marked(ABSENT, minutes=241), 50_00),
    ("Leeds: hours not recorded", boards.LEEDS, marked(ABSENT, minutes=None), 50_00),
    ("Leeds: unfinished check", boards.LEEDS, marked(ATTENDED, finished=False), 50_00),
    ("Leeds: finished check", boards.LEEDS, marked(ATTENDED, finished=True), 0),
    ("Leeds: absent and unfinished pays once", boards.LEEDS, marked(ABSENT, finished=False), 50_00),
    ("Leeds: no notice was published", boards.LEEDS, cancelled(june(9, "09:00")), 0),
    ("Havering: would have been charged", boards.HAVERING, marked(ABSENT), 50_00),
]

WORKED = [
    pytest.param(policy, facts, pence, id=f"{board}{line}")
    for board, cases in (
        ("Sutton: ", SUTTON),
        ("South Tyneside: ", SOUTH_TYNESIDE),
        ("Wirral: ", WIRRAL),
        ("Northamptonshire: ", NORTHAMPTONSHIRE),
        ("South Gloucestershire: ", SOUTH_GLOS),
        ("Bath & NES: ", BATH_AND_NES),
        ("West Sussex: ", WEST_SUSSEX),
        ("Leicestershire: ", LEICESTERSHIRE),
        ("Teeswide: ", TEES),
        ("Staffordshire: ", STAFFORDSHIRE),
        ("Surrey: ", SURREY),
        ("", OTHERS),
    )
    for line, policy, facts, pence in cases
]


@pytest.mark.parametrize(("policy", "facts", "pence"), WORKED)
def test_each_board_charges_what_it_published(policy: Policy, facts: Facts, pence: int) -> None:
    found = charges(policy, facts, BANK_HOLIDAYS)
    assert sum(charge.pence for charge in found) == pence
    assert len(found) == (1 if pence else 0)


NOTHING_TO_PAY = {
    "a wait": booking(status=BookingStatus.WAITING),
    "a request": booking(status=BookingStatus.REQUESTED),
    "an offer": booking(status=BookingStatus.OFFERED),
    "a substitution": booking(status=BookingStatus.SUBSTITUTED, cancelled_at=june(9)),
    "a transfer": booking(status=BookingStatus.TRANSFERRED, cancelled_at=june(9)),
    "a wait that was withdrawn": cancelled(june(9, "08:00"), waited_only=True),
    "an event that the board cancelled": marked(ABSENT, event_cancelled=True),
    "a fee for an event that the board cancelled": marked(ATTENDED, event_cancelled=True),
    "a walk-in who went": marked(ABSENT, status=BookingStatus.WALK_IN),
    "a cancellation nobody dated": booking(status=BookingStatus.CANCELLED),
    "a register without marks": booking(),
}


@pytest.mark.parametrize("facts", NOTHING_TO_PAY.values(), ids=NOTHING_TO_PAY)
@pytest.mark.parametrize("policy", boards.BOARDS, ids=lambda policy: policy.title)
def test_some_bookings_are_never_charged(policy: Policy, facts: Facts) -> None:
    assert charges(policy, facts, BANK_HOLIDAYS) == ()


def test_whoever_walks_in_owes_the_fee_for_attending() -> None:
    walked_in = marked(ATTENDED, status=BookingStatus.WALK_IN, **MIDDLE)
    charge = attendance_fee(BATH, walked_in)
    assert charge is not None
    assert (charge.pence, charge.line.key) == (70_00, "35_attending")
    assert charge.arithmetic == "Attended on Tue 9 June 2026: for a day £70."


def test_a_fee_that_was_taken_already_is_not_due() -> None:
    assert attendance_fee(BATH, marked(ATTENDED, attendance_fee_due=False, **MIDDLE)) is None


def test_apologies_are_a_cancellation_when_they_came() -> None:
    sent = marked(Attendance.APOLOGIES, told=sick("12:00", on=date(2026, 6, 5)))
    assert judged(boards.SUTTON, sent, BANK_HOLIDAYS) is None
    unknown = judged(boards.SUTTON, marked(Attendance.APOLOGIES), BANK_HOLIDAYS)
    assert unknown is not None
    assert unknown.pence == 75_00


def test_a_suspended_year_says_what_would_have_been_charged() -> None:
    havering = boards.HAVERING_IN_FORCE
    day = date(2017, 6, 13)
    absent = booking(sessions=(AtSession(day, 360, ABSENT),), starts=at(day))
    assert judged(havering.policy, absent) is not None
    assert not havering.charges_on(day)
    assert havering.charges_on(day - timedelta(days=100))
