"""How the cells of a list are painted."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.parts.cell import Cell
from ui.parts.chip import chip_width, paint_chip
from ui.parts.icons import paint_icon
from ui.parts.letters import isolated
from ui.parts.places import paint_places
from ui.parts.theme import Size, Space, Type, color, font

MIDDLE = Qt.AlignmentFlag.AlignVCenter
LEFT = MIDDLE | Qt.AlignmentFlag.AlignLeft
RIGHT = MIDDLE | Qt.AlignmentFlag.AlignRight
NOTE_SHARE = 0.25
"""A note wider than this part of the cell gives way before the words do."""
NOTE_LEAST = Space.XXL * 2
"""A note that is cut to less than this is better left out."""
WORDS_KEEP = Space.XXL * 4
"""A code may stand beside the words as long as so much of them is left."""
PLACES_WIDE = Space.XXL * 2 + Space.S
PLACES_TOLD = "88 of 88"
SHARE_WIDE = Space.XXL * 2


def cell_width(cell: Cell) -> int:
    """How wide a cell would be with all that it says."""
    words, small = QFontMetrics(font(strong=cell.strong)), QFontMetrics(font(Type.SMALL))
    parts = [
        _places_wide(cell, words) if cell.places else 0,
        SHARE_WIDE if cell.share is not None else 0,
        chip_width(cell.chip) if cell.chip else 0,
        Size.ICON if cell.glyph else 0,
        share_lead(cell) + words.horizontalAdvance(cell.text),
        small.horizontalAdvance(_dotted(cell.code, cell.note)),
    ]
    shown = [part for part in parts if part]
    return sum(shown) + Space.S * (len(shown) - 1)


def words_shown(cell: Cell) -> str:
    """All that is written in a cell."""
    full = _full(cell) if cell.places else ""
    return f"{cell.chip} {full} {cell.text} {cell.code} {cell.note}"


def _places_wide(cell: Cell, words: QFontMetrics) -> int:
    told = max(words.horizontalAdvance(_full(cell)), words.horizontalAdvance(PLACES_TOLD))
    return PLACES_WIDE + Space.M + told + (Space.M - Space.S if cell.note else 0)


def share_lead(cell: Cell) -> int:
    """What stands free before a share of fewer digits, so that shares end under each other."""
    if not cell.text.endswith("%"):
        return 0
    words = QFontMetrics(font(strong=cell.strong))
    return max(0, words.horizontalAdvance("100%") - words.horizontalAdvance(cell.text))


def paint_cell(painter: QPainter, box: QRect, cell: Cell, *, right: bool, lifted: bool) -> None:
    """Draw what a cell says into a box; ``lifted`` takes its chip off a coloured row."""
    box = QRect(box)
    if cell.places:
        _places(painter, box, cell)
        return
    if cell.share is not None:
        bar = QRectF(box.left(), _bar_top(box), SHARE_WIDE, Size.BAR)
        paint_places(painter, bar, round(cell.share * 1000), 1000)
        box.adjust(SHARE_WIDE + Space.S, 0, 0, 0)
    if cell.chip:
        middle = box.center().y() + 1
        wide = paint_chip(
            painter, box.left(), middle, cell.chip, tone=cell.chip_tone, lifted=lifted
        )
        box.adjust(wide + Space.S, 0, 0, 0)
    if cell.glyph:
        top = box.center().y() - Size.ICON // 2 + 1
        paint_icon(painter, box.left(), top, cell.glyph, cell.tone)
        box.adjust(Size.ICON + Space.S, 0, 0, 0)
    if right:
        _right(painter, box, cell)
    elif lead := share_lead(cell):
        _words(painter, box.adjusted(lead, 0, 0, 0), cell)
    else:
        _words(painter, box, cell)


def paint_group(painter: QPainter, box: QRect, cell: Cell) -> None:
    """Draw the line that names the rows under it."""
    inner = box.adjusted(Space.S, Space.S, -Space.S, 0)
    used = _say(painter, inner, cell.text, Saying(strong=True))
    rest = inner.adjusted(used + Space.S, 0, 0, 0)
    _say(painter, rest, cell.note, NOTE)
    painter.fillRect(box.left(), box.bottom(), box.width(), Space.HAIR, color("line"))


@dataclass(frozen=True, slots=True)
class Saying:
    """How words are said in a cell."""

    tone: str = "ink"
    size: int = Type.BODY
    strong: bool = False
    side: Qt.AlignmentFlag = LEFT


NOTE = Saying("faint", Type.SMALL)


def code_beside(cell: Cell, room: int) -> str:
    """What stands whole beside the words in so much room: the code, and the note after it."""
    words = QFontMetrics(font(strong=cell.strong)).horizontalAdvance(cell.text)
    left = room - min(words, WORDS_KEEP) - Space.S
    each = (_dotted(cell.code, cell.note), cell.code)
    return next((said for said in each if _small_wide(said) <= left), "")


def _small_wide(said: str) -> int:
    """How wide small words are, and the part of a pixel that a font may add."""
    return QFontMetrics(font(Type.SMALL)).horizontalAdvance(said) + Space.HAIR


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _words(painter: QPainter, box: QRect, cell: Cell) -> None:
    if cell.code:
        _coded(painter, box, cell)
        return
    small = QFontMetrics(font(Type.SMALL))
    noted = small.horizontalAdvance(cell.note) + Space.S if cell.note else 0
    gives_way = noted > box.width() * NOTE_SHARE
    room = box if gives_way else box.adjusted(0, 0, -noted, 0)
    used = _say(painter, room, cell.text, Saying(cell.tone, strong=cell.strong))
    rest = box.adjusted(used + Space.S if used else 0, 0, 0, 0)
    if cell.note and rest.width() >= min(noted - Space.S, NOTE_LEAST):
        _say(painter, rest, cell.note, NOTE)


def _coded(painter: QPainter, box: QRect, cell: Cell) -> None:
    said = code_beside(cell, box.width())
    wide = _small_wide(said)
    room = box.adjusted(0, 0, -wide - Space.S if said else 0, 0)
    used = _say(painter, room, cell.text, Saying(cell.tone, strong=cell.strong))
    # Words that are cut may come out a little wider than their room; the code stays whole.
    left = min(box.left() + used + Space.S, box.right() + 1 - wide)
    _say(painter, QRect(left, box.top(), wide, box.height()), said, NOTE)


def _right(painter: QPainter, box: QRect, cell: Cell) -> None:
    used = _say(painter, box, cell.text, Saying(cell.tone, strong=cell.strong, side=RIGHT))
    rest = box.adjusted(0, 0, -used - Space.S, 0)
    if cell.note and rest.width() > Space.XL:
        _say(painter, rest, cell.note, replace(NOTE, side=RIGHT))


def _say(painter: QPainter, box: QRect, text: str, how: Saying) -> int:
    face = font(how.size, strong=how.strong)
    metrics = QFontMetrics(face)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.setFont(face)
    painter.setPen(color(how.tone))
    painter.drawText(box, how.side, isolated(shown))
    return metrics.horizontalAdvance(shown)


def _places(painter: QPainter, box: QRect, cell: Cell) -> None:
    booked, places, least = cell.places or (0, 0, 0)
    column = QFontMetrics(font()).horizontalAdvance(PLACES_TOLD)
    rest = QRect(box)
    if box.width() >= PLACES_WIDE + Space.M + column + Space.M:  # in less, the numbers must do
        bar = QRectF(box.left(), _bar_top(box), PLACES_WIDE, Size.BAR)
        paint_places(painter, bar, booked, places, least)
        rest.adjust(PLACES_WIDE + Space.M, 0, 0, 0)
    used = _say(painter, rest, _full(cell), Saying())
    rest.adjust(max(used, column) + Space.M, 0, 0, 0)
    tone = "faint" if cell.tone == "ink" else cell.tone
    _say(painter, rest, cell.note, replace(NOTE, tone=tone))


def _full(cell: Cell) -> str:
    booked, places, _least = cell.places or (0, 0, 0)
    return f"{booked} of {places}"


def _bar_top(box: QRect) -> float:
    return box.center().y() - Size.BAR // 2 + 1
