"""Gathering what is found while rows are checked."""

from collections import defaultdict
from enum import StrEnum

from trainingdesk.exchange.places import Mend, Place, Problem, shown
from trainingdesk.exchange.tables import TABLES
from trainingdesk.exchange.workbooks import Workbook
from trainingdesk.services.importing.known import Entry, Known
from trainingdesk.services.importing.outcome import Outcome, SheetCount
from trainingdesk.services.progress import Progress

OFTEN = 1_000
"""After how many rows progress is told: half of the way is checking, the other half storing."""

SHEETS = tuple(table.name for table in TABLES)


class Fate(StrEnum):
    """What becomes of a good row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Findings:
    """The problems, mends and counts of one import."""

    def __init__(self, book: Workbook, progress: Progress) -> None:
        self._files = book.files
        self._progress = progress
        self._rows = book.row_count
        self._checked = 0
        self.problems = list(book.problems)
        self.mends: list[Mend] = []
        self.notices = list(book.notices)
        self._read_mends = book.mends
        self._left_out = {row.place for rows in book.refused.values() for row in rows}
        self.counts: defaultdict[str, SheetCount] = defaultdict(SheetCount)

    def checking(self, place: Place) -> "RowCheck":
        """Begin to check a row."""
        self._checked += 1
        if self._checked % OFTEN == 0:
            self._progress(min(self._checked, self._rows), 2 * self._rows)
        return RowCheck(self, place)

    def refuse(self, place: Place, problems: list[Problem]) -> None:
        """Leave a row out, and say why."""
        self.problems += problems
        self._left_out.add(place)

    def let_hang(self, place: Place) -> None:
        """Leave a row out because of another."""
        self.counts[place.sheet].hanging += 1
        self._left_out.add(place)

    def notice(self, text: str) -> None:
        """Say something once."""
        if text not in self.notices:
            self.notices.append(text)

    def outcome(self) -> Outcome:
        """Everything that was found."""
        kept = [mend for mend in self._read_mends if mend.place not in self._left_out]
        mends = (*kept, *self.mends)
        for place in {mend.place for mend in mends}:
            self.counts[place.sheet].mended += 1
        for place in {problem.place for problem in self.problems}:
            self.counts[place.sheet].refused += 1
        problems = sorted(self.problems, key=lambda problem: self._order(problem.place))
        sheets = {name: self.counts[name] for name in SHEETS if name in self.counts}
        return Outcome(self._files, sheets, tuple(problems), mends, tuple(self.notices))

    def _order(self, place: Place) -> tuple[str, int, int]:
        return place.file, SHEETS.index(place.sheet), place.row


class RowCheck:
    """One row while it is checked: nothing is known to be wrong with it yet."""

    __slots__ = ("_findings", "_mends", "hangs", "place", "problems")

    def __init__(self, findings: Findings, place: Place) -> None:
        self._findings = findings
        self._mends: list[Mend] = []
        self.place = place
        self.problems: list[Problem] = []
        self.hangs = False

    def refuse(self, column: str, text: str) -> None:
        """Say what is wrong with the row, and what is expected."""
        self.problems.append(Problem(self.place, column, text))

    def mend(self, column: str, *, was: str, read_as: str) -> None:
        """Note that a cell could only mean one thing."""
        self._mends.append(Mend(self.place, column, was, read_as))

    def found(self, known: Known, column: str, name: str | None) -> Entry | None:
        """The record a cell speaks of; if there is none, the row is refused, or hangs."""
        if name is None:
            return None
        entry = known.get(name)
        if entry is None:
            if known.is_left_out(name):
                self.hangs = True
            else:
                said = known.hint(name)
                self.refuse(column, f"{shown(name)} {said}; expected {known.expected}.")
        elif not self.refuse_several(known, column, name) and entry.name != name:
            self.mend(column, was=name, read_as=entry.name)
        return entry

    def refuse_several(self, known: Known, column: str, name: str) -> bool:
        """Refuse a row of which it cannot be told which record it means, and name them all."""
        meant = [known.said(entry) for entry in known.several(name)]
        if meant:
            either = f"{', '.join(meant[:-1])} or {meant[-1]}"
            self.refuse(
                column, f"{shown(name)} may be {either}; expected it as one of them has it."
            )
        return bool(meant)

    def said(self, known: Known, column: str, name: str | None) -> str | None:
        """A word as it was first spelt, whatever its capitals here."""
        if name is None:
            return None
        entry = known.get(name) or known.add(Entry(name))
        if entry.name != name:
            self.mend(column, was=name, read_as=entry.name)
        return entry.name

    def is_good(self) -> bool:
        """Whether the row can be stored; if it cannot, that is noted."""
        if self.problems:
            self._findings.refuse(self.place, self.problems)
        elif self.hangs:
            self._findings.let_hang(self.place)
        else:
            return True
        return False

    def accept(self, fate: Fate) -> None:
        """Count the row as stored."""
        self._findings.mends += self._mends
        count = self._findings.counts[self.place.sheet]
        setattr(count, fate, getattr(count, fate) + 1)
