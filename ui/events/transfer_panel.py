"""Transferring bookings to another date, and everybody of an event that is off."""

from collections.abc import Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import plain_day
from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.carrying_over import carry_over
from trainingdesk.services.delegate_booking import EventToCome
from trainingdesk.services.exchanges import transfer_several
from ui.events.date_panel import DatePanel
from ui.events.telling import said_name
from ui.parts.live import LiveDesk

KEPT = "One of the board's reasons or any words. May be left empty."
POSTPONED = "Why the event does not go ahead; kept with it. Needed unless it is off already."


class TransferPanel(DatePanel):
    """Asks to which date the chosen bookings go."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live, save="Transfer", why=KEPT)
        self._rows: list[BookingRow] = []

    def begin(self, event_id: int, rows: Sequence[BookingRow]) -> None:
        """Ask about these bookings of an event."""
        self._rows = list(rows)
        self.say_title(f"Transfer {self._who()}")
        self.about.say("To another date. The place here goes to whoever waits for it.")
        people = [(row.delegate_id, said_name(row.delegate)) for row in rows]
        self.ask(event_id, people, tuple(row.id for row in rows), self._transfer)

    def _transfer(self, chosen: EventToCome, reason: str) -> str:
        name = f"{self._who()} to {chosen.reference}"
        with self._desk.changing("Transfer", name) as db:
            made = transfer_several(
                db, [row.id for row in self._rows], chosen.id, reason=reason, by=self._desk.stamp()
            )
        self.promoted.emit(list(made.lucky))
        turns = sum(booked.place_in_queue is not None for booked in made.made)
        several = f"; {turns} of them {'waits' if turns == 1 else 'wait'} there"
        waiting = several if len(self._rows) > 1 else ", and waits there"
        return f"Transferred {self._who()} to {plain_day(chosen.starts)}{waiting if turns else ''}."

    def _who(self) -> str:
        if len(self._rows) == 1:
            return said_name(self._rows[0].delegate)
        return counted(len(self._rows), "delegate")


class CarryOverPanel(DatePanel):
    """Asks to which date everybody goes, where an event does not go ahead."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live, save="Carry over", why=POSTPONED)
        self._reference = ""

    def begin(self, event_id: int, reference: str, rows: Sequence[BookingRow]) -> None:
        """Ask about everybody who has a place on an event or waits for one."""
        self._reference = reference
        self.say_title(f"Carry over {counted(len(rows), 'delegate')}")
        self.about.say(
            f"Everybody of {reference} goes to another date in one step: whoever has a place "
            "first, then the waiting list in its order. The event is postponed, unless it is off."
        )
        people = [(row.delegate_id, said_name(row.delegate)) for row in rows]
        self.ask(event_id, people, event_id, self._carry_over)

    def _carry_over(self, chosen: EventToCome, reason: str) -> str:
        name = f"the people of {self._reference} to {chosen.reference}"
        with self._desk.changing("Carry over", name) as db:
            made = carry_over(db, self._event_id, chosen.id, reason=reason, by=self._desk.stamp())
        there = len(made.there_already)
        were = f"; {counted(there, 'person was', 'people were')} there already" if there else ""
        return (
            f"Carried over to {chosen.reference}: {made.booked:,} booked, {made.waiting:,} "
            f"waiting{were}."
        )
