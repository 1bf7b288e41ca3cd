"""The list of pasted lines: a digit or Enter settles one, Delete leaves it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from trainingdesk.domain.pasted_fates import Settled
from ui.parts.table import Table
from ui.pasting.columns import line_columns

DIGITS = "123456789"
LEAVES_OUT = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class LinesTable(Table[Settled]):
    """Each line with what becomes of it."""

    settled = Signal(int)  # which of the people of the line is meant, from 0
    left_out = Signal()

    def __init__(self) -> None:
        super().__init__(line_columns(), "Pasted lines", many=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if event.modifiers() & HELD:
            super().keyPressEvent(event)
        elif digit and digit in DIGITS:
            self.settled.emit(DIGITS.index(digit))
        elif event.key() in LEAVES_OUT:
            self.left_out.emit()
        else:
            super().keyPressEvent(event)
