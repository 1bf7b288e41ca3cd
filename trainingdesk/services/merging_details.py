"""The details of two people who become one, field by field."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import sought_of
from trainingdesk.domain.merging import Choice, Side
from trainingdesk.domain.words import plain_day
from trainingdesk.storage.models import Delegate, DelegateAlias, DelegateNeeds

FIELDS = {
    "reference": "Reference",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "E-mail",
    "telephone": "Telephone",
    "agency_id": "Agency",
    "job_title": "Job title",
    "manager": "Manager",
    "manager_email": "Manager's e-mail",
    "joined_on": "At the agency since",
    "left_on": "Left on",
}
"""Every column of a delegate that is somebody's to choose."""
OF_THE_AGENCY = frozenset({"joined_on", "left_on"})
"""What is said of somebody's time at an agency: it goes with the agency that is kept."""
NEEDS = "needs"
HIDDEN = "Kept on the record"
"""What somebody needs is health data, and not shown to be compared."""
NOTES = {
    "reference": "The other reference still finds this person, in an old workbook too.",
    "agency_id": "With the day they came there, and the day they left it.",
}


def choices_of_details(db: Session, one: Delegate, other: Delegate) -> list[Choice]:
    """What the two differ in, with what is likelier to be wanted."""
    found = [
        Choice(
            field,
            label,
            _said(one, field),
            _said(other, field),
            _likelier(one, other, field),
            NOTES.get(field, ""),
        )
        for field, label in FIELDS.items()
        if getattr(one, field) != getattr(other, field)
        and (field not in OF_THE_AGENCY or one.agency_id == other.agency_id)
    ]
    mine, theirs = db.get(DelegateNeeds, one.id), db.get(DelegateNeeds, other.id)
    if (mine and mine.needs) != (theirs and theirs.needs):
        shown = [HIDDEN if each else "" for each in (mine, theirs)]
        taken = Side.BOTH if mine and theirs else Side.ONE if mine else Side.OTHER
        found.append(Choice(NEEDS, "Needs", shown[0], shown[1], taken, both=True))
    return found


def keep_details(one: Delegate, values: Mapping[str, Any]) -> None:
    """Give the one who stays the values that were chosen."""
    for field, value in values.items():
        setattr(one, field, value)
    one.sought = sought_of(first_name=one.first_name, last_name=one.last_name, email=one.email)


def chosen_values(one: Delegate, other: Delegate, taken: Mapping[str, Side]) -> dict[str, Any]:
    """The values of whichever of the two was chosen, by field."""
    agency = taken.get("agency_id")
    sides = {**taken, **dict.fromkeys(OF_THE_AGENCY, agency)} if agency else taken
    return {
        field: getattr(other if sides.get(field) is Side.OTHER else one, field) for field in FIELDS
    }


def merge_needs(db: Session, one: Delegate, other: Delegate, side: Side) -> None:
    """Keep what the chosen one needs, or what both need."""
    mine, theirs = db.get(DelegateNeeds, one.id), db.get(DelegateNeeds, other.id)
    said = {Side.ONE: [mine], Side.OTHER: [theirs]}.get(side, [mine, theirs])
    needs = "\n".join(dict.fromkeys(each.needs for each in said if each))
    if theirs:
        db.delete(theirs)
    if mine is None:
        if needs:
            db.add(DelegateNeeds(delegate_id=one.id, needs=needs))
    elif needs:
        mine.needs = needs
    else:
        db.delete(mine)
    db.flush()


def keep_reference(db: Session, one: Delegate, gone: str) -> None:
    """Let a reference that is no longer anybody's own lead to the one who stays."""
    db.add(DelegateAlias(reference=gone, delegate_id=one.id))


def _said(person: Delegate, field: str) -> str:
    if field == "agency_id":
        return person.agency.name
    value = getattr(person, field)
    return plain_day(value) if isinstance(value, date) else str(value or "")


def _likelier(one: Delegate, other: Delegate, field: str) -> Side:
    """What is known rather than what is not; but whoever is still here has not left."""
    if field == "left_on":
        return Side.OTHER if other.left_on is None else Side.ONE
    if field == "agency_id":
        return Side.OTHER if one.left_on is not None and other.left_on is None else Side.ONE
    return Side.ONE if getattr(one, field) else Side.OTHER
