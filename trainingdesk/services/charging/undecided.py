"""Which bookings may owe something that nobody has decided on yet, found by the database."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.judging import WITH_A_FEE
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.issues import NEEDS_NO_ROOM
from trainingdesk.services.charging.facts import CALLED_OFF
from trainingdesk.services.charging.versions import KeptVersion
from trainingdesk.storage.models import Booking, Charge, Completion, Course, Event, Mark

FEE = Occasion.ATTENDANCE_FEE


class Days(NamedTuple):
    """The days of events from one to another, both counted."""

    first: date
    last: date


def undecided(
    db: Session, days: Days, kept: Sequence[KeptVersion], *, event_id: int | None = None
) -> list[int]:
    """The bookings of these days that one of the versions may charge, in three questions at most.

    ``event_id`` narrows them to one event.
    """
    in_force = [
        Event.starts.between(max(days.first, each.version.since), _last(each, days))
        for each in kept
    ]
    if not in_force:
        return []
    policies = [each.version.policy for each in kept]
    of_event = () if event_id is None else (Booking.event_id == event_id,)
    which = (or_(*in_force), Event.status.not_in(CALLED_OFF), *of_event)
    columns = Booking.id, Event.starts, Booking.changed_on
    given_up = select(*columns).join(Booking.event).where(*which, *_given_up())
    longest = timedelta(days=max(map(_longest_notice, policies)))
    found = [
        number
        for number, starts, changed_on in db.execute(given_up)
        if changed_on is None or starts - changed_on <= longest
    ]
    closed = Event.register_closed_on.is_not(None)
    query = select(Booking.id).join(Booking.event).join(Event.course).where(*which, closed)
    return [*found, *db.scalars(query.where(or_(*_on_the_register(policies))))]


def stands(*, is_fee: bool) -> ColumnElement[bool]:
    """Whether a charge was decided on for a booking and stands: raised, or waived."""
    occasion = Charge.occasion == FEE if is_fee else Charge.occasion != FEE
    return exists().where(Charge.booking_id == Booking.id, Charge.ended_on.is_(None), occasion)


def _last(kept: KeptVersion, days: Days) -> date:
    return min(days.last, kept.version.until or days.last)


def _given_up() -> tuple[ColumnElement[bool], ...]:
    given_up = Booking.status == BookingStatus.CANCELLED
    return given_up, ~stands(is_fee=False)


def _on_the_register(policies: Collection[Policy]) -> list[ColumnElement[bool]]:
    """What a closed register may charge for; whoever came all the time is asked for fees alone."""
    charged = {line.occasion for policy in policies for line in policy.lines}
    missed = exists().where(Mark.booking_id == Booking.id, Mark.attendance != Attendance.ATTENDED)
    booked = and_(Booking.status == BookingStatus.BOOKED, ~stands(is_fee=False))
    ways = [and_(booked, missed)]
    if Occasion.NOT_FINISHED in charged:
        alone = func.lower(func.trim(Course.kind)).in_(NEEDS_NO_ROOM)
        tested = exists().where(Completion.course_id == Course.id)
        ways.append(and_(booked, or_(alone, tested)))
    if FEE in charged:
        ways.append(and_(Booking.status.in_(WITH_A_FEE), ~stands(is_fee=True)))
    return ways


def _longest_notice(policy: Policy) -> int:
    """So many days before an event, or fewer, cancelling may cost something under a policy."""
    notices = [tier.notice for line in policy.lines for tier in line.tiers if tier.notice]
    return max(map(_days_at_most, notices), default=0)


def _days_at_most(notice: Notice) -> int:
    """More days than a notice can reach over: weekends and bank holidays lengthen it."""
    if notice.unit is Unit.HOURS:
        return notice.amount // 24 + 2
    return notice.days * (2 if notice.unit is Unit.WORKING_DAYS else 1) + 14
