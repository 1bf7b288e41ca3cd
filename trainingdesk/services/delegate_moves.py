"""Delegates who go to another agency on a day; what they were booked on stays as it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.words import plain_day
from trainingdesk.storage.models import Agency, Delegate, DelegateMove

TO_COME = "Enter today or a day before: what is to come is entered once it has come."


@dataclass(frozen=True, slots=True)
class MoveRow:
    """That a delegate went from one agency to another on a day."""

    id: int
    on: date
    from_id: int
    from_agency: str
    into_id: int
    into_agency: str


def moves_of(db: Session, delegate_id: int) -> list[MoveRow]:
    """Where a delegate went, the newest move first."""
    before, after = aliased(Agency), aliased(Agency)
    query = (
        select(DelegateMove.id, DelegateMove.on, before.id, before.name, after.id, after.name)
        .join(before, before.id == DelegateMove.from_id)
        .join(after, after.id == DelegateMove.into_id)
        .where(DelegateMove.delegate_id == delegate_id)
        .order_by(DelegateMove.on.desc(), DelegateMove.id.desc())
    )
    return [MoveRow(*row) for row in db.execute(query)]


def people_at(db: Session, agency_id: int) -> list[tuple[int, str]]:
    """Everybody at an agency by name, with their numbers."""
    query = select(Delegate).where(Delegate.agency_id == agency_id)
    people = db.scalars(query.order_by(Delegate.sought, Delegate.id))
    return [(person.id, person.listed) for person in people]


def move_delegates(
    db: Session, delegate_ids: Sequence[int], *, into_id: int | None, on: date | None, today: date
) -> int:
    """Move people to another agency on a day, and return how many were not there already.

    Bookings keep the agency they were made for. Raises Invalid and Unknown.
    """
    stays = {"read": True}  # it does not end while people go there
    into = db.get(Agency, into_id, with_for_update=stays) if into_id is not None else None
    problems = {}
    if into is None:
        problems["into"] = "Choose the agency they went to."
    elif into.ended_on is not None:
        problems["into"] = f"{into.name} ended on {plain_day(into.ended_on)}. Choose another."
    if on is None:
        problems["on"] = "Enter the first day there, such as 3 September."
    elif on > today:
        problems["on"] = TO_COME
    people = _people(db, delegate_ids)
    moving = [person for person in people if into is not None and person.agency_id != into.id]
    if into is not None and not moving and "into" not in problems:
        problems["into"] = f"{_who(people)} at {into.name} already."
    if problems or into is None or on is None:
        raise Invalid(problems)
    go(db, moving, into, on=on)
    for person in moving:
        person.joined_on, person.left_on = on, None  # they came there: they are new, and here
    return len(moving)


def go(db: Session, people: Sequence[Delegate], into: Agency, *, on: date) -> None:
    """Give people their new agency from a day on; raises Invalid for a day before they came.

    When they joined and left stays as it is: who is merged or split comes to nothing new, and
    nobody who has left comes back by it.
    """
    last = _last_moves(db, people)
    for person in people:
        came = max((day for day in (person.joined_on, last.get(person.id)) if day), default=None)
        if came and on < came:
            raise Invalid(
                {"on": f"{person.name} came to {person.agency.name} on {plain_day(came)}, later."}
            )
    for person in people:
        db.add(
            DelegateMove(delegate_id=person.id, from_id=person.agency_id, into_id=into.id, on=on)
        )
        person.agency_id = into.id


def _people(db: Session, delegate_ids: Sequence[int]) -> list[Delegate]:
    query = select(Delegate).where(Delegate.id.in_(delegate_ids)).order_by(Delegate.sought)
    people = list(db.scalars(query.with_for_update()))
    if not people or len(people) < len(set(delegate_ids)):
        raise Unknown("This delegate is no longer there.")
    return people


def _last_moves(db: Session, people: Sequence[Delegate]) -> dict[int, date]:
    query = select(DelegateMove.delegate_id, func.max(DelegateMove.on))
    query = query.where(DelegateMove.delegate_id.in_([person.id for person in people]))
    return dict(db.execute(query.group_by(DelegateMove.delegate_id)).all())


def _who(people: Sequence[Delegate]) -> str:
    return f"{people[0].name} is" if len(people) == 1 else "All of them are"
