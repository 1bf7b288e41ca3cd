"""Agencies renamed, merged or split on a day. Bookings keep the agency they were made for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.agency_change import AgencyChangeKind
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.services.agency_records import all_above, lock_agencies
from trainingdesk.services.delegate_moves import TO_COME, go
from trainingdesk.services.merged_agencies import hand_on_places
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency, AgencyChange, AgencyName, Delegate

AT_LEAST = 2
"""Into so many an agency is split."""
ENTER_DAY = "Enter the day, such as 1 April."


@dataclass(frozen=True, slots=True)
class Part:
    """One agency that another is split into, and which of its delegates go there."""

    agency_id: int
    delegate_ids: tuple[int, ...] = ()


def rename_agency(db: Session, agency_id: int, name: str, *, on: date | None, today: date) -> None:
    """Give an agency a new name from a day on; the old one stays, valid until that day.

    Raises Invalid, Unknown, and Refused for an agency that has ended.
    """
    lock_agencies(db)
    agency = _standing(db, agency_id)
    words = " ".join(name.split())
    problems = _wrong_day(db, [agency], on, today)
    if not words or folded(words) == folded(agency.name):
        problems["name"] = "Enter the new name."
    elif owner := _owner(db, words, besides=agency_id):
        problems["name"] = f"“{words}” is a name of {owner} already. Each name belongs to one."
    if problems or on is None:
        raise Invalid(problems)
    _note(db, agency, AgencyChangeKind.RENAMED, on=on, after=words)
    names = {name.folded: name for name in agency.names}
    names[folded(agency.name)].until = on
    if folded(words) in names:
        names[folded(words)].name, names[folded(words)].until = words, None
    else:
        agency.names.append(AgencyName(name=words, folded=folded(words)))
    agency.name, agency.sought = words, folded(words)


def merge_agencies(
    db: Session, agency_id: int, into_id: int | None, *, on: date | None, today: date
) -> int:
    """End an agency on a day: its delegates go to another. Returns how many went.

    So do its caps, its aims and the places kept for it. Raises Invalid, Unknown, and Refused for
    an agency that has ended.
    """
    lock_agencies(db)
    agency = _standing(db, agency_id)
    into = db.get(Agency, into_id, with_for_update=True) if into_id is not None else None
    problems = _wrong_heir(agency, into)
    problems |= _wrong_day(db, [each for each in (agency, into) if each], on, today)
    if problems or into is None or on is None:
        raise Invalid(problems)
    people = _people(db, agency_id)
    _end(db, agency, AgencyChangeKind.MERGED, [into], on=on)
    go(db, people, into, on=on)
    _hand_on_children(db, agency, into)
    hand_on_places(db, agency, into)
    return len(people)


def split_agency(
    db: Session, agency_id: int, parts: Sequence[Part], *, on: date | None, today: date
) -> int:
    """End an agency on a day: its delegates go to several others. Returns how many went.

    Whoever is chosen for none goes to the first. Raises Invalid, Unknown, and Refused for an
    agency that has ended.
    """
    lock_agencies(db)
    agency = _standing(db, agency_id)
    into = [db.get(Agency, part.agency_id, with_for_update=True) for part in parts]
    problems: dict[str, str] = {}
    if len({part.agency_id for part in parts}) < len(parts) or len(parts) < AT_LEAST:
        problems["into"] = "Choose two agencies at least, each once."
    for heir in into:
        problems = _wrong_heir(agency, heir) | problems
    heirs = [heir for heir in into if heir is not None]
    problems |= _wrong_day(db, [agency, *heirs], on, today)
    if problems or on is None:
        raise Invalid(problems)
    people = _people(db, agency_id)
    _end(db, agency, AgencyChangeKind.SPLIT, heirs, on=on)
    chosen = {number: place for place, part in enumerate(parts) for number in part.delegate_ids}
    for place, heir in enumerate(heirs):
        go(db, [person for person in people if chosen.get(person.id, 0) == place], heir, on=on)
    return len(people)


def _standing(db: Session, agency_id: int) -> Agency:
    """An agency that has not ended."""
    agency = record_of(db, Agency, agency_id, lock=True)
    if agency.ended_on is not None:
        raise Refused(f"{agency.name} ended on {plain_day(agency.ended_on)}, so it stays as it is.")
    return agency


def _wrong_heir(agency: Agency, into: Agency | None) -> dict[str, str]:
    if into is None:
        return {"into": "Choose the agency that takes it over."}
    if into.id == agency.id:
        return {"into": f"{agency.name} cannot go into itself. Choose another."}
    if into.ended_on is not None:
        return {"into": f"{into.name} ended on {plain_day(into.ended_on)}. Choose another."}
    return {}


def _wrong_day(
    db: Session, agencies: Sequence[Agency], on: date | None, today: date
) -> dict[str, str]:
    """What became of agencies is told in its order: never before what came last."""
    if on is None:
        return {"on": ENTER_DAY}
    if on > today:
        return {"on": TO_COME}
    for agency in agencies:
        own = AgencyChange.agency_id == agency.id
        last = db.scalar(select(func.max(AgencyChange.on)).where(own))
        if last is not None and on < last:
            return {"on": f"{agency.name} was changed on {plain_day(last)}, later than that."}
    return {}


def _owner(db: Session, name: str, *, besides: int) -> str:
    query = select(Agency.name).join(Agency.names)
    query = query.where(AgencyName.folded == folded(name), Agency.id != besides)
    return db.scalar(query) or ""


def _people(db: Session, agency_id: int) -> list[Delegate]:
    query = select(Delegate).where(Delegate.agency_id == agency_id).order_by(Delegate.sought)
    return list(db.scalars(query.with_for_update()))


def _end(
    db: Session, agency: Agency, kind: AgencyChangeKind, into: Sequence[Agency], *, on: date
) -> None:
    agency.ended_on = on
    for heir in into:
        _note(db, agency, kind, on=on, after=heir.name, into_id=heir.id)


def _note(  # noqa: PLR0913 - what a change is
    db: Session,
    agency: Agency,
    kind: AgencyChangeKind,
    *,
    on: date,
    after: str,
    into_id: int | None = None,
) -> None:
    db.add(
        AgencyChange(
            agency_id=agency.id, kind=kind, on=on, before=agency.name, after=after, into_id=into_id
        )
    )


def _hand_on_children(db: Session, agency: Agency, into: Agency) -> None:
    """What belonged to a merged agency belongs to its heir, unless that would make a ring."""
    above = all_above(db, into)
    for child in db.scalars(select(Agency).where(Agency.parent_id == agency.id)):
        heir = agency.parent_id if child.id in above else into.id
        child.parent_id = heir if heir != child.id else None
