"""The charges of a year as they are reviewed: what is due, and what no longer holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.due import Due, due, key_of
from trainingdesk.services.charging.judging import judged_of
from trainingdesk.services.charging.raised import Raised, no_longer_due
from trainingdesk.services.charging.undecided import Days, undecided
from trainingdesk.services.charging.versions import KeptVersion, versions
from trainingdesk.services.work import Task
from trainingdesk.storage.models import Booking, Charge, Event

MOST_OF_EARLIER_YEARS = 1_000
"""More sums than these of earlier years are not judged each time that somebody looks."""
LEFT_OUT = (
    "Earlier years hold so many sums that nobody decided on that they are not listed here: choose "
    "those years."
)


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be decided on of a year, and what the policy of the year is."""

    due: tuple[Due, ...]
    changed: tuple[Raised, ...]
    policies: tuple[str, ...]
    suspended: tuple[str, ...]
    left_out: str = ""

    @property
    def notice(self) -> str:
        """That charging is suspended, what it would have asked, and that years are left out."""
        return " ".join(filter(None, [self._suspended, self.left_out]))

    @property
    def _suspended(self) -> str:
        if not self.suspended:
            return ""
        would = [row for row in self.due if row.suspended]
        asked = f"{counted(len(would), 'charge')}, {pounds(sum(row.pence for row in would))}"
        shown = f"{asked}, would have come due and cannot be raised." if would else ""
        return " ".join(["; ".join(self.suspended) + ".", shown or "Nothing came due."])


def review_of(db: Session, year: TrainingYear, *, today: date | None = None) -> Review:
    """What came due in a year and is not decided on, and what was and no longer holds.

    The year of ``today`` keeps what the years before it left to be decided on, unless that is so
    much that judging it would take long.
    """
    days, asked = Days(year.first_day, year.last_day), days_to_review(db, year, today)
    holding = [kept for kept in versions(db) if _holds(kept, days)]
    rows = due(db, asked)
    is_left_out = _is_now(year, today) and asked == days
    return Review(
        due=tuple(row for row in rows if row.about.day >= days.first or not row.suspended),
        changed=tuple(no_longer_due(db, _days_of_standing(db, year, today))),
        policies=tuple(kept.version.policy.title for kept in holding),
        suspended=tuple(said for kept in holding for said in _suspended(kept, days)),
        left_out=LEFT_OUT if is_left_out else "",
    )


def days_to_review(db: Session, year: TrainingYear, today: date | None) -> Days:
    """The days of a year; where it is the year of today, all days before them unless too many owe.

    How many may owe something is counted by the database, and judged is none of them for it.
    """
    days = Days(year.first_day, year.last_day)
    if not _is_now(year, today):
        return days
    before = Days(date.min, year.before.last_day)
    few = len(undecided(db, before, versions(db))) <= MOST_OF_EARLIER_YEARS
    return Days(date.min, days.last) if few else days


def _days_of_standing(db: Session, year: TrainingYear, today: date | None) -> Days:
    """The days of which charges are judged again: those before the year where they are not many."""
    days = Days(year.first_day, year.last_day)
    if not _is_now(year, today):
        return days
    count = select(func.count()).select_from(Charge).join(Charge.booking).join(Booking.event)
    number = db.scalar(count.where(Charge.ended_on.is_(None), Event.starts < year.first_day)) or 0
    return Days(date.min, days.last) if number <= MOST_OF_EARLIER_YEARS else days


def _is_now(year: TrainingYear, today: date | None) -> bool:
    return today is not None and year.first_day <= today <= year.last_day


def charges_to_review(db: Session, days: Days) -> Iterator[Task]:
    """What is to be decided on, event by event, as Today says it; suspended, there is nothing."""
    by_event: dict[int, list[Due]] = {}
    for row in due(db, days):
        if not row.suspended:
            by_event.setdefault(row.about.event_id, []).append(row)
    for event_id, rows in sorted(by_event.items(), key=lambda each: each[1][0].about.day):
        asked = pounds(sum(row.pence for row in rows))
        about = rows[0].about
        said = f"{counted(len(rows), 'charge')}, {asked}"
        year = TrainingYear.of(about.day).name
        yield Task(about.event, said, len(rows), event_id=event_id, on=about.day, year=year)


def number_to_review(db: Session, days: Days) -> int:
    """How many charges are to be decided on; nothing else is read of them."""
    kept = versions(db)
    found = judged_of(db, undecided(db, days, kept), kept)
    standing = Charge.ended_on.is_(None)
    query = select(Charge).where(standing, Charge.booking_id.in_(_bookings_of(days)))
    decided = {key_of(charge) for charge in db.scalars(query)} if found else set()
    return sum(not each.is_suspended for key, each in found.items() if key not in decided)


def _bookings_of(days: Days) -> Select[int]:
    return select(Booking.id).join(Booking.event).where(Event.starts.between(*days))


def _holds(kept: KeptVersion, days: Days) -> bool:
    version = kept.version
    return version.since <= days.last and (version.until or date.max) >= days.first


def _suspended(kept: KeptVersion, days: Days) -> Iterator[str]:
    for spell in kept.version.spells:
        if spell.since <= days.last and (spell.until or date.max) >= days.first:
            until = f" to {plain_day(spell.until)}" if spell.until else ""
            why = f" ({spell.why.rstrip('.')})" if spell.why else ""
            yield f"Charging is suspended from {plain_day(spell.since)}{until}{why}"
