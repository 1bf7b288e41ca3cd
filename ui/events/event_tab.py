"""What every tab of an event's page is."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from trainingdesk.services.event_pages import EventHead
from ui.events.saving import save_shown
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk, LiveView
from ui.parts.table import Table, share_out_anew
from ui.parts.way import Way


class EventTab(LiveView):
    """One side of an event; it reads itself when it is shown, and again when the desk changes."""

    said = Signal(str)

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.way, self.jobs = way, jobs
        self.event_id = 0
        self.head: EventHead | None = None

    @property
    def reference(self) -> str:
        """What the event is called in short."""
        return self.head.row.reference if self.head else ""

    @property
    def title(self) -> str:
        """What the event is called."""
        return self.head.row.title if self.head else ""

    def show_event(self, head: EventHead) -> None:
        """Show this event from now on."""
        another = head.row.id != self.event_id
        self._stale = self._stale or head != self.head  # a tab may be shown before it is told
        self.event_id, self.head = head.row.id, head
        if another:
            share_out_anew(self)
            self.begin()
        if self.isVisible():
            self._catch_up()

    def showEvent(self, shown: QShowEvent) -> None:
        if self._stale:  # its lists came into sight first, with the rows of before
            share_out_anew(self)
        super().showEvent(shown)

    def export_table(self, table: Table[Any] | None, what: str) -> None:
        """Save a list of the event as it shows."""
        if table is not None:
            save_shown(self, table, f"{what} {self.reference}", said=self.said.emit)

    def forget(self) -> None:
        """Show nothing: the event is no longer there."""
        self.event_id = 0

    def _catch_up(self) -> None:
        if self.event_id:  # a page is laid out before it is told which event it shows
            super()._catch_up()

    def begin(self) -> None:
        """Put away what belonged to the event before."""

    def enter(self) -> None:
        """Give the keyboard to what one does here first."""
