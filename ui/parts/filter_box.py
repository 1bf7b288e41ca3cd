"""The box that narrows a list as one types."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from ui.parts.field import Entry
from ui.parts.table import Table
from ui.parts.theme import Size

PAUSE = 120
"""Milliseconds without a letter before the list is read anew."""


class FilterBox(Entry):
    """Asks for a narrower list shortly after the last letter; letters over the list jump here."""

    asked = Signal(str)

    def __init__(self, table: Table[Any], hint: str) -> None:
        super().__init__(hint=hint, glyph="search", width=Size.NAV)
        self.go_into: Callable[[], object] = table.enter
        """Gives the keyboard to what is narrowed: the list, unless the page shows it otherwise."""
        self._said = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._wait)
        table.typed.connect(self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask()
            self.go_into()
        else:
            super().keyPressEvent(event)

    def _take(self, letters: str) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setText(self.text() + letters)

    def _wait(self, _text: str) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        if self.text() != self._said:
            self._said = self.text()
            self.asked.emit(self._said)
