"""A list that is keyed a letter at a time: the register, the evaluation forms."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from ui.parts.rows_model import Column, Index, R
from ui.parts.table import FLAGS, Table

EMPTYING = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class KeyedTable(Table[R]):
    """A letter on a cell that can be keyed says what is so, and goes on to the next row."""

    keyed = Signal(object, str, str)  # the row, the column's key, the letter ("" empties)

    def __init__(
        self,
        columns: Sequence[Column[R]],
        name: str,
        *,
        keyed: Collection[str],
        letters: str,
        advances: bool = True,
    ) -> None:
        super().__init__(columns, name)
        self._letters = letters.upper()
        self._advances = advances
        self._keyed = [n for n, column in enumerate(columns) if column.name in keyed]
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)

    def cursor_cell(self) -> tuple[R, str] | None:
        """The row and the column that a letter would be keyed into."""
        index = self.currentIndex()
        row = self.rows_model.row_at(index.row()) if self.is_cursor(index) else None
        return None if row is None else (row, self.rows_model.columns[index.column()].name)

    def set_cursor(self, place: int, column: int = 0) -> None:
        """Go to a row and to one of the columns that can be keyed."""
        index = self.rows_model.index(place, self._keyed[column])
        self.selectionModel().setCurrentIndex(index, FLAGS.ClearAndSelect | FLAGS.Rows)
        self.scrollTo(index)
        self.viewport().update()

    def advance(self) -> None:
        """Go on to the same column of the next row; the end stays where it is."""
        here = self.currentIndex()
        for place in range(here.row() + 1, self.rows_model.rowCount()):
            if self.rows_model.group_at(place) is None:
                self.set_cursor(place, self._nearest(here.column()))
                return

    def is_cursor(self, index: Index) -> bool:
        return (
            index.isValid()
            and index.column() in self._keyed
            and (index.row(), index.column())
            == (self.currentIndex().row(), self.currentIndex().column())
        )

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(QModelIndex(current), QModelIndex(previous))  # type: ignore[arg-type]
        if current.isValid() and current.column() not in self._keyed:
            self.set_cursor(current.row(), self._nearest(current.column()))
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if held:
            super().keyPressEvent(event)
        elif step:
            self._go_across(step)
        elif event.key() in EMPTYING:
            self._key("")
        elif letter and letter in self._letters:
            self._key(letter)
        else:
            super().keyPressEvent(event)

    def _key(self, letter: str) -> None:
        cell = self.cursor_cell()
        if cell is None:
            return
        place = self.currentIndex().row(), self.currentIndex().column()
        self.keyed.emit(cell[0], cell[1], letter)
        here = self.currentIndex().row(), self.currentIndex().column()
        if self._advances and letter.isalnum() and here == place:
            self.advance()

    def _go_across(self, step: int) -> None:
        at = self._nearest(self.currentIndex().column()) + step
        if self.currentIndex().isValid() and 0 <= at < len(self._keyed):
            self.set_cursor(self.currentIndex().row(), at)

    def _nearest(self, column: int) -> int:
        return min(range(len(self._keyed)), key=lambda n: abs(self._keyed[n] - column))
