"""Bars that lie, with a tick where last year ended."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.parts.chart import MIDDLE, Chart, Mark
from ui.parts.letters import isolated
from ui.parts.theme import Size, Space, Type, color, font

STEP = Space.XXL + Space.M
THICK = 0.55
NAMES = Space.XXL * 5
SAID = Space.XXL * 4
"""The least room for what is written at the end of a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how long, what is written at its end, last year's length."""

    name: str
    share: float
    said: str
    before: float | None = None
    note: str = ""
    key: object = None

    def longest(self) -> float:
        """How far it reaches, last year's tick included."""
        return max(self.share, self.before or 0.0)

    def spoken(self) -> str:
        """The bar in words."""
        return f"{self.name}: {self.said}" + (f", {self.note}" if self.note else "")


class Bars(Chart):
    """Bars in the order they are given; on a track, each is a part of a whole."""

    def __init__(self, says: str, names: int = NAMES, *, track: bool = False) -> None:
        super().__init__(says)
        self._bars: Sequence[Bar] = ()
        self._names, self._track = names, track

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars = bars
        self.setMinimumHeight(max(Size.NAV - Space.XXL, len(bars) * Space.XL))
        self.say_numbers()

    def marks(self) -> list[Mark]:
        step = self._step()
        return [
            Mark(QRectF(0, number * step, self.width(), step), bar.key, bar.spoken())
            for number, bar in enumerate(self._bars)
        ]

    def draw(self, painter: QPainter) -> None:
        for number, bar in enumerate(self._bars):
            self._bar(painter, self._step() * (number + 0.5), bar)

    def _bar(self, painter: QPainter, middle: float, bar: Bar) -> None:
        step, thick = self._step(), min(Space.L, self._step() * THICK)
        room = max(Space.XXL, self.width() - self._names - self._room_for_words())
        most = 1.0 if self._track else max(b.longest() for b in self._bars) or 1.0
        painter.setFont(font())
        painter.setPen(color("ink"))
        mode = Qt.TextElideMode.ElideRight
        name = painter.fontMetrics().elidedText(bar.name, mode, self._names - Space.M)
        line = QRectF(0, middle - step / 2, self._names - Space.M, step)
        painter.drawText(line, MIDDLE, isolated(name))
        whole = QRectF(self._names, middle - thick / 2, room, thick)
        if self._track:
            painter.fillRect(whole, color("mark_wash"))
        shown = QRectF(whole.left(), whole.top(), room * bar.share / most, thick)
        painter.fillRect(shown, color("accent"))
        if bar.before is not None:
            _tick(painter, whole.left() + room * bar.before / most, whole)
        end = whole.right() if self._track else whole.left() + room * bar.longest() / most
        words = max(SAID, self.width() - end - Space.S)
        _end(painter, QRectF(end + Space.S, line.top(), words, step), bar)

    def _room_for_words(self) -> int:
        """As much as the longest words at an end need: what is cut says nothing."""
        longest = max((_width_of(bar) for bar in self._bars), default=0)
        return max(SAID, longest + 2 * Space.S)

    def _step(self) -> float:
        return min(self.height() / max(1, len(self._bars)), STEP)


def _width_of(bar: Bar) -> int:
    """How wide what is written at the end of a bar is."""
    said = QFontMetrics(font(strong=True)).horizontalAdvance(bar.said)
    note = QFontMetrics(font(Type.SMALL)).horizontalAdvance(bar.note)
    return said + (Space.S + note if bar.note else 0)


def _tick(painter: QPainter, at: float, bar: QRectF) -> None:
    tick = QRectF(at - 1, bar.top() - Size.EDGE, Size.STROKE, bar.height() + 2 * Size.EDGE)
    painter.fillRect(tick.adjusted(-1, 0, 1, 0), color("page"))
    painter.fillRect(tick, color("ink"))


def _end(painter: QPainter, words: QRectF, bar: Bar) -> None:
    painter.setFont(font(strong=True))
    painter.setPen(color("ink"))
    painter.drawText(words, MIDDLE, bar.said)
    used = painter.fontMetrics().horizontalAdvance(bar.said) + Space.S
    painter.setFont(font(Type.SMALL))
    painter.setPen(color("faint"))
    rest = words.adjusted(used, 0, 0, 0)
    mode = Qt.TextElideMode.ElideRight
    note = painter.fontMetrics().elidedText(bar.note, mode, round(rest.width()))
    painter.drawText(rest, MIDDLE, note)
