"""Counts and rates of events, places, bookings and attendances: the heart of every report."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from trainingdesk.domain.figures import share


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted over some events; people are counted apart, since they may come twice."""

    events_scheduled: int = 0
    events_cancelled: int = 0
    events_delivered: int = 0
    events_to_come: int = 0
    places: int = 0
    registrations: int = 0
    booked: int = 0
    bookings_cancelled: int = 0
    waiting: int = 0
    walk_ins: int = 0
    attended: int = 0
    absent: int = 0
    apologies: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f) + getattr(other, f) for f in NAMES))

    def with_rates(self, *, people: int) -> dict[str, Any]:
        """The counts and, each over its own base, the rates; None where there is no base."""
        counts = {name: getattr(self, name) for name in NAMES}
        return {
            **counts,
            "people": people,
            "take_up": share(self.booked, self.places),
            "turn_up": share(self.attended - self.walk_ins, self.booked),
            "fill": share(self.attended, self.places),
            "absence": share(self.absent, self.booked),
        }


NAMES = tuple(field.name for field in fields(Counts))


def summed(counts: Iterable[Counts]) -> Counts:
    """The counts of several events together."""
    return sum(counts, start=Counts())
