"""The charges of one event, with every booking on it, so that nothing is hidden."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.services.charging.due import About, Due, about_of, due
from trainingdesk.services.charging.raised import Raised, charges_of_event
from trainingdesk.services.charging.undecided import Days
from trainingdesk.storage.models import Booking, Event


class ChargeState(StrEnum):
    """How far a charge is."""

    TO_REVIEW = "To review"
    SUSPENDED = "Suspended"
    NO_PRICE = "No price"
    RAISED = "Raised"
    WAIVED = "Waived"
    INVOICED = "Invoiced"
    TAKEN_BACK = "Taken back"
    CREDITED = "Credited"
    NONE = "No charge"


@dataclass(frozen=True, slots=True)
class EventCharge:
    """A line: a sum that is due, a charge that was decided on, or a booking without either."""

    id: int
    about: About
    state: ChargeState
    happened: str
    due: Due | None = None
    raised: Raised | None = None

    @property
    def pence(self) -> int:
        """The sum, whatever was waived of it."""
        one = self.due or self.raised
        return one.pence if one else 0

    @property
    def asked(self) -> int:
        """So much of it is asked for, or would be."""
        if self.raised is None:
            return self.pence if self.state is ChargeState.TO_REVIEW else 0
        return 0 if self.raised.ended_on else self.raised.left

    @property
    def can_be_taken_back(self) -> bool:
        """Whether it stands and is on no invoice."""
        raised = self.raised
        return raised is not None and raised.ended_on is None and not raised.invoice


def event_charges(db: Session, event_id: int) -> list[EventCharge]:
    """What is due, what was decided on, and last who owes nothing."""
    if db.get(Event, event_id) is None:
        return []
    rows = due(db, Days(date.min, date.max), event_id=event_id)
    found = [
        *(
            EventCharge(_number(row), row.about, _of_due(row), row.occasion, due=row)
            for row in rows
        ),
        *(_raised(row) for row in charges_of_event(db, event_id)),
    ]
    return [*found, *_others(db, event_id, {row.about.booking_id for row in found})]


def _others(db: Session, event_id: int, charged: set[int]) -> Iterator[EventCharge]:
    query = select(Booking.id, Booking.status).where(Booking.event_id == event_id)
    statuses = dict(db.execute(query).all())
    about = about_of(db, statuses.keys() - charged)
    for number, each in sorted(about.items(), key=lambda pair: (pair[1].listed, pair[0])):
        yield EventCharge(number * 3, each, ChargeState.NONE, statuses[number])


def _number(row: Due) -> int:
    return row.about.booking_id * 3 + 1 + row.key.is_fee


def _of_due(row: Due) -> ChargeState:
    if row.problem:
        return ChargeState.NO_PRICE
    return ChargeState.SUSPENDED if row.suspended else ChargeState.TO_REVIEW


def _raised(row: Raised) -> EventCharge:
    return EventCharge(-row.id, row.about, _of_raised(row), row.occasion, raised=row)


def _of_raised(row: Raised) -> ChargeState:
    if row.ended_on is not None:
        return ChargeState.CREDITED if row.invoice else ChargeState.TAKEN_BACK
    if row.invoice:
        return ChargeState.INVOICED
    return ChargeState.RAISED if row.left else ChargeState.WAIVED
