"""Planning events once more: over several dates, or all of a year's in the year after."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_dates import moved_to
from trainingdesk.domain.event_details import EventDetails
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Stamp
from trainingdesk.services.events import add_event, details_of
from trainingdesk.services.plans import copy_of, next_reference
from trainingdesk.services.proposals import Proposal, proposals_on
from trainingdesk.storage.models import Board, Event


def plan_again(
    db: Session,
    wanted: Sequence[tuple[int, date]],
    *,
    status: EventStatus,
    by: Stamp,
    seen: Collection[tuple[int, date]] = (),
) -> list[int]:
    """Plan events again, each from a day on, and return the numbers of the new ones.

    Only the plan is copied: no booking, mark, count or reason. What is planned for its day by now
    is refused, unless it was ``seen`` to be there and is wanted all the same. Raises Invalid,
    Refused.
    """
    if not wanted:
        raise Refused("Every day is struck out, so there is nothing to plan.")
    db.get_one(Board, 1, with_for_update=True)  # one at a time plans, or both would plan all
    _refuse_unseen(db, wanted, seen, today=by.today)
    made = []
    for event_id, first in wanted:
        event = db.get_one(Event, event_id)
        details = replace(_dated(db, event, first), status=status)
        reference = next_reference(db, event.course_id, on=first)
        made.append(add_event(db, replace(details, reference=reference), by=by))
    return made


def _refuse_unseen(
    db: Session,
    wanted: Sequence[tuple[int, date]],
    seen: Collection[tuple[int, date]],
    *,
    today: date,
) -> None:
    """Refuse what nobody knew of who chose these days: planned meanwhile, or a retired course."""
    found: list[Proposal] = []
    for event_id in dict.fromkeys(number for number, _ in wanted):
        days = [first for number, first in wanted if number == event_id]
        found += proposals_on(db, event_id, days, today=today)
    for each in found:
        if each.retired:
            raise Refused(f"{each.title} is retired, so it is not planned again.")
    there = [each.there for each in found if each.there and (each.id, each.first) not in seen]
    if there:
        first, *others = there
        more = f" and {counted(len(others), 'other')}" if others else ""
        are = "are" if others else "is"
        raise Refused(f"{first}{more} {are} planned meanwhile. Nothing was planned twice.")


def _dated(db: Session, event: Event, first: date) -> EventDetails:
    was = [day.day for day in details_of(db, event.id).sessions if day.day] or [event.starts]
    plan = copy_of(db, event.id)
    pairs = zip(plan.sessions, moved_to(was, first), strict=False)
    return replace(plan, sessions=tuple(replace(session, day=day) for session, day in pairs))
