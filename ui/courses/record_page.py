"""The page of one course: what the catalogue says of it, its events and its versions."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.course_outline import CourseOutline
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.course_pages import CourseSheet, course_sheet
from trainingdesk.services.event_rows import EventRow
from ui.courses.course_facts import CourseFacts
from ui.courses.events_list import CourseEvents
from ui.courses.outline_view import OutlineView
from ui.courses.states import give_state, state_acts
from ui.courses.versions_view import VersionsView
from ui.delegates.list_file import export
from ui.delegates.panels import Panels
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.course_form import CourseForm

OUTLINE, EVENTS, VERSIONS = "Outline", "Events", "Versions"
LINKS = {"http", "https", "file"}


class CoursePage(LiveView):
    """Shows a course, changes, copies, publishes and retires it, and plans its next event."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "booking",
            "completion",
            "course",
            "course_recommendation",
            "course_requirement",
            "course_strand",
            "course_version",
            "event",
            "event_session",
            "mark",
            "own_field",
            "recommendation",
            "strand",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._way, self._jobs = way, jobs
        self._where = Where("Programme", kind="course")
        self._sheet: CourseSheet | None = None
        self._make_parts(live)
        self._make_acts()
        self._lay_out()
        self._connect()

    # -- making it

    def _make_parts(self, live: LiveDesk) -> None:
        self.form = CourseForm(self.desk)
        self.panels = Panels(self.form)
        self.plan = Button("Plan an event", "primary", "calendar-plus", "Ctrl+N")
        self.publish = Button("Publish", "secondary", "check", "Ctrl+Shift+P")
        self.change = Button("Change", "secondary", "", "F2", "Change the course")
        self.copy = Button("Copy", "secondary", "copy", "Ctrl+D")
        self.heading = Heading("", "", self.publish, self.copy, self.change, self.plan)
        self.facts = CourseFacts()
        self.tabs = Tabs([OUTLINE, EVENTS, VERSIONS])
        self.outline = OutlineView()
        first = Button("Plan an event", "secondary", "calendar-plus")
        first.clicked.connect(self.plan_event)
        none = Empty(
            "calendar-days", "No events yet", "Whenever it is held, it stands here.", first
        )
        self.events = CourseEvents(live, none)
        self.versions = VersionsView(live)
        self.views = {OUTLINE: self.outline, EVENTS: self.events, VERSIONS: self.versions}
        self.stack = QStackedWidget()

    def _make_acts(self) -> None:
        self.plan_action = act(self, "Plan an &event of it…", self.plan_event, "Ctrl+N")
        self.change_action = act(self, "C&hange the course…", self.change_course, "F2")
        self.copy_action = act(self, "&Copy the course…", self.copy_course, "Ctrl+D")
        self.of_state = state_acts(self, self.give_state)
        self.publish_action = self.of_state[CourseState.PUBLISHED]
        self.materials_action = act(self, "Open the &materials", self.open_materials, "Ctrl+M")
        self.open_action = act(self, "&Open the event", self.open_event, "Ctrl+Return")
        self.export_action = act(self, "E&xport its events…", self.export, "Ctrl+E")
        self._of_course = (self.plan_action, self.change_action, self.copy_action)
        self.events.table.acts = [self.open_action]

    def _lay_out(self) -> None:
        for view in self.views.values():
            self.stack.addWidget(view)
        column = down(self.heading, self.facts, self.tabs, gap=Space.M)
        column.addWidget(self.stack, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.plan.clicked.connect(self.plan_action.trigger)
        self.change.clicked.connect(self.change_action.trigger)
        self.copy.clicked.connect(self.copy_action.trigger)
        self.publish.clicked.connect(self.publish_action.trigger)
        self.facts.materials_asked.connect(self.materials_action.trigger)
        self.tabs.changed.connect(self._turn)
        self.events.opened.connect(self._open)
        self.events.chosen.connect(self._on_chosen)
        self.events.export_asked.connect(self.export)
        self.panels.closed.connect(self._enter)
        self.form.saved.connect(self._on_saved)

    # -- what it shows

    @property
    def year(self) -> TrainingYear:
        """The training year at hand."""
        name = self._where.year
        return TrainingYear.named(name) if name else TrainingYear.of(self.desk.today())

    def show_at(self, where: Where) -> None:
        """Show a course, on the tab the way leads to or the one that showed before."""
        if where.id != self._where.id:
            self.panels.clear()
        self._where = where
        self.events.course_id = where.id
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.tab in self.views:
            self.tabs.set_here(where.tab)
            self._turn(where.tab)
        if where.find:
            self.versions.choose(date.fromisoformat(where.find))
        self._enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, its courses, then this one."""
        year = self._where.year
        title = self._sheet.details.title if self._sheet else "Course"
        return [
            ("Programme", Where("Programme", year=year)),
            ("Courses", Where("Programme", kind="courses", year=year)),
            (title, self._where),
        ]

    def reload(self) -> None:
        try:
            with self.desk.reading() as db:
                self._sheet = course_sheet(db, self._where.id, self.year, today=self.desk.today())
        except Unknown as unknown:
            self._sheet = None
            self.heading.say(str(unknown))
        if self._sheet is not None:
            self._show(self._sheet)
        self._set_up(there=self._sheet is not None)

    def _show(self, sheet: CourseSheet) -> None:
        details = sheet.details
        level = said_level(details.level) or "no level yet"
        told = (details.reference, level, details.kind, details.state.value)
        self.heading.say(details.title, " · ".join(part for part in told if part))
        self.facts.show_sheet(sheet, self.year)
        self.outline.show_outline(CourseOutline.of(details))
        self.events.read()
        self.tabs.set_count(EVENTS, f"{self.events.in_all:,}")
        versions = self.versions.read(self._where.id)
        self.tabs.set_count(VERSIONS, f"{versions:,}" if versions > 1 else "")

    def _set_up(self, *, there: bool) -> None:
        state = self._sheet.details.state if self._sheet else None
        for action in self._of_course:
            action.setEnabled(there)
        self.plan_action.setEnabled(there and state is not CourseState.RETIRED)
        for each, action in self.of_state.items():
            action.setEnabled(there and state is not each)
        self.materials_action.setEnabled(self._materials().scheme() in LINKS)
        self.publish.setVisible(self.publish_action.isEnabled())
        for button in (self.plan, self.change, self.copy):
            button.setVisible(there)
        for part in (self.facts, self.tabs, self.stack):
            part.setVisible(there)
        self._on_chosen()

    def _on_chosen(self) -> None:
        of_events = self.tabs.here == EVENTS
        self.open_action.setEnabled(of_events and self.events.table.chosen_row() is not None)
        self.export_action.setEnabled(self.events.shown > 0)

    def _turn(self, tab: str) -> None:
        self.stack.setCurrentWidget(self.views[tab])
        self._on_chosen()

    def _enter(self) -> None:
        here = self.views[self.tabs.here]
        if here is self.outline:
            self.outline.area.setFocus(Qt.FocusReason.OtherFocusReason)
        elif here is self.events:
            self.events.enter()
        else:
            self.versions.enter()

    # -- what one does

    def plan_event(self) -> None:
        """Go to the form for a new event of this course."""
        self._way.go(Where("Programme", kind="new", id=self._where.id, year=self._where.year))

    def change_course(self) -> None:
        """Ask what is to be different about the course."""
        self.panels.make_way(self.form)
        self.form.begin_change(self._where.id)

    def copy_course(self) -> None:
        """Ask for a course that begins as a copy of this one."""
        self.panels.make_way(self.form)
        self.form.begin_copy(self._where.id)

    def give_state(self, state: CourseState) -> None:
        """Publish the course, retire it, or make a draft of it again."""
        name = self._sheet.details.title if self._sheet else ""
        ids = [self._where.id]
        give_state(self, self.panels, self.form, state=state, ids=ids, name=name)

    def open_materials(self) -> None:
        """Open what the course is taught with, where it is kept."""
        if self._materials().scheme() in LINKS:
            QDesktopServices.openUrl(self._materials())

    def open_event(self) -> None:
        """Go to the chosen event."""
        if row := self.events.table.chosen_row():
            self._open(row)

    def export(self) -> None:
        """Save the events of the course where the user chooses."""
        title = f"Events of {self._sheet.details.reference}" if self._sheet else "Events"
        export(self, self._jobs, self.events.as_file(title), self.said.emit)

    def _open(self, row: EventRow) -> None:
        year = TrainingYear.of(row.starts).name
        self._way.go(Where("Programme", kind="event", id=row.id, year=year))

    def _materials(self) -> QUrl:
        return QUrl(self._sheet.details.materials if self._sheet else "")

    def _on_saved(self, course_id: int) -> None:
        if course_id != self._where.id:
            where = Where("Programme", kind="course", id=course_id, year=self._where.year)
            self._way.go(where)
