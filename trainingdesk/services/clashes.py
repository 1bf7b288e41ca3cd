"""Clashes of trainers, venues and delegates: for a plan as it is entered, and for many events.

Whole days of other events are read at once, and compared in memory.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.clash import (
    NEVER_CLASHES,
    Clash,
    ClashKind,
    Hours,
    Room,
    Sitting,
    Span,
    Trains,
    clashes_among,
    is_room,
    overlap,
)
from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.domain.figures import counted
from trainingdesk.domain.issues import Away, sentence_of
from trainingdesk.services.days_off import days_off_on
from trainingdesk.storage.models import (
    Booking,
    Course,
    Delegate,
    Event,
    EventSession,
    SessionTrainer,
    Trainer,
    Venue,
)

NOBODY: frozenset[int] = frozenset()

NEW = 0
"""Stands for the event that is being entered, which has no number yet."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """One day as it is being entered; names as they are typed."""

    day: date | None
    starts: time | None = None
    ends: time | None = None
    venue: str = ""
    trainer: str = ""
    beside: tuple[str, ...] = ()
    reserve: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to think twice about while a day is entered: of which day, at which field."""

    number: int
    field: str  # venue, trainer, beside, reserve or day
    sentence: str
    soft: bool = False
    event_id: int = 0  # the other event, where it is about one


def warnings_of_plan(
    db: Session,
    days: Sequence[PlannedDay],
    *,
    event_id: int = NEW,
    status: EventStatus = EventStatus.OPEN,
) -> list[Warned]:
    """What speaks against days as they are entered; the event itself is never in its own way.

    Of an event that is there already, its delegates are looked at too.
    """
    dated = [(number, day) for number, day in enumerate(days) if day.day is not None]
    if status in NEVER_CLASHES or not dated:
        return []
    names = _Names(db, [day for _, day in dated])
    wanted = [(number, day, names.sitting(day, event_id)) for number, day in dated]
    others = sittings(db, EventSession.day.in_({sitting.hours.day for *_, sitting in wanted}))
    found: list[Warned] = []
    for number, day, sitting in wanted:
        for clash in clashes_among([sitting], others):
            field = _field_of(day, clash)
            found.append(Warned(number, field, clash.sentence, clash.soft, clash.other_id))
        away = days_off_on(db, [sitting]).get(event_id, ())
        found += [_away(day, number, each) for each in away]
    if event_id:
        mine = [sitting for *_, sitting in wanted]
        number_of = {sitting.hours.day: number for number, _, sitting in reversed(wanted)}
        for clash in delegate_clashes(db, mine, others):
            number = number_of[clash.hours.day]
            found.append(Warned(number, "day", clash.sentence, event_id=clash.other_id))
    return list(dict.fromkeys(found))


def sittings(db: Session, *among: ColumnElement[bool], every: bool = False) -> list[Sitting]:
    """The days of the events that are held, or of every event, with whom and what each takes."""
    held = () if every else (Event.status.not_in(NEVER_CLASHES),)
    query = (
        select(
            EventSession.id,
            Event.id,
            Event.reference,
            Course.title,
            EventSession.day,
            EventSession.starts,
            EventSession.ends,
            Venue.id,
            Venue.name,
            Trainer.id,
            Trainer.name,
        )
        .join(Event, Event.id == EventSession.event_id)
        .join(Course, Course.id == Event.course_id)
        .outerjoin(Venue, Venue.id == EventSession.venue_id)
        .outerjoin(Trainer, Trainer.id == EventSession.trainer_id)
        .where(*held, *among)
        .order_by(EventSession.day, EventSession.id)
    )
    others = _other_trainers(db, among)
    made = []
    for session, event, reference, title, day, starts, ends, *names in db.execute(query):
        venue_id, venue, trainer_id, trainer = names
        first = (Trains(trainer_id, trainer),) if trainer_id else ()
        room = Room(venue_id, venue) if venue_id and is_room(venue) else None
        hours = Hours(day, starts, ends)
        trainers = (*first, *others.get(session, ()))
        made.append(Sitting(event, f"{reference} {title}", hours, trainers, room))
    return made


def _other_trainers(db: Session, among: Sequence[ColumnElement[bool]]) -> dict[int, list[Trains]]:
    query = (
        select(SessionTrainer.session_id, Trainer.id, Trainer.name, SessionTrainer.part)
        .join(Trainer, Trainer.id == SessionTrainer.trainer_id)
        .join(EventSession, EventSession.id == SessionTrainer.session_id)
        .join(Event, Event.id == EventSession.event_id)
        .where(*among)
        .order_by(SessionTrainer.session_id, Trainer.name)
    )
    found: dict[int, list[Trains]] = defaultdict(list)
    for session, number, name, part in db.execute(query):
        found[session].append(Trains(number, name, reserve=part is TrainerPart.RESERVE))
    return found


def delegate_clashes(
    db: Session, wanted: Iterable[Sitting], others: Iterable[Sitting]
) -> list[Clash]:
    """Delegates of events who are booked on another one at the same time, by pair of events."""
    meetings = _meetings(wanted, others)
    booked = _booked(db, {event for pair in meetings for event in pair})
    met = {
        pair: both
        for pair in meetings
        if (both := booked.get(pair[0], NOBODY) & booked.get(pair[1], NOBODY))
    }
    names = _names_of(db, {one for both in met.values() if len(both) == 1 for one in both})
    return [_of_delegates(*meetings[pair], who=_who(both, names)) for pair, both in met.items()]


