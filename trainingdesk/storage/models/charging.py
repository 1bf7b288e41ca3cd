"""What is owed and why: the policy in its versions, charges, invoices and what was paid."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.invoice import InvoiceKind
from trainingdesk.storage.models.agency import Agency
from trainingdesk.storage.models.base import (
    NUMBERED_ONCE,
    Base,
    link,
    never_below_nought,
    unique_where,
)
from trainingdesk.storage.models.booking import Booking
from trainingdesk.storage.models.money import Receipt

STANDS = "ended_on IS NULL"
A_FEE = f"occasion = '{Occasion.ATTENDANCE_FEE}'"


class ChargingPolicy(Base):
    """One version of the board's charging policy, half-written until it has a first day."""

    __tablename__ = "charging_policy"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    terms: Mapped[dict[str, Any]]  # as trainingdesk.domain.charging.as_data writes them
    since: Mapped[date | None]  # the first day it is in force
    until: Mapped[date | None]  # the last one

    pauses: Mapped[list["ChargingPause"]] = relationship(
        back_populates="policy", order_by="ChargingPause.since", cascade="all, delete-orphan"
    )


class ChargingPause(Base):
    """A spell in which a policy charges nobody; without a last day it is not resumed yet."""

    __tablename__ = "charging_pause"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    policy_id: Mapped[int] = link("charging_policy.id")
    since: Mapped[date]
    until: Mapped[date | None]
    why: Mapped[str] = mapped_column(default="")

    policy: Mapped[ChargingPolicy] = relationship(back_populates="pauses")


