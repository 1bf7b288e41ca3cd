"""The page of all agencies, with the form beside it."""

from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agencies_in_all
from ui.agencies.agency_list import AgencyList
from ui.agencies.form import AgencyForm
from ui.delegates.first_act import FirstAct
from ui.delegates.list_file import export
from ui.delegates.panels import Panels
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

EMPTY = (
    "Agencies are the organisations that send delegates. Add the first one here, or import a "
    "workbook that lists them."
)


class AgenciesPage(LiveView):
    """Finds agencies, opens their records, adds and changes them, and exports the list."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "agency_change", "agency_name", "booking", "delegate", "event", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._way, self._jobs, self._where = way, jobs, Where("Agencies")
        self.form = AgencyForm(live)
        self.panels = Panels(self.form)
        self._make_actions()
        self.new = FirstAct("New agency", "plus", "Ctrl+N")
        self.heading = Heading("Agencies", "", self.new)
        first = FirstAct("New agency", "plus")
        first.clicked.connect(self.new_action.trigger)
        for each in (self.new, first):
            self.panels.asking.connect(each.step_back)
        bring = Button("Import a workbook…", "secondary", "upload", "Ctrl+I")
        bring.clicked.connect(self._import)
        self.agencies = AgencyList(
            live, Empty("building-2", "No agencies yet", EMPTY, first, bring)
        )
        self.agencies.table.acts = [self.open_action, self.change_action]
        self._lay_out()
        self._connect()

    def show_at(self, where: Where) -> None:
        """Show the list; with words, narrowed to them; as "new", with the form open."""
        self._where = where
        if where.year:
            self.agencies.year = TrainingYear.named(where.year)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.kind == "new":
            self.new_agency(where.find)
            return
        if where.find:
            self.agencies.seek(where.find)
        self.agencies.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Agencies stand at the top."""
        return [("Agencies", Where("Agencies", year=self._where.year))]

    def reload(self) -> None:
        self.agencies.read()
        with self.desk.reading() as db:
            in_all = agencies_in_all(db)
        came = self.agencies.attended_in_all()
        year = self.agencies.year.name
        about = f"{counted(came, 'attendance')} in {year}"  # how many agencies stands below
        self.heading.say("Agencies", about if in_all else "")
        self.new.setHidden(in_all == 0)
        self._on_chosen()

    def new_agency(self, name: str = "") -> None:
        """Open the form for a new agency."""
        self.panels.make_way(self.form)
        self.form.begin_new(name)

    def change_agency(self) -> None:
        """Open the form on the chosen agency."""
        if row := self.agencies.table.chosen_row():
            self.panels.make_way(self.form)
            self.form.begin_change(row.id)

    def open_agency(self, agency_id: int) -> None:
        """Go to the record of an agency."""
        self._way.go(Where("Agencies", kind="agency", id=agency_id, year=self._where.year))

    def export(self) -> None:
        """Save the list where the user chooses."""
        export(self, self._jobs, self.agencies.as_file(), self.said.emit)

    def _make_actions(self) -> None:
        self.new_action = act(self, "&New agency", self._new, "Ctrl+N")
        self.open_action = act(self, "&Open the record", self._open_chosen, "Ctrl+Return")
        self.change_action = act(self, "&Change the details", self.change_agency, "F2")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")

    def _lay_out(self) -> None:
        column = down(self.heading, gap=Space.M)
        column.addWidget(self.agencies, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_action.trigger)
        self.agencies.opened.connect(lambda row: self.open_agency(row.id))
        self.agencies.chosen.connect(self._on_chosen)
        self.agencies.export_asked.connect(self.export)
        self.form.saved.connect(self.agencies.show_saved)
        self.panels.closed.connect(self.agencies.enter)

    def _on_chosen(self) -> None:
        one = self.agencies.table.chosen_row() is not None
        self.open_action.setEnabled(one)
        self.change_action.setEnabled(one)
        self.export_action.setEnabled(self.agencies.shown > 0)

    def _new(self) -> None:
        self.new_agency()

    def _open_chosen(self) -> None:
        if row := self.agencies.table.chosen_row():
            self.open_agency(row.id)

    def _import(self) -> None:
        self._way.go(Where("Settings", kind="import", year=self._where.year))
