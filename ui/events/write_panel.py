"""Writing to people of an event: to whom, what for, and in which words."""

from collections.abc import Sequence

from trainingdesk.domain.message import OF_INVOICES, Purpose, ToWhom
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_messages import (
    USUAL,
    USUALLY_TO,
    Group,
    group_of,
    waits_for_the_register,
)
from trainingdesk.services.writing import Meant
from ui.messages.letter_panel import LetterPanel
from ui.messages.rule_form import TO_WHOM
from ui.parts.field import Choice, Field

REGISTER_OPEN = "The register is open: who came is known once it is closed."


class WritePanel(LetterPanel):
    """Writes to one group of an event's people."""

    def __init__(self, desk: Desk) -> None:
        group = Field("To", Choice([each.value for each in Group]))
        of_bookings = [purpose for purpose in Purpose if purpose not in OF_INVOICES]
        super().__init__(desk, "Write", of_bookings, {"group": group})
        self._event_id = 0
        self.when_chosen("group", self._usual)

    def begin(self, event_id: int, group: Group) -> None:
        """Ask what to write to people of an event."""
        self._event_id = event_id
        self.begin_with(event_id, USUAL[group], _usually_to(group), group=group.value)

    def meant(self, purpose: Purpose) -> Meant:
        event_id, group = self._event_id, self._group()
        return lambda db: group_of(db, event_id, group, purpose)

    def why_not(self, purpose: Purpose, ids: Sequence[int]) -> str:
        group = self._group()
        with self.desk.reading() as db:
            if waits_for_the_register(db, self._event_id, group, purpose):
                return f" {REGISTER_OPEN}"
            return _not_so(len(group_of(db, self._event_id, group)) - len(ids))

    def _group(self) -> Group:
        return Group(self.form["group"].text())

    def _usual(self) -> None:
        """Take what such people are usually told, and to whom it goes."""
        group = self._group()
        self.form["purpose"].set_text(USUAL[group].value)
        self.form["whom"].set_text(_usually_to(group))
        self.take_text()


def _not_so(left_out: int) -> str:
    """That some of a group are not written to, as it would not be true of them."""
    are = "is" if left_out == 1 else "are"
    return f" {left_out:,} {are} left out: it is not so of them." if left_out else ""


def _usually_to(group: Group) -> str:
    whom = USUALLY_TO.get(group, (ToWhom.DELEGATE,))
    return next(said for said, some in TO_WHOM.items() if some == whom)
