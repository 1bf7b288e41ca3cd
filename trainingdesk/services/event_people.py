"""Everybody who has or had a booking on an event, as a sheet may name them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.booking import ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.delegate import folded
from trainingdesk.services.marking import marks_of
from trainingdesk.services.register_lines import register_of
from trainingdesk.storage.models import Booking


@dataclass(frozen=True, slots=True)
class Booked:
    """Somebody with a booking on the event, and the row they have on its register, if any."""

    booking_id: int
    delegate_id: int
    first_name: str
    last_name: str
    listed: str
    name: str
    email: str
    agency: str
    status: BookingStatus
    changed_on: date | None
    row: int | None
    before: Mapping[int, Marked] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventPeople:
    """Who is on the register, and who had a booking and is not."""

    expected: Sequence[Booked]
    others: Sequence[Booked]

    @property
    def everybody(self) -> list[Booked]:
        """All of them, those on the register first."""
        return [*self.expected, *self.others]

    def of_booking(self, booking_id: int | None) -> Booked | None:
        """Whose booking it is."""
        return next((each for each in self.everybody if each.booking_id == booking_id), None)

    def in_row(self, row: int | None) -> Booked | None:
        """Who stands in a row of the register."""
        return next((each for each in self.expected if each.row == row), None) if row else None


def people_of_event(db: Session, event_id: int, *, today: date) -> EventPeople:
    """Everybody with a booking on an event; of those who gave up several, the last of theirs."""
    lines = register_of(db, event_id, today=today).lines
    rows = {line.id: line.number for line in lines}
    marks = marks_of(db, [event_id])
    query = (
        select(Booking)
        .where(Booking.event_id == event_id)
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
        .order_by(Booking.id)
    )
    found = [_booked(each, rows.get(each.id), marks[each.id]) for each in db.scalars(query)]
    expected = [each for each in found if each.status in ON_THE_REGISTER]
    here = {each.delegate_id for each in expected}
    gone = {each.delegate_id: each for each in found if each.delegate_id not in here}
    return EventPeople(sorted(expected, key=lambda each: each.row or 0), list(gone.values()))


def _booked(booking: Booking, row: int | None, marks: Mapping[int, Marked]) -> Booked:
    person = booking.delegate
    return Booked(
        booking.id,
        person.id,
        person.first_name,
        person.last_name,
        person.listed,
        person.name,
        folded(person.email),
        booking.agency.name,
        booking.status,
        booking.changed_on,
        row,
        marks,
    )
