"""Slopes: the means of a few measures over the stages of an evaluation."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from trainingdesk.domain.figures import rounded
from ui.parts.chart import CENTRE, MIDDLE, RIGHT, Chart, Mark, apart
from ui.parts.theme import Size, Space, Type, color, font

FAINT = 0.45
EDGE = Space.XXL * 4
LABEL = Space.XL
THICKEST = 5


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, the mean of the answers, and how many answered."""

    label: str
    mean: float
    n: int


@dataclass(frozen=True, slots=True)
class Measure:
    """What was asked, stage by stage."""

    name: str
    stages: Sequence[Stage]
    key: object = None

    def spoken(self) -> str:
        """The measure in words."""
        parts = ", ".join(
            f"{stage.label} {rounded(stage.mean, 1)} of {stage.n:,}" for stage in self.stages
        )
        return f"{self.name}: {parts}"


class Slope(Chart):
    """The first measure in colour, the others beside it, each labelled at its ends.

    Where the single answers are given, each person is a line, thicker the more share it;
    those who fell are in amber.
    """

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self._measures: Sequence[Measure] = ()
        self._people: Sequence[Sequence[float]] = ()
        self._low, self._high = 0.0, 10.0

    def show_measures(
        self,
        measures: Sequence[Measure],
        *,
        low: float = 0,
        high: float = 10,
        people: Sequence[Sequence[float]] = (),
    ) -> None:
        """Show other measures, on a scale."""
        self._measures, self._people = [m for m in measures if m.stages], people
        self._low, self._high = low, high
        self.say_numbers()

    def marks(self) -> list[Mark]:
        made = []
        for measure, top in zip(self._measures, self._label_tops(-1), strict=True):
            box = QRectF(self._plot().right(), top - LABEL / 2, EDGE, LABEL)
            made.append(Mark(box, measure.key, measure.spoken()))
        return made

    def feet(self) -> list[tuple[str, ...]]:
        """Each stage and how many answered, in two lines where one would meet its neighbour's."""
        stages = self._measures[0].stages if self._measures else ()
        parts = [(stage.label, f"n = {self._answered(n)}") for n, stage in enumerate(stages)]
        whole = [", ".join(part) for part in parts]
        wide = QFontMetrics(font(Type.SMALL)).horizontalAdvance
        widest = max(map(wide, whole), default=0) + Space.M
        apart_by = (self.width() - 2 * EDGE) / max(1, len(stages) - 1)
        return [*parts] if widest > apart_by else [(said,) for said in whole]

    def draw(self, painter: QPainter) -> None:
        self._scale(painter)
        for line, count in Counter(tuple(person) for person in self._people).items():
            fell = line[-1] < line[0]
            shade = color("amber" if fell else "mark")
            shade.setAlphaF(1 if fell else FAINT)
            painter.setPen(QPen(shade, min(count, THICKEST)))
            painter.drawPolyline(self._points(line))
        for number, measure in reversed(list(enumerate(self._measures))):
            self._measure(painter, measure, "soft" if number else "accent")
        self._labels(painter)

    def _measure(self, painter: QPainter, measure: Measure, tone: str) -> None:
        points = self._points([stage.mean for stage in measure.stages])
        painter.setPen(QPen(color(tone), Size.LINE if tone == "accent" else Size.STROKE))
        painter.drawPolyline(points)
        painter.setPen(QPen(color("page"), Size.STROKE))
        painter.setBrush(color(tone))
        for point in points:
            painter.drawEllipse(point, Size.DOT, Size.DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _labels(self, painter: QPainter) -> None:
        plot = self._plot()
        firsts, lasts = self._label_tops(0), self._label_tops(-1)
        for number, measure in enumerate(self._measures):
            painter.setPen(color("soft" if number else "accent"))
            painter.setFont(font(Type.LEAD, strong=True))
            first, last = measure.stages[0], measure.stages[-1]
            left = QRectF(0, firsts[number] - LABEL / 2, plot.left() - Space.M, LABEL)
            painter.drawText(left, RIGHT, f"{rounded(first.mean, 1)}")
            right = QRectF(plot.right() + Space.M, lasts[number] - LABEL / 2, EDGE, LABEL)
            said = f"{rounded(last.mean, 1)}"
            painter.drawText(right, MIDDLE, said)
            used = painter.fontMetrics().horizontalAdvance(said) + Space.S
            painter.setFont(font(Type.SMALL, strong=not number))
            painter.drawText(right.adjusted(used, 0, -Space.M, 0), MIDDLE, measure.name)
        self._between(painter)

    def _between(self, painter: QPainter) -> None:
        measure = self._measures[0]
        points = self._points([stage.mean for stage in measure.stages])
        painter.setFont(font(Type.LEAD, strong=True))
        for stage, point in list(zip(measure.stages, points, strict=True))[1:-1]:
            halo = QRectF(point.x() - Space.L, point.y() - LABEL - Space.S, Space.XXL, LABEL)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("raised"))
            painter.drawRoundedRect(halo, Size.RADIUS_SMALL, Size.RADIUS_SMALL)
            painter.setPen(color("accent"))
            painter.drawText(halo, CENTRE, f"{rounded(stage.mean, 1)}")

    def _scale(self, painter: QPainter) -> None:
        plot = self._plot()
        painter.setFont(font(Type.SMALL))
        for value in (self._low, (self._low + self._high) / 2, self._high):
            high = self._y(value)
            painter.fillRect(QRectF(plot.left(), high, plot.width(), Space.HAIR), color("line"))
            painter.setPen(color("faint"))
            painter.drawText(QRectF(0, high - Space.S, Space.XL, Space.L), RIGHT, f"{value:g}")
        stages = self._measures[0].stages
        feet = self.feet()
        for number in range(len(stages)):
            x = self._x(number, len(stages))
            painter.fillRect(QRectF(x, plot.top(), Space.HAIR, plot.height()), color("line"))
            painter.setPen(color("soft"))
            for line, said in enumerate(feet[number]):
                top = plot.bottom() + Space.S + line * Size.CHIP
                painter.drawText(QRectF(x - EDGE, top, 2 * EDGE, Size.CHIP), CENTRE, said)

    def _answered(self, stage: int) -> str:
        answered = sorted({m.stages[stage].n for m in self._measures if stage < len(m.stages)})
        first, last = f"{answered[0]:,}", f"{answered[-1]:,}"
        return first if first == last else f"{first} to {last}"

    def _label_tops(self, end: int) -> list[float]:
        wanted = [self._y(measure.stages[end].mean) for measure in self._measures]
        return apart(wanted, LABEL - Space.XS, self._plot().bottom())

    def _points(self, values: Sequence[float]) -> list[QPointF]:
        return [QPointF(self._x(n, len(values)), self._y(v)) for n, v in enumerate(values)]

    def _plot(self) -> QRectF:
        under = Size.CHIP * (max(map(len, self.feet()), default=1) - 1)
        high = self.height() - Space.M - Space.XXL - under
        return QRectF(EDGE, Space.M, self.width() - 2 * EDGE, high)

    def _x(self, number: int, count: int) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * number / max(1, count - 1)

    def _y(self, value: float) -> float:
        plot = self._plot()
        span = (self._high - self._low) or 1.0
        return plot.bottom() - plot.height() * (value - self._low) / span
