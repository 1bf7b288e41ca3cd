"""Words with the typed letters marked in them."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from ui.parts.letters import isolated, spans
from ui.parts.theme import color


def paint_marked(  # noqa: PLR0913 - a painter, where, what, and how
    painter: QPainter, box: QRect, text: str, typed: str, face: QFont, *, tone: str = "ink"
) -> int:
    """Draw words on the middle line, the typed letters underlined in them; return their width."""
    metrics = QFontMetrics(face)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    found = spans(shown, typed) if typed.strip() else []
    painter.setPen(color(tone))
    if not found:
        painter.setFont(face)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, isolated(shown))
    else:
        layout = _laid(shown, found, face)
        high = layout.boundingRect().height()
        layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - high) / 2))
    return metrics.horizontalAdvance(shown)


def _laid(shown: str, found: list[tuple[int, int]], face: QFont) -> QTextLayout:
    layout = QTextLayout(shown, face)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats([_mark(start, length) for start, length in found])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(QFontMetrics(face).horizontalAdvance(shown) + 1)
    layout.endLayout()
    return layout


def _mark(start: int, length: int) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    looks = QTextCharFormat()
    looks.setForeground(color("accent"))
    looks.setFontUnderline(True)
    made.start, made.length, made.format = start, length, looks  # type: ignore[attr-defined, misc, unused-ignore]
    return made