def clashes_of_each(
    db: Session, *, event_id: int, delegate_ids: Collection[int]
) -> dict[int, list[Clash]]:
    """What delegates are booked on at the time of an event, before they are booked on it."""
    here = sittings(db, Event.id == event_id)
    if not here:
        return {}
    theirs = (
        Booking.delegate_id.in_(delegate_ids),
        Booking.status.in_(LIVE),
        Booking.event_id != event_id,
    )
    booked: dict[int, list[int]] = defaultdict(list)
    for there, delegate in db.execute(select(Booking.event_id, Booking.delegate_id).where(*theirs)):
        booked[there].append(delegate)
    if not booked:
        return {}
    days = {sitting.hours.day for sitting in here}
    others = select(Booking.event_id).where(*theirs)
    found: dict[int, list[Clash]] = defaultdict(list)
    for other in sittings(db, Event.id.in_(others), EventSession.day.in_(days)):
        for mine in here:
            if mine.hours.meets(other.hours):
                for delegate in booked[other.event_id]:
                    found[delegate].append(_of_delegates(mine, other, who="Is"))
    return found


def _meetings(
    wanted: Iterable[Sitting], others: Iterable[Sitting]
) -> dict[tuple[int, int], tuple[Sitting, Sitting]]:
    """Every two events that take some of the same time, with the first days on which they do."""
    by_day: dict[date, list[tuple[Span, Sitting]]] = defaultdict(list)
    for other in others:
        by_day[other.hours.day].append((other.hours.span, other))
    found: dict[tuple[int, int], tuple[Sitting, Sitting]] = {}
    for here in wanted:
        mine = here.hours.span
        for span, there in by_day.get(here.hours.day, ()):
            pair = here.event_id, there.event_id
            if pair[0] != pair[1] and overlap(mine, span) and pair not in found:
                found[pair] = here, there
    return found


def _booked(db: Session, events: Collection[int]) -> dict[int, set[int]]:
    """The delegates who have, or wait for, a place on each event."""
    query = select(Booking.event_id, Booking.delegate_id).where(
        Booking.event_id.in_(events), Booking.status.in_(LIVE)
    )
    found: dict[int, set[int]] = defaultdict(set)
    for event, delegate in db.execute(query):
        found[event].add(delegate)
    return found


def _of_delegates(here: Sitting, there: Sitting, *, who: str) -> Clash:
    other = there.event_id, there.event, there.hours
    return Clash(ClashKind.DELEGATE, here.event_id, here.hours, *other, who)


def _who(people: Collection[int], names: dict[int, str]) -> str:
    if len(people) == 1:
        return f"{names[next(iter(people))]} is"
    return f"{counted(len(people), 'delegate')} are"


def _names_of(db: Session, people: Collection[int]) -> dict[int, str]:
    query = select(Delegate).where(Delegate.id.in_(people))
    return {person.id: person.name for person in db.scalars(query)}


class _Names:
    """The venues and trainers whose names are typed; a new name is in nobody's way."""

    def __init__(self, db: Session, days: Sequence[PlannedDay]) -> None:
        self._venues = _ids(db, Venue, (day.venue for day in days))
        typed = (name for day in days for name in (day.trainer, *day.beside, *day.reserve))
        self._trainers = _ids(db, Trainer, typed)

    def sitting(self, day: PlannedDay, event_id: int) -> Sitting:
        """The day with what it takes."""
        hours = Hours(day.day or date.min, day.starts, day.ends)
        taken = [(name, False) for name in (day.trainer, *day.beside)]
        taken += [(name, True) for name in day.reserve]
        return Sitting(event_id, "", hours, tuple(self._known(taken)), self._room(day.venue))

    def _known(self, taken: Iterable[tuple[str, bool]]) -> Iterator[Trains]:
        for name, reserve in taken:
            if known := self._trainers.get(_bare(name)):
                yield Trains(*known, reserve=reserve)

    def _room(self, name: str) -> Room | None:
        known = self._venues.get(_bare(name))
        return Room(*known) if known and is_room(name) else None


def _ids(
    db: Session, kind: type[Venue] | type[Trainer], typed: Iterable[str]
) -> dict[str, tuple[int, str]]:
    names = {bare for name in typed if (bare := _bare(name))}
    if not names:
        return {}
    # Every name is read: the database folds fewer letters than Python does.
    every = db.execute(select(kind.id, kind.name))
    return {bare: (number, name) for number, name in every if (bare := _bare(name)) in names}


def _bare(name: str) -> str:
    return " ".join(name.split()).lower()


def _field_of(day: PlannedDay, clash: Clash) -> str:
    if clash.kind is ClashKind.VENUE:
        return "venue"
    return _trainers_field(day, clash.name, reserve=clash.reserve_here)


def _trainers_field(day: PlannedDay, name: str, *, reserve: bool) -> str:
    if reserve:
        return "reserve"
    return "trainer" if _bare(day.trainer) == _bare(name) else "beside"


def _away(day: PlannedDay, number: int, away: Away) -> Warned:
    field = "venue" if away.is_venue else _trainers_field(day, away.name, reserve=away.reserve)
    return Warned(number, field, sentence_of(away), away.reserve)
