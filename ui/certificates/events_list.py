"""The list of a year's events with their certificates."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.delegate import folded, searched
from trainingdesk.domain.words import short_day
from trainingdesk.services.certificates import EventCertificatesRow
from ui.parts.cell import Cell
from ui.parts.count import Count, of_all
from ui.parts.filter_box import FilterBox
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Space, Width
from ui.parts.words import Button

ORDERS: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "title": lambda row: (folded(row.title), row.starts),
    "starts": lambda row: (row.starts, row.id),
    "to_issue": lambda row: (row.to_issue, row.starts),
    "issued": lambda row: (row.issued, row.starts),
    "not_due": lambda row: (row.not_due, row.starts),
}


class EventsList(QWidget):
    """Events to filter, sort and choose among; a year has few enough to hold them all."""

    opened = Signal(object)  # the EventCertificatesRow
    chosen = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._begins = 0
        self._rows: Sequence[EventCertificatesRow] = ()
        self._order = ("starts", True)
        self.table: Table[EventCertificatesRow] = Table(self._columns(), "Events", many=True)
        self.table.follow(live, "certificates.events")
        self.table.show_sorted("starts", falling=True)
        self.filter = FilterBox(self.table, "Filter events")
        self.to_issue = Button("To issue only", "filter")
        self.to_issue.setCheckable(True)
        self.count = Count(export=False)
        column = down(across(self.filter, self.to_issue, None), gap=Space.S)
        column.addWidget(self.table, 1)
        self.setLayout(column)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self.chosen)
        self.table.sort_asked.connect(self._sort)
        self.filter.asked.connect(lambda _typed: self._show())
        self.to_issue.toggled.connect(lambda _on: self._show())

    def show_events(self, rows: Sequence[EventCertificatesRow], *, year_begins: int) -> None:
        """Show the events of a year, as filtered and sorted before."""
        self._rows, self._begins = rows, year_begins
        self._show()

    def _columns(self) -> list[Column[EventCertificatesRow]]:
        return [
            Column("Event", _title, share=5, sort="title"),
            Column("Date", self._day, width=Width.DATE, sort="starts", value=lambda e: e.starts),
            Column("Register", _register, width=Width.NUMBER),
            Column("To issue", _to_issue, width=Width.COUNT, right=True, sort="to_issue"),
            Column(
                "Issued", lambda e: _told(e.issued), width=Width.COUNT, right=True, sort="issued"
            ),
            Column(
                "Not due",
                lambda e: _told(e.not_due),
                width=Width.COUNT,
                right=True,
                sort="not_due",
            ),
        ]

    def _day(self, row: EventCertificatesRow) -> str:
        return short_day(row.starts, year_begins=self._begins)

    def _sort(self, key: str, falling: bool) -> None:  # noqa: FBT001 - as the list's signal says it
        self._order = (key, falling)
        self._show()

    def _show(self) -> None:
        words = searched(self.filter.text()).split()
        only = self.to_issue.isChecked()
        shown = [row for row in self._rows if _holds(row, words) and (row.to_issue or not only)]
        key, falling = self._order
        shown.sort(key=ORDERS[key], reverse=falling)
        self.table.show_rows(shown)
        self.count.say(of_all(len(shown), len(self._rows), "event"))
        self.chosen.emit()


def _title(row: EventCertificatesRow) -> Cell:
    return Cell(row.title, strong=bool(row.to_issue), note=row.reference)


def _register(row: EventCertificatesRow) -> Cell:
    return Cell(chip="Closed", chip_tone="green") if row.register_closed else Cell(chip="Open")


def _to_issue(row: EventCertificatesRow) -> Cell:
    return Cell(_told(row.to_issue), strong=True)


def _told(number: int) -> str:
    """A number in a column; nothing for nought, so that the others stand out."""
    return str(number or "")


def _holds(row: EventCertificatesRow, words: Sequence[str]) -> bool:
    text = searched(f"{row.title} {row.reference}")
    return all(word in text for word in words)
