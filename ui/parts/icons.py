"""Icons: plain SVG files, drawn in a token's colour at the screen's own resolution."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from trainingdesk.domain.resources import resource
from ui.parts.theme import Size, tokens

THIN = 'stroke-width="1.75"'
DENSITIES = (1.0, 1.5, 2.0)


def picture(name: str, tone: str = "soft", size: int = Size.ICON, ratio: float = 1.0) -> QPixmap:
    """One icon in the colour of a token."""
    ink = str(getattr(tokens(), tone))
    key = f"icon {name} {ink} {size} {ratio}"
    kept = QPixmap()
    if not QPixmapCache.find(key, kept):
        kept = _drawn(name, ink, size, ratio)
        QPixmapCache.insert(key, kept)
    return kept


def icon(name: str, tone: str = "soft", size: int = Size.ICON) -> QIcon:
    """One icon for an action or a menu, sharp on ordinary and on dense screens.

    It keeps the colour it was made in: whoever holds it makes it anew when the theme changes.
    """
    made = QIcon()
    for ratio in DENSITIES:
        made.addPixmap(picture(name, tone, size, ratio))
    return made


def paint_icon(painter: QPainter, x: int, y: int, name: str, tone: str = "soft") -> None:
    """Draw one icon with its top left corner at a point."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    painter.drawPixmap(x, y, picture(name, tone, Size.ICON, ratio))


def _drawn(name: str, ink: str, size: int, ratio: float) -> QPixmap:
    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    text = text.replace("currentColor", ink).replace('stroke-width="2"', THIN)
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
