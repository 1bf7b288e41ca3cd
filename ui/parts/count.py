"""The line under a list."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from ui.parts.layout import across
from ui.parts.theme import Size, Space, color
from ui.parts.words import Button, Elided


class Count(QWidget):
    """How many of how many, and what else can be done with them."""

    export_asked = Signal()

    def __init__(self, *acts: Button, export: bool = True) -> None:
        super().__init__()
        self.setFixedHeight(Size.ROW + Space.XS)
        self.said = Elided("", "faint")
        self.export = Button("Export", "quiet", "download", "Ctrl+E").slim()
        self.export.clicked.connect(self.export_asked)
        if not export:
            self.export.hide()  # to show it here would open a window for it
        row = across(*(act.slim() for act in acts), self.export)
        row.insertWidget(0, self.said, 1)
        self.setLayout(row)

    def say(self, said: str) -> None:
        """Say how many there are."""
        self.said.say(said)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), Space.HAIR, color("line"))
        painter.end()


def of_all(shown: int, in_all: int, one: str, several: str = "") -> str:
    """How many of how many, such as "18 of 51 events", or "1 event" where there is no other."""
    every = counted(in_all, one, several)
    return every if shown == in_all else f"{shown:,} of {every}"
