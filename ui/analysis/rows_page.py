"""The rows behind one figure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.definitions import definition_of, name_of
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group, group_named
from trainingdesk.services.exports import save_list
from trainingdesk.services.rows_behind import (
    BookingRow,
    EventRow,
    PersonRow,
    Rows,
    RowsAsked,
    disagreement,
    rows_behind,
    rows_page,
)
from ui.analysis.row_columns import FIRST_ORDER, HEADS, columns_of, values_of
from ui.analysis.saving import LISTS, asked_path, every
from ui.analysis.sentences import held_against, meaning_of, sentence_of, title_of
from ui.parts.count import Count, of_all
from ui.parts.filter_box import FilterBox
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.pages import Pages
from ui.parts.table import Table
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words

Row = EventRow | BookingRow | PersonRow
PARTING = "|"


def found_by(figure: str, group: Group | None = None) -> str:
    """What names a figure, and a group of it, on the way."""
    return PARTING.join([figure, group.kind, group.key] if group else [figure])


def asked_by(find: str) -> RowsAsked:
    """The figure and the group that a name on the way stands for."""
    figure, *group = find.split(PARTING, 2)
    return RowsAsked(figure, Group(*group) if len(group) > 1 else None)


class RowsPage(LiveView):
    """What a figure counted, row by row; it can be narrowed, sorted, opened and saved."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "booking", "course", "delegate", "event", "mark", "published_figure"}
    )

    def __init__(self, live: LiveDesk, way: Way) -> None:
        super().__init__(live)
        self._way = way
        self._year = TrainingYear.of(self.desk.today())
        self._asked = RowsAsked("attended")
        self._kind = Rows.BOOKINGS
        self.title = ""
        back = Button("All figures", "secondary", "arrow-left")
        back.clicked.connect(lambda: self._way.go(Where("Analysis", year=self._year.name)))
        self.heading = Heading("", "", back)
        self.meaning = Words("", "small", wrap=True)
        self.notice = Notice("", "amber")
        self.tables = {rows: self._made_table(rows) for rows in Rows}
        self.filters = {rows: self._made_filter(rows) for rows in Rows}
        self.counts = {rows: self._made_count() for rows in Rows}
        self._make_actions()
        self._lay_out()

    @property
    def table(self) -> Table[Any]:
        """The table that shows."""
        return self.tables[self._kind]

    def show_figure(self, find: str, year: TrainingYear) -> None:
        """Show the rows of a figure; the same figure keeps its filter and its order."""
        asked = asked_by(find)
        if (asked.figure, asked.group, year) != (self._asked.figure, self._asked.group, self._year):
            self._asked, self._year = asked, year
            for box in self.filters.values():
                box.clear()
            for rows, table in self.tables.items():
                table.show_sorted(FIRST_ORDER[rows])
        self._stale = True
        self._catch_up()

    def crumbs(self) -> list[str]:
        return [self.title]

    def reload(self) -> None:
        asked, today = self._asked, self.desk.today()
        whole = replace(asked, words="")
        try:
            with self.desk.reading() as db:
                named = group_named(db, asked.group) if asked.group else ""
                self.title = title_of(asked.figure, asked.group, named)
                behind = rows_behind(db, self._year, whole, today=today)
                shown = rows_behind(db, self._year, asked, today=today).in_all
                found = None
                if asked.group is None:
                    found = disagreement(db, self._year, asked.figure, behind)
        except Unknown:
            self._show_nothing()
            return
        self._kind = behind.rows
        self.heading.say(self.title, sentence_of(asked.figure, behind, self._year))
        self.meaning.say(meaning_of(asked.figure))
        self.notice.say(held_against(found, self._year))
        self.table.show_rows(Pages(shown, self._page))
        self.counts[self._kind].say(of_all(shown, behind.in_all, self._kind))
        self.pages.setCurrentIndex(list(Rows).index(self._kind))
        self.export_action.setEnabled(shown > 0)
        self._on_chosen()

    def export(self) -> None:
        """Save the rows as they are shown."""
        name = f"{self.title} {self._year.name}.xlsx".replace("/", "-")
        path = asked_path(self, self.live, title="Save these rows", name=name, kinds=LISTS)
        if path is None:
            return
        rows = every(self._page, len(self.table.rows_model.rows))
        with refusals_shown(self):
            values = (values_of(row) for row in rows)
            saved = save_list(path, HEADS[self._kind], values, title=name_of(self._asked.figure))
            self.said.emit(f"Saved {saved:,} rows as {path.name}.")

    def _made_table(self, rows: Rows) -> Table[Any]:
        table: Table[Any] = Table(columns_of(rows, lambda: self._year), rows.capitalize())
        table.follow(self.live, f"analysis.{rows}")
        table.show_sorted(FIRST_ORDER[rows])
        table.opened.connect(self._open)
        table.chosen.connect(self._on_chosen)
        table.sort_asked.connect(self._sort)
        return table

    def _made_filter(self, rows: Rows) -> FilterBox:
        box = FilterBox(self.tables[rows], f"Filter {rows}")
        box.asked.connect(self._narrow)
        return box

    def _made_count(self) -> Count:
        count = Count()
        count.export_asked.connect(self.export)
        return count

    def _make_actions(self) -> None:
        self.open_action = QAction("&Open the event", self)
        self.delegate_action = QAction("Open the &delegate", self)
        self.export_action = QAction("E&xport these rows…", self)
        for action, keys, do in (
            (self.open_action, "Ctrl+O", lambda: self._open(self.table.chosen_row())),
            (self.delegate_action, "Ctrl+D", self._open_delegate),
            (self.export_action, "Ctrl+E", self.export),
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, do=do: do())
            self.addAction(action)
        for rows, table in self.tables.items():
            acts = [self.open_action, self.delegate_action]
            table.acts = [acts[0]] if rows is Rows.EVENTS else acts[rows is Rows.PEOPLE :]

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for rows in Rows:
            listed = down(across(self.filters[rows], None), gap=Space.S)
            listed.addWidget(self.tables[rows], 1)
            listed.addWidget(self.counts[rows])
            self.pages.addWidget(holder(listed))
        self.nothing = Empty("chart-column", "", "")
        self.pages.addWidget(self.nothing)
        column = down(self.heading, self.meaning, self.notice, gap=Space.M)
        column.addWidget(self.pages, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        self.setLayout(column)

    def _show_nothing(self) -> None:
        """Say why a figure has no rows here."""
        figure = self._asked.figure
        known = definition_of(figure)
        about = "It is not counted from events or bookings, so it has no rows here."
        if known is None:
            about = "A published figure of this name is kept, but no figure of ours is called so."
        self.title = name_of(figure)
        self.heading.say(self.title, "")
        self.meaning.say(meaning_of(figure))
        self.notice.say("")
        self.nothing.say(f"No rows behind {self.title}", about)
        self.pages.setCurrentWidget(self.nothing)
        for action in (self.open_action, self.delegate_action, self.export_action):
            action.setEnabled(False)

    def _page(self, offset: int, limit: int) -> Sequence[Row]:
        with self.desk.reading() as db:
            return rows_page(
                db,
                self._year,
                self._asked,
                today=self.desk.today(),
                offset=offset,
                limit=limit,
            )

    def _narrow(self, words: str) -> None:
        if words != self._asked.words:
            self._asked = replace(self._asked, words=words)
            self.reload()

    def _sort(self, sort: str, falling: bool) -> None:  # noqa: FBT001 - a slot
        self._asked = replace(self._asked, sort=sort, falling=falling)
        self.reload()

    def _on_chosen(self) -> None:
        row = self.table.chosen_row()
        self.open_action.setEnabled(isinstance(row, EventRow | BookingRow))
        self.delegate_action.setEnabled(isinstance(row, BookingRow | PersonRow))

    def _open(self, row: Row | None) -> None:
        if isinstance(row, PersonRow):
            self._go("Delegates", "delegate", row.id)
        elif row is not None:
            number = row.id if isinstance(row, EventRow) else row.event_id
            self._go("Programme", "event", number)

    def _open_delegate(self) -> None:
        row = self.table.chosen_row()
        if isinstance(row, BookingRow):
            self._go("Delegates", "delegate", row.delegate_id)
        elif isinstance(row, PersonRow):
            self._open(row)

    def _go(self, place: str, kind: str, number: int) -> None:
        self._way.go(Where(place, kind=kind, id=number, year=self._year.name))
