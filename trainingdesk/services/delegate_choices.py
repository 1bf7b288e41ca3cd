"""Delegates to choose from, by a few letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.services.search import found_delegates
from trainingdesk.storage.models import Delegate


@dataclass(frozen=True, slots=True)
class DelegateChoice:
    """A delegate who may be meant."""

    id: int
    reference: str
    name: str
    listed: str
    agency: str


def delegates_offered(db: Session, typed: str, *, limit: int = 8) -> list[DelegateChoice]:
    """The delegates who hold every typed word, the likeliest first."""
    found = found_delegates(db, typed, limit=limit)
    return delegates_chosen(db, [each.id for each in found])


def delegates_chosen(db: Session, delegate_ids: Sequence[int]) -> list[DelegateChoice]:
    """These delegates, in the order they were named."""
    query = select(Delegate).where(Delegate.id.in_(delegate_ids))
    found = {
        each.id: DelegateChoice(each.id, each.reference, each.name, each.listed, each.agency.name)
        for each in db.scalars(query.options(joinedload(Delegate.agency)))
    }
    return [found[number] for number in delegate_ids if number in found]


def delegates_referenced(db: Session, references: Sequence[str]) -> list[int]:
    """The numbers of the delegates with these references, in the order they were named."""
    query = select(Delegate.reference, Delegate.id).where(Delegate.reference.in_(references))
    found = {reference: number for reference, number in db.execute(query)}  # noqa: C416 - typed
    return [found[name] for name in references if name in found]
