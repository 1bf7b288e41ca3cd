"""Proposing days on which events could be held once more, each held against all the others."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.clash import Sitting, clashes_among
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_dates import WEEK, is_weekend, moved_to, next_year
from trainingdesk.domain.figures import counted
from trainingdesk.domain.issues import sentence_of
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.clashes import sittings
from trainingdesk.services.days_off import days_off_on
from trainingdesk.storage.models import Event, EventSession

MOST_AT_ONCE = 200
"""So many events are proposed for at once; each is held against the days of all others."""

WEEKS_TRIED = 3
"""So many weeks an event may be moved on before it is left to clash."""

CALLED_OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})


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
    retired: bool = False  # its course is, so it is not planned again
    over: bool = False  # its day is, and nobody wished for it

    @property
    def first(self) -> date:
        """Its first day."""
        return self.days[0]

    def left_out(self, *, turned: bool) -> bool:
        """Whether it is not to be planned: it is there already or over, or it was turned down.

        What is there already, or over, is planned all the same where it was turned.
        """
        return self.retired or (bool(self.there) or self.over) != turned


@dataclass(frozen=True, slots=True)
class _Last:
    """An event as it was held, with what each of its days takes."""

    event: Event
    days: tuple[date, ...]
    sittings: tuple[Sitting, ...]

    def again(self, first: date) -> list[Sitting]:
        """What it takes when it is held from another day on; it has no number of its own yet."""
        named = f"the next {self.event.reference} {self.event.course.title}"
        return [
            replace(
                sitting,
                event_id=-self.event.id,
                event=named,
                hours=replace(sitting.hours, day=day),
            )
            for sitting, day in zip(self.sittings, moved_to(self.days, first), strict=False)
        ]


def proposals(
    db: Session,
    event_ids: Sequence[int],
    wished: Mapping[int, date] | None = None,
    turned: Collection[int] = (),
    *,
    today: date,
) -> list[Proposal]:
    """When each of these events could be held in the training year after, in their order.

    It is the same weekday of the same week, unless something stands in its way there; a day that
    is wished for is taken as it is. What is proposed for one is in the way of those that follow,
    unless it is left out: ``turned`` are those left out by hand. Raises Refused for too many.
    """
    if len(event_ids) > MOST_AT_ONCE:
        many = counted(len(event_ids), "event")
        raise Refused(f"{many} are too many at once. Choose {MOST_AT_ONCE} or fewer.")
    wishes = wished or {}
    lasts = _lasts(db, event_ids)
    tried = [(last, _tried(last, wishes.get(last.event.id))) for last in lasts]
    ahead = _Ahead(db, tried, today)
    found = []
    for last, firsts in tried:
        proposal = ahead.proposed(last, firsts)
        if last.event.id in wishes:
            proposal = replace(proposal, over=False)
        if not proposal.left_out(turned=proposal.id in turned):
            ahead.take(last.again(proposal.first))
        found.append(proposal)
    return found


def proposals_on(
    db: Session, event_id: int, firsts: Sequence[date], *, today: date
) -> list[Proposal]:
    """What is to be thought of when an event is held again, from each of these days on."""
    (last,) = _lasts(db, [event_id])
    ahead = _Ahead(db, [(last, firsts)], today)
    return [ahead.on(last, first) for first in firsts]


def _lasts(db: Session, event_ids: Sequence[int]) -> list[_Last]:
    by_event: dict[int, list[Sitting]] = defaultdict(list)
    for sitting in sittings(db, Event.id.in_(event_ids), every=True):
        by_event[sitting.event_id].append(sitting)
    query = (
        select(Event)
        .where(Event.id.in_(event_ids))
        .options(joinedload(Event.course))
        .order_by(Event.starts, Event.id)
    )
    lasts = []
    for event in db.scalars(query):
        mine = tuple(by_event[event.id])
        lasts.append(_Last(event, tuple(each.hours.day for each in mine) or (event.starts,), mine))
    return lasts


def _tried(last: _Last, wish: date | None) -> list[date]:
    """The first days that are tried for an event, one after the other."""
    if wish is not None:
        return [wish]
    first = next_year(last.event.starts)
    later = (first + timedelta(days=WEEK * weeks) for weeks in range(1, WEEKS_TRIED + 1))
    return [first, *(day for day in later if TrainingYear.of(day) == TrainingYear.of(first))]


class _Ahead:
    """What is on the days that are tried: read once, however many events are proposed."""

    def __init__(
        self, db: Session, tried: Iterable[tuple[_Last, Sequence[date]]], today: date
    ) -> None:
        self._today = today
        again = [each for last, firsts in tried for first in firsts for each in last.again(first)]
        days = {each.hours.day for each in again}
        firsts_tried = {first for _, firsts in tried for first in firsts}
        courses = {last.event.course_id for last, _ in tried}
        self._held: dict[date, list[Sitting]] = defaultdict(list)
        if days:
            self.take(sittings(db, EventSession.day.between(min(days), max(days))))
        self._away = days_off_on(db, again)
        query = (
            select(Event.course_id, Event.starts, Event.id, Event.reference)
            .where(Event.course_id.in_(courses), Event.starts.in_(firsts_tried))
            .where(Event.status != EventStatus.CANCELLED)
            .order_by(Event.id)
        )
        self._there: dict[tuple[int, date], list[tuple[int, str]]] = defaultdict(list)
        for course, starts, number, reference in db.execute(query):
            self._there[course, starts].append((number, reference))

    def take(self, taken: Iterable[Sitting]) -> None:
        """Hold what follows against these too."""
        for sitting in taken:
            self._held[sitting.hours.day].append(sitting)

    def proposed(self, last: _Last, firsts: Sequence[date]) -> Proposal:
        """The first of these days on which nothing is in the way, or else the very first."""
        first, *later = firsts
        here = self.on(last, first)
        in_the_way = self._in_the_way(last, first)
        if here.there or here.retired or not in_the_way:
            return here
        for weeks, day in enumerate(later, 1):
            if not self._in_the_way(last, day):
                said = f"Moved {counted(weeks, 'week')} on: {in_the_way[0]}"
                return replace(self.on(last, day), note=said, moved=True)
        return here

    def on(self, last: _Last, first: date) -> Proposal:
        """What is to be thought of when an event is held again from a day on."""
        event = last.event
        others = self._there.get((event.course_id, first), ())
        there = next((reference for number, reference in others if number != event.id), "")
        retired = event.course.state is CourseState.RETIRED
        notes = [f"{there} is planned for this day already."] if there else []
        notes = ["The course is retired."] if retired else notes
        return Proposal(
            event.id,
            event.reference,
            event.course.title,
            event.starts,
            tuple(moved_to(last.days, first)),
            " ".join(notes or self._notes(last, first)),
            there=there,
            retired=retired,
            over=first < self._today,
        )

    def _notes(self, last: _Last, first: date) -> list[str]:
        event = last.event
        weekend = [f"A {day:%A}." for day in moved_to(last.days, first) if is_weekend(day)]
        why = f": {event.reason}" if event.reason else ""
        off = event.status in CALLED_OFF
        was = [f"It was {event.status.value.lower()}{why}."] if off else []
        over = ["The day is over."] if first < self._today else []
        return [*over, *self._in_the_way(last, first), *weekend[:1], *was]

    def _in_the_way(self, last: _Last, first: date) -> list[str]:
        """What stands in the way of holding an event from a day on, first things first."""
        here = last.again(first)
        days = {sitting.hours.day for sitting in here}
        others = [other for day in days for other in self._held.get(day, ())]
        clashes = [clash.sentence for clash in clashes_among(here, others) if not clash.soft]
        away = [
            sentence_of(each)
            for each in self._away.get(-last.event.id, ())
            if each.day in days and not each.reserve
        ]
        return list(dict.fromkeys([*clashes, *away]))
