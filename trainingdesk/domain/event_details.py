"""The details a user fills in for an event, and what can be wrong in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time

from trainingdesk.domain.event import EventStatus

MOST_PLACES = 9_999


@dataclass(frozen=True, slots=True)
class SessionDetails:
    """One day of an event; without an id it is new."""

    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    venue: str = ""
    trainer: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class EventDetails:
    """The details a user fills in for one event."""

    course_id: int | None = None
    reference: str = ""
    series: str = ""
    places: int | None = None
    status: EventStatus = EventStatus.OPEN
    sessions: tuple[SessionDetails, ...] = field(default=(SessionDetails(),))

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well. A day's fields begin with its number."""
        found = {}
        if self.course_id is None:
            found["course_id"] = "Choose the course: type a few letters of its title."
        if not self.reference.strip():
            found["reference"] = "Enter a reference, such as RISK-2603."
        if self.places is None or self.places > MOST_PLACES:
            found["places"] = "Enter how many places there are, in figures."
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
            elif session.day in seen:
                yield (
                    day_field(number, "day"),
                    "This day is there already. Enter another, or remove one.",
                )
            else:
                seen.add(session.day)
            if session.starts and session.ends and session.ends <= session.starts:
                yield day_field(number, "ends"), "The end is not after the start."


def day_field(number: int, name: str) -> str:
    """What a field of one of the days is called."""
    return f"{number}.{name}"
