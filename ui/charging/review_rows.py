"""The rows of the charges to review: what is proposed for each, and what a run would come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.services.charging.due import About, Due
from trainingdesk.services.charging.judging import Key
from trainingdesk.services.charging.raised import Raised
from trainingdesk.services.charging.review import Review
from trainingdesk.services.charging.run import Decided, Waived
from ui.parts.rows_model import Group


class Proposed(StrEnum):
    """What a run would make of a sum."""

    CHARGE = "To charge"
    WAIVE = "To waive"
    WAIVE_IN_PART = "Waive in part"
    ASK = "Waive?"
    LEAVE = "Left out"
    SUSPENDED = "Suspended"
    NO_PRICE = "No price"
    CHANGED = "No longer due"


EXCUSED, NO_LONGER = "The policy may excuse these", "Raised already, and no longer due"
RAISED = {Proposed.CHARGE, Proposed.WAIVE, Proposed.WAIVE_IN_PART}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One line: a sum that came due, or a charge that no longer holds."""

    id: int
    proposed: Proposed
    due: Due | None = None
    raised: Raised | None = None
    waived: Waived | None = None

    @property
    def about(self) -> About:
        """The booking it is about."""
        return self._one.about

    @property
    def pence(self) -> int:
        """The sum."""
        return self._one.pence

    @property
    def happened(self) -> str:
        """What is charged for."""
        return self._one.occasion.value

    @property
    def _one(self) -> Due | Raised:
        one = self.due or self.raised
        if one is None:
            raise ValueError("A line is about a sum.")
        return one

    @property
    def apart(self) -> bool:
        """Whether it stands apart from the others of its agency."""
        return self.due is None or may_be_excused(self.due)

    @property
    def sought(self) -> str:
        """The words by which it is found."""
        about = self.about
        return f"{about.listed} {about.agency} {about.event} {self.happened} {self.proposed}"


@dataclass
class Choices:
    """What was decided on in the list and is not raised yet."""

    left_out: set[Key] = field(default_factory=set)
    charged: set[Key] = field(default_factory=set)  # although a waiver is suggested
    waived: dict[Key, Waived] = field(default_factory=dict)
    raised: dict[Key, Waived] = field(default_factory=dict)  # in case that is undone

    def proposed(self, row: Due) -> Proposed:
        """What a run would make of a sum."""
        if row.problem:
            return Proposed.NO_PRICE
        if row.suspended:
            return Proposed.SUSPENDED
        if row.key in self.left_out:
            return Proposed.LEAVE
        if waived := self.waived.get(row.key):
            whole = waived.of(row.pence) == row.pence
            return Proposed.WAIVE if whole else Proposed.WAIVE_IN_PART
        return Proposed.ASK if row.waiver and row.key not in self.charged else Proposed.CHARGE

    def turn(self, row: Due) -> None:
        """Take a sum in that was left out or asked about, and leave out what was to be raised."""
        if not row.can_be_raised:
            return
        if self.proposed(row) in RAISED:
            self.waived.pop(row.key, None)
            self.left_out.add(row.key)
        else:
            self.left_out.discard(row.key)
            self.charged.add(row.key)

    def waive(self, row: Due, waived: Waived) -> None:
        """Let somebody off."""
        self.left_out.discard(row.key)
        self.waived[row.key] = waived

    def forget_all_but(self, rows: Iterable[Due]) -> None:
        """Forget what was decided on of sums that are no longer there.

        A waiver comes back where raising it is undone, and not where its charge was taken back.
        """
        again = {row.key: not row.before for row in rows}
        keys = again.keys()
        self.left_out &= keys
        self.charged &= keys
        self.raised |= {key: waived for key, waived in self.waived.items() if key not in keys}
        known = {key: self.raised.pop(key) for key in keys & self.raised.keys()}
        self.waived = {key: waived for key, waived in self.waived.items() if key in keys}
        self.waived |= {key: waived for key, waived in known.items() if again[key]}

    def rows(self, review: Review) -> list[ReviewRow]:
        """Every line: sums that may be excused, the others by agency, and what no longer holds."""
        sums = [
            ReviewRow(_number(row), self.proposed(row), due=row, waived=self.waived.get(row.key))
            for row in sorted(review.due, key=lambda row: not may_be_excused(row))
        ]
        changed = [
            ReviewRow(-charge.id, Proposed.CHANGED, raised=charge) for charge in review.changed
        ]
        return [*sums, *changed]

    def to_raise(self, rows: Iterable[ReviewRow]) -> list[Decided]:
        """What a run would raise and waive."""
        return [
            Decided(row.due, row.waived)
            for row in rows
            if row.due is not None and row.proposed in RAISED
        ]


def may_be_excused(row: Due) -> bool:
    """Whether somebody is to decide on it: the policy, or what was decided before, excuses it."""
    return bool(row.waiver) and row.can_be_raised


def why_undecided(row: ReviewRow) -> str:
    """Why a line can be neither charged, left out nor waived; empty where it can."""
    if row.due is None:
        return f"It is decided on already. {why_it_stays(row) or 'Ctrl+T takes it back.'}"
    if row.due.problem:
        return "There is no sum to decide on yet."
    return "Charging was suspended on that day." if row.due.suspended else ""


def why_it_stays(row: ReviewRow) -> str:
    """Why there is nothing to take back; empty where there is."""
    if row.raised is None:
        return "Nothing is raised yet, so there is nothing to take back."
    invoice = row.raised.invoice
    return f"It is on {invoice}: credit that to undo it." if invoice else ""


def grouped(rows: Sequence[ReviewRow]) -> list[ReviewRow | Group]:
    """The lines under their agencies, and under the words for what no longer holds."""
    found: list[ReviewRow | Group] = []
    for title, some in groupby(rows, key=_group):
        these = list(some)
        charges = counted(len(these), "charge")
        found.append(Group(title, f"{charges}, {pounds(sum(row.pence for row in these))}"))
        found += these
    return found


def sums_said(rows: Sequence[ReviewRow]) -> str:
    """The sums at the foot: what would be raised, waived and left."""
    said = []
    asked = sum(row.pence - _waived(row) for row in rows if row.proposed in RAISED)
    if asked:
        said.append(f"{pounds(asked)} to charge")
    if waived := sum(map(_waived, rows)):
        said.append(f"{pounds(waived)} to waive")
    for proposed, words in (
        (Proposed.ASK, "to decide on"),
        (Proposed.LEAVE, "left out"),
        (Proposed.SUSPENDED, "suspended"),
        (Proposed.CHANGED, "no longer due"),
    ):
        if pence := sum(row.pence for row in rows if row.proposed is proposed):
            said.append(f"{pounds(pence)} {words}")
    return " · ".join(said)


def _waived(row: ReviewRow) -> int:
    return row.waived.of(row.pence) if row.waived and row.proposed in RAISED else 0


def _group(row: ReviewRow) -> str:
    if row.due is None:
        return NO_LONGER
    return EXCUSED if may_be_excused(row.due) else row.about.agency


def _number(row: Due) -> int:
    return row.about.booking_id * 2 + row.key.is_fee
