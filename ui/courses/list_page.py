"""The page of all courses, with the form beside it."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.course_rows import CourseRow, CoursesAsked, courses_counted
from ui.courses.course_list import CourseList
from ui.courses.states import give_state, state_acts
from ui.delegates.first_act import FirstAct
from ui.delegates.list_file import export
from ui.delegates.panels import Panels
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.beside import ProgrammeTabs
from ui.programme.course_form import CourseForm

EMPTY = (
    "The catalogue holds what the board offers: each course with its level, its audience and what "
    "it teaches. Events are planned from it. Add the first course, or import a workbook."
)
NEW = "new"


class CoursesPage(LiveView):
    """Finds courses, opens, adds, changes, copies, publishes and retires them."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"booking", "course", "course_strand", "event", "mark", "own_field", "own_word", "strand"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._way, self._jobs = way, jobs
        self._where = Where("Programme", kind="courses")
        self.form = CourseForm(self.desk)
        self.panels = Panels(self.form)
        self.new = FirstAct("New course", "plus", "Ctrl+N")
        self.heading = Heading("Courses", "", self.new)
        self.publish = Button("Publish", "quiet", "check", "Ctrl+Shift+P")
        self.retire = Button("Retire", "quiet", "x", "Ctrl+Shift+R")
        self.courses = CourseList(live, self._make_empty(), self.publish, self.retire)
        self._make_acts()
        self._lay_out(way)
        self._connect()

    # -- making it

    def _make_empty(self) -> Empty:
        first = FirstAct("New course", "plus")
        first.clicked.connect(self.new_course)
        self.panels.asking.connect(first.step_back)
        bring = Button("Import a workbook…", "secondary", "upload", "Ctrl+I")
        bring.clicked.connect(
            lambda: self._way.go(Where("Settings", kind="import", year=self._where.year))
        )
        return Empty("layers", "No courses yet", EMPTY, first, bring)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New course…", self.new_course, "Ctrl+N")
        self.open_action = act(self, "&Open the course", self.open_chosen, "Ctrl+Return")
        self.change_action = act(self, "C&hange the course…", self.change_course, "F2")
        self.copy_action = act(self, "&Copy the course…", self.copy_course, "Ctrl+D")
        self.plan_action = act(self, "Plan an &event of it…", self.plan_event, "Ctrl+Shift+N")
        self.of_state = state_acts(self, self.give_state)
        self.publish_action = self.of_state[CourseState.PUBLISHED]
        self.retire_action = self.of_state[CourseState.RETIRED]
        self.lists_action = act(self, "&Lists and fields…", self._go_to_lists)
        self.find_action = act(self, "&Filter courses", self.courses.filter.begin_again, "Ctrl+F")
        self.export_action = act(self, "E&xport the list…", self.export, "Ctrl+E")
        self._of_one = (self.open_action, self.change_action, self.copy_action, self.plan_action)
        self.courses.table.acts = [*self._of_one, *self.of_state.values()]

    def _lay_out(self, way: Way) -> None:
        self.tabs = ProgrammeTabs(way, "Courses")
        column = down(self.heading, self.tabs, gap=Space.M)
        column.addWidget(self.courses, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_action.trigger)
        self.publish.clicked.connect(self.publish_action.trigger)
        self.retire.clicked.connect(self.retire_action.trigger)
        self.panels.asking.connect(self.new.step_back)
        self.panels.closed.connect(self.courses.enter)
        self.courses.opened.connect(self._open)
        self.courses.chosen.connect(self._on_chosen)
        self.courses.export_asked.connect(self.export)
        self.form.saved.connect(self.courses.show_saved)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show the catalogue; with words, narrowed to them; with the tab new, the form as well."""
        self._where = where
        if where.year:
            self.courses.year = TrainingYear.named(where.year)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.find:
            self.courses.seek(where.find)
        if where.tab == NEW:
            self.new_course()
        else:
            self.courses.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, then its courses."""
        year = self._where.year
        return [
            ("Programme", Where("Programme", year=year)),
            ("Courses", Where("Programme", kind="courses", year=year)),
        ]

    def reload(self) -> None:
        self.courses.read()
        draft = CoursesAsked(self.courses.year, self.desk.today(), state=CourseState.DRAFT.value)
        with self.desk.reading() as db:
            drafts = courses_counted(db, draft)
        in_all = self.courses.in_all
        told = [f"The year's counts are those of {self.courses.year.name}"]
        told += [counted(drafts, "draft")] if drafts else []
        self.heading.say("Courses", " · ".join(told) if in_all else "")
        self.new.setHidden(in_all == 0)
        self._on_chosen()

    def _on_chosen(self) -> None:
        rows = self.courses.table.chosen_rows()
        for action in self._of_one:
            action.setEnabled(len(rows) == 1)
        for state, action in self.of_state.items():
            action.setEnabled(any(row.state is not state for row in rows))
        self.publish.setVisible(self.publish_action.isEnabled())
        self.retire.setVisible(self.retire_action.isEnabled())
        self.export_action.setEnabled(self.courses.shown > 0)

    # -- what one does

    def new_course(self) -> None:
        """Ask for a new course."""
        self.panels.make_way(self.form)
        self.form.begin()

    def change_course(self) -> None:
        """Ask what is to be different about the chosen course."""
        self._ask(self.form.begin_change)

    def copy_course(self) -> None:
        """Ask for a course that begins as a copy of the chosen one."""
        self._ask(self.form.begin_copy)

    def give_state(self, state: CourseState) -> None:
        """Publish the chosen courses, retire them, or make drafts of them again."""
        rows = [row for row in self.courses.table.chosen_rows() if row.state is not state]
        if not rows:
            return
        name = rows[0].title if len(rows) == 1 else counted(len(rows), "course")
        ids = [row.id for row in rows]
        give_state(self, self.panels, self.form, state=state, ids=ids, name=name)

    def plan_event(self) -> None:
        """Go to the form for a new event of the chosen course."""
        if row := self.courses.table.chosen_row():
            self._way.go(Where("Programme", kind="new", id=row.id, year=self._where.year))

    def open_chosen(self) -> None:
        """Go to the page of the chosen course."""
        if row := self.courses.table.chosen_row():
            self._open(row)

    def export(self) -> None:
        """Save the list where the user chooses."""
        export(self, self._jobs, self.courses.as_file(), self.said.emit)

    def _ask(self, begin: Callable[[int], None]) -> None:
        if row := self.courses.table.chosen_row():
            with refusals_shown(self):
                self.panels.make_way(self.form)
                begin(row.id)

    def _open(self, row: CourseRow) -> None:
        self._way.go(Where("Programme", kind="course", id=row.id, year=self._where.year))

    def _go_to_lists(self) -> None:
        self._way.go(Where("Settings", kind="lists", year=self._where.year))
