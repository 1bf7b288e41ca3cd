"""A long list with its filter, its order, its count, and the way to save it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.services.exports import Value, save_list
from ui.analysis.saving import LISTS, every
from ui.parts.asked_path import asked_path
from ui.parts.count import Count, of_all
from ui.parts.filter_box import FilterBox
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.pages import Pages
from ui.parts.rows_model import Column, HasId
from ui.parts.shown import as_shown
from ui.parts.table import Table, share_out_anew
from ui.parts.theme import Space

R = TypeVar("R", bound=HasId)


@dataclass(frozen=True, slots=True)
class Order:
    """What a list was asked for: the words it is narrowed by, and its order."""

    sort: str
    falling: bool = False
    words: str = ""


@dataclass(frozen=True)
class Source(Generic[R]):
    """Where the rows of a list come from, a page at a time."""

    count: Callable[[str], int]  # with these words
    page: Callable[[Order, int, int], Sequence[R]]


@dataclass(frozen=True)
class Kind(Generic[R]):
    """What a list is of: its name, what its rows are called, its columns, how it is saved."""

    name: str
    one: str
    things: str
    columns: Sequence[Column[R]]
    heads: Sequence[str]
    values: Callable[[R], Sequence[Value]]
    order: Order
    key: str
    many: bool = False  # several rows can be chosen


class PagedList(QWidget, Generic[R]):
    """A list that never reads more than it shows; ``beside`` stands next to its filter."""

    opened = Signal(object)  # the row
    chosen = Signal()
    counted = Signal(int, int)  # how many show, of how many
    said = Signal(str)

    def __init__(self, live: LiveDesk, kind: Kind[R], *beside: QWidget) -> None:
        super().__init__()
        self._live, self._kind, self._order = live, kind, kind.order
        self._source: Source[R] | None = None
        self.shown = 0
        self.table: Table[R] = Table(kind.columns, kind.name, many=kind.many)
        self.table.follow(live, kind.key)
        self.filter = FilterBox(self.table, f"Filter {kind.things}")
        self.count = Count(self.table.menus.columns_button(), export=False)
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self.table.show_sorted(kind.order.sort, falling=kind.order.falling)
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self.chosen)
        self.table.sort_asked.connect(self._sort)
        self.filter.asked.connect(self._narrow)
        self.count.export_asked.connect(self.export)
        column = down(across(self.filter, *beside, None), gap=Space.S)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        self.setLayout(column)

    def show_source(self, source: Source[R]) -> None:
        """Show the rows of a source, narrowed and in the order as before."""
        self._source = source
        self._reload()

    @property
    def words(self) -> str:
        """What the list is narrowed by."""
        return self._order.words

    def narrow_to(self, words: str) -> None:
        """Narrow the list as if the words had been typed."""
        self.filter.setText(words)
        self._order = replace(self._order, words=words)

    def start_afresh(self) -> None:
        """Forget the filter, the order and what the rows before needed."""
        share_out_anew(self)
        self._order = self._kind.order
        self.filter.clear()
        self.table.show_sorted(self._order.sort, falling=self._order.falling)

    def enter(self) -> None:
        """Give the list the keyboard, or where it is empty the filter."""
        if self.shown:
            self.table.enter()
        else:
            self.filter.setFocus(Qt.FocusReason.TabFocusReason)

    def export(self) -> None:
        """Save the rows as they are shown."""
        source, order = self._source, self._order
        name = f"{self._kind.name}.xlsx"
        path = asked_path(
            self, self._live, title=f"Save {self._kind.things}", name=name, kinds=LISTS
        )
        if path is None or source is None:
            return
        rows = every(lambda offset, limit: source.page(order, offset, limit), self.shown)
        shown = as_shown(self.table, self._kind.heads)
        with refusals_shown(self):
            values = (shown(self._kind.values(row)) for row in rows)
            heads = list(map(str, shown(self._kind.heads)))
            saved = save_list(path, heads, values, title=self._kind.name)
            self.said.emit(
                f"Saved {counted(saved, self._kind.one, self._kind.things)} as {path.name}."
            )

    def _reload(self) -> None:
        source, order = self._source, self._order
        if source is None:
            return
        in_all = source.count("")
        self.shown = source.count(order.words) if order.words else in_all
        rows: Any = Pages(self.shown, lambda offset, limit: source.page(order, offset, limit))
        self.table.show_rows(rows)
        self.count.say(of_all(self.shown, in_all, self._kind.one, self._kind.things))
        self.counted.emit(self.shown, in_all)
        self.chosen.emit()

    def _narrow(self, words: str) -> None:
        if words != self._order.words:
            self._order = replace(self._order, words=words)
            self._reload()

    def _sort(self, sort: str, falling: bool) -> None:  # noqa: FBT001 - a slot
        self._order = replace(self._order, sort=sort, falling=falling)
        self._reload()
