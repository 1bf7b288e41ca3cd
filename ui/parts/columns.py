"""Which columns of a list show, and how wide they are."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings

from ui.parts.needed import evened, needed
from ui.parts.preferences import columns_added, columns_shown, keep_added, keep_columns

if TYPE_CHECKING:
    from ui.parts.table import Table


class ColumnsShown:
    """The columns that are chosen for one list; they share out its width.

    A column that had given way and is added all the same stays, until still less room is left.
    """

    def __init__(self, table: "Table[Any]") -> None:
        self._table = table
        self._settings: QSettings | None = None
        self._key = ""
        self._chosen = {column.name for column in table.rows_model.columns if not column.hidden}
        self._away: Collection[str] = ()
        self._added: dict[str, frozenset[str]] = {}
        self._narrow: Mapping[str, int] = {}
        self._needs: dict[int, int] = {}
        for number, column in enumerate(table.rows_model.columns):
            table.setColumnHidden(number, column.hidden)

    def remember(self, settings: QSettings, key: str) -> None:
        """Show the columns chosen before under this key, and keep the choice from now on."""
        self._settings, self._key = settings, key
        chosen = columns_shown(settings, key)
        if chosen is None:
            return
        names = [column.name for column in self._table.rows_model.columns]
        if not chosen & set(names):
            return
        self._chosen = {name for name in names if name in chosen}
        self._added = columns_added(settings, key, names)
        for number, name in enumerate(names):
            self._table.setColumnHidden(number, name not in chosen or self._gives_way(name))
        self.share_out()

    def begin_at(self, first: int) -> None:
        """Show or hide the columns from this one on, which are new, as they were chosen before."""
        kept = columns_shown(self._settings, self._key) if self._settings is not None else None
        columns, before = self._table.rows_model.columns, self._chosen
        self._chosen = before & {column.name for column in columns}
        for number, column in enumerate(columns[first:], first):
            shown = column.name in kept if kept else not column.hidden
            shown |= column.name in before
            self._chosen |= {column.name} if shown else set()
            self._table.setColumnHidden(number, not shown)
        self.share_out()

    def give_way(self, away: Collection[str], narrow: Mapping[str, int] | None = None) -> None:
        """Leave columns out, or make them narrower, for now; they stay chosen."""
        before, self._away, self._narrow = self._away, away, narrow or {}
        for number, column in enumerate(self._table.rows_model.columns):
            if column.name in {*before, *away}:
                shows = column.name in self._chosen and not self._gives_way(column.name)
                self._table.setColumnHidden(number, not shows)
        self.share_out()

    def shown(self) -> list[str]:
        """The names of the columns that show."""
        columns = enumerate(self._table.rows_model.columns)
        return [column.name for n, column in columns if not self._table.isColumnHidden(n)]

    def set_shown(self, number: int, *, shown: bool) -> None:
        """Show a column or hide it; the last one stays."""
        if not shown and len(self.shown()) == 1:
            return
        name = self._table.rows_model.columns[number].name
        self._table.setColumnHidden(number, not shown)
        self.share_out()
        away = {name for name in self._away if name in self._chosen}
        self._chosen = {*self.shown(), *away}
        self._added.pop(name, None)
        if not shown:
            self._chosen.discard(name)
        elif name in self._away:
            self._added[name] = frozenset(self._away)
        if self._settings is not None:
            keep_columns(self._settings, self._key, self._chosen)
            keep_added(self._settings, self._key, self._added)

    def _gives_way(self, name: str) -> bool:
        return name in self._away and not self._added.get(name, frozenset()).issuperset(self._away)

    def measure(self) -> None:
        """Share out the width again, as the rows that are there now need it.

        What a column needed before it keeps while the list is in sight, so that nothing moves
        as rows are filtered.
        """
        self._ask_needs()
        self.share_out()

    def _ask_needs(self) -> None:
        for number, wide in needed(self._table).items():
            self._needs[number] = max(wide, self._needs.get(number, 0))

    @property
    def is_measured(self) -> bool:
        """Whether what the rows need is known."""
        return bool(self._needs)

    def forget(self) -> None:
        """Leave out of account what rows needed that stood here before."""
        self._needs = {}

    def share_out(self) -> None:
        """Give each column its width, and what is left to those that share it."""
        table = self._table
        columns = [
            (n, c) for n, c in enumerate(table.rows_model.columns) if not table.isColumnHidden(n)
        ]
        if table.isVisible() and any(number not in self._needs for number, _ in columns):
            self._ask_needs()
        wide = {number: self._narrow.get(column.name, column.width) for number, column in columns}
        left = max(0, table.viewport().width() - sum(wide.values()))
        shares, so_far = sum(column.share for _, column in columns), 0
        extra = {number: 0 for number, _ in columns}
        for number, column in columns:
            before, so_far = so_far, so_far + column.share
            if column.share:  # to the last pixel, or the rows would end before those of others
                extra[number] = left * so_far // shares - left * before // shares
        if columns and not shares:
            extra[columns[-1][0]] = left
        given = {number: wide[number] + extra[number] for number in wide}
        need = {number: self._needs.get(number, given[number]) for number in given}
        for number, column in columns:
            if column.firm:
                need[number] = given[number]
        room = table.viewport().width() if table.isVisible() else sum(given.values())
        even = evened(given, need, {n: c.share for n, c in columns}, room)
        for number, width in even.items():
            table.setColumnWidth(number, width)
