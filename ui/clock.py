"""What the window does by itself: offers end, and rules that were switched on write and send."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.clock import ENDED, end_what_ran_out_by_now
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_passwords import known_here
from trainingdesk.services.message_clock import (
    any_rule_acts,
    to_send_by_now,
    write_what_is_due_by_now,
)
from trainingdesk.services.progress import Cancelled, Progress
from trainingdesk.services.waiting import given_said
from ui.deeds import told
from ui.parts.jobs import QUIET, Jobs
from ui.parts.live import LiveDesk

if TYPE_CHECKING:
    from trainingdesk.services.sending import Sent

EVERY = 60_000
"""So many milliseconds are a minute."""

SENDING = "Sending messages"
STOPPED = "Sending was stopped."
REST = 10
"""So many minutes sending by itself rests after it broke off."""


class WindowClock(QObject):
    """Looks once when the window begins and each minute after, but never during other work."""

    def __init__(self, live: LiveDesk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._jobs, self._rest = live, jobs, 0
        self.timer = QTimer(self)
        self.timer.setInterval(EVERY)
        self.timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now, and go on looking."""
        self.look()
        self.timer.start()

    def look(self) -> None:
        """End what has run out, and say at the foot who was given the places."""
        if self._jobs.busy:
            return
        if lucky := end_what_ran_out_by_now(self._live.desk):
            with self._live.desk.reading() as db:
                said = given_said(db, lucky)
            self._live.told.emit(f"{told(ENDED)} {said}")
        self._write_and_send()

    def _write_and_send(self) -> None:
        """Write what rules have due, and send it where this desk does, away from the window."""
        desk = self._live.desk
        self._rest = max(0, self._rest - 1)
        if any_rule_acts(desk):
            self._jobs.run(lambda _progress: write_what_is_due_by_now(desk), self._send_now, QUIET)

    def _send_now(self, new: int) -> None:
        if new:
            self._live.told.emit(f"Rules have written {counted(new, 'message')}.")
        desk = self._live.desk
        ids = [] if self._rest else to_send_by_now(desk)
        if ids:
            self._jobs.run(lambda progress: _send(desk, ids, progress), self._tell_sent, SENDING)

    def _tell_sent(self, sent: "Sent") -> None:
        self._rest = REST if sent.broke_off else 0
        if str(sent):
            self._live.told.emit(f"Messages: {sent}")


def _send(desk: Desk, ids: list[int], progress: Progress) -> "Sent":
    """Send, and say why it came to nothing; whoever stopped it is not asked again at once."""
    from trainingdesk.services.sending import Sent, send  # noqa: PLC0415 - loaded once needed

    try:
        return send(desk, ids, passwords=known_here(), progress=progress)
    except Cancelled:
        return Sent(broke_off=STOPPED)
    except Refused as error:
        return Sent(broke_off=str(error))
