"""Whoever comes without a booking: which place in the room they take."""

from collections.abc import Iterable
from enum import Enum, auto

from trainingdesk.domain.attendance import Attendance

AWAY = frozenset({Attendance.ABSENT, Attendance.APOLOGIES})


class WalkInPlace(Enum):
    """Where there is room for somebody who walks in."""

    FREE = auto()
    OF_SOMEBODY_AWAY = auto()
    NONE = auto()


def place_for_walk_in(places: int, marks: Iterable[Attendance | None]) -> WalkInPlace:
    """Where there is room, by what is said of everybody on the register so far.

    Whoever has no mark yet may still come, and keeps their place.
    """
    said = list(marks)
    if len(said) < places:
        return WalkInPlace.FREE
    here = sum(mark not in AWAY for mark in said)
    return WalkInPlace.OF_SOMEBODY_AWAY if here < places else WalkInPlace.NONE
