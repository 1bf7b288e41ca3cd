"""The details a user fills in for an event, and what can be wrong in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from trainingdesk.domain.course_details import MOST_PENCE, PRICE_TOO_HIGH
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.year import EARLIEST, LATEST, TrainingYear

MOST_PLACES = 9_999
MOST_COUNTED = 99_999
SECURE, PLAIN = "https://", "http://"


@dataclass(frozen=True, slots=True)
class SessionDetails:
    """One day of an event; without an id it is new."""

    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    venue: str = ""
    trainer: str = ""
    online: str = ""  # the link to an online room
    beside: tuple[str, ...] = ()  # who trains beside the first
    reserve: tuple[str, ...] = ()
    id: int | None = None

    @property
    def trainers(self) -> tuple[str, ...]:
        """Everybody who trains on the day or stands in reserve, the first of them first."""
        return tuple(name for name in (self.trainer, *self.beside, *self.reserve) if name.strip())


@dataclass(frozen=True, slots=True)
class EventDetails:
    """The details a user fills in for one event."""

    course_id: int | None = None
    reference: str = ""
    series: str = ""
    places: int | None = None
    status: EventStatus = EventStatus.OPEN
    why: str = ""  # why it is given another status
    headcount_only: bool = False
    headcount: int | None = None
    price_pence: int | None = None  # of a place, where it is not the course's
    partners: tuple[str, ...] = ()  # the boards that share it
    own_values: Mapping[str, str] = field(default_factory=dict)
    sessions: tuple[SessionDetails, ...] = field(default=(SessionDetails(),))

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well. A day's fields begin with its number."""
        found = {}
        if self.course_id is None:
            found["course_id"] = "Choose the course: type a few letters of its title."
        if not self.reference.strip():
            found["reference"] = "Enter a reference, such as RISK-2603."
        if not self.headcount_only and (self.places is None or self.places > MOST_PLACES):
            found["places"] = "Enter how many places there are, in figures."
        if self.headcount is not None and self.headcount > MOST_COUNTED:
            found["headcount"] = "Enter how many people were counted, in figures."
        if self.price_pence is not None and self.price_pence > MOST_PENCE:
            found["price_pence"] = PRICE_TOO_HIGH
        if not self.sessions:
            found["sessions"] = "Give the event one day at least."
        return found | dict(self._problems_of_days())

    def in_order(self) -> tuple[SessionDetails, ...]:
        """The days from the first to the last."""
        return tuple(sorted(self.sessions, key=lambda each: each.day or date.max))

    def _problems_of_days(self) -> Iterator[tuple[str, str]]:
        seen: set[date] = set()
        for number, session in enumerate(self.sessions):
            if session.day is None:
                yield day_field(number, "day"), "Enter the day, such as 13 June 2026."
            elif not EARLIEST <= TrainingYear.of(session.day).begins <= LATEST:
                yield (
                    day_field(number, "day"),
                    f"The desk keeps the years {EARLIEST} to {LATEST}. Enter a day of these.",
                )
            elif session.day in seen:
                yield (
                    day_field(number, "day"),
                    "This day is there already. Enter another, or remove one.",
                )
            else:
                seen.add(session.day)
            yield from _problems_of_day(number, session)


def _problems_of_day(number: int, session: SessionDetails) -> Iterator[tuple[str, str]]:
    if session.starts and session.ends and session.ends <= session.starts:
        yield day_field(number, "ends"), "The end is not after the start."
    if _twice(session.trainers):
        twice = "Somebody stands here twice: first, beside and in reserve are different people."
        yield day_field(number, "reserve" if session.reserve else "beside"), twice
    link = session.online.strip()
    if link and (len(link.split()) > 1 or not link.casefold().startswith((SECURE, PLAIN))):
        said = "Enter the whole link, such as https://example.org/room, or leave this empty."
        yield day_field(number, "online"), said


def _twice(names: tuple[str, ...]) -> bool:
    bare = [" ".join(name.split()).casefold() for name in names]
    return len(set(bare)) < len(bare)


def day_field(number: int, name: str) -> str:
    """What a field of one of the days is called."""
    return f"{number}.{name}"
