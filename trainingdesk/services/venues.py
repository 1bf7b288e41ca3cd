"""Venues: the list, the record of one, two spellings made one, and removing what nobody uses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.clash import NEVER_CLASHES
from trainingdesk.domain.figures import counted
from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.venue import VenueDetails
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.days_off import days_off_of, keep_days_off, move_days_off
from trainingdesk.services.named_changes import (
    Named,
    add_named,
    change_named,
    merge_named,
    remove_named,
)
from trainingdesk.services.named_records import found_in_order, next_days
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency, Event, EventSession, Venue

__all__ = [
    "VenueDetails",
    "VenueRow",
    "add_venue",
    "change_venue",
    "merge_venues",
    "remove_venues",
    "venue_details",
    "venues_in_all",
    "venues_listed",
]

VENUES = Named(
    Venue,
    NamedKind.VENUE,
    texts=("address", "access", "contact", "email", "telephone"),
    numbers=("places", "hire_pence", "agency_id"),
)


@dataclass(frozen=True, slots=True)
class VenueRow:
    """One line of the list of venues, with how much it is used in the year."""

    id: int
    name: str
    address: str
    places: int | None
    hire_pence: int | None
    access: str
    contact: str
    email: str
    telephone: str
    agency: str
    days: int
    next_on: date | None


def venues_listed(  # noqa: PLR0913 - a list is narrowed and put in order
    db: Session,
    year: TrainingYear,
    *,
    today: date,
    words: str = "",
    sort: str = "name",
    falling: bool = False,
) -> list[VenueRow]:
    """The venues that hold every word, in one of the orders that a head of the list asks for."""
    days, ahead = _days_in(db, year), next_days(db, EventSession.venue_id, today)
    query = select(Venue, Agency.name).outerjoin(Agency, Agency.id == Venue.agency_id)
    rows = [
        VenueRow(
            id=venue.id,
            name=venue.name,
            address=venue.address,
            places=venue.places,
            hire_pence=venue.hire_pence,
            access=venue.access,
            contact=venue.contact,
            email=venue.email,
            telephone=venue.telephone,
            agency=agency or "",
            days=days.get(venue.id, 0),
            next_on=ahead.get(venue.id),
        )
        for venue, agency in db.execute(query)
    ]
    return found_in_order(rows, words, _sought, sort=sort, falling=falling)


def venues_in_all(db: Session) -> int:
    """How many venues there are."""
    return db.scalars(select(func.count(Venue.id))).one()


def venue_details(db: Session, venue_id: int) -> VenueDetails:
    """What the desk knows of a venue; raises Unknown."""
    venue = record_of(db, Venue, venue_id)
    return VenueDetails(
        name=venue.name,
        address=venue.address,
        places=venue.places,
        hire_pence=venue.hire_pence,
        access=venue.access,
        contact=venue.contact,
        email=venue.email,
        telephone=venue.telephone,
        agency_id=venue.agency_id,
        days_off=days_off_of(db, venue_id=venue_id),
    )


def add_venue(db: Session, details: VenueDetails) -> int:
    """Add a venue and return its number; raises Invalid."""
    venue = add_named(db, VENUES, details, agency_id=details.agency_id)
    keep_days_off(db, details.days_off, venue_id=venue.id)
    return venue.id


def change_venue(
    db: Session, venue_id: int, details: VenueDetails, *, opened: VenueDetails | None
) -> None:
    """Change a venue's details; its events go with it.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    agency_id, stored = details.agency_id, venue_details
    change_named(db, VENUES, venue_id, details, opened=opened, stored=stored, agency_id=agency_id)
    keep_days_off(db, details.days_off, venue_id=venue_id)


def merge_venues(db: Session, keep_id: int, others: Sequence[int]) -> None:
    """Make several spellings of one venue one; what it lacks it takes from the others.

    Raises Unknown.
    """

    def move(other: Venue, kept: Venue) -> None:
        for session in db.scalars(select(EventSession).where(EventSession.venue_id == other.id)):
            session.venue = kept
        move_days_off(db, venue_ids=(other.id, kept.id))

    merge_named(db, VENUES, keep_id, others, move)


def remove_venues(db: Session, venue_ids: Iterable[int]) -> None:
    """Remove venues that no event uses; raises Refused, Unknown."""

    def let_go(venue: Venue) -> None:
        used = select(func.count(EventSession.id)).where(EventSession.venue_id == venue.id)
        if days := db.scalars(used).one():
            raise Refused(
                f"{venue.name} stays: {counted(days, 'day')} of events "
                f"{'is' if days == 1 else 'are'} held there. Two spellings of one venue can be "
                "merged."
            )
        keep_days_off(db, (), venue_id=venue.id)

    remove_named(db, VENUES, venue_ids, let_go)


def _days_in(db: Session, year: TrainingYear) -> dict[int, int]:
    query = (
        select(EventSession.venue_id, func.count(EventSession.id))
        .join(Event, Event.id == EventSession.event_id)
        .where(
            Event.status.not_in(NEVER_CLASHES),
            Event.starts.between(year.first_day, year.last_day),
            EventSession.venue_id.is_not(None),
        )
        .group_by(EventSession.venue_id)
    )
    return {number or 0: days for number, days in db.execute(query)}


def _sought(row: VenueRow) -> str:
    return f"{row.name} {row.address} {row.contact} {row.access} {row.agency}"
