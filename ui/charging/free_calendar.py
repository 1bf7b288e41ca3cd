"""The weeks before an example event: on which days cancelling is free."""

from datetime import timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainingdesk.domain.words import short_day
from trainingdesk.services.charging.example import DayKind, Example, ExampleDay
from ui.parts.chip import look_of
from ui.parts.theme import Size, Space, Type, color, font

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEK = len(DAYS)
LINE = Size.ROW
TONES = {DayKind.FREE: "green", DayKind.CHARGED: "amber", DayKind.EVENT: "accent"}
A_DAY = timedelta(days=1)
CENTRE = Qt.AlignmentFlag.AlignCenter


class FreeCalendar(QWidget):
    """Seven days across: green while cancelling is free, amber once it is charged."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[ExampleDay, ...] = ()
        self.setAccessibleName("When cancelling stops being free")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_example(self, example: Example) -> None:
        """Show the days of an example; the sentences go to whoever cannot see them."""
        self._days = example.days
        self.setAccessibleDescription(" ".join(example.said))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.FORM - 2 * Space.XL, Space.XL + len(self._days) // WEEK * LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = self.width() / WEEK
        painter.setFont(font(Type.SMALL))
        painter.setPen(color("faint"))
        for number, name in enumerate(DAYS):
            painter.drawText(QRectF(number * wide, 0, wide, Space.XL), CENTRE, name)
        for number, day in enumerate(self._days):
            week, column = divmod(number, WEEK)
            box = QRectF(column * wide, Space.XL + week * LINE, wide, LINE)
            self._paint_day(painter, box.adjusted(1, 1, -1, -1), day, first=number == 0)
        painter.end()

    def _paint_day(self, painter: QPainter, box: QRectF, day: ExampleDay, *, first: bool) -> None:
        wash, ink = look_of(TONES[day.kind]) if day.kind in TONES else ("page", "faint")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(wash))
        painter.drawRoundedRect(box, Size.RADIUS_SMALL, Size.RADIUS_SMALL)
        strong = bool(day.until) or day.kind is DayKind.EVENT
        painter.setFont(font(Type.SMALL, strong=strong))
        # A day off is drawn fainter: working days are those that notice is counted in.
        painter.setPen(color(ink if day.is_working or strong else "soft"))
        named = first or day.day.day == 1
        text = short_day(day.day) if named else str(day.day.day)
        painter.drawText(box, CENTRE, f"({text})" if not day.is_working else text)
