"""One recommendation: who is trained on it, which agencies not yet, and its actions."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.recommendation import RecommendationDetails
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services import recommendations as services
from trainingdesk.services.actions import ActionRow, actions_in_all, actions_listed
from trainingdesk.services.coverage import AgencyCoverage, Who, coverage_of
from trainingdesk.services.evaluation.quotations import examples_of
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.list_file import export
from ui.delegates.panels import Panels
from ui.events.saving import save_shown
from ui.parts.figures import Figure, FigureStrip
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act
from ui.recommendations.action_form import ActionForm
from ui.recommendations.columns import action_columns
from ui.recommendations.coverage_lists import (
    ALL,
    NOT_YET,
    AgenciesReached,
    PeopleReached,
    answering_list,
)
from ui.recommendations.examples_list import examples_list
from ui.recommendations.form import RecommendationForm
from ui.recommendations.told import AGENCIES_NOT_YET, counted_so, coverage_figures, said_of

AGENCIES, PEOPLE, COURSES, ACTIONS = "Agencies", "People", "Courses", "Actions"
EXAMPLES = "Examples"


class RecommendationPage(LiveView):
    """Shows how far a recommendation is answered; each number opens the rows behind it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "action",
            "agency",
            "booking",
            "course",
            "course_recommendation",
            "delegate",
            "event",
            "mark",
            "quotation",
            "recommendation",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._jobs = way, jobs
        self._where = Where("Programme", kind="recommendation")
        self.details: RecommendationDetails | None = None
        self._agency_names: dict[int, str] = {}
        self.form, self.action_form = RecommendationForm(live), ActionForm(live)
        self.panels = Panels(self.form, self.action_form)
        self._make_acts()
        self._make_lists(live)
        self._lay_out()
        self._connect()

    # -- making it

    def _make_acts(self) -> None:
        self.change_action = act(self, "C&hange the details…", self.change_details, "F2")
        self.link_action = act(self, "&Link courses…", self.link_courses, "Ctrl+L")
        self.new_action = act(self, "&New action…", self.add_action, "Ctrl+N")
        self.close_action = act(self, "&Close", self.close_today, "Ctrl+Shift+C")
        self.reopen_action = act(self, "Open &again", self.reopen, "Ctrl+Shift+O")
        self.open_action = act(self, "&Open the record", self.open_record, "Ctrl+Return")
        self.unlink_action = act(self, "&Unlink the course", self.unlink, "Del")
        self.export_action = act(self, "E&xport the list…", self.export, "Ctrl+E")
        self._of_page = (self.change_action, self.link_action, self.new_action)

    def _make_lists(self, live: LiveDesk) -> None:
        link, unlink = Button("Link courses", "secondary", "plus", "Ctrl+L"), self._quiet("Unlink")
        new = Button("New action", "secondary", "plus", "Ctrl+N")
        link.clicked.connect(self.link_action.trigger)
        unlink.clicked.connect(self.unlink_action.trigger)
        new.clicked.connect(self.new_action.trigger)
        self.unlink_button = unlink
        self.agencies, self.people = AgenciesReached(live), PeopleReached(live)
        self.courses = answering_list(live, link, unlink)
        self.examples = examples_list(live)
        kind = ListKind(ACTIONS, "recommendations.actions", "action", "actions", sort="due")
        about = "What the board has set itself to do about it, with an owner and a day."
        empty = Empty("list", "No actions yet", about, new)
        self.plan: FoundList[ActionRow] = FoundList(live, kind, action_columns(of_one=True), empty)
        self.lists: dict[str, FoundList[Any]] = {
            AGENCIES: self.agencies,
            PEOPLE: self.people,
            COURSES: self.courses,
            ACTIONS: self.plan,
            EXAMPLES: self.examples,
        }
        for each in self.lists.values():
            each.table.acts = [self.open_action, self.export_action]
        self.courses.table.acts.insert(1, self.unlink_action)

    def _quiet(self, text: str) -> Button:
        return Button(text, "quiet", "x", "Delete", "Unlink the course")

    def _lay_out(self) -> None:
        self.change = Button("Change", "secondary", "", "F2", "Change the details")
        self.new = Button("New action", "secondary", "plus", "Ctrl+N")
        self.heading = Heading("", "", self.change, self.new)
        self.figures = FigureStrip()
        self.so = Words("", "soft_small", wrap=True)
        self.tabs, self.stack = Tabs(list(self.lists)), QStackedWidget()
        every = Button("Show all agencies", "link")
        every.clicked.connect(lambda: self._narrow(None))
        self.only = Notice("", "accent", every)
        for each in self.lists.values():
            self.stack.addWidget(each)
        column = down(self.heading, self.figures, self.so, gap=Space.M)
        column.addWidget(self.tabs)
        column.addWidget(self.only)
        column.addWidget(self.stack, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.change.clicked.connect(self.change_action.trigger)
        self.new.clicked.connect(self.new_action.trigger)
        self.tabs.changed.connect(self._turn)
        self.figures.opened.connect(self.open_figure)
        self.agencies.opened.connect(self._open_people_of)
        self.people.opened.connect(partial(self._go, "Delegates", "delegate"))
        self.courses.opened.connect(partial(self._go, "Programme", "course"))
        self.examples.opened.connect(lambda _row: self._go_to_comments())
        self.plan.opened.connect(lambda row: self._change_action(row.id))
        self.plan.asked.connect(self._read_actions)
        self.people.turned.connect(self._say_only)
        for each in self.lists.values():
            each.chosen.connect(self._on_chosen)
            each.export_asked.connect(self.export)
        self.panels.closed.connect(self._enter)

    # -- what it shows

    @property
    def here(self) -> FoundList[Any]:
        """The list that shows."""
        return self.lists[self.tabs.here]

    def show_at(self, where: Where) -> None:
        """Show a recommendation, on the tab the way leads to."""
        if where.id != self._where.id:
            self.panels.clear()
            self.people.show_of(where.id)
        self._where = where
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.tab in self.lists:
            self.tabs.set_here(where.tab)
            self._turn(where.tab)
        self.here.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, what courses answer, and this one."""
        year = self._where.year
        name = self.details.name if self.details else "Recommendation"
        return [
            ("Programme", Where("Programme", year=year)),
            ("What courses answer", Where("Programme", kind="recommendations", year=year)),
            (name, self._where),
        ]

    def reload(self) -> None:
        number, today = self._where.id, self.desk.today()
        try:
            with self.desk.reading() as db:
                details = services.recommendation_details(db, number)
                coverage = coverage_of(db, number, today=today)
                courses = services.courses_answering(db, number)
                examples = examples_of(db, number)
        except Unknown as unknown:
            self.details = None
            self.heading.say(str(unknown))
            self._set_up(there=False)
            return
        self.details = details
        self.heading.say(details.name, " ".join(details.words.split()))
        self.so.say(f"{said_of(details, len(courses))}\n{counted_so(details)}")
        self._show_figures(coverage_figures(coverage, details))
        self.agencies.show_these(coverage.agencies)
        self.people.show_of(number)
        self.courses.show_these(courses)
        self.examples.show_these(examples)
        self._read_actions()
        self._agency_names = {agency.id: agency.name for agency in coverage.agencies}
        self.tabs.set_count(AGENCIES, f"{coverage.reached:,} of {len(coverage.agencies):,}")
        self.tabs.set_count(PEOPLE, f"{coverage.trained:,} of {coverage.delegates:,}")
        self.tabs.set_count(COURSES, f"{len(courses):,}")
        self.tabs.set_count(EXAMPLES, f"{len(examples):,}" if examples else "")
        if self.here is self.people:
            self.people.read()
        self._set_up(there=True)

    def _show_figures(self, figures: list[Figure]) -> None:
        self.figures.show_figures(figures)
        for cell in self.figures.cells:  # none has a year before, which would be its last line
            cell.setFixedHeight(cell.sizeHint().height() - Space.L)

    def _read_actions(self) -> None:
        number, wanted = self._where.id, self.plan
        with self.desk.reading() as db:
            rows = actions_listed(
                db,
                today=self.desk.today(),
                recommendation_id=number,
                words=wanted.words,
                sort=wanted.sort,
                falling=wanted.falling,
            )
            in_all = actions_in_all(db, recommendation_id=number)
        wanted.show_found(rows, in_all=in_all)
        self.tabs.set_count(ACTIONS, f"{in_all:,}")

    def _set_up(self, *, there: bool) -> None:
        for part in (self.figures, self.so, self.tabs, self.stack, self.change):
            part.setVisible(there)
        self.new.setVisible(there)
        for action in self._of_page:
            action.setEnabled(there)
        closed = self.details is not None and self.details.closed_on is not None
        self.close_action.setEnabled(there and not closed)
        self.reopen_action.setEnabled(there and closed)
        self._say_only()
        self._on_chosen()

    def _say_only(self) -> None:
        agency_id = self.people.agency_id
        shown = self.tabs.here == PEOPLE and agency_id is not None and self.details is not None
        name = self._agency_names.get(agency_id, "one agency") if shown and agency_id else ""
        self.only.say(f"Only delegates of {name}." if shown else "")

    def _enter(self) -> None:
        self.here.enter()

    def _turn(self, tab: str) -> None:
        self.stack.setCurrentWidget(self.lists[tab])
        if tab == PEOPLE and self.details:
            self.people.read()
        self._say_only()
        self._on_chosen()

    def _on_chosen(self) -> None:
        rows = self.here.table.chosen_rows() if self.details else []
        self.open_action.setEnabled(len(rows) == 1)
        self.unlink_action.setEnabled(bool(rows) and self.here is self.courses)
        self.unlink_button.setVisible(self.unlink_action.isEnabled())
        self.export_action.setEnabled(self.details is not None and self.here.shown > 0)

    # -- what one does

    def open_figure(self, key: str) -> None:
        """Show the rows behind a figure."""
        if key in {who.value for who in Who}:
            self.people.who.set_here(key)
            self.people.filter.setText("")
            self._narrow(None)
        else:
            self.agencies.which.set_here(NOT_YET if key == AGENCIES_NOT_YET else ALL)
            self.agencies.seek("")
            self.tabs.set_here(AGENCIES)
            self._turn(AGENCIES)
        self.here.enter()

    def open_record(self) -> None:
        """Go to the record of the chosen row; an agency's own, not its people."""
        row = self.here.table.chosen_row()
        if row is not None and self.here is self.agencies:
            self._go("Agencies", "agency", row)
        elif row is not None:
            self.here.opened.emit(row)

    def change_details(self) -> None:
        """Open the form on the recommendation."""
        self.panels.make_way(self.form)
        self.form.begin_change(self._where.id)

    def link_courses(self) -> None:
        """Ask which courses answer it."""
        self.panels.make_way(self.form)
        self.form.begin_linking(self._where.id)

    def unlink(self) -> None:
        """Say of the chosen courses that they no longer answer it."""
        rows = self.courses.table.chosen_rows()
        if rows and self.details:
            name = f"{rows[0].title if len(rows) == 1 else 'courses'} from {self.details.name}"
            with refusals_shown(self), self.desk.changing("Unlink", name) as db:
                services.unlink_courses(db, self._where.id, [row.id for row in rows])

    def add_action(self) -> None:
        """Ask for a new action that answers it."""
        self.panels.make_way(self.action_form)
        self.action_form.begin_beside(self._where.id)

    def close_today(self) -> None:
        """Close it today."""
        if self.details:
            with refusals_shown(self), self.desk.changing("Close", self.details.name) as db:
                services.close_recommendations(db, [self._where.id], on=self.desk.today())

    def reopen(self) -> None:
        """Open it again."""
        if self.details:
            with refusals_shown(self), self.desk.changing("Reopen", self.details.name) as db:
                services.reopen_recommendations(db, [self._where.id])

    def export(self) -> None:
        """Save the list that shows; people are read page by page, away from the window."""
        name = self.details.name if self.details else ""
        if self.here is not self.people:
            save_shown(self, self.here.table, f"{self.tabs.here} - {name}", said=self.said.emit)
        else:
            listed = self.people.as_file(f"{self.people.who.here} - {name}")
            export(self, self._jobs, listed, self.said.emit)

    def _open_people_of(self, row: AgencyCoverage) -> None:
        self.people.who.set_here((Who.NOT_YET if row.not_yet else Who.TRAINED).value)
        self.people.filter.setText("")
        self._narrow(row.id)
        self.people.enter()

    def _narrow(self, agency_id: int | None) -> None:
        self.people.agency_id = agency_id
        self.tabs.set_here(PEOPLE)
        self._turn(PEOPLE)

    def _go_to_comments(self) -> None:
        self._way.go(Where("Evaluation", tab="Comments", year=self._where.year))

    def _change_action(self, number: int) -> None:
        self.panels.make_way(self.action_form)
        self.action_form.begin_change(number)

    def _go(self, place: str, kind: str, row: Any) -> None:
        self._way.go(Where(place, kind=kind, id=row.id, year=self._where.year))
