"""A course with two dates, and people of two agencies who want them."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select

from tests.conftest import BY, STARTS, a_course, a_delegate, an_agency, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.places import Places, places_of
from trainingdesk.storage.models import Booking, Event, StatusChange

LATER = STARTS + timedelta(days=28)
ADA, GRACE, ALAN, MARY, JOAN = range(5)


@dataclass(frozen=True)
class Dates:
    """The desk, its two dates, and its people; Mary and Joan are of the police."""

    desk: Desk
    first: int
    second: int
    other_course: int
    people: tuple[int, ...]
    library: int
    police: int

    def book(self, *people: int, on: int = 0, reason: str = "", by: Stamp = BY) -> list[int]:
        """Book people in turn, and return their bookings."""
        with self.desk.changing("Book") as db:
            event_id = on or self.first
            return [
                book(
                    db, event_id=event_id, delegate_id=self.people[each], by=by, reason=reason
                ).booking_id
                for each in people
            ]

    def places(self, event_id: int) -> Places:
        """How full an event is."""
        with self.desk.reading() as db:
            return places_of(db, event_id)

    def standing(self, event_id: int) -> dict[int, list[BookingStatus]]:
        """Every booking on an event, by person, in the order they were made."""
        with self.desk.reading() as db:
            query = select(Booking).where(Booking.event_id == event_id).order_by(Booking.id)
            found: dict[int, list[BookingStatus]] = {}
            for booking in db.scalars(query):
                found.setdefault(self.people.index(booking.delegate_id), []).append(booking.status)
            return found

    def told(self, booking_id: int) -> list[tuple[BookingStatus, str, str]]:
        """Every status of a booking, with why and by whom."""
        with self.desk.reading() as db:
            query = select(StatusChange).where(StatusChange.booking_id == booking_id)
            rows = db.scalars(query.order_by(StatusChange.id))
            return [(row.status, row.reason, row.who) for row in rows]

    def give_places(self, number: int, event_id: int = 0) -> None:
        """Give an event so many places."""
        with self.desk.changing("Places") as db:
            db.get_one(Event, event_id or self.first).places = number


def on(day: date, by: Stamp = BY) -> Stamp:
    """The same stamp on another day."""
    return replace(by, today=day)


@set_up_once
def two_dates(desk: Desk) -> Dates:
    """Set the desk up: two places on the first date, one on the second."""
    with desk.changing("Set up") as db:
        library, police = an_agency(db, "Library"), an_agency(db, "Tern Police", "Police")
        people = [
            a_delegate(db, agency, first, last).id
            for agency, first, last in (
                (library, "Ada", "King"),
                (library, "Grace", "Hopper"),
                (library, "Alan", "Turing"),
                (police, "Mary", "Seacole"),
                (police, "Joan", "Clarke"),
            )
        ]
        risk, first_aid = a_course(db, "Risk", "RISK"), a_course(db, "First Aid", "FA")
        first = an_event(db, risk, STARTS, places=2)
        second = an_event(db, risk, LATER, places=1)
        other = an_event(db, first_aid, LATER, places=9)
        numbers = first.id, second.id, other.id
        return Dates(desk, *numbers, tuple(people), library.id, police.id)
