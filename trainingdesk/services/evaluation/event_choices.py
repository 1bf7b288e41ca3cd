"""The events that something may be about, to choose from."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.words import plain_day
from trainingdesk.storage.models import Course, Event

PAST, AHEAD = timedelta(days=800), timedelta(days=400)


@dataclass(frozen=True, slots=True)
class EventChoiceRow:
    """An event to choose."""

    id: int
    title: str
    reference: str
    starts: date

    @property
    def name(self) -> str:
        """The event as lists to choose from show it."""
        return f"{self.title}, {plain_day(self.starts)} ({self.reference})"


def events_to_choose(db: Session, *, today: date, held: int | None = None) -> list[EventChoiceRow]:
    """The events of two years and of the next, and the one that is chosen; the nearest first."""
    in_time = Event.starts.between(today - PAST, today + AHEAD)
    query = (
        select(Event.id, Course.title, Event.reference, Event.starts)
        .join(Course, Course.id == Event.course_id)
        .where((in_time & (Event.status != EventStatus.CANCELLED)) | (Event.id == held))
    )
    rows = [EventChoiceRow(*row) for row in db.execute(query)]
    return sorted(rows, key=lambda row: (abs((today - row.starts).days), row.reference))
