"""Delegates: the list, the record of one, licences, and who often does not come."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from ui.absences.page import AbsencesPage
from ui.delegates.list_page import DelegatesPage
from ui.delegates.record_page import DelegatePage
from ui.duplicates.merge_page import MergePage
from ui.duplicates.page import DuplicatesPage
from ui.elearning.page import CompletionsPage
from ui.licences.page import LicencesPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rooms import Rooms
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay


class DelegatesPlace(Rooms):
    """Shows the list, the record that the way leads to, or a page beside them."""

    ways: ClassVar[Sequence[PageWay]] = (
        PageWay("Delegates", Where("Delegates"), "people, attendees, staff trained"),
        PageWay(
            "Licences",
            Where("Delegates", kind="licences"),
            "license, chaperones, renew, renewals, registered",
        ),
        PageWay(
            "Often absent",
            Where("Delegates", kind="absences"),
            "absences, did not come, no-shows, restrict, restriction, how often is too often",
        ),
        PageWay(
            "E-learning",
            Where("Delegates", kind="elearning"),
            "online courses, completions, load completions, scores, self-study",
        ),
        PageWay(
            "Duplicates",
            Where("Delegates", kind="duplicates"),
            "merge people, merge delegates, same person twice, alike",
        ),
        PageWay("New delegate", Where("Delegates"), "add a delegate, add a person", "New delegate"),
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(
            {
                "": partial(DelegatesPage, live, way, jobs),
                "delegate": partial(DelegatePage, live, way),
                "duplicates": partial(DuplicatesPage, live, way, jobs),
                "merge": partial(MergePage, live, way, jobs),
                "licences": partial(LicencesPage, live, way, jobs),
                "elearning": partial(CompletionsPage, live, way, jobs),
                "absences": partial(AbsencesPage, live, way, jobs),
            }
        )

    @property
    def list(self) -> DelegatesPage:
        """The page of all delegates."""
        page: DelegatesPage = self.room("")
        return page

    @property
    def record(self) -> DelegatePage:
        """The page of one delegate."""
        page: DelegatePage = self.room("delegate")
        return page
