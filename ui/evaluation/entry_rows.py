"""The rows of what is to be entered: who answered twice, what was begun, and what is expected."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.begun import BegunRow
from trainingdesk.services.evaluation.expected import ExpectedForms
from trainingdesk.services.evaluation.held import TwiceRow
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width

Year = Callable[[], TrainingYear]
TWICE, BEGUN = "Answered twice", "Begun and not finished"
EXPECTED, TO_COME = "Still expected", "Before events to come"
AT_HAND = frozenset({TWICE, BEGUN})
"""What is there already: its number stands beside the name of the tab."""
ABOUT = {
    TWICE: "which of the two counts?",
    BEGUN: "Enter goes on where it was left",
    EXPECTED: "Enter begins with the first who is missing",
    TO_COME: "those who sent theirs early",
}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line: two forms of one person, one that was begun, or one stage of an event."""

    id: int
    group: str
    what: str
    about: str
    starts: date
    stage: Stage
    how_far: str
    event_id: int
    delegate_id: int | None = None
    twice: TwiceRow | None = None

    @property
    def sought(self) -> str:
        """The words by which it is found."""
        return f"{self.what} {self.about} {STAGE_NAMES[self.stage]} {self.group}"


def entry_rows(
    twice: Sequence[TwiceRow],
    begun: Sequence[BegunRow],
    expected: Sequence[ExpectedForms],
    today: date,
) -> list[EntryRow]:
    """All lines: what is to be decided first, then what was begun, then what is expected.

    Of events that have begun the latest is first, of those to come the nearest.
    """
    begun_events = [row for row in expected if row.starts <= today]
    to_come = sorted((row for row in expected if row.starts > today), key=lambda row: row.starts)
    return [
        *(_twice(row, number) for number, row in enumerate(twice, 1)),
        *(_begun(row, number) for number, row in enumerate(begun, len(twice) + 1)),
        *(_expected(row, EXPECTED) for row in begun_events),
        *(_expected(row, TO_COME) for row in to_come),
    ]


def grouped(rows: Sequence[EntryRow]) -> list[EntryRow | Group]:
    """The lines under what they are."""
    found: list[EntryRow | Group] = []
    for group, about in ABOUT.items():
        some = [row for row in rows if row.group == group]
        if some:
            found += [Group(group, about), *some]
    return found


def entry_columns(year: Year) -> list[Column[EntryRow]]:
    """What is to be entered, of which event and stage, and how far it is."""
    return [
        Column("Form", lambda row: Cell(row.what, strong=True), Width.SPAN, 4),
        Column("About", lambda row: Cell(row.about, "soft"), Width.SPAN, 4),
        Column("Day", lambda row: _day(row, year()), Width.DATE, value=lambda row: row.starts),
        Column("Stage", lambda row: STAGE_NAMES[row.stage], Width.MARK),
        Column("How far", lambda row: row.how_far, Width.SPAN, 2),
    ]


def differ(number: int) -> str:
    """The verb for so many answers."""
    return "differs" if number == 1 else "differ"


def _day(row: EntryRow, year: TrainingYear) -> str:
    return short_day(row.starts, year_begins=year.begins)


def _twice(row: TwiceRow, number: int) -> EntryRow:
    return EntryRow(
        id=-number,
        group=TWICE,
        what=row.delegate,
        about=row.title,
        starts=row.starts,
        stage=row.stage,
        how_far=f"{counted(row.differing, 'answer')} {differ(row.differing)}",
        event_id=row.event_id,
        delegate_id=row.delegate_id,
        twice=row,
    )


def _begun(row: BegunRow, number: int) -> EntryRow:
    return EntryRow(
        id=-number,
        group=BEGUN,
        what=row.delegate,
        about=row.title,
        starts=row.starts,
        stage=row.stage,
        how_far=f"{counted(row.answered, 'answer')} so far",
        event_id=row.event_id,
        delegate_id=row.delegate_id,
    )


def _expected(row: ExpectedForms, group: str) -> EntryRow:
    return EntryRow(
        id=row.id,
        group=group,
        what=row.title,
        about=row.reference,
        starts=row.starts,
        stage=row.stage,
        how_far=f"{row.missing:,} of {row.expected:,} missing",
        event_id=row.event_id,
    )
