"""Lists that breathe: rows of cells to go through with the arrows and open with Enter."""

from collections.abc import Sequence
from typing import Any, Generic

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from ui.parts.cell_painter import CellPainter
from ui.parts.columns import ColumnsShown
from ui.parts.heads import Heads
from ui.parts.live import LiveDesk
from ui.parts.preferences import Preferences
from ui.parts.rows_model import Column, Group, Index, R, RowsModel
from ui.parts.table_menu import TableMenu
from ui.parts.theme import Size, Space, color

FLAGS = QItemSelectionModel.SelectionFlag
BY_TAB = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})


class Table(QTableView, Generic[R]):
    """A list of rows; the page that holds it reads, sorts and filters them."""

    opened = Signal(object)  # the row that Enter or a double click opens
    chosen = Signal()  # another choice of rows
    sort_asked = Signal(str, bool)  # the order's key, and whether it falls
    typed = Signal(str)  # a letter typed over the list

    def __init__(
        self,
        columns: Sequence[Column[R]],
        name: str,
        *,
        many: bool = False,
        compact: bool = False,
        ready: bool = False,
    ) -> None:
        super().__init__()
        self.hovered, self._ready = -1, ready  # the row that the keys come to is chosen at once
        self.acts: list[QAction] = []
        self._groups: list[int] = []  # where the names of groups stand
        self.rows_model: RowsModel[R] = RowsModel(columns, self)
        self.setModel(self.rows_model)
        self.setAccessibleName(name)
        self.cell_painter = CellPainter(self)
        self.setItemDelegate(self.cell_painter)
        self.heads = Heads(columns, self)
        self.setHorizontalHeader(self.heads)
        self.heads.sort_asked.connect(self.sort_asked)
        self.columns_shown = ColumnsShown(self)
        self.menus = TableMenu(self)
        self._set_manners(many=many)
        self.set_compact(compact=compact)
        self.doubleClicked.connect(self._open)
        self.selectionModel().selectionChanged.connect(lambda *_: self.chosen.emit())

    def _set_manners(self, *, many: bool) -> None:
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if many else mode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(Size.ROW_COMPACT)

    # -- what it shows

    def follow(self, live: LiveDesk, key: str) -> None:
        """Remember its columns under a key, and take the height of rows that is preferred."""
        if live.settings is not None:
            self.columns_shown.remember(live.settings, key)
        live.preferred.connect(self._on_preferred)
        self._on_preferred(live.preferences)

    def show_rows(self, rows: Sequence[R | Group]) -> None:
        """Replace the rows; what was chosen stays chosen where it is still there."""
        kept = [row.id for row in self.chosen_rows()]
        current = self.current_row()
        here, place = self.verticalScrollBar().value(), self.currentIndex()
        same = self.rows_model.show(rows)
        if self.isVisible() and not (same and self.columns_shown.is_measured):
            self.columns_shown.measure()
        if same:
            return
        self._show_groups()
        self.verticalScrollBar().setValue(here)
        if current is not None:
            at = self._place(current.id, place.row())
            if at >= 0:
                index = self.rows_model.index(at, max(0, place.column()))
                self.selectionModel().setCurrentIndex(index, FLAGS.NoUpdate)
        self.choose_ids(kept, at=place.row())

    def end_with(self, columns: Sequence[Column[R]], *, after: int) -> None:
        """Put other columns after so many of the first, such as those of the board's own fields."""
        kept = [row.id for row in self.chosen_rows()]
        self.rows_model.end_with(columns, after=after)
        self.columns_shown.forget()
        self.heads.take(self.rows_model.columns)
        self.columns_shown.begin_at(after)
        self._show_groups()
        self.choose_ids(kept, at=self.currentIndex().row())

    def show_sorted(self, key: str, *, falling: bool = False) -> None:
        """Show with an arrow which order the rows are in."""
        self.heads.show_sorted(key, falling=falling)

    def set_compact(self, *, compact: bool) -> None:
        """Show more rows, closer together, or fewer."""
        size = Size.ROW_COMPACT if compact else Size.ROW
        self.verticalHeader().setDefaultSectionSize(size)
        self._show_groups()

    def first_column(self) -> int:
        """The first column that shows."""
        return next(n for n in range(len(self.rows_model.columns)) if not self.isColumnHidden(n))

    def whole(self) -> int:
        """How high the list is when all of it shows."""
        return self.verticalHeader().length() + self.heads.height()

    # -- what is chosen

    def chosen_rows(self) -> list[R]:
        """The rows that are chosen, from the top."""
        rows = (self.rows_model.row_at(place) for place in self._chosen_places())
        return [row for row in rows if row is not None]

    def chosen_number(self) -> int:
        """How many rows are chosen; of a long list none is read for it."""
        return len(self._chosen_places())

    def _chosen_places(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def chosen_ids(self) -> list[int]:
        """The numbers of the rows that are chosen."""
        return [row.id for row in self.chosen_rows()]

    def chosen_row(self) -> R | None:
        """The row that is chosen, if it is one."""
        places = self._chosen_places()
        return self.rows_model.row_at(places[0]) if len(places) == 1 else None

    def current_row(self) -> R | None:
        """The row that has the keyboard."""
        place = self.currentIndex().row()
        return self.rows_model.row_at(place) if place >= 0 else None

    def row_in_hand(self) -> R | None:
        """The row that an act of one row falls on: what is chosen, else what has the keyboard."""
        return self.chosen_row() if self.chosen_number() else self.current_row()

    def rows_in_hand(self) -> list[R]:
        """The rows that an act of several falls on: those chosen, else what has the keyboard."""
        here = self.current_row()
        return self.chosen_rows() or ([here] if here is not None else [])

    def select_id(self, row_id: int, *, at: int = -1) -> bool:
        """Choose a row and bring it into sight; in a paged list it must be said where it is."""
        place = self._place(row_id, at)
        if place < 0:
            return False
        self.choose_place(place)
        return True

    def choose_place(self, place: int) -> None:
        """Choose the row at a place alone, whatever key is still down as it is chosen."""
        index = self.rows_model.index(place, max(0, self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, FLAGS.ClearAndSelect | FLAGS.Rows)
        self.scrollTo(index)

    def choose_ids(self, row_ids: Sequence[int], *, at: int = -1) -> None:
        """Choose every one of these rows that is there."""
        last = len(self.rows_model.columns) - 1
        selection = QItemSelection()
        for row_id in row_ids:
            place = self._place(row_id, at)
            if place >= 0:
                model = self.rows_model
                selection.select(model.index(place, 0), model.index(place, last))
        self.selectionModel().select(selection, FLAGS.ClearAndSelect | FLAGS.Rows)

    # -- keys and the mouse

    def is_cursor(self, _index: Index) -> bool:
        """Whether a cell is the one being typed in; a plain list has none."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enters = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enters and plain == Qt.KeyboardModifier.NoModifier:
            self._open(self.currentIndex())
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not plain:
            self._to_end(last=event.key() == Qt.Key.Key_End)
        elif event.key() == Qt.Key.Key_Menu or (
            event.key() == Qt.Key.Key_F10 and plain == Qt.KeyboardModifier.ShiftModifier
        ):
            self.menus.open_at_row()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._ready and event.reason() in BY_TAB and not self.chosen_rows():
            self.choose_current()

    def keyboardSearch(self, search: str) -> None:
        if search.strip():
            self.typed.emit(search)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.columns_shown.measure()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.columns_shown.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns_shown.share_out()
        here = self.visualRect(self.currentIndex())
        if event.size().height() < here.bottom() < event.oldSize().height():
            self.scrollTo(self.currentIndex())  # what opened above the list asks about that row

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        begun, cut = self.row_begun_above(), self.rows_cut_off()
        if begun or cut:
            painter = QPainter(self.viewport())
            view = self.viewport().rect()
            painter.fillRect(0, 0, view.width(), begun, color("page"))
            painter.fillRect(0, view.height() - cut, view.width(), cut, color("page"))
            painter.end()

    def row_begun_above(self) -> int:
        """How high the piece of a row is at the top, where the last rows fill the list."""
        first = self.rowAt(0)
        above = self.rowViewportPosition(first) if first >= 0 else 0
        alone = self.rowAt(self.viewport().height() - 1) == first
        return 0 if above >= 0 or alone else above + self.rowHeight(first)

    def rows_cut_off(self) -> int:
        """How high the piece at the foot is that is better left out.

        It is a last row that does not fit, and the head of a group whose rows do not.
        """
        edge = self.viewport().height()
        last = self.rowAt(edge - 1)
        if last <= self.rowAt(0):
            return 0
        bottom = edge
        if self.rowViewportPosition(last) + self.rowHeight(last) > bottom:
            edge = self.rowViewportPosition(last)
            last -= 1
        follows = last + 1 < self.rows_model.rowCount()
        if follows and last > self.rowAt(0) and self.rows_model.group_at(last) is not None:
            edge = self.rowViewportPosition(last)
        return bottom - edge

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def enter(self) -> None:
        """Take the keyboard, on the row chosen before or else on the first."""
        self.setFocus(Qt.FocusReason.TabFocusReason)
        if self.current_row() is None or not self.chosen_rows():
            self._to_end(last=False)

    def choose_current(self) -> None:
        """Choose the row that has the keyboard, or the first, so that every act has its row."""
        row = self.current_row()
        if row is None:
            self._to_end(last=False)
        else:
            self.select_id(row.id, at=self.currentIndex().row())

    def _to_end(self, *, last: bool) -> None:
        places = range(self.rows_model.rowCount())
        order = reversed(places) if last else iter(places)
        place = next((n for n in order if self.rows_model.group_at(n) is None), -1)
        if place >= 0:
            self.choose_place(place)
            if not last:  # with the name of its group above it
                self.scrollToTop()

    def _open(self, index: QModelIndex) -> None:
        row = self.rows_model.row_at(index.row()) if index.isValid() else None
        if row is not None:
            self.opened.emit(row)

    def _place(self, row_id: int, at: int) -> int:
        place = self.rows_model.place_of(row_id)
        if place < 0 and 0 <= at < self.rows_model.rowCount():
            row = self.rows_model.row_at(at)
            place = at if row is not None and row.id == row_id else -1
        return place

    def _show_groups(self) -> None:
        self.clearSpans()
        as_usual = self.verticalHeader().defaultSectionSize()
        for place in self._groups:  # a row that stands where a name stood is no higher for it
            if place < self.rows_model.rowCount():
                self.setRowHeight(place, as_usual)
        self._groups = []
        for place in range(self.rows_model.rowCount()):
            if not isinstance(self.rows_model.rows, list):
                break
            if self.rows_model.group_at(place) is not None:
                self.setSpan(place, 0, 1, len(self.rows_model.columns))
                self.setRowHeight(place, Size.ROW + Space.S)
                self._groups.append(place)

    def _on_preferred(self, preferences: Preferences) -> None:
        self.set_compact(compact=preferences.compact_rows)


AnyTable = Table[Any]


def share_out_anew(within: QWidget) -> None:
    """Let the lists of a part forget what rows of another year, course or event needed."""
    for table in within.findChildren(Table):
        table.columns_shown.forget()
