"""What is ready to be invoiced: charges that stand and are on no invoice, each as it will be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.charging.as_data import policy_from
from trainingdesk.domain.charging.policy import Billed, Policy
from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import long_day, plain_day
from trainingdesk.services.charging.borne_out import borne_out
from trainingdesk.services.work import Task
from trainingdesk.storage.models import Booking, Charge, ChargingPolicy, Event, InvoiceLine

HOURS_OF_A_DAY = 24
LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Ready:
    """An invoice as it would be: to whom, for what, and from which day on it may be issued."""

    id: int  # of its first charge
    agency_id: int
    agency: str
    about: str
    policy_id: int
    charge_ids: tuple[int, ...]
    pence: int
    since: date

    def is_ready(self, today: date) -> bool:
        """Whether it may be issued; until then, more may come to it."""
        return self.since <= today


@dataclass(frozen=True, slots=True)
class _Whole:
    """What one invoice is for: an event or a month, under one policy, to one agency."""

    agency: str
    agency_id: int
    policy_id: int
    event_id: int
    month: date


def ready_to_invoice(db: Session, *, lock: bool = False) -> list[Ready]:
    """Every invoice that the charges on no invoice will make, by agency.

    What the records no longer bear out is left out, until somebody takes it back or it is owed
    again. Locked, nobody waives or ends one of them until the act is over.
    """
    query = _on_no_invoice()
    found = db.scalars(query.with_for_update(of=Charge) if lock else query)
    charges = borne_out(db, list(found))
    policies = policies_of(db, {charge.policy_id for charge in charges})
    wholes = [(_whole(charge, policies[charge.policy_id]), charge) for charge in charges]
    wholes.sort(key=lambda pair: (_place(pair[0]), _in_turn(pair[1])))
    return [
        _ready(whole, [charge for _, charge in group], policies[whole.policy_id])
        for whole, group in groupby(wholes, key=lambda pair: pair[0])
    ]


def refuse_what_waits(seen: Iterable[Ready], today: date) -> None:
    """Refuse an invoice to which more may come until its day; raises Refused."""
    for each in seen:
        if not each.is_ready(today):
            raise Refused(
                f"The invoice to {each.agency} for {each.about} waits until "
                f"{plain_day(each.since)}: until then more may come to it."
            )


def invoices_due(db: Session, today: date) -> Iterator[Task]:
    """The invoices that may be issued today, as Today says it."""
    for row in ready_to_invoice(db):
        if row.is_ready(today):
            charges = counted(len(row.charge_ids), "charge")
            said = f"{charges}, {pounds(row.pence)}"
            yield Task(f"{row.agency}: {row.about}", said, 1, record_id=row.id)


def policies_of(db: Session, policy_ids: Iterable[int]) -> dict[int, Policy]:
    """Policies by the numbers under which they are kept."""
    query = select(ChargingPolicy).where(ChargingPolicy.id.in_(set(policy_ids)))
    return {kept.id: policy_from(kept.terms) for kept in db.scalars(query)}


def said_event(event: Event) -> str:
    """An event as an invoice names it."""
    return f"{event.course.title}, {long_day(event.starts)} ({event.reference})"


def _on_no_invoice() -> Select[Charge]:
    invoiced = exists().where(InvoiceLine.charge_id == Charge.id)
    on_event = joinedload(Charge.booking).joinedload(Booking.event)
    return (
        select(Charge)
        .where(Charge.ended_on.is_(None), Charge.waived_pence < Charge.pence, ~invoiced)
        .options(
            joinedload(Charge.agency),
            joinedload(Charge.booking).joinedload(Booking.delegate),
            on_event.joinedload(Event.course),
            on_event.selectinload(Event.sessions),
        )
    )


def _whole(charge: Charge, policy: Policy) -> _Whole:
    agency = charge.agency
    by_event = policy.billed is Billed.EVENT
    event_id = charge.booking.event_id if by_event else 0
    month = date.min if by_event else charge.due_on.replace(day=1)
    return _Whole(agency.sought, agency.id, charge.policy_id, event_id, month)


def _place(whole: _Whole) -> tuple[object, ...]:
    return (whole.agency, whole.agency_id, whole.month, whole.event_id, whole.policy_id)


def _in_turn(charge: Charge) -> tuple[object, ...]:
    """The order of the lines: by event, and on it by name."""
    event = charge.booking.event
    return (event.starts, event.id, charge.booking.delegate.sought, charge.id)


def _ready(whole: _Whole, charges: list[Charge], policy: Policy) -> Ready:
    first = charges[0]
    by_event = not whole.month > date.min
    return Ready(
        id=min(charge.id for charge in charges),
        agency_id=whole.agency_id,
        agency=first.agency.name,
        about=said_event(first.booking.event) if by_event else f"{whole.month:%B %Y}",
        policy_id=whole.policy_id,
        charge_ids=tuple(charge.id for charge in charges),
        pence=sum(charge.pence - charge.waived_pence for charge in charges),
        since=max(_days(whole, charges, policy)),
    )


def _days(whole: _Whole, charges: list[Charge], policy: Policy) -> Iterator[date]:
    """The days that all must have come: the month is over, or the event and the hours after it."""
    if whole.month > date.min:
        yield _month_after(whole.month)
    wait = timedelta(days=-(-policy.invoice_after_hours // HOURS_OF_A_DAY))
    for charge in charges:
        yield charge.due_on
        yield _ends(charge.booking.event) + wait


def _ends(event: Event) -> date:
    return max((session.day for session in event.sessions), default=event.starts)


def _month_after(first: date) -> date:
    if first.month == LAST_MONTH:
        return date(first.year + 1, 1, 1)
    return first.replace(month=first.month + 1)
