"""The mixed tables of an event: who sits where, printed for the trainer or saved as a list."""

from typing import ClassVar

from PySide6.QtCore import Qt

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.tables import EXPLAINED, LEAST, MOST, USUAL, sharing_said
from trainingdesk.services.mixed_tables import tables_document, tables_of
from trainingdesk.services.saving import save_document
from ui.events.event_tab import EventTab
from ui.events.mix_columns import Seated, in_tables, seat_columns
from ui.events.saving import ask_where
from ui.parts.count import Count
from ui.parts.field import Entry, Field
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.table import Table
from ui.parts.theme import Space, Width
from ui.parts.way import Way
from ui.parts.words import Button, Words
from ui.programme.acts import act
from ui.programme.even_rows import show_in_groups


class TablesView(EventTab):
    """Shares everybody out over tables of so many, each time afresh and always alike."""

    shows: ClassVar[frozenset[str]] = frozenset({"agency", "booking", "delegate", "event"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.size_entry = Entry(str(USUAL))
        self.size_entry.setFixedWidth(Width.COUNT)
        help_text = f"{LEAST} to {MOST}."
        self.size_field = Field("People at a ta&ble", self.size_entry, help_text=help_text)
        self.print = Button("Print the tables", "secondary", "printer", "Ctrl+Shift+P")
        self.about = Words(EXPLAINED, "small", wrap=True)
        self.table: Table[Seated] = Table(seat_columns(), "Tables")
        self.table.follow(live, "event.tables")
        self.nobody = Empty("users", "Nobody is booked yet", "Whoever is booked is seated here.")
        self.nobody.hide()
        self.count = Count(export=False)
        self.print_action = act(
            self, "Print the &tables for the trainer…", self.print_tables, "Ctrl+Shift+P"
        )
        self.export_action = act(self, "&Export the tables…", self.export, "Ctrl+E")
        self.table.acts = [self.print_action, self.export_action]
        self._lay_out()
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self.print.clicked.connect(self.print_action.trigger)
        self.count.export_asked.connect(self.export)
        self.size_field.edited.connect(self.reload)  # which has taken the error away by then
        self.size_entry.returnPressed.connect(self.enter)

    def _lay_out(self) -> None:
        row = across(gap=Space.L)
        row.addWidget(self.size_field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.about, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.print, 0, Qt.AlignmentFlag.AlignVCenter)
        column = down(row, gap=Space.M)
        column.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        self.setLayout(column)

    @property
    def table_size(self) -> int:
        """How many people a table is to seat; what is no number is none."""
        typed = self.size_entry.text().strip()
        return int(typed) if typed.isdecimal() else 0

    def reload(self) -> None:
        """Share people out afresh; a number that is none leaves the tables as they are."""
        self.size_field.set_error("")
        try:
            with self.desk.reading() as db:
                tables = tables_of(db, self.event_id, size=self.table_size)
        except Invalid as wrong:
            self.size_field.set_error(str(wrong))
            return
        show_in_groups(self.table, in_tables(tables))
        for part in (self.table, self.count):
            part.setVisible(bool(tables))
        self.nobody.setHidden(bool(tables))
        self.about.say(" ".join(filter(None, (EXPLAINED, sharing_said(tables)))))
        people = sum(len(table) for table in tables)
        seated = counted(people, "person", "people")
        self.count.say(f"{seated} at {counted(len(tables), 'table')}")
        for action in (self.print_action, self.export_action):
            action.setEnabled(bool(tables))
        self.print.setEnabled(bool(tables))

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def print_tables(self) -> None:
        """Save the tables as a page for the trainer."""
        path = ask_where(self, "Print the tables", f"Tables {self.reference}.pdf", "PDF (*.pdf)")
        if path is None:
            return
        with refusals_shown(self):
            with self.desk.reading() as db:
                pdf = tables_document(db, self.event_id, size=self.table_size)
            save_document(pdf, path)
            self.said.emit(f"Saved {path.name}.")

    def export(self) -> None:
        """Save who sits where as a list."""
        self.export_table(self.table, "Tables")
