"""Events as other calendars take them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.appointments import Appointment, Certainty
from trainingdesk.services.boards import board_of
from trainingdesk.services.desk import Stamp
from trainingdesk.services.saving import save_document
from trainingdesk.storage.models import Event, EventSession

CERTAINTY = {
    EventStatus.DRAFT: Certainty.TENTATIVE,
    EventStatus.PLANNED: Certainty.TENTATIVE,
    EventStatus.POSTPONED: Certainty.CANCELLED,
    EventStatus.CANCELLED: Certainty.CANCELLED,
}
"""Whether a day stands in a calendar; the days of other events do."""

AT_ONCE = 500


def save_calendar(db: Session, event_ids: Iterable[int], path: Path, *, by: Stamp) -> int:
    """Save events as an .ics file, an appointment a day, and return how many days there are.

    Raises CannotSave, NothingToPrint.
    """
    if path.suffix.lower() != ".ics":
        raise CannotSave(path.name, "events for a calendar are saved as .ics")
    board = board_of(db).name
    days = [
        appointment
        for event in _events(db, list(event_ids))
        for appointment in _appointments(event, board)
    ]
    if not days:
        raise NothingToPrint("There is no event to save.")
    save_document(_calendar(board, days, by), path)
    return len(days)


def calendar_of(db: Session, event_id: int, *, by: Stamp) -> bytes:
    """The days of one event as an .ics file; empty where it has none."""
    board = board_of(db).name
    days = [each for event in _events(db, [event_id]) for each in _appointments(event, board)]
    return _calendar(board, days, by) if days else b""


def events_of_year(db: Session, year: TrainingYear) -> list[int]:
    """The events of a year that are no drafts, the earliest first."""
    query = (
        select(Event.id)
        .where(
            Event.starts.between(year.first_day, year.last_day),
            Event.status != EventStatus.DRAFT,
        )
        .order_by(Event.starts, Event.id)
    )
    return list(db.scalars(query))


def _calendar(board: str, days: list[Appointment], by: Stamp) -> bytes:
    from trainingdesk.exchange.calendars import calendar  # noqa: PLC0415  # slow to load

    return calendar(board or "Training", days, made=by.at)


def _events(db: Session, numbers: Sequence[int]) -> list[Event]:
    found: list[Event] = []
    for start in range(0, len(numbers), AT_ONCE):
        query = (
            select(Event)
            .where(Event.id.in_(numbers[start : start + AT_ONCE]))
            .options(
                joinedload(Event.course),
                selectinload(Event.sessions).joinedload(EventSession.venue),
                selectinload(Event.sessions).joinedload(EventSession.trainer),
            )
            .order_by(Event.starts, Event.id)
        )
        found += db.scalars(query)
    return found


def _appointments(event: Event, board: str) -> list[Appointment]:
    days = event.sessions
    return [_appointment(event, day, n, len(days), board) for n, day in enumerate(days, 1)]


def _appointment(
    event: Event, day: EventSession, number: int, days: int, board: str
) -> Appointment:
    certainty = CERTAINTY.get(event.status, Certainty.CONFIRMED)
    called_off = f"{event.status}: " if certainty is Certainty.CANCELLED else ""
    venue = day.venue
    where = [venue.name, *venue.address.splitlines()] if venue else [day.online]
    about = [
        event.reference + (f", day {number} of {days}" if days > 1 else ""),
        f"Trainer: {day.trainer.name}" if day.trainer else "",
        event.reason if called_off else "",
        day.online,
    ]
    return Appointment(
        uid=_uid(day, board),
        title=f"{called_off}{event.course.title}",
        day=day.day,
        starts=day.starts,
        ends=day.ends,
        where=", ".join(filter(None, where)),
        about="\n".join(filter(None, about)),
        link=day.online,
        certainty=certainty,
    )


def _uid(day: EventSession, board: str) -> str:
    """What a day is known by for good, whatever its date; boards number theirs alike."""
    return f"session-{day.id}@{uuid5(NAMESPACE_URL, board).hex[:12]}.trainingdesk"
