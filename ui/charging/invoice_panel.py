"""One invoice beside the list: its lines as they were issued, and what came in for it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import brief_day, plain_day
from trainingdesk.services.charging.invoices import InvoiceRecord, LineRow, PaymentRow
from ui.charging.invoice_columns import said_of
from ui.parts.beside import Beside
from ui.parts.layout import across, down, holder
from ui.parts.theme import Space
from ui.parts.words import Rule, Words


class InvoicePanel(Beside):
    """Shows an invoice whole; it has no fields, because an invoice never changes."""

    def __init__(self) -> None:
        self.state = Words("", "strong", wrap=True)
        self.to = Words("", wrap=True)
        self.about = Words("", "soft", wrap=True)
        self._rows = down(gap=Space.S)
        self._shown: list[QWidget] = []
        super().__init__("Invoice", down(self.state, self.to, self.about, self._rows, gap=Space.M))
        self.hide()

    def show_record(self, record: InvoiceRecord) -> None:
        """Show an invoice with all there is of it."""
        row = record.row
        self.say_title(f"Invoice {row.reference}")
        self.state.say(said_of(row))
        self.to.say("\n".join(record.made_out_to))
        days = [f"Issued on {plain_day(row.issued_on)}"]
        days += [f"pay by {plain_day(row.owed.pay_by)}"] if row.owed.pay_by else []
        self.about.say(f"{row.about}\n{', '.join(days)}")
        for part in self._shown:
            part.hide()
            part.deleteLater()
        self._shown = list(_parts(record))
        for part in self._shown:
            self._rows.addWidget(part)
        self.show()

    @property
    def told(self) -> str:
        """All that the rows say, one under another."""
        words = (label for part in self._shown for label in part.findChildren(Words))
        return "\n".join(label.text() for label in words)


def _parts(record: InvoiceRecord) -> Iterator[QWidget]:
    event = ""
    yield from _head("Lines")
    for line in record.lines:
        if line.words.event != event:
            event = line.words.event
            yield _row(event, "", strong=True)
        yield _line(line)
    yield _row("Sum", pounds(record.row.owed.pence), strong=True)
    if record.payments:
        yield from _head("Payments")
        yield from (_paid(payment) for payment in record.payments)
    if record.reminders:
        days = ", ".join(brief_day(day) for day in record.reminders)
        yield from _head("Reminders")
        yield _row(f"{counted(len(record.reminders), 'reminder')}: {days}", "")
    if record.credit is not None:
        credit = record.credit
        yield from _head("Credit note")
        yield _row(f"{credit.reference} on {plain_day(credit.on)}: {credit.reason}", "")


def _head(words: str) -> Iterator[QWidget]:
    yield Rule()
    yield _row(words, "", role="label")


def _line(line: LineRow) -> QWidget:
    coded = f" VAT {line.vat_code}." if line.vat_code else ""
    return _row(f"{line.words.delegate}\n{line.words.why}{coded}", pounds(line.pence))


def _paid(payment: PaymentRow) -> QWidget:
    about = f"{brief_day(payment.on)}, {payment.kind.lower()}\n{payment.reference}"
    return _row(about.rstrip(), pounds(payment.pence))


def _row(words: str, far: str, *, strong: bool = False, role: str = "") -> QWidget:
    role = "strong" if strong else role
    row = across(gap=Space.M)
    row.addWidget(Words(words, role, wrap=True), 1)
    if far:
        row.addWidget(Words(far, role), 0, Qt.AlignmentFlag.AlignTop)
    return holder(row)
