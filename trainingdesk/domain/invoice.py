"""Invoices and the credit notes that undo them."""

from enum import StrEnum


class InvoiceKind(StrEnum):
    """What a numbered page asks for, or gives back."""

    INVOICE = "Invoice"
    CREDIT_NOTE = "Credit note"
