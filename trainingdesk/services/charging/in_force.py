"""Putting a version of the policy in force from a day, suspending it, and resuming it."""

from datetime import date

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.charging.as_data import policy_from
from trainingdesk.domain.charging.in_force import A_DAY, Suspended, problems_of
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.services.charging.policies import what_is_missing
from trainingdesk.services.charging.versions import version_of, versions
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import (
    Board,
    Booking,
    Charge,
    ChargingPause,
    ChargingPolicy,
    Event,
)


class NotSuspended(Refused):
    """This policy is not suspended on that day."""


def put_in_force(db: Session, policy_id: int, *, since: date) -> None:
    """Put a half-written policy in force from a day; the one before ends on the day before.

    It judges the events from that day on, until a version that comes later. Raises Invalid by
    field, Unknown, Refused.
    """
    _take_turns(db)
    kept = record_of(db, ChargingPolicy, policy_id, lock=True)
    if kept.since is not None:
        raise Refused(f"This policy is in force from {plain_day(kept.since)} already.")
    if problems := what_is_missing(db, policy_from(kept.terms)):
        raise Invalid(problems)
    numbers = [each.id for each in versions(db)]
    others = [record_of(db, ChargingPolicy, number, lock=True) for number in numbers]
    for other in others:
        _give_way(db, other, since)
    later = [other.since for other in others if other.since is not None and other.since > since]
    kept.since, kept.until = since, min(later) - A_DAY if later else None
    db.flush()
    _refuse_wrong_dates(db)


def suspend(
    db: Session, policy_id: int, *, since: date, until: date | None = None, why: str
) -> None:
    """Let a policy charge nobody for the events from a day on; raises Invalid, Unknown."""
    _take_turns(db)
    kept = _in_force(db, policy_id)
    if not why.strip():
        raise Invalid({"why": "Say why it is suspended."})
    after = [Event.starts >= since, *([Event.starts <= until] if until else [])]
    _refuse_where_charged(db, kept, *after)
    kept.pauses.append(ChargingPause(since=since, until=until, why=" ".join(why.split())))
    db.flush()
    found = dict(version_of(kept, kept.since or since).problems())
    if found:
        raise Invalid({field.split(".")[-1]: said for field, said in found.items()})


def resume(db: Session, policy_id: int, *, on: date) -> None:
    """Let a suspended policy charge again for the events from a day on.

    Raises Unknown, NotSuspended.
    """
    _take_turns(db)
    kept = _in_force(db, policy_id)
    spell = next((each for each in kept.pauses if on in _spell(each)), None)
    if spell is None:
        raise NotSuspended
    if spell.since == on:
        kept.pauses.remove(spell)  # it would have ended before it began
    else:
        spell.until = on - A_DAY
    db.flush()


def _take_turns(db: Session) -> None:
    db.get_one(Board, 1, with_for_update=True)  # of two who set dates, one looks after the other


def _in_force(db: Session, policy_id: int) -> ChargingPolicy:
    kept = record_of(db, ChargingPolicy, policy_id, lock=True)
    if kept.since is None:
        raise Refused("This policy is half-written. Put it in force first.")
    return kept


def _give_way(db: Session, other: ChargingPolicy, since: date) -> None:
    """End a version on the day before another begins, where it would reach into its days."""
    if other.since == since:
        title = policy_from(other.terms).title
        said = f"“{title}” comes into force on {plain_day(since)} already. Choose another day."
        raise Invalid({"since": said})
    if other.since is None or other.since > since or (other.until and other.until < since):
        return
    _refuse_where_charged(db, other, Event.starts >= since)
    other.until = since - A_DAY
    for spell in other.pauses:
        if spell.since < since and spell.until is not None and spell.until >= since:
            spell.until = other.until


def _refuse_where_charged(db: Session, kept: ChargingPolicy, *which: ColumnElement[bool]) -> None:
    """Refuse days on which charges were raised by a version that would no longer have been due."""
    query = (
        select(func.max(Event.starts))
        .select_from(Charge)
        .join(Charge.booking)
        .join(Booking.event)
        .where(Charge.policy_id == kept.id, Charge.ended_on.is_(None), *which)
    )
    last = db.scalar(query)
    if last is not None:
        title, day = policy_from(kept.terms).title, plain_day(last)
        said = f"“{title}” has raised charges for an event on {day}. Choose a later day."
        raise Invalid({"since": said})


def _refuse_wrong_dates(db: Session) -> None:
    """Refuse versions that overlap or leave a gap, and suspensions outside their days."""
    found = problems_of([each.version for each in versions(db)])
    dates = [said for field, said in found.items() if ".policy." not in field]
    if dates:
        raise Invalid({"since": " ".join(dates)})


def _spell(kept: ChargingPause) -> Suspended:
    return Suspended(kept.since, kept.until)
