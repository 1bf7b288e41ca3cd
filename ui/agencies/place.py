"""Agencies: the list, and the record of one."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from ui.agencies.list_page import AgenciesPage
from ui.agencies.record_page import AgencyPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay


class AgenciesPlace(QStackedWidget):
    """Shows the list, or the record that the way leads to; each is made when first needed."""

    said = Signal(str)
    ways: ClassVar[Sequence[PageWay]] = (
        PageWay("Agencies", Where("Agencies"), "organisations, partners, employers"),
        PageWay("New agency", Where("Agencies"), "add an agency", "New agency"),
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__()
        self._live, self._way, self._jobs = live, way, jobs
        self._list: AgenciesPage | None = None
        self._record: AgencyPage | None = None

    def show_at(self, where: Where) -> None:
        """Show where the way leads."""
        page = self.record if where.kind == "agency" else self.list
        self.setCurrentWidget(page)
        page.show_at(where)

    def crumbs(self) -> list[tuple[str, Where]]:
        """The way down to the page that shows."""
        return self._page().crumbs()

    def actions(self) -> Sequence[QAction]:  # type: ignore[override]
        """What can be done on the page that shows."""
        return self._page().actions()

    @property
    def list(self) -> AgenciesPage:
        """The page of all agencies."""
        if self._list is None:
            self._list = AgenciesPage(self._live, self._way, self._jobs)
            self._list.said.connect(self.said)
            self.addWidget(self._list)
        return self._list

    @property
    def record(self) -> AgencyPage:
        """The page of one agency."""
        if self._record is None:
            self._record = AgencyPage(self._live, self._way, self._jobs)
            self._record.said.connect(self.said)
            self.addWidget(self._record)
        return self._record

    def _page(self) -> AgenciesPage | AgencyPage:
        page = self.currentWidget()
        return page if isinstance(page, AgencyPage) else self.list
