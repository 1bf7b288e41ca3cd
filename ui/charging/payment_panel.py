"""The form that keeps what came in for an invoice, or went back."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal

from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import day_typed, pence_typed
from trainingdesk.domain.words import brief_day, plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.invoices import InvoiceRow
from trainingdesk.services.charging.paying import (
    LooseReceipt,
    PaymentDetails,
    loose_receipts,
    match_receipt,
    record_payment,
)
from ui.charging.invoice_columns import said_of
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

CAME, WENT_BACK, IS_HERE = "Money came in", "Money was given back", "A receipt that is here already"
MONEY = ("pence", "on", "reference")
NO_RECEIPT = "None that pays for nothing yet"


class PaymentPanel(Beside):
    """Asks how much, when and under which reference, or which receipt it was."""

    done = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: InvoiceRow | None = None
        self.about = Words("", "soft", wrap=True)
        self.what = Choice([CAME, WENT_BACK, IS_HERE], "What happened")
        self.receipt = Choice([], "Receipt")
        fields = {
            "what": Field("&What happened", self.what),
            "receipt": Field("Which &receipt", self.receipt, help_text="As a workbook brought it."),
            "pence": Field("&Sum", Entry(), help_text="Such as 50 or 12.50."),
            "on": Field("On which &day", Entry()),
            "reference": Field("Re&ference", Entry(), help_text="As the bank prints it, or none."),
        }
        self.form = FormFields(fields)
        body = down(self.about, *fields.values(), gap=Space.L)
        super().__init__("Record a payment", body, self.form, save="Record it")
        self.hide()
        act(self, "&Record it", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for name in MONEY:
            entry = fields[name].control
            if isinstance(entry, Entry):
                entry.returnPressed.connect(self.save_asked)
        self.what.currentIndexChanged.connect(lambda _at: self._follow())

    def begin(self, row: InvoiceRow) -> None:
        """Ask about an invoice; what is left of it stands first."""
        self._row = row
        with self._desk.reading() as db:
            receipts = loose_receipts(db, row.id)
        self.receipt.clear()
        for receipt in receipts:
            self.receipt.addItem(_said(receipt), receipt.id)
        if not receipts:
            self.receipt.addItem(NO_RECEIPT, 0)
        self.say_title(f"Payment for {row.reference}")
        self.about.say(f"{row.agency}. {said_of(row)}")
        back = row.owed.to_give_back
        left = Decimal(abs(row.owed.outstanding))
        texts = {
            "what": WENT_BACK if back else CAME,
            "pence": f"{left / 100:.2f}" if left else "",
            "on": plain_day(self._desk.today()),
            "reference": "",
        }
        self.begin_about((row.id, row.owed), texts)
        self._follow()
        self.show()
        self.form["pence"].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def draft(self) -> dict[str, str]:
        texts = self.form.texts()
        texts.pop("receipt")
        return texts

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._follow()

    def details(self) -> PaymentDetails:
        """What is filled in; what is no day or sum is none."""
        texts = self.form.texts()
        near = TrainingYear.of(self._desk.today())
        return PaymentDetails(
            on=day_typed(texts["on"], near=near),
            pence=pence_typed(texts["pence"]),
            reference=texts["reference"],
            is_refund=texts["what"] == WENT_BACK,
        )

    def keep(self) -> None:
        """Keep what happened, or say what is to be put right."""
        row = self._row
        if row is None:
            return
        with self.problems_shown():
            said = self._match(row) if self.what.currentText() == IS_HERE else self._record(row)
            self.settle()
            self.done.emit(said)

    def _record(self, row: InvoiceRow) -> str:
        details = self.details()
        with self._desk.changing("Record a payment for", row.reference) as db:
            record_payment(db, row.id, details, by=self._desk.stamp())
        went = "went back" if details.is_refund else "came in"
        return f"{pounds(details.pence or 0)} {went} for {row.reference}."

    def _match(self, row: InvoiceRow) -> str:
        number = self.receipt.chosen()
        if not isinstance(number, int) or not number:
            raise Invalid({"receipt": "No receipt of this agency is free. Record the payment."})
        with self._desk.changing("Match a receipt with", row.reference) as db:
            match_receipt(db, row.id, number, by=self._desk.stamp())
        return f"The receipt pays for {row.reference}."

    def _follow(self) -> None:
        """Ask only for what belongs to what happened."""
        is_here = self.what.currentText() == IS_HERE
        self.form["receipt"].setVisible(is_here)
        for name in MONEY:
            self.form[name].setHidden(is_here)


def _said(receipt: LooseReceipt) -> str:
    said = (pounds(receipt.pence), brief_day(receipt.on), receipt.kind, receipt.reference)
    return ", ".join(filter(None, said))
