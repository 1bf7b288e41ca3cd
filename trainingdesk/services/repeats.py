"""Planning events once more: over several dates, or all of a year's in the year after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_dates import WEEK, is_weekend, moved_to, next_year
from trainingdesk.domain.event_details import EventDetails
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.clashes import PlannedDay, warnings_of_plan
from trainingdesk.services.desk import Stamp
from trainingdesk.services.events import add_event, details_of
from trainingdesk.services.plans import copy_of, next_reference
from trainingdesk.storage.models import Event

MOST_AT_ONCE = 200
"""So many events are proposed for at once; each is held against the days of all others."""

WEEKS_TRIED = 3
"""So many weeks an event may be moved on before it is left to clash."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """When an event is to be held once more, and what is to be thought of with it."""

    id: int  # of the event it is planned after
    reference: str
    title: str
    was: date
    days: tuple[date, ...]
    note: str = ""
    moved: bool = False  # off what stands in its way
    there: str = ""  # the reference of an event that is planned for this already

    @property
    def first(self) -> date:
        """Its first day."""
        return self.days[0]


@dataclass(frozen=True, slots=True)
class _Plan:
    """The plan of one event, and on which days it was held."""

    event: Event
    details: EventDetails
    days: tuple[date, ...]


def proposals(
    db: Session, event_ids: Sequence[int], wished: Mapping[int, date] | None = None
) -> list[Proposal]:
    """When each of these events could be held in the training year after, in their order.

    It is the same weekday of the same week, unless something stands in its way there; a day that
    is wished for is taken as it is. Raises Refused for too many.
    """
    if len(event_ids) > MOST_AT_ONCE:
        many = counted(len(event_ids), "event")
        raise Refused(f"{many} are too many at once. Choose {MOST_AT_ONCE} or fewer.")
    query = select(Event).where(Event.id.in_(event_ids)).order_by(Event.starts, Event.id)
    wishes = wished or {}
    return [_proposed(db, _plan_of(db, event), wishes.get(event.id)) for event in db.scalars(query)]


def proposal_on(db: Session, event_id: int, first: date) -> Proposal:
    """What is to be thought of when an event is held again from a day on."""
    return _on(db, _plan_of(db, db.get_one(Event, event_id)), first)


def plan_again(
    db: Session, wanted: Sequence[tuple[int, date]], *, status: EventStatus, by: Stamp
) -> list[int]:
    """Plan events again, each from a day on, and return the numbers of the new ones.

    Only the plan is copied: no booking, mark, count or reason. Raises Invalid, Refused.
    """
    if not wanted:
        raise Refused("Every day is struck out, so there is nothing to plan.")
    made = []
    for event_id, first in wanted:
        plan = _plan_of(db, db.get_one(Event, event_id))
        details = replace(_dated(plan, first), status=status)
        reference = next_reference(db, plan.event.course_id, on=first)
        made.append(add_event(db, replace(details, reference=reference), by=by))
    return made


def _plan_of(db: Session, event: Event) -> _Plan:
    days = tuple(day.day for day in details_of(db, event.id).sessions if day.day)
    return _Plan(event, copy_of(db, event.id), days or (event.starts,))


def _dated(plan: _Plan, first: date) -> EventDetails:
    days = moved_to(plan.days, first)
    pairs = zip(plan.details.sessions, days, strict=False)
    sessions = tuple(replace(session, day=day) for session, day in pairs)
    return replace(plan.details, sessions=sessions)


def _proposed(db: Session, plan: _Plan, wish: date | None) -> Proposal:
    if wish is not None:
        return _on(db, plan, wish)
    first = next_year(plan.event.starts)
    here = _on(db, plan, first)
    in_the_way = _in_the_way(db, plan, first)
    if here.there or not in_the_way:
        return here
    for weeks in range(1, WEEKS_TRIED + 1):
        later = first + timedelta(days=WEEK * weeks)
        same_year = TrainingYear.of(later) == TrainingYear.of(first)
        if same_year and not _in_the_way(db, plan, later):
            on = counted(weeks, "week")
            said = f"Moved {on} on: {in_the_way[0]}"
            return replace(_on(db, plan, later), note=said, moved=True)
    return here


def _on(db: Session, plan: _Plan, first: date) -> Proposal:
    event = plan.event
    there = _there(db, plan, first)
    notes = [f"{there} is planned for this day already."] if there else _notes(db, plan, first)
    days = tuple(moved_to(plan.days, first))
    said = " ".join(notes)
    return Proposal(
        event.id, event.reference, event.course.title, event.starts, days, said, there=there
    )


def _notes(db: Session, plan: _Plan, first: date) -> list[str]:
    weekend = [f"A {day:%A}." for day in moved_to(plan.days, first) if is_weekend(day)]
    called_off = plan.event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
    why = f": {plan.event.reason}" if plan.event.reason else ""
    was = [f"It was {plan.event.status.value.lower()}{why}."] if called_off else []
    return [*_in_the_way(db, plan, first), *weekend[:1], *was]


def _in_the_way(db: Session, plan: _Plan, first: date) -> list[str]:
    """What stands in the way of holding an event from a day on, first things first."""
    days = [
        PlannedDay(
            session.day,
            session.starts,
            session.ends,
            session.venue,
            session.trainer,
            session.beside,
            session.reserve,
        )
        for session in _dated(plan, first).sessions
    ]
    return [warned.sentence for warned in warnings_of_plan(db, days) if not warned.soft]


def _there(db: Session, plan: _Plan, first: date) -> str:
    """The event of the same course that is planned for the day already."""
    same = select(Event.reference).where(
        Event.course_id == plan.event.course_id,
        Event.starts == first,
        Event.id != plan.event.id,
        Event.status != EventStatus.CANCELLED,
    )
    return db.scalar(same.order_by(Event.id).limit(1)) or ""
