"""Deciding whether an event goes ahead: two acts, each with its reason."""

from collections.abc import Callable, Sequence
from functools import partial

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_changes import call_off, event_reasons_offered, go_ahead
from ui.events.reason_box import ReasonBox
from ui.events.telling import told_in
from ui.parts.heading import Notice

VERBS = {EventStatus.CANCELLED: "Cancel", EventStatus.POSTPONED: "Postpone"}


class Decision:
    """Asks for the reason in a box, and says in a notice what is refused."""

    def __init__(self, desk: Desk, box: ReasonBox, notice: Notice) -> None:
        self._desk, self._box, self._notice = desk, box, notice

    def ask_to_go(self, event_id: int, name: str, said: str = "") -> None:
        """Ask why an event goes ahead although few are booked."""
        question = f"Why does {name} go ahead? {said}".strip()
        then = partial(self._done, partial(self._go, event_id, name))
        self._box.ask(question, "Go: confirm it", then)

    def ask_not_to_go(self, event_id: int, name: str, said: str = "") -> None:
        """Ask why an event does not go ahead; it is then cancelled, or postponed."""
        self.ask_all_not_to_go([event_id], name, said)

    def ask_all_not_to_go(self, event_ids: Sequence[int], name: str, said: str = "") -> None:
        """Ask once why events do not go ahead; all of them are then cancelled, or postponed."""
        one = len(event_ids) == 1
        question = f"Why {'does' if one else 'do'} {name} not go ahead? {said}".strip()
        cancel, postpone = (
            partial(self._done, partial(self._call_off, event_ids, name, status))
            for status in VERBS
        )
        self._box.ask(
            question,
            "Cancel the event" if one else "Cancel the events",
            cancel,
            reasons=self._reasons(),
            other="Postpone it" if one else "Postpone them",
            other_then=postpone,
        )

    def ask_to_call_off(
        self, event_ids: Sequence[int], name: str, status: EventStatus, said: str = ""
    ) -> None:
        """Ask why events are cancelled or postponed."""
        are = "are" if len(event_ids) > 1 else "is"
        events = "events" if len(event_ids) > 1 else "event"
        then = partial(self._done, partial(self._call_off, event_ids, name, status))
        self._box.ask(
            f"Why {are} {name} {status.value.lower()}? {said}".strip(),
            f"{VERBS[status]} the {events}",
            then,
            reasons=self._reasons(),
        )

    def _reasons(self) -> list[str]:
        with self._desk.reading() as db:
            return event_reasons_offered(db)

    def _done(self, do: Callable[[str], None], reason: str) -> bool:
        with told_in(self._notice):
            try:
                do(reason)
            except Invalid as invalid:
                self._box.field.set_error(invalid.problems["reason"])
                return False
            return True
        return False

    def _go(self, event_id: int, name: str, reason: str) -> None:
        with self._desk.changing("Confirm", name) as db:
            go_ahead(db, event_id, reason=reason, by=self._desk.stamp())

    def _call_off(
        self, event_ids: Sequence[int], name: str, status: EventStatus, reason: str
    ) -> None:
        with self._desk.changing(VERBS[status], name) as db:
            call_off(db, event_ids, status, reason=reason, by=self._desk.stamp())
