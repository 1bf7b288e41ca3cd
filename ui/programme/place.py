"""The place Programme: the year's events, and the page of each."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from ui.events.event_page import EventPage
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.way import Way, Where
from ui.programme.programme_page import ProgrammePage


class ProgrammePlace(LiveView):
    """Shows the programme, or one event of it."""

    said = Signal(str)

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.programme = ProgrammePage(live, way)
        self.event_page = EventPage(live, way, jobs)
        self.stack = QStackedWidget()
        for page in (self.programme, self.event_page):
            page.said.connect(self.said)
            self.stack.addWidget(page)
        self.setLayout(down(self.stack))

    def show_at(self, where: Where) -> None:
        """Show the page that is meant."""
        page = self.event_page if where.kind == "event" else self.programme
        page.show_at(where)
        self.stack.setCurrentWidget(page)

    def crumbs(self) -> list[tuple[str, Where]]:
        """The way down to the page that shows."""
        return self._page().crumbs()

    def actions(self) -> list[QAction]:
        """What can be done on the page that shows."""
        return self._page().actions()

    def reload(self) -> None:
        """Nothing: the pages see to themselves."""

    def _page(self) -> ProgrammePage | EventPage:
        shown = self.stack.currentWidget()
        return self.event_page if shown is self.event_page else self.programme
