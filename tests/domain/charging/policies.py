"""Any policy a desk might set up, and any booking it might judge, for tests of properties."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st

from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import (
    ByLength,
    EachDay,
    EachSession,
    Flat,
    ShareOfPrice,
)
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.length import DaysCounted
from trainingdesk.domain.charging.line import Courses, Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Billed, Nation, Policy
from trainingdesk.domain.charging.waiver import Told, Waiver
from trainingdesk.domain.last_day import LONDON

PENCE = st.integers(0, 500_00)
WORDS = st.text(max_size=8)
GROUPS = st.sampled_from(["School", "GP", ""])
DATES = st.dates(date(2016, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(
    datetime(2016, 1, 1),  # noqa: DTZ001 - the zone is given beside it
    datetime(2030, 12, 31),  # noqa: DTZ001
    timezones=st.just(LONDON),
)
HOLIDAYS = st.frozensets(DATES, max_size=20)
AMOUNTS = (
    st.builds(Flat, PENCE)
    | st.builds(ByLength, PENCE, st.lists(PENCE, min_size=1, max_size=3).map(tuple))
    | st.builds(EachDay, PENCE)
    | st.builds(EachSession, PENCE)
    | st.builds(ShareOfPrice, st.integers(0, 100), less_booking_fee=st.booleans())
)
NOTICES = st.builds(Notice, st.integers(1, 30), st.sampled_from(Unit), st.booleans())
TIERS = st.lists(
    st.builds(Tier, AMOUNTS, NOTICES), min_size=1, max_size=3, unique_by=lambda t: t.notice
)
GROUPS_NAMED = st.lists(st.sampled_from(["School", "GP"]), max_size=2, unique=True).map(tuple)


def _line(occasion: Occasion, *, for_all: bool = False) -> st.SearchStrategy[Line]:
    late = occasion is Occasion.LATE_CANCELLATION
    return st.builds(
        Line,
        key=WORDS,
        occasion=st.just(occasion),
        tiers=(TIERS if late else st.builds(Tier, AMOUNTS).map(lambda tier: [tier])).map(tuple),
        groups=st.just(()) if for_all else GROUPS_NAMED,
        otherwise=st.booleans(),
        courses=st.just(Courses.ALL) if for_all else st.sampled_from(Courses),
        plus_costs=st.booleans(),
        any_session=st.booleans(),
        vat_code=WORDS,
        source=WORDS,
    )


LINES = st.sampled_from(Occasion).flatmap(_line)
LATE_LINES = _line(Occasion.LATE_CANCELLATION)
POLICIES = st.builds(
    Policy,
    title=WORDS,
    lines=st.lists(LINES, max_size=6).map(tuple),
    nation=st.sampled_from(Nation),
    half_day_minutes=st.integers(1, 600),
    days_counted=st.sampled_from(DaysCounted),
    lateness=st.none()
    | st.builds(Lateness, st.integers(0, 60), st.booleans(), st.booleans(), st.booleans()),
    left_early=st.sampled_from(Consequence),
    waivers=st.lists(
        st.builds(
            Waiver,
            WORDS,
            WORDS,
            same_day=st.booleans(),
            phoned_by=st.none() | st.times(),
            emailed=st.booleans(),
        ),
        max_size=2,
    ).map(tuple),
    conditions=st.lists(WORDS, max_size=2).map(tuple),
    booking_fee_pence=PENCE,
    billed=st.sampled_from(Billed),
    payment_days=st.integers(0, 60),
    invoice_after_hours=st.integers(0, 48),
    source=WORDS,
)


@st.composite
def bookings(draw: st.DrawFn) -> Facts:
    """Any booking, before or after its event."""
    starts = datetime.combine(
        draw(DATES), draw(st.sampled_from([time(0, 30), time(9, 30)])), LONDON
    )
    sessions = st.builds(
        AtSession,
        day=st.integers(0, 2).map(lambda number: starts.date() + timedelta(days=number)),
        minutes=st.none() | st.integers(1, 480),
        mark=st.none() | st.sampled_from(Attendance),
        minutes_late=st.none() | st.integers(0, 60),
        turned_away=st.booleans(),
    )
    return Facts(
        starts=starts,
        sessions=tuple(draw(st.lists(sessions, max_size=4))),
        status=draw(st.sampled_from(BookingStatus)),
        cancelled_at=draw(st.none() | MOMENTS),
        told=draw(st.builds(Told, WORDS, st.none() | MOMENTS, st.none() | MOMENTS)),
        group=draw(GROUPS),
        is_paid=draw(st.booleans()),
        price_pence=draw(PENCE),
        booking_fee_paid=draw(PENCE),
        finished=draw(st.none() | st.booleans()),
        event_cancelled=draw(st.booleans()),
        waited_only=draw(st.booleans()),
        attendance_fee_due=draw(st.booleans()),
        extra_costs_pence=draw(PENCE),
        extra_costs_note=draw(WORDS),
    )


PRICED = st.builds(
    replace, POLICIES, lines=st.tuples(*(_line(each, for_all=True) for each in Occasion))
)
"""A policy that charges everyone for whatever may happen."""
HELD = st.builds(
    replace,
    bookings(),
    status=st.sampled_from([BookingStatus.BOOKED, BookingStatus.CANCELLED, BookingStatus.WALK_IN]),
    event_cancelled=st.just(value=False),
    waited_only=st.just(value=False),
)
"""A booking that may be charged for."""
