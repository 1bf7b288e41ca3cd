"""Bars parted by answer: how the answers to one question are spread, stage by stage."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from trainingdesk.domain.figures import percent
from ui.parts.chart import CENTRE, MIDDLE, Chart, Mark
from ui.parts.letters import isolated
from ui.parts.theme import Size, Space, Type, color, contrast, font

NAMES = Space.XXL * 4
ENDS = Space.XXL * 2
STEP = Size.ROW + Space.S
THICK = 0.7


@dataclass(frozen=True, slots=True)
class Segment:
    """One answer of a bar, how many gave it, and what opens them."""

    answer: str
    number: int
    key: object = None


@dataclass(frozen=True, slots=True)
class StackedBar:
    """All answers at one stage, in their order, and how many people they are from."""

    name: str
    segments: Sequence[Segment]
    of: int


class StackedBars(Chart):
    """Each bar is everybody who answered; its parts run from pale to dark in the order asked.

    Each part bears its answer where it has room, so that no shade need be told from another.
    """

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self._bars: Sequence[StackedBar] = ()

    def show_bars(self, bars: Sequence[StackedBar]) -> None:
        """Show other bars."""
        self._bars = [bar for bar in bars if bar.of]
        self.setMinimumHeight(max(1, len(self._bars)) * STEP)
        self.say_numbers()

    def marks(self) -> list[Mark]:
        return [
            Mark(box, segment.key, _spoken(bar, segment))
            for number, bar in enumerate(self._bars)
            for segment, box, _ in self._parts(number, bar)
        ]

    def draw(self, painter: QPainter) -> None:
        for number, bar in enumerate(self._bars):
            line = QRectF(0, number * self._step(), self.width(), self._step())
            painter.setFont(font())
            painter.setPen(color("ink"))
            mode = Qt.TextElideMode.ElideRight
            name = painter.fontMetrics().elidedText(bar.name, mode, NAMES - Space.M)
            painter.drawText(line.adjusted(0, 0, NAMES - line.width(), 0), MIDDLE, isolated(name))
            for segment, box, shade in self._parts(number, bar):
                self._part(painter, bar, segment, box, shade)
            painter.setFont(font(Type.SMALL))
            painter.setPen(color("faint"))
            end = QRectF(self.width() - ENDS + Space.S, line.top(), ENDS, line.height())
            painter.drawText(end, MIDDLE, f"of {bar.of:,}")

    def _part(
        self, painter: QPainter, bar: StackedBar, segment: Segment, box: QRectF, shade: float
    ) -> None:
        ground = mixed(shade)
        painter.fillRect(box.adjusted(0, 0, -Space.HAIR, 0), ground)
        painter.setPen(words_on(ground))
        painter.setFont(font(Type.SMALL, strong=True))
        wide = painter.fontMetrics().horizontalAdvance
        share = percent(segment.number, bar.of)
        for words in (f"{segment.answer}: {share}", segment.answer):
            if wide(words) + Space.S <= box.width():
                painter.drawText(box, CENTRE, words)
                return

    def _parts(self, number: int, bar: StackedBar) -> list[tuple[Segment, QRectF, float]]:
        """Each part with its place and how dark it is; an answer that nobody gave has none."""
        room = max(1.0, self.width() - NAMES - ENDS)
        high = self._step() * THICK
        top = number * self._step() + (self._step() - high) / 2
        made, left, last = [], float(NAMES), max(1, len(bar.segments) - 1)
        for place, segment in enumerate(bar.segments):
            wide = room * segment.number / bar.of
            if segment.number:
                made.append((segment, QRectF(left, top, wide, high), place / last))
            left += wide
        return made

    def _step(self) -> float:
        return min(float(STEP), self.height() / max(1, len(self._bars)))


def _spoken(bar: StackedBar, segment: Segment) -> str:
    share = percent(segment.number, bar.of)
    return f"{bar.name}, {segment.answer}: {segment.number:,} of {bar.of:,}, {share}"


def words_on(ground: QColor) -> QColor:
    """The colour in which words are read best on a shade of the accent."""
    said = (color("ink"), color("on_accent"))
    return max(said, key=lambda words: contrast(words.name(), ground.name()))


def mixed(shade: float) -> QColor:
    """A shade between the two ends of the accent."""
    pale, dark = color("mark_wash"), color("accent")
    ends = (
        (pale.redF(), dark.redF()),
        (pale.greenF(), dark.greenF()),
        (pale.blueF(), dark.blueF()),
    )
    red, green, blue = (low + (high - low) * shade for low, high in ends)
    return QColor.fromRgbF(red, green, blue)
