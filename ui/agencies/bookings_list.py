"""The table of what an agency booked in the year at hand."""

from collections.abc import Sequence

from trainingdesk.domain.booking import GIVEN_UP
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agency_bookings import (
    AgencyBookingRow,
    AgencyBookingsAsked,
    agency_bookings,
    agency_bookings_in_all,
)
from trainingdesk.services.exports import Value
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.history_list import attendance_cell
from ui.delegates.list_file import ListFile, as_it_shows
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.pages import Pages
from ui.parts.rows_model import Column
from ui.parts.theme import Width

HEADS = ("Delegate", "Event", "Title", "Date", "Status", "Attendance")


class AgencyBookings(FoundList[AgencyBookingRow]):
    """An agency's bookings by the page, the newest event first."""

    def __init__(self, live: LiveDesk, empty: Empty) -> None:
        self._desk = live.desk
        self._agency_id, self._year = 0, TrainingYear.of(live.desk.today())
        kind = ListKind(
            "Bookings", "agencies.bookings", "booking", "bookings", sort="day", falling=True
        )
        super().__init__(live, kind, COLUMNS, empty)
        self.asked.connect(self.read)

    def show_agency(self, agency_id: int, year: TrainingYear) -> None:
        """Show another agency, or another year."""
        self._agency_id, self._year = agency_id, year

    def read(self) -> None:
        """Ask how many there are and read those in sight."""
        asked = self._wanted(self.words)
        with self._desk.reading() as db:
            in_all = agency_bookings_in_all(db, self._wanted(""))
            found = agency_bookings_in_all(db, asked) if asked.words.strip() else in_all
        pages: Sequence[AgencyBookingRow] = Pages(found, lambda o, n: self._fetch(asked, o, n))
        self.show_found(pages, in_all=in_all, found=found)

    def as_file(self, title: str) -> ListFile[AgencyBookingRow]:
        """The list as a file of its own."""
        asked = self._wanted(self.words)
        listed = ListFile(
            title, "booking", HEADS, self.shown, lambda o, n: self._fetch(asked, o, n), _values
        )
        return as_it_shows(self.table, listed)

    def _wanted(self, words: str) -> AgencyBookingsAsked:
        return AgencyBookingsAsked(self._agency_id, self._year, words, self.sort, self.falling)

    def _fetch(self, asked: AgencyBookingsAsked, offset: int, limit: int) -> list[AgencyBookingRow]:
        with self._desk.reading() as db:
            return agency_bookings(db, asked, offset=offset, limit=limit)


def _delegate(row: AgencyBookingRow) -> Cell:
    return Cell(row.delegate, strong=row.status not in GIVEN_UP)


COLUMNS: list[Column[AgencyBookingRow]] = [
    Column("Delegate", _delegate, share=3, sort="delegate"),
    Column("Event", lambda b: Cell(b.title, note=b.reference), share=5, sort="event"),
    Column("Date", lambda b: short_day(b.starts), Width.COUNT, sort="day"),
    Column("Booking", lambda b: Cell(chip=b.status), Width.CHIP, sort="status"),
    Column("Register", lambda b: attendance_cell(b.attendance), Width.CHIP),
]


def _values(row: AgencyBookingRow) -> Sequence[Value]:
    attendance = row.attendance.value if row.attendance else ""
    return (row.delegate, row.reference, row.title, row.starts, row.status.value, attendance)
