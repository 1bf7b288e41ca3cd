"""The file for a finance system: which columns it has, and what each of them holds."""

from dataclasses import dataclass
from enum import StrEnum


class FinanceField(StrEnum):
    """What a column of the file may hold."""

    KIND = "Invoice or credit note"
    NUMBER = "Number"
    ISSUED = "Issued on"
    PAY_BY = "Pay by"
    AGENCY = "Agency"
    ADDRESS = "Invoice address"
    ABOUT = "About"
    EVENT = "Event"
    DELEGATE = "Delegate"
    WHY = "Why it is charged"
    OCCASION = "Kind of charge"
    LEDGER = "Ledger code"
    VAT = "VAT code"
    AMOUNT = "Amount, credit notes below nought"
    AMOUNT_PLAIN = "Amount without a sign"
    CREDITS = "Invoice that is credited"


@dataclass(frozen=True, slots=True)
class FinanceColumnDetails:
    """One column: its heading, and what it holds, or the same text in every row."""

    heading: str
    field: FinanceField | None = None
    fixed: str = ""

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        return "" if self.heading.strip() else "Give every column a heading."


@dataclass(frozen=True, slots=True)
class FinanceCodes:
    """Under which codes a kind of charge is booked."""

    ledger: str = ""
    vat: str = ""


USUAL = (
    FinanceColumnDetails("Document type", FinanceField.KIND),
    FinanceColumnDetails("Document number", FinanceField.NUMBER),
    FinanceColumnDetails("Document date", FinanceField.ISSUED),
    FinanceColumnDetails("Due date", FinanceField.PAY_BY),
    FinanceColumnDetails("Customer", FinanceField.AGENCY),
    FinanceColumnDetails("Description", FinanceField.EVENT),
    FinanceColumnDetails("Ledger code", FinanceField.LEDGER),
    FinanceColumnDetails("VAT code", FinanceField.VAT),
    FinanceColumnDetails("Net amount", FinanceField.AMOUNT),
    FinanceColumnDetails("Original document", FinanceField.CREDITS),
)
"""The columns until the board has chosen its own: no name of a delegate leaves the desk."""
NO_CODES = FinanceCodes()
