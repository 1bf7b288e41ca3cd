"""One agency's record: the facts, what became of it, and everything that is listed under it."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from trainingdesk.domain.agency import AgencyDetails
from trainingdesk.domain.figures import percent, percent_of
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.absences import Whose
from trainingdesk.services.agencies import agency_year
from trainingdesk.services.agency_bookings import AgencyBookingRow
from trainingdesk.services.agency_contacts import remove_contact
from trainingdesk.services.agency_history import ChangeRow
from trainingdesk.services.agency_records import agency_details
from trainingdesk.services.agency_rows import AgencyRow
from trainingdesk.services.agency_standing import Standing, standing_of
from trainingdesk.services.session_days import Days
from trainingdesk.services.trainer_days import days_given_by
from trainingdesk.services.venue_days import venue_days_of
from ui.absences.restricted import RestrictedNotice
from ui.agencies.balance_card import BalanceCard
from ui.agencies.contact_form import ContactForm
from ui.agencies.form import AgencyForm
from ui.agencies.merge_panel import MergePanel
from ui.agencies.record_actions import AgencyActions
from ui.agencies.record_lists import CONTACTS, RecordLists
from ui.agencies.rename_panel import RenamePanel
from ui.agencies.split_panel import SplitPanel
from ui.charging.invoice_files import save_account, save_letter
from ui.delegates.dated_panel import DatedPanel
from ui.delegates.event_choice import EventChoice
from ui.delegates.facts import Facts
from ui.delegates.first_act import FirstAct
from ui.delegates.list_file import export
from ui.delegates.move_panel import MovePanel
from ui.delegates.panels import Panels
from ui.parts.heading import Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button

NAMES, CONTACT, EMAIL, ADDRESS = "Other names", "Contact", "E-mail", "Invoice address"
BOOKED, ATTENDED, ABSENT, GROUP = "Booked", "Attended", "Absent", "Charging group"
GIVEN = "Days given"
PART_OF, BOROUGHS = "Part of", "Boroughs"


class AgencyPage(LiveView):
    """Shows an agency, opens its people and their events, and says what becomes of it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency",
            "agency_borough",
            "absence_flag",
            "agency_change",
            "agency_contact",
            "agency_name",
            "booking",
            "charge",
            "course",
            "delegate",
            "event",
            "event_session",
            "invoice",
            "mark",
            "payment",
            "receipt",
            "session_trainer",
            "trainer",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._way, self._jobs = way, jobs
        self._where, self._name = Where("Agencies", kind="agency"), "Agency"
        self._standing: Standing | None = None
        self.form, self.contact_form = AgencyForm(live), ContactForm(live)
        self.renaming, self.merging = RenamePanel(live), MergePanel(live)
        self.splitting, self.moving = SplitPanel(live), MovePanel(live)
        self.dated: tuple[DatedPanel, ...] = (
            self.renaming,
            self.merging,
            self.splitting,
            self.moving,
        )
        self.choice = EventChoice(live)
        self.panels = Panels(self.form, self.contact_form, self.choice, *self.dated)
        self.acts = AgencyActions(self)
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_at(self, where: Where) -> None:
        """Show an agency, on the tab the way leads to or the one that showed before."""
        if where.id != self._where.id:
            self.panels.clear()
        self._where = where
        self.lists.show_agency(where.id, self.year)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.tab in self.lists.all:
            self.lists.turn(where.tab)
        self.lists.enter()

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
                self._standing = standing_of(db, self._where.id)
                today = self.desk.today()
                trainers = days_given_by(db, row.id, self.year, today=today)
                venues = venue_days_of(db, row.id, self.year, today=today)
        except Unknown as unknown:
            self._name, self._standing = "Agency", None
            self.restricted.say("")
            self.heading.say(str(unknown))
            self._set_up(there=False)
            return
        self._name = details.name
        self._say(details, row, self._standing)
        self.restricted.show_of(Whose(agency_id=row.id))
        self.figures.say({GIVEN: _given(trainers, venues)})
        self.balance.show_of(row.id, self.year)
        self.lists.read()
        self._set_up(there=True)

    def _say(self, details: AgencyDetails, row: AgencyRow, standing: Standing) -> None:
        self.heading.say(details.name, details.sector)
        self.ended.say(_ended(details.name, standing))
        self.facts.say(
            {
                NAMES: ", ".join(details.other_names),
                CONTACT: details.contact,
                EMAIL: details.email,
                ADDRESS: _address(details),
            }
        )
        share = f" · {percent_of(row.share)} of all {row.attended_in_all:,}"
        absent = f" · {percent(row.absent, row.booked)} of {row.booked:,}"
        self.figures.say(
            {
                BOOKED: f"{row.booked:,} so far",
                ATTENDED: f"{row.attended:,}{share if row.attended_in_all else ''}",
                ABSENT: f"{row.absent:,}{absent if row.booked else ''}",
                GROUP: details.charging_group,
            }
        )
        self.place.say({PART_OF: standing.parent, BOROUGHS: ", ".join(details.boroughs)})
        self.place.setHidden(not (standing.parent or details.boroughs))

    def _set_up(self, *, there: bool) -> None:
        ended = bool(self._standing and self._standing.ended_on)
        self.acts.set_up(there=there, ended=ended)
        self.lists.tell_ended(ended=ended)
        for button in (self.change, self.more):
            button.setEnabled(there)
        self.new.setEnabled(self.acts.new.isEnabled())
        for part in (self.facts, self.figures, self.lists):
            part.setVisible(there)
        if not there:
            self.place.hide()
            self.balance.hide()
            self.ended.say("")
        self._on_chosen()

    def _make_parts(self) -> None:
        self.more = Button("More", "secondary", "chevron-down")
        self.change = Button("Change", "secondary", "", "F2", "Change the details")
        self.new = FirstAct("New delegate", "plus", "Ctrl+N")
        self.heading = Heading("", "", self.more, self.change, self.new)
        self.heir = Button("Open", "link")
        self.ended = Notice("", "amber", self.heir)
        self.restricted = RestrictedNotice(self.desk, self._way)
        self.facts = Facts(NAMES, CONTACT, EMAIL, ADDRESS)
        self.figures = Facts(BOOKED, ATTENDED, ABSENT, GIVEN, GROUP)
        self.balance = BalanceCard(self.desk)
        self.place = Facts(PART_OF, BOROUGHS)
        self.lists = RecordLists(
            self.live, new_delegate=self.acts.new, new_contact=self.acts.new_contact
        )
        self.people, self.bookings = self.lists.people, self.lists.bookings
        self.tabs = self.lists.tabs
        acts = self.acts
        self.people.table.acts = [acts.open, acts.book, acts.move]
        self.bookings.table.acts = [acts.event, acts.open]
        self.lists.contacts.table.acts = [acts.change_contact, acts.remove_contact]

    def _lay_out(self) -> None:
        notices = self.ended, self.restricted
        facts = self.facts, self.figures, self.balance, self.place
        column = down(self.heading, *notices, *facts, gap=Space.M)
        column.addWidget(self.lists, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.change.clicked.connect(self.acts.change.trigger)
        self.new.clicked.connect(self.acts.new.trigger)
        self.more.clicked.connect(self._pop_up)
        self.heir.clicked.connect(self.open_heir)
        lists = self.lists
        lists.people.opened.connect(lambda row: self._open_delegate(row.id))
        lists.bookings.opened.connect(self._open_event_of)
        lists.contacts.opened.connect(lambda _: self.change_contact())
        lists.parts.opened.connect(lambda row: self.open_agency(row.id))
        lists.changes.opened.connect(self._open_change)
        lists.chosen.connect(self._on_chosen)
        lists.export_asked.connect(self.export)
        for panel in self.dated:
            panel.done.connect(self.live.told)
        self.choice.booked.connect(self.live.told)
        self.panels.asking.connect(self.new.step_back)
        self.panels.closed.connect(self.lists.enter)

    def new_delegate(self) -> None:
        """Open the form for somebody this agency sends."""
        where = Where("Delegates", kind="new", id=self._where.id, year=self._where.year)
        self._way.go(where)

    def change_details(self) -> None:
        """Open the form on the agency."""
        self.panels.make_way(self.form)
        self.form.begin_change(self._where.id)

    def rename(self) -> None:
        """Ask for a new name, and the day from which it holds."""
        self.panels.make_way(self.renaming)
        self.renaming.begin(self._where.id, self._name)

    def merge(self) -> None:
        """Ask which agency takes this one over, and when."""
        self.panels.make_way(self.merging)
        self.merging.begin(self._where.id, self._name)

    def split(self) -> None:
        """Ask into which agencies this one is split, and when."""
        self.panels.make_way(self.splitting)
        self.splitting.begin(self._where.id, self._name)

    def move_people(self) -> None:
        """Ask where the chosen delegates went, and when."""
        if people := self.lists.people_chosen():
            self.panels.make_way(self.moving)
            self.moving.begin(people)

    def book_people(self) -> None:
        """Ask on which events the chosen delegates are booked."""
        if people := self.lists.people_chosen():
            self.panels.make_way(self.choice)
            self.choice.begin(people)

    def new_contact(self) -> None:
        """Open the form for another contact."""
        self.lists.turn(CONTACTS)
        self.panels.make_way(self.contact_form)
        self.contact_form.begin_new(self._where.id)

    def change_contact(self) -> None:
        """Open the form on the chosen contact."""
        if row := self.lists.contacts.table.chosen_row():
            self.panels.make_way(self.contact_form)
            self.contact_form.begin_change(row.id)

    def remove_contact(self) -> None:
        """Take the chosen contact away; Ctrl+Z puts it back."""
        row = self.lists.contacts.table.chosen_row()
        if row is not None:
            with refusals_shown(self), self.desk.changing("Remove contact", row.name) as db:
                remove_contact(db, row.id)

    def open_delegate(self) -> None:
        """Go to the chosen delegate, or to the delegate of the chosen booking."""
        number = self.lists.delegate_chosen()
        if number is not None:
            self._open_delegate(number)

    def open_event(self) -> None:
        """Go to the event of the chosen booking."""
        row = self.lists.bookings.table.chosen_row()
        if row is not None and self.lists.here is self.lists.bookings:
            self._open_event_of(row)

    def open_agency(self, agency_id: int) -> None:
        """Go to another agency."""
        self._way.go(Where("Agencies", kind="agency", id=agency_id, year=self._where.year))

    def open_parent(self) -> None:
        """Go to the agency that this one is part of."""
        if self._standing and self._standing.parent_id is not None:
            self.open_agency(self._standing.parent_id)

    def open_heir(self) -> None:
        """Go to the agency that stands in this one's place."""
        if self._standing and self._standing.heirs:
            self.open_agency(self._standing.heirs[0][0])

    def export(self) -> None:
        """Save the list that shows where the user chooses."""
        export(self, self._jobs, self.lists.as_file(self._name), self.said.emit)

    def save_balance(self) -> None:
        """Save the letter that says what the agency gave to the year, and what it used."""
        self._tell(save_letter(self, self._where.id, self._name, self.year))

    def save_statement(self) -> None:
        """Save the agency's statement of account."""
        self._tell(save_account(self, self._where.id, self._name))

    def _tell(self, said: str) -> None:
        if said:
            self.said.emit(said)

    def _open_delegate(self, delegate_id: int) -> None:
        self._way.go(Where("Delegates", kind="delegate", id=delegate_id, year=self._where.year))

    def _open_event_of(self, row: AgencyBookingRow) -> None:
        year = TrainingYear.of(row.starts).name
        self._way.go(Where("Programme", kind="event", id=row.event_id, tab="Bookings", year=year))

    def _open_change(self, row: ChangeRow) -> None:
        if row.others:
            self.open_agency(row.others[0])

    def _on_chosen(self) -> None:
        self.acts.follow(self.lists)

    def _pop_up(self) -> None:
        menu = QMenu(self)
        menu.addActions(self.acts.under_more())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _given(trainers: Days, venues: Days) -> str:
    """The days of its own trainers and of its own venues, one under the other."""
    said = [f"Trainers {trainers.said}"] if trainers.halves else []
    return "\n".join([*said, f"Venues {venues.said}"] if venues.halves else said)


def _ended(name: str, standing: Standing) -> str:
    if standing.ended_on is None:
        return ""
    heirs = listed([heir for _, heir in standing.heirs])
    return f"{name} ended on {plain_day(standing.ended_on)}. In its place now: {heirs}."


def _address(details: AgencyDetails) -> str:
    """The lines of the invoice address that stand nowhere else on the page."""
    said = {details.name.strip(), details.contact.strip()}
    lines = [line.strip() for line in details.invoice_address.splitlines()]
    return "\n".join(line for line in lines if line and line not in said)
