"""Adding, changing, merging and removing records that are known by their names."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sqlalchemy.orm import Session

from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.former_names import forget_names, keep_merged, keep_renamed
from trainingdesk.services.named_records import named_alike
from trainingdesk.services.records import CALLED, record_of
from trainingdesk.storage.models import Agency, Board, Series, Trainer, Venue


class NamedDetails(Protocol):
    """What a user fills in for a record that has a name."""

    @property
    def name(self) -> str:
        """What it is called."""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field."""


M = TypeVar("M", Series, Trainer, Venue)
D = TypeVar("D", bound=NamedDetails)


@dataclass(frozen=True, slots=True)
class Named(Generic[M]):
    """A kind of record that has a name, and what else is kept of each as it was filled in."""

    kind: type[M]
    former: NamedKind
    texts: tuple[str, ...]
    numbers: tuple[str, ...] = ()


def add_named(
    db: Session, named: Named[M], details: NamedDetails, *, agency_id: int | None = None
) -> M:
    """Add a record and return it; raises Invalid."""
    db.get_one(Board, 1, with_for_update=True)  # one at a time gives out names
    _refuse_unfit(db, named, details, besides=0, agency_id=agency_id)
    record = named.kind()
    _fill(record, named, details)
    db.add(record)
    db.flush()
    return record


def change_named(  # noqa: PLR0913 - what is stored is told from what the form began with
    db: Session,
    named: Named[M],
    number: int,
    details: D,
    *,
    opened: D | None,
    stored: Callable[[Session, int], D],
    agency_id: int | None = None,
) -> None:
    """Change a record, whose former name still leads to it.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    db.get_one(Board, 1, with_for_update=True)
    record = record_of(db, named.kind, number, lock=True)
    refuse_if_changed(opened, stored(db, number))
    _refuse_unfit(db, named, details, besides=number, agency_id=agency_id)
    was = record.name
    _fill(record, named, details)
    keep_renamed(db, named.former, number, old=was, new=record.name)


def merge_named(
    db: Session, named: Named[M], keep_id: int, others: Sequence[int], move: Callable[[M, M], None]
) -> None:
    """Make several spellings of one record one; what is lacking comes from the others.

    ``move`` takes what hangs on one of them to the one that stays. Raises Unknown.
    """
    kept = record_of(db, named.kind, keep_id, lock=True)
    for other_id in others:
        if other_id == keep_id:
            continue
        other = record_of(db, named.kind, other_id, lock=True)
        move(other, kept)
        for name in (*named.texts, *named.numbers):
            if getattr(kept, name) in {None, ""}:
                setattr(kept, name, getattr(other, name))
        keep_merged(db, named.former, other_id, keep_id, old=other.name)
        db.flush()
        db.delete(other)
        db.flush()


def remove_named(
    db: Session, named: Named[M], numbers: Iterable[int], let_go: Callable[[M], None]
) -> None:
    """Remove records with their former names; raises Unknown.

    ``let_go`` refuses those that are in use, and removes what hangs on the others.
    """
    for number in numbers:
        record = record_of(db, named.kind, number, lock=True)
        let_go(record)
        forget_names(db, named.former, number)
        db.delete(record)
    db.flush()


def _refuse_unfit(
    db: Session, named: Named[M], details: NamedDetails, *, besides: int, agency_id: int | None
) -> None:
    """Refuse what is wrong in itself, a name that is taken, and an agency that is gone."""
    problems, kind = details.problems(), named.kind
    if "name" not in problems and (same := named_alike(db, kind, details.name, besides=besides)):
        one = CALLED[kind]
        problems["name"] = f"“{same}” is there already. Merge the two if they are one {one}."
    if agency_id is not None and db.get(Agency, agency_id) is None:
        problems["agency_id"] = "This agency is no longer there. Choose another, or none."
    if problems:
        raise Invalid(problems)


def _fill(record: M, named: Named[M], details: NamedDetails) -> None:
    """Keep the details on a record: its name without spare spaces, its texts, its numbers."""
    record.name = " ".join(details.name.split())
    for name in named.texts:
        setattr(record, name, getattr(details, name).strip())
    for name in named.numbers:
        setattr(record, name, getattr(details, name))
