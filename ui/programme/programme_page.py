"""The programme of a year: the list with its filters, the month, and a form beside them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.issues import gravely
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import plans
from trainingdesk.services.desk import Change
from trainingdesk.services.event_issues import issues_in
from trainingdesk.services.event_rows import EventRow
from trainingdesk.services.months import events_in_month
from trainingdesk.services.own_fields import own_fields
from trainingdesk.services.programme import (
    ProgrammeFacts,
    Wanted,
    choices_in,
    counts_in,
    events_in,
    facts_of,
)
from ui.parts.beside import Beside
from ui.parts.heading import Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.switch import Switch
from ui.parts.table import share_out_anew
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.planning.called_off import ChosenOff
from ui.planning.chosen import ChosenAgain
from ui.planning.repeat_panel import RepeatPanel
from ui.programme.acts import act
from ui.programme.beside import ProgrammeTabs
from ui.programme.columns import SHARED_WITH
from ui.programme.course_form import CourseForm
from ui.programme.elsewhere import Elsewhere
from ui.programme.event_form import EventForm
from ui.programme.exported import save_programme
from ui.programme.filter_bar import FilterBar
from ui.programme.filters import Filters
from ui.programme.free_places import FreePlaces
from ui.programme.in_hand import InHand
from ui.programme.month_view import MonthView
from ui.programme.none_yet import none_left, none_planned
from ui.programme.programme_list import SHOWS, ProgrammeList
from ui.programme.saved import save_for_calendar, save_year_as_brochure, save_year_for_calendar
from ui.programme.year_words import about_year, month_shown

LIST, MONTH = "List", "Month"


class ProgrammePage(LiveView):
    """Every event of a year, to be narrowed, opened and added to."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = SHOWS

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._way, self._jobs = way, jobs
        self._year = TrainingYear.of(self.desk.today())
        self._first = self.desk.today().replace(day=1)
        self._fresh = True
        self._issues_as_of: tuple[TrainingYear, date] | None = None
        self.list = ProgrammeList(live)
        self.table = self.list.table
        self.switch = Switch((LIST, MONTH), LIST)
        self.new = Button("New event", "primary", "plus", "Ctrl+N")
        self.heading = Heading("Programme", "", self.switch, self.new)
        self.tabs = ProgrammeTabs(way, "Events")
        self.month = MonthView()
        self.filters = Filters(self.table, self.table.menus.columns_button())
        self.bar = FilterBar(self.filters, self.month.head)
        self.free, self.elsewhere = FreePlaces(self.desk), Elsewhere(live)
        self.form = EventForm(self.desk, new_course="New course “{}”…")
        self.course_form = CourseForm(self.desk)
        self.repeat = RepeatPanel(self.desk)
        self.in_hand = InHand(self.table, self.month, lambda: self.switch.here == MONTH)
        self.plans = ChosenAgain(self, way, self.in_hand.ids, self.repeat, self.in_hand.number)
        self.off = ChosenOff(self, self.desk, self.in_hand.rows, self.in_hand.number)
        self.panels = (self.form, self.course_form, self.repeat)
        self.none_yet = none_planned(self.plan, self._import)
        self.none_left = none_left(self.filters.clear)
        self.stack = QStackedWidget()
        self._lay_out()
        self._make_acts()
        self._connect()

    # -- making it

    def _lay_out(self) -> None:
        for part in (self.list, self.month, self.none_yet, self.none_left):
            self.stack.addWidget(part)
        told = self.free, self.elsewhere, self.off.notice, self.off.reason
        column = down(self.heading, self.tabs, *told, gap=Space.M)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        row = across(gap=0)
        row.addLayout(column, 1)
        for panel in self.panels:
            row.addWidget(panel)
        self.setLayout(row)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New event…", self.plan, "Ctrl+N")
        self.course_action = act(self, "New co&urse…", self.add_course, "Ctrl+Shift+N")
        self.open_action = act(self, "&Open event", self._open_chosen, "Ctrl+O")
        self.change_action = act(self, "C&hange event…", self.change_chosen, "F2")
        self.copy_action = act(self, "&Copy to a new date…", self.copy_chosen, "Ctrl+D")
        self.list_action = act(self, "Show as a &list", lambda: self._go_to(LIST), "Ctrl+L")
        self.month_action = act(self, "Show the &month", lambda: self._go_to(MONTH), "Ctrl+M")
        self.risk_action = act(self, "Events at &risk", self.filters.at_risk.toggle, "Ctrl+R")
        self.issues_action = act(
            self, "Events with &issues", self.filters.with_issues.toggle, "Ctrl+Shift+I"
        )
        self.find_action = act(self, "&Filter events", self.filters.words.begin_again, "Ctrl+F")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.calendar_action = act(
            self, "&Save for a calendar…", self.save_calendar, "Ctrl+Shift+C"
        )
        self.brochure_action = act(self, "Save the &brochure…", self.save_brochure, "Ctrl+Shift+P")
        self.of_one = (self.open_action, self.change_action, self.copy_action)
        others = self.off.action, self.calendar_action, self.export_action
        self.table.acts = [*self.of_one, *self.plans.actions, *others]

    def _connect(self) -> None:
        self.new.clicked.connect(self.plan)
        self.switch.changed.connect(self._go_to)
        self.filters.changed.connect(self._read_again)
        self.list.ordered.connect(self._read_again)
        self.list.chosen.connect(self._on_chosen)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._on_chosen())
        self.list.copy.clicked.connect(self.copy_chosen)
        self.list.count.export_asked.connect(self.export)
        self.table.opened.connect(lambda row: self._open(row.id))
        self.month.opened.connect(self._open)
        self.month.month.moved.connect(self._on_chosen)
        self.filters.words.go_into = self._go_into
        self.month.turned.connect(self._turn)
        self.month.day_opened.connect(self._open_day)
        self.form.saved.connect(self._on_saved)
        self.form.places_left.connect(self.free.offer)
        self.elsewhere.asked.connect(self._show_in)
        self.off.closed.connect(self._enter)
        self.form.course_asked.connect(self.add_course)
        for panel in self.panels:
            panel.closed.connect(self._make_room)
            panel.closed.connect(self._enter)
        self.repeat.planned.connect(self._on_saved)
        self.plans.repeat_action.triggered.connect(lambda: self._show_only(self.repeat))
        self.course_form.saved.connect(self._go_on_with)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show a year's list, one of its months, or the form for a new event."""
        before = self._year
        self.free.say("")
        self.off.leave()
        self._year = TrainingYear.named(where.year) if where.year else self._year
        self._fresh = self._fresh or before != self._year
        if before != self._year:
            share_out_anew(self)
        self.elsewhere.look(self._year)
        if where.kind == "month":
            self._first = month_shown(where.find, self._year, self.desk.today())
        elif where.find:
            self.filters.show_words(where.find)
        elif where.tab == SHARED_WITH:
            self.filters.show_partner(where.id)
        self.switch.set_here(MONTH if where.kind == "month" else LIST)
        self._read_again()
        if where.kind == "new" and where.id:
            self._go_on_with(where.id)
        elif where.kind == "new":
            self.plan()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, and the month under it."""
        whole = ("Programme", Where("Programme", year=self._year.name))
        if self.switch.here == LIST:
            return [whole]
        return [whole, (f"{self._first:%B %Y}", self._where_of_month())]

    def reload(self) -> None:
        today = self.desk.today()
        with self.desk.reading() as db:
            facts = facts_of(db, self._year, today=today)
            self.filters.offer(choices_in(db, self._year, today=today))
            self.list.take_fields(own_fields(db, FieldOf.EVENT))
        self._read_issues(today)
        self.elsewhere.look(self._year)
        self.heading.say("Programme", about_year(self._year, facts))
        if self.switch.here == MONTH:
            self._show_month(today)
        else:
            self._show_list(facts, today)
        self.month.head.setVisible(self.switch.here == MONTH)
        self.filters.show_ends(shown=self.switch.here == LIST)
        self.bar.fit()
        self.filters.setVisible(self.switch.here == MONTH or bool(facts.events))

    def _read_issues(self, today: date) -> None:
        """Look for issues once after every change, and not with every letter of a filter."""
        if self._issues_as_of == (self._year, today):
            return
        self._issues_as_of = self._year, today
        with self.desk.reading() as db:
            issues = issues_in(db, self._year, today=today)
        told = {number: gravely(each) for number, each in issues.items()}
        self.list.issues = {number: count for number, count in told.items() if count}

    def _on_changed(self, change: Change) -> None:
        if change.tables & self.shows:
            self._issues_as_of = None
        super()._on_changed(change)

    def _show_month(self, today: date) -> None:
        with self.desk.reading() as db:
            found = events_in_month(db, self._first, today=today, wanted=self._wanted())
        self.month.show_month(self._first, found, today=today)
        self.stack.setCurrentWidget(self.month)

    def _show_list(self, facts: ProgrammeFacts, today: date) -> None:
        with self.desk.reading() as db:
            number, over = counts_in(db, self._year, today=today, wanted=self._wanted())
        self.list.show_events(self._read, number, facts.events)
        self.none_yet.say(
            f"No events in {self._year.name} yet",
            "The programme lists every event of the training year: its days, its places and how "
            "it stands. Plan the first event, or import a workbook.",
        )
        without = self.none_left if facts.events else self.none_yet
        self.stack.setCurrentWidget(self.list if number else without)
        if self._fresh and number:
            self._fresh = False
            here = today in self._year
            self.list.begin_at(today if here else self._year.first_day, over=over if here else 0)

    def _read(self, offset: int, limit: int) -> Sequence[EventRow]:
        return self.list.read(self._year, self._wanted(), offset, limit)

    def _wanted(self) -> Wanted:
        """Which events are asked for; those with issues are known by their numbers."""
        wanted = self.filters.wanted()
        if not self.filters.with_issues.isChecked():
            return wanted
        return replace(wanted, among=frozenset(self.list.issues))

    def _read_again(self) -> None:
        self._stale = True
        if self.isVisible():
            self._catch_up()

    def _on_chosen(self) -> None:
        for action in self.of_one:
            action.setEnabled(self.in_hand.row() is not None)
        self.plans.year = self._year
        self.plans.allow()
        self.off.allow()

    def _make_room(self) -> None:
        forms = [form for form in self.panels if form.isVisible()]
        self.list.make_room(self.width() - sum(form.width() for form in forms))

    def _enter(self) -> None:
        """Take the keyboard, in the list or in the month."""
        first = self.month.month if self.switch.here == MONTH else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_into(self) -> None:
        """Go from the filter to what it narrows."""
        if self.switch.here == MONTH:
            self._enter()
        else:
            self.table.enter()

    def _show_only(self, panel: Beside) -> None:
        for other in self.panels:
            if other is not panel:
                other.hide()
        self._make_room()

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        if not any(panel.isVisible() for panel in self.panels):
            self._enter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    # -- going places

    def _open(self, event_id: int) -> None:
        self._way.go(Where("Programme", kind="event", id=event_id, year=self._year.name))

    def _import(self) -> None:
        self._way.go(Where("Settings", kind="import", year=self._year.name))

    def _open_chosen(self) -> None:
        if row := self.in_hand.row():
            self._open(row.id)

    def _go_to(self, side: str) -> None:
        year = Where("Programme", year=self._year.name)
        self._way.go(self._where_of_month() if side == MONTH else year)

    def _turn(self, first: date) -> None:
        self._first, self._year = first, TrainingYear.of(first)
        self._way.go(self._where_of_month())

    def _open_day(self, day: date) -> None:
        """Show what is on a day, in the list; on a free day, plan something."""
        year = TrainingYear.of(day)
        with self.desk.reading() as db:
            found = events_in(db, year, today=self.desk.today(), wanted=self._wanted())
        here = next((row for row in found if row.starts <= day <= row.ends), None)
        if here is None:
            self.plan(day=day)
        else:
            self._show_in(year.name, here.id)

    def _show_in(self, year: str, event_id: int) -> None:
        self._way.go(Where("Programme", year=year))
        self.table.select_id(event_id)

    def _where_of_month(self) -> Where:
        if self._first not in self._year:
            self._first = month_shown("", self._year, self.desk.today())
        month = f"{self._first:%Y-%m}"
        return Where("Programme", kind="month", find=month, year=self._year.name)

    # -- planning

    def plan(self, *, day: date | None = None) -> None:
        """Ask for a new event."""
        self.form.begin_new(self._year, day=day)
        self._show_only(self.form)

    def add_course(self, title: str = "") -> None:
        """Ask for a new course; then it can be planned."""
        self.course_form.begin(title)
        self._show_only(self.course_form)

    def _go_on_with(self, course_id: int) -> None:
        self.plan()
        self.form.take_course(course_id)

    def copy_chosen(self) -> None:
        """Ask for another date for the plan of the chosen event."""
        if row := self.in_hand.row():
            with self.desk.reading() as db:
                details = plans.copy_of(db, row.id)
            self.form.begin_new(self._year, details, after=row.id)
            self._show_only(self.form)

    def change_chosen(self) -> None:
        """Ask what is to be different about the chosen event."""
        if row := self.in_hand.row():
            self.form.begin_change(row.id)
            self._show_only(self.form)

    def _on_saved(self, event_id: int) -> None:
        self.elsewhere.tell(event_id, self._year)
        self.table.select_id(event_id)
        self.month.month.go_to(event_id)
        self._enter()

    def export(self) -> None:
        """Save the list as it is narrowed and ordered."""
        save_programme(self, self.list, self._read, self._year, said=self.said.emit)

    def save_calendar(self) -> None:
        """Save the events in hand for a calendar, or all of the year where none is."""
        rows = self.in_hand.rows()
        if rows:
            name = rows[0].reference if len(rows) == 1 else f"Events {self._year.name}"
            save_for_calendar(self, [row.id for row in rows], name, said=self.said.emit)
        else:
            save_year_for_calendar(self, self._year, said=self.said.emit)

    def save_brochure(self) -> None:
        """Save the year's programme as a brochure to print and publish."""
        save_year_as_brochure(self, self._jobs, self._year, said=self.said.emit)