class ChargingFact(Base):
    """What only charging asks of a booking: the fee it had paid, and who was told when."""

    __tablename__ = "charging_fact"
    __table_args__ = tuple(never_below_nought("fee_paid_pence", "extra_pence"))

    booking_id: Mapped[int] = mapped_column(
        ForeignKey("booking.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    fee_paid_pence: Mapped[int] = mapped_column(BigInteger, default=0)
    phoned_at: Mapped[datetime | None]
    emailed_at: Mapped[datetime | None]
    extra_pence: Mapped[int] = mapped_column(BigInteger, default=0)  # costs that it caused
    extra_note: Mapped[str] = mapped_column(default="")


class Charge(Base):
    """A sum that was decided on: raised, or waived whole or in part, with its words kept."""

    __tablename__ = "charge"
    __table_args__ = (
        # No absence is charged twice, and no place either.
        unique_where("uq_charge_fee", "booking_id", where=f"{STANDS} AND {A_FEE}"),
        unique_where("uq_charge_missed", "booking_id", where=f"{STANDS} AND NOT {A_FEE}"),
        CheckConstraint("pence > 0", name="pence"),
        CheckConstraint("waived_pence BETWEEN 0 AND pence", name="waived_pence"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    booking_id: Mapped[int] = link("booking.id")
    agency_id: Mapped[int] = link("agency.id")  # as it was then
    policy_id: Mapped[int] = link("charging_policy.id")
    line: Mapped[str]  # the key of the policy's line
    occasion: Mapped[Occasion]
    pence: Mapped[int] = mapped_column(BigInteger)
    vat_code: Mapped[str] = mapped_column(default="")
    charging_group: Mapped[str] = mapped_column(default="")  # by which it was judged
    price_pence: Mapped[int | None] = mapped_column(BigInteger)  # of a place, as it was then
    words: Mapped[str]  # its arithmetic in a sentence
    due_on: Mapped[date] = mapped_column(index=True)  # when it came due
    decided_at: Mapped[datetime]
    who: Mapped[str]
    waived_pence: Mapped[int] = mapped_column(BigInteger, default=0)
    waived_why: Mapped[str] = mapped_column(default="")
    waived_evidence: Mapped[str] = mapped_column(default="")
    waived_by: Mapped[str] = mapped_column(default="")  # who decided
    ended_on: Mapped[date | None]  # it was credited, or taken back before it was invoiced
    ended_why: Mapped[str] = mapped_column(default="")

    booking: Mapped[Booking] = relationship()
    agency: Mapped[Agency] = relationship()
    policy: Mapped[ChargingPolicy] = relationship()


class Invoice(Base):
    """An invoice or a credit note: from its issue on it never changes."""

    __tablename__ = "invoice"
    __table_args__ = (
        UniqueConstraint("kind", "number"),
        CheckConstraint("pence > 0", name="pence"),
        CheckConstraint("number > 0", name="number"),
        NUMBERED_ONCE,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[InvoiceKind]
    number: Mapped[int]  # in a row of its own for each kind, without gaps
    reference: Mapped[str] = mapped_column(unique=True)  # as it is printed
    agency_id: Mapped[int] = link("agency.id")
    made_out_to: Mapped[str]  # the name and the address, by line
    about: Mapped[str]  # the event or the month that it is for
    pence: Mapped[int] = mapped_column(BigInteger)  # of a credit note too
    issued_on: Mapped[date] = mapped_column(index=True)
    pay_by: Mapped[date | None]
    credits_id: Mapped[int | None] = mapped_column(
        ForeignKey("invoice.id", deferrable=True, initially="IMMEDIATE"), unique=True
    )
    reason: Mapped[str] = mapped_column(default="")  # of a credit note
    at: Mapped[datetime]
    who: Mapped[str]

    agency: Mapped[Agency] = relationship()
    lines: Mapped[list["InvoiceLine"]] = relationship(order_by="InvoiceLine.id")


class InvoiceLine(Base):
    """One line of an invoice, in the words and with the sum it was issued with."""

    __tablename__ = "invoice_line"
    __table_args__ = (UniqueConstraint("invoice_id", "charge_id"), NUMBERED_ONCE)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = link("invoice.id", indexed=False)  # the unique set begins with it
    charge_id: Mapped[int] = link("charge.id")
    words: Mapped[str]
    pence: Mapped[int] = mapped_column(BigInteger)
    vat_code: Mapped[str] = mapped_column(default="")

    charge: Mapped[Charge] = relationship()


class InvoicePage(Base):
    """The printed page of an invoice, as it was sent."""

    __tablename__ = "invoice_page"

    invoice_id: Mapped[int] = mapped_column(
        ForeignKey("invoice.id", deferrable=True, initially="IMMEDIATE"), primary_key=True
    )
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Payment(Base):
    """Money that came in for an invoice, or went back: the receipt says when and how much.

    A receipt pays for one invoice, so what a workbook brought in is never counted twice.
    """

    __tablename__ = "payment"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = link("invoice.id")
    receipt_id: Mapped[int] = mapped_column(
        ForeignKey("receipt.id", deferrable=True, initially="IMMEDIATE"), unique=True
    )
    at: Mapped[datetime]
    who: Mapped[str]

    invoice: Mapped[Invoice] = relationship()
    receipt: Mapped[Receipt] = relationship()


class InvoiceReminder(Base):
    """That an agency was reminded of an invoice."""

    __tablename__ = "invoice_reminder"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    invoice_id: Mapped[int] = link("invoice.id")
    on: Mapped[date]
    who: Mapped[str]


class FinanceColumn(Base):
    """A column of the file for the council's finance system."""

    __tablename__ = "finance_column"
    __table_args__ = (NUMBERED_ONCE,)

    id: Mapped[int] = mapped_column(primary_key=True)
    turn: Mapped[int]  # its place in the file
    heading: Mapped[str]
    field: Mapped[str] = mapped_column(default="")  # what it holds; empty: the same text always
    fixed: Mapped[str] = mapped_column(default="")


class FinanceCode(Base):
    """The codes under which the finance system books a kind of charge."""

    __tablename__ = "finance_code"

    occasion: Mapped[Occasion] = mapped_column(primary_key=True)
    ledger: Mapped[str] = mapped_column(default="")
    vat: Mapped[str] = mapped_column(default="")
