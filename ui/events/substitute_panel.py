"""Sending a colleague instead of somebody who is booked."""

from collections.abc import Sequence

from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.exchanges import substitute
from trainingdesk.services.suggested import SuggestedDelegate, delegates_suggested
from ui.events.person_panel import PersonPanel
from ui.events.telling import said_name
from ui.parts.live import LiveDesk

SAID = "A colleague of any agency takes the place, on a full event too. No charge arises from it."
WHO = "Choose the colleague from the list first."


class SubstitutePanel(PersonPanel):
    """Asks who comes instead, and why."""

    def __init__(self, live: LiveDesk) -> None:
        self._row: BookingRow | None = None
        super().__init__(live, SAID, label="Comes instead", name="Colleague", save="Substitute")

    def begin(self, event_id: int, row: BookingRow) -> None:
        """Ask who comes instead of somebody who has a place on an event."""
        self._row = row
        self.begin_with(event_id, row.id, f"Instead of {said_name(row.delegate)}")

    def suggested(self, typed: str) -> Sequence[SuggestedDelegate]:
        """Anybody: a colleague may be of another agency."""
        with self._desk.reading() as db:
            return delegates_suggested(
                db,
                typed,
                event_id=self._event_id,
                today=self._desk.today(),
                instead_of=self._row.id if self._row else None,
            )

    def save_now(self) -> None:
        """Hand the place over."""
        row = self._row
        if row is None or self.person is None:
            self.ask_who(WHO)
            return
        before, now = said_name(row.delegate), self.box.text()
        with self.problems_shown():
            with self._desk.changing("Substitute", f"{now} for {before}") as db:
                reason, by = self.reason.currentText(), self._desk.stamp()
                made = substitute(db, row.id, self.person, reason=reason, by=by)
            self.settle()
            self.promoted.emit(list(made.lucky))
            self.done.emit(f"{now} comes instead of {before}.")
