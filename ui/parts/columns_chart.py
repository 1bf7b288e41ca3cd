"""Columns: places, booked and attended, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from trainingdesk.domain.figures import counted
from ui.parts.chart import CENTRE, MIDDLE, Chart, Mark, apart
from ui.parts.theme import Size, Space, Type, color, font

GAP = 0.12
PARTS = (("places", "mark_wash"), ("booked", "mark"), ("attended", "accent"))
WORD_TONES = ("faint", "soft", "accent")


@dataclass(frozen=True, slots=True)
class MonthOfPlaces:
    """What one month gave."""

    name: str
    places: int
    booked: int
    attended: int
    key: object = None

    def numbers(self) -> tuple[int, int, int]:
        """Places, booked, attended: each lies before the one that came first."""
        return self.places, self.booked, self.attended

    def spoken(self) -> str:
        """The month in words."""
        places = counted(self.places, "place")
        return f"{self.name}: {places}, {self.booked} booked, {self.attended} attended"


class Columns(Chart):
    """Places as the outer column, booked within, attended within that."""

    def __init__(self, says: str = "Places, booked and attended in each month") -> None:
        super().__init__(says)
        self._months: Sequence[MonthOfPlaces] = ()

    def show_months(self, months: Sequence[MonthOfPlaces]) -> None:
        """Show other months."""
        self._months = months
        self.say_numbers()

    def marks(self) -> list[Mark]:
        plot, step = self._plot(), self._step()
        return [
            Mark(
                QRectF(number * step, 0, step, plot.bottom() + Space.XL), month.key, month.spoken()
            )
            for number, month in enumerate(self._months)
        ]

    def draw(self, painter: QPainter) -> None:
        plot = self._plot()
        painter.fillRect(QRectF(0, plot.bottom(), plot.width(), Space.HAIR), color("line"))
        for number, month in enumerate(self._months):
            self._month(painter, plot, number, month)
        self._labels(painter, plot)

    def _month(self, painter: QPainter, plot: QRectF, number: int, month: MonthOfPlaces) -> None:
        step = self._step()
        left, wide = plot.left() + number * step + step * GAP, step * (1 - 2 * GAP)
        for value, (_word, tone) in zip(month.numbers(), PARTS, strict=True):
            high = self._high(plot, value)
            painter.fillRect(QRectF(left, plot.bottom() - high, wide, high), color(tone))
        painter.setFont(font(Type.SMALL))
        painter.setPen(color("faint"))
        below = QRectF(left - Space.S, plot.bottom() + Space.XS, wide + Space.L, Size.CHIP)
        painter.drawText(below, CENTRE, month.name)
        fits = QFontMetrics(font(Type.SMALL)).horizontalAdvance(str(month.attended)) <= wide
        if fits and self._high(plot, month.attended) > Size.CHIP:
            painter.setPen(color("on_accent"))
            inside = QRectF(left, plot.bottom() - Size.CHIP, wide, Size.CHIP)
            painter.drawText(inside, CENTRE, str(month.attended))

    def _labels(self, painter: QPainter, plot: QRectF) -> None:
        last = next(m for m in reversed(self._months) if m.places or m is self._months[0])
        at = self._months.index(last)
        edge = plot.left() + (at + 1) * self._step() - self._step() * GAP
        middles = _middles([self._high(plot, value) for value in last.numbers()])
        wanted = [plot.bottom() - middle for middle in middles]
        tops = apart(wanted, Space.L, plot.bottom() - Space.S)
        painter.setFont(font(Type.SMALL, strong=True))
        for top, wish, (word, _), tone in zip(tops, wanted, PARTS, WORD_TONES, strict=True):
            if any(last.numbers()):  # or there is no column for a line to begin at
                painter.setPen(color("mark"))
                ends = round(plot.right() + Space.XS), round(top)
                painter.drawLine(round(edge), round(wish), *ends)
            painter.setPen(color(tone))
            box = QRectF(plot.right() + Space.S, top - Space.S, Space.XXL * 2, Space.L)
            painter.drawText(box, MIDDLE, word)

    def _plot(self) -> QRectF:
        side = Space.XXL * 2 + Space.M
        high = self.height() - Space.L - Space.XL
        return QRectF(0, Space.L, self.width() - side, high)

    def _step(self) -> float:
        return self._plot().width() / max(1, len(self._months))

    def _high(self, plot: QRectF, value: int) -> float:
        most = max((max(month.numbers()) for month in self._months), default=0)
        return plot.height() * value / most if most else 0.0


def _middles(highs: Sequence[float]) -> list[float]:
    """The middle of each part that shows, between its top and the top of the next."""
    places, booked, attended = highs
    return [(places + booked) / 2, (booked + attended) / 2, attended / 2]
