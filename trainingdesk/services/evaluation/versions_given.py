"""Which versions of what is asked somebody at an event may have been given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.words import brief_day
from trainingdesk.storage.models import Booking, Event, Questionnaire


@dataclass(frozen=True, slots=True)
class VersionGiven:
    """One version: the one that stands, or one that stood until some day."""

    id: int
    version: int
    until: date | None
    for_all: bool  # where the course has a form of its own, one of all courses says so

    @property
    def said(self) -> str:
        """It in few words: Version 1, until 12 Jun 2026."""
        whose = ", for all courses" if self.for_all else ""
        until = f", until {brief_day(self.until)}" if self.until else ""
        return f"Version {self.version}{whose}{until}"


def versions_given(db: Session, event: Event, stage: Stage) -> tuple[VersionGiven, ...]:
    """The version that stands, and those that may be in people's hands, the latest first.

    Those are what stood once the event had begun, and what went out on paper or as files while
    people were booked; the form before an event is in their hands from the first booking on.
    """
    booked = _first_booked(db, event)
    since = booked if stage is Stage.BEFORE else event.starts
    mine = Questionnaire.course_id == event.course_id
    went_out = Questionnaire.given_out_on.is_not(None) & (Questionnaire.ended_on >= booked)
    query = (
        select(Questionnaire)
        .where(Questionnaire.stage == stage, mine | Questionnaire.course_id.is_(None))
        .where(
            Questionnaire.ended_on.is_(None) | (Questionnaire.ended_on >= since) | went_out,
        )
        .order_by(Questionnaire.id.desc())
    )
    found = db.scalars(query).all()
    own = [row for row in found if row.course_id is not None]
    general = [row for row in found if row.course_id is None]
    own_since = _own_since(own)
    if own_since is not None and own_since <= since:
        general = [row for row in general if booked < own_since and _out_by(row, own_since)]
    rows = sorted([*own, *general], key=lambda row: row.ended_on is not None)
    return tuple(
        VersionGiven(row.id, row.version, row.ended_on, bool(own) and row.course_id is None)
        for row in rows
    )


def _first_booked(db: Session, event: Event) -> date:
    booked = select(func.min(Booking.booked_on)).where(Booking.event_id == event.id)
    return db.scalar(booked) or event.starts


def _own_since(own: Sequence[Questionnaire]) -> date | None:
    """Since when the course has asked its own form, so that nobody was given another."""
    stands = any(row.ended_on is None for row in own)
    return min(row.made_on for row in own) if stands else None


def _out_by(row: Questionnaire, day: date) -> bool:
    """Whether a version had gone out by a day."""
    return row.given_out_on is not None and row.given_out_on <= day
