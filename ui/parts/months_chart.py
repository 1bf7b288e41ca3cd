"""Columns of what was counted month by month, with the months marked that had events."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from trainingdesk.domain.figures import counted
from ui.parts.chart import CENTRE, MIDDLE, Chart, Mark
from ui.parts.theme import Size, Space, Type, color, font

GAP = 0.14
ABOVE = Space.XL + Space.S
BELOW = Size.CHIP * 2 + Space.L
TRIANGLE = Space.XS


class Side(Enum):
    """Where a month stands to the events: before them, among them, or after."""

    BEFORE = "mark"
    AMONG = "mark_wash"
    AFTER = "accent"


@dataclass(frozen=True, slots=True)
class CountedMonth:
    """One month: what was counted, None where that is not known, and how many events it had."""

    name: str  # Apr
    full: str  # April 2026
    year: int
    number: int | None
    side: Side
    events: int = 0
    key: object = None

    def spoken(self) -> str:
        """The month in words."""
        said = "no number" if self.number is None else f"{self.number:,}"
        return f"{self.full}: {said}" + (f", {counted(self.events, 'event')}" * (self.events > 0))


@dataclass(frozen=True, slots=True)
class MeanLine:
    """The mean of one side, and how it is told."""

    side: Side
    mean: float | None
    said: str


class MonthsChart(Chart):
    """A column a month, a dash where a month has no number, and the means of both sides."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self._months: Sequence[CountedMonth] = ()
        self._means: Sequence[MeanLine] = ()
        self.setMinimumHeight(Size.NAV)

    def show_months(self, months: Sequence[CountedMonth], means: Sequence[MeanLine] = ()) -> None:
        """Show other months."""
        self._months, self._means = months, means
        self.say_numbers()

    def marks(self) -> list[Mark]:
        plot, step = self._plot(), self._step()
        high = self.height() - plot.top()
        return [
            Mark(QRectF(n * step, plot.top(), step, high), month.key, month.spoken())
            for n, month in enumerate(self._months)
        ]

    def draw(self, painter: QPainter) -> None:
        plot = self._plot()
        painter.fillRect(QRectF(0, plot.bottom(), plot.width(), Space.HAIR), color("line"))
        for number, month in enumerate(self._months):
            self._column(painter, plot, number, month)
            self._events(painter, plot, number, month)
        for line in self._means:
            self._mean(painter, plot, line)
        self._names(painter, plot)

    def _column(self, painter: QPainter, plot: QRectF, number: int, month: CountedMonth) -> None:
        left, wide = self._left(number), self._step() * (1 - 2 * GAP)
        painter.setFont(font(Type.SMALL))
        if month.number is None:
            painter.setPen(color("faint"))
            painter.drawText(QRectF(left, plot.bottom() - Size.CHIP, wide, Size.CHIP), CENTRE, "–")
            return
        high = self._high(plot, month.number)
        painter.fillRect(QRectF(left, plot.bottom() - high, wide, high), color(month.side.value))
        said = f"{month.number:,}"
        room = painter.fontMetrics().horizontalAdvance(said)
        if room > self._step():
            return
        inside = high > Size.CHIP + Space.XS and room <= wide
        tone = "on_accent" if inside and month.side is Side.AFTER else "ink"
        top = plot.bottom() - (Size.CHIP if inside else high + Size.CHIP)
        painter.setPen(color("page" if inside and month.side is Side.BEFORE else tone))
        across = QRectF(self._step() * number, top, self._step(), Size.CHIP)
        painter.drawText(across, CENTRE, said)

    def _events(self, painter: QPainter, plot: QRectF, number: int, month: CountedMonth) -> None:
        if not month.events:
            return
        middle, top = self._step() * (number + 0.5), plot.bottom() + Space.XS
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ink"))
        corners = ((0, 0), (-TRIANGLE, 2 * TRIANGLE), (TRIANGLE, 2 * TRIANGLE))
        painter.drawPolygon(QPolygonF([QPointF(middle + x, top + y) for x, y in corners]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if month.events > 1:
            painter.setFont(font(Type.SMALL))
            painter.setPen(color("ink"))
            beside = QRectF(middle + TRIANGLE + 1, top - Space.XS, Space.XL, Space.L)
            painter.drawText(beside, MIDDLE, f"{month.events}")

    def _mean(self, painter: QPainter, plot: QRectF, line: MeanLine) -> None:
        places = [n for n, month in enumerate(self._months) if month.side is line.side]
        if not places:
            return
        left, right = self._step() * places[0], self._step() * (places[-1] + 1)
        painter.setFont(font(Type.SMALL, strong=True))
        painter.setPen(color("ink"))
        words = QFontMetrics(painter.font()).elidedText(
            line.said, Qt.TextElideMode.ElideRight, round(right - left)
        )
        painter.drawText(QRectF(left, 0, right - left, Space.XL), CENTRE, words)
        if line.mean is not None:
            high = plot.bottom() - self._high(plot, line.mean)
            painter.setPen(QPen(color("ink"), Size.STROKE, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(left, high), QPointF(right, high))

    def _names(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(font(Type.SMALL))
        widest = painter.fontMetrics().horizontalAdvance("May") + Space.XS
        every = max(1, -int(-widest // max(1, self._step())))
        top = plot.bottom() + Space.L
        for number, month in enumerate(self._months):
            if number % every:
                continue
            box = QRectF(self._step() * number, top, self._step() * every, Size.CHIP)
            painter.setPen(color("faint"))
            how = CENTRE if every == 1 else MIDDLE
            painter.drawText(box, how, month.name)
            if number == 0 or month.year != self._months[number - every].year:
                painter.setPen(color("soft"))
                year = box.translated(0, Size.CHIP - Space.XS)
                painter.drawText(year, how, f"{month.year}")

    def _plot(self) -> QRectF:
        return QRectF(0, ABOVE, self.width(), max(1, self.height() - ABOVE - BELOW))

    def _step(self) -> float:
        return self.width() / max(1, len(self._months))

    def _left(self, number: int) -> float:
        return self._step() * (number + GAP)

    def _high(self, plot: QRectF, value: float) -> float:
        most = max((month.number or 0 for month in self._months), default=0)
        return (plot.height() - Size.CHIP) * value / most if most else 0.0
