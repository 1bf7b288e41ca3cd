"""The lines of a register: who was expected, who walked in, and what is said of each."""

from dataclasses import dataclass, field
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance import CAME, Attendance, overall
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.booking import ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.walk_in import AWAY
from trainingdesk.services.marking import marks_of
from trainingdesk.storage.models import Booking, Delegate, DelegateNeeds, Event


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session of an event, as a column of its register."""

    id: int
    day: date
    starts: time | None
    ends: time | None


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One delegate on the register, with a mark for each session that has one."""

    id: int  # of the booking
    number: int
    delegate: str
    agency: str
    walk_in: bool
    has_needs: bool
    marks: dict[int, Attendance]
    said: dict[int, Marked] = field(default_factory=dict)
    """The same marks with all that is known: minutes late, when they left."""
    why_absent: str = ""
    agency_id: int = 0


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """How many came of those an agency booked, how many are away, and how many walked in."""

    id: int  # of the agency
    agency: str
    expected: int
    came: int
    absent: int
    apologies: int
    walk_ins: int


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one event."""

    event_id: int
    sessions: list[SessionRow]
    lines: list[RegisterLine]
    closed_on: date | None
    begun: bool

    @property
    def unmarked(self) -> int:
        """How many delegates still lack a mark for some session."""
        return sum(len(line.marks) < len(self.sessions) for line in self.lines)

    @property
    def by_agency(self) -> list[AgencyCount]:
        """What each agency sent so far, those expected of it most first."""
        lines: dict[int, list[RegisterLine]] = {}
        for line in self.lines:
            lines.setdefault(line.agency_id, []).append(line)
        counts = [_count(of_it) for of_it in lines.values()]
        return sorted(counts, key=lambda each: (-each.expected, -each.came, each.agency))


def register_of(db: Session, event_id: int, *, today: date) -> Register:
    """The register of an event: whoever is booked, by name, then whoever walked in."""
    event = db.get_one(Event, event_id)
    bookings = _expected(db, event_id)
    said = marks_of(db, [event_id])
    needs = set(
        db.scalars(
            select(DelegateNeeds.delegate_id).where(
                DelegateNeeds.delegate_id.in_([booking.delegate_id for booking in bookings])
            )
        )
    )
    return Register(
        event_id,
        [SessionRow(s.id, s.day, s.starts, s.ends) for s in event.sessions],
        [
            RegisterLine(
                id=booking.id,
                number=number,
                delegate=booking.delegate.listed,
                agency=booking.agency.name,
                agency_id=booking.agency_id,
                walk_in=booking.status is BookingStatus.WALK_IN,
                has_needs=booking.delegate_id in needs,
                marks={each: mark.attendance for each, mark in said[booking.id].items()},
                said=said[booking.id],
                why_absent="" if _came(said[booking.id]) else booking.why_absent,
            )
            for number, booking in enumerate(bookings, 1)
        ],
        event.register_closed_on,
        begun=event.starts <= today,
    )


def _came(marks: dict[int, Marked]) -> bool:
    return overall(mark.attendance for mark in marks.values()) in CAME


def _count(lines: list[RegisterLine]) -> AgencyCount:
    given = [overall(line.marks.values()) for line in lines if not line.walk_in]
    walked_in = [overall(line.marks.values()) for line in lines if line.walk_in]
    return AgencyCount(
        lines[0].agency_id,
        lines[0].agency,
        expected=len(given),
        came=sum(mark in CAME for mark in given),
        absent=given.count(Attendance.ABSENT),
        apologies=given.count(Attendance.APOLOGIES),
        walk_ins=sum(mark not in AWAY for mark in walked_in),
    )


def _expected(db: Session, event_id: int) -> list[Booking]:
    query = (
        select(Booking)
        .join(Booking.delegate)
        .where(Booking.event_id == event_id, Booking.status.in_(ON_THE_REGISTER))
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
        .order_by(Booking.status == BookingStatus.WALK_IN, Delegate.sought, Booking.id)
    )
    return list(db.scalars(query))
