"""Invoices and credit notes as a .csv file for the council's finance system."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, aliased

from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.finance_file import (
    NO_CODES,
    USUAL,
    FinanceCodes,
    FinanceColumnDetails,
    FinanceField,
)
from trainingdesk.domain.invoice import InvoiceKind, LineWords
from trainingdesk.domain.refusals import CannotSave, Invalid, Refused
from trainingdesk.exchange.finance import Sum, write_finance_file
from trainingdesk.services.saving import saving
from trainingdesk.storage.models import (
    Charge,
    FinanceCode,
    FinanceColumn,
    Invoice,
    InvoiceLine,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of an invoice or credit note, with all that a column may ask of it."""

    invoice: Invoice
    words: LineWords
    pence: int
    vat_code: str
    occasion: Occasion
    codes: FinanceCodes
    credits: str

    @property
    def signed(self) -> int:
        """The sum, below nought where it is credited."""
        return -self.pence if self.invoice.kind is InvoiceKind.CREDIT_NOTE else self.pence


Held: TypeAlias = str | date | Sum | None

HOLDS: Mapping[FinanceField, Callable[[_Line], Held]] = {
    FinanceField.KIND: lambda line: line.invoice.kind.value,
    FinanceField.NUMBER: lambda line: line.invoice.reference,
    FinanceField.ISSUED: lambda line: line.invoice.issued_on,
    FinanceField.PAY_BY: lambda line: line.invoice.pay_by,
    FinanceField.AGENCY: lambda line: line.invoice.made_out_to.partition("\n")[0],
    FinanceField.ADDRESS: lambda line: ", ".join(line.invoice.made_out_to.splitlines()[1:]),
    FinanceField.ABOUT: lambda line: line.invoice.about,
    FinanceField.EVENT: lambda line: line.words.event,
    FinanceField.DELEGATE: lambda line: line.words.delegate,
    FinanceField.WHY: lambda line: line.words.why,
    FinanceField.OCCASION: lambda line: line.occasion.value,
    FinanceField.LEDGER: lambda line: line.codes.ledger,
    FinanceField.VAT: lambda line: line.codes.vat or line.vat_code,
    FinanceField.AMOUNT: lambda line: Decimal(line.signed) / 100,
    FinanceField.AMOUNT_PLAIN: lambda line: Decimal(line.pence) / 100,
    FinanceField.CREDITS: lambda line: line.credits,
}


def finance_columns(db: Session) -> tuple[FinanceColumnDetails, ...]:
    """The columns of the file: the board's own, or the usual ones."""
    query = select(FinanceColumn).order_by(FinanceColumn.turn, FinanceColumn.id)
    kept = tuple(
        FinanceColumnDetails(
            column.heading, FinanceField(column.field) if column.field else None, column.fixed
        )
        for column in db.scalars(query)
    )
    return kept or USUAL


def save_finance_columns(db: Session, columns: Sequence[FinanceColumnDetails]) -> None:
    """Decide on the columns, in this order; none brings the usual ones back. Raises Invalid."""
    problems = {f"columns.{n}": c.problem for n, c in enumerate(columns) if c.problem}
    if problems:
        raise Invalid(problems)
    for column in db.scalars(select(FinanceColumn)):
        db.delete(column)
    db.flush()
    if tuple(columns) != USUAL:
        db.add_all(
            FinanceColumn(
                turn=turn,
                heading=column.heading.strip(),
                field=column.field.value if column.field else "",
                fixed=column.fixed.strip(),
            )
            for turn, column in enumerate(columns, 1)
        )
    db.flush()


def finance_codes(db: Session) -> dict[Occasion, FinanceCodes]:
    """The codes of every kind of charge; empty where none is said."""
    kept = {code.occasion: FinanceCodes(code.ledger, code.vat) for code in _codes(db)}
    return {occasion: kept.get(occasion, NO_CODES) for occasion in Occasion}


def save_finance_codes(db: Session, codes: Mapping[Occasion, FinanceCodes]) -> None:
    """Decide on the codes of kinds of charge."""
    kept = {code.occasion: code for code in _codes(db)}
    for occasion, said in codes.items():
        row = kept.get(occasion)
        if row is None and said == NO_CODES:
            continue
        if row is None:
            row = FinanceCode(occasion=occasion)
            db.add(row)
        row.ledger, row.vat = said.ledger.strip(), said.vat.strip()
    db.flush()


def save_finance_file(db: Session, path: Path, *, since: date, until: date) -> int:
    """Save what was issued from one day to another, a row a line, and return how many rows.

    Raises CannotSave, Refused.
    """
    if path.suffix.lower() != ".csv":
        raise CannotSave(path.name, "a file for the finance system is saved as .csv")
    lines = _lines(db, since, until)
    if not lines:
        raise Refused("Nothing was issued in these days.")
    columns = finance_columns(db)
    rows = ([_held(column, line) for column in columns] for line in lines)
    with saving(path) as unfinished:
        write_finance_file(unfinished, [column.heading for column in columns], rows)
    return len(lines)


def _codes(db: Session) -> list[FinanceCode]:
    return list(db.scalars(select(FinanceCode)))


def _held(column: FinanceColumnDetails, line: _Line) -> Held:
    return column.fixed if column.field is None else HOLDS[column.field](line)


def _lines(db: Session, since: date, until: date) -> list[_Line]:
    codes = finance_codes(db)
    return [
        _Line(
            invoice=invoice,
            words=LineWords.of(line.words),
            pence=line.pence,
            vat_code=line.vat_code,
            occasion=occasion,
            codes=codes[occasion],
            credits=credited or "",
        )
        for line, invoice, occasion, credited in db.execute(_issued(since, until))
    ]


def _issued(since: date, until: date) -> Select[InvoiceLine, Invoice, Occasion, str]:
    credited = aliased(Invoice)
    return (
        select(InvoiceLine, Invoice, Charge.occasion, credited.reference)
        .join(Invoice, Invoice.id == InvoiceLine.invoice_id)
        .join(Charge, Charge.id == InvoiceLine.charge_id)
        .outerjoin(credited, credited.id == Invoice.credits_id)
        .where(Invoice.issued_on.between(since, until))
        .order_by(Invoice.id, InvoiceLine.id)
    )
