"""How alike two people are: whether two records may be of one person, and why it seems so.

The names decide. Without capitals, accents, hyphens and apostrophes they are

- the same, or the same with first and last name swapped;
- alike: one of the two is the same, and the other is a short form of it (Bill, William), its
  initial, a part of it (Okafor, Okafor-Lawal), or one slip of the keyboard away, two in long names.

Names alike are not enough by themselves, and neither is a mailbox, which many may share, nor an
agency: only the same e-mail address or the same agency beside names that are alike makes a
likeness. Two of exactly the same name are shown even without, unless both have addresses of
their own that differ. Each of these counts points, up to a hundred.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TypeAlias

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.short_names import is_short_for

SAME, SWAPPED, ALIKE = 60, 55, 50
"""What names count."""
SAME_ADDRESS, SAME_AGENCY, OTHER_ADDRESS = 30, 10, -10
"""What counts beside them."""
ENOUGH = 60
"""With fewer points two people are not said to be alike."""
LONG_ENOUGH, LONG = 4, 8
"""Shorter names differ by a letter and are others (Ron, Jon); long ones may differ by two."""
KEPT = 100_000
"""So many words are kept folded while many people are compared."""

Key: TypeAlias = tuple[str | int, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Someone:
    """What two people are compared by; ``first``, ``last`` and ``email`` are written plainly."""

    first: str
    last: str
    email: str
    agency_id: int | None

    @property
    def name(self) -> tuple[str, ...]:
        """The words of the name in one order, however they were entered."""
        return tuple(sorted((*self.first.split(), *self.last.split())))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two people are, in points of a hundred, and why."""

    points: int
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return ", ".join(self.reasons)


def someone(
    *, first_name: str, last_name: str, email: str = "", agency_id: int | None = None
) -> Someone:
    """A person as they are compared."""
    return Someone(plain_name(first_name), plain_name(last_name), folded(email), agency_id)


@lru_cache(maxsize=KEPT)
def plain_name(name: str) -> str:
    """A name without capitals, accents, hyphens, full stops and apostrophes."""
    return " ".join(folded(name).replace("'", "").replace("-", " ").replace(".", " ").split())


def likeness(one: Someone, other: Someone) -> Likeness | None:
    """How alike two people are; None where they are not."""
    points, reason = _names(one, other)
    if not points:
        return None
    reasons = [reason]
    if one.email and one.email == other.email:
        points += SAME_ADDRESS
        reasons.append("same e-mail")
    elif one.email and other.email:
        points += OTHER_ADDRESS
    if one.agency_id is not None and one.agency_id == other.agency_id:
        points += SAME_AGENCY
        reasons.append("same agency")
    return Likeness(points, tuple(reasons)) if points >= ENOUGH else None


def mark_of(one: Someone, other: Someone) -> str:
    """What was compared, as a mark that differs once either of the two changes."""
    said = "\n".join(
        f"{each.first}|{each.last}|{each.email}|{each.agency_id}" for each in (one, other)
    )
    return sha256(said.encode()).hexdigest()


def _names(one: Someone, other: Someone) -> tuple[int, str]:
    if not (one.first and one.last and other.first and other.last):
        return 0, ""
    same_first, same_last = one.first == other.first, one.last == other.last
    if same_first and same_last:
        return SAME, "same name"
    if one.name == other.name:
        return SWAPPED, "same names in another order"
    if same_last and (reason := _alike(one.first, other.first, "first")):
        return ALIKE, reason
    if same_first and (reason := _alike(one.last, other.last, "last")):
        return ALIKE, reason
    return 0, ""


def _alike(one: str, other: str, which: str) -> str:
    if which == "first" and is_short_for(one, other):
        return "short form of the same first name"
    if which == "first" and len(min(one, other, key=len)) == 1 and one[0] == other[0]:
        return "same last name and initial"
    if set(one.split()) < set(other.split()) or set(other.split()) < set(one.split()):
        return f"part of the same {which} name"
    if within_slips(one, other):
        return f"{which} names spelt alike"
    return ""


def within_slips(one: str, other: str) -> bool:
    """Whether two words are so alike that one may be a slip of the other."""
    shorter = min(len(one), len(other))
    if shorter < LONG_ENOUGH:
        return False
    slips = 2 if shorter >= LONG else 1
    if abs(len(one) - len(other)) > slips or len(set(one) ^ set(other)) > 2 * slips:
        return False  # soon told, without counting
    return slips_between(one, other) <= slips


def slips_between(one: str, other: str) -> int:
    """How many letters were left out, added, changed or swapped with their neighbours."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, before, row = before, row, [at]
        for place, there in enumerate(other, 1):
            changed = before[place - 1] + (letter != there)
            least = min(changed, before[place] + 1, row[place - 1] + 1)
            if at > 1 < place and letter == other[place - 2] and one[at - 2] == there:
                least = min(least, last[place - 2] + 1)
            row.append(least)
    return row[-1]


def keys_of(person: Someone) -> Iterator[Key]:
    """What two people who are alike have in common at least once: they are looked for there.

    The first is the whole name; the others are a word of it at a mailbox or an agency.
    """
    if not (person.first and person.last):
        return
    yield "", person.name
    for word in set(person.name):
        if person.email:
            yield person.email, word
        if person.agency_id is not None:
            yield person.agency_id, word
