"""Lines to choose among: in a card, under a field, in the palette."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.parts.chip import chip_width, paint_chip
from ui.parts.icons import paint_icon
from ui.parts.keys import cap_width, paint_cap
from ui.parts.letters import isolated, tip
from ui.parts.marked import paint_marked
from ui.parts.theme import Size, Space, Type, color, font

MIDDLE = Qt.AlignmentFlag.AlignVCenter
FAR = MIDDLE | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says: the words, a fainter note after them, and a word at the far end.

    ``key`` is what is handed on when the line is chosen, and ``does`` what comes of that; where
    ``whole``, the far end gives way before the words do.
    """

    text: str
    note: str = ""
    end: str = ""
    tone: str = "faint"
    glyph: str = ""
    chip: str = ""
    keys: str = ""
    key: object = None
    whole: bool = False
    does: str = "open"

    def spoken(self) -> str:
        """All that the line says."""
        return ", ".join(p for p in (self.text, self.note, self.end, self.chip) if p)


def far_end(line: Line, room: int, *, strong: bool = False) -> str:
    """What is said at the far end of a line in so much room: cut to half of it, or nothing."""
    most = room // 2
    if line.whole:
        words = QFontMetrics(font(strong=strong)).horizontalAdvance(line.text)
        most = min(most, room - words - Space.M)
    if most < Space.XXL:
        return ""
    return QFontMetrics(font(Type.SMALL)).elidedText(line.end, Qt.TextElideMode.ElideRight, most)


class LineButton(QAbstractButton):
    """One such line, to press; ``here`` marks the one that Enter takes."""

    def __init__(
        self,
        line: Line,
        *,
        here: bool = False,
        high: int = Size.ROW - Space.XS,
        typed: str = "",
    ) -> None:
        super().__init__()
        self.line, self.here, self._typed = line, here, typed
        self._high = high
        self.setFixedHeight(high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(line.spoken())
        self.setToolTip(tip(line.spoken()))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_here(self, here: bool) -> None:  # noqa: FBT001 - the one thing it says
        """Mark the line as the one that Enter takes, or not."""
        self.here = here
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.NAV, self._high)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_wash" if self.here else "sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), Size.RADIUS, Size.RADIUS)
        box = self.rect().adjusted(Space.S, 0, -Space.S, 0)
        if self.line.glyph:
            tone = "accent" if self.here else "soft"
            top = (self.height() - Size.ICON) // 2
            paint_icon(painter, box.left(), top, self.line.glyph, tone)
            box.adjust(Size.ICON + Space.M, 0, 0, 0)
        self._ends(painter, box)
        self._words(painter, box)
        painter.end()

    def _ends(self, painter: QPainter, box: QRect) -> None:
        line, middle = self.line, self.height() / 2
        for key in reversed(line.keys.split()):
            wide = cap_width(key)
            paint_cap(painter, box.right() - wide, middle, key, ground="raised")
            box.adjust(0, 0, -wide - Space.XS, 0)
        if line.chip:
            wide = chip_width(line.chip)
            paint_chip(painter, box.right() - wide + 1, middle, line.chip, lifted=self.here)
            box.adjust(0, 0, -wide - Space.S, 0)
        if said := far_end(line, box.width(), strong=self.here):
            small = font(Type.SMALL)
            painter.setFont(small)
            painter.setPen(color(line.tone))
            painter.drawText(box, FAR, isolated(said))
            box.adjust(0, 0, -QFontMetrics(small).horizontalAdvance(said) - Space.S, 0)

    def _words(self, painter: QPainter, box: QRect) -> None:
        face = font(strong=self.here)
        used = paint_marked(painter, box, self.line.text, self._typed, face)
        box.adjust(used + Space.S, 0, 0, 0)
        if self.line.note and box.width() > Space.XL:
            small = font(Type.SMALL)
            paint_marked(painter, box, self.line.note, self._typed, small, tone="faint")
