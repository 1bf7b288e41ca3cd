"""The headline figures, each with its base and the year before."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy

from ui.parts.letters import tip
from ui.parts.roving import step_of
from ui.parts.theme import Size, Space, Type, color, font
from ui.parts.words import Rule

BASE_LINES = 2
TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
WRAPPED = int(TOP) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: its name, its value, what it was counted from, and the year before."""

    key: str
    name: str
    value: str
    base: str = ""
    before: str = ""
    explains: str = ""


class FigureCell(QAbstractButton):
    """One figure, to press for the rows behind it."""

    def __init__(self, figure: Figure, *, dated: bool = True) -> None:
        super().__init__()
        self.figure, self._dated = figure, dated
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = (f"{figure.name} {figure.value}", figure.base, figure.before)
        self.setAccessibleName(", ".join(part for part in said if part))
        self.setAccessibleDescription(figure.explains)
        self.setToolTip(tip(figure.explains or self.accessibleName()))

    def sizeHint(self) -> QSize:
        small = QFontMetrics(font(Type.SMALL)).height()
        title = QFontMetrics(font(Type.TITLE)).height()
        high = small * (1 + BASE_LINES + self._dated) + title + 2 * Space.M + Space.XS
        return QSize(Size.NAV // 2, high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step_of(event) is not None:
            event.ignore()  # the strip moves among its figures
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), Size.RADIUS, Size.RADIUS)
        box = self.rect().adjusted(Space.L, Space.M, -Space.S, -Space.M)
        small, title = font(Type.SMALL), font(Type.TITLE, strong=True)
        line = QFontMetrics(small).height()
        figure = self.figure
        for words, face, tone, lines in (
            (figure.name, font(Type.SMALL, strong=True), "soft", 1),
            (figure.value, title, "ink", 0),
            (figure.base, small, "soft", BASE_LINES),
            (figure.before, small, "faint", 1),
        ):
            high = line * lines if lines else QFontMetrics(title).height()
            painter.setFont(face)
            painter.setPen(color(tone))
            _say(painter, QRect(box.left(), box.top(), box.width(), high), words, lines)
            box.adjust(0, high, 0, 0)
        painter.end()


def _say(painter: QPainter, box: QRect, words: str, lines: int) -> None:
    room = box.width() * max(1, lines)
    mode = Qt.TextElideMode.ElideRight
    shown = painter.fontMetrics().elidedText(words, mode, room)
    painter.drawText(box, WRAPPED if lines > 1 else int(TOP), shown)


class FigureStrip(QFrame):
    """Figures side by side; the arrows move among them, Enter opens the rows of one."""

    opened = Signal(str)

    def __init__(self, figures: Sequence[Figure] = ()) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName("Figures")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(0)
        self._row.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)
        self.cells: list[FigureCell] = []
        self.show_figures(figures)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show other figures."""
        held = next((n for n, cell in enumerate(self.cells) if cell.hasFocus()), -1)
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        dated = any(figure.before for figure in figures)  # or no line is kept for another year
        self.cells = [FigureCell(figure, dated=dated) for figure in figures]
        for number, cell in enumerate(self.cells):
            if number:
                self._row.addWidget(Rule(upright=True))
            key = cell.figure.key
            cell.clicked.connect(lambda _=False, key=key: self.opened.emit(key))
            self._row.addWidget(cell, 1)
            cell.show()  # now, so that it can take the keyboard back
        if 0 <= held < len(self.cells):
            self.cells[held].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step is None or not self.cells:
            super().keyPressEvent(event)
            return
        at = next((n for n, cell in enumerate(self.cells) if cell.hasFocus()), 0)
        self.cells[step.of(at, len(self.cells))].setFocus(Qt.FocusReason.TabFocusReason)
