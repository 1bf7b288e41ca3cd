"""What every chart can do: be read aloud, gone through with the arrows, and opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.parts.letters import tip
from ui.parts.roving import step_of
from ui.parts.theme import Size, Space, color, font

MIDDLE = Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
RIGHT = Qt.AlignmentFlag.AlignRight | MIDDLE


@dataclass(frozen=True, slots=True)
class Mark:
    """Something drawn that stands for rows: where it is, what opens them, what it says."""

    box: QRectF
    key: object
    says: str


class Chart(QWidget):
    """A drawing that says in words what it shows, and opens the rows behind each mark."""

    opened = Signal(object)  # the mark's key

    def __init__(self, says: str) -> None:
        super().__init__()
        self._at = 0
        self.setAccessibleName(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(Size.NAV - Space.XXL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def draw(self, painter: QPainter) -> None:
        """Draw the whole chart; never asked while there is nothing to show."""

    def marks(self) -> Sequence[Mark]:
        """What can be opened, in the order of reading; without any there is nothing to show."""
        return ()

    def say_numbers(self) -> None:
        """Put the numbers into words for those who cannot see them, and draw anew."""
        self._at = 0
        self.setAccessibleDescription("; ".join(mark.says for mark in self.marks()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks = self.marks()
        if not marks:
            painter.setFont(font())
            painter.setPen(color("faint"))
            painter.drawText(self.rect(), CENTRE, "Nothing to show yet")
        else:
            self.draw(painter)
            if self.hasFocus():
                self._ring(painter, marks[self._at % len(marks)].box)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        marks = self.marks()
        step = step_of(event)
        if not marks:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit(marks[self._at % len(marks)].key)
        elif step is not None:
            self._at = step.of(self._at, len(marks))
            self.update()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        mark = self._under(event.position())
        if mark is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(mark.key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            mark = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip(mark.says) if mark else "", self)
            return True
        return super().event(event)

    def _under(self, at: QPointF) -> Mark | None:
        return next((mark for mark in self.marks() if mark.box.contains(at)), None)

    def _ring(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(color("accent"), Size.RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = Size.RING / 2
        inside = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box.intersected(inside), Size.RADIUS_SMALL, Size.RADIUS_SMALL)


def apart(tops: Sequence[float], least: float, most: float) -> list[float]:
    """Labels' heights, moved apart where they would overlap, none below ``most``."""
    order = sorted(range(len(tops)), key=lambda n: tops[n])
    placed = list(tops)
    for before, after in pairwise(order):
        placed[after] = max(placed[after], placed[before] + least)
    limit = most
    for number in reversed(order):
        placed[number] = min(placed[number], limit)
        limit = placed[number] - least
    return placed
