"""The line at the foot of the window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from ui.parts.keys import Keys
from ui.parts.layout import across
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Elided, Glyph, Words


class FootBar(QWidget):
    """Says what was just done, and takes it back."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(Size.FOOT)
        self._glyph = Glyph("check", "green")
        self.said = Elided("", "soft", hug=True)
        self.undo = Button("Undo", "link", "undo-2", "Ctrl+Z").slim()
        self.undo.clicked.connect(self.undo_asked)
        self._keys = Keys("Ctrl Z")
        self._kept_glyph = Glyph("check", "faint")
        self.kept = Words("Saved", "faint")
        row = across(self._glyph, self.said, self.undo, self._keys, None, gap=Space.S)
        row.addWidget(self._kept_glyph)
        row.addWidget(self.kept)
        row.setContentsMargins(Space.L, 0, Space.XL, 0)
        self.setLayout(row)
        self.warns = False
        self.say("")

    def say(self, said: str, *, undo: bool = False) -> None:
        """Say what was done, and whether it can be taken back."""
        self.warns = False
        self._show(said, "check", "green")
        self.undo.setVisible(undo)
        self._keys.setVisible(undo)

    def warn(self, said: str) -> None:
        """Say what could not be done."""
        self.warns = True
        self._show(said, "circle-alert", "red")
        self.undo.hide()
        self._keys.hide()

    def calm_down(self) -> None:
        """Take a warning away: something else is being done."""
        if self.warns:
            self.say("")

    def _show(self, said: str, glyph: str, tone: str) -> None:
        self._glyph.show_icon(glyph, tone)
        self._glyph.setVisible(bool(said))
        self.said.say(said)
        if said:  # a screen reader hears it without leaving where it is
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
