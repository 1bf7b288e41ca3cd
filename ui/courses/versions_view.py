"""The versions of a course: what it was from when on, and the outline of the chosen one."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.course_versions import VersionRow, versions_of
from ui.courses.outline_view import OutlineView
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space, Width

EMPTY = (
    "Whenever the outline of the course is changed, the one before is kept here, and events held "
    "before the change go on showing it."
)
AT_LEAST = 4
"""So many rows have room above the outline."""


class VersionsView(QWidget):
    """Lists the versions, the newest first, and shows the one that is chosen."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self.table: Table[VersionRow] = Table(_columns(), "Versions")
        self.table.follow(live, "programme.course_versions")
        self.outline = OutlineView()
        self.empty = Empty("file-text", "No earlier versions", EMPTY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 2)
        column.addWidget(self.outline, 3)
        column.addWidget(self.empty)
        self.table.chosen.connect(self._show_chosen)

    def read(self, course_id: int) -> int:
        """Show the versions of a course, and return how many there are."""
        with self._desk.reading() as db:
            rows = versions_of(db, course_id)
        self.table.show_rows(rows)
        # Few versions leave their room to what the one that is chosen says.
        whole = self.table.whole() + Space.XS
        self.table.setMinimumHeight(min(AT_LEAST * Size.ROW, whole))
        self.table.setMaximumHeight(whole)
        if rows and not self.table.chosen_rows():
            self.table.select_id(rows[0].id)
        for part in (self.table, self.outline):
            part.setVisible(bool(rows))
        self.empty.setHidden(bool(rows))
        self._show_chosen()
        return len(rows)

    def choose(self, since: date) -> None:
        """Show the version that began on a day."""
        rows = self.table.rows_model.rows
        for row in rows:
            if isinstance(row, VersionRow) and row.since == since:
                self.table.select_id(row.id)

    def enter(self) -> None:
        """Take the keyboard."""
        self.table.enter()

    def _show_chosen(self) -> None:
        if row := self.table.chosen_row():
            self.outline.show_outline(row.outline, f"From {plain_day(row.since)} on")


def _columns() -> list[Column[VersionRow]]:
    return [
        Column[VersionRow]("Since", lambda v: plain_day(v.since), Width.SPAN),
        Column[VersionRow]("Title", lambda v: Cell(v.outline.title, strong=True), share=4),
        Column[VersionRow]("What changed", _changed, share=4),
        Column[VersionRow](
            "Events that show it", lambda v: counted(v.events, "event"), Width.SPAN, right=True
        ),
    ]


def _changed(row: VersionRow) -> Cell:
    if not row.changed:
        return Cell("the first that is kept", "faint")
    told = listed(row.changed)
    return Cell(told[0].upper() + told[1:], "soft")
