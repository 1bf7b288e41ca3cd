"""The invoices: what is to be issued, what is open, what is overdue, and all of a year."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.invoice import InvoiceState
from trainingdesk.domain.money import pounds
from trainingdesk.services.charging.invoices import (
    InvoiceRow,
    invoice_record,
    invoices,
    sums_of,
)
from trainingdesk.services.charging.invoicing import issue_invoices
from trainingdesk.services.charging.letters import letters_lost
from trainingdesk.services.charging.ready import Ready, ready_to_invoice
from trainingdesk.services.charging.reminding import remind
from trainingdesk.services.progress import Progress
from trainingdesk.services.writing import Written
from ui.charging.credit_panel import CreditPanel
from ui.charging.finance_panel import FinancePanel
from ui.charging.invoice_columns import READY_COLUMNS, invoice_columns, ready_said
from ui.charging.invoice_files import save_account, save_pages
from ui.charging.invoice_panel import InvoicePanel
from ui.charging.payment_panel import PaymentPanel
from ui.charging.tab import ChargesTab
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.panels import Panels
from ui.events.saving import save_shown
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.messages import is_agreed, refusals_shown
from ui.parts.switch import Switch
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Elided
from ui.programme.acts import act

INVOICES = "Invoices"


class Part(StrEnum):
    """The parts of the invoices."""

    TO_ISSUE = "To issue"
    OPEN = "Open"
    OVERDUE = "Overdue"
    ALL = "All"


OPEN = frozenset({InvoiceState.NOT_DUE, InvoiceState.PART_PAID, InvoiceState.OVERDUE})
NOTHING = {
    Part.TO_ISSUE: (
        "No charge waits for an invoice",
        "Charges that were raised stand here, as the invoices they will make.",
    ),
    Part.OPEN: ("Nothing is to be paid", "Invoices stand here until they are paid or credited."),
    Part.OVERDUE: ("Nothing is overdue", "Invoices stand here from the day after they were due."),
    Part.ALL: ("No invoices yet", "Raise charges under “To review”, and issue them here."),
}


class Invoices(ChargesTab):
    """Issues invoices; records payments, credits, reminds, and saves what goes out."""

    title: ClassVar[str] = INVOICES
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency",
            "board",
            "charge",
            "charging_policy",
            "course",
            "event",
            "invoice",
            "invoice_reminder",
            "payment",
            "receipt",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self._ready: list[Ready] = []
        self._rows: list[InvoiceRow] = []
        self.part = Switch(list(Part), Part.OPEN, name="Part of the invoices")
        self.sums = Elided("", "soft")
        self.panel, self.payment = InvoicePanel(), PaymentPanel(live)
        self.credit, self.finance = CreditPanel(live), FinancePanel(live)
        self.panels = Panels(self.panel, self.payment, self.credit, self.finance)
        self._make_buttons()
        self._make_lists()
        self._make_acts()
        self._lay_out()
        self._connect()

    def _make_buttons(self) -> None:
        self.issue_button = FirstAct("Issue", "send", "Ctrl+Return")
        self.finance_button = Button("Finance file…", "secondary", "download")
        self.pay_button = Button("Record payment…", "quiet", "check", "Ctrl+D")
        self.credit_button = Button("Credit…", "quiet", "undo-2")
        self.pdf_button = Button("Save PDF…", "quiet", "download", "Ctrl+P")
        self.remind_button = Button("Remind", "quiet", "mail")

    def _make_lists(self) -> None:
        kind = ListKind(
            "Invoices to issue", "charges.ready", "invoice", "invoices", sort="", many=True
        )
        self.ready: FoundList[Ready] = FoundList(
            self.live, kind, READY_COLUMNS, Empty("receipt-pound-sterling", *NOTHING[Part.TO_ISSUE])
        )
        self.ready.count.export.hide()
        kind = ListKind(
            INVOICES,
            "charges.invoices",
            "invoice",
            "invoices",
            sort="",
            many=True,
            gives_way={"For": NARROW, "Issued": NARROW, "Sum": ROOMY, "Reminded": ROOMY},
        )
        acts = self.pay_button, self.credit_button, self.pdf_button, self.remind_button
        nothing = Empty("receipt-pound-sterling", *NOTHING[Part.OPEN])
        self.list: FoundList[InvoiceRow] = FoundList(
            self.live, kind, invoice_columns(), nothing, *acts
        )
        self.pages = QStackedWidget()
        for each in (self.list, self.ready):
            self.pages.addWidget(each)

    def _make_acts(self) -> None:
        self.issue_action = act(self, "&Issue the invoices…", self.issue, "Ctrl+Return")
        self.open_action = act(self, "&Open the invoice", self.open_chosen, "F2")
        self.pay_action = act(self, "&Record a payment…", self.record_payment, "Ctrl+D")
        self.credit_action = act(self, "&Credit the invoice…", self.credit_chosen, "Ctrl+Shift+C")
        self.pdf_action = act(self, "Save the &PDF…", self.save_pdf, "Ctrl+P")
        self.statement_action = act(
            self, "Save a &statement of account…", self.save_statement, "Ctrl+Shift+S"
        )
        self.remind_action = act(self, "Write a re&minder", self.remind_chosen, "Ctrl+Shift+R")
        self.agency_action = act(self, "Open the &agency", self.open_agency)
        self.finance_action = act(self, "Save a &finance file…", self.ask_finance, "Ctrl+Shift+F")
        self.list.table.acts = [
            self.open_action,
            self.pay_action,
            self.credit_action,
            self.pdf_action,
            self.statement_action,
            self.remind_action,
            self.agency_action,
        ]

    def _lay_out(self) -> None:
        row = across(self.part, gap=Space.M)
        row.addWidget(self.sums, 1)
        for button in (self.finance_button, self.issue_button):
            row.addWidget(button)
        column = down(row, gap=Space.M)
        column.addWidget(self.pages, 1)
        beside = self.panels.beside(column)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(beside)
        self.panels.asking.connect(self.issue_button.step_back)
        self.panels.asking.connect(self.finance_button.setHidden)

    def _connect(self) -> None:
        pairs = (
            (self.issue_button, self.issue_action),
            (self.finance_button, self.finance_action),
            (self.pay_button, self.pay_action),
            (self.credit_button, self.credit_action),
            (self.pdf_button, self.pdf_action),
            (self.remind_button, self.remind_action),
        )
        for button, action in pairs:
            button.clicked.connect(action.trigger)
        self.part.changed.connect(lambda _name: self._on_part())
        for each in (self.list, self.ready):
            each.asked.connect(self.show_rows)
            each.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self.open_chosen())
        self.list.export_asked.connect(self.export)
        self.panels.closed.connect(self.enter)
        for panel in (self.payment, self.credit, self.finance):
            panel.done.connect(self.said)

    # -- what it shows

    def look_for(self, find: str, row: int) -> None:
        if find in {*Part}:
            self.part.set_here(find)
            self._stale = True
        if row:
            self.part.set_here(find if find in {*Part} else Part.ALL)
            self.reload()
            self.list.show_saved(row)

    def enter(self) -> None:
        shown = self.ready if self._is_to_issue else self.list
        shown.enter()

    def reload(self) -> None:
        today = self.desk.today()
        with self.desk.reading() as db:
            self._ready = ready_to_invoice(db)
            self._rows = invoices(db, today=today, year=self.year)
        self.count(sum(row.state is InvoiceState.OVERDUE for row in self._rows))
        self.show_rows()

    def show_rows(self) -> None:
        """Show the part that is chosen, narrowed to what is sought."""
        here = Part(self.part.here)
        self.pages.setCurrentWidget(self.ready if self._is_to_issue else self.list)
        self.ready.show_found(self.ready.holding(self._ready, ready_said), in_all=len(self._ready))
        rows = [row for row in self._rows if _stands(row, here)]
        self.list.empty.say(*NOTHING[here])
        self.list.show_found(self.list.holding(rows, lambda row: row.sought), in_all=len(rows))
        self._say_sums(rows)
        self._on_chosen()

    @property
    def _is_to_issue(self) -> bool:
        return self.part.here == Part.TO_ISSUE

    def _on_part(self) -> None:
        self.panels.clear()
        self.show_rows()
        self.enter()

    def _say_sums(self, rows: Sequence[InvoiceRow]) -> None:
        if self._is_to_issue:
            later = [row for row in self._ready if not row.is_ready(self.desk.today())]
            waits = f" · {counted(len(later), 'waits', 'wait')} for its day" if later else ""
            in_all = pounds(sum(row.pence for row in self._ready))
            self.sums.say(f"{in_all} to be issued{waits}" if self._ready else "")
            return
        left, over = sums_of(rows)
        overdue = f", {pounds(over)} overdue" if 0 < over < left else ", overdue" if over else ""
        self.sums.say(f"{pounds(left)} to be paid{overdue}" if left else "")

    def _on_chosen(self) -> None:
        chosen = [] if self._is_to_issue else self.list.table.chosen_rows()
        states = {row.state for row in chosen}
        one = len(chosen) == 1
        self.open_action.setEnabled(one)
        self.agency_action.setEnabled(one)
        self.statement_action.setEnabled(len({row.agency_id for row in chosen}) == 1)
        self._offer(self.pay_button, one)
        self._offer(self.credit_button, one and InvoiceState.CREDITED not in states)
        self._offer(self.pdf_button, bool(chosen))
        self._offer(self.remind_button, states == {InvoiceState.OVERDUE})
        to_go = self._to_go()
        self.issue_button.say(f"Issue {counted(len(to_go), 'invoice')}" if to_go else "Issue")
        for thing in (self.issue_button, self.issue_action):
            thing.setEnabled(bool(to_go))
        if self.panel.isVisible() and one:
            self._show_record(chosen[0].id)

    def _offer(self, button: Button, allowed: bool) -> None:  # noqa: FBT001 - what it is about
        button.setVisible(allowed)
        {
            self.pay_button: self.pay_action,
            self.credit_button: self.credit_action,
            self.pdf_button: self.pdf_action,
            self.remind_button: self.remind_action,
        }[button].setEnabled(allowed)

    def _to_go(self) -> list[Ready]:
        """What is chosen of those still to be issued; all that are ready where none is."""
        chosen = {row.id for row in self.ready.table.chosen_rows()} if self._is_to_issue else set()
        today = self.desk.today()
        return [row for row in self._ready if row.id in chosen] or [
            row for row in self._ready if row.is_ready(today)
        ]

    # -- what one does

    def issue(self) -> None:
        """Ask once more, in numbers, and issue what is chosen, or all that is ready."""
        rows = self._to_go()
        several = counted(len(rows), "invoice")
        whole = pounds(sum(row.pence for row in rows))
        asked = f"Issue {several} of {whole}? Only a credit note undoes an issued invoice."
        with self.desk.reading() as db:
            lost = letters_lost(db, rows)
        if not rows or not is_agreed(self, asked, "Issue", more=lost, careful=bool(lost)):
            return

        def work(_progress: Progress) -> list[str]:
            return issue_invoices(self.desk, rows)

        self.jobs.run(work, self._on_issued, "Issuing invoices")

    def _on_issued(self, references: list[str]) -> None:
        first, last = references[0], references[-1]
        which = first if len(references) == 1 else f"{first} to {last}"
        self.said.emit(f"Issued {counted(len(references), 'invoice')}: {which}.")
        self.part.set_here(Part.OPEN)
        self.show_rows()
        self.enter()

    def open_chosen(self) -> None:
        """Show the chosen invoice with its lines and payments."""
        if (row := self.list.row_in_hand()) is not None:
            self.panels.make_way(self.panel)
            self._show_record(row.id)

    def _show_record(self, invoice_id: int) -> None:
        with self.desk.reading() as db:
            record = invoice_record(db, invoice_id, today=self.desk.today())
        self.panel.show_record(record)

    def record_payment(self) -> None:
        """Ask what came in for the chosen invoice."""
        if (row := self.list.table.chosen_row()) is not None:
            self.panels.make_way(self.payment)
            self.payment.begin(row)

    def credit_chosen(self) -> None:
        """Ask why the chosen invoice is credited."""
        if (row := self.list.table.chosen_row()) is not None:
            with self.desk.reading() as db:
                record = invoice_record(db, row.id, today=self.desk.today())
            self.panels.make_way(self.credit)
            self.credit.begin(record)

    def ask_finance(self) -> None:
        """Ask which days go into the file for the finance system."""
        self.panels.make_way(self.finance)
        self.finance.begin()

    def save_pdf(self) -> None:
        """Save the pages of the chosen invoices, and of the notes that credit them."""
        rows = self.list.table.chosen_rows()
        with self.desk.reading() as db:
            records = [invoice_record(db, row.id, today=self.desk.today()) for row in rows]
        self._tell(save_pages(self, records))

    def save_statement(self) -> None:
        """Save the statement of account of the agency of the chosen invoices."""
        if rows := self.list.table.chosen_rows():
            self._tell(save_account(self, rows[0].agency_id, rows[0].agency))

    def _tell(self, said: str) -> None:
        if said:
            self.said.emit(said)

    def remind_chosen(self) -> None:
        """Write to the agencies of the chosen invoices, and note that they were reminded today."""
        rows = self.list.table.chosen_rows()
        several = rows[0].reference if len(rows) == 1 else counted(len(rows), "invoice")
        with refusals_shown(self):
            with self.desk.changing("Remind of", several) as db:
                found = remind(db, [row.id for row in rows], by=self.desk.stamp())
            self.live.told.emit(_reminded(found))

    def open_agency(self) -> None:
        """Go to the agency of the chosen invoice."""
        if (row := self.list.table.chosen_row()) is not None:
            where = Where("Agencies", kind="agency", id=row.agency_id, year=self.year.name)
            self.way.go(where)

    def export(self) -> None:
        if not self._is_to_issue:
            save_shown(self, self.list.table, INVOICES, said=self.said.emit)


def _reminded(found: Written) -> str:
    """What reminding came to: the messages still have to be sent."""
    waiting = found.new - found.no_address
    said = f"{counted(waiting, 'message')} in the outbox to send." if waiting else ""
    lost = f"{counted(found.no_address, 'agency', 'agencies')} without an e-mail address."
    return " ".join(filter(None, ["Reminder noted.", said, lost if found.no_address else ""]))


def _stands(row: InvoiceRow, part: Part) -> bool:
    """Whether an invoice belongs to a part: what is to be given back is open, too."""
    if part is Part.OVERDUE:
        return row.state is InvoiceState.OVERDUE
    if part is Part.OPEN:
        return row.state in OPEN or row.owed.to_give_back > 0
    return True
