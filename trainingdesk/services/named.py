"""Finding a record by what people call it: a reference, or an e-mail address."""

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Ambiguous, Unknown
from trainingdesk.domain.words import listed
from trainingdesk.storage.models import Delegate, DelegateAlias, Event

NAMED_AT_MOST = 10


def event_named(db: Session, reference: str) -> int:
    """The number of the event with a reference; raises Unknown."""
    sought = reference.strip()
    same = (Event.reference == sought) | (func.lower(Event.reference) == func.lower(sought))
    exact_first = case((Event.reference == sought, 0), else_=1)
    event_id = db.scalar(select(Event.id).where(same).order_by(exact_first).limit(1))
    if event_id is None:
        raise Unknown(f"There is no event {reference.strip()} on this desk.")
    return event_id


def delegate_named(db: Session, text: str) -> int:
    """The number of the delegate with a reference, now or formerly, or an e-mail address.

    Raises Unknown, or Ambiguous with everybody who shares the address.
    """
    sought = text.strip()
    same = (Delegate.reference == sought) | (func.lower(Delegate.reference) == func.lower(sought))
    exact_first = case((Delegate.reference == sought, 0), else_=1)
    by_reference = select(Delegate.id).where(same).order_by(exact_first).limit(1)
    had = func.lower(DelegateAlias.reference) == func.lower(sought)
    for query in (by_reference, select(DelegateAlias.delegate_id).where(had).limit(1)):
        delegate_id = db.scalar(query)
        if delegate_id is not None:
            return delegate_id
    same_address = func.lower(Delegate.email) == func.lower(sought)
    by_email = select(Delegate).where(same_address, Delegate.email != "")
    people = list(db.scalars(by_email.order_by(Delegate.sought, Delegate.id)))
    if not people:
        raise Unknown(f"There is no delegate {text.strip()} on this desk.")
    if len(people) > 1:
        names = [f"{person.name} ({person.reference})" for person in people[:NAMED_AT_MOST]]
        more = len(people) - len(names)
        names += [f"{more} more"] if more else []
        raise Ambiguous(
            f"{text.strip()} is shared by {listed(names)}. Give the reference of one of them."
        )
    return people[0].id
