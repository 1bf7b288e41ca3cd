"""The text that was pasted, to be put right where a line needs it."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit


class PastedText(QPlainTextEdit):
    """Takes plain text; Tab goes on to the list, and what is pasted is looked at without delay."""

    pasted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Pasted text")
        self.setTabChangesFocus(True)

    def insertFromMimeData(self, source: QMimeData) -> None:
        super().insertFromMimeData(source)
        self.pasted.emit()
