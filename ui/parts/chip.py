"""Status chips: the same word in the same colour everywhere."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.parts.theme import Size, Space, Type, color, font

TONES = {
    "Full": "accent",
    "Confirmed": "accent",
    "Offered": "accent",
    "Walk-in": "accent",
    "To charge": "accent",
    "Delivered": "green",
    "Attended": "green",
    "Paid": "green",
    "Sent": "green",
    "At risk": "amber",
    "Waiting": "amber",
    "Requested": "amber",
    "Late": "amber",
    "Left early": "amber",
    "To waive": "amber",
    "Absent": "amber",
    "Failed": "amber",
    "Perhaps sent": "amber",
    "Part paid": "amber",
    "Refused": "red",
    "Overdue": "red",
    "Draft": "outline",
    "Planned": "outline",
    "Cancelled": "outline",
    "Credited": "outline",
    "Apologies": "outline",
    "Resting": "outline",
    "No charge": "outline",
}
"""Green only for done, red only for refusals and money overdue; the rest is neutral."""

LOOKS = {"neutral": ("sunken", "soft"), "outline": ("page", "soft")}


def look_of(tone: str) -> tuple[str, str]:
    """The tokens of the ground and of the words of a chip."""
    return LOOKS.get(tone) or (f"{tone}_wash", tone)


def tone_of(word: str) -> str:
    """The colour that goes with a word of status."""
    return TONES.get(word, "neutral")


def chip_width(word: str) -> int:
    """How wide the chip for a word is."""
    return QFontMetrics(font(Type.SMALL)).horizontalAdvance(word) + 2 * Space.S


def paint_chip(  # noqa: PLR0913 - a painter, where, what, and how
    painter: QPainter, x: float, middle: float, word: str, *, tone: str = "", lifted: bool = False
) -> int:
    """Draw a chip about a middle line, lifted off a coloured row, and return its width."""
    tone = tone or tone_of(word)
    wash, ink = look_of(tone)
    if lifted:
        wash = "raised"
    width = chip_width(word)
    box = QRectF(x, round(middle - Size.CHIP / 2), width, Size.CHIP)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(color("mark_wash") if tone == "outline" else Qt.PenStyle.NoPen)
    painter.setBrush(color(wash))
    half = Space.HAIR / 2
    painter.drawRoundedRect(
        box.adjusted(half, half, -half, -half), Size.RADIUS_SMALL, Size.RADIUS_SMALL
    )
    painter.setFont(font(Type.SMALL))
    painter.setPen(color(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
    painter.restore()
    return width


class Chip(QWidget):
    """A chip that stands alone."""

    def __init__(self, word: str, tone: str = "") -> None:
        super().__init__()
        self.show_word(word, tone)

    def show_word(self, word: str, tone: str = "") -> None:
        """Show another word."""
        self._word, self._tone = word, tone
        self.setAccessibleName(word)
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._word), Size.CHIP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, 0, self.height() / 2, self._word, tone=self._tone)
        painter.end()
