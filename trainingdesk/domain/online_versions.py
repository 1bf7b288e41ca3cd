"""Which version of a questionnaire a row of an online form answered, by the day it was sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AskedThen:
    """A version of what is asked, from when until when it stood, and whether it has no names."""

    id: int
    made_on: date
    ended_on: date | None = None
    anonymous: bool = False
    of_course: bool = False
    """It is the course's own, not the one for all courses."""
    codes: frozenset[str] = frozenset()

    def days_from(self, sent: date) -> int:
        """How many days before it was made or after it ended a row was sent; 0 while it stood."""
        if sent < self.made_on:
            return (self.made_on - sent).days
        return max((sent - self.ended_on).days, 0) if self.ended_on is not None else 0

    def stood_all_day(self, day: date) -> bool:
        """Whether it was neither made nor ended on a day, and stood."""
        return self.made_on < day and (self.ended_on is None or day < self.ended_on)


def version_answered(
    versions: Collection[AskedThen], sent: date, codes: frozenset[str]
) -> AskedThen | None:
    """The version that asks what the columns stand for, and stood when the row was sent.

    Of several on one day it is the one without names: whoever answered may have been told that
    nobody would know. An online form may be older or younger than what stands, so where none of
    the day asks all of it, it is the nearest that does.
    """
    asked = _asked_of_the_course(versions, sent)
    fits = [each for each in asked if codes <= each.codes]
    of_day = [each for each in asked if not each.days_from(sent)]
    standing = [each for each in asked if each.ended_on is None]
    return min(fits or of_day or standing, key=lambda each: _turn(each, sent), default=None)


def _asked_of_the_course(versions: Collection[AskedThen], sent: date) -> Sequence[AskedThen]:
    """Those that a course may have asked: not the one for all where its own stood all day."""
    own = any(each.of_course and each.stood_all_day(sent) for each in versions)
    return [each for each in versions if each.of_course or not own or each.days_from(sent)]


def _turn(each: AskedThen, sent: date) -> tuple[int, bool, bool, int]:
    """The nearest first, then without names, then the course's own, then the last one made."""
    return each.days_from(sent), not each.anonymous, not each.of_course, -each.id
