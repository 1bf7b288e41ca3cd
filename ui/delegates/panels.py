"""The place beside a list, where one panel shows at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.parts.beside import Beside
from ui.parts.layout import across
from ui.parts.theme import Space


class Panels(QWidget):
    """Holds panels of which at most one shows; without any it takes no room."""

    closed = Signal()
    asking = Signal(bool)  # whether a panel asks for something, with its own button to press

    def __init__(self, *panels: Beside) -> None:
        super().__init__()
        self._panels: list[Beside] = []
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for panel in panels:
            self.take_in(panel)
        self.hide()

    def take_in(self, panel: Beside) -> None:
        """Hold one more panel."""
        self._panels.append(panel)
        self._row.addWidget(panel)
        panel.closed.connect(self._on_closed)

    def beside(self, column: QBoxLayout) -> QBoxLayout:
        """A page: its own column, and these panels beside it."""
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        row = across(self, gap=0)
        row.insertLayout(0, column, 1)
        return row

    def make_way(self, for_panel: Beside) -> None:
        """Put every other panel away."""
        for panel in self._panels:
            if panel is not for_panel:
                panel.hide()
        self.show()
        self.asking.emit(True)  # noqa: FBT003 - a signal says it so

    def clear(self) -> None:
        """Put every panel away."""
        for panel in self._panels:
            panel.hide()
        self._give_room()

    def _on_closed(self) -> None:
        self._give_room()
        self.closed.emit()

    def _give_room(self) -> None:
        self.hide()
        self.asking.emit(False)  # noqa: FBT003
