"""A list of what was brought in: a digit says who is meant, Delete leaves a line out."""

from collections.abc import Collection, Sequence
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ui.parts.rows_model import Column, R
from ui.parts.table import Table

DIGITS = "123456789"
LEAVES_OUT = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class SettlingTable(Table[R], Generic[R]):
    """Lines, each with what becomes of it; a letter of those that are given marks one."""

    settled = Signal(int)  # which of the people of the line is meant, from 0
    marked = Signal(str)  # the letter
    left_out = Signal()

    def __init__(
        self, columns: Sequence[Column[R]], name: str, *, letters: Collection[str] = ()
    ) -> None:
        super().__init__(columns, name, many=True)
        self._letters = letters

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().upper()
        if event.modifiers() & HELD:
            super().keyPressEvent(event)
        elif typed and typed in DIGITS:
            self.settled.emit(DIGITS.index(typed))
        elif typed in self._letters:
            self.marked.emit(typed)
        elif event.key() in LEAVES_OUT:
            self.left_out.emit()
        else:
            super().keyPressEvent(event)
