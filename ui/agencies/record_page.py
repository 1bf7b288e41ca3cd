"""One agency's record: the facts, its delegates, and what it booked in the year at hand."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.agency import AgencyDetails
from trainingdesk.domain.figures import percent, percent_of
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agency_year
from trainingdesk.services.agency_bookings import AgencyBookingRow
from trainingdesk.services.agency_records import agency_details
from trainingdesk.services.agency_rows import AgencyRow
from ui.agencies.bookings_list import AgencyBookings
from ui.agencies.form import AgencyForm
from ui.delegates.facts import Facts
from ui.delegates.first_act import FirstAct
from ui.delegates.list_file import chosen_path, save_away
from ui.delegates.panels import Panels
from ui.delegates.people_list import PeopleList
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button

DELEGATES, BOOKINGS = "Delegates", "Bookings"
NAMES, CONTACT, EMAIL, ADDRESS = "Other names", "Contact", "E-mail", "Invoice address"
BOOKED, ATTENDED, ABSENT, GROUP = "Booked", "Attended", "Absent", "Charging group"


class AgencyPage(LiveView):
    """Shows an agency, opens its people and their events, and changes its details."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "agency_name", "booking", "course", "delegate", "event", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._way, self._jobs = way, jobs
        self._where, self._name = Where("Agencies", kind="agency"), "Agency"
        self.form = AgencyForm(live)
        self.panels = Panels(self.form)
        self._make_actions()
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_at(self, where: Where) -> None:
        """Show an agency, on the tab the way leads to or the one that showed before."""
        if where.id != self._where.id:
            self.panels.clear()
        self._where = where
        year = TrainingYear.named(where.year) if where.year else self.year
        self.people.show_agency(where.id)
        self.people.show_year(year.begins)
        self.bookings.show_agency(where.id, year)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.tab in {DELEGATES, BOOKINGS}:
            self.tabs.set_here(where.tab)
            self._turn(where.tab)
        self._list().enter()

    @property
    def year(self) -> TrainingYear:
        """The training year at hand."""
        name = self._where.year
        return TrainingYear.named(name) if name else TrainingYear.of(self.desk.today())

    def crumbs(self) -> list[tuple[str, Where]]:
        """Agencies, then this one."""
        return [("Agencies", Where("Agencies", year=self._where.year)), (self._name, self._where)]

    def reload(self) -> None:
        try:
            with self.desk.reading() as db:
                details = agency_details(db, self._where.id)
                row = agency_year(db, self._where.id, self.year, today=self.desk.today())
        except Unknown as unknown:
            self._name = "Agency"
            self.heading.say(str(unknown))
            self._set_up(there=False)
            return
        self._name = details.name
        self._say(details, row)
        self.people.read()
        self.bookings.read()
        self.tabs.set_count(DELEGATES, f"{self.people.in_all:,}")
        self.tabs.set_count(BOOKINGS, f"{self.bookings.in_all:,} with cancelled and to come")
        self._set_up(there=True)

    def _say(self, details: AgencyDetails, row: AgencyRow) -> None:
        self.heading.say(details.name, details.sector)
        self.facts.say(
            {
                NAMES: ", ".join(details.other_names),
                CONTACT: details.contact,
                EMAIL: details.email,
                ADDRESS: _address(details),
            }
        )
        share = f" · {percent_of(row.share)} of all {row.attended_in_all:,}"
        absent = f" · {percent(row.absent, row.booked)} of {row.booked:,} booked"
        self.figures.say(
            {
                BOOKED: f"{row.booked:,} so far in {self.year.name}",
                ATTENDED: f"{row.attended:,}{share if row.attended_in_all else ''}",
                ABSENT: f"{row.absent:,}{absent if row.booked else ''}",
                GROUP: details.charging_group,
            }
        )

    def _set_up(self, *, there: bool) -> None:
        for action, button in ((self.change_action, self.change), (self.new_action, self.new)):
            action.setEnabled(there)
            button.setEnabled(there)
        for part in (self.facts, self.figures, self.tabs, self.lists):
            part.setVisible(there)
        self._on_chosen()

    def _make_actions(self) -> None:
        self.new_action = QAction("&New delegate of this agency", self)
        self.change_action = QAction("&Change the details", self)
        self.open_action = QAction("&Open the delegate", self)
        self.event_action = QAction("Open the &event", self)
        self.export_action = QAction("E&xport the list…", self)
        for action, keys, do in (
            (self.new_action, "Ctrl+N", self.new_delegate),
            (self.change_action, "F2", self.change_details),
            (self.open_action, "Ctrl+Return", self.open_delegate),
            (self.event_action, "Ctrl+Shift+Return", self.open_event),
            (self.export_action, "Ctrl+E", self.export),
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(do)
            self.addAction(action)

    def _make_parts(self) -> None:
        self.change = Button("Change", "secondary", "", "F2", "Change the details")
        self.new = FirstAct("New delegate", "plus", "Ctrl+N")
        self.heading = Heading("", "", self.change, self.new)
        self.facts = Facts(NAMES, CONTACT, EMAIL, ADDRESS)
        self.figures = Facts(BOOKED, ATTENDED, ABSENT, GROUP)
        self.tabs = Tabs([DELEGATES, BOOKINGS])
        first = Button("New delegate", "secondary", "plus")
        first.clicked.connect(self.new_action.trigger)
        nobody = Empty("users", "No delegates yet", "Whoever it sends will stand here.", first)
        nothing = Empty(
            "calendar-days",
            "No bookings this year",
            "Places are booked on an event, or from a delegate's record.",
        )
        self.people = PeopleList(self.live, nobody, agency_id=0)
        self.bookings = AgencyBookings(self.live, nothing)
        self.people.table.acts = [self.open_action]
        self.bookings.table.acts = [self.event_action, self.open_action]
        self.lists = QStackedWidget()
        self.lists.addWidget(self.people)
        self.lists.addWidget(self.bookings)

    def _lay_out(self) -> None:
        column = down(self.heading, self.facts, self.figures, self.tabs, gap=Space.M)
        column.addWidget(self.lists, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        row = across(self.panels, gap=0)
        row.insertLayout(0, column, 1)
        self.setLayout(row)

    def _connect(self) -> None:
        self.change.clicked.connect(self.change_action.trigger)
        self.new.clicked.connect(self.new_action.trigger)
        self.tabs.changed.connect(self._turn)
        self.people.opened.connect(lambda row: self._open_delegate(row.id))
        self.bookings.opened.connect(self._open_event_of)
        for each in (self.people, self.bookings):
            each.chosen.connect(self._on_chosen)
            each.export_asked.connect(self.export)
        self.panels.asking.connect(self.new.step_back)
        self.panels.closed.connect(lambda: self._list().enter())

    def new_delegate(self) -> None:
        """Open the form for somebody this agency sends."""
        where = Where("Delegates", kind="new", id=self._where.id, year=self._where.year)
        self._way.go(where)

    def change_details(self) -> None:
        """Open the form on the agency."""
        self.panels.make_way(self.form)
        self.form.begin_change(self._where.id)

    def open_delegate(self) -> None:
        """Go to the chosen delegate, or to the delegate of the chosen booking."""
        row = self._list().table.chosen_row()
        if row is not None:
            self._open_delegate(row.delegate_id if isinstance(row, AgencyBookingRow) else row.id)

    def open_event(self) -> None:
        """Go to the event of the chosen booking."""
        row = self.bookings.table.chosen_row()
        if row is not None and self._list() is self.bookings:
            self._open_event_of(row)

    def _open_delegate(self, delegate_id: int) -> None:
        self._way.go(Where("Delegates", kind="delegate", id=delegate_id, year=self._where.year))

    def _open_event_of(self, row: AgencyBookingRow) -> None:
        year = TrainingYear.of(row.starts).name
        self._way.go(Where("Programme", kind="event", id=row.event_id, tab="Bookings", year=year))

    def export(self) -> None:
        """Save the list that shows where the user chooses."""
        title = f"{self._list().kind.name} of {self._name}"
        path = chosen_path(self, title, self.live.preferences.reports_folder)
        if path is None:
            return
        if self._list() is self.bookings:
            save_away(self._jobs, self.bookings.as_file(title), path, self.said.emit)
        else:
            save_away(self._jobs, self.people.as_file(title), path, self.said.emit)

    def _list(self) -> PeopleList | AgencyBookings:
        return self.bookings if self.tabs.here == BOOKINGS else self.people

    def _turn(self, tab: str) -> None:
        self.lists.setCurrentWidget(self.bookings if tab == BOOKINGS else self.people)
        self._on_chosen()

    def _on_chosen(self) -> None:
        one = self._list().table.chosen_row() is not None
        self.open_action.setEnabled(one)
        self.event_action.setEnabled(one and self._list() is self.bookings)
        self.export_action.setEnabled(self._list().shown > 0)


def _address(details: AgencyDetails) -> str:
    """The lines of the invoice address that stand nowhere else on the page."""
    said = {details.name.strip(), details.contact.strip()}
    lines = [line.strip() for line in details.invoice_address.splitlines()]
    return "\n".join(line for line in lines if line and line not in said)
