"""The days that agencies give their own venues, for nothing."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.session_days import Days, session_days
from trainingdesk.storage.models import Agency, Venue


@dataclass(frozen=True, slots=True)
class VenueDays:
    """The days on which one agency's own venues were given for nothing."""

    agency_id: int
    agency: str
    days: Days


def venue_days_given(db: Session, year: TrainingYear, *, today: date) -> list[VenueDays]:
    """The days of venues that agencies give, by agency; whoever gives most comes first.

    A venue with a price to hire is not given, whosever it is.
    """
    query = (
        select(Venue.id, Agency.id, Agency.name)
        .join(Agency, Agency.id == Venue.agency_id)
        .where(func.coalesce(Venue.hire_pence, 0) == 0)
        .order_by(Agency.sought, Agency.id)
    )
    whose = {venue_id: (agency_id, agency) for venue_id, agency_id, agency in db.execute(query)}
    found: dict[tuple[int, str], Days] = defaultdict(Days)
    for each in session_days(db, year, today=today):
        if each.venue_id in whose:
            found[whose[each.venue_id]] += each.counts
    given = [VenueDays(*key, found[key]) for key in dict.fromkeys(whose.values()) if key in found]
    return sorted(given, key=lambda each: -each.days.halves)


def venue_days_of(db: Session, agency_id: int, year: TrainingYear, *, today: date) -> Days:
    """The days on which one agency's own venues are given for nothing in a year."""
    given = venue_days_given(db, year, today=today)
    return next((each.days for each in given if each.agency_id == agency_id), Days())
