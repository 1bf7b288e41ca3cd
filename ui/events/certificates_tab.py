"""The certificates of an event: who is due one and why not, and issuing them."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.certificates import (
    CertificateRow,
    certificates_due_to,
    certificates_on,
)
from trainingdesk.services.documents import certificates_document
from trainingdesk.services.printing import Printed, print_certificates
from trainingdesk.services.saving import save_document
from ui.events.event_tab import EventTab
from ui.events.saving import ask_where
from ui.events.telling import told_in
from ui.parts.cell import Cell
from ui.parts.count import Count
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.messages import is_agreed
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Space, Width
from ui.parts.way import Way
from ui.parts.words import Button, Words
from ui.programme.acts import act
from ui.programme.columns import NARROW

NONE_YET = "No certificates yet"


def columns(today: date) -> list[Column[CertificateRow]]:
    """Who, whether a certificate is due, and the one issued; other years' dates say their year."""
    begins = TrainingYear.of(today).begins

    def issued_on(row: CertificateRow) -> str:
        return short_day(row.issued_on, year_begins=begins) if row.issued_on else ""

    return [
        Column[CertificateRow]("Delegate", lambda row: Cell(row.delegate, strong=True), share=5),
        Column[CertificateRow]("Agency", lambda row: Cell(row.agency, "soft"), share=4),
        Column[CertificateRow]("Certificate", _standing, width=Width.METER),
        Column[CertificateRow]("Number", lambda row: row.number, width=Width.SPAN),
        Column[CertificateRow](
            "Issued on", issued_on, width=Width.DATE, value=lambda row: row.issued_on
        ),
    ]


class CertificatesTab(EventTab):
    """Issues what is due and saves it in one act, and saves again what was issued."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency",
            "attendance_rule",
            "board",
            "booking",
            "certificate",
            "course",
            "delegate",
            "event",
            "event_session",
            "form",
            "mark",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self._rows: list[CertificateRow] = []
        self.about = Words("", "soft", wrap=True)
        self.again = Button("Save again…", "secondary", "download", "Ctrl+Shift+S")
        self.issue = Button("", "primary", "award", "Ctrl+Return", "Issue certificates")
        self.notice = Notice("")
        self.table: Table[CertificateRow] = Table(columns(self.desk.today()), "Certificates")
        self.table.follow(live, "event.certificates")
        self.count = Count(export=False)
        self.nobody = Empty("award", NONE_YET, "")
        self.nobody.hide()
        head = across(self.about, self.again, self.issue)
        head.setStretch(0, 1)
        column = down(head, self.notice, gap=Space.M)
        column.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        self.setLayout(column)
        self.issue_action = act(
            self, "&Issue certificates and save…", self.issue_due, "Ctrl+Return", "Ctrl+Enter"
        )
        self.again_action = act(self, "Save certificates &again…", self.save_again, "Ctrl+Shift+S")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.table.acts = [self.issue_action, self.again_action, self.export_action]
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self.count.export_asked.connect(self.export)
        self.issue.clicked.connect(self.issue_due)
        self.again.clicked.connect(self.save_again)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.columns_shown.give_way({"Agency"} if self.width() < NARROW else ())

    def export(self) -> None:
        """Save the list as it shows."""
        self.export_table(self.table, "Certificates")

    def begin(self) -> None:
        self.notice.say("")

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = certificates_on(db, self.event_id)
            due_to = certificates_due_to(db, self.event_id)
        self.table.show_rows(self._rows)
        self.table.setVisible(bool(self._rows))
        self.nobody.setHidden(bool(self._rows))
        due, issued = len(self._due()), sum(bool(row.number) for row in self._rows)
        self.issue.say(f"Issue {counted(due, 'certificate')} and save as PDF…")
        self.issue.setVisible(due > 0)
        self.again.setVisible(issued > 0)
        self.issue_action.setEnabled(due > 0)
        self.again_action.setEnabled(issued > 0)
        self.about.say(_about(self._rows, due_to))
        self.nobody.say(NONE_YET, f"A certificate is due to {due_to}, once the register is closed.")
        left = len(self._rows) - issued - due
        self.count.say(f"{issued:,} issued, {due:,} to issue, {left:,} not due")

    def _due(self) -> list[CertificateRow]:
        return [row for row in self._rows if row.due and not row.number]

    def issue_due(self) -> None:
        """Ask in numbers, then issue what is due and save every certificate of the event."""
        number = len(self._due())
        if not number or not self._agreed(number):
            return
        name = f"Certificates {self.reference}.pdf"
        path = ask_where(self, "Issue and save certificates", name, "PDF (*.pdf)")
        if path is None:
            return
        event_id = self.event_id
        self.notice.say("")
        self.jobs.run(
            lambda _progress: print_certificates(self.desk, event_id, path),
            lambda printed: self._tell(printed, path.name),
            f"Issuing {counted(number, 'certificate')}",
        )

    def save_again(self) -> None:
        """Save what was issued once more."""
        name = f"Certificates {self.reference}.pdf"
        path = ask_where(self, "Save certificates again", name, "PDF (*.pdf)")
        if path is None:
            return
        with told_in(self.notice), self.desk.reading() as db:
            save_document(certificates_document(db, self.event_id), path)
            self.said.emit(f"Saved the certificates of {self.reference} as {path.name}.")

    def _agreed(self, number: int) -> bool:
        people = counted(number, "delegate")
        return is_agreed(
            self,
            f"Issue {counted(number, 'certificate')} to {people} of {self.reference}?",
            "Issue",
            more="Each takes the next number of the year. All of them are saved in one PDF.",
        )

    def _tell(self, printed: Printed, name: str) -> None:
        if printed.without_a_font:
            self.notice.say("\n".join(printed.without_a_font), "amber")
        self.said.emit(f"Saved {counted(printed.count, 'certificate')} in {name}.")


def _standing(row: CertificateRow) -> Cell:
    if row.number:
        return Cell(chip="Issued", chip_tone="green")
    return Cell(chip="To issue", chip_tone="accent") if row.due else Cell(row.why_not, "soft")


def _about(rows: Sequence[CertificateRow], due_to: str) -> str:
    if rows and all(row.why_not == "the register is not closed" for row in rows):
        return "Certificates become due when the register is closed."
    return f"A certificate is due to {due_to}."
