"""What is wrong with events: of one, of a year, or of all that are ahead, in few queries."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.clash import NEVER_CLASHES, Clash, Sitting, clashes_among
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.issues import Away, DayFacts, EventFacts, Issue, IssueKind, issues_of
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.clashes import delegate_clashes, sittings
from trainingdesk.services.days_off import days_off_on
from trainingdesk.services.not_told import joining_not_sent
from trainingdesk.services.places import places_of_each
from trainingdesk.services.work import Task
from trainingdesk.storage.models import Course, Event, EventSession, Venue

TOLD_APART = frozenset(
    {
        IssueKind.TOO_FEW,
        IssueKind.NO_TRAINER,
        IssueKind.NO_VENUE,
        IssueKind.REGISTER_OPEN,
        IssueKind.RESERVE,
    }
)
"""What Today has cards of its own for, and what is only to be kept in mind."""

ARRANGED = {IssueKind.NO_TRAINER: "trainer", IssueKind.NO_VENUE: "venue"}
"""What every day of an event should have, unless its course needs neither."""

PRESSING_DAYS = 14
"""With two weeks or less to go, what is wrong cannot wait."""

CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def event_issues(db: Session, event_id: int, *, today: date) -> tuple[Issue, ...]:
    """What is wrong with one event; nothing where it is no longer there."""
    return _issues(db, today, Event.id == event_id).get(event_id, ())


def issues_in(db: Session, year: TrainingYear, *, today: date) -> dict[int, tuple[Issue, ...]]:
    """What is wrong with the events of a year; those without issues are left out."""
    return _issues(db, today, Event.starts.between(year.first_day, year.last_day))


def issues_ahead(db: Session, *, today: date) -> dict[int, tuple[Issue, ...]]:
    """What is wrong with every event that has a day today or ahead."""
    ahead = select(EventSession.event_id).where(EventSession.day >= today)
    return _issues(db, today, or_(Event.starts >= today, Event.id.in_(ahead)))


def to_put_right(db: Session, today: date) -> Iterator[Task]:
    """What is wrong with the events ahead, as Today tells it: an event a line, the next one first.

    What Today tells on cards of its own is left out: too few booked, no trainer, no venue.
    """
    found = {
        number: [issue for issue in issues if issue.kind not in TOLD_APART]
        for number, issues in issues_ahead(db, today=today).items()
    }
    wrong = {number: issues for number, issues in found.items() if issues}
    query = (
        select(Event.id, Course.title, Event.starts)
        .join(Course, Course.id == Event.course_id)
        .where(Event.id.in_(wrong))
        .order_by(Event.starts, Event.id)
    )
    for number, title, starts in db.execute(query):
        first, *others = wrong[number]
        said = first.kind.value + (f" and {counted(len(others), 'other')}" if others else "")
        pressing = starts <= today + timedelta(days=PRESSING_DAYS)
        yield Task(title, said, len(others) + 1, pressing, number, starts)


def to_arrange(db: Session, today: date, until: date) -> Iterator[Task]:
    """The events that lack a trainer or a venue on a day until then, the next one first."""
    within = EventSession.day.between(today, until)
    days = _days(db, [within])
    held_then = Event.id.in_(select(EventSession.event_id).where(within))
    for event in _events(db, [held_then]):
        facts = replace(event, days=tuple(days[event.event_id]))
        kinds = {issue.kind for issue in issues_of(facts, today=today)}
        missing = [said for kind, said in ARRANGED.items() if kind in kinds]
        if missing:
            pressing = event.starts <= today + timedelta(days=PRESSING_DAYS)
            said, number = f"no {' and no '.join(missing)}", len(missing)
            yield Task(event.course, said, number, pressing, event.event_id, event.starts)


def _issues(db: Session, today: date, *among: ColumnElement[bool]) -> dict[int, tuple[Issue, ...]]:
    events = _events(db, among)
    days = _days(db, among)
    held = [event.event_id for event in events if event.status not in NEVER_CLASHES]
    wanted, there = _ahead(db, today, days, set(held))
    places = places_of_each(db, held)
    clashes, away = _clashes(db, wanted, there), days_off_on(db, wanted)
    not_told = joining_not_sent(db, held, today=today)
    found = {}
    for event in events:
        number = event.event_id
        facts = replace(
            event,
            held=places[number].held if number in places else 0,
            days=tuple(days.get(number, ())),
            clashes=tuple(clashes.get(number, ())),
            away=_once(away.get(number, ())),
            not_told=not_told.get(number, 0),
        )
        if issues := issues_of(facts, today=today):
            found[number] = issues
    return found


def _events(db: Session, among: Sequence[ColumnElement[bool]]) -> list[EventFacts]:
    """The events that something can be wrong with: not called off, and not yet closed."""
    query = (
        select(
            Event.id,
            Event.course_id,
            Event.status,
            Event.starts,
            Event.places,
            Event.headcount_only,
            Event.headcount,
            Course.title,
            Course.state,
            Course.kind,
            Course.minimum,
        )
        .join(Course, Course.id == Event.course_id)
        .where(*_open(among))
        .order_by(Event.starts, Event.id)
    )
    return [
        EventFacts(
            event_id=row.id,
            course_id=row.course_id,
            course=row.title,
            course_is_draft=row.state is CourseState.DRAFT,
            kind=row.kind,
            status=row.status,
            starts=row.starts,
            places=row.places,
            held=0,
            minimum=row.minimum,
            register_closed=False,
            headcount_only=row.headcount_only,
            headcount=row.headcount,
        )
        for row in db.execute(query)
    ]


def _days(db: Session, among: Sequence[ColumnElement[bool]]) -> dict[int, list[DayFacts]]:
    query: Any = (  # a row of seven columns has no type of its own
        select(
            EventSession.event_id,
            EventSession.day,
            EventSession.trainer_id,
            EventSession.online,
            Venue.id,
            Venue.name,
            Venue.places,
        )
        .join(Event, Event.id == EventSession.event_id)
        .outerjoin(Venue, Venue.id == EventSession.venue_id)
        .where(*_open(among))
        .order_by(EventSession.day, EventSession.id)
    )
    found: dict[int, list[DayFacts]] = defaultdict(list)
    for event_id, day, trainer_id, online, venue_id, venue, room in db.execute(query):
        has_venue = venue_id is not None or bool(online)
        facts = DayFacts(day, trainer_id is not None, has_venue, venue_id or 0, venue or "", room)
        found[event_id].append(facts)
    return found


def _ahead(
    db: Session, today: date, days: dict[int, list[DayFacts]], held: set[int]
) -> tuple[list[Sitting], list[Sitting]]:
    """The days of these events that are still to come, and those of every event among them."""
    ahead = {day.day for number in held for day in days.get(number, ()) if day.day >= today}
    if not ahead:
        return [], []
    there = sittings(db, EventSession.day.between(min(ahead), max(ahead)))
    return [each for each in there if each.event_id in held], there


def _clashes(
    db: Session, wanted: Sequence[Sitting], there: Sequence[Sitting]
) -> dict[int, list[Clash]]:
    found: dict[int, list[Clash]] = defaultdict(list)
    for clash in (*clashes_among(wanted, there), *delegate_clashes(db, wanted, there)):
        found[clash.event_id].append(clash)
    return found


def _once(away: Sequence[Away]) -> tuple[Away, ...]:
    return tuple(dict.fromkeys(away))


def _open(among: Sequence[ColumnElement[bool]]) -> tuple[ColumnElement[bool], ...]:
    return (*among, Event.status.not_in(CALLED_OFF), Event.register_closed_on.is_(None))
