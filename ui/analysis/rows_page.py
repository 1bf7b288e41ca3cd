"""The rows behind one figure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.definitions import definition_of, name_of
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group, group_named
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
from ui.analysis.paged_list import Kind, Order, PagedList, Source
from ui.analysis.row_columns import FIRST_ORDER, HEADS, ONE, columns_of, values_of
from ui.analysis.sentences import held_against, meaning_of, sentence_of, title_of
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

Row = EventRow | BookingRow | PersonRow
PARTING = "|"
NONE_YET = "As soon as there is one, it is listed here and counted above."


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
        self.lists = {rows: self._made_list(rows) for rows in Rows}
        self._make_actions()
        self._lay_out()

    @property
    def listed(self) -> PagedList[Any]:
        """The list that shows."""
        return self.lists[self._kind]

    def show_figure(self, find: str, year: TrainingYear) -> None:
        """Show the rows of a figure; the same figure keeps its filter and its order."""
        asked = asked_by(find)
        if (asked, year) != (self._asked, self._year):
            self._asked, self._year = asked, year
            for listed in self.lists.values():
                listed.start_afresh()
        self._stale = True
        self._catch_up()
        if self.pages.currentWidget() is self.listed:
            self.listed.enter()

    def export(self) -> None:
        """Save the rows that show."""
        self.listed.export()

    def reload(self) -> None:
        asked = self._asked
        try:
            with self.desk.reading() as db:
                named = group_named(db, asked.group) if asked.group else ""
                behind = rows_behind(db, self._year, asked, today=self.desk.today())
                found = None
                if asked.group is None:
                    found = disagreement(db, self._year, asked.figure, behind)
        except Unknown:
            self._show_nothing()
            return
        self.title = title_of(asked.figure, asked.group, named)
        self._kind = behind.rows
        self.heading.say(self.title, sentence_of(asked.figure, behind, self._year))
        self.meaning.say(meaning_of(asked.figure))
        self.notice.say(held_against(found, self._year))
        self.listed.show_source(Source(self._count, self._page))
        self.export_action.setEnabled(behind.in_all > 0)
        if behind.in_all:
            self.pages.setCurrentWidget(self.listed)
        else:
            self.nothing.say(f"None in {self._year.name}", NONE_YET)
            self.pages.setCurrentWidget(self.nothing)

    def _made_list(self, rows: Rows) -> PagedList[Any]:
        kind: Kind[Any] = Kind(
            name=rows.capitalize(),
            one=ONE[rows],
            things=rows,
            columns=columns_of(rows, lambda: self._year),
            heads=HEADS[rows],
            values=values_of,
            order=Order(FIRST_ORDER[rows]),
            key=f"analysis.{rows}",
        )
        listed: PagedList[Any] = PagedList(self.live, kind)
        listed.opened.connect(self._open)
        listed.chosen.connect(self._on_chosen)
        listed.said.connect(self.said)
        return listed

    def _make_actions(self) -> None:
        self.open_action = act(
            self, "&Open the event", lambda: self._open(self.listed.table.chosen_row()), "Ctrl+O"
        )
        self.delegate_action = act(self, "Open the &delegate", self._open_delegate, "Ctrl+D")
        self.export_action = act(self, "E&xport these rows…", self.export, "Ctrl+E")
        self.lists[Rows.EVENTS].table.acts = [self.open_action]
        self.lists[Rows.BOOKINGS].table.acts = [self.open_action, self.delegate_action]
        self.lists[Rows.PEOPLE].table.acts = [self.delegate_action]

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for rows in Rows:
            self.pages.addWidget(self.lists[rows])
        self.nothing = Empty("chart-column", "", "")
        self.pages.addWidget(self.nothing)
        column = down(self.heading, self.meaning, self.notice, gap=Space.M)
        column.addWidget(self.pages, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        self.setLayout(column)

    def _show_nothing(self) -> None:
        """Say why a figure has no rows here."""
        figure = self._asked.figure
        about = "It is not counted from events or bookings, so it has no rows here."
        if definition_of(figure) is None:
            about = "A published figure of this name is kept, but no figure of ours is called so."
        self.title = name_of(figure)
        self.heading.say(self.title, "")
        self.meaning.say(meaning_of(figure))
        self.notice.say("")
        self.nothing.say(f"No rows behind {self.title}", about)
        self.pages.setCurrentWidget(self.nothing)
        for action in (self.open_action, self.delegate_action, self.export_action):
            action.setEnabled(False)

    def _count(self, words: str) -> int:
        asked = replace(self._asked, words=words)
        with self.desk.reading() as db:
            return rows_behind(db, self._year, asked, today=self.desk.today()).in_all

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[Row]:
        asked = replace(self._asked, words=order.words, sort=order.sort, falling=order.falling)
        today = self.desk.today()
        with self.desk.reading() as db:
            return rows_page(db, self._year, asked, today=today, offset=offset, limit=limit)

    def _on_chosen(self) -> None:
        row = self.listed.table.chosen_row()
        self.open_action.setEnabled(isinstance(row, EventRow | BookingRow))
        self.delegate_action.setEnabled(isinstance(row, BookingRow | PersonRow))

    def _open(self, row: Row | None) -> None:
        if isinstance(row, PersonRow):
            self._go("Delegates", "delegate", row.id)
        elif row is not None:
            number = row.id if isinstance(row, EventRow) else row.event_id
            self._go("Programme", "event", number)

    def _open_delegate(self) -> None:
        row = self.listed.table.chosen_row()
        if isinstance(row, BookingRow):
            self._go("Delegates", "delegate", row.delegate_id)
        elif isinstance(row, PersonRow):
            self._open(row)

    def _go(self, place: str, kind: str, number: int) -> None:
        self._way.go(Where(place, kind=kind, id=number, year=self._year.name))
