"""What stands beside the programme: agencies' own training, and answers to surveys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.services.exports import Value
from ui.analysis import returns, surveys
from ui.analysis.fitted import FittedStack
from ui.analysis.returns import ReturnRow
from ui.analysis.surveys import AnswerRow
from ui.parts.count import Count
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.table import AnyTable, Table
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.words import Words

RETURNS, SURVEYS = "Agency returns", "Surveys"
NONE = (
    "No agency’s return of its own training and no survey is held for this year. "
    "Both come in with a workbook."
)


@dataclass(frozen=True, slots=True)
class Saved:
    """A table as it is saved."""

    title: str
    heads: Sequence[str]
    values: Sequence[Sequence[Value]]


class ToldTables(QWidget):
    """Tabs, the table of the one that is open, and a line that says how long it is."""

    agency_asked = Signal(str)  # by its name
    export_asked = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._returns: list[ReturnRow] = []
        self._answers: list[AnswerRow] = []
        self.returns: Table[ReturnRow] = Table(returns.return_columns(), RETURNS)
        self.answers: Table[AnswerRow] = Table(surveys.answer_columns(), "Answers to surveys")
        self._orders = {RETURNS: (returns.FIRST_ORDER, False), SURVEYS: (surveys.FIRST_ORDER, True)}
        self.tables: dict[str, AnyTable] = {RETURNS: self.returns, SURVEYS: self.answers}
        self.tabs = Tabs([(tab, "") for tab in self.tables])
        self.stack = FittedStack()
        self.none = Words(NONE, "soft", wrap=True)
        self.count = Count(export=False)
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        head = across(Words("Beside the programme", "lead"), None)
        below = down(self.stack, self.count, gap=0)
        self.setLayout(down(head, self.none, self.tabs, below, gap=Space.XS))
        self._connect(live)

    @property
    def table(self) -> AnyTable:
        """The table that shows."""
        return self.tables[self.tabs.here]

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to show."""
        return bool(self._returns or self._answers)

    def show_figures(self, figures: Mapping[str, Any]) -> None:
        """Show another year."""
        self._returns, self._answers = returns.returns_of(figures), surveys.answers_of(figures)
        for tab, number in ((RETURNS, len(self._returns)), (SURVEYS, len(figures["surveys"]))):
            self.tabs.set_count(tab, f"{number:,}")
            self.tabs.set_shown(tab, shown=bool(number))
        shown = self.tabs.shown()
        if shown and self.tabs.here not in shown:
            self.tabs.set_here(shown[0])
        for part in (self.tabs, self.stack, self.count):
            part.setVisible(self.has_rows)
        self.none.setVisible(not self.has_rows)
        self._show_rows()

    def saved(self) -> Saved:
        """The table that shows, as it is saved."""
        if self.tabs.here == RETURNS:
            values = [returns.return_values(row) for row in self._returns_in_order()]
            return Saved("Agency returns", returns.HEADS, values)
        answers = [surveys.answer_values(row) for row in self._answers_in_order()]
        return Saved("Survey answers", surveys.HEADS, answers)

    def _connect(self, live: LiveDesk) -> None:
        for tab, table in self.tables.items():
            sort, falling = self._orders[tab]
            table.show_sorted(sort, falling=falling)
            table.sort_asked.connect(lambda key, falls, tab=tab: self._sort(tab, key, falls))
            table.follow(live, f"analysis.{tab.lower().replace(' ', '_')}")
            self.stack.addWidget(table)
            QWidget.setTabOrder(table, self.count.export)
        live.preferred.connect(lambda _: self._fit())
        self.tabs.changed.connect(lambda _: self._fit())
        self.returns.opened.connect(lambda row: self.agency_asked.emit(row.agency))
        self.count.export_asked.connect(self.export_asked)

    def _returns_in_order(self) -> list[ReturnRow]:
        sort, falling = self._orders[RETURNS]
        return returns.returns_in_order(self._returns, sort, falling=falling)

    def _answers_in_order(self) -> list[AnswerRow]:
        sort, falling = self._orders[SURVEYS]
        return surveys.answers_in_order(self._answers, sort, falling=falling)

    def _show_rows(self) -> None:
        self.returns.show_rows(self._returns_in_order())
        self.answers.show_rows(surveys.under_questions(self._answers_in_order()))
        self._fit()

    def _fit(self) -> None:
        self.stack.fit(self.table)
        if self.tabs.here == RETURNS:
            said = counted(len(self._returns), "return")
            self.count.say(f"{said}, as the agencies made them. Enter opens the agency.")
            return
        questions = sum(row is None for row in map(self.answers.rows_model.row_at, self._places()))
        said = f"{counted(len(self._answers), 'answer')} to {counted(questions, 'question')}"
        self.count.say(f"{said}. The report leaves out answers of fewer than five people.")

    def _places(self) -> range:
        return range(self.answers.rows_model.rowCount())

    def _sort(self, tab: str, key: str, falling: bool) -> None:  # noqa: FBT001 - a slot
        was, _ = self._orders[tab]
        if key != was and key not in {"agency", "level", "answer"}:
            falling = True
            self.tables[tab].show_sorted(key, falling=True)
        self._orders[tab] = key, falling
        self._show_rows()
