"""A week beside the work: its days one under another, what is on and how it stands."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from trainingdesk.domain.words import clock
from trainingdesk.services.week import DatedEvent, Day
from ui.parts.chip import Chip
from ui.parts.layout import across, down
from ui.parts.theme import Size, Space, Width, color
from ui.parts.words import Words


class EventButton(QAbstractButton):
    """One event on its day; pressing it opens the event."""

    def __init__(self, dated: DatedEvent) -> None:
        super().__init__()
        self.dated = dated
        at = clock(dated.at) if dated.at else "All day"
        off = dated.status == "Cancelled"
        title = Words(dated.title, "faint" if off else "", wrap=True)
        places = Words("" if off else dated.places, "small")
        first = across(Words(at, "strong"), places, None, Chip(dated.status))
        inner = down(first, title, gap=Space.XS)
        inner.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        self.setLayout(inner)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{at}, {dated.title}, {dated.status}, {dated.places}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(color("line"))
        painter.setBrush(color("sunken" if self.underMouse() else "raised"))
        half = Space.HAIR / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        painter.end()


class Week(QWidget):
    """The days of one week under its name."""

    opened = Signal(object)  # the DatedEvent

    def __init__(self, name: str, days: Sequence[Day], today: date) -> None:
        super().__init__()
        self.setFixedWidth(Size.FORM)
        column = down(Words(name, "lead"), gap=Space.M)
        if any(day.events for day in days):
            column.addLayout(self._grid(days, today))
        else:
            column.addWidget(Words("Nothing planned", "faint"))
        column.addStretch(1)
        self.setLayout(column)

    def _grid(self, days: Sequence[Day], today: date) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnMinimumWidth(0, Width.TINY)
        grid.setColumnStretch(1, 1)
        for number, day in enumerate(days):
            self._add_day(grid, number, day, today)
        return grid

    def _add_day(self, grid: QGridLayout, number: int, day: Day, today: date) -> None:
        here = day.day == today
        name = Words(f"{day.day:%a} {day.day.day}", "accent" if here else "soft")
        if here:
            name.setAccessibleName(f"{name.text()}, today")
        name.setContentsMargins(0, Space.S, 0, 0)
        grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        if not day.events:
            nothing = Words("Nothing planned", "small")
            nothing.setContentsMargins(0, Space.S, 0, Space.XS)
            grid.addWidget(nothing, number, 1)
            return
        column = down(gap=Space.S)
        for dated in day.events:
            column.addWidget(self._button(dated))
        grid.addLayout(column, number, 1)

    def _button(self, dated: DatedEvent) -> EventButton:
        made = EventButton(dated)
        made.clicked.connect(lambda _=False: self.opened.emit(dated))
        return made
