"""The months of an indicator, into which numbers are typed down the column."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence

from trainingdesk.domain.figures import counted
from trainingdesk.domain.month_typed import whole_typed
from trainingdesk.services.evaluation.indicator_months import Month
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Index
from ui.parts.table import FLAGS, Table
from ui.parts.theme import Width

MOST_DIGITS = 9
ENTER = frozenset({"\r", "\n"})
NUMBER = 1
LONGEST = 12
"""Letters beyond these are not typed; no number that can be kept is longer."""


class MonthGrid(Table[Month]):
    """Digits are typed into the month in hand; Enter and the arrows keep them and go on."""

    entered = Signal(object, object)  # the month, its number, None where it is emptied
    refused = Signal(str)  # why what was typed is not kept
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

    def keep_typed(self) -> bool:
        """Keep what is typed and not kept yet; no where it is no number, and what stood stays."""
        typed, self._typed = self._typed, None
        row = self.current_row()
        if typed is None or row is None:
            return True
        good = self._keep(row, typed)
        self._redraw()
        return good

    def _keep(self, row: Month, typed: str) -> bool:
        number = whole_typed(typed)
        if typed and number is None:
            self.refused.emit(f"“{typed}” is not a whole number, so {row.month:%B %Y} stays.")
            return False
        if number != row.number:
            self.entered.emit(row.month, number)
        return True

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
        elif self._is_of_number(event):
            self._type_on(text)
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
            if row is not None:
                self._keep(row, typed)
        super().currentChanged(current, previous)
        self.viewport().update()

    def _is_of_number(self, event: QKeyEvent) -> bool:
        """Whether a key goes on with a number, if only to be refused with it, or begins one."""
        if event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            return False
        text = event.text()
        return text.isprintable() and bool(text.strip() or (text and self._typed))

    def _type_on(self, text: str) -> None:
        typed = self._typed or ""
        full = text.isdigit() and sum(each.isdigit() for each in typed) >= MOST_DIGITS
        if not full:
            self._type((typed + text)[:LONGEST])

    def _type(self, typed: str) -> None:
        self._typed = typed
        self._redraw()

    def _go_on(self) -> None:
        """Keep the number and go to the month after; the last one stays, and a refused one."""
        place = self.currentIndex().row() + 1
        if self.keep_typed() and place < self.rows_model.rowCount():
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
