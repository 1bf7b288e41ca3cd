"""The list of the programme: rows in groups, their count, and what gives way for room."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.own_fields import OwnFieldShape
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.event_more import NOTHING_MORE, EventMore, more_of
from trainingdesk.services.event_rows import EventRow
from trainingdesk.services.programme import Wanted, events_in
from ui.parts.count import Count, of_all
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.own_columns import shown_after
from ui.parts.pages import Pages
from ui.parts.rows_model import Column, Group
from ui.parts.table import FLAGS, Table
from ui.parts.theme import Width
from ui.parts.words import Button
from ui.programme.columns import GIVES_WAY, NARROW, columns, columns_of_more
from ui.programme.even_rows import show_in_groups

WHOLE = 512
"""So many events are shown at once, in groups; more are read as they come into sight."""

TABLE = "programme.events"
BY_DATE = "date"

SHOWS = frozenset(
    {
        "booking",
        "course",
        "course_strand",
        "day_off",
        "event",
        "event_partner",
        "event_session",
        "own_field",
        "partner_board",
        "series",
        "session_trainer",
        "strand",
        "trainer",
        "venue",
    }
)
"""The tables that a line of the list, its filters and its issues are read from."""

Read = Callable[[int, int], Sequence[EventRow]]
"""Reads so many events from a place in the list on."""


class ProgrammeList(QWidget):
    """Events in an order; by date they stand under their months."""

    ordered = Signal()
    chosen = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._live = live
        self.order, self.falling = BY_DATE, False
        self.number, self.in_all = 0, 0
        self.issues: Mapping[int, int] = {}
        self.more: dict[int, EventMore] = {}
        self.shapes: Sequence[OwnFieldShape] = []
        self._always = columns(self._issues_of)
        told = columns_of_more(self._more_of, ())
        self.table: Table[EventRow] = Table([*self._always, *told], "Events", many=True)
        self.table.follow(live, TABLE)
        self.copy = Button("Copy to a new date", "quiet", "copy", "Ctrl+D")
        self.count = Count(self.copy)
        self.setLayout(down(self.table, self.count, gap=0))
        self.table.sort_asked.connect(self._sort)
        self.table.chosen.connect(self.say_count)

    def read(
        self, year: TrainingYear, wanted: Wanted, offset: int, limit: int
    ) -> Sequence[EventRow]:
        """Read so many of the year's events in the order asked for, and what else is told of them.

        ``offset`` is the place in the list that they begin at.
        """
        desk = self._live.desk
        with desk.reading() as db:
            found = events_in(
                db,
                year,
                today=desk.today(),
                wanted=wanted,
                order=self.order,
                falling=self.falling,
                offset=offset,
                limit=limit,
            )
            self.more |= more_of(db, [row.id for row in found])
        return found

    def show_events(self, read: Read, number: int, in_all: int) -> None:
        """Show the events that are left of all."""
        self.number, self.in_all = number, in_all
        paged = number > WHOLE
        rows = Pages(number, read) if paged else self._grouped(read(0, WHOLE))
        show_in_groups(self.table, rows)
        self.table.show_sorted(self.order, falling=self.falling)
        self.say_count()

    def take_fields(self, shapes: Sequence[OwnFieldShape]) -> None:
        """Have a column for each of the board's own fields of events."""
        if shapes != self.shapes:
            self.shapes = shapes
            told = columns_of_more(self._more_of, shapes)
            self.table.end_with(told, after=len(self._always))

    def chosen_more(self) -> list[Column[EventRow]]:
        """The columns told seldom that somebody chose to show."""
        return shown_after(self.table, len(self._always))

    def _more_of(self, event_id: int) -> EventMore:
        return self.more.get(event_id, NOTHING_MORE)

    def _issues_of(self, event_id: int) -> int:
        return self.issues.get(event_id, 0)

    def begin_at(self, today: date, *, over: int) -> None:
        """Show what is on and to come first; what is over is above it.

        ``over`` is how many began before: of a list that is read in pages the list cannot tell.
        """
        rows = self.table.rows_model.rows
        by_date = self.order == BY_DATE
        days = rows if isinstance(rows, list) and by_date else []
        events = [n for n, row in enumerate(days) if isinstance(row, EventRow)]
        ahead = (n for n in events if days[n].ends >= today)
        place = next(ahead, events[0] if events else 0)
        if by_date and not isinstance(rows, list):
            place = over if over < self.number else 0
        QTimer.singleShot(0, self, lambda: self._scroll_to(place))  # when it has its size

    def _scroll_to(self, place: int) -> None:
        first = self.table.rows_model.index(place, 0)
        if not first.isValid():
            return
        # A list that has no current row takes the first one, and the top with it, at its focus.
        self.table.selectionModel().setCurrentIndex(first, FLAGS.NoUpdate)
        top = self.table.rows_model.index(self._head_of(place), 0)
        self.table.scrollTo(top, Table.ScrollHint.PositionAtTop)

    def _head_of(self, place: int) -> int:
        """The name of the row's month, while the row stays in the upper half under it."""
        model = self.table.rows_model
        half = (
            self.table.viewport().height() // self.table.verticalHeader().defaultSectionSize() // 2
        )
        near = range(place - 1, max(-1, place - half), -1)
        return next((n for n in near if model.group_at(n) is not None), max(0, place - 1))

    def say_count(self) -> None:
        """Say how many there are, and whether one is chosen."""
        one = self.table.chosen_row() is not None
        said = of_all(self.number, self.in_all, "event")
        chosen = self.table.chosen_number()
        self.count.say(f"{said} · {chosen:,} chosen" if chosen else said)
        self.copy.setVisible(one)
        self.chosen.emit()

    def make_room(self, wide: int) -> None:
        """Let the least told columns give way while there is little room for the titles."""
        away = {name for name, least in GIVES_WAY.items() if wide < least}
        bare = {"Places": Width.SPAN} if wide < NARROW else {}
        self.table.columns_shown.give_way(away, bare)

    def _grouped(self, rows: Sequence[EventRow]) -> list[EventRow | Group]:
        if self.order != BY_DATE:
            return list(rows)
        made: list[EventRow | Group] = []
        for name, group in groupby(rows, key=lambda row: f"{row.starts:%B %Y}"):
            inside = list(group)
            made += [Group(name, counted(len(inside), "event")), *inside]
        return made

    def _sort(self, order: str, falling: bool) -> None:  # noqa: FBT001 - a signal says it so
        self.order, self.falling = order, falling
        self.ordered.emit()
