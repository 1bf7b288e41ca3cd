"""The page that shows what an import would do, before anything is stored."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.services.importing.outcome import Outcome
from ui.importing.looked_at import left_out, names_of, summary, to_store
from ui.importing.preview_rows import (
    FindingRow,
    SheetRow,
    finding_columns,
    mended_rows,
    notice_rows,
    refused_rows,
    sheet_columns,
    sheet_rows,
)
from ui.parts.heading import Heading, Notice
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.table import Table
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.words import Button, Rule

SHEETS, REFUSED, MENDED, NOTICES = "Sheets", "Refused", "Mended", "Notices"


class PreviewPage(QWidget):
    """Counts by sheet, every refused row with its reason, mends and notices."""

    import_asked = Signal()
    reasons_asked = Signal()
    others_asked = Signal()
    left = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self.notice = Notice("", "amber")
        self.bring = Button("Import", "primary", "check", "Ctrl+Return")
        self.reasons = Button("Save the reasons…", "secondary", "download")
        self.others = Button("Choose others…", "quiet", "upload")
        self.cancel = Button("Cancel", "secondary")
        self.heading = Heading("", "")
        self.tabs = Tabs([SHEETS, REFUSED, MENDED, NOTICES])
        self.sheets: Table[SheetRow] = Table(sheet_columns(), "Sheets")
        self.found: Table[FindingRow] = Table(finding_columns(), "What was found")
        self.sheets.follow(live, "import.sheets")
        self.found.follow(live, "import.found")
        self._outcome: Outcome | None = None
        self._lay_out()
        self.tabs.changed.connect(self._show_tab)
        self.bring.clicked.connect(self.import_asked)
        self.reasons.clicked.connect(self.reasons_asked)
        self.others.clicked.connect(self.others_asked)
        self.cancel.clicked.connect(self.left)

    def _lay_out(self) -> None:
        column = down(self.heading, self.notice, self.tabs, gap=Space.M)
        for table in (self.sheets, self.found):
            column.addWidget(table, 1)
        column.addWidget(Rule())
        column.addLayout(across(self.others, self.reasons, None, self.cancel, self.bring))
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.M)
        self.setLayout(column)

    def show_outcome(self, outcome: Outcome, notice: str = "") -> None:
        """Show what would be done."""
        self._outcome = outcome
        self.heading.say(f"Import {names_of(outcome)}", summary(outcome))
        self.notice.say(notice or _advice(outcome))
        self.bring.say(deed(outcome))
        self.bring.setEnabled(bool(to_store(outcome)))
        self.reasons.setVisible(bool(outcome.problems))
        self.sheets.show_rows(sheet_rows(outcome))
        for name, number in (
            (REFUSED, len(outcome.problems)),
            (MENDED, len(outcome.mends)),
            (NOTICES, len(outcome.notices)),
        ):
            self.tabs.set_count(name, f"{number:,}")
            self.tabs.set_shown(name, shown=bool(number))
        self.tabs.set_here(REFUSED if outcome.problems else SHEETS)
        self._show_tab(self.tabs.here)

    def set_busy(self, *, busy: bool) -> None:
        """While rows are being stored, nothing else can be asked for."""
        outcome = self._outcome
        storable = outcome is not None and bool(to_store(outcome))
        self.bring.setEnabled(not busy and storable)
        for button in (self.others, self.cancel):
            button.setEnabled(not busy)

    def _show_tab(self, name: str) -> None:
        self.sheets.setVisible(name == SHEETS)
        self.found.setVisible(name != SHEETS)
        if self._outcome is not None and name != SHEETS:
            rows = {REFUSED: refused_rows, MENDED: mended_rows, NOTICES: notice_rows}[name]
            self.found.show_rows(rows(self._outcome))


def deed(outcome: Outcome) -> str:
    """What the button says it will do."""
    good = counted(outcome.good, "good row" if left_out(outcome) else "row")
    if left_out(outcome):
        return f"Import the {good}, leave out {left_out(outcome):,}"
    return f"Import all {good}" if outcome.good > 1 else f"Import {good}"


def _advice(outcome: Outcome) -> str:
    if not to_store(outcome) and not left_out(outcome):
        return "Everything in this file is on the desk already, so there is nothing to import."
    if not to_store(outcome):
        return "No row of this file can be stored. The reasons are listed below."
    if left_out(outcome):
        hanging = outcome.total.hanging
        also = f" {counted(hanging, 'row')} that hang on these are left out too." if hanging else ""
        return (
            "Some rows cannot be stored as they are. Correct them in the workbook and choose it "
            f"again, or import the others now: what is stored already stays the same.{also}"
        )
    return ""
