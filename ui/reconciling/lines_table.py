"""The lines of a file: a digit or Enter says who is meant, a letter what they are marked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from trainingdesk.domain.attendance import BY_LETTER
from trainingdesk.domain.reconciled import Settled
from ui.parts.table import Table
from ui.reconciling.columns import line_columns

DIGITS = "123456789"
LEAVES_OUT = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})
HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class LinesTable(Table[Settled]):
    """Each line with how it stands beside the register."""

    settled = Signal(int)  # which of the people of the line is meant, from 0
    marked = Signal(str)  # the letter of another mark
    left_out = Signal()

    def __init__(self) -> None:
        super().__init__(line_columns(), "Lines of the file", many=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if event.modifiers() & HELD:
            super().keyPressEvent(event)
        elif letter and letter in DIGITS:
            self.settled.emit(DIGITS.index(letter))
        elif letter in BY_LETTER:
            self.marked.emit(letter)
        elif event.key() in LEAVES_OUT:
            self.left_out.emit()
        else:
            super().keyPressEvent(event)
