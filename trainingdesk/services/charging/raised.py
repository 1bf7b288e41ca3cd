"""Charges that were decided on: those of an event, and those that the records bear out no more."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from trainingdesk.domain.charging.as_data import policy_from
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.sentences import sentences_of_line
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.money import pounds
from trainingdesk.services.charging.due import About, about_of, charges_of, key_of
from trainingdesk.services.charging.judging import Judged, Key, judged_of
from trainingdesk.services.charging.undecided import Days
from trainingdesk.services.charging.versions import versions
from trainingdesk.services.charging.withdrawing import invoices_of
from trainingdesk.storage.models import Booking, Charge, ChargingPolicy, Event


@dataclass(frozen=True, slots=True)
class Raised:
    """A charge that was raised or waived, with the words it was decided in.

    ``changed`` says how the records no longer bear it out; empty where they do. ``line_said`` is
    the line of the policy that made it.
    """

    id: int
    about: About
    occasion: Occasion
    pence: int
    waived_pence: int
    words: str
    due_on: date
    decided_on: date
    who: str
    waived_why: str = ""
    waived_evidence: str = ""
    waived_by: str = ""
    ended_on: date | None = None
    ended_why: str = ""
    invoice: str = ""
    changed: str = ""
    line_said: str = ""
    policy: str = ""

    @property
    def left(self) -> int:
        """So much of it is asked for."""
        return self.pence - self.waived_pence


def charges_of_event(db: Session, event_id: int) -> list[Raised]:
    """Every charge that was decided on for an event, those taken back among them."""
    query = _charges().where(Booking.event_id == event_id)
    return _rows(db, list(db.scalars(query)))


def no_longer_due(db: Session, days: Days) -> list[Raised]:
    """Charges that stand for events of some days, and that the records no longer bear out.

    A mark was changed since, a cancellation undone, or a price; under the policy as it holds now.
    """
    standing = _charges().join(Booking.event).where(Charge.ended_on.is_(None))
    charges = list(db.scalars(standing.where(Event.starts.between(*days))))
    numbers = {charge.booking_id for charge in charges}
    now = judged_of(db, numbers, versions(db)) if numbers else {}
    changed = {charge.id: _changed(charge, now) for charge in charges}
    return _rows(db, [charge for charge in charges if changed[charge.id]], changed)


def charges_said(db: Session, booking_ids: Collection[int]) -> dict[int, str]:
    """What each booking was charged and let off, in a few words; taken back, it is nothing."""
    found: dict[int, list[str]] = {}
    for charge in charges_of(db, booking_ids):
        if charge.ended_on is None:
            found.setdefault(charge.booking_id, []).append(_said(charge))
    return {number: ", ".join(said) for number, said in found.items()}


def _said(charge: Charge) -> str:
    left = charge.pence - charge.waived_pence
    waived = f"{pounds(charge.waived_pence)} waived" if charge.waived_pence else ""
    return ", ".join(filter(None, [pounds(left) if left else "", waived]))


def _charges() -> Select[Charge]:
    return select(Charge).join(Charge.booking).order_by(Charge.id)


def _changed(charge: Charge, now: dict[Key, Judged]) -> str:
    stands = now.get(key_of(charge))
    if stands is None or stands.is_suspended:
        return "No longer due: the records have changed since."
    if stands.charge is None:
        return f"No longer certain: {stands.problem}"
    if (stands.charge.pence, stands.occasion) != (charge.pence, charge.occasion):
        return f"Now {pounds(stands.charge.pence)}: {stands.charge.arithmetic}"
    return ""


def _rows(
    db: Session, charges: Sequence[Charge], changed: dict[int, str] | None = None
) -> list[Raised]:
    about = about_of(db, {charge.booking_id for charge in charges})
    invoices = invoices_of(db, [charge.id for charge in charges])
    policies = _policies_of(db, charges)
    return [
        Raised(
            id=charge.id,
            about=about[charge.booking_id],
            occasion=charge.occasion,
            pence=charge.pence,
            waived_pence=charge.waived_pence,
            words=charge.words,
            due_on=charge.due_on,
            decided_on=charge.decided_at.astimezone(LONDON).date(),
            who=charge.who,
            waived_why=charge.waived_why,
            waived_evidence=charge.waived_evidence,
            waived_by=charge.waived_by,
            ended_on=charge.ended_on,
            ended_why=charge.ended_why,
            invoice=invoices.get(charge.id, ""),
            changed=(changed or {}).get(charge.id, ""),
            line_said=_line_said(policies[charge.policy_id], charge.line),
            policy=policies[charge.policy_id].title,
        )
        for charge in charges
    ]


def _policies_of(db: Session, charges: Sequence[Charge]) -> dict[int, Policy]:
    """The versions of the policy that made some charges; while they stand, none changes."""
    columns = ChargingPolicy.id, ChargingPolicy.terms
    made = ChargingPolicy.id.in_({charge.policy_id for charge in charges})
    return {
        number: policy_from(terms) for number, terms in db.execute(select(*columns).where(made))
    }


def _line_said(policy: Policy, key: str) -> str:
    line = next((line for line in policy.lines if line.key == key), None)
    return " ".join(sentences_of_line(line)) if line else ""
