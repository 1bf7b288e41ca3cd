"""The form that credits an invoice."""

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.services.charging.crediting import credit_invoice
from trainingdesk.services.charging.invoices import InvoiceRecord
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act


class CreditPanel(Beside):
    """Says what a credit note undoes, and asks for the reason that it prints."""

    done = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._record: InvoiceRecord | None = None
        self.about = Words("", wrap=True)
        entry = Entry()
        fields = {"reason": Field("&Why", entry, help_text="The credit note prints it.")}
        self.form = FormFields(fields)
        body = down(self.about, *fields.values(), gap=Space.L)
        super().__init__("Credit", body, self.form, save="Credit the invoice")
        self.hide()
        act(self, "&Credit the invoice", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        entry.returnPressed.connect(self.save_asked)

    def begin(self, record: InvoiceRecord) -> None:
        """Ask about an invoice."""
        self._record = record
        row = record.row
        self.say_title(f"Credit {row.reference}")
        charges = counted(len(record.lines), "charge")
        said = [
            f"A credit note of {pounds(row.owed.pence)} undoes the whole invoice to {row.agency}.",
            f"Its {charges} end; what still stands can be raised and invoiced anew.",
            "An issued note cannot be taken back.",
        ]
        if row.owed.paid > 0:
            said.insert(1, f"The {pounds(row.owed.paid)} that came in is to be given back.")
        self.about.say(" ".join(said))
        self.begin_about(row.id, {"reason": ""})
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Issue the credit note, or say why not."""
        record = self._record
        if record is None:
            return
        with self.problems_shown():
            reason = self.form.texts()["reason"]
            reference = credit_invoice(self._desk, record.row.id, reason)
            self.settle()
            self.done.emit(f"{reference} credits {record.row.reference}.")
