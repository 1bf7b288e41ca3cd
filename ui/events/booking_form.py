"""The form for what the board's own fields say of a booking."""

from PySide6.QtCore import Signal

from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.booking_details import (
    BookingDetails,
    booked_on,
    booking_details,
    change_booking_details,
)
from trainingdesk.services.charging.free_until import free_told
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import own_fields
from ui.parts.beside import Beside
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.own_fields import OwnFields
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

NO_FIELDS = "The board keeps nothing of its own on bookings. Settings adds fields."


class BookingForm(Beside):
    """Asks for the values of the board's own fields of one booking."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.form = FormFields({})
        self.about = Words("", "soft", wrap=True)
        self.own = OwnFields(self.form)
        body = down(self.about, self.own, gap=Space.L)
        super().__init__("Booking details", body, self.form, save="Save booking")
        self._desk, self._booking_id = desk, 0
        self._name = ""
        self._opened = BookingDetails()
        self.save_asked.connect(self.keep)
        act(self, "Save the booking", self.keep, "Ctrl+S")
        self.hide()

    def begin_change(self, booking_id: int) -> None:
        """Ask what is to be said of a booking; raises Unknown."""
        with self._desk.reading() as db:
            details = booking_details(db, booking_id)
            booked = booked_on(db, booking_id)
            shapes = own_fields(db, FieldOf.BOOKING)
        self._booking_id = booking_id
        self._name = f"{booked.delegate} on {booked.title}"
        said = f"{self._name}, {booked.reference}"
        until = booked.free_until
        free = f"Free to cancel until {free_told(until)}." if until else ""
        self.about.say("\n".join(filter(None, (said if shapes else NO_FIELDS, free))))
        self.save.setEnabled(bool(shapes))
        self.own.offer(shapes, near=TrainingYear.of(booked.starts))
        self._opened = self.begin_about(booking_id, self.texts_of(details), details).opened
        self.area.verticalScrollBar().setValue(0)
        self.show()
        if shapes:
            self.form.begin()

    def texts_of(self, details: BookingDetails) -> dict[str, str]:
        return self.own.texts_of(details.own_values)

    def begin_from(self, details: BookingDetails) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        """Fill the form; a field may have gone since."""
        there = self.form.texts()
        super().show_draft({name: text for name, text in draft.items() if name in there})

    def details(self) -> BookingDetails:
        """The details as now filled in."""
        return BookingDetails(self.own.values(self._opened.own_values))

    def keep(self) -> None:
        """Save them, or say in the form what is to be put right."""
        if not self.save.isEnabled():
            return
        with self.problems_shown():
            details = self.details()
            with self._desk.changing("Change booking of", self._name) as db:
                change_booking_details(db, self._booking_id, details, opened=self._opened)
            self.settle()
            self.saved.emit(self._booking_id)
