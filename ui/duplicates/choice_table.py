"""The list of what two people differ in, where the one that is kept is keyed."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Signal

from trainingdesk.domain.merging import Choice, Merge, Side
from ui.parts.cell import Cell
from ui.parts.keyed import KeyedTable
from ui.parts.rows_model import Column, Group

SIDES = {"1": Side.ONE, "2": Side.OTHER, "B": Side.BOTH}
HERE = " "
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One difference, and which side of it is kept."""

    id: int
    choice: Choice
    side: Side


class ChoiceTable(KeyedTable[ChoiceRow]):
    """1 keeps the older record's, 2 the newer one's, B both; Space keeps the one in the frame."""

    decided = Signal(str, object)  # the choice's key, and the side
    stood_on = Signal(str)  # what becomes of the side of a row that is not kept

    def __init__(self) -> None:
        columns = [
            Column[ChoiceRow]("What", lambda r: Cell(r.choice.about, "soft"), share=5),
            Column[ChoiceRow]("Older record", lambda r: _cell(r, Side.ONE), share=5, key="one"),
            Column[ChoiceRow]("Newer record", lambda r: _cell(r, Side.OTHER), share=5, key="other"),
        ]
        letters = HERE + "".join(SIDES)
        super().__init__(columns, "Differences", keyed={"one", "other"}, letters=letters)
        self.keyed.connect(self._on_keyed)
        self.opened.connect(self._take_here)
        self.clicked.connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(lambda *_: self.stood_on.emit(self.note()))

    def show_merge(self, merge: Merge, decided: Mapping[str, Side]) -> None:
        """Show what there is to decide; where one stands is kept."""
        taken = merge.taken(decided)
        rows: list[ChoiceRow | Group] = []
        number = 0
        for title, choices in (("Details", merge.details), ("To decide", merge.clashes)):
            if choices:
                rows.append(Group(title))
            for choice in choices:
                number += 1
                rows.append(ChoiceRow(number, choice, taken[choice.key]))
        self.show_rows(rows)
        self.stood_on.emit(self.note())

    def note(self) -> str:
        """What becomes of the side that is not kept, on the row that has the keyboard."""
        row = self.current_row()
        return _note(row) if row is not None else ""

    def _on_keyed(self, row: ChoiceRow, column: str, letter: str) -> None:
        here = Side.ONE if column == "one" else Side.OTHER
        side = here if letter == HERE else SIDES.get(letter)
        if side is not None:
            self.decided.emit(row.choice.key, row.choice.decided(side))

    def _take_here(self, row: ChoiceRow) -> None:
        cell = self.cursor_cell()
        if cell is not None:
            self._on_keyed(row, cell[1], HERE)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index.row())
        column = self.rows_model.columns[index.column()].name
        if row is not None and column in {"one", "other"}:
            self._on_keyed(row, column, HERE)


def _cell(row: ChoiceRow, side: Side) -> Cell:
    """A value, with a tick where it is kept."""
    value = row.choice.one if side is Side.ONE else row.choice.other
    if row.side in {side, Side.BOTH}:
        return Cell(value or NOTHING, strong=True, glyph="check")
    return Cell(value or NOTHING, "faint")


def _note(row: ChoiceRow) -> str:
    if row.side is Side.BOTH:
        return "Both are kept together."
    return row.choice.note
