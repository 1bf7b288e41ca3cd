"""The two charts of the year, each under the sentence that it shows."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainingdesk.domain.figures import counted, percent_of
from trainingdesk.services.counted import Group
from trainingdesk.services.year_at_hand import YearAtHand
from ui.analysis.findings import finding_of_months, finding_of_sectors, months_of
from ui.analysis.rows_page import found_by
from ui.parts.bars_chart import Bar, Bars
from ui.parts.chart_card import ChartCard
from ui.parts.columns_chart import Columns, MonthOfPlaces
from ui.parts.layout import across
from ui.parts.theme import Size, Space

NARROW = 2 * Size.FORM
"""With less room than this, one chart stands under the other."""


class YearCharts(QWidget):
    """Places, booked and attended by month; attendances by sector beside last year's."""

    opened = Signal(str)  # what names the figure and the group on the way
    table_asked = Signal(str)  # the tab that holds a chart's numbers

    def __init__(self) -> None:
        super().__init__()
        self.months = Columns()
        self.sectors = Bars("Share of attendances by sector")
        self.months.opened.connect(lambda key: self._open("month", key))
        self.sectors.opened.connect(lambda key: self._open("sector", key))
        self.cards = ChartCard("", "", self.months), ChartCard("", "", self.sectors)
        for card, tab in zip(self.cards, ("Month", "Sector"), strict=True):
            card.rows_asked.connect(lambda tab=tab: self.table_asked.emit(tab))
        self._row = across(*self.cards, gap=Space.L)
        for place in range(len(self.cards)):
            self._row.setStretch(place, 1)
        self.setLayout(self._row)

    def show_year(self, at_hand: YearAtHand) -> None:
        """Show another year."""
        self._show_months(at_hand)
        self._show_sectors(at_hand)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def _show_months(self, at_hand: YearAtHand) -> None:
        months = months_of(at_hand.year, at_hand.figures["by_month"])
        self.months.show_months(
            [MonthOfPlaces(f"{m.first:%b}", m.places, m.booked, m.attended, m.key) for m in months]
        )
        finding = finding_of_months(months, today=at_hand.today)
        self.cards[0].say(finding, "Places, booked and attended of delivered events, by month")

    def _show_sectors(self, at_hand: YearAtHand) -> None:
        rows = sorted(at_hand.figures["by_sector"], key=lambda r: (-r["attended"], r["sector"]))
        self.sectors.show_bars(
            [
                Bar(
                    row["sector"],
                    row["share"] or 0.0,
                    f"{row['attended']:,}",
                    row["share_last_year"],
                    percent_of(row["share"]),
                    row["sector"],
                )
                for row in rows
            ]
        )
        before = at_hand.year.before.name
        about = f"Share of {counted(at_hand.figures['programme']['attended'], 'attendance')}"
        if at_hand.before:
            about += f"; the tick is {before} ({at_hand.before['programme']['attended']:,})"
        self.cards[1].say(finding_of_sectors(rows, before), about)

    def _open(self, kind: str, key: object) -> None:
        self.opened.emit(found_by("attended", Group(kind, str(key))))
