"""The place Programme: the year's events, and what they are made of."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from ui.agreements.page import AgreementsPage
from ui.courses.list_page import CoursesPage
from ui.courses.record_page import CoursePage
from ui.events.event_page import EventPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rooms import Rooms
from ui.parts.way import Way
from ui.parts.ways import PageWay
from ui.pasting.page import PastingPage
from ui.planning.again_page import PlanAgainPage
from ui.programme.programme_page import ProgrammePage
from ui.programme.ways import WAYS
from ui.recommendations.actions_page import ActionsPage
from ui.recommendations.list_page import RecommendationsPage
from ui.recommendations.record_page import RecommendationPage
from ui.reconciling.page import SheetsPage
from ui.series.boards_page import BoardsPage
from ui.series.page import SeriesPage
from ui.series.record_page import SeriesRecordPage
from ui.trainers.page import TrainersPage
from ui.undated.list_page import UndatedPage
from ui.undated.record_page import InterestPage
from ui.venues.page import VenuesPage


class ProgrammePlace(Rooms):
    """Shows the programme, one event of it, or a page beside it."""

    ways: ClassVar[Sequence[PageWay]] = WAYS

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(
            {
                "": partial(ProgrammePage, live, way, jobs),
                "event": partial(EventPage, live, way, jobs),
                "paste": partial(PastingPage, live, way, jobs),
                "sheets": partial(SheetsPage, live, way, jobs),
                "again": partial(PlanAgainPage, live, way, jobs),
                "undated": partial(UndatedPage, live, way, jobs),
                "interest": partial(InterestPage, live, way, jobs),
                "courses": partial(CoursesPage, live, way, jobs),
                "course": partial(CoursePage, live, way, jobs),
                "venues": partial(VenuesPage, live, way, jobs),
                "trainers": partial(TrainersPage, live, way, jobs),
                "series": partial(SeriesPage, live, way, jobs),
                "one_series": partial(SeriesRecordPage, live, way, jobs),
                "boards": partial(BoardsPage, live, way, jobs),
                "recommendations": partial(RecommendationsPage, live, way, jobs),
                "recommendation": partial(RecommendationPage, live, way, jobs),
                "actions": partial(ActionsPage, live, way, jobs),
                "agreements": partial(AgreementsPage, live, way, jobs),
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
