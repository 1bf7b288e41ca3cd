"""Booking a pasted list: who is meant by each line, and one act for all who are settled.

Nobody is guessed. One person is known by the name with the e-mail address, or by the name with
the agency; an address alone, which several may share, or a name alone, is asked about.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.pasted import read_pasted
from trainingdesk.domain.pasted_fates import TO_BOOK, Choice, Fate, Meant, Settled
from trainingdesk.domain.refusals import Invalid, ListOutdated, Unknown
from trainingdesk.services.booking_in_turn import book_in_turn
from trainingdesk.services.delegate_records import add_delegates
from trainingdesk.services.desk import Stamp
from trainingdesk.services.overriding import SAY_WHY
from trainingdesk.services.pasted_judging import Asked, in_order, judged
from trainingdesk.services.pasted_people import (
    KnownAgency,
    Typed,
    agencies_by_name,
    people_around,
)
from trainingdesk.services.pasted_warnings import what_speaks_against
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.services.statuses import open_event, refuse_unless_it_takes_bookings
from trainingdesk.storage.models import Event

__all__ = ["Choice", "Fate", "ListBooked", "Meant", "Settled", "book_pasted", "people_meant"]


@dataclass(frozen=True, slots=True)
class ListBooked:
    """What became of a list: how many have a place, wait, were added, and were left."""

    booked: int
    waiting: int
    added: int
    left: int


def people_meant(db: Session, text: str, *, event_id: int) -> list[Meant]:
    """Who is meant by each line of a pasted text, in its order; raises Unknown."""
    event = db.get(Event, event_id)
    if event is None:
        raise Unknown("This event is no longer there.")
    agencies = agencies_by_name(db)
    lines = read_pasted(text, agencies=agencies.keys())
    named = [agencies.get(folded(line.agency)) for line in lines]
    sought = [
        Typed.of(line.first_name, line.last_name, email=line.email, agency_id=_id(agency))
        for line, agency in zip(lines, named, strict=True)
    ]
    around = people_around(db, sought, event_id=event_id)
    asked = [
        Asked(
            line,
            agency,
            each.who,
            around.near(each.who),
            around.at_mailbox(line.email),
            event.starts,
        )
        for line, agency, each in zip(lines, named, sought, strict=True)
    ]
    return in_order([judged(each) for each in asked], asked)


def book_pasted(  # noqa: PLR0913 - where, whom, why all the same, and who watches
    db: Session,
    *,
    event_id: int,
    settled: Sequence[Settled],
    by: Stamp,
    reason: str = "",
    progress: Progress = unreported,
) -> ListBooked:
    """Book everybody who is settled in the order of the list: places first, then a turn.

    Whoever is new is added with their agency. A line that is not settled is left. What speaks
    against somebody takes a ``reason``, which is kept. All are booked or none: raises
    AlreadyBooked, EventClosed, EventNotOpen, Invalid, ListOutdated, Unknown.
    """
    refuse_unless_it_takes_bookings(open_event(db, event_id))
    rows = [each for each in settled if each.fate in TO_BOOK]
    chosen = [each.choice for each in rows if each.choice is not None]
    offered = {choice.delegate_id for each in settled for choice in each.meant.choices}
    against = what_speaks_against(db, chosen, event_id=event_id, by=by).of(rows)
    if against and not reason.strip():
        raise Invalid({"reason": SAY_WHY})
    new = _added(db, chosen, event_id, offered)
    numbers = [each.delegate_id or new[each.key] for each in chosen]
    people = dict(zip((row.id for row in rows), numbers, strict=True))
    made = book_in_turn(
        db,
        event_id=event_id,
        delegate_ids=numbers,
        by=by,
        against={people[number]: said for number, said in against.items()},
        reason=reason,
        progress=progress,
    )
    waiting = made.count(BookingStatus.WAITING)
    return ListBooked(len(chosen) - waiting, waiting, len(new), len(settled) - len(chosen))


def _added(
    db: Session, chosen: Sequence[Choice], event_id: int, offered: Collection[int | None]
) -> dict[str, int]:
    """Add whoever is new, unless somebody of that name has come to the agency meanwhile."""
    new = {each.key: each.details for each in chosen if each.details is not None}
    if not new:
        return {}
    sought = [
        Typed.of(details.first_name, details.last_name, agency_id=details.agency_id)
        for details in new.values()
    ]
    around = people_around(db, sought, event_id=event_id)
    for each in sought:
        for person in around.near(each.who):
            if person.id not in offered and person.is_called(each.who):
                raise ListOutdated(f"{person} was added meanwhile. Look at the list again.")
    return dict(zip(new, add_delegates(db, list(new.values())), strict=True))


def _id(agency: KnownAgency | None) -> int | None:
    return agency.id if agency else None
