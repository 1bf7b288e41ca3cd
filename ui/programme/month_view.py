"""The month of the programme, and the way to the months beside it."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.words import clock
from trainingdesk.services.event_rows import EventRow
from trainingdesk.services.months import EventInMonth
from ui.parts.layout import across, down, holder
from ui.parts.month import Dated, Month
from ui.parts.theme import Space
from ui.parts.words import Button, Words
from ui.programme.columns import TONES


class MonthView(QWidget):
    """The month with its events; the head turns it."""

    turned = Signal(object)  # the first day of the month to show
    opened = Signal(int)
    day_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._first = date(2000, 4, 1)
        self._rows: dict[int, EventRow] = {}
        self.title = Words("", "lead")
        before = Button("", "quiet", "chevron-left", "PgUp", "Month before")
        after = Button("", "quiet", "chevron-right", "PgDown", "Month after")
        before.clicked.connect(lambda: self._turn(-1))
        after.clicked.connect(lambda: self._turn(1))
        self.head = holder(across(before, self.title, after, gap=Space.S))
        self.month = Month()
        self.month.setAccessibleName("Month")
        self.month.turned.connect(self._turn)
        self.month.opened.connect(self.opened)
        self.month.day_opened.connect(self.day_opened)
        self.setLayout(down(self.month))

    def show_month(self, first: date, events: Sequence[EventInMonth], *, today: date) -> None:
        """Show a month."""
        self._first = first
        self._rows = {event.id: event.row for event in events}
        self.title.say(f"{first:%B %Y}")
        dated = [_dated(event) for event in events]
        self.month.show_month(first.year, first.month, dated, today=today)

    def row_here(self) -> EventRow | None:
        """The event that has the frame."""
        here = self.month.here()
        return None if here is None else self._rows[here.id]

    def _turn(self, step: int) -> None:
        self.turned.emit(month_beside(self._first, step))


def month_beside(first: date, step: int) -> date:
    """The first day of the month before or after."""
    return (first + timedelta(days=40 if step > 0 else -1)).replace(day=1)


def _dated(event: EventInMonth) -> Dated:
    return Dated(
        id=event.id,
        starts=event.starts,
        ends=event.ends,
        time=clock(event.at) if event.at else "",
        title=event.title,
        status=event.standing.value,
        places=event.full,
        tone=TONES.get(event.standing, ""),
    )
