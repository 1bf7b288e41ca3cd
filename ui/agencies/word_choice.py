"""A word to choose among those in use, or to type anew."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from ui.parts.field import Choice


class EnteredOnce(QLineEdit):
    """The line of a list that may be typed into: Enter is told once.

    Qt hands a key that its line leaves to the list, and the list hands it to the line again.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.accept()


class WordChoice(Choice):
    """Offers the words in use; another may be typed."""

    def __init__(self, name: str) -> None:
        super().__init__([], name)
        self.typed = EnteredOnce()
        self.typed.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.setEditable(True)
        self.setLineEdit(self.typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)

    def show_words(self, words: Sequence[str]) -> None:
        """Offer these words, and keep what is typed."""
        kept = self.currentText()
        self.clear()
        self.addItems(list(words))
        self.setCurrentIndex(self.findText(kept))  # or the first word would be passed over by Down
        self.setEditText(kept)
