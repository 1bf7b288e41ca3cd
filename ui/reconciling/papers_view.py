"""The files that are kept with a register as evidence."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainingdesk.services.evidence import EvidenceRow
from ui.parts.heading import Empty
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk
from ui.parts.table import Table
from ui.parts.theme import Space
from ui.parts.words import Button, Elided
from ui.reconciling.columns import paper_columns

NOTHING = (
    "A typed sheet (.csv, .xlsx) or the attendance report of a Teams meeting is held against the "
    "register line by line before anything is marked. Scans are kept as they are. Drop files here, "
    "or choose them."
)


class PapersView(QWidget):
    """Lists the files, and offers to load or keep one."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self.table: Table[EvidenceRow] = Table(paper_columns(), "Files kept with the register")
        self.table.follow(live, "event.evidence")
        self.first_load = Button("Load a sheet or report…", "primary", "upload", "Ctrl+O")
        self.first_keep = Button("Keep a scan…", "secondary", "file-check", "Ctrl+Shift+K")
        self.nothing = Empty(
            "file-check", "Nothing is handed in yet", NOTHING, self.first_load, self.first_keep
        )
        self.foot = Elided("", "soft")
        self.load = Button("Load a sheet or report…", "primary", "upload", "Ctrl+O")
        self.keep = Button("Keep a scan…", "secondary", "file-check", "Ctrl+Shift+K")
        column = down(self.nothing, gap=Space.M)
        column.addWidget(self.table, 1)
        row = across(self.keep, self.load)
        row.insertWidget(0, self.foot, 1)
        self._foot = holder(row)
        column.addWidget(self._foot)
        self.setLayout(column)

    def show_papers(self, rows: Sequence[EvidenceRow]) -> None:
        """Show what is kept."""
        self.table.show_rows(list(rows))
        for part in (self.table, self._foot):
            part.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.foot.say(f"{len(rows):,} kept with the register")
        if self.table.row_in_hand() is None:
            self.to_newest()

    def to_newest(self) -> None:
        """Go to the file that was kept last, which stands first."""
        for row in self.table.rows_model.rows[:1]:
            self.table.select_id(row.id)  # type: ignore[union-attr]  # nothing stands in groups

    def enter(self) -> None:
        """Give the keys to the list, or to the first step."""
        focus = self.first_load if self.table.isHidden() else self.table
        focus.setFocus(Qt.FocusReason.OtherFocusReason)
