"""The list of those who are to be rung."""

from collections.abc import Callable, Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.calls import ToRing, Turn
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width

Year = Callable[[], TrainingYear]
ABOUT = {
    Turn.AGAIN: "they said to ring now",
    Turn.DUE: "silent longest first",
    Turn.TODAY: "nobody answered",
    Turn.LATER: "as they asked",
}


def grouped(rows: Sequence[ToRing]) -> list[ToRing | Group]:
    """The people under why their turn is now or later."""
    found: list[ToRing | Group] = []
    for turn in Turn:
        some = [row for row in rows if row.turn is turn]
        if some:
            found += [Group(turn.value, ABOUT[turn]), *some]
    return found


def sought(row: ToRing) -> str:
    """The words by which somebody is found."""
    return f"{row.delegate} {row.agency} {row.title} {row.reached_at}"


def ring_columns(year: Year) -> list[Column[ToRing]]:
    """Who, by which telephone, about what, since when, and what was tried."""
    return [
        Column("Delegate", lambda row: Cell(row.delegate, strong=True), Width.SPAN, 3),
        Column("Agency", lambda row: Cell(row.agency, "soft"), Width.MARK, 2),
        Column("Telephone", _telephone, Width.SPAN, 2),
        Column("Event", lambda row: row.title, Width.MARK, 3),
        Column(
            "Due",
            lambda row: short_day(row.due_on, year_begins=year().begins),
            Width.DATE,
            value=lambda row: row.due_on,
        ),
        Column("Tried", lambda row: Cell(tried(row), "soft"), Width.SPAN, 3),
    ]


def tried(row: ToRing) -> str:
    """What was tried so far, in few words."""
    if not row.calls:
        return f"asked {counted(row.chased.asked, 'time')}" if row.chased.asked else ""
    last = row.calls[-1]
    said = f"{counted(len(row.calls), 'call')}, {last.outcome.value.lower()}"
    day = last.call_back_on
    return f"{said} {short_day(day or last.on)}"


def _telephone(row: ToRing) -> Cell:
    return Cell(row.reached_at) if row.reached_at else Cell("not known", "faint")
