from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.parts.conftest import Shown
from ui.parts.month import Dated, Month
from ui.parts.month_grid import MonthGrid
from ui.parts.month_painter import paint_day
from ui.parts.month_weeks import mondays, stretches, weeks_of
from ui.parts.theme import Space, color

Key = Qt.Key
JUNE = date(2017, 6, 1)


def an_event(number: int, first: int, last: int = 0, time: str = "09:30") -> Dated:
    starts, ends = date(2017, 6, first), date(2017, 6, last or first)
    return Dated(number, starts, ends, time, f"Event {number}", "Open", "3/20")


def a_month(shown: Shown, *events: Dated) -> Month:
    month = Month()
    shown(month)
    month.show_month(2017, 6, events, today=date(2017, 6, 13), holidays={date(2017, 6, 26): "Eid"})
    month.setFocus()
    return month


def test_a_month_has_every_week_it_touches() -> None:
    assert mondays(JUNE)[0] == date(2017, 5, 29)
    assert len(mondays(JUNE)) == 5
    assert mondays(date(2017, 7, 1))[0] == date(2017, 6, 26)
    assert len(mondays(date(2017, 7, 1))) == 6


def test_an_event_of_several_days_keeps_one_line_and_goes_on_next_week() -> None:
    long, short = an_event(1, 15, 20), an_event(2, 15, time="08:00")
    first = {each.event.id: each for each in stretches(date(2017, 6, 12), [short, long])}
    assert (first[1].first, first[1].last, first[1].lane, first[2].lane) == (3, 6, 0, 1)
    second = stretches(date(2017, 6, 19), [short, long])
    assert [(each.event.id, each.first, each.last) for each in second] == [(1, 0, 1)]


def test_weekends_are_narrow_until_something_is_on() -> None:
    box = QRectF(0, 0, 1000, 600)
    quiet, busy = MonthGrid(JUNE, [an_event(1, 13)], box), MonthGrid(JUNE, [an_event(1, 17)], box)
    assert quiet.column(5)[1] < quiet.column(0)[1]
    assert abs(busy.column(5)[1] - busy.column(0)[1]) <= 1


def test_every_event_of_a_month_is_as_high_as_the_others() -> None:
    quiet, busy = an_event(1, 13), [an_event(number, 20) for number in range(2, 5)]
    for events, two_lines in (([quiet], True), ([quiet, *busy], False)):
        entries = MonthGrid(JUNE, events, QRectF(0, 0, 1000, 480)).entries()
        assert {entry.two_lines for entry in entries} == {two_lines}
        assert len({entry.box.height() for entry in entries}) == 1


def test_a_narrow_month_keeps_the_titles() -> None:
    events = [an_event(number, 20) for number in range(1, 5)]

    def said(wide: int) -> tuple[bool, bool]:
        entry = MonthGrid(JUNE, events, QRectF(0, 0, wide, 480)).entries()[0]
        return entry.says_time, entry.says_places

    assert [said(wide) for wide in (1200, 850, 500)] == [
        (True, True),
        (True, False),
        (False, False),
    ]


def test_a_month_that_begins_at_a_weekend_begins_at_its_monday() -> None:
    november = date(2026, 11, 1)  # a Sunday
    event = Dated(1, november, november, "", "Vigil", "Open")
    assert weeks_of(november, [])[0] == date(2026, 11, 2)
    assert weeks_of(november, [event])[0] == date(2026, 10, 26)
    assert weeks_of(JUNE, []) == mondays(JUNE)


def test_a_full_day_says_how_many_more() -> None:
    events = [an_event(number, 13, time=f"{number + 8:02}:00") for number in range(1, 13)]
    grid = MonthGrid(JUNE, events, QRectF(0, 0, 1000, 600))
    (more,) = grid.more()
    assert more.day == date(2017, 6, 13)
    assert len(grid.entries()) + more.count == 12
    assert all(entry.box.bottom() <= more.box.top() for entry in grid.entries())
    assert more.box.bottom() <= grid.day_box(date(2017, 6, 12), 1).bottom() + 1


def test_the_arrows_go_from_event_to_event(qtbot: QtBot, shown: Shown) -> None:
    month = a_month(shown, an_event(2, 20), an_event(1, 13), an_event(3, 13, time="14:00"))
    opened: list[int] = []
    month.opened.connect(opened.append)
    for key in (Key.Key_Return, Key.Key_Right, Key.Key_Return, Key.Key_Left, Key.Key_Up):
        qtbot.keyClick(month, key)
    assert opened == [1, 3]
    assert "Event 2" in month.accessibleDescription()
    month.show_month(2017, 6, [an_event(2, 20)], today=JUNE)
    qtbot.keyClick(month, Key.Key_Return)
    assert opened == [1, 3, 2]


def test_the_mouse_opens_an_event_and_a_day(qtbot: QtBot, shown: Shown) -> None:
    events = [an_event(n, 13, time=f"{n + 8:02}:00") for n in range(1, 13)]
    month = a_month(shown, *events)
    window = month.window()
    assert not window.grab().isNull()
    entry, more = month.grid().entries()[0], month.grid().more()[0]
    for signal, box in ((month.opened, entry.box), (month.day_opened, more.box)):
        with qtbot.waitSignal(signal):
            left = Qt.MouseButton.LeftButton
            qtbot.mouseClick(month, left, pos=box.center().toPoint())
    with qtbot.waitSignal(month.day_opened) as day:
        quiet = month.grid().day_box(date(2017, 6, 19), 2).center().toPoint()
        qtbot.mouseDClick(month, Qt.MouseButton.LeftButton, pos=quiet)
    assert day.args == [date(2017, 6, 21)]


def test_page_up_and_down_turn_the_month(qtbot: QtBot, shown: Shown) -> None:
    month = a_month(shown)
    turns: list[int] = []
    month.turned.connect(turns.append)
    qtbot.keyClick(month, Key.Key_PageUp)
    qtbot.keyClick(month, Key.Key_PageDown)
    qtbot.keyClick(month, Key.Key_Return)
    assert turns == [-1, 1]
    assert month.accessibleDescription() == "No events"


def test_a_quiet_saturday_has_room_for_its_two_figures(shown: Shown) -> None:
    shown(Month())  # with the fonts that the painter asks for

    def figures(wide: int) -> QImage:
        image = QImage(200, 24, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.fillRect(image.rect(), color("ground"))
        box = QRectF(0, 0, wide, 24)
        paint_day(painter, box, date(2017, 6, 24), "", here=True, today=False)
        painter.end()
        return image.copy(Space.S, Space.HAIR, 18, 20)

    assert figures(26) == figures(200)
