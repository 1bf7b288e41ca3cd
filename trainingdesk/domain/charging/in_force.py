"""Which version of the policy holds on a day, and whether it is suspended then."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.words import plain_day

A_DAY = timedelta(days=1)
ENDS_BEFORE = "It ends before it begins."


@dataclass(frozen=True, slots=True)
class Suspended:
    """A spell in which a policy charges nobody; without an end it is not resumed yet."""

    since: date
    until: date | None = None
    why: str = ""

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= (self.until or date.max)


@dataclass(frozen=True, slots=True)
class Version:
    """A policy with the dates on which it is in force, both included."""

    policy: Policy
    since: date
    until: date | None = None
    spells: tuple[Suspended, ...] = ()

    def __contains__(self, day: date) -> bool:
        return self.since <= day <= (self.until or date.max)

    def suspended_on(self, day: date) -> Suspended | None:
        """The spell that a day falls in."""
        return next((spell for spell in self.spells if day in spell), None)

    def charges_on(self, day: date) -> bool:
        """Whether it charges on a day; suspended, it only says what would have been charged."""
        return day in self and self.suspended_on(day) is None

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with its dates, each with its field."""
        if self.until is not None and self.until < self.since:
            yield "until", ENDS_BEFORE
        for number, spell in enumerate(self.spells):
            if spell.until is not None and spell.until < spell.since:
                yield f"spells.{number}.until", ENDS_BEFORE
            elif spell.since not in self or (spell.until or spell.since) not in self:
                yield f"spells.{number}.since", "The policy is not in force all this time."
        in_order = sorted(enumerate(self.spells), key=lambda spell: spell[1].since)
        for (_, earlier), (number, later) in pairwise(in_order):
            if later.since in earlier:
                said = f"It is suspended on {plain_day(later.since)} already."
                yield f"spells.{number}.since", said


def problems_of(versions: Sequence[Version], groups: Collection[str] = ()) -> dict[str, str]:
    """What is wrong with the versions and their policies, by field; empty when all is well."""
    found: dict[str, str] = {}
    for number, version in enumerate(versions):
        wrong = dict(version.problems())
        wrong |= {f"policy.{k}": said for k, said in version.policy.problems(groups).items()}
        found |= {f"versions.{number}.{name}": said for name, said in wrong.items()}
    return dict(_problems_between(versions)) | found


def _problems_between(versions: Sequence[Version]) -> Iterator[tuple[str, str]]:
    in_order = sorted(enumerate(versions), key=lambda version: version[1].since)
    for (_, earlier), (number, later) in pairwise(in_order):
        title, since = earlier.policy.title, plain_day(later.since)
        if later.since in earlier:
            said = f"“{title}” is still in force on {since}. End it the day before."
            yield f"versions.{number}.since", said
        elif earlier.until is not None and earlier.until + A_DAY < later.since:
            gap = f"from {plain_day(earlier.until + A_DAY)} to {plain_day(later.since - A_DAY)}"
            yield f"versions.{number}.since", f"No policy is in force {gap}."
