"""The places bar: how full an event is, and how many wait."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainingdesk.domain.figures import counted
from ui.parts.theme import Size, color


def tone_of_places(booked: int, least: int) -> str:
    """Amber under the minimum, the accent from there on."""
    return "amber" if booked < least else "accent"


def paint_places(painter: QPainter, box: QRectF, booked: int, places: int, least: int = 0) -> None:
    """Draw the bar, with a tick at the minimum while it is not reached."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    round_off = box.height() / 2
    outline = QPainterPath()
    outline.addRoundedRect(box, round_off, round_off)
    painter.fillPath(outline, color("mark_wash"))
    painter.setClipPath(outline)
    full = QRectF(box)
    full.setWidth(box.width() * min(1.0, booked / places if places else 0))
    painter.fillRect(full, color(tone_of_places(booked, least)))
    painter.setClipping(False)
    if booked < least <= places:
        at = box.left() + box.width() * least / places - Size.STROKE / 2
        tick = QRectF(at, box.top() - Size.STROKE, Size.STROKE, box.height() + 2 * Size.STROKE)
        painter.fillRect(tick.adjusted(-1, 0, 1, 0), color("page"))
        painter.fillRect(tick, color("ink"))
    painter.restore()


class PlacesBar(QWidget):
    """The bar on its own."""

    def __init__(self, booked: int, places: int, least: int = 0) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(Size.BAR + 2 * Size.STROKE)
        self.show_places(booked, places, least)

    def show_places(self, booked: int, places: int, least: int = 0) -> None:
        """Show other numbers."""
        self._numbers = booked, places, least
        said = f"{booked} of {counted(places, 'place')} booked"
        self.setAccessibleName(f"{said}, minimum {least}" if least else said)
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.FORM, Size.BAR + 2 * Size.STROKE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = QRectF(self.rect()).adjusted(0, Size.STROKE, 0, -Size.STROKE)
        paint_places(painter, bar, *self._numbers)
        painter.end()
