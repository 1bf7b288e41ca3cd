"""Booking the settled lines of a list, away from the window where there are many."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.pasted_fates import Settled
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Desk
from trainingdesk.services.pasting import ListBooked, book_pasted
from trainingdesk.services.progress import Progress, unreported
from ui.parts.jobs import Jobs
from ui.pasting.told import to_book

AT_ONCE = 100
"""So many are looked at and booked while one waits; more are, away from the window."""


class ListBooking(QObject):
    """Books a list in one act, and says what became of it or why it was refused."""

    booked = Signal(int, object)  # the event, and the ListBooked
    refused = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, jobs
        self.busy = False
        jobs.failed.connect(self._on_failed)

    def book(self, event_id: int, title: str, rows: Sequence[Settled], reason: str = "") -> None:
        """Book everybody who is settled, or nobody; the reason is for those warned of."""
        number, lines = to_book(rows), list(rows)
        name = f"{counted(number, 'person', 'people')} on {title}"

        def work(progress: Progress) -> ListBooked | str:
            try:
                with self._desk.changing("Book", name) as db:
                    by = self._desk.stamp()
                    return book_pasted(
                        db,
                        event_id=event_id,
                        settled=lines,
                        by=by,
                        reason=reason,
                        progress=progress,
                    )
            except Refused as refusal:
                return str(refusal)

        if number <= AT_ONCE:
            self._after(event_id, work(unreported))
            return
        self.busy = True
        self._jobs.run(work, lambda done: self._after(event_id, done), "Booking the list")

    def _after(self, event_id: int, done: ListBooked | str) -> None:
        self.busy = False
        if isinstance(done, str):
            self.refused.emit(done)
        else:
            self.booked.emit(event_id, done)

    def _on_failed(self, _error: Exception) -> None:
        if self.busy:  # what went wrong is told by the window
            self.busy = False
            self.refused.emit("Nothing was booked.")
