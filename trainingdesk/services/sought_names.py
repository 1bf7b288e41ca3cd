"""Finding venues, trainers, series and what courses answer: few enough to be read each time."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from trainingdesk.domain.delegate import searched
from trainingdesk.storage.models import Base, Recommendation, Series, Trainer, Venue

ENOUGH = 20_000
"""So many names are kept folded, so that each key folds only those that are new."""

NAMED: dict[str, tuple[type[Base], InstrumentedAttribute[str], InstrumentedAttribute[str]]] = {
    "venue": (Venue, Venue.name, Venue.address),
    "trainer": (Trainer, Trainer.name, Trainer.email),
    "series": (Series, Series.name, Series.about),
}
"""By kind: the table, the name, and what else tells one from another."""


def names_found(
    db: Session, kind: str, sought: Sequence[str], *, limit: int
) -> list[tuple[int, str, str]]:
    """The records of a kind that hold every word: number, name, and what tells it apart."""
    if kind == "recommendation":
        return _recommendations(db, sought, limit)
    model, name, about = NAMED[kind]
    key: Any = model.__table__.c.id
    rows = [tuple(row) for row in db.execute(select(key, name, about))]
    return likeliest([(row, row[1]) for row in rows], sought, limit)


def _recommendations(db: Session, sought: Sequence[str], limit: int) -> list[tuple[int, str, str]]:
    rows = [(row.id, row.name, row.words) for row in db.scalars(select(Recommendation))]
    said = [(row, f"{row[1]} {row[2]} recommendation") for row in rows]  # as it is spoken of
    return likeliest(said, sought, limit)


def likeliest(
    rows: Sequence[tuple[Any, str]], sought: Sequence[str], limit: int
) -> list[tuple[int, str, str]]:
    """Those that hold every word; before others those that begin with the words in a row.

    Then come those of which each word begins one.
    """
    held = [(_plain(words), row) for row, words in rows]
    found = [(words, row) for words, row in held if all(word in words for word in sought)]
    in_a_row = " ".join(sought)
    found.sort(
        key=lambda each: (
            not each[0].startswith(in_a_row),
            not _begins_each(each[0], sought),
            each[0],
            each[1][0],
        )
    )
    return [row for _, row in found[:limit]]


def _begins_each(words: str, sought: Sequence[str]) -> bool:
    return all(f" {word}" in f" {words}" for word in sought)


@lru_cache(maxsize=ENOUGH)
def _plain(words: str) -> str:
    return searched(words)
