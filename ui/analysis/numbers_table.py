"""A table of figures in which every number opens the rows behind it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent

from ui.parts.keyed import KeyedTable
from ui.parts.rows_model import Column, Index, R


class NumbersTable(KeyedTable[R]):
    """The arrows go from number to number; Enter or a click opens the one in hand."""

    number_opened = Signal(object, str)  # the row, and the name of the column

    def __init__(
        self, columns: Sequence[Column[R]], name: str, *, numbers: Collection[str]
    ) -> None:
        super().__init__(columns, name, keyed=numbers, letters="", advances=False)
        self.opened.connect(self._open_number)
        self.clicked.connect(self._on_clicked)

    def is_cursor(self, index: Index) -> bool:
        return self.hasFocus() and super().is_cursor(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._is_number(self.indexAt(event.position().toPoint()))
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _open_number(self, _row: object) -> None:
        cell = self.cursor_cell()
        if cell is not None:
            self.number_opened.emit(*cell)

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index.row())
        if row is not None and self._is_number(index):
            self.number_opened.emit(row, self.rows_model.columns[index.column()].name)

    def _is_number(self, index: QModelIndex) -> bool:
        return index.isValid() and index.column() in self._keyed
