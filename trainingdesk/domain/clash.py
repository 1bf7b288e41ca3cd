"""Clashes: two events that want one trainer, one room or one delegate at the same time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from trainingdesk.domain.event import UNSCHEDULED, EventStatus
from trainingdesk.domain.words import clock, plain_day

NEVER_CLASHES = UNSCHEDULED | {EventStatus.CANCELLED}
"""An event that is not held takes nobody's time and no room."""

NO_ROOMS = frozenset({"online", "teams", "ms teams", "microsoft teams", "zoom", "virtual"})
"""Names of venues in which any number of events can be held at once."""

END_OF_DAY = (24, 0, 0)

Clock = tuple[int, int, int]
Span = tuple[Clock, Clock]


class ClashKind(StrEnum):
    """What two events cannot share."""

    TRAINER = "Trainer"
    VENUE = "Venue"
    DELEGATE = "Delegate"


@dataclass(frozen=True, slots=True)
class Hours:
    """One day of an event, from when until when; what is not known may be the whole day."""

    day: date
    starts: time | None = None
    ends: time | None = None

    @property
    def known(self) -> bool:
        """Whether both the start and the end are known."""
        return self.starts is not None and self.ends is not None

    def meets(self, other: "Hours") -> bool:
        """Whether both take some of the same time; one that ends as the other starts does not."""
        return self.day == other.day and overlap(self.span, other.span)

    @property
    def span(self) -> "Span":
        """From when until when at the most: what is not known goes to the end of the day."""
        starts, ends = self.starts or time.min, self.ends
        until = (ends.hour, ends.minute, ends.second) if ends else END_OF_DAY
        return (starts.hour, starts.minute, starts.second), until

    def said_with(self, other: "Hours") -> str:
        """When the other one is, said with how sure it is that they meet."""
        if other.known and self.known:
            return f"on {other.said}"
        return f"on the same day, {other.said}"

    @property
    def said(self) -> str:
        """The day with its hours, as far as they are known."""
        day = plain_day(self.day)
        if self.starts is None:
            return day
        until = f" to {clock(self.ends)}" if self.ends else ""
        return f"{day}, {clock(self.starts)}{until}"


@dataclass(frozen=True, slots=True)
class Trains:
    """Somebody who trains on a day, or stands in reserve for it."""

    id: int
    name: str
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """A room that holds one event at a time."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """One day of an event, with whom and what it takes."""

    event_id: int
    event: str  # its reference and title
    hours: Hours
    trainers: tuple[Trains, ...] = ()
    room: Room | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that two events want at the same time.

    A soft one is about a trainer in reserve, who may well not be needed.
    """

    kind: ClashKind
    event_id: int
    hours: Hours
    other_id: int
    other: str
    others_hours: Hours
    name: str
    soft: bool = False
    reserve_here: bool = False
    reserve_there: bool = False

    @property
    def sentence(self) -> str:
        """What is wrong, to be shown beside the field or in the box."""
        when = self.hours.said_with(self.others_hours)
        if self.kind is ClashKind.VENUE:
            return f"{self.name} is also taken by {self.other} {when}."
        if self.kind is ClashKind.DELEGATE:
            return f"{self.name} also booked on {self.other} {when}."
        here = ", in reserve here," if self.reserve_here else ""
        does = "is in reserve for" if self.reserve_there else "also trains"
        return f"{self.name}{here} {does} {self.other} {when}."


def is_room(name: str) -> bool:
    """Whether a venue of that name holds one event at a time."""
    return " ".join(name.split()).casefold() not in NO_ROOMS


def clashes_among(wanted: Iterable[Sitting], others: Iterable[Sitting]) -> Iterator[Clash]:
    """What the sittings that are asked about share with others, never with their own event."""
    by_trainer: dict[tuple[date, int], list[Sitting]] = defaultdict(list)
    by_room: dict[tuple[date, int], list[Sitting]] = defaultdict(list)
    for other in others:
        for trainer in other.trainers:
            by_trainer[other.hours.day, trainer.id].append(other)
        if other.room is not None:
            by_room[other.hours.day, other.room.id].append(other)
    for here in wanted:
        for trainer in here.trainers:
            for there in by_trainer.get((here.hours.day, trainer.id), ()):
                yield from _of_trainer(here, there, trainer)
        if here.room is not None:
            for there in by_room.get((here.hours.day, here.room.id), ()):
                if _meet(here, there):
                    yield _clash(ClashKind.VENUE, here, there, here.room.name)


def _of_trainer(here: Sitting, there: Sitting, trainer: Trains) -> Iterator[Clash]:
    if not _meet(here, there):
        return
    reserve_there = all(each.reserve for each in there.trainers if each.id == trainer.id)
    yield Clash(
        ClashKind.TRAINER,
        here.event_id,
        here.hours,
        there.event_id,
        there.event,
        there.hours,
        trainer.name,
        soft=trainer.reserve or reserve_there,
        reserve_here=trainer.reserve,
        reserve_there=reserve_there,
    )


def _clash(kind: ClashKind, here: Sitting, there: Sitting, name: str) -> Clash:
    other = there.event_id, there.event, there.hours
    return Clash(kind, here.event_id, here.hours, *other, name)


def _meet(here: Sitting, there: Sitting) -> bool:
    return here.event_id != there.event_id and here.hours.meets(there.hours)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans of one day share some time; one may end as the other starts."""
    return one[0] < other[1] and other[0] < one[1]
