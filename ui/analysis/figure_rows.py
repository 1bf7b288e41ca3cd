"""The headline figures: in one strip where there is room, in two where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.parts.figures import Figure, FigureStrip
from ui.parts.layout import down
from ui.parts.theme import Space, Width


class FigureRows(QWidget):
    """Figures side by side, broken in the middle when each would have less than enough room."""

    opened = Signal(str)

    def __init__(self, enough: int = Width.MARK) -> None:
        super().__init__()
        self._enough = enough
        self._after: QWidget | None = None
        self._figures: Sequence[Figure] = ()
        self.strips = FigureStrip(), FigureStrip()
        for strip in self.strips:
            strip.opened.connect(self.opened)
        self.strips[1].setAccessibleName("More figures")
        self.setLayout(down(*self.strips, gap=Space.S))
        self._parts: list[Sequence[Figure]] = []

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        self._figures = figures
        self._parts = []
        self._share_out()

    def stand_after(self, control: QWidget) -> None:
        """Say which control Tab leaves for the first figure."""
        self._after = control

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        half = (len(self._figures) + 1) // 2
        wide = self.width() >= len(self._figures) * self._enough
        figures = self._figures
        parts = [figures, ()] if wide else [figures[:half], figures[half:]]
        if parts == self._parts:
            return
        self._parts = parts
        for strip, part in zip(self.strips, parts, strict=True):
            strip.show_figures(part)
            strip.setVisible(bool(part))
        self._order_for_tab()

    def _order_for_tab(self) -> None:
        """Figures made anew would come last of all; they are gone through where they stand."""
        before = self._after
        for cell in [cell for strip in self.strips for cell in strip.cells]:
            if before is not None:
                QWidget.setTabOrder(before, cell)
            before = cell
