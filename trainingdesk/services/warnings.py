"""What speaks against a booking, said before it is made; none of it stops anybody."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.agreement import NOT_AGREED
from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.delegate import due_again_on
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.absence_flags import restrictions_of_each
from trainingdesk.services.clashes import clashes_of_each
from trainingdesk.services.places import Places, places_of
from trainingdesk.services.shares import over_a_cap
from trainingdesk.storage.models import (
    Board,
    Booking,
    Course,
    CourseRequirement,
    Delegate,
    Event,
    Mark,
)


def warnings_before(  # noqa: PLR0913 - whom, where, when, and instead of whom
    db: Session,
    *,
    event_id: int,
    delegate_id: int,
    today: date,
    at: datetime | None = None,
    instead_of: int | None = None,
) -> list[str]:
    """Every reason to think twice before booking a delegate on an event, a sentence each."""
    against = warnings_against(
        db, event_id=event_id, delegate_id=delegate_id, today=today, at=at, instead_of=instead_of
    )
    before = queue_said(places_of(db, event_id))
    return [*against, before] if before else against


def warnings_against(  # noqa: PLR0913 - whom, where, when, and instead of whom
    db: Session,
    *,
    event_id: int,
    delegate_id: int,
    today: date,
    at: datetime | None = None,
    instead_of: int | None = None,
) -> list[str]:
    """What speaks against a booking; that others wait already is no such thing.

    The moment tells on the day itself whether the event has begun. Whoever comes instead of a
    booking of their own agency takes no more places of a cap.
    """
    event = db.get_one(Event, event_id)
    person = db.get(Delegate, delegate_id)
    of_each = warnings_of_each(
        db, event_id=event_id, delegate_ids=[delegate_id], today=today, at=at
    )
    before = db.get_one(Booking, instead_of).agency if instead_of is not None else None
    over = over_a_cap(db, event, person.agency, instead_of=before) if person is not None else ""
    return [*of_each[delegate_id], *([over] if over else [])]


def warnings_of_each(
    db: Session,
    *,
    event_id: int,
    delegate_ids: Collection[int],
    today: date,
    at: datetime | None = None,
) -> dict[int, list[str]]:
    """What speaks against booking each of several people, caps apart; asked of all at once."""
    event = db.get_one(Event, event_id)
    query = select(Delegate).where(Delegate.id.in_(delegate_ids))
    people = {each.id: each for each in db.scalars(query.options(joinedload(Delegate.agency)))}
    clashes = clashes_of_each(db, event_id=event_id, delegate_ids=delegate_ids)
    attended = _attended_by(db, delegate_ids)
    last = _last_attended(db, event, delegate_ids)
    required = {each.id: each.title for each in db.execute(_required_by(event.course_id))}
    late, not_agreed = late_entry(event, today, at), _not_agreed(db, event, today)
    restricted = restrictions_of_each(db, event_id=event_id, delegate_ids=delegate_ids, today=today)

    def found(number: int) -> list[str]:
        return [
            late,
            _left(event, people.get(number)),
            _attended_before(event, last.get(number)),
            _requirements_missing(event, required, attended.get(number, {})),
            *(clash.sentence for clash in clashes.get(number, ())),
            *restricted.get(number, ()),
            not_agreed,
        ]

    return {number: [said for said in found(number) if said] for number in delegate_ids}


def _not_agreed(db: Session, event: Event, today: date) -> str:
    """What was held already needs nobody's agreement any more."""
    wanted = db.get_one(Board, 1).agreement_steps and event.starts >= today
    return NOT_AGREED if wanted else ""


def late_entry(event: Event, today: date, at: datetime | None = None) -> str:
    """That an event is over or has begun, so that a booking is a late entry; else nothing."""
    if event.starts > today:
        return ""
    last = max((session.day for session in event.sessions), default=event.starts)
    if last < today:
        return f"The event was on {plain_day(event.starts)}."
    if event.starts < today:
        return f"The event began on {plain_day(event.starts)}."
    times = [each.starts for each in event.sessions if each.day == today and each.starts]
    begins = min(times, default=None)
    if at is None or begins is None or datetime.combine(today, begins, LONDON) > at:
        return ""
    return f"The event began today at {begins:%H:%M}."


def _left(event: Event, person: Delegate | None) -> str:
    if person is None or person.left_on is None or person.left_on > event.starts:
        return ""
    return f"Left {person.agency.name} on {plain_day(person.left_on)}."


def _last_attended(db: Session, event: Event, delegate_ids: Collection[int]) -> Mapping[int, date]:
    """When each was last at an event of the same course that began no later than this one."""
    earlier = (
        select(Booking.delegate_id, func.max(Event.starts).label("last"))
        .join(Booking, Booking.event_id == Event.id)
        .join(Mark, Mark.booking_id == Booking.id)
        .where(
            Booking.delegate_id.in_(delegate_ids),
            Mark.attendance.in_(CAME),
            Event.course_id == event.course_id,
            Event.id != event.id,
            Event.starts <= event.starts,
        )
        .group_by(Booking.delegate_id)
    )
    return {each.delegate_id: each.last for each in db.execute(earlier)}


def _attended_before(event: Event, last: date | None) -> str:
    months = event.course.refresh_months
    if last is None or (months and event.starts >= due_again_on(last, months=months)):
        return ""
    again = f"; it is refreshed after {months} months" if months else ""
    return f"Attended {event.course.title} already on {plain_day(last)}{again}."


def _requirements_missing(
    event: Event, required: Mapping[int, str], attended: Mapping[int, str]
) -> str:
    """The courses to be taken before, unless any course of the level that does instead was."""
    missing = [title for number, title in required.items() if number not in attended]
    level = event.course.required_level
    instead = f"any course of {said_level(level)}" if level else ""
    if (required and not missing) or (level and level in attended.values()):
        return ""
    if missing and level:
        return (
            f"Has not attended {listed(missing)}, nor {instead}; this course requires the one or "
            "the other."
        )
    lacking = listed(missing) or instead
    return f"Has not attended {lacking}, which this course requires." if lacking else ""


def _required_by(course_id: int) -> Select[int, str]:
    return (
        select(Course.id, Course.title)
        .join(CourseRequirement, CourseRequirement.required_id == Course.id)
        .where(CourseRequirement.course_id == course_id)
        .order_by(Course.title)
    )


def _attended_by(db: Session, delegate_ids: Collection[int]) -> Mapping[int, Mapping[int, str]]:
    """Every course that each of them attended, with its level."""
    query = (
        select(Booking.delegate_id, Course.id, Course.level)
        .distinct()
        .join(Event, Event.course_id == Course.id)
        .join(Booking, Booking.event_id == Event.id)
        .join(Mark, Mark.booking_id == Booking.id)
        .where(Booking.delegate_id.in_(delegate_ids), Mark.attendance.in_(CAME))
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for number, course, level in db.execute(query):
        found[number][course] = level
    return found


def queue_said(places: Places) -> str:
    """That places are free for which others wait already; nothing where it is not so."""
    if not (places.free and places.waiting):
        return ""
    free = "1 place is free" if places.free == 1 else f"{places.free} places are free"
    wait = "1 person waits for it" if places.waiting == 1 else f"{places.waiting} people wait"
    return f"{free}, but {wait} already."
