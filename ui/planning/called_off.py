"""Calling off the events that are chosen in a list, all for one reason."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_rows import EventRow
from ui.events.reason_box import ReasonBox
from ui.parts.heading import Notice
from ui.planning.decision import Decision
from ui.programme.acts import act

Chosen = Callable[[], Sequence[EventRow]]


class ChosenOff(QObject):
    """Asks once why the chosen events do not go ahead, and says what is refused.

    The page puts the notice and the question where it has room; both take none until they speak.
    """

    closed = Signal()

    def __init__(
        self, owner: QWidget, desk: Desk, chosen: Chosen, number: Callable[[], int]
    ) -> None:
        super().__init__(owner)
        self._chosen, self._number = chosen, number
        self.notice, self.reason = Notice("", "red"), ReasonBox()
        self._decision = Decision(desk, self.reason, self.notice)
        self.reason.closed.connect(self.closed)
        self.action = act(owner, "Do not go ahead&…", self.ask, "Ctrl+Shift+G")

    def allow(self) -> None:
        """Allow it where something is chosen."""
        self.action.setEnabled(self._number() > 0)

    def leave(self) -> None:
        """Put away what was asked and said about other events."""
        self.reason.hide()
        self.notice.say("")

    def ask(self) -> None:
        """Ask why what is chosen does not go ahead; it is cancelled then, or postponed."""
        rows = self._chosen()
        if not rows:
            return
        held = sum(row.held for row in rows)
        one = len(rows) == 1
        name = rows[0].reference if one else counted(len(rows), "event")
        kept = f"{held:,} booked on {'it' if one else 'them'} stay on the list." if held else ""
        self._decision.ask_all_not_to_go([row.id for row in rows], name, kept)
