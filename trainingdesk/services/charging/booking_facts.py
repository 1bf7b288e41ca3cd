"""What only charging asks of a booking: the fee it paid, who was told when, and extra costs."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from trainingdesk.domain.charging.amount import wrong_sum
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, ChargingFact

LONGEST_NOTE = 120


@dataclass(frozen=True, slots=True)
class BookingFacts:
    """What was entered of one booking for its charge; moments have a time zone."""

    fee_paid_pence: int = 0
    phoned_at: datetime | None = None
    emailed_at: datetime | None = None
    extra_pence: int = 0
    extra_note: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        sums = {"fee_paid_pence": self.fee_paid_pence, "extra_pence": self.extra_pence}
        found = {name: wrong_sum(pence) for name, pence in sums.items()}
        if self.extra_pence and not self.extra_note.strip():
            found["extra_note"] = "Say what the extra costs are for: the charge names it."
        if len(self.extra_note.strip()) > LONGEST_NOTE:
            found["extra_note"] = f"Say it in {LONGEST_NOTE} letters: the invoice prints it."
        return {name: said for name, said in found.items() if said}


def booking_facts(db: Session, booking_id: int) -> BookingFacts:
    """What was entered of a booking; raises Unknown."""
    record_of(db, Booking, booking_id)
    kept = db.get(ChargingFact, booking_id)
    return _facts(kept) if kept is not None else BookingFacts()


def keep_booking_facts(
    db: Session, booking_id: int, facts: BookingFacts, *, opened: BookingFacts | None = None
) -> None:
    """Keep what charging asks of a booking; charges that were raised stay as they are.

    Raises Invalid, Unknown, ChangedMeanwhile.
    """
    if problems := facts.problems():
        raise Invalid(problems)
    record_of(db, Booking, booking_id, lock=True)
    kept = db.get(ChargingFact, booking_id, populate_existing=True)
    stands = _facts(kept) if kept is not None else BookingFacts()
    refuse_if_changed(opened, stands)
    if kept is None:
        if facts == BookingFacts():
            return
        kept = ChargingFact(booking_id=booking_id)
        db.add(kept)
    kept.fee_paid_pence, kept.extra_pence = facts.fee_paid_pence, facts.extra_pence
    kept.phoned_at, kept.emailed_at = _utc(facts.phoned_at), _utc(facts.emailed_at)
    kept.extra_note = facts.extra_note.strip()
    db.flush()


def _utc(at: datetime | None) -> datetime | None:
    """A moment as the desk keeps it."""
    return at.astimezone(UTC) if at is not None else None


def _facts(kept: ChargingFact) -> BookingFacts:
    return BookingFacts(
        fee_paid_pence=kept.fee_paid_pence,
        phoned_at=kept.phoned_at,
        emailed_at=kept.emailed_at,
        extra_pence=kept.extra_pence,
        extra_note=kept.extra_note,
    )
