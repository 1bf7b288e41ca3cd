"""The page of all delegates, with the form beside it."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agencies_in_all
from trainingdesk.services.delegates import DelegateRow, delegates_in_all
from ui.delegates.event_choice import EventChoice
from ui.delegates.first_act import FirstAct
from ui.delegates.form import DelegateForm
from ui.delegates.left_panel import LeftPanel
from ui.delegates.list_file import export
from ui.delegates.move_panel import MovePanel
from ui.delegates.panels import Panels
from ui.delegates.people_list import PeopleList
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

EMPTY = (
    "Delegates are the people that agencies send. Add the first one here, or import a workbook "
    "that lists them."
)


TWO = 2
"""So many are made one at a time."""


class DelegatesPage(LiveView):
    """Finds delegates, opens their records, adds and books them, and exports the list."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "agency_name", "booking", "course", "delegate", "event", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._way, self._jobs, self._where = way, jobs, Where("Delegates")
        self.form, self.choice = DelegateForm(live), EventChoice(live)
        self.moving, self.leaving = MovePanel(live), LeftPanel(live)
        self.panels = Panels(self.form, self.choice, self.moving, self.leaving)
        self._make_actions()
        self.new = FirstAct("New delegate", "plus", "Ctrl+N")
        self.licences = Button("Licences", "secondary", "file-check", "Ctrl+Shift+L")
        self.licences.clicked.connect(self.licences_action.trigger)
        self.duplicates = Button("Duplicates", "secondary", "users", "Ctrl+Shift+D")
        self.duplicates.clicked.connect(self.duplicates_action.trigger)
        self.heading = Heading("Delegates", "", self.duplicates, self.licences, self.new)
        self.book = Button("Book on an event", "quiet", "calendar-plus", "Ctrl+B")
        first = FirstAct("New delegate", "plus")
        first.clicked.connect(self.new_action.trigger)
        for each in (self.new, first):
            self.panels.asking.connect(each.step_back)
        bring = Button("Import a workbook…", "secondary", "upload", "Ctrl+I")
        bring.clicked.connect(self._import)
        empty = Empty("users", "No delegates yet", EMPTY, first, bring)
        self.people = PeopleList(live, empty, self.book)
        self.people.table.acts = [
            self.open_action,
            self.change_action,
            self.book_action,
            self.move_action,
            self.left_action,
            self.merge_action,
        ]
        self._lay_out()
        self._connect()

    def show_at(self, where: Where) -> None:
        """Show the list; with words, narrowed to them; as "new", with the form open."""
        self._where = where
        self.people.show_year(TrainingYear.named(where.year).begins if where.year else 0)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.kind == "new":
            self.new_delegate(where.find, agency_id=where.id or None)
            return
        if where.find:
            self.people.seek(where.find)
        self.people.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Delegates stand at the top."""
        return [("Delegates", Where("Delegates", year=self._where.year))]

    def reload(self) -> None:
        with self.desk.reading() as db:
            people, agencies = delegates_in_all(db), agencies_in_all(db)
        of = f"From {counted(agencies, 'agency', 'agencies')}"  # how many people stands below
        self.heading.say("Delegates", of if people else "")
        self.new.setHidden(people == 0)
        self.licences.setHidden(people == 0)
        self.duplicates.setHidden(people == 0)
        self.people.read()
        self._on_chosen()

    def new_delegate(self, name: str = "", *, agency_id: int | None = None) -> None:
        """Open the form for somebody new."""
        self.panels.make_way(self.form)
        self.form.begin_new(name, agency_id=agency_id)

    def change_delegate(self) -> None:
        """Open the form on the chosen delegate."""
        if row := self.people.table.chosen_row():
            self.panels.make_way(self.form)
            self.form.begin_change(row.id)

    def book_chosen(self) -> None:
        """Ask on which event to book whoever is chosen."""
        if rows := self.people.table.chosen_rows():
            self.panels.make_way(self.choice)
            self.choice.begin([(row.id, row.name) for row in rows])

    def move_chosen(self) -> None:
        """Ask where whoever is chosen went, and when."""
        if rows := self.people.table.chosen_rows():
            self.panels.make_way(self.moving)
            self.moving.begin([(row.id, row.name) for row in rows])

    def mark_chosen_left(self) -> None:
        """Ask since when whoever is chosen no longer works here."""
        if rows := self.people.table.chosen_rows():
            self.panels.make_way(self.leaving)
            self.leaving.begin([(row.id, row.name) for row in rows])

    def open_delegate(self, delegate_id: int) -> None:
        """Go to the record of a delegate."""
        self._way.go(Where("Delegates", kind="delegate", id=delegate_id, year=self._where.year))

    def export(self) -> None:
        """Save the list where the user chooses: the chosen delegates, or all that were found."""
        export(self, self._jobs, self.people.as_file(), self.said.emit)

    def _make_actions(self) -> None:
        self.new_action = act(self, "&New delegate", self._new, "Ctrl+N")
        self.open_action = act(self, "&Open the record", self._open_chosen, "Ctrl+Return")
        self.change_action = act(self, "&Change the details", self.change_delegate, "F2")
        self.book_action = act(self, "&Book on an event…", self.book_chosen, "Ctrl+B")
        self.move_action = act(self, "&Move to another agency…", self.move_chosen, "Ctrl+M")
        self.left_action = act(self, "Mark as &left…", self.mark_chosen_left, "Ctrl+L")
        self.licences_action = act(
            self, "&Licences and their groups", self._go_to_licences, "Ctrl+Shift+L"
        )
        self.duplicates_action = act(
            self, "Find &duplicates", self._go_to_duplicates, "Ctrl+Shift+D"
        )
        self.absences_action = act(
            self, "Who is often &absent", self._go_to("absences"), "Ctrl+Shift+A"
        )
        self.elearning_action = act(self, "E-&learning", self._go_to("elearning"), "Ctrl+Shift+E")
        self.merge_action = act(self, "Mer&ge the two…", self._merge_chosen, "Ctrl+Shift+M")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")

    def _lay_out(self) -> None:
        column = down(self.heading, gap=Space.M)
        column.addWidget(self.people, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_action.trigger)
        self.book.clicked.connect(self.book_action.trigger)
        self.people.opened.connect(lambda row: self.open_delegate(row.id))
        self.people.chosen.connect(self._on_chosen)
        self.people.export_asked.connect(self.export)
        self.choice.booked.connect(self.live.told)
        self.moving.done.connect(self.live.told)
        self.form.saved.connect(self.people.show_saved)
        self.form.look_alike_asked.connect(self.open_delegate)
        self.panels.closed.connect(self.people.enter)

    def _on_chosen(self) -> None:
        rows: list[DelegateRow] = self.people.table.chosen_rows()
        self.open_action.setEnabled(len(rows) == 1)
        self.change_action.setEnabled(len(rows) == 1)
        for each in (self.book_action, self.move_action, self.left_action):
            each.setEnabled(bool(rows))
        self.merge_action.setEnabled(len(rows) == TWO)
        self.book.setEnabled(bool(rows))
        self.book.say(f"Book {len(rows):,} on an event" if len(rows) > 1 else "Book on an event")
        self.export_action.setEnabled(self.people.shown > 0)

    def _new(self) -> None:
        self.new_delegate()

    def _open_chosen(self) -> None:
        if row := self.people.table.chosen_row():
            self.open_delegate(row.id)

    def _go_to(self, kind: str) -> Callable[[], None]:
        """The way to a page beside the list."""
        return lambda: self._way.go(Where("Delegates", kind=kind, year=self._where.year))

    def _go_to_licences(self) -> None:
        self._way.go(Where("Delegates", kind="licences", year=self._where.year))

    def _go_to_duplicates(self) -> None:
        self._way.go(Where("Delegates", kind="duplicates", year=self._where.year))

    def _merge_chosen(self) -> None:
        rows = self.people.table.chosen_rows()
        if len(rows) == TWO:
            one, other = rows[0].id, str(rows[1].id)
            self._way.go(Where("Delegates", "merge", one, year=self._where.year, find=other))

    def _import(self) -> None:
        self._way.go(Where("Settings", kind="import", year=self._where.year))
