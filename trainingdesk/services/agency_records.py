"""One agency's record: adding it, changing it and its names."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.agency import AgencyDetails
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import plain_day
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency, AgencyBorough, AgencyName, Board


def agency_details(db: Session, agency_id: int) -> AgencyDetails:
    """What the desk knows of an agency; raises Unknown."""
    agency = record_of(db, Agency, agency_id)
    names = db.scalars(
        select(AgencyName.name).where(AgencyName.agency_id == agency_id).order_by(AgencyName.id)
    )
    served = AgencyBorough.agency_id == agency_id
    boroughs = db.scalars(
        select(AgencyBorough.borough).where(served).order_by(AgencyBorough.borough)
    )
    own = folded(agency.name)
    return AgencyDetails(
        name=agency.name,
        sector=agency.sector,
        charging_group=agency.charging_group,
        group_since=agency.group_since,
        other_names=tuple(name for name in names if folded(name) != own),
        contact=agency.contact,
        email=agency.email,
        invoice_address=agency.invoice_address,
        parent_id=agency.parent_id,
        boroughs=tuple(boroughs),
    )


def add_agency(db: Session, details: AgencyDetails) -> int:
    """Add an agency and return its number; raises Invalid."""
    lock_agencies(db)
    _check(db, details, besides=None)
    agency = Agency(charging_group="", group_before="")
    _fill(agency, details)
    db.add(agency)
    db.flush()
    _keep_names(db, agency.id, details.names())
    _keep_boroughs(db, agency.id, details.boroughs_served())
    return agency.id


def change_agency(
    db: Session, agency_id: int, details: AgencyDetails, *, opened: AgencyDetails | None
) -> None:
    """Change an agency's details. A name it had before stays among its other names.

    ``opened`` is what the form began with. Raises Invalid, Unknown, and ChangedMeanwhile where
    somebody else has changed the record in the meantime.
    """
    lock_agencies(db)
    agency = record_of(db, Agency, agency_id, lock=True)
    now = agency_details(db, agency_id)
    refuse_if_changed(opened, now)
    if folded(details.name) != folded(now.name):
        details = replace(details, other_names=(*details.other_names, now.name))
    _check(db, details, besides=agency_id)
    _fill(agency, details)
    _keep_names(db, agency_id, details.names())
    _keep_boroughs(db, agency_id, details.boroughs_served())


def lock_agencies(db: Session) -> None:
    """One at a time gives out names, and says what is part of what: two together make a ring."""
    db.get_one(Board, 1, with_for_update=True)


def all_above(db: Session, agency: Agency) -> set[int]:
    """The agency and all that it is part of, even if they make a ring."""
    above: set[int] = set()
    here: Agency | None = agency
    while here is not None and here.id not in above:
        above.add(here.id)
        here = db.get(Agency, here.parent_id) if here.parent_id is not None else None
    return above


def words_in_use(db: Session) -> tuple[list[str], list[str]]:
    """The sectors and the charging groups that agencies have, to choose from."""
    sectors = db.scalars(select(Agency.sector).distinct().order_by(Agency.sector))
    groups = db.scalars(select(Agency.charging_group).distinct().order_by(Agency.charging_group))
    return [s for s in sectors if s], [g for g in groups if g]


def _check(db: Session, details: AgencyDetails, *, besides: int | None) -> None:
    problems = details.problems()
    query = (
        select(AgencyName.folded, Agency.name)
        .join(AgencyName.agency)
        .where(AgencyName.folded.in_(details.names()), Agency.id != (besides or 0))
    )
    for name, owner in db.execute(query):
        field = "name" if name == folded(details.name) else "other_names"
        said = details.names()[name]
        there = f"“{owner}” is there already."
        taken = f"“{said}” is a name of {owner} already. Each name belongs to one agency."
        same = field == "name" and name == folded(owner)
        problems.setdefault(field, there if same else taken)
    if wrong := _wrong_parent(db, details.parent_id, of=besides):
        problems["parent_id"] = wrong
    if problems:
        raise Invalid(problems)


def _wrong_parent(db: Session, parent_id: int | None, *, of: int | None) -> str:
    """What is wrong with a parent: it is gone, has ended, or would make a ring."""
    if parent_id is None:
        return ""
    parent = db.get(Agency, parent_id)
    if parent is None:
        return "This agency is no longer there. Choose another."
    had = of is not None and db.get_one(Agency, of).parent_id == parent_id
    if parent.ended_on is not None and not had:
        return f"{parent.name} ended on {plain_day(parent.ended_on)}. Choose another."
    if of in all_above(db, parent):
        return "An agency cannot be part of itself, or of one that is part of it."
    return ""


def _fill(agency: Agency, details: AgencyDetails) -> None:
    agency.name = " ".join(details.name.split())
    agency.sector = " ".join(details.sector.split())
    _keep_group(agency, details)
    agency.contact = details.contact.strip()
    agency.email = details.email.strip()
    agency.invoice_address = "\n".join(
        line.strip() for line in details.invoice_address.strip().splitlines()
    )
    agency.parent_id = details.parent_id
    agency.sought = folded(agency.name)


def _keep_group(agency: Agency, details: AgencyDetails) -> None:
    """Keep the charging group, and the one before for the events before its first day.

    A new group of the same first day, or without one, puts right what was wrong.
    """
    group, since = " ".join(details.charging_group.split()), details.group_since
    before = agency.group_before
    if folded(group) != folded(agency.charging_group) and since != agency.group_since:
        before = agency.charging_group
    agency.charging_group = group
    agency.group_since = since if before else None
    agency.group_before = before if agency.group_since else ""


def _keep_names(db: Session, agency_id: int, names: dict[str, str]) -> None:
    """Keep what is there, add what is new, take away what was left out."""
    kept = {
        row.folded: row
        for row in db.scalars(select(AgencyName).where(AgencyName.agency_id == agency_id))
    }
    for key, row in kept.items():
        if key not in names:
            db.delete(row)
    for key, name in names.items():
        if key in kept:
            kept[key].name = name
        else:
            db.add(AgencyName(agency_id=agency_id, name=name, folded=key))


def _keep_boroughs(db: Session, agency_id: int, boroughs: dict[str, str]) -> None:
    kept = {
        folded(row.borough): row
        for row in db.scalars(select(AgencyBorough).where(AgencyBorough.agency_id == agency_id))
    }
    for key, row in kept.items():
        if boroughs.get(key) != row.borough:
            db.delete(row)
    db.flush()
    for key, borough in boroughs.items():
        if key not in kept or kept[key].borough != borough:
            db.add(AgencyBorough(agency_id=agency_id, borough=borough))
