"""A list of days that are proposed: each can be struck out, or typed anew where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.year import TrainingYear
from ui.parts.field import Entry
from ui.parts.rows_model import Column, R
from ui.parts.table import Table

STRIKING = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space})
DAY = "day"
KEPT = STRIKING | {Qt.Key.Key_F2}
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class DatesTable(Table[R]):
    """Del strikes days out and puts them back; F2 or a letter types another day in its place."""

    struck = Signal(object)  # the rows to strike out, or to put back
    typed_day = Signal(object, object)  # the row, and the day that was typed for it

    def __init__(self, columns: Sequence[Column[R]], name: str, near: TrainingYear) -> None:
        super().__init__(columns, name, many=True)
        self.near = near
        self._column = next(n for n, column in enumerate(columns) if column.name == DAY)
        self._row: R | None = None
        self.entry = Entry(hint="13 June", name="Another day")
        self.entry.setParent(self.viewport())
        self.entry.hide()
        self.entry.installEventFilter(self)
        self.typed.connect(self.begin_typing)
        self.doubleClicked.connect(lambda _: self.begin_typing())

    def begin_typing(self, letter: str = "") -> None:
        """Ask for another day in the place of the one in the row at hand."""
        row = self.current_row()
        if row is None or self.entry.isVisible():
            return  # of a list without rows, or while a day is being typed
        self._row = row
        index = self.rows_model.index(self.currentIndex().row(), self._column)
        self.scrollTo(index)
        self.entry.setGeometry(self.visualRect(index))
        self.entry.setText(letter)
        self.entry.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the list from a page that has another use for them."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if asks and isinstance(event, QKeyEvent) and _is_kept(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in STRIKING:
            self._strike()
        elif event.key() == Qt.Key.Key_F2 or event.key() in ENTER:
            self.begin_typing()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.entry.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.entry and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress
            if pressed and event.key() in ENTER:
                return self._take()
            if pressed and event.key() == Qt.Key.Key_Escape:
                return self._leave()
        if watched is self.entry and event.type() == QEvent.Type.FocusOut:
            self.entry.hide()
        return super().eventFilter(watched, event)

    def _strike(self) -> None:
        """Strike out, and go on to the next row; of several that are chosen, stay with them."""
        rows, here = self.chosen_rows(), self.currentIndex().row()
        following = self.rows_model.row_at(here + 1)
        self.struck.emit(rows)
        if len(rows) == 1 and following is not None:
            self.select_id(following.id)

    def _take(self) -> bool:
        """Take the day that was typed, and go on to the next row; what is no day stays there."""
        day = day_typed(self.entry.text(), near=self.near)
        self.entry.setProperty("wrong", "true" if day is None else "false")
        self.entry.style().polish(self.entry)
        if day is None:
            self.entry.setAccessibleDescription("This is no date. Type it like 13 June or 13/6.")
            self.entry.setToolTip("This is no date. Type it like 13 June or 13/6.")
            return True
        row = self._row
        self._leave()
        self.typed_day.emit(row, day)
        return True

    def _leave(self) -> bool:
        self.entry.setProperty("wrong", "false")
        self.entry.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _is_kept(event: QKeyEvent) -> bool:
    return event.key() in KEPT and not event.modifiers()
