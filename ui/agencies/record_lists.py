"""The lists of an agency's record, under their tabs."""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtGui import QAction

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agency_bookings import AgencyBookingRow
from trainingdesk.services.agency_contacts import ContactRow, contacts_of
from trainingdesk.services.agency_history import ChangeRow, changes_of
from trainingdesk.services.agency_standing import PartRow, parts_of
from ui.agencies.bookings_list import AgencyBookings
from ui.agencies.short_lists import changes_list, contacts_list, parts_list
from ui.delegates.list_file import ListFile
from ui.delegates.people_list import PeopleList
from ui.delegates.short_list import ShortList
from ui.delegates.tabbed_lists import TabbedLists
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.words import Button

DELEGATES, BOOKINGS, CONTACTS = "Delegates", "Bookings", "Contacts"
NOBODY, WHOEVER = "No delegates yet", "Whoever it sends will stand here."
ALL_GONE, GONE_WHERE = "No delegates any more", "They are with the agency that took its place."
PARTS, CHANGES = "Parts", "Changes"

Listed: TypeAlias = (
    PeopleList | AgencyBookings | ShortList[ContactRow] | ShortList[PartRow] | ShortList[ChangeRow]
)


class RecordLists(TabbedLists[Listed]):
    """An agency's delegates, bookings, contacts, parts and changes, one of them in sight."""

    def __init__(self, live: LiveDesk, *, new_delegate: QAction, new_contact: QAction) -> None:
        self._desk, self._agency = live.desk, 0
        self._first = Button("New delegate", "secondary", "plus")
        self._first.clicked.connect(new_delegate.trigger)
        nobody = Empty("users", NOBODY, WHOEVER, self._first)
        about = "Places are booked on an event, or from a delegate's record."
        nothing = Empty("calendar-days", "No bookings this year", about)
        contact = Button("New contact", "secondary", "plus")
        more = Button("New contact", "quiet", "plus")
        for button in (contact, more):
            button.clicked.connect(new_contact.trigger)
        self.people = PeopleList(live, nobody, agency_id=0)
        self.bookings = AgencyBookings(live, nothing)
        self.contacts = contacts_list(live, contact, more)
        self.parts, self.changes = parts_list(live), changes_list(live)
        lists: dict[str, Listed] = {
            DELEGATES: self.people,
            BOOKINGS: self.bookings,
            CONTACTS: self.contacts,
            PARTS: self.parts,
            CHANGES: self.changes,
        }
        super().__init__(lists)

    def tell_ended(self, *, ended: bool) -> None:
        """Say of an agency without delegates whether some are to come, or all have gone."""
        title, about = (ALL_GONE, GONE_WHERE) if ended else (NOBODY, WHOEVER)
        self.people.empty.say(title, about)
        self._first.setHidden(ended)

    def show_agency(self, agency_id: int, year: TrainingYear) -> None:
        """Show another agency, or another year."""
        self._agency = agency_id
        self.people.show_agency(agency_id)
        self.people.show_year(year.begins)
        self.bookings.show_agency(agency_id, year)

    def read(self) -> None:
        """Read every list, and say on the tabs how long they are."""
        self.people.read()
        self.bookings.read()
        with self._desk.reading() as db:
            self.contacts.show_these(contacts_of(db, self._agency))
            self.parts.show_these(parts_of(db, self._agency))
            self.changes.show_these(changes_of(db, self._agency))
        for tab, each in self.all.items():
            more = " with cancelled and to come" if tab == BOOKINGS else ""
            needed = each.in_all or tab in {DELEGATES, BOOKINGS}
            self.tabs.set_count(tab, f"{each.in_all:,}{more}" if needed else "")

    def delegate_chosen(self) -> int | None:
        """The chosen delegate, or the delegate of the chosen booking."""
        if self.here is self.bookings:
            row: AgencyBookingRow | None = self.bookings.table.chosen_row()
            return row.delegate_id if row else None
        rows = self.people_chosen()
        return rows[0][0] if len(rows) == 1 else None

    def people_chosen(self) -> Sequence[tuple[int, str]]:
        """The delegates chosen among the agency's own, by number and name."""
        if self.here is not self.people:
            return []
        return [(row.id, row.name) for row in self.people.table.chosen_rows()]

    def as_file(self, name: str) -> "ListFile[object]":
        """The list that shows, as a file of its own."""
        made: ListFile[object] = self.here.as_file(f"{self.here.kind.name} of {name}")  # type: ignore[assignment]
        return made
