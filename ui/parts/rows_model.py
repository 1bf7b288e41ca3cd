"""The rows of a list as Qt reads them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.parts.cell import Cell

Index: TypeAlias = QModelIndex | QPersistentModelIndex

NOWHERE = QModelIndex()
CELL_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class HasId(Protocol):
    """A row that is known by a number."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True, slots=True)
class Group:
    """A line in a list that names the rows under it."""

    title: str
    note: str = ""


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column: its title, what stands in its cells, its width or share of what is left.

    ``sort`` names the order it can be asked for; ``key`` names the column itself; ``value`` is
    what a file is given in place of the words, such as a date with its year. A ``firm`` column has
    its width whatever stands in it, as where marks are typed.
    """

    title: str
    cell: Callable[[R], Cell | str]
    width: int = 0
    share: int = 0
    right: bool = False
    sort: str = ""
    key: str = ""
    hidden: bool = False
    value: Callable[[R], Any] | None = None
    firm: bool = False

    @property
    def name(self) -> str:
        """What the column is remembered by."""
        return self.key or self.title


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows rows in columns. Rows never change; a new list replaces the old.

    Any sequence of rows will do. A long one is given as :class:`ui.parts.pages.Pages`, which
    is asked only for the rows in sight. A list may hold groups among its rows.
    """

    def __init__(self, columns: Sequence[Column[R]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns
        self.rows: Sequence[R | Group] = ()

    def show(self, rows: Sequence[R | Group]) -> bool:
        """Replace every row, and say whether they are the same ones in the same places."""
        same = isinstance(rows, list) and bool(rows) and _ids(rows) == _ids(self.rows)
        if same:
            self.rows = rows
            last = self.index(len(rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        return same

    def end_with(self, columns: Sequence[Column[R]], *, after: int) -> None:
        """Put other columns after so many of the first."""
        last = len(self.columns) - 1
        if last >= after:
            self.beginRemoveColumns(NOWHERE, after, last)
            self.columns = self.columns[:after]
            self.endRemoveColumns()
        if columns:
            self.beginInsertColumns(NOWHERE, after, after + len(columns) - 1)
            self.columns = [*self.columns, *columns]
            self.endInsertColumns()

    def row_at(self, number: int) -> R | None:
        """The row at a place in the list; none for a group or beyond the end."""
        row = self._at(number)
        return None if isinstance(row, Group) else row

    def group_at(self, number: int) -> Group | None:
        """The group at a place in the list, if one stands there."""
        if not isinstance(self.rows, list):  # a paged list has none, and must not be read for it
            return None
        row = self._at(number)
        return row if isinstance(row, Group) else None

    def place_of(self, row_id: int) -> int:
        """Where a row stands in a short list, or -1."""
        if not isinstance(self.rows, list):
            return -1
        return next((n for n, r in enumerate(self.rows) if _id(r) == row_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.group_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        cell = self._cell(row, index.column())
        return cell if role == CELL_ROLE else self._said(cell, role)

    @staticmethod
    def _said(cell: Cell, role: int) -> str | None:
        """What a cell says; a screen reader that hears no word cannot tell that it has moved."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken() or "nothing"
        return cell.spoken() if role == Qt.ItemDataRole.DisplayRole else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.columns[section].title
        return None

    def _at(self, number: int) -> R | Group | None:
        try:
            return self.rows[number]
        except IndexError:  # the end of a long list, which somebody has just made shorter
            return None

    def _cell(self, row: R | Group, column: int) -> Cell:
        if isinstance(row, Group):
            return Cell(row.title, note=row.note) if column == 0 else Cell()
        made = self.columns[column].cell(row)
        return made if isinstance(made, Cell) else Cell(made)


def _id(row: HasId | Group) -> object:
    return row if isinstance(row, Group) else row.id


def _ids(rows: Sequence[HasId | Group]) -> list[object] | None:
    return [_id(row) for row in rows] if isinstance(rows, list) else None
