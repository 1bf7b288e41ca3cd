"""The indicators of outcome: the list, and one of them with its months."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.month_typed import months_pasted
from trainingdesk.services.evaluation.indicator_months import TiedEvent, months_of
from trainingdesk.services.evaluation.indicators import (
    IndicatorRow,
    indicators_in_all,
    indicators_listed,
    keep_numbers,
    remove_indicators,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.panels import Panels
from ui.evaluation.indicator_columns import in_order, indicator_columns
from ui.evaluation.indicator_form import IndicatorForm
from ui.evaluation.indicator_record import EVENTS, IndicatorRecord
from ui.evaluation.tab import EvaluationTab
from ui.events.saving import save_shown
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

INDICATORS = "Indicators"
NOTHING = "Nothing is counted yet"
PURPOSE = (
    "Something counted each month that training is meant to move: early help assessments, police "
    "notifications. Tie it to courses, and see its months before their events and after. It shows "
    "what happened at the same time, never what caused it."
)


class IndicatorTab(EvaluationTab):
    """Adds and changes indicators; types and pastes their months; opens the events behind."""

    title: ClassVar[str] = INDICATORS
    shows: ClassVar[frozenset[str]] = frozenset(
        {"course", "course_indicator", "event", "indicator", "indicator_value"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self._rows: list[IndicatorRow] = []
        self._adding = False
        self.record = IndicatorRecord()
        self.form = IndicatorForm(live)
        self.panels = Panels(self.form)
        self.new_button = FirstAct("New indicator", "plus", "Ctrl+N")
        begin = Button("New indicator", "primary", "plus", "Ctrl+N")
        kind = ListKind(
            INDICATORS,
            "evaluation.indicators",
            "indicator",
            "indicators",
            gives_way={"Courses": ROOMY, "Latest": NARROW, "Months": NARROW},
        )
        empty = Empty("chart-column", NOTHING, PURPOSE, begin)
        self.listed: FoundList[IndicatorRow] = FoundList(live, kind, indicator_columns(), empty)
        self.listed.bar_row.addWidget(self.new_button)
        begin.clicked.connect(self.begin_new)
        self._make_acts()
        self._lay_out()
        self._connect()

    def actions(self) -> list[QAction]:
        shown = self._acts_of_record if self._is_record else self._acts_of_list
        return [self.new_action, *shown]

    def show_record(self, indicator_id: int) -> None:
        """Show one indicator with its months."""
        with refusals_shown(self):
            self._show_record(indicator_id)
            self.pages.setCurrentWidget(self.record)
            self._on_page()

    def look_for(self, find: str, row: int) -> None:
        if find:
            self.listed.seek(find)
        if row:
            self.show_record(row)
        else:
            self.pages.setCurrentWidget(self.listed)
            self._on_page()

    def enter(self) -> None:
        if self._is_record:
            self.record.enter()
        else:
            self.listed.enter()

    def number(self) -> int:
        with self.desk.reading() as db:
            return indicators_in_all(db)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = indicators_listed(
                db, self.year, today=self.desk.today(), each_way=self.record.each_way
            )
        self.count(len(self._rows))
        self._show_rows()
        shown = self.record.shown
        if self._is_record and shown is not None:
            if any(row.id == shown.id for row in self._rows):
                self._show_record(shown.id)
            else:
                self._go(0)

    def export(self) -> None:
        """Save the list, or the months of the indicator that shows."""
        if self._is_record and self.record.shown is not None:
            save_shown(self, self.record.grid, self.record.shown.name, said=self.said.emit)
        else:
            save_shown(self, self.listed.table, INDICATORS, said=self.said.emit)

    # -- what one does

    def begin_new(self) -> None:
        """Ask for a new indicator."""
        self._adding = True
        self.form.begin_new()
        self.panels.make_way(self.form)

    def change(self) -> None:
        """Ask what is to be different about the one in hand."""
        if number := self._in_hand():
            with refusals_shown(self):
                self._adding = False
                self.form.begin_change(number)
                self.panels.make_way(self.form)

    def remove(self) -> None:
        """Remove the one in hand with its numbers; Ctrl+Z brings it back."""
        row = next((each for each in self._rows if each.id == self._in_hand()), None)
        if row is not None:
            with refusals_shown(self), self.desk.changing("Remove indicator", row.name) as db:
                remove_indicators(db, [row.id])
            self.enter()

    def keep(self, month: date, number: int | None) -> None:
        """Keep what was typed for a month."""
        self._keep(f"{month:%B %Y}", {month: number})

    def paste(self, text: str, here: date) -> None:
        """Keep what was copied from a spreadsheet, all of it or nothing."""
        with refusals_shown(self):
            numbers = months_pasted(text, here=here)
            self._keep(counted(len(numbers), "month"), numbers, tell=True)

    def open_event(self, event: TiedEvent | None = None) -> None:
        """Go to an event behind the months."""
        event = event or self.record.events.row_in_hand()
        if event is not None:
            year, tab = self.year.name, "Evaluation"
            self.way.go(Where("Programme", kind="event", id=event.id, tab=tab, year=year))

    def _keep(self, what: str, numbers: Mapping[date, int | None], *, tell: bool = False) -> None:
        shown = self.record.shown
        if shown is None:
            return
        with refusals_shown(self):
            with self.desk.changing("Enter", f"{shown.name}, {what}") as db:
                kept = keep_numbers(db, shown.id, numbers, today=self.desk.today())
            if tell:
                self.said.emit(kept.said)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New indicator", self.begin_new, "Ctrl+N")
        self.open_action = act(self, "&Open", self._open_chosen, "Ctrl+Return")
        self.change_action = act(self, "&Change…", self.change, "F2")
        self.remove_action = act(self.listed, "&Remove", self.remove, "Del")
        self.event_action = act(self, "Open the &event", self.open_event, "Ctrl+O")
        self.paste_action = act(self.record, "&Paste months and numbers", self.record.grid.paste)
        self._acts_of_list = [self.open_action, self.change_action, self.remove_action]
        self._acts_of_record = [self.change_action, self.paste_action, self.event_action]
        self.listed.table.acts = self._acts_of_list
        self.record.grid.acts = [self.paste_action]
        self.record.events.acts = [self.event_action]

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self.listed, self.record):
            self.pages.addWidget(page)
        column = down(gap=0)
        column.addWidget(self.pages, 1)
        row = self.panels.beside(column)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(row)
        self.panels.asking.connect(self.new_button.step_back)
        self.panels.asking.connect(self.record.give_way)

    def _connect(self) -> None:
        self.new_button.clicked.connect(self.new_action.trigger)
        self.listed.asked.connect(self._show_rows)
        self.listed.chosen.connect(self._on_page)
        self.listed.opened.connect(lambda row: self._go(row.id))
        self.listed.export_asked.connect(self.export)
        self.form.saved.connect(self._on_saved)
        self.panels.closed.connect(self.enter)
        record = self.record
        record.back_asked.connect(lambda: self._go(0))
        record.change.clicked.connect(self.change_action.trigger)
        record.each_way_asked.connect(self.reload)
        record.event_opened.connect(self.open_event)
        record.grid.entered.connect(self.keep)
        record.grid.pasted.connect(self.paste)
        record.grid.refused.connect(self.said)
        record.turned.connect(self._on_page)

    @property
    def _is_record(self) -> bool:
        return self.pages.currentWidget() is self.record

    def _in_hand(self) -> int:
        """The number of the indicator that shows, or is chosen in the list."""
        if self._is_record:
            return self.record.shown.id if self.record.shown is not None else 0
        row = self.listed.row_in_hand()
        return row.id if row is not None else 0

    def _show_rows(self) -> None:
        found = self.listed.holding(self._rows, lambda row: row.sought)
        rows = in_order(found, self.listed.sort, falling=self.listed.falling)
        self.listed.show_found(rows, in_all=len(self._rows))
        self._on_page()

    def _show_record(self, indicator_id: int) -> None:
        with self.desk.reading() as db:
            found = months_of(
                db,
                indicator_id,
                self.year,
                today=self.desk.today(),
                each_way=self.record.each_way,
            )
        self.record.show_indicator(found, self.year)

    def _on_page(self) -> None:
        record = self._is_record
        some = record or self.listed.row_in_hand() is not None
        for action in (self.open_action, self.change_action, self.remove_action):
            action.setEnabled(some)
        self.event_action.setEnabled(record and self.record.side.here == EVENTS)

    def _open_chosen(self) -> None:
        if (row := self.listed.row_in_hand()) is not None:
            self._go(row.id)

    def _go(self, number: int) -> None:
        """Go to an indicator, or back to all of them."""
        self.way.go(Where("Evaluation", tab=INDICATORS, id=number, year=self.year.name))

    def _on_saved(self, number: int) -> None:
        """Go on to the months of a new one; show in the list what was changed."""
        if self._adding:
            self._go(number)
        elif not self._is_record:
            self.listed.show_saved(number)
