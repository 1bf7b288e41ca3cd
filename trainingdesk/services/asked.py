"""Whose agreement is asked for, since when, and how long it may still take."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.agreement import last_day, left_said, step_said
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.delegate import searched
from trainingdesk.domain.figures import counted
from trainingdesk.services.work import Task
from trainingdesk.storage.models import Agreement, Board, Booking, Delegate, Event

SOON = 2
"""With so many days left, or fewer, an agreement is chased before all else."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that waits for an agreement."""

    id: int  # of the booking
    delegate_id: int
    delegate: str
    agency: str
    event_id: int
    reference: str
    title: str
    starts: date
    step: int
    step_said: str
    asked_on: date | None
    last: date | None
    left: str
    whom: str
    email: str
    urgent: bool

    @property
    def sought(self) -> str:
        """The words by which it is found in the list."""
        return searched(f"{self.delegate} {self.agency} {self.reference} {self.title} {self.whom}")


def asked_on_event(db: Session, event_id: int, *, today: date) -> list[Asked]:
    """The open requests of one event, the one that runs out first before the others."""
    return _asked(db, Booking.event_id == event_id, today=today)


def agreements_to_chase(db: Session, *, today: date, words: str = "") -> list[Asked]:
    """The open requests of every event to come, the one that runs out first before the others."""
    to_come = and_(Event.starts >= today, Event.register_closed_on.is_(None))
    wanted = searched(words).split()
    return [
        each
        for each in _asked(db, to_come, today=today)
        if all(word in each.sought for word in wanted)
    ]


def agreements_due(db: Session, today: date) -> Iterator[Task]:
    """What Today says of agreements: an event each, with how many it waits for."""
    by_event: dict[int, list[Asked]] = {}
    for each in agreements_to_chase(db, today=today):
        by_event.setdefault(each.event_id, []).append(each)
    for rows in by_event.values():
        first = rows[0]
        # A request from a workbook has no time set, so nothing is said of any.
        several = "the first " if len(rows) > 1 else ""
        left = f", {several}{first.left}" if first.left else ""
        yield Task(
            first.title,
            f"{counted(len(rows), 'agreement')}{left}",
            len(rows),
            urgent=first.urgent,
            event_id=first.event_id,
            on=first.starts,
            record_id=first.id,
        )


def _asked(db: Session, *which: ColumnElement[bool], today: date) -> list[Asked]:
    board = db.get_one(Board, 1)
    query = (
        select(Booking, Agreement)
        .join(Booking.event)
        .join(Booking.delegate)
        .outerjoin(
            Agreement,
            and_(Agreement.booking_id == Booking.id, Agreement.decided_on.is_(None)),
        )
        .where(Booking.status == BookingStatus.REQUESTED, *which)
        .options(
            joinedload(Booking.delegate),
            joinedload(Booking.agency),
            joinedload(Booking.event).joinedload(Event.course),
        )
        .order_by(Delegate.sought, Booking.id)
    )
    rows = [_row(booking, asked, board, today) for booking, asked in db.execute(query)]
    return sorted(rows, key=lambda row: (row.last or row.starts, row.starts))


def _row(booking: Booking, asked: Agreement | None, board: Board, today: date) -> Asked:
    event, person = booking.event, booking.delegate
    step = asked.step if asked else 1
    last = (
        last_day(asked.asked_on, days=board.agreement_days, starts=event.starts) if asked else None
    )
    whom, email = person.manager, person.manager_email
    if step > 1:  # the second agreement is the agency's
        whom, email = booking.agency.contact or whom, booking.agency.email or email
    return Asked(
        id=booking.id,
        delegate_id=person.id,
        delegate=person.listed,
        agency=booking.agency.name,
        event_id=event.id,
        reference=event.reference,
        title=event.course.title,
        starts=event.starts,
        step=step,
        step_said=step_said(step, board.agreement_steps),
        asked_on=asked.asked_on if asked else booking.booked_on,
        last=last,
        left=left_said(last, today),
        whom=whom,
        email=email,
        urgent=last is not None and (last - today).days <= SOON,
    )
