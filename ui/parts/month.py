"""A month of events, Monday first."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from trainingdesk.domain.figures import counted
from ui.parts.letters import tip
from ui.parts.month_grid import Entry, MonthGrid, More
from ui.parts.month_painter import paint_day, paint_entry, paint_heads, paint_more
from ui.parts.month_weeks import Dated, in_order
from ui.parts.roving import step_of
from ui.parts.theme import Space, color

__all__ = ["Dated", "Month"]

TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class Month(QWidget):
    """Seven days across; a day that holds more than fits says how many more.

    The arrows go from event to event, Enter opens one, Page Up and Down turn the month.
    """

    opened = Signal(int)  # the event's id
    moved = Signal()  # another event may have the frame
    day_opened = Signal(object)  # a date: there is more on it, or it was double-clicked
    turned = Signal(int)  # -1 for the month before, 1 for the month after

    def __init__(self) -> None:
        super().__init__()
        self._first = date(2000, 1, 1)
        self._today: date | None = None
        self._events: list[Dated] = []
        self._holidays: Mapping[date, str] = {}
        self._at = 0
        self.setAccessibleName("Month")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_month(
        self,
        year: int,
        month: int,
        events: Sequence[Dated],
        *,
        today: date,
        holidays: Mapping[date, str] | None = None,
    ) -> None:
        """Show a month and its events."""
        here = self.here()
        self._first, self._today = date(year, month, 1), today
        self._events, self._holidays = in_order(events), holidays or {}
        ids = [event.id for event in self._events]
        self._at = ids.index(here.id) if here is not None and here.id in ids else 0
        self.setAccessibleName(f"{self._first:%B %Y}, {counted(len(events), 'event')}")
        self._say_here()

    def here(self) -> Dated | None:
        """The event that Enter opens."""
        return self._events[self._at] if self._events else None

    def go_to(self, event_id: int) -> None:
        """Frame an event, where the month has it."""
        ids = [event.id for event in self._events]
        if event_id in ids:
            self._at = ids.index(event_id)
            self._say_here()

    def grid(self) -> MonthGrid:
        """Where everything stands at the present size."""
        box = QRectF(self.rect()).adjusted(0, Space.XL, 0, 0)
        return MonthGrid(self._first, self._events, box)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, here = step_of(event), self.here()
        if event.key() in TURNS and not event.modifiers():
            self.turned.emit(TURNS[Qt.Key(event.key())])
        elif here is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit(here.id)
        elif here is not None and step is not None:
            self._at = step.of(self._at, len(self._events))
            self._say_here()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._under(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        under = self._under(event.position())
        if isinstance(under, Entry):
            self.opened.emit(under.event.id)
        elif isinstance(under, More):
            self.day_opened.emit(under.day)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.grid().day_at(event.position())
        if day is not None and self._under(event.position()) is None:
            self.day_opened.emit(day)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            under = self._under(QPointF(event.pos()))
            said = tip(under.event.spoken()) if isinstance(under, Entry) else ""
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        grid = self.grid()
        paint_heads(painter, [grid.column(number) for number in range(7)])
        for monday in grid.weeks:
            for number in range(7):
                day = monday + timedelta(days=number)
                holiday = self._holidays.get(day, "")
                here = day.month == self._first.month
                box = grid.day_box(monday, number)
                paint_day(painter, box, day, holiday, here=here, today=day == self._today)
        for monday in grid.weeks[1:]:
            top = round(grid.day_box(monday, 0).top())
            painter.fillRect(QRectF(0, top, self.width(), Space.HAIR), color("line"))
        marked = self.here()
        frame = "accent" if self.hasFocus() else "faint"  # an act falls on it all the same
        for entry in grid.entries():
            held = marked is not None and entry.event.id == marked.id
            paint_entry(painter, entry, frame=frame if held else "")
        for more in grid.more():
            paint_more(painter, more)
        painter.end()

    def _under(self, at: QPointF) -> Entry | More | None:
        grid = self.grid()
        return next((thing for thing in grid.things() if thing.box.contains(at)), None)

    def _say_here(self) -> None:
        here = self.here()
        self.setAccessibleDescription(here.spoken() if here else "No events")
        self.update()
        self.moved.emit()
