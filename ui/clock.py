"""What the window does by itself while time goes on: offers end when their time is over."""

from PySide6.QtCore import QObject, QTimer

from trainingdesk.services.clock import ENDED, end_what_ran_out_by_now
from trainingdesk.services.waiting import given_said
from ui.deeds import told
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk

EVERY = 60_000
"""So many milliseconds are a minute."""


class WindowClock(QObject):
    """Looks once when the window begins and each minute after, but never during other work."""

    def __init__(self, live: LiveDesk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._live, self._jobs = live, jobs
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
