"""The forms for what invoices look like to others: numbers, payment, codes and columns."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.finance_file import FinanceCodes, FinanceColumnDetails, FinanceField
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.charging.finance_file import (
    finance_codes,
    finance_columns,
    save_finance_codes,
    save_finance_columns,
)
from trainingdesk.services.charging.invoice_settings import (
    InvoiceSettings,
    invoice_settings,
    save_invoice_settings,
)
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

THE_SAME = "The same text in every row"
INVOICES = "What stands before the number: INV- makes INV-00001."
CREDIT_NOTES = "CN- makes CN-00001."
FROM_NOW_ON = "Holds from the next invoice on. What was issued stays as it is."
PAY_TO = "A line each, such as “Sort code: 00-00-00”. The number of the invoice stands below them."
CODES = "Under which codes the finance system books each kind of charge. Empty: it gets none."
LEDGER, VAT = "ledger", "vat"


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """One column of the finance file, with its place in it as its number."""

    id: int
    details: FinanceColumnDetails

    @property
    def holds(self) -> str:
        """What stands in it."""
        return self.details.field.value if self.details.field else f"“{self.details.fixed}”"


class NumbersForm(Beside):
    """Asks how the numbers of invoices and credit notes begin, and how an invoice is paid."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        fields = {
            "invoice_prefix": Field("&Invoices are numbered", Entry(), help_text=INVOICES),
            "credit_prefix": Field("&Credit notes are numbered", Entry(), help_text=CREDIT_NOTES),
            "pay_to": Field("&How to pay", Prose(), help_text=PAY_TO),
        }
        self.form = FormFields(fields)
        body = down(*fields.values(), Words(FROM_NOW_ON, "soft", wrap=True), gap=Space.L)
        super().__init__("Numbers and payment", body, self.form, save="Save")
        self.hide()
        act(self, "&Save", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)

    def begin(self) -> None:
        """Show what holds now."""
        with self._desk.reading() as db:
            now = invoice_settings(db)
        texts = {name: getattr(now, name) for name in self.form.texts()}
        self.begin_about("numbers", texts)
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Save it, or say what is to be put right."""
        with self.problems_shown():
            with self._desk.changing("Change", "how invoices are numbered and paid") as db:
                save_invoice_settings(db, InvoiceSettings(**self.form.texts()))
            self.settle()


class CodesForm(Beside):
    """Asks for the codes of every kind of charge."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        fields = {}
        for occasion in Occasion:
            fields[f"{LEDGER}.{occasion}"] = Field(f"{occasion}: ledger code", Entry())
            fields[f"{VAT}.{occasion}"] = Field(f"{occasion}: VAT code", Entry())
        self.form = FormFields(fields)
        body = down(Words(CODES, "soft", wrap=True), *fields.values(), gap=Space.M)
        super().__init__("Codes", body, self.form, save="Save the codes")
        self.hide()
        act(self, "&Save the codes", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)

    def begin(self) -> None:
        """Show what holds now."""
        with self._desk.reading() as db:
            codes = finance_codes(db)
        texts = {f"{LEDGER}.{occasion}": code.ledger for occasion, code in codes.items()}
        texts |= {f"{VAT}.{occasion}": code.vat for occasion, code in codes.items()}
        self.begin_about("codes", texts)
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Save the codes."""
        texts = self.form.texts()
        codes = {
            each: FinanceCodes(texts[f"{LEDGER}.{each}"], texts[f"{VAT}.{each}"])
            for each in Occasion
        }
        with self.problems_shown():
            with self._desk.changing("Change", "the codes of the finance file") as db:
                save_finance_codes(db, codes)
            self.settle()


class ColumnForm(Beside):
    """Asks for the heading of a column, and what it holds."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self._desk, self._row_id = desk, 0
        self.holds = Choice([*FinanceField, THE_SAME], "It holds")
        fields = {
            "heading": Field("&Heading", Entry(), help_text="As the finance system expects it."),
            "holds": Field("It h&olds", self.holds),
            "fixed": Field("Te&xt", Entry()),
        }
        self.form = FormFields(fields)
        super().__init__("Column", down(*fields.values(), gap=Space.L), self.form, save="Save")
        self.hide()
        act(self, "&Save the column", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        self.holds.currentIndexChanged.connect(lambda _at: self._follow())

    def begin(self, row: ColumnRow | None) -> None:
        """Ask for a new column, or what is to be different about one."""
        details = row.details if row else FinanceColumnDetails("", FinanceField.NUMBER)
        self._row_id = row.id if row else 0
        self.say_title("Change the column" if row else "New column")
        texts = {
            "heading": details.heading,
            "holds": details.field.value if details.field else THE_SAME,
            "fixed": details.fixed,
        }
        self.begin_about(self._row_id, texts)
        self._follow()
        self.show()
        self.form.begin()

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._follow()

    def details(self) -> FinanceColumnDetails:
        """The column as it is filled in."""
        texts = self.form.texts()
        if texts["holds"] == THE_SAME:
            return FinanceColumnDetails(texts["heading"], None, texts["fixed"])
        return FinanceColumnDetails(texts["heading"], FinanceField(texts["holds"]))

    def keep(self) -> None:
        """Save the column, or say what is to be put right."""
        with self.problems_shown():
            details = self.details()
            if details.problem:
                raise Invalid({"heading": details.problem})
            with self._desk.changing("Change", "the columns of the finance file") as db:
                columns = list(finance_columns(db))
                at = self._row_id or len(columns) + 1
                columns[at - 1 : at] = [details]
                save_finance_columns(db, columns)
            self.settle()
            self.saved.emit(at)

    def _follow(self) -> None:
        self.form["fixed"].setVisible(self.holds.currentText() == THE_SAME)
