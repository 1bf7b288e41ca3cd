"""One delegate's record: adding it, and changing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import DelegateDetails, reference_after, sought_of
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import plain_day
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency, Board, Delegate, DelegateAlias, DelegateNeeds

GIVEN_BY_THE_DESK = "D"
"""What the references begin with that the desk gives out itself."""

NAMED = 3
"""So many who share a mailbox are named."""


@dataclass(frozen=True, slots=True)
class DelegateRecord:
    """What the desk knows of one delegate; what they need is asked for apart."""

    id: int
    reference: str
    name: str
    listed: str
    agency_id: int
    agency: str
    job_title: str
    email: str
    manager: str
    manager_email: str
    has_needs: bool
    telephone: str
    joined_on: date | None
    left_on: date | None


def delegate_record(db: Session, delegate_id: int) -> DelegateRecord:
    """One delegate; raises Unknown."""
    person = record_of(db, Delegate, delegate_id)
    return DelegateRecord(
        id=person.id,
        reference=person.reference,
        name=person.name,
        listed=person.listed,
        agency_id=person.agency_id,
        agency=person.agency.name,
        job_title=person.job_title,
        email=person.email,
        manager=person.manager,
        manager_email=person.manager_email,
        has_needs=db.get(DelegateNeeds, delegate_id) is not None,
        telephone=person.telephone,
        joined_on=person.joined_on,
        left_on=person.left_on,
    )


def needs_of(db: Session, delegate_id: int) -> str:
    """What a delegate needs in order to take part; empty when nothing is known."""
    needs = db.get(DelegateNeeds, delegate_id)
    return needs.needs if needs else ""


def delegate_details(db: Session, delegate_id: int) -> DelegateDetails:
    """The details of a delegate as a form takes them, needs and all; raises Unknown."""
    person = record_of(db, Delegate, delegate_id)
    return DelegateDetails(
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        agency_id=person.agency_id,
        job_title=person.job_title,
        manager=person.manager,
        manager_email=person.manager_email,
        needs=needs_of(db, delegate_id),
        telephone=person.telephone,
        joined_on=person.joined_on,
    )


def add_delegate(db: Session, details: DelegateDetails) -> int:
    """Add a delegate under the next reference, and return their number; raises Invalid."""
    return add_delegates(db, [details])[0]


def add_delegates(db: Session, several: Sequence[DelegateDetails]) -> list[int]:
    """Add delegates under the next references, and return their numbers; raises Invalid."""
    db.get_one(Board, 1, with_for_update=True)  # one at a time gives out references
    reference, numbers = _next_reference(db), []
    for details in several:
        checked = _checked(details, at=_agency(db, details))
        person = Delegate(reference=reference)
        _fill(person, checked)
        db.add(person)
        db.flush()
        _keep_needs(db, person.id, checked.needs)
        numbers.append(person.id)
        reference = reference_after(reference)
    return numbers


def change_delegate(
    db: Session, delegate_id: int, details: DelegateDetails, *, opened: DelegateDetails | None
) -> None:
    """Change a delegate's details. Bookings keep the agency that they were made for.

    ``opened`` is what the form began with. Raises Invalid, Unknown, and ChangedMeanwhile where
    somebody else has changed the record in the meantime.
    """
    agency = _agency(db, details)
    person = record_of(db, Delegate, delegate_id, lock=True)
    refuse_if_changed(opened, delegate_details(db, delegate_id))
    details = _checked(details, at=agency, was_at=person.agency_id, left_on=person.left_on)
    _fill(person, details)
    _keep_needs(db, delegate_id, details.needs)


def sharing_mailbox(db: Session, email: str, *, besides: int | None = None) -> list[str]:
    """Who else has this address: several people may share one, and nobody is refused for it."""
    typed = email.strip()
    if not typed:
        return []
    same = Delegate.email.in_({typed, typed.lower()})  # an index answers, at every letter typed
    query = select(Delegate).where(same, Delegate.id != (besides or 0))
    people = list(db.scalars(query.order_by(Delegate.sought, Delegate.id).limit(NAMED + 1)))
    named = [person.name for person in people[:NAMED]]
    return [*named, "others"] if len(people) > NAMED else named


def _agency(db: Session, details: DelegateDetails) -> Agency | None:
    """The agency of the details; it does not end until we finish."""
    return db.get(Agency, details.agency_id or 0, with_for_update={"read": True})


def _checked(
    details: DelegateDetails,
    *,
    at: Agency | None,
    was_at: int | None = None,
    left_on: date | None = None,
) -> DelegateDetails:
    problems = details.problems()
    if details.agency_id is not None and at is None:
        problems["agency_id"] = "This agency is no longer there. Choose another."
    elif at is not None and at.ended_on is not None and at.id != was_at:
        problems["agency_id"] = f"{at.name} ended on {plain_day(at.ended_on)}. Choose another."
    if details.joined_on and left_on and details.joined_on > left_on:
        problems["joined_on"] = f"They left on {plain_day(left_on)}. Enter a day before that."
    if problems:
        raise Invalid(problems)
    return replace(
        details,
        first_name=_in_one_line(details.first_name),
        last_name=_in_one_line(details.last_name),
        email=details.email.strip(),
        job_title=_in_one_line(details.job_title),
        manager=_in_one_line(details.manager),
        manager_email=details.manager_email.strip(),
        needs=details.needs.strip(),
        telephone=details.telephone.strip(),
    )


def _in_one_line(words: str) -> str:
    return " ".join(words.split())


def _fill(person: Delegate, details: DelegateDetails) -> None:
    for field in DelegateDetails.__slots__:
        if field != "needs":
            setattr(person, field, getattr(details, field))
    person.sought = sought_of(
        first_name=details.first_name, last_name=details.last_name, email=details.email
    )


def _keep_needs(db: Session, delegate_id: int, needs: str) -> None:
    kept = db.get(DelegateNeeds, delegate_id)
    if kept is None:
        if needs:
            db.add(DelegateNeeds(delegate_id=delegate_id, needs=needs))
    elif needs:
        kept.needs = needs
    else:
        db.delete(kept)


def _next_reference(db: Session) -> str:
    own, had = select(Delegate.reference), select(DelegateAlias.reference)  # none is given twice
    given = union_all(own, had).subquery().c.reference
    number = func.substr(given, 2)
    query = (
        select(given)
        .where(
            func.substr(given, 1, 1) == GIVEN_BY_THE_DESK,
            number != "",
            func.ltrim(number, "0123456789") == "",
        )
        .order_by(func.length(func.ltrim(number, "0")).desc(), func.ltrim(number, "0").desc())
    )
    return reference_after(db.scalars(query.limit(1)).first() or "")
