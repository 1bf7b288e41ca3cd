"""Columns by month: read aloud, drawn however many, and none taken for nought."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from trainingdesk.domain.month_typed import after
from ui.parts.months_chart import CountedMonth, MeanLine, MonthsChart, Side

APRIL = date(2026, 4, 1)


def months(*numbers: int | None) -> list[CountedMonth]:
    return [
        CountedMonth(f"{m:%b}", f"{m:%B %Y}", m.year, number, Side.BEFORE, n % 3, m)
        for n, number in enumerate(numbers)
        for m in (after(APRIL, n),)
    ]


@pytest.fixture
def chart(qtbot: QtBot) -> MonthsChart:
    made = MonthsChart("Numbers by month")
    qtbot.addWidget(made)
    made.resize(600, 240)
    return made


def test_months_are_said_with_their_events_and_what_is_missing(chart: MonthsChart) -> None:
    chart.show_months(months(41, None, 0))
    assert chart.accessibleDescription() == (
        "April 2026: 41; May 2026: no number, 1 event; June 2026: 0, 2 events"
    )


@pytest.mark.parametrize("numbers", [(), (0, 0), (None,), (None, 7), (7,) * 36, (1_000_000,) * 36])
def test_it_is_drawn_however_many_months_there_are(
    chart: MonthsChart, numbers: tuple[int | None, ...]
) -> None:
    mean = [MeanLine(Side.BEFORE, 3.5, "Before: 3.5"), MeanLine(Side.AFTER, None, "After: none")]
    chart.show_months(months(*numbers), mean)
    chart.grab()
    boxes = [mark.box for mark in chart.marks()]
    assert len(boxes) == len(numbers)
    assert all(box.left() >= 0 and box.right() <= chart.width() + 1 for box in boxes)
