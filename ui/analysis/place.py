"""Analysis: the year's figures, and the rows behind each of them."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.year import TrainingYear
from ui.analysis.groups import KINDS
from ui.analysis.rows_page import RowsPage
from ui.analysis.told_tables import RETURNS, SURVEYS
from ui.analysis.year_page import YearPage
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay

PLACE = "Analysis"
TABLE = "table"
"""Looked for where one of the tables is meant, and not the top of the page."""


class AnalysisPlace(LiveView):
    """Holds the year, and the rows of whichever figure was opened last."""

    said = Signal(str)
    ways: ClassVar[Sequence[PageWay]] = (
        PageWay(PLACE, Where(PLACE), "figures, statistics, numbers of the year"),
        PageWay("Annual report", Where(PLACE), "yearly report, report", "Annual report"),
        *(PageWay(f"By {tab.lower()}", Where(PLACE, tab=tab, find=TABLE)) for tab in KINDS),
        PageWay(RETURNS, Where(PLACE, tab=RETURNS, find=TABLE), "returns, staff of agencies"),
        PageWay(SURVEYS, Where(PLACE, tab=SURVEYS, find=TABLE), "survey answers"),
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._year = TrainingYear.of(self.desk.today())
        self._here = Where(PLACE)
        self.year_page = YearPage(live, way, jobs)
        self.rows_page = RowsPage(live, way)
        self.pages = QStackedWidget()
        for page in (self.year_page, self.rows_page):
            page.said.connect(self.said)
            self.pages.addWidget(page)
        self.setLayout(down(self.pages, gap=0))

    def show_at(self, where: Where) -> None:
        """Show the year, or the rows of the figure that is looked for."""
        self._year = TrainingYear.named(where.year) if where.year else self._year
        self._here = where
        if where.kind == "rows":
            self.pages.setCurrentWidget(self.rows_page)
            self.rows_page.show_figure(where.find, self._year)
        else:
            self.pages.setCurrentWidget(self.year_page)
            self.year_page.show_year(self._year, where.tab)
            if where.find == TABLE:
                self.year_page.show_table(where.tab)

    def crumbs(self) -> list[tuple[str, Where]]:
        """The year, and the figure whose rows show."""
        year = Where(PLACE, year=self._year.name)
        if self.pages.currentWidget() is not self.rows_page:
            return [(PLACE, year)]
        return [(PLACE, year), (self.rows_page.title, self._here)]

    def actions(self) -> list[QAction]:
        """What can be done on the page that shows."""
        rows = self.pages.currentWidget() is self.rows_page
        return self.rows_page.actions() if rows else self.year_page.actions()
