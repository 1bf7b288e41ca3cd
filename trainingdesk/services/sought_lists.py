"""Finding what stands on lists: actions, licences, undated events, certificates and boards."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.delegate import listed_name
from trainingdesk.domain.words import plain_day
from trainingdesk.services.sought import begins
from trainingdesk.services.sought_events import course_holds
from trainingdesk.services.sought_names import likeliest
from trainingdesk.storage.models import (
    Action,
    Booking,
    Certificate,
    Course,
    Delegate,
    Licence,
    LicenceGroup,
    PartnerBoard,
    UndatedEvent,
)

PERSON = Delegate.first_name, Delegate.last_name
LEAST_OF_A_NUMBER = len("201718")
"""So much of a certificate's number is a training year; a single one may be of an event."""

FoundRow: TypeAlias = tuple[int, str, str]
"""The number of what is shown, its name, and what tells it apart."""


def _actions(db: Session, sought: Sequence[str], limit: int) -> list[FoundRow]:
    rows = db.execute(select(Action.id, Action.words, Action.owner, Action.done_on))
    lines = [
        ((row.id, row.words, "done" if row.done_on else row.owner), f"{row.words} {row.owner}")
        for row in rows
    ]
    return likeliest(lines, sought, limit)


def _licences(db: Session, sought: Sequence[str], limit: int) -> list[FoundRow]:
    rows = db.execute(
        select(Licence.id, Licence.number, LicenceGroup.name, *PERSON)
        .join(Licence.group)
        .join(Licence.delegate)
    )
    lines = [
        (
            (number, f"{listed_name(first_name=first, last_name=last)}: {group}", licence),
            f"{licence} {group} {last} {first}",
        )
        for number, licence, group, first, last in rows
    ]
    return likeliest(lines, sought, limit)


def _undated(db: Session, sought: Sequence[str], limit: int) -> list[FoundRow]:
    query = (
        select(UndatedEvent.id, UndatedEvent.opened_on, Course.title)
        .join(UndatedEvent.course)
        .where(UndatedEvent.closed_on.is_(None), *(course_holds(word) for word in sought))
        .order_by(UndatedEvent.opened_on, UndatedEvent.id)
        .limit(limit)
    )
    return [
        (row.id, row.title, f"without a date since {plain_day(row.opened_on)}")
        for row in db.execute(query)
    ]


def _certificates(db: Session, sought: Sequence[str], limit: int) -> list[FoundRow]:
    """By the beginning of a number, which the index answers; shown with the event."""
    number = sought[0].upper()
    if len(sought) > 1 or len(number) < LEAST_OF_A_NUMBER or not number[0].isdigit():
        return []
    query = (
        select(Certificate)
        .where(begins(Certificate.number, number))
        .options(joinedload(Certificate.booking).joinedload(Booking.delegate))
        .order_by(Certificate.number)
        .limit(limit)
    )
    return [
        (row.booking.event_id, row.number, row.booking.delegate.listed) for row in db.scalars(query)
    ]


def _boards(db: Session, sought: Sequence[str], limit: int) -> list[FoundRow]:
    rows = db.execute(select(PartnerBoard.id, PartnerBoard.name))
    return likeliest([((row.id, row.name, ""), row.name) for row in rows], sought, limit)


FINDING: Mapping[str, Callable[[Session, Sequence[str], int], list[FoundRow]]] = {
    "action": _actions,
    "licence": _licences,
    "undated": _undated,
    "certificate": _certificates,
    "board": _boards,
}
"""By kind, how its rows are found."""
