"""Sending a colleague instead of somebody who is booked."""

from collections.abc import Sequence
from functools import partial

from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.exchanges import substitute
from trainingdesk.services.suggested import SuggestedDelegate, delegates_suggested
from ui.events.person_panel import PersonPanel
from ui.events.telling import said_name
from ui.parts.live import LiveDesk

SAID = "A colleague of any agency takes the place, on a full event too. No charge arises from it."


class SubstitutePanel(PersonPanel):
    """Asks who comes instead, and why."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live, SAID, label="Comes instead", name="Colleague", save="Substitute")

    def begin(self, event_id: int, row: BookingRow) -> None:
        """Ask who comes instead of somebody who has a place on an event."""
        self.begin_with(
            row.id,
            f"Instead of {said_name(row.delegate)}",
            suggest=partial(self._others, event_id, row),
            do=partial(self._hand_over, row),
        )

    def _others(self, event_id: int, row: BookingRow, typed: str) -> Sequence[SuggestedDelegate]:
        today = self._desk.today()
        with self._desk.reading() as db:
            return delegates_suggested(db, typed, event_id=event_id, today=today, instead_of=row.id)

    def _hand_over(self, row: BookingRow, delegate_id: int, name: str, reason: str) -> str:
        before, by = said_name(row.delegate), self._desk.stamp()
        with self._desk.changing("Substitute", f"{name} for {before}") as db:
            made = substitute(db, row.id, delegate_id, reason=reason, by=by)
        self.promoted.emit(list(made.lucky))
        return f"{name} comes instead of {before}."
