"""The charge run: what came due is raised or waived, in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Invalid, ListOutdated, Refused
from trainingdesk.services.charging.due import Due, charges_of, due_of, key_of
from trainingdesk.services.charging.judging import Key, judged_of
from trainingdesk.services.charging.versions import versions
from trainingdesk.services.desk import Stamp
from trainingdesk.services.statuses import lock_in_order
from trainingdesk.storage.models import Charge


@dataclass(frozen=True, slots=True)
class Waived:
    """That somebody is let off: why, on what evidence, who decided it, and how much of it.

    Without a sum it is all of it.
    """

    why: str
    evidence: str = ""
    decided_by: str = ""
    pence: int | None = None

    def of(self, pence: int) -> int:
        """So much is waived of a sum."""
        return pence if self.pence is None else self.pence

    def problems(self, pence: int) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.why.strip():
            found["why"] = "Say why it is waived: the sum has to stand up to questions."
        if not self.decided_by.strip():
            found["decided_by"] = "Say who decided it."
        if not 0 < self.of(pence) <= pence:
            found["pence"] = f"Waive from £0.01 to {pounds(pence)}, or leave this empty for all."
        return found


@dataclass(frozen=True, slots=True)
class Decided:
    """A sum as it was seen in the list, and whether it is waived."""

    due: Due
    waived: Waived | None = None

    @property
    def waived_pence(self) -> int:
        """So much of it is waived."""
        return self.waived.of(self.due.pence) if self.waived else 0


@dataclass(frozen=True, slots=True)
class Run:
    """What was kept of one run: how many were charged and let off, and what that comes to."""

    charge_ids: tuple[int, ...]
    raised: int
    waived: int
    raised_pence: int
    waived_pence: int

    @property
    def said(self) -> str:
        """What was done, as the foot says it."""
        parts = []
        if self.raised:
            parts.append(f"{counted(self.raised, 'charge')} raised, {pounds(self.raised_pence)}")
        if self.waived_pence:
            whole = f"{self.waived:,} waived, " if self.waived else "waived in part, "
            parts.append(f"{whole}{pounds(self.waived_pence)}")
        return "; ".join(parts)


def run_of(decided: Sequence[Decided]) -> Run:
    """What a run would come to; it has no numbers yet."""
    whole = sum(each.waived_pence == each.due.pence for each in decided)
    waived = sum(each.waived_pence for each in decided)
    asked = sum(each.due.pence for each in decided)
    return Run((), len(decided) - whole, whole, asked - waived, waived)


def raise_charges(db: Session, decided: Sequence[Decided], *, by: Stamp) -> Run:
    """Raise or waive what was decided on, all of it or nothing.

    What was seen must still be what is due. Raises Invalid, Refused, ListOutdated.
    """
    if not decided:
        raise Refused("Nothing is chosen, so there is nothing to charge.")
    for each in decided:
        _refuse_unless_chargeable(each)
    if len({each.due.key for each in decided}) < len(decided):
        raise Refused("The same sum is chosen twice. Nothing was charged.")
    lock_in_order(db, {each.due.about.event_id for each in decided})
    _refuse_what_was_decided(db, decided)
    _refuse_what_changed(db, decided)
    charges = [_charge(each, by) for each in decided]
    db.add_all(charges)
    db.flush()
    run = run_of(decided)
    numbers = tuple(charge.id for charge in charges)
    return Run(numbers, run.raised, run.waived, run.raised_pence, run.waived_pence)


def _refuse_unless_chargeable(each: Decided) -> None:
    row = each.due
    if row.problem:
        raise Refused(f"{row.about.delegate} cannot be charged: {row.problem}")
    if row.suspended:
        raise Refused(
            f"{row.about.delegate} cannot be charged: charging was suspended on the day of the "
            "event, and this only shows what would have been charged."
        )
    if each.waived is not None and (problems := each.waived.problems(row.pence)):
        raise Invalid(problems)


def _refuse_what_was_decided(db: Session, decided: Sequence[Decided]) -> None:
    """Nobody pays twice because two people reviewed the same list."""
    wanted = {each.due.key: each.due for each in decided}
    numbers = {key.booking_id for key in wanted}
    for charge in charges_of(db, numbers):
        if charge.ended_on is None and key_of(charge) in wanted:
            whose = wanted[key_of(charge)].about.delegate
            done = "waived" if charge.waived_pence == charge.pence else "raised"
            raise ListOutdated(
                f"{charge.who or 'Somebody'} has {done} the charge of {whose} meanwhile. Nothing "
                "was charged now: look at the list again."
            )


def _refuse_what_changed(db: Session, decided: Sequence[Decided]) -> None:
    now = _due_now(db, decided)
    for each in decided:
        row = each.due
        stands = now.get(row.key)
        if stands is None:
            raise ListOutdated(
                f"{row.about.delegate} no longer owes this: the records changed meanwhile. "
                "Nothing was charged: look at the list again."
            )
        if (stands.pence, stands.words, stands.policy_id, stands.suspended) != (
            row.pence,
            row.words,
            row.policy_id,
            row.suspended,
        ):
            raise ListOutdated(
                f"What {row.about.delegate} owes has changed meanwhile. Nothing was charged: look "
                "at the list again."
            )


def _due_now(db: Session, decided: Sequence[Decided]) -> Mapping[Key, Due]:
    numbers = {each.due.about.booking_id for each in decided}
    # Read again what another desk may have written before the events were ours.
    db.flush()
    db.expire_all()
    now = judged_of(db, numbers, versions(db, held=True))
    return {row.key: row for row in due_of(db, now.values())}


def _charge(each: Decided, by: Stamp) -> Charge:
    row, waived = each.due, each.waived
    return Charge(
        booking_id=row.about.booking_id,
        agency_id=row.about.agency_id,
        policy_id=row.policy_id,
        line=row.line,
        occasion=row.occasion,
        pence=row.pence,
        vat_code=row.vat_code,
        charging_group=row.group,
        price_pence=row.price_pence,
        words=row.words,
        due_on=row.due_on,
        decided_at=by.at,
        who=by.who,
        waived_pence=each.waived_pence,
        waived_why=waived.why.strip() if waived else "",
        waived_evidence=waived.evidence.strip() if waived else "",
        waived_by=waived.decided_by.strip() if waived else "",
    )
