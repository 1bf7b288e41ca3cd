"""A desk with charges to invoice, and the days on which things happen to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sqlalchemy import URL, select
from sqlalchemy.orm import Session

from tests.conftest import a_course, a_delegate, an_agency, an_event
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.amount import Flat
from trainingdesk.domain.charging.as_data import data_of
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Billed, Policy
from trainingdesk.domain.invoice import Owed
from trainingdesk.services.charging.invoices import InvoiceRow, invoice_record, invoices
from trainingdesk.services.charging.invoicing import issue_invoices
from trainingdesk.services.charging.paying import PaymentDetails, record_payment
from trainingdesk.services.charging.ready import Ready, ready_to_invoice
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Charge,
    ChargingFact,
    ChargingPolicy,
    Event,
    Invoice,
    Mark,
)

HELD = date(2026, 6, 10)
ISSUED = date(2026, 7, 3)
BY_EVENT = Policy(
    "Westmere's policy",
    (
        Line("missed", Occasion.ABSENCE, (Tier(Flat(50_00)),), plus_costs=True, vat_code="O"),
        Line("fee", Occasion.ATTENDANCE_FEE, (Tier(Flat(20_00)),)),
    ),
)
BY_MONTH = replace(BY_EVENT, billed=Billed.MONTH, payment_days=14)


@dataclass
class Clock:
    """The day it is."""

    day: date = ISSUED

    def now(self) -> datetime:
        """Noon of the day."""
        return datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)


@dataclass
class Ledger:
    """Two agencies and two events, charges for people who missed them, and what comes of it."""

    desk: Desk
    clock: Clock
    policy: int = 0
    agencies: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    people: int = 0

    @property
    def by(self) -> Stamp:
        """Whoever acts today."""
        return self.desk.stamp()

    def set_up(self, policy: Policy = BY_EVENT) -> None:
        """Keep a policy, two agencies and two events of a day each."""
        with self.desk.changing("Set up") as db:
            kept = ChargingPolicy(terms=data_of(policy), since=date(2026, 4, 1))
            db.add(kept)
            for name in ("North Vale", "Library"):
                self.agencies[name] = an_agency(db, name).id
            for title, reference, day in (("Risk", "R", HELD), ("Neglect", "N", date(2026, 6, 22))):
                course = a_course(db, title, reference)
                event = an_event(db, course, day, places=99, reference=f"{reference}-1")
                event.register_closed_on = day
                self.events[title] = event.id
            db.flush()
            self.policy = kept.id

    def charge(
        self,
        pence: int = 50_00,
        *,
        agency: str = "North Vale",
        event: str = "Risk",
        occasion: Occasion = Occasion.ABSENCE,
        due_on: date = HELD,
        waived: int = 0,
        vat_code: str = "",
    ) -> int:
        """Raise a charge for one more person, and return its number."""
        self.people += 1
        with self.desk.changing("Raise") as db:
            sends = db.get_one(Agency, self.agencies[agency])
            who = a_delegate(db, sends, "Ann", f"P{self.people:02}")
            booking = Booking(
                event_id=self.events[event],
                delegate_id=who.id,
                agency_id=who.agency_id,
                status=BookingStatus.BOOKED,
            )
            db.add(booking)
            db.flush()
            self._bears_out(db, booking, pence, occasion)
            charge = Charge(
                booking_id=booking.id,
                agency_id=who.agency_id,
                policy_id=self.policy,
                line="fee" if occasion is Occasion.ATTENDANCE_FEE else "missed",
                occasion=occasion,
                pence=pence,
                waived_pence=waived,
                vat_code=vat_code,
                words=f"{occasion}: £{pence // 100}",
                due_on=due_on,
                decided_at=self.clock.now(),
                who="sam",
            )
            db.add(charge)
            db.flush()
            return charge.id

    def _bears_out(self, db: Session, booking: Booking, pence: int, occasion: Occasion) -> None:
        """Let the records say what the charge says: what goes beyond £50 are costs it caused."""
        is_fee = occasion is Occasion.ATTENDANCE_FEE
        attendance = Attendance.ATTENDED if is_fee else Attendance.ABSENT
        (session,) = db.get_one(Event, booking.event_id).sessions
        db.add(Mark(booking_id=booking.id, session_id=session.id, attendance=attendance))
        db.add(ChargingFact(booking_id=booking.id, extra_pence=max(0, pence - 50_00)))
        db.flush()

    def ready(self) -> list[Ready]:
        """The invoices that are still to be issued."""
        with self.desk.reading() as db:
            return ready_to_invoice(db)

    def issued(self) -> int:
        """Issue what is ready, or one charge where nothing is, and return the newest number."""
        if not self.ready():
            self.charge()
        issue_invoices(self.desk)
        return self.newest().id

    def newest(self) -> Invoice:
        """The invoice or credit note that was issued last."""
        with self.desk.reading() as db:
            return db.scalars(select(Invoice).order_by(Invoice.id.desc())).first() or Invoice()

    def rows(self) -> list[InvoiceRow]:
        """The list of invoices."""
        with self.desk.reading() as db:
            return invoices(db, today=self.clock.day)

    def pay(self, invoice_id: int, pence: int, *, is_refund: bool = False) -> None:
        """Record that money came in today, or went back."""
        details = PaymentDetails(self.clock.day, pence, is_refund=is_refund)
        with self.desk.changing("Record a payment") as db:
            record_payment(db, invoice_id, details, by=self.by)

    def owed(self, invoice_id: int) -> Owed:
        """How far an invoice is."""
        with self.desk.reading() as db:
            return invoice_record(db, invoice_id, today=self.clock.day).row.owed


@contextmanager
def a_ledger(address: URL, policy: Policy = BY_EVENT) -> Iterator[Ledger]:
    """A ledger on a desk that nothing was done on."""
    clock = Clock()
    desk = Desk(address, who="sam", today=lambda: clock.day, now=clock.now)
    ledger = Ledger(desk, clock)
    ledger.set_up(policy)
    yield ledger
    desk.close()
