"""What venues, trainers and other records share that are known by their names."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Protocol, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from trainingdesk.domain.clash import NEVER_CLASHES
from trainingdesk.domain.delegate import folded, searched
from trainingdesk.services.sought import words_of
from trainingdesk.storage.models import (
    Event,
    EventSession,
    PartnerBoard,
    Series,
    Trainer,
    Venue,
)

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


def next_days(
    db: Session, column: InstrumentedAttribute[int | None], today: date
) -> dict[int, date]:
    """The next day of an event from today on, by what its days name in a column."""
    query = (
        select(column, func.min(EventSession.day))
        .join(Event, Event.id == EventSession.event_id)
        .where(Event.status.not_in(NEVER_CLASHES), EventSession.day >= today)
        .group_by(column)
    )
    return {number or 0: day for number, day in db.execute(query)}


def found_in_order(
    rows: Iterable[R], words: str, said: Callable[[R], str], *, sort: str, falling: bool
) -> list[R]:
    """Rows that say every word, by one of their columns and then by name; blanks come last."""
    sought = words_of(words)
    left = [row for row in rows if all(word in searched(said(row)) for word in sought)]
    by_name = sorted(left, key=lambda row: folded(row.name))
    known = [row for row in by_name if _known(getattr(row, sort))]
    blank = [row for row in by_name if not _known(getattr(row, sort))]
    return [*sorted(known, key=lambda row: _key(getattr(row, sort)), reverse=falling), *blank]


def _known(value: Any) -> bool:
    return value not in {None, ""}


def _key(value: Any) -> Any:
    return folded(value) if isinstance(value, str) else value
