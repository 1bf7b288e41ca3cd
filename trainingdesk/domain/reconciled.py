"""Where a file and the register differ: who is meant by each line, and what is to be settled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from trainingdesk.domain.attendance import CAME, Attendance
from trainingdesk.domain.attendance_rule import USUAL, Hours, Marked, Rule
from trainingdesk.domain.handed_in import HandedLine


class Fate(StrEnum):
    """How a line stands beside the register, as its chip says it."""

    TWO = "Two people"
    OTHER_NAME = "Other name"
    WALK_IN = "Walk-in"
    GIVEN_UP = "Cancelled"
    UNKNOWN = "Unknown"
    CHANGES = "Differs"
    NOT_THERE = "Not there"
    WRONG = "Wrong"
    TO_MARK = "To mark"
    TWICE = "Twice"
    LEFT_OUT = "Left out"
    ASIDE = "Set aside"
    AGREES = "Agrees"


TO_SETTLE = frozenset(
    {
        Fate.TWO,
        Fate.OTHER_NAME,
        Fate.WALK_IN,
        Fate.GIVEN_UP,
        Fate.UNKNOWN,
        Fate.CHANGES,
        Fate.NOT_THERE,
    }
)
"""What somebody has to decide on."""

MAY_BE_EXPECTED = frozenset(
    {Fate.TO_MARK, Fate.AGREES, Fate.CHANGES, Fate.NOT_THERE, Fate.TWO, Fate.OTHER_NAME, Fate.TWICE}
)
"""What a line of somebody on the register may be."""

ORDER = {fate: place for place, fate in enumerate(Fate)}
LEAVE_OUT = ""
"""The answer that a line is of nobody, or is not to change anything."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a line may mean: on the register, or on the desk as a walk-in to be.

    ``said`` is what the line says of them by session, ``marks`` what that comes to by the board's
    ``rule`` with the ``hours`` of the sessions, and ``before`` what the register says.
    """

    key: str
    listed: str
    agency: str
    booking_id: int | None = None
    delegate_id: int | None = None
    row: int | None = None
    note: str = ""
    said: Mapping[int, Marked] = field(default_factory=dict)
    marks: Mapping[int, Marked] = field(default_factory=dict)
    before: Mapping[int, Marked] = field(default_factory=dict)
    rule: Rule = USUAL
    hours: Mapping[int, Hours] = field(default_factory=dict)

    def given(self, mark: Attendance) -> "Person":
        """The same person with another mark, as the rule judges it."""
        said = dict.fromkeys(self.said, Marked(mark))
        marks = {
            each: self.rule.judged(one, self.hours.get(each, Hours())) for each, one in said.items()
        }
        return replace(self, said=said, marks=marks)

    def goes_by(self, key: str | None) -> bool:
        """Whether this key chose them: a walk-in to be has another once they are noted."""
        return key == self.key or (bool(self.delegate_id) and key == f"d{self.delegate_id}")

    @property
    def changes(self) -> dict[int, Marked]:
        """The marks that the register does not have so yet."""
        return {
            session: mark for session, mark in self.marks.items() if not self._says(session, mark)
        }

    @property
    def overwrites(self) -> bool:
        """Whether a mark would be changed that is there."""
        return any(session in self.before for session in self.changes)

    def _says(self, session: int, mark: Marked) -> bool:
        """Whether the register says so; whoever sent apologies is known not to have come."""
        before = self.before.get(session)
        if before is None or before == mark:
            return before is not None
        return (before.attendance, mark.attendance) == (Attendance.APOLOGIES, Attendance.ABSENT)


@dataclass(frozen=True, slots=True)
class Difference:
    """A line, how it stands beside the register, and whom it may mean, the likeliest first."""

    line: HandedLine
    fate: Fate
    people: tuple[Person, ...] = ()
    said: str = ""

    @property
    def sure(self) -> Person | None:
        """Who is meant and marked, where there is nothing to settle."""
        return self.people[0] if self.fate in {Fate.TO_MARK, Fate.AGREES} else None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was settled for a line: who is meant, if asked, and another mark, if one was given."""

    key: str | None = None
    mark: Attendance | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A line after what was answered."""

    id: int
    difference: Difference
    fate: Fate
    person: Person | None = None
    said: str = ""

    @property
    def line(self) -> HandedLine:
        """The line itself."""
        return self.difference.line

    @property
    def marks(self) -> dict[int, Marked]:
        """The marks that are to be given, as they are said."""
        if self.person is None or self.fate is not Fate.TO_MARK:
            return {}
        return {session: self.person.said[session] for session in self.person.changes}


def known_fate(person: Person) -> Fate:
    """How the line of somebody stands who is meant without a doubt."""
    if not person.changes:
        return Fate.AGREES
    return Fate.CHANGES if person.overwrites else Fate.TO_MARK


def settled_lines(
    differences: Sequence[Difference], answers: Mapping[int, Answer]
) -> list[Settled]:
    """What becomes of each line; whoever stands in two of them is marked by the first."""
    taken: dict[str, int] = {}
    found = []
    for number, each in enumerate(differences):
        settled = _settled(number, each, answers.get(number, Answer()), taken)
        if settled.person is not None:
            taken.setdefault(settled.person.key, each.line.number)
        found.append(settled)
    return found


def _settled(number: int, each: Difference, answer: Answer, taken: Mapping[str, int]) -> Settled:
    if each.fate in {Fate.WRONG, Fate.ASIDE}:
        return Settled(number, each, each.fate, said=each.said)
    if answer.key == LEAVE_OUT:
        return Settled(number, each, Fate.LEFT_OUT, said="You left this line out.")
    person = next((one for one in each.people if one.goes_by(answer.key)), None)
    if person is None and answer.mark is not None and len(each.people) == 1:
        person = each.people[0]
    person = person or each.sure
    if each.fate is Fate.NOT_THERE and each.people[0].key in taken:
        person = each.people[0]  # was there after all, in a line that is settled
    if person is None:
        return Settled(number, each, each.fate, said=each.said)
    if person.key in taken:
        twice = f"{person.listed} stands in row {taken[person.key]:,} of the file already."
        return Settled(number, each, Fate.TWICE, said=twice)
    if answer.mark is not None:
        person = person.given(answer.mark)
    fate = Fate.TO_MARK if person.changes or person.booking_id is None else Fate.AGREES
    return Settled(number, each, fate, person, said=each.said)


def seems_of_another_event(differences: Sequence[Difference]) -> bool:
    """Whether nobody of a file may be on the register, though somebody is expected there."""
    of_file = [each for each in differences if not (each.line.missing or each.line.unread)]
    expected = any(each.line.missing for each in differences)
    there = any(each.fate in MAY_BE_EXPECTED for each in of_file)
    return expected and bool(of_file) and not there


def anybody_came(marks: Mapping[int, Marked]) -> bool:
    """Whether any of these marks says that somebody came."""
    return any(mark.attendance in CAME for mark in marks.values())
