"""One event as the head of its page shows it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import ON_THE_REGISTER
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.words import clock, listed, long_day, short_day
from trainingdesk.services.event_more import NOTHING_MORE, EventMore, more_of
from trainingdesk.services.event_rows import EventRow, columns_of, row_of
from trainingdesk.services.event_rows import listed as listed_events
from trainingdesk.services.places import Places, places_of
from trainingdesk.services.statuses import CLOSED_TO_BOOKING
from trainingdesk.storage.models import (
    Board,
    Booking,
    Certificate,
    Event,
    EventSession,
    Mark,
)

FEW_DAYS = 2


@dataclass(frozen=True, slots=True)
class EventHead:
    """What is said of an event above its tabs."""

    row: EventRow
    places: Places
    status: EventStatus
    reason: str
    series: str
    when: str
    expected: int  # on the register
    marked: int  # of these, with a mark for every session
    issued: int
    register_closed_on: date | None
    headcount: int | None
    agreement_wanted: bool = False
    more: EventMore = NOTHING_MORE

    @property
    def asks_for_agreement(self) -> bool:
        """Whether somebody may ask for a place here, or did."""
        return self.agreement_wanted or bool(self.places.requested)

    @property
    def takes_bookings(self) -> bool:
        """Whether somebody can still be booked: it is on, by name, and its register is open."""
        by_name = self.register_closed_on is None and not self.row.headcount_only
        return by_name and self.status not in CLOSED_TO_BOOKING


def head_of(db: Session, event_id: int, *, today: date) -> EventHead | None:
    """The head of an event's page; None when the event is no longer there."""
    rows = listed_events(today, Event.id == event_id)
    found = db.execute(select(*columns_of(rows))).first()
    if found is None:
        return None
    event = db.get_one(Event, event_id)
    expected, marked = _marked(db, event)
    return EventHead(
        row=row_of(found),
        places=places_of(db, event_id),
        status=event.status,
        reason=event.reason,
        series=event.series.name if event.series else "",
        when=when_of(event.sessions),
        expected=expected,
        marked=marked,
        issued=_issued(db, event_id),
        register_closed_on=event.register_closed_on,
        headcount=event.headcount,
        agreement_wanted=bool(db.get_one(Board, 1).agreement_steps),
        more=more_of(db, [event_id])[event_id],
    )


def when_of(sessions: list[EventSession]) -> str:
    """The days of an event and its hours: Tue 13 June 2026, 09:30 to 16:30."""
    if not sessions:
        return "no day yet"
    days = _days([session.day for session in sessions])
    first = sessions[0]
    hours = {(session.starts, session.ends) for session in sessions}
    if first.starts and len(hours) == 1:
        until = f" to {clock(first.ends)}" if first.ends else ""
        return f"{days}, {clock(first.starts)}{until}"
    return days


def _days(days: list[date]) -> str:
    if len(days) == 1:
        return long_day(days[0])
    if len(days) > FEW_DAYS:
        return f"{len(days)} days from {long_day(days[0])} to {long_day(days[-1])}"
    same = days[0].year == days[-1].year
    first = f"{days[0]:%a} {short_day(days[0])}" if same else long_day(days[0])
    return listed([first, long_day(days[-1])])


def _marked(db: Session, event: Event) -> tuple[int, int]:
    given = select(func.count(Mark.id)).where(Mark.booking_id == Booking.id).scalar_subquery()
    theirs = Booking.event_id == event.id, Booking.status.in_(ON_THE_REGISTER)
    count = select(func.count(Booking.id)).where(*theirs)
    expected = db.scalars(count).one()
    sessions = len(event.sessions)
    marked = db.scalars(count.where(given >= sessions)).one() if sessions else 0
    return expected, marked


def _issued(db: Session, event_id: int) -> int:
    query = (
        select(func.count(Certificate.id))
        .join(Certificate.booking)
        .where(Booking.event_id == event_id, Certificate.withdrawn_on.is_(None))
    )
    return db.scalars(query).one()
