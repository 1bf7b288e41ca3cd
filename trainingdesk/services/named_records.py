"""What venues, trainers and other records share that are known by their names."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.storage.models import Agency, PartnerBoard, Series, Trainer, Venue

Kind = type[Venue] | type[Trainer] | type[Series] | type[PartnerBoard]


class NamedRow(Protocol):
    """A row of a list that has a name."""

    @property
    def name(self) -> str:
        """What it is called."""


R = TypeVar("R", bound=NamedRow)


def named_alike(db: Session, kind: Kind, name: str, *, besides: int) -> str:
    """The name of another record that reads the same but for capitals, accents and spaces."""
    wanted = folded(name)
    for number, other in db.execute(select(kind.id, kind.name)):
        if number != besides and folded(other) == wanted:
            return other
    return ""


def agency_there(db: Session, agency_id: int | None) -> bool:
    """Whether an agency that is chosen is still there; none chosen is well too."""
    return agency_id is None or db.get(Agency, agency_id) is not None


def filled_up(kept: object, other: object, names: Iterable[str]) -> None:
    """Give a record what it lacks from another that goes into it."""
    for name in names:
        if getattr(kept, name) in {None, ""}:
            setattr(kept, name, getattr(other, name))


def in_order(rows: Sequence[R], sort: str, *, falling: bool) -> list[R]:
    """Rows by one of their columns, those without a value last; then by name."""
    by_name = sorted(rows, key=lambda row: folded(row.name))
    known = [row for row in by_name if _known(getattr(row, sort))]
    blank = [row for row in by_name if not _known(getattr(row, sort))]
    return [*sorted(known, key=lambda row: _key(getattr(row, sort)), reverse=falling), *blank]


def _known(value: Any) -> bool:
    return value not in {None, ""}


def _key(value: Any) -> Any:
    return folded(value) if isinstance(value, str) else value
