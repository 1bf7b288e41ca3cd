"""The list of delegates, of all agencies or of one."""

from collections.abc import Sequence
from datetime import date

from trainingdesk.domain.words import short_day
from trainingdesk.services.delegates import (
    DelegateRow,
    DelegatesAsked,
    delegates_in_all,
    delegates_matching,
    delegates_page,
    place_in_list,
)
from trainingdesk.services.exports import Value
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.list_file import ListFile, as_it_shows, file_of
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.pages import Pages
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.words import Button

HEADS = (
    "Delegate",
    "First name",
    "Last name",
    "Email",
    "Job title",
    "Agency",
    "Courses",
    "Last came",
    "Due again",
    "Due again by",
    "Left on",
)


class PeopleList(FoundList[DelegateRow]):
    """Delegates by the page, however many there are."""

    def __init__(
        self, live: LiveDesk, empty: Empty, *acts: Button, agency_id: int | None = None
    ) -> None:
        self._desk, self._agency_id = live.desk, agency_id
        self._year_begins = 0
        key = "delegates" if agency_id is None else "agencies.delegates"
        kind = ListKind(
            "Delegates",
            key,
            "delegate",
            "delegates",
            many=True,
            gives_way={"Due again": NARROW, "Job title": ROOMY},
        )
        super().__init__(live, kind, self._columns(), empty, *acts)
        self.asked.connect(self.read)

    def show_year(self, begins: int) -> None:
        """Write the days of a training year short."""
        self._year_begins = begins

    def show_agency(self, agency_id: int) -> None:
        """Show the delegates of another agency."""
        self._agency_id = agency_id

    def read(self) -> None:
        """Ask how many there are and read those in sight."""
        asked = self.wanted()
        with self._desk.reading() as db:
            in_all = delegates_in_all(db, agency_id=self._agency_id)
            found = delegates_matching(db, asked) if asked.words.strip() else in_all
        pages: Sequence[DelegateRow] = Pages(found, lambda o, n: self._fetch(asked, o, n))
        self.show_found(pages, in_all=in_all, found=found)

    def choose(self, row_id: int) -> bool:
        with self._desk.reading() as db:
            at = place_in_list(db, self.wanted(), row_id)
        return at >= 0 and self.table.select_id(row_id, at=at)

    def _left(self, row: DelegateRow) -> str:
        if row.left_on is None:
            return ""
        return "Left" if row.left_on <= self._desk.today() else "Leaves"

    def wanted(self) -> DelegatesAsked:
        """What the list is asked for."""
        return DelegatesAsked(self.words, self._agency_id, self.sort, self.falling)

    def as_file(self, title: str = "Delegates") -> ListFile[DelegateRow]:
        """The list as a file of its own: the chosen rows, or all that were found."""
        rows = self.table.chosen_rows()
        if len(rows) > 1:
            return as_it_shows(self.table, file_of(rows, title, "delegate", HEADS, _values))
        asked = self.wanted()
        found = ListFile(
            title, "delegate", HEADS, self.shown, lambda o, n: self._fetch(asked, o, n), _values
        )
        return as_it_shows(self.table, found)

    def _fetch(self, asked: DelegatesAsked, offset: int, limit: int) -> list[DelegateRow]:
        with self._desk.reading() as db:
            return delegates_page(db, asked, offset=offset, limit=limit)

    def _columns(self) -> list[Column[DelegateRow]]:
        of_one = self._agency_id is not None
        return [
            Column(
                "Delegate",
                lambda d: Cell(d.listed, strong=True, chip=self._left(d)),
                Width.MARK,
                share=2,
                sort="name",
            ),
            Column("Reference", lambda d: Cell(d.reference, "soft"), Width.NUMBER, hidden=True),
            Column("Email", lambda d: Cell(d.email, "soft"), share=4, hidden=True),
            Column(
                "Job title",
                lambda d: Cell(d.job_title, "soft"),
                Width.NUMBER,
                share=3,
                sort="job",
            ),
            Column(
                "Agency",
                lambda d: Cell(d.agency, "soft"),
                Width.MARK,
                share=4,
                sort="agency",
                hidden=of_one,
            ),
            Column(
                "Courses",
                lambda d: str(d.courses or ""),
                Width.COUNT,
                right=True,
                sort="courses",
            ),
            Column("Last came", lambda d: self._day(d.last_came), Width.DATE, sort="came"),
            Column("Due again", self._due, Width.MARK, share=6),
        ]

    def _day(self, day: date | None) -> str:
        return short_day(day, year_begins=self._year_begins) if day else ""

    def _due(self, row: DelegateRow) -> Cell:
        if row.due_on is None:
            return Cell()
        overdue = row.due_on < self._desk.today()
        text = "Overdue" if overdue else self._day(row.due_on)
        return Cell(text, tone="amber" if overdue else "soft", note=row.due_course)


def _values(row: DelegateRow) -> Sequence[Value]:
    return (
        row.reference,
        row.first_name,
        row.last_name,
        row.email,
        row.job_title,
        row.agency,
        row.courses,
        row.last_came,
        row.due_course,
        row.due_on,
        row.left_on,
    )
