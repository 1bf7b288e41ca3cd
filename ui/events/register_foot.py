"""The foot of a register: how far it is marked, and the box that takes rows and codes."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.words import plain_day
from trainingdesk.services.registers import Register
from ui.events.quick_marks import QuickMarks
from ui.events.register_words import marked_of, progress
from ui.parts.layout import across
from ui.parts.places import PlacesBar
from ui.parts.theme import Size, Space
from ui.parts.words import Elided, Words


class RegisterFoot(QWidget):
    """Counts who is marked; that marks are kept as typed gives way to the counts."""

    def __init__(self, quick: QuickMarks) -> None:
        super().__init__()
        self.bar = PlacesBar(0, 0)
        self.bar.setFixedWidth(Size.NAV // 2)
        self.told = Elided("", "soft")
        self.kept = Words("Kept as you type", "faint")
        self._beside = self.bar, self.kept, quick.sheets, quick
        row = across(self.bar, self.told, self.kept, quick.sheets, quick, gap=Space.M)
        row.setStretch(1, 1)
        self.setLayout(row)
        self.setFixedHeight(Size.ROW)

    def show_register(self, register: Register) -> None:
        """Count afresh; a register of nobody has no foot."""
        marked, number = marked_of(register)
        self.setHidden(not number)
        self.bar.show_places(marked, number)
        self.bar.setAccessibleName(f"{marked} of {number} marked")
        self.bar.setToolTip(self.bar.accessibleName())
        self.told.say(progress(register))
        closed = register.closed_on
        self.kept.say(f"Closed {plain_day(closed)}" if closed else "Kept as you type")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the counts their room, whole."""
        beside = sum(each.sizeHint().width() + Space.M for each in self._beside)
        self.kept.setVisible(beside + self.told.sizeHint().width() <= self.width())
