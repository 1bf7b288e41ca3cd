"""People of three agencies, and what they attended."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from tests.conftest import a_course, a_delegate, an_agency, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Delegate, Event, Mark

BOOKED, CANCELLED, WALK_IN = BookingStatus.BOOKED, BookingStatus.CANCELLED, BookingStatus.WALK_IN


@dataclass(frozen=True)
class People:
    """Two events of 2026-27 and one of the year before, and who was on them."""

    library: int
    carking: int
    nobody: int
    ada: int
    grace: int
    lukasz: int
    risk: int
    neglect: int
    old_risk: int


def on(
    db: Session,
    event: Event,
    delegate: Delegate,
    status: BookingStatus = BOOKED,
    attendance: Attendance | None = None,
) -> Booking:
    """Book somebody, and mark them at every session."""
    booking = Booking(event=event, delegate=delegate, agency_id=delegate.agency_id, status=status)
    db.add(booking)
    db.flush()
    if attendance:
        for session in event.sessions:
            db.add(Mark(booking_id=booking.id, session_id=session.id, attendance=attendance))
    db.flush()
    return booking


@set_up_once
def settle(desk: Desk) -> People:
    """Set the people up on a desk whose today is 1 May 2026."""
    with desk.changing("Set up") as db:
        library, carking = an_agency(db, "Library", "Culture"), an_agency(db, "Carking Trust")
        nobody = an_agency(db, "Empty House", "Voluntary")
        ada = a_delegate(db, library, "Ada", "King", "ada@example.org")
        grace = a_delegate(db, library, "Grace", "Hopper")
        lukasz = a_delegate(db, carking, "Łukasz", "Żak", "l.zak@example.org")
        lukasz.job_title, ada.job_title = "Nurse", "Analyst"
        risk = a_course(db, "Identifying Risk", "RISK", refresh_months=24)
        neglect = a_course(db, "Neglect", "NEG")
        delivered = EventStatus.DELIVERED
        old = an_event(db, risk, date(2025, 6, 1), places=9, status=delivered)
        new = an_event(db, risk, date(2026, 4, 10), places=9, status=delivered)
        third = an_event(db, neglect, date(2026, 4, 20), places=9, status=delivered)
        on(db, old, ada, attendance=Attendance.ATTENDED)
        on(db, new, ada, attendance=Attendance.LATE)
        on(db, new, grace, attendance=Attendance.ABSENT)
        on(db, third, lukasz, WALK_IN, Attendance.ATTENDED)
        on(db, third, ada, CANCELLED)
        return People(
            library.id,
            carking.id,
            nobody.id,
            ada.id,
            grace.id,
            lukasz.id,
            new.id,
            third.id,
            old.id,
        )
