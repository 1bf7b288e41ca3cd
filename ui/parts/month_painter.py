"""How the days of a month and its events are painted."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from ui.parts.chip import look_of, tone_of
from ui.parts.letters import isolated
from ui.parts.month_grid import Entry, More
from ui.parts.month_weeks import SATURDAY
from ui.parts.theme import Size, Space, Type, color, font

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MIDDLE = Qt.AlignmentFlag.AlignVCenter
RIGHT = MIDDLE | Qt.AlignmentFlag.AlignRight
ELIDED = Qt.TextElideMode.ElideRight


def paint_heads(painter: QPainter, columns: Sequence[tuple[float, float]]) -> None:
    """Draw the names of the days."""
    small = font(Type.SMALL)
    painter.setFont(small)
    painter.setPen(color("faint"))
    for name, (left, wide) in zip(DAYS, columns, strict=True):
        room = wide - Space.S
        said = (name, name[:3], name[:2])
        fits = (each for each in said if QFontMetrics(small).horizontalAdvance(each) <= room)
        head = QRectF(left + Space.S, 0, room, Space.XL)
        painter.drawText(head, MIDDLE, next(fits, name[:1]))


def paint_day(  # noqa: PLR0913 - a painter, where, the day, and what is special about it
    painter: QPainter, box: QRectF, day: date, holiday: str, *, here: bool, today: bool
) -> None:
    """Draw a day: its number, today's badge, a holiday's name."""
    if not here or holiday or day.weekday() >= SATURDAY:
        painter.fillRect(box, color("ground"))
    painter.fillRect(QRectF(box.left(), box.top(), Space.HAIR, box.height()), color("line"))
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), Space.HAIR), color("line"))
    painter.setFont(font(Type.SMALL, strong=today))
    text = f"{day.day} {day:%b}" if day.day == 1 else str(day.day)
    head = QRectF(box.left() + Space.S, box.top() + Space.XS, box.width() - Space.L, Size.CHIP)
    if today:
        wide = painter.fontMetrics().horizontalAdvance(text) + Space.L
        badge = QRectF(head.left() - Space.XS, head.top(), wide, Size.CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(badge, Size.CHIP / 2, Size.CHIP / 2)
        painter.setPen(color("on_accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
        head.adjust(wide, 0, 0, 0)
        text = ""
    painter.setPen(color("soft" if here else "faint"))
    if painter.fontMetrics().horizontalAdvance(text) > head.width():
        text = str(day.day)
    if not holiday:  # a quiet weekend is as narrow as two figures
        head.setWidth(box.width() - Space.S)
    said = "   ".join(part for part in (text, holiday) if part)
    painter.drawText(
        head, MIDDLE, painter.fontMetrics().elidedText(said, ELIDED, int(head.width()))
    )


def paint_entry(painter: QPainter, entry: Entry, *, frame: str) -> None:
    """Draw an event, struck out where it is cancelled, with a ring in a colour if it is meant."""
    off = entry.event.status == "Cancelled"
    wash, ink = look_of(entry.event.tone or tone_of(entry.event.status))
    # What is as pale as a day off has an edge to be seen by.
    painter.setPen(color("mark_wash") if wash in {"page", "sunken"} else Qt.PenStyle.NoPen)
    painter.setBrush(color(wash))
    painter.drawRoundedRect(entry.box, Size.RADIUS_SMALL, Size.RADIUS_SMALL)
    if frame:
        painter.setPen(QPen(color(frame), Size.RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(entry.box, Size.RADIUS_SMALL, Size.RADIUS_SMALL)
    inner = entry.box.adjusted(Space.S, 0, -Space.S, 0)
    if entry.two_lines:
        top = QRectF(inner.left(), inner.top() + Space.HAIR, inner.width(), Space.L + Space.XS // 2)
        _ends(painter, top, entry, ink)
        _title(painter, top.translated(0, Space.L), entry, off=off)
    else:
        _ends(painter, inner, entry, ink)
        metrics = QFontMetrics(font(Type.SMALL))
        time = metrics.horizontalAdvance(_time(entry))
        places = metrics.horizontalAdvance(_places(entry))
        left = time + Space.S if time else 0
        right = places + Space.XS if places else 0
        _title(painter, inner.adjusted(left, 0, -right, 0), entry, off=off)


def paint_more(painter: QPainter, more: More) -> None:
    """Draw how many more there are."""
    painter.setFont(font(Type.SMALL))
    painter.setPen(color("soft"))
    painter.drawText(more.box.adjusted(Space.S, 0, 0, 0), MIDDLE, f"and {more.count} more")


def _time(entry: Entry) -> str:
    said = entry.event.time if entry.begins else "…"
    return said if entry.says_time else ""


def _places(entry: Entry) -> str:
    return entry.event.places if entry.says_places else ""


def _ends(painter: QPainter, box: QRectF, entry: Entry, ink: str) -> None:
    painter.setFont(font(Type.SMALL))
    painter.setPen(color(ink))
    painter.drawText(box, RIGHT, _places(entry))
    painter.drawText(box, MIDDLE, _time(entry))


def _title(painter: QPainter, box: QRectF, entry: Entry, *, off: bool) -> None:
    small = font(Type.SMALL)
    small.setStrikeOut(off)
    painter.setFont(small)
    painter.setPen(color("faint" if off else "ink"))
    said = QFontMetrics(small).elidedText(entry.event.title, ELIDED, int(box.width()))
    painter.drawText(box, MIDDLE, isolated(said))
