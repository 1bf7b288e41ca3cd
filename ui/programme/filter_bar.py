"""The line above the programme: its filters, and beside or under them the name of the month."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.parts.layout import across
from ui.parts.theme import Space
from ui.programme.filters import Filters

Side = QBoxLayout.Direction


class FilterBar(QWidget):
    """Puts the month under the filters where both have no room on one line."""

    def __init__(self, filters: Filters, month: QWidget) -> None:
        super().__init__()
        self._filters, self._month = filters, month
        self._line = across(filters, month, gap=Space.L)
        self._line.setStretch(0, 1)
        self._line.setAlignment(month, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Put the month beside the filters, or under them."""
        wide = self._filters.least() + Space.L + self._month.sizeHint().width()
        under = not self._month.isHidden() and wide > self.width()
        self._line.setDirection(Side.TopToBottom if under else Side.LeftToRight)
        self._line.setSpacing(Space.S if under else Space.L)
