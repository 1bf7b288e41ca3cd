"""Booking at a tab: somebody warned of is booked with a reason, which is kept."""

from collections.abc import Callable, Sequence

from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.warnings import warnings_against
from ui.events.event_tab import EventTab
from ui.events.reason_box import ReasonBox
from ui.events.telling import said_name, told_in
from ui.parts.heading import Notice

SAY_WHY = "Say why they are booked all the same. It is kept with the booking."


class WarnedBooking:
    """Books at once where nothing speaks against it, and asks for the reason otherwise."""

    def __init__(self, tab: EventTab, reason: ReasonBox, notice: Notice) -> None:
        self._tab, self._reason, self._notice = tab, reason, notice

    def book(
        self,
        people: Sequence[tuple[int, str]],
        deed: str,
        name: str,
        then: Callable[[], object],
    ) -> None:
        """Book people, given by number and name, then go on; a refusal is told."""
        against = self._against(people)
        if not against:
            if self._do(people, deed, name, ""):
                then()
            return

        def with_reason(reason: str) -> bool:
            if not reason:
                self._reason.field.set_error(SAY_WHY)
                return False
            done = self._do(people, deed, name, reason)
            if done:
                then()
            return done

        self._reason.ask(f"{' '.join(against)} Why all the same?", "Book all the same", with_reason)

    def _against(self, people: Sequence[tuple[int, str]]) -> list[str]:
        desk, event_id = self._tab.desk, self._tab.event_id
        said: list[str] = []
        by = desk.stamp()
        with desk.reading() as db:
            for number, name in people:
                found = warnings_against(
                    db, event_id=event_id, delegate_id=number, today=by.today, at=by.at
                )
                said += [f"{said_name(name)}: {warning}" for warning in found]
        return said

    def _do(self, people: Sequence[tuple[int, str]], deed: str, name: str, reason: str) -> bool:
        desk = self._tab.desk
        with told_in(self._notice):
            with desk.changing(deed, name) as db:
                for number, _ in people:
                    event_id, by = self._tab.event_id, desk.stamp()
                    book_knowingly(db, event_id=event_id, delegate_id=number, by=by, reason=reason)
            return True
        return False
