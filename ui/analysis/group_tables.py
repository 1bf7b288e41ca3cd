"""The tables of the year under their tabs, each number of which opens its rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.services.counted import Group
from trainingdesk.services.sent import Sent
from trainingdesk.services.year_at_hand import YearAtHand
from ui.analysis.fitted import FittedStack
from ui.analysis.groups import (
    KINDS,
    GroupRow,
    columns_by,
    in_order,
    numbers_in,
    rows_by,
    whole_row,
)
from ui.analysis.numbers_table import NumbersTable
from ui.analysis.rows_page import found_by
from ui.parts.count import Count
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.switch import Switch
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.words import Button, Words

FIRST_ORDERS = {
    "course": ("attended", True),
    "agency": ("attended", True),
    "sector": ("attended", True),
    "month": ("key", False),
    "quarter": ("key", False),
}
BY_NAME = frozenset({"name", "key", "note"})
"""Names begin at the beginning, figures with the largest."""

SEVERAL = {"series": "series", "agency": "agencies"}
NOTES = {
    "strand": "An event counts in each of its strands.",
    "series": "Only events that belong to a series.",
    "agency": "The agency is the one each booking was made for.",
    "sector": "The sector is that of the agency each booking was made for.",
}

THEN, NOW = "As they were", "As they are now"
NOTED_NOW = "An agency merged since counts for the one it went into."


class GroupTables(QWidget):
    """Tabs, the table of the one that is open, and a line that says how long it is."""

    opened = Signal(str)  # what names the figure and the group on the way
    turned = Signal(str)  # to another tab
    export_asked = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._live = live
        self._figures: Mapping[str, Any] = {}
        self._sent: Sequence[Sent] = ()
        self._sent_now: Sequence[Sent] = ()
        self._orders = {kind: FIRST_ORDERS.get(kind, ("name", False)) for kind in KINDS.values()}
        self.tables: dict[str, NumbersTable[GroupRow]] = {}
        self.tabs = Tabs([(tab, "") for tab in KINDS])
        self.tabs.changed.connect(self._turn)
        self.stack = FittedStack()
        self.columns = Button("Columns", "quiet", "columns-3").slim()
        self.columns.clicked.connect(self._choose_columns)
        self.count = Count(self.columns, export=False)
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self.count.export_asked.connect(self.export_asked)
        self.over_time = Switch([THEN, NOW], name="Agencies")
        self.over_time.changed.connect(self._see_over_time)
        head = across(Words("Counted by", "lead"), None, self.over_time)
        below = down(self.stack, self.count, gap=0)
        self.setLayout(down(head, self.tabs, below, gap=Space.XS))

    @property
    def kind(self) -> str:
        """What the table that shows is counted by."""
        return KINDS[self.tabs.here]

    @property
    def table(self) -> NumbersTable[GroupRow]:
        """The table that shows."""
        return self.tables[self.kind]

    def show_figures(self, at_hand: YearAtHand, before: str) -> None:
        """Show another year."""
        self._figures = at_hand.figures
        self._sent, self._sent_now = at_hand.sent, at_hand.sent_now
        for tab, kind in KINDS.items():
            if kind not in self.tables:
                self._make_table(tab, kind, before)
            self._show_kind(tab, kind)
        self._fit()

    def open_tab(self, tab: str) -> None:
        """Show one of the tables without a word to anybody."""
        if tab in KINDS:
            self.tabs.set_here(tab)
            self._fit()

    def rows_shown(self) -> list[GroupRow]:
        """The lines of the table that shows, in their order."""
        rows = self.table.rows_model.rows
        return [row for row in rows if isinstance(row, GroupRow)]

    def _make_table(self, tab: str, kind: str, before: str) -> None:
        columns = columns_by(kind, tab, before)
        table = NumbersTable(columns, f"By {tab.lower()}", numbers=numbers_in(columns))
        table.follow(self._live, f"analysis.by_{kind}")
        sort, falling = self._orders[kind]
        table.show_sorted(sort, falling=falling)
        table.sort_asked.connect(lambda key, falls, kind=kind: self._sort(kind, key, falls))
        table.number_opened.connect(lambda row, name, kind=kind: self._open(kind, row, name))
        self._live.preferred.connect(lambda _: self._fit())
        self.tables[kind] = table
        self.stack.addWidget(table)
        QWidget.setTabOrder(table, self.columns)  # the line under it was made earlier
        QWidget.setTabOrder(self.columns, self.count.export)

    def _show_kind(self, tab: str, kind: str) -> None:
        rows = rows_by(kind, self._figures, self._sent_by(kind))
        sort, falling = self._orders[kind]
        ordered = in_order(rows, sort, falling=falling)
        whole = [whole_row(kind, self._figures, self._sent)] if rows else []
        self.tables[kind].show_rows([*ordered, *whole])
        self.tabs.set_count(tab, f"{len(rows):,}" if rows else "")

    def _sent_by(self, kind: str) -> Sequence[Sent]:
        """What agencies sent; only their own table tells them as they are now."""
        return self._sent_now if kind == "agency" and self.over_time.here == NOW else self._sent

    def _see_over_time(self, _side: str) -> None:
        self._show_kind("Agency", "agency")
        self._fit()

    def _fit(self) -> None:
        told = self.kind == "agency" and self._sent != self._sent_now
        self.over_time.setVisible(told)
        if self.kind not in self.tables:
            return
        self.stack.fit(self.table)
        number = sum(not row.is_whole for row in self.rows_shown())
        word = self.tabs.here.lower()
        said = counted(number, word, SEVERAL.get(self.kind, f"{word}s"))
        note = NOTES.get(self.kind, "Enter opens the rows of a number.")
        self.count.say(f"{said}. {NOTED_NOW if told and self.over_time.here == NOW else note}")

    def _turn(self, tab: str) -> None:
        self._fit()
        self.turned.emit(tab)

    def _sort(self, kind: str, key: str, falling: bool) -> None:  # noqa: FBT001 - a slot
        was, _ = self._orders[kind]
        if key != was and key not in BY_NAME:
            falling = True
            self.tables[kind].show_sorted(key, falling=True)
        self._orders[kind] = key, falling
        self._show_kind(next(tab for tab in KINDS if KINDS[tab] == kind), kind)

    def _open(self, kind: str, row: GroupRow, name: str) -> None:
        figure = "attended" if name == "share" else name
        as_now = kind == "agency" and self.over_time.here == NOW
        group = None if row.is_whole else Group("agency_now" if as_now else kind, row.key)
        self.opened.emit(found_by(figure, group))

    def _choose_columns(self) -> None:
        at = self.columns.mapToGlobal(self.columns.rect().bottomLeft())
        self.table.menus.columns_menu().popup(at)
