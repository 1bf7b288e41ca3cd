"""Invoices and the credit notes that undo them: their numbers, their words, how far they are."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

REMIND_AFTER_DAYS = 14
"""An agency is not reminded of the same invoice more often than this."""


class InvoiceKind(StrEnum):
    """What a numbered page asks for, or gives back."""

    INVOICE = "Invoice"
    CREDIT_NOTE = "Credit note"


class InvoiceState(StrEnum):
    """How far an invoice is."""

    NOT_DUE = "Not due"
    PART_PAID = "Part paid"
    OVERDUE = "Overdue"
    PAID = "Paid"
    CREDITED = "Credited"


class Age(StrEnum):
    """How long a sum has been due."""

    NOT_DUE = "Not due"
    UP_TO_30 = "1 to 30 days"
    UP_TO_60 = "31 to 60 days"
    UP_TO_90 = "61 to 90 days"
    OVER_90 = "Over 90 days"


LIMITS = {Age.NOT_DUE: 0, Age.UP_TO_30: 30, Age.UP_TO_60: 60, Age.UP_TO_90: 90}
"""The last day of each age but the last."""


def reference_of(prefix: str, number: int) -> str:
    """A number as it is printed: INV-00073."""
    return f"{prefix}{number:05}"


@dataclass(frozen=True, slots=True)
class LineWords:
    """What one line of an invoice says, each on a line of its own: event, person and why."""

    event: str
    delegate: str
    why: str

    @property
    def text(self) -> str:
        """The words as an invoice keeps them."""
        return "\n".join(" ".join(part.split()) for part in (self.event, self.delegate, self.why))

    @classmethod
    def of(cls, text: str) -> "LineWords":
        """The words that an invoice kept."""
        event, _, rest = text.partition("\n")
        delegate, _, why = rest.partition("\n")
        return cls(event, delegate, why)


@dataclass(frozen=True, slots=True)
class Owed:
    """What an invoice asks for, what came in for it, and what is left."""

    pence: int
    paid: int = 0
    pay_by: date | None = None
    credited: bool = False

    @property
    def credited_pence(self) -> int:
        """What a credit note took back: all of it, or nothing."""
        return self.pence if self.credited else 0

    @property
    def outstanding(self) -> int:
        """What is still to be paid; below nought, it is to be given back."""
        return self.pence - self.credited_pence - self.paid

    @property
    def to_give_back(self) -> int:
        """What came in beyond what was asked for."""
        return max(0, -self.outstanding)

    def days_over(self, today: date) -> int:
        """For how many days something of it has been due; 0 where nothing is."""
        if self.outstanding <= 0 or self.pay_by is None:
            return 0
        return max(0, (today - self.pay_by).days)

    def state(self, today: date) -> InvoiceState:
        """How far it is on a day."""
        if self.credited:
            return InvoiceState.CREDITED
        if self.outstanding <= 0:
            return InvoiceState.PAID
        if self.days_over(today):
            return InvoiceState.OVERDUE
        return InvoiceState.PART_PAID if self.paid > 0 else InvoiceState.NOT_DUE

    def age(self, today: date) -> Age:
        """How long what is left has been due."""
        days = self.days_over(today)
        return next((age for age, last in LIMITS.items() if days <= last), Age.OVER_90)
