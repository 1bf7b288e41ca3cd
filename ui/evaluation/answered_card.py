"""Who answered against who did not, by agency, sector or level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import percent_of
from trainingdesk.services.figures.answered_by import ASKED
from ui.analysis.numbers_table import NumbersTable
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.layout import across, down
from ui.parts.rows_model import Column
from ui.parts.switch import Switch
from ui.parts.theme import Space, Width
from ui.parts.words import Words

KINDS = {"Agency": "agency", "Sector": "sector", "Level": "level"}
READ_AS = (
    "A stage that few have answered speaks for them alone. Shares are of all who attended, those "
    "whose form is not due yet among them. Forms without a name cannot be told apart here, so they "
    "are in none of these counts."
)


@dataclass(frozen=True)
class AnsweredRow:
    """One agency, sector or level: how many came, and how many of them answered."""

    id: int
    kind: str
    figures: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.figures[self.kind])


class AnsweredBy(QWidget):
    """The attendances of each group with how many of them answered at each stage."""

    attended_opened = Signal(str, str)  # agency, sector or level, and which
    missing_opened = Signal(str, str, str)  # the stage; agency, sector or level, and which

    def __init__(self) -> None:
        super().__init__()
        self._by: Mapping[str, Sequence[Mapping[str, Any]]] = {}
        self.switch = Switch(list(KINDS), "Sector", "Who answered, by")
        self.switch.changed.connect(lambda _: self._show())
        opens = ["attended", *(f"{name}_answered" for name in ASKED.values())]
        self.table: NumbersTable[AnsweredRow] = NumbersTable(
            _columns(), "Who answered, by group", numbers=opens
        )
        self.table.number_opened.connect(self._open)
        head = across(Words("Who answered, by", "lead"), self.switch, None)
        self.setLayout(down(head, self.table, Words(READ_AS, "small", wrap=True), gap=Space.M))

    def show_answered(self, answered_by: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Show other counts, by the same kind of group."""
        self._by = answered_by
        self._show()

    def _show(self) -> None:
        kind = KINDS[self.switch.here]
        rows = [AnsweredRow(n, kind, row) for n, row in enumerate(self._by.get(kind, ()))]
        self.table.show_rows(rows)
        self.table.setFixedHeight(self.table.whole() + Space.HAIR)

    def _open(self, row: AnsweredRow, name: str) -> None:
        stages = {f"{each}_answered": stage for stage, each in ASKED.items()}
        if name == "attended":
            self.attended_opened.emit(row.kind, row.name)
        elif name in stages:
            self.missing_opened.emit(stages[name], row.kind, row.name)


def _columns() -> list[Column[AnsweredRow]]:
    return [
        Column(
            "Group",
            lambda row: Cell(row.name or f"No {row.kind}", strong=True),
            Width.SPAN,
            share=1,
            key="name",
        ),
        Column(
            "Attended",
            lambda row: f"{row.figures['attended']:,}",
            Width.NUMBER,
            right=True,
            key="attended",
        ),
        *(_answered(stage, name) for stage, name in ASKED.items()),
    ]


def _answered(stage: Stage, name: str) -> Column[AnsweredRow]:
    def cell(row: AnsweredRow) -> Cell:
        number, share = row.figures[f"{name}_answered"], row.figures[f"{name}_share"]
        tone = "ink" if number else "faint"
        return Cell(percent_of(share), tone, share=share, note=f"{number:,}")

    return Column(STAGE_NAMES[stage], cell, Width.SPAN, key=f"{name}_answered")
