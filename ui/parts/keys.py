"""Keys to press, drawn as caps."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.parts.theme import Size, Space, Type, color, font


def cap_width(key: str) -> int:
    """How wide the cap of a key is."""
    return max(QFontMetrics(font(Type.SMALL)).horizontalAdvance(key) + Space.M, Size.CHIP)


def paint_cap(
    painter: QPainter, x: float, middle: float, key: str, *, ground: str = "sunken"
) -> int:
    """Draw one cap about a middle line and return its width."""
    wide = cap_width(key)
    half = Space.HAIR / 2
    cap = QRectF(x, middle - Size.CHIP / 2, wide, Size.CHIP).adjusted(half, half, -half, -half)
    painter.setPen(color("line"))
    painter.setBrush(color(ground))
    painter.drawRoundedRect(cap, Size.RADIUS_SMALL, Size.RADIUS_SMALL)
    painter.setFont(font(Type.SMALL))
    painter.setPen(color("soft"))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    return wide


class Keys(QWidget):
    """A key or keys to press, written with blanks between them."""

    def __init__(self, keys: str) -> None:
        super().__init__()
        self._keys = keys.split()
        wide = sum(cap_width(key) for key in self._keys)
        self.setFixedSize(wide + Space.XS * (len(self._keys) - 1), Size.CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = 0.0
        for key in self._keys:
            x += paint_cap(painter, x, self.height() / 2, key) + Space.XS
        painter.end()
