"""Who speaks for an agency besides its first contact."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.agency import ContactDetails
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency, AgencyContact


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One of an agency's contacts."""

    id: int
    name: str
    role: str
    email: str
    telephone: str


def contacts_of(db: Session, agency_id: int) -> list[ContactRow]:
    """An agency's further contacts, in the order they were added."""
    query = select(AgencyContact).where(AgencyContact.agency_id == agency_id)
    return [
        ContactRow(contact.id, contact.name, contact.role, contact.email, contact.telephone)
        for contact in db.scalars(query.order_by(AgencyContact.id))
    ]


def contact_details(db: Session, contact_id: int) -> ContactDetails:
    """The details of a contact as a form takes them; raises Unknown."""
    return _details(record_of(db, AgencyContact, contact_id))


def add_contact(db: Session, agency_id: int, details: ContactDetails) -> int:
    """Add a contact to an agency and return its number; raises Invalid and Unknown."""
    record_of(db, Agency, agency_id)
    _check(details)
    contact = AgencyContact(agency_id=agency_id)
    _fill(contact, details)
    db.add(contact)
    db.flush()
    return contact.id


def change_contact(
    db: Session, contact_id: int, details: ContactDetails, *, opened: ContactDetails | None
) -> None:
    """Change a contact; raises Invalid, Unknown and ChangedMeanwhile."""
    contact = record_of(db, AgencyContact, contact_id, lock=True)
    refuse_if_changed(opened, _details(contact))
    _check(details)
    _fill(contact, details)


def remove_contact(db: Session, contact_id: int) -> None:
    """Take a contact away; raises Unknown."""
    db.delete(record_of(db, AgencyContact, contact_id))


def _details(contact: AgencyContact) -> ContactDetails:
    return ContactDetails(contact.name, contact.role, contact.email, contact.telephone)


def _check(details: ContactDetails) -> None:
    if problems := details.problems():
        raise Invalid(problems)


def _fill(contact: AgencyContact, details: ContactDetails) -> None:
    contact.name, contact.role = " ".join(details.name.split()), " ".join(details.role.split())
    contact.email, contact.telephone = details.email.strip(), details.telephone.strip()
