"""The place Programme: the year's events, and what they are made of."""

from functools import partial

from ui.events.event_page import EventPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rooms import Rooms
from ui.parts.way import Way
from ui.programme.programme_page import ProgrammePage


class ProgrammePlace(Rooms):
    """Shows the programme, one event of it, or a page beside it."""

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(
            {
                "": partial(ProgrammePage, live, way, jobs),
                "event": partial(EventPage, live, way, jobs),
            }
        )

    @property
    def programme(self) -> ProgrammePage:
        """The page of all events."""
        page: ProgrammePage = self.room("")
        return page

    @property
    def event_page(self) -> EventPage:
        """The page of one event."""
        page: EventPage = self.room("event")
        return page
