"""The list of an event's bookings, and the file it is saved as."""

from collections.abc import Iterator, Sequence
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent

from trainingdesk.domain.booking import LIVE
from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.exports import Value
from ui.events.booking_columns import columns
from ui.events.own_columns import saved_heads, saved_rows
from ui.parts.table import Table


class BookingsTable(Table[BookingRow]):
    """Takes F2 for the booking at hand, where the board keeps something of its own on bookings."""

    details_asked = Signal()

    def __init__(self, today: date) -> None:
        super().__init__(columns(today), "Bookings", many=True, ready=True)
        self.has_details = False

    def next_to(self, rows: Sequence[BookingRow]) -> BookingRow:
        """Who comes next once some have given up: the row below them, else the one above."""
        model = self.rows_model
        listed = (model.row_at(place) for place in range(model.rowCount()))
        all_of_them = [row for row in listed if row is not None]
        places = [place for place, row in enumerate(all_of_them) if row in rows]
        after = all_of_them[max(places, default=0) :]
        before = all_of_them[: min(places, default=0)]
        left = [r for r in (*after, *reversed(before)) if r not in rows and r.status in LIVE]
        return left[0] if left else rows[0]

    def go_on(self, row: BookingRow) -> None:
        """Take the keys, on a row that may stand elsewhere by now."""
        self.select_id(row.id)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep F2 from the page, which would change the event."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and self._is_kept(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_kept(event):
            self.details_asked.emit()
        else:
            super().keyPressEvent(event)

    def _is_kept(self, event: QKeyEvent) -> bool:
        plain = event.key() == Qt.Key.Key_F2 and not event.modifiers()
        return plain and self.has_details and self.chosen_row() is not None

    # -- the file

    def saved_heads(self) -> list[str]:
        """The columns that show, and every own field that is filled in somewhere."""
        return saved_heads(self)

    def saved_rows(self) -> Iterator[Sequence[Value]]:
        """What stands under them."""
        return saved_rows(self)
