"""Where the days of a month and its events stand in a picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

from ui.parts.month_weeks import Dated, Stretch, has_weekend, stretches, weeks_of
from ui.parts.theme import Size, Space

QUIET_WEEKEND = 0.25
"""How wide a Saturday without events is, beside a working day."""
GAP = Space.XS // 2
TIME_WIDE = PLACES_WIDE = Space.XXL + Space.S
HEAD = Space.XL + Space.HAIR
ONE_LINE, TWO_LINES = Size.CHIP, 2 * Space.L + Space.XS
TITLE_LEAST = Space.XXL * 2 + Space.L
"""A title on one line has so much room before the places, and then the time, stand beside it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The part of an event that is drawn in one week."""

    event: Dated
    box: QRectF
    two_lines: bool
    begins: bool
    ends: bool
    says_time: bool = True
    says_places: bool = True


@dataclass(frozen=True, slots=True)
class More:
    """How many events of a day did not fit."""

    day: date
    count: int
    box: QRectF


class MonthGrid:
    """The weeks of a month in a box: working days wide, a weekend narrow while it is quiet."""

    def __init__(self, first: date, events: Sequence[Dated], box: QRectF) -> None:
        self._box = box
        self.weeks = weeks_of(first, events)
        self._stretches = {monday: stretches(monday, events) for monday in self.weeks}
        weekend = 1.0 if has_weekend(events) else QUIET_WEEKEND
        self._line = self._line_that_fits()
        self._widths = [1.0] * 5 + [weekend] * 2

    def column(self, number: int) -> tuple[float, float]:
        """Where a day of the week begins, and how wide it is."""
        unit = self._box.width() / sum(self._widths)
        left = round(self._box.left() + unit * sum(self._widths[:number]))
        right = round(self._box.left() + unit * sum(self._widths[: number + 1]))
        return left, right - left

    def day_box(self, monday: date, number: int) -> QRectF:
        """The box of a day."""
        high = self._box.height() / len(self.weeks)
        top = round(self._box.top() + self.weeks.index(monday) * high)
        left, wide = self.column(number)
        return QRectF(left, top, wide, round(high))

    def day_at(self, at: QPointF) -> date | None:
        """The day at a point."""
        for monday in self.weeks:
            for number in range(7):
                if self.day_box(monday, number).contains(at):
                    return monday + timedelta(days=number)
        return None

    def things(self) -> list[Entry | More]:
        """Everything that can be pressed."""
        return [*self.entries(), *self.more()]

    def entries(self) -> list[Entry]:
        """Every event that fits, week by week."""
        return [
            self._entry(monday, each)
            for monday in self.weeks
            for each in self._stretches[monday]
            if not self._hidden(monday, each)
        ]

    def more(self) -> list[More]:
        """The days that hold more than fits."""
        made = []
        for monday in self.weeks:
            week = self._stretches[monday]
            for number in range(7):
                here = [each for each in week if each.first <= number <= each.last]
                cut = sum(self._hidden(monday, each) for each in here)
                if cut:
                    box = self.day_box(monday, number)
                    top = self._lane_top(monday, self._lanes() - 1)
                    line = QRectF(box.left() + Space.XS, top, box.width() - Space.S, ONE_LINE)
                    made.append(More(monday + timedelta(days=number), cut, line))
        return made

    def _entry(self, monday: date, each: Stretch) -> Entry:
        first, last = self.day_box(monday, each.first), self.day_box(monday, each.last)
        event, starts = each.event, monday + timedelta(days=each.first)
        ends = monday + timedelta(days=each.last)
        box = QRectF(
            first.left() + Space.XS,
            self._lane_top(monday, each.lane),
            last.right() - first.left() - Space.S,
            self._line,
        )
        two = self._line == TWO_LINES
        room = self.column(0)[1] - 3 * Space.S - TITLE_LEAST
        return Entry(
            event,
            box,
            two,
            begins=event.starts == starts,
            ends=event.ends == ends,
            says_time=two or room >= TIME_WIDE,
            says_places=two or room >= TIME_WIDE + PLACES_WIDE,
        )

    def _hidden(self, monday: date, each: Stretch) -> bool:
        lanes = self._lanes()
        if self._deepest(monday) <= lanes:
            return False
        week = self._stretches[monday]
        crowded = any(
            other.lane >= lanes and other.first <= each.last and other.last >= each.first
            for other in week
        )
        return each.lane >= (lanes - 1 if crowded else lanes)

    def _lane_top(self, monday: date, lane: int) -> float:
        return self.day_box(monday, 0).top() + HEAD + lane * (self._line + GAP)

    def _room(self) -> float:
        return self._box.height() / len(self.weeks) - HEAD

    def _deepest(self, monday: date) -> int:
        return max((each.lane + 1 for each in self._stretches[monday]), default=0)

    def _line_that_fits(self) -> int:
        """How high every event of the month is: two lines where the fullest week has the room."""
        deepest = max(self._deepest(monday) for monday in self.weeks)
        return TWO_LINES if deepest * (TWO_LINES + GAP) <= self._room() else ONE_LINE

    def _lanes(self) -> int:
        return max(1, int((self._room() + GAP) // (self._line + GAP)))
