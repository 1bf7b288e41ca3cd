"""The table of everything a delegate was booked on."""

from collections.abc import Sequence
from itertools import groupby

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import GIVEN_UP, BookingStatus
from trainingdesk.domain.delegate import searched
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.free_until import free_in_column
from trainingdesk.services.delegate_history import HistoryRow
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.events.booking_columns import DETAILS, FREE_UNTIL, own_said
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width
from ui.parts.words import Button

CHARGE = "Charge"


class HistoryList(FoundList[HistoryRow]):
    """A delegate's bookings under their training years, the newest first."""

    def __init__(self, live: LiveDesk, empty: Empty, *acts: Button) -> None:
        kind = ListKind(
            "Bookings",
            "delegates.history",
            "booking",
            "bookings",
            gives_way={
                "Agency then": NARROW,
                "Certificate": NARROW,
                DETAILS: ROOMY,
                FREE_UNTIL: NARROW,
                CHARGE: NARROW,
            },
        )
        self._rows: Sequence[HistoryRow] = ()
        self._agency_now = ""
        super().__init__(live, kind, self._columns(), empty, *acts)
        self.asked.connect(self._show)

    def show_history(self, rows: Sequence[HistoryRow], *, agency_now: str = "") -> None:
        """Show a delegate's bookings, as filtered before; an agency of then is told of."""
        self._rows, self._agency_now = rows, agency_now
        self.make_room()
        self._show()

    def _show(self) -> None:
        words = searched(self.words).split()
        found = [row for row in self._rows if _holds(row, words)]
        lines: list[HistoryRow | Group] = []
        for year, rows in groupby(found, lambda row: TrainingYear.of(row.starts)):
            of_year = list(rows)
            lines += [Group(year.name, counted(len(of_year), "booking")), *of_year]
        self.show_found(lines, in_all=len(self._rows), found=len(found))

    def too_wide(self) -> set[str]:
        """What gives way; nobody needs a column in which nothing stands."""
        said = {
            DETAILS: any(row.own for row in self._rows),
            FREE_UNTIL: any(row.free_until for row in self._rows),
            CHARGE: any(row.charge for row in self._rows),
        }
        return super().too_wide() | {name for name, anything in said.items() if not anything}

    def _columns(self) -> list[Column[HistoryRow]]:
        return [
            Column("Event", self._title, share=3),
            Column("Date", lambda h: short_day(h.starts), Width.COUNT, value=lambda h: h.starts),
            Column("Booking", _status, Width.SPAN, share=1),
            Column(FREE_UNTIL, _free_until, Width.METER, value=lambda h: h.free_until),
            Column("Register", lambda h: attendance_cell(h.attendance), Width.CHIP),
            Column("Certificate", lambda h: Cell(h.certificate, "soft"), Width.MARK),
            Column(CHARGE, lambda h: Cell(h.charge, "soft"), Width.MARK),
            Column(DETAILS, lambda h: Cell(own_said(h.own), "soft"), share=2),
            Column("Agency then", lambda h: Cell(h.agency, "soft"), share=2, hidden=True),
        ]

    def _title(self, row: HistoryRow) -> Cell:
        gone = row.status in GIVEN_UP
        then = "" if row.agency == self._agency_now else f"from {row.agency}"
        tone = "soft" if gone else "ink"
        return Cell(row.title, tone, strong=not gone, code=row.reference, note=then)


def _free_until(row: HistoryRow) -> Cell:
    return Cell(free_in_column(row.free_until), "soft")


def attendance_cell(attendance: Attendance | None) -> Cell:
    """What the register says."""
    return Cell(chip=attendance) if attendance else Cell()


def _holds(row: HistoryRow, words: Sequence[str]) -> bool:
    own = own_said(row.own)
    text = searched(f"{row.title} {row.reference} {row.agency} {row.status} {own}")
    return all(word in text for word in words)


def _status(row: HistoryRow) -> Cell:
    if row.status is BookingStatus.WAITING:
        return Cell(chip=row.status, note=f"number {row.place_in_queue}")
    return Cell(chip=row.status, note=row.reason)
