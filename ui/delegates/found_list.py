"""A list that the database finds and sorts: its filter above, its count below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.domain.delegate import folded
from ui.parts.count import Count, of_all
from ui.parts.filter_box import FilterBox
from ui.parts.heading import Empty
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column, Group, R
from ui.parts.table import FLAGS, Table
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Button

ROOMY = Size.PALETTE + Width.PLACES + Space.XXL
NARROW = Size.PALETTE + 2 * Space.XXL
"""Widths below which columns give way to the others: those told least, then some more."""


@dataclass(frozen=True, slots=True)
class ListKind:
    """What a list is of: its name, what its columns are remembered by, how it is sorted first.

    A column that gives way is left out while the list is less wide than is said of it, such as
    beside a form.
    """

    name: str
    key: str
    one: str
    several: str
    sort: str = "name"
    falling: bool = False
    many: bool = False
    export: bool = True
    gives_way: Mapping[str, int] = field(default_factory=dict)


class FoundList(QWidget, Generic[R]):
    """Asks for its rows anew when the words or the order have changed."""

    asked = Signal()
    opened = Signal(object)
    chosen = Signal()
    export_asked = Signal()

    def __init__(
        self,
        live: LiveDesk,
        kind: ListKind,
        columns: Sequence[Column[R]],
        empty: Empty,
        *acts: Button,
    ) -> None:
        super().__init__()
        self.kind, self._shown, self._in_all = kind, 0, 0
        self.aside = ""
        """What is said beside the count: why it is another number than stands elsewhere."""
        self._too_wide: set[str] = set()
        self._given_way: list[int] = []
        self.sort, self.falling = kind.sort, kind.falling
        self.table: Table[R] = Table(columns, kind.name, many=kind.many)
        self.table.follow(live, kind.key)
        self.table.show_sorted(self.sort, falling=self.falling)
        self.filter = FilterBox(self.table, f"Filter {kind.several}")
        # Its export is shown later: shown before it is laid out, it would be a window of its own.
        self.count = Count(*acts, export=False)
        self.count.export.setVisible(kind.export)
        self.empty = empty
        clear = Button("Show all", "secondary", "x", "Esc")
        clear.clicked.connect(lambda: self.seek(""))
        self.nothing = Empty("search", f"No {kind.several} found", "", clear)
        self._lay_out()
        self.filter.asked.connect(lambda _words: self.asked.emit())
        self.table.sort_asked.connect(self._sort)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._on_chosen)
        self.count.export_asked.connect(self.export_asked)

    @property
    def words(self) -> str:
        """The words that narrow the list."""
        return self.filter.text()

    @property
    def shown(self) -> int:
        """How many rows were found."""
        return self._shown

    @property
    def in_all(self) -> int:
        """How many rows there are without any words."""
        return self._in_all

    def holding(self, rows: Sequence[R], said: Callable[[R], str]) -> list[R]:
        """The rows that say every word, of a list that is read whole."""
        sought = folded(self.words).split()
        return [row for row in rows if all(word in folded(said(row)) for word in sought)]

    def row_in_hand(self) -> R | None:
        """The row that is chosen, or else the one on which the keyboard stands."""
        return self.table.chosen_row() or self.table.current_row()

    def seek(self, words: str) -> None:
        """Narrow the list to some words, or show all of it."""
        self.filter.setText(words)
        self.asked.emit()

    def choose(self, row_id: int) -> bool:
        """Choose a row, where the list holds it."""
        return self.table.select_id(row_id)

    def show_saved(self, row_id: int) -> None:
        """Choose what was saved; whatever leaves it out of the list is taken off."""
        if not self.choose(row_id) and self._shown < self._in_all:
            self.seek("")
            self.choose(row_id)

    def show_found(self, rows: Sequence[R | Group], *, in_all: int, found: int = -1) -> None:
        """Show what was found, of how many; groups among the rows are not counted."""
        self._shown = len(rows) if found < 0 else found
        self._in_all = in_all
        self.table.show_rows(rows)
        about = f"Nothing here goes by “{self.words.strip()}”. Try fewer letters."
        self.nothing.say(f"No {self.kind.several} found", about)
        some = self.table if rows else self.nothing if in_all else self.empty
        self.pages.setCurrentWidget(some)
        self.bar.setVisible(in_all > 0)
        self.count.setVisible(in_all > 0)
        self._say_count()

    def enter(self) -> None:
        """Take the keyboard; nothing is chosen by that, so that no act falls on the first row."""
        page = self.pages.currentWidget()
        if page is self.table:
            self._stand_on_a_row()
            self.table.setFocus(Qt.FocusReason.TabFocusReason)
        elif page is self.nothing:
            self.filter.setFocus()
        elif first := self.empty.findChild(Button):
            first.setFocus()

    def _stand_on_a_row(self) -> None:
        model = self.table.rows_model
        if self.table.current_row() is not None:
            return
        first = next((n for n in range(model.rowCount()) if model.group_at(n) is None), -1)
        index = model.index(first, self.table.first_column())
        self.table.selectionModel().setCurrentIndex(index, FLAGS.NoUpdate)

    def resizeEvent(self, resized: QResizeEvent) -> None:
        super().resizeEvent(resized)
        self.make_room()

    def too_wide(self) -> set[str]:
        """The columns for which there is no room."""
        return {name for name, least in self.kind.gives_way.items() if self.width() < least}

    def make_room(self) -> None:
        """Leave out the columns for which there is no room."""
        self._give_way(self.too_wide())

    def _give_way(self, too_wide: set[str]) -> None:
        if too_wide == self._too_wide:
            return
        self._too_wide = too_wide
        for number in self._given_way:
            self.table.showColumn(number)
        names = enumerate(column.name for column in self.table.rows_model.columns)
        gone = [n for n, name in names if name in too_wide]
        self._given_way = [n for n in gone if not self.table.isColumnHidden(n)]
        for number in self._given_way:
            self.table.hideColumn(number)
        self.table.columns_shown.share_out()

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.table, self.nothing, self.empty):
            self.pages.addWidget(page)
        self.bar = QWidget()
        self.bar_row = across(self.filter, None, self.table.menus.columns_button())
        self.bar.setLayout(self.bar_row)
        column = down(self.bar, gap=Space.S)
        column.addWidget(self.pages, 1)
        column.addWidget(self.count)
        self.setLayout(column)

    def _sort(self, key: str, falling: bool) -> None:  # noqa: FBT001 - as the list's signal says it
        self.sort, self.falling = key, falling
        self.asked.emit()

    def _on_chosen(self) -> None:
        self._say_count()
        self.chosen.emit()

    def _say_count(self) -> None:
        said = of_all(self._shown, self._in_all, self.kind.one, self.kind.several)
        said = f"{said} · {self.aside}" if self.aside else said
        chosen = len(self.table.selectionModel().selectedRows())
        self.count.say(f"{said} · {chosen:,} chosen" if chosen > 1 else said)
