"""The history of an event."""

from typing import ClassVar

from PySide6.QtCore import Qt

from trainingdesk.domain.words import clock, plain_day
from trainingdesk.services.history import HistoryRow, count_of, history_of
from ui.deeds import WORDS, told
from ui.events.event_tab import EventTab
from ui.parts.cell import Cell
from ui.parts.count import Count
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.pages import Pages
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Width
from ui.parts.way import Way
from ui.programme.acts import act


def columns() -> list[Column[HistoryRow]]:
    """When, who, and what was done."""
    return [
        Column[HistoryRow]("When", _when, width=Width.METER),
        Column[HistoryRow]("Who", lambda row: Cell(row.who, "soft"), width=Width.DATE),
        Column[HistoryRow]("From", lambda row: Cell(row.via, "soft"), width=Width.DATE),
        Column[HistoryRow](
            "Deed", lambda row: Cell(_deed(row.deed), strong=True), width=Width.SPAN
        ),
        Column[HistoryRow]("What", lambda row: row.what, share=1),
    ]


class HistoryTab(EventTab):
    """What was done to the event, newest first."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"booking", "certificate", "delegate", "event", "event_session", "mark", "status_change"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.table: Table[HistoryRow] = Table(columns(), "History")
        self.table.follow(live, "event.history")
        self.count = Count(export=False)
        self.nothing = Empty(
            "undo-2",
            "Nothing has been done to this event yet",
            "Every booking, mark and change is kept here, with who made it and when.",
        )
        self.nothing.hide()
        self.setLayout(down(self.table, self.nothing, self.count, gap=0))
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.table.acts = [self.export_action]
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self.count.export_asked.connect(self.export)

    def export(self) -> None:
        """Save the list as it shows."""
        self.export_table(self.table, "History")

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        with self.desk.reading() as db:
            number = count_of(db, self.event_id)
        self.table.show_rows(Pages(number, self._read))
        self.table.setVisible(number > 0)
        self.nothing.setHidden(number > 0)
        self.count.say(f"{number:,} {'deed' if number == 1 else 'deeds'}, the newest first")

    def _read(self, offset: int, limit: int) -> list[HistoryRow]:
        with self.desk.reading() as db:
            return history_of(db, self.event_id, offset=offset, limit=limit)


def _when(row: HistoryRow) -> Cell:
    at = row.at.astimezone()
    return Cell(plain_day(at.date()), note=clock(at.time()))


def _deed(label: str) -> str:
    word, _, rest = label.partition(" ")
    if word in WORDS and rest:
        return f"{WORDS[word]}: {_deed(rest).lower()}"
    return told(label).rstrip(".:")
