"""The months of an indicator, into which numbers are typed down the column."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence

from trainingdesk.domain.figures import counted
from trainingdesk.services.evaluation.indicator_months import Month
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Index
from ui.parts.table import FLAGS, Table
from ui.parts.theme import Width

MOST_DIGITS = 9
ENTER = frozenset({"\r", "\n"})
NUMBER = 1


class MonthGrid(Table[Month]):
    """Digits are typed into the month in hand; Enter and the arrows keep them and go on."""

    entered = Signal(object, object)  # the month, its number, None where it is emptied
    pasted = Signal(str, object)  # what the clipboard holds, and the month in hand

    def __init__(self) -> None:
        self._typed: str | None = None
        columns = [
            Column[Month]("Month", lambda m: f"{m.month:%B %Y}", share=1),
            Column[Month]("Number", self._number, Width.NUMBER, right=True),
            Column[Month]("Events", _events, Width.NUMBER),
        ]
        super().__init__(columns, "Numbers by month")

    def is_cursor(self, index: Index) -> bool:
        here = self.currentIndex()
        return self.hasFocus() and index.row() == here.row() and index.column() == NUMBER

    def go_to(self, month: Month) -> None:
        """Stand on a month, with those before it in sight."""
        self.select_id(month.id)

    def keep_typed(self) -> None:
        """Keep what is typed and not kept yet."""
        typed, self._typed = self._typed, None
        row = self.current_row()
        if typed is not None and row is not None:
            number = int(typed) if typed else None
            if number != row.number:
                self.entered.emit(row.month, number)
            self._redraw()

    def paste(self) -> None:
        """Hand on what the clipboard holds."""
        self.keep_typed()
        row = self.current_row()
        if row is not None:
            self.pasted.emit(QGuiApplication.clipboard().text(), row.month)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text, row = event.text(), self.current_row()
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif row is None:
            super().keyPressEvent(event)
        elif text.isascii() and text.isdigit():
            self._type(((self._typed or "") + text)[:MOST_DIGITS])
        elif text == "," and self._typed:
            event.accept()  # between thousands
        elif event.matches(QKeySequence.StandardKey.Delete):
            self._type("")
            self._go_on()
        elif text == "\b":
            whole = self._typed if self._typed is not None else f"{row.number or ''}"
            self._type(whole[:-1])
        elif text in ENTER and text:
            self._go_on()
        elif text == "\x1b" and self._typed is not None:
            self._typed = None
            self._redraw()
        else:
            self.keep_typed()
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.keep_typed()
        super().focusOutEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        if self._typed is not None and current.row() != previous.row() and previous.isValid():
            typed, self._typed = self._typed, None
            row = self.rows_model.row_at(previous.row())
            number = int(typed) if typed else None
            if row is not None and number != row.number:
                self.entered.emit(row.month, number)
        super().currentChanged(current, previous)
        self.viewport().update()

    def _type(self, typed: str) -> None:
        self._typed = typed
        self._redraw()

    def _go_on(self) -> None:
        """Keep the number and go to the month after; the last one stays."""
        place = self.currentIndex().row() + 1
        self.keep_typed()
        if place < self.rows_model.rowCount():
            index = self.rows_model.index(place, NUMBER)
            self.selectionModel().setCurrentIndex(index, FLAGS.ClearAndSelect | FLAGS.Rows)
            self.scrollTo(index)

    def _redraw(self) -> None:
        index = self.rows_model.index(self.currentIndex().row(), NUMBER)
        self.rows_model.dataChanged.emit(index, index)

    def _number(self, month: Month) -> Cell:
        here = self.current_row()
        if self._typed is not None and here is not None and here.id == month.id:
            return Cell(f"{self._typed}▏", "accent", strong=True)
        if month.number is None:
            return Cell("–", "faint")
        return Cell(f"{month.number:,}")


def _events(month: Month) -> Cell:
    return Cell(counted(len(month.events), "event") if month.events else "", "soft")
