"""The records of a desk that make the fullest pictures."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.duplicates import duplicates_found
from trainingdesk.services.today import Work, cards
from trainingdesk.storage.models import (
    Agreement,
    Booking,
    Certificate,
    CourseRecommendation,
    Event,
    Mark,
    PlaceShare,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The records of the desk that make the fullest pages."""

    mixed: int = 0
    """The event to come that has a cap and an aim."""
    requested: int = 0
    """The event to come for which most agreements are awaited."""
    waited_for: int = 0
    """The event to come that most people wait for."""
    offered: int = 0
    """The event to come of which most places are offered."""
    under_way: int = 0
    """The event that is being marked."""
    certified: int = 0
    """The event with most certificates."""
    certified_year: str = ""
    """Its training year, which is over."""
    course: int = 0
    """The course that most events were held of."""
    delegate: int = 0
    agency: int = 0
    at_risk: int = 0
    """An event to come with fewer than it needs."""
    answered: int = 0
    """The recommendation that has most courses."""
    pair: tuple[int, int] = (0, 0)
    """Two who may be one."""


def chosen(desk: Desk) -> Chosen:
    """Look for the records worth a picture; on an empty desk there are none."""
    today = desk.today()
    waiting = Booking.status == BookingStatus.WAITING
    awaited = Booking.id.in_(select(Agreement.booking_id).where(Agreement.decided_on.is_(None)))
    to_come = Event.starts > today, Event.status != EventStatus.CANCELLED
    aimed = PlaceShare.kind == ShareKind.AIM
    unfinished = Event.starts <= today, Event.register_closed_on.is_(None)
    with desk.reading() as db:
        certified = db.get(Event, _most_certified(db))
        return Chosen(
            mixed=db.scalar(select(PlaceShare.event_id).where(aimed)) or 0,
            requested=_most(db, Booking.event_id, awaited, *to_come),
            waited_for=_most(db, Booking.event_id, waiting, *to_come),
            offered=_most(db, Booking.event_id, Booking.status == BookingStatus.OFFERED, *to_come),
            under_way=_newest_marked(db, *unfinished),
            at_risk=_at_risk(db, today),
            certified=certified.id if certified else 0,
            certified_year=TrainingYear.of(certified.starts).name if certified else "",
            course=_most(db, Event.course_id, Event.starts <= today),
            delegate=_most(db, Booking.delegate_id, Event.starts <= today),
            agency=_most(db, Booking.agency_id, Event.starts <= today),
            answered=_most_answered(db),
            pair=next(((row.one.id, row.other.id) for row in duplicates_found(db)), (0, 0)),
        )


def _at_risk(db: Session, today: date) -> int:
    """The first event that is at risk, on the list that Today shows."""
    found = (task for card in cards(db, today) if card.work is Work.AT_RISK for task in card.tasks)
    return next((task.event_id for task in found), 0)


def _most(db: Session, column: object, *wanted: object) -> int:
    """What most bookings are of, among those of some events."""
    query = (
        select(column)  # type: ignore[call-overload]
        .join_from(Booking, Event, Booking.event_id == Event.id)
        .where(*wanted)
        .group_by(column)
        .order_by(func.count().desc(), column)
    )
    return db.scalar(query.limit(1)) or 0


def _newest_marked(db: Session, *unfinished: object) -> int:
    """The newest event whose register is open, one with marks first."""
    marks = func.count(Mark.id)
    query = (
        select(Event.id)
        .join(Booking, Booking.event_id == Event.id)
        .outerjoin(Mark, Mark.booking_id == Booking.id)
        .where(*unfinished)  # type: ignore[arg-type]
        .group_by(Event.id)
        .order_by((marks > 0).desc(), Event.starts.desc())
    )
    return db.scalar(query.limit(1)) or 0


def _most_certified(db: Session) -> int:
    query = (
        select(Booking.event_id)
        .join(Certificate, Certificate.booking_id == Booking.id)
        .group_by(Booking.event_id)
        .order_by(func.count().desc(), Booking.event_id.desc())
    )
    delivered = (
        select(Event.id)
        .join(Booking, Booking.event_id == Event.id)
        .where(Event.register_closed_on.is_not(None))
        .order_by(Event.starts.desc())
    )
    return db.scalar(query.limit(1)) or db.scalar(delivered.limit(1)) or 0


def _most_answered(db: Session) -> int:
    number = CourseRecommendation.recommendation_id
    query = select(number).group_by(number).order_by(func.count().desc(), number)
    return db.scalar(query.limit(1)) or 0
