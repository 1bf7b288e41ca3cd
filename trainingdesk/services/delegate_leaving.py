"""Delegates who no longer work with children here, and those who are back."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import plain_day
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Delegate


def mark_left(db: Session, delegate_ids: Sequence[int], *, on: date | None) -> None:
    """Say since which day people no longer work here; raises Invalid and Unknown."""
    if on is None:
        raise Invalid({"on": "Enter the day they left, such as 3 September."})
    for number in delegate_ids:
        person = record_of(db, Delegate, number, lock=True)
        if person.joined_on and on < person.joined_on:
            came = plain_day(person.joined_on)
            raise Invalid({"on": f"{person.name} came to {person.agency.name} on {came}, later."})
        person.left_on = on


def mark_back(db: Session, delegate_ids: Sequence[int]) -> None:
    """Say that people work here after all; raises Unknown."""
    for number in delegate_ids:
        record_of(db, Delegate, number, lock=True).left_on = None


def left_by(db: Session, delegate_ids: Sequence[int], day: date) -> int:
    """How many of some people have left by a day."""
    of_them = Delegate.id.in_(delegate_ids)
    query = select(func.count(Delegate.id)).where(of_them, Delegate.left_on <= day)
    return db.scalars(query).one()
