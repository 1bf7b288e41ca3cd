"""An agency's balance of a year: what it gave to training, and what it took from it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import CannotSave
from trainingdesk.domain.trainer import days_said
from trainingdesk.domain.words import listed, plain_day, short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agency_year
from trainingdesk.services.charging.accounts import account_of, on_the_account_of
from trainingdesk.services.charging.invoicing import made_out_to
from trainingdesk.services.charging.issued_page import sender_of
from trainingdesk.services.records import record_of
from trainingdesk.services.saving import save_document
from trainingdesk.services.session_days import Days
from trainingdesk.services.trainer_days import days_given_by
from trainingdesk.services.venue_days import venue_days_of
from trainingdesk.storage.models import Agency, Charge, Invoice, Payment, Receipt


@dataclass(frozen=True, slots=True)
class AgencyMoney:
    """What came in from an agency in a year, and what it was charged.

    What was credited or taken back is no charge any more. ``owed`` is what is left today of all
    its invoices, whatever their year, those of agencies that went into it among them; ``of_others``
    is how much of it is theirs.
    """

    received: int = 0
    charges: int = 0
    raised: int = 0
    waived: int = 0
    owed: int = 0
    of_others: int = 0


@dataclass(frozen=True, slots=True)
class Balance:
    """One agency's year: money and days given, against places used, absences and charges."""

    agency: str
    year: str
    money: AgencyMoney
    trainers: Days
    venues: Days
    attended: int
    booked: int
    absent: int


def agency_money(db: Session, agency_id: int, year: TrainingYear) -> AgencyMoney:
    """What came in from an agency in a year, what it was charged, and what it owes."""
    charges, raised, waived = db.execute(
        select(func.count(), func.sum(Charge.pence), func.sum(Charge.waived_pence)).where(
            Charge.agency_id == agency_id,
            Charge.ended_on.is_(None),
            Charge.due_on.between(year.first_day, year.last_day),
        )
    ).one()
    pays = Payment.receipt_id == Receipt.id, Payment.invoice_id == Invoice.id
    paid_for_it = exists().where(*pays, Invoice.agency_id == agency_id)
    received = db.scalar(
        select(func.sum(Receipt.pence)).where(
            # A receipt that names no agency is of the one whose invoice it pays.
            or_(Receipt.agency_id == agency_id, and_(Receipt.agency_id.is_(None), paid_for_it)),
            Receipt.on.between(year.first_day, year.last_day),
        )
    )
    theirs = on_the_account_of(db, agency_id)
    return AgencyMoney(
        received=int(received or 0),
        charges=charges,
        raised=int(raised or 0),
        waived=int(waived or 0),
        owed=account_of(db, theirs).outstanding,
        of_others=account_of(db, theirs[1:]).outstanding,
    )


def balance_of(db: Session, agency_id: int, year: TrainingYear, *, today: date) -> Balance:
    """The balance of an agency in a year; raises Unknown."""
    row = agency_year(db, agency_id, year, today=today)
    return Balance(
        agency=row.name,
        year=year.name,
        money=agency_money(db, agency_id, year),
        trainers=days_given_by(db, agency_id, year, today=today),
        venues=venue_days_of(db, agency_id, year, today=today),
        attended=row.attended,
        booked=row.booked,
        absent=row.absent,
    )


def balance_document(db: Session, agency_id: int, year: TrainingYear, *, today: date) -> bytes:
    """The balance of an agency as a letter, a PDF; raises Unknown."""
    from trainingdesk.reports import balance as papers  # noqa: PLC0415 - drawing loads when asked

    found = balance_of(db, agency_id, year, today=today)
    money = found.money
    charged = counted(money.charges, "charge") if money.charges else ""
    lines = papers.BalanceLine
    paper = papers.BalancePaper(
        agency=found.agency,
        to=made_out_to(record_of(db, Agency, agency_id)).splitlines(),
        written=plain_day(today),
        year=found.year,
        summary=summary_of(found),
        gave=[
            lines("Money", pounds(money.received)),
            lines("Venues", days_said(found.venues.halves), _halves(found.venues)),
            lines("Trainers", days_said(found.trainers.halves), _halves(found.trainers)),
        ],
        used=[
            lines("Places used", f"{found.attended:,}"),
            lines("Absences", f"{found.absent:,}", f"of {found.booked:,} booked"),
            lines("Charges raised", pounds(money.raised), charged),
            lines("Charges waived", pounds(money.waived)),
            lines("Left to pay", pounds(money.owed), _on(today, money)),
        ],
    )
    return papers.balance_letter(sender_of(db), paper)


def save_balance(
    db: Session, agency_id: int, year: TrainingYear, path: Path, *, today: date
) -> None:
    """Save the letter on an agency's balance; raises CannotSave, Unknown."""
    if path.suffix.lower() != ".pdf":
        raise CannotSave(path.name, "a letter is saved as .pdf")
    save_document(balance_document(db, agency_id, year, today=today), path)


def summary_of(balance: Balance) -> str:
    """The balance in two sentences."""
    gave = [f"{pounds(balance.money.received)} in money"]
    gave += [f"{balance.venues.said} of venues"] if balance.venues.halves else []
    gave += [f"{balance.trainers.said} of trainers"] if balance.trainers.halves else []
    came = counted(balance.attended, "place was used", "places were used")
    missed = f"{balance.absent:,} of {balance.booked:,} booked went unused on the day"
    return f"{balance.agency} gave the board's training {listed(gave)}. {came}; {missed}."


def _on(today: date, money: AgencyMoney) -> str:
    """On which day that was, and how much of it other agencies left behind."""
    of_others = f", {pounds(money.of_others)} taken over" if money.of_others else ""
    return f"on {short_day(today)}{of_others}"


def _halves(days: Days) -> str:
    return counted(days.half_days, "half day") if days.half_days else ""
