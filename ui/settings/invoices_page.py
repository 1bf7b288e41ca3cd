"""How invoices are numbered and paid, and the file for the council's finance system."""

from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.finance_file import USUAL
from trainingdesk.services.charging.finance_file import finance_columns, save_finance_columns
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.panels import Panels
from ui.parts.cell import Cell
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.settings.invoice_forms import CodesForm, ColumnForm, ColumnRow, NumbersForm
from ui.settings.list_tabs import INVOICE_SETTINGS, INVOICING

ABOUT = "The columns of the file for the finance system, in their order"
CHANGE = "the columns of the finance file"


class InvoicesPage(LiveView):
    """Lists the columns of the finance file; numbers, payment and codes are asked for beside it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"board", "finance_code", "finance_column"})

    def __init__(self, live: LiveDesk, _way: Way, _jobs: Jobs) -> None:
        super().__init__(live)
        self._rows: list[ColumnRow] = []
        self._year = ""
        self.numbers, self.codes = NumbersForm(self.desk), CodesForm(self.desk)
        self.column = ColumnForm(self.desk)
        self.panels = Panels(self.numbers, self.codes, self.column)
        self.new = FirstAct("New column", "plus", "Ctrl+N")
        self.numbers_button = Button("Numbers and payment…", "secondary", "", "F3")
        self.codes_button = Button("Codes…", "secondary", "", "F4")
        self.up = Button("Up", "quiet", "arrow-up", "Alt+Up")
        self.down = Button("Down", "quiet", "arrow-down", "Alt+Down")
        self.usual = Button("The usual columns", "quiet", "undo-2")
        kind = ListKind("Columns", "settings.finance", "column", "columns", sort="")
        nothing = Empty("list", "No columns", ABOUT)
        self.list: FoundList[ColumnRow] = FoundList(
            live, kind, COLUMNS, nothing, self.up, self.down, self.usual
        )
        self.list.count.export.hide()
        self._make_acts()
        heading = Heading(INVOICE_SETTINGS, ABOUT, self.numbers_button, self.codes_button, self.new)
        column = down(heading, gap=Space.M)
        column.addWidget(self.list, 1)
        self.setLayout(self.panels.beside(column))
        self._connect()

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New column…", self.begin_new, "Ctrl+N")
        self.numbers_action = act(self, "Numbers and &payment…", self.ask_numbers, "F3")
        self.codes_action = act(self, "&Codes of charges…", self.ask_codes, "F4")
        self.change_action = act(self, "C&hange the column…", self.change_chosen, "F2")
        self.remove_action = act(self, "Re&move the column", self.remove_chosen, "Del")
        self.up_action = act(self, "Move &up", lambda: self.move_chosen(-1), "Alt+Up")
        self.down_action = act(self, "Move &down", lambda: self.move_chosen(1), "Alt+Down")
        self.usual_action = act(self, "Take the u&sual columns again", self.take_usual)
        self.list.table.acts = [
            self.change_action,
            self.remove_action,
            self.up_action,
            self.down_action,
        ]

    def _connect(self) -> None:
        pairs = (
            (self.new, self.new_action),
            (self.numbers_button, self.numbers_action),
            (self.codes_button, self.codes_action),
            (self.up, self.up_action),
            (self.down, self.down_action),
            (self.usual, self.usual_action),
        )
        for button, action in pairs:
            button.clicked.connect(action.trigger)
        self.panels.asking.connect(self.new.step_back)
        self.panels.closed.connect(self.list.enter)
        self.list.asked.connect(self.show_rows)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self.change_chosen())
        self.column.saved.connect(self.list.show_saved)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show the columns."""
        self._year = where.year
        self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, and this page under it."""
        here = Where("Settings", kind=INVOICING, year=self._year)
        return [("Settings", Where("Settings", year=self._year)), (INVOICE_SETTINGS, here)]

    def reload(self) -> None:
        with self.desk.reading() as db:
            columns = finance_columns(db)
        self._rows = [ColumnRow(at, column) for at, column in enumerate(columns, 1)]
        self.show_rows()

    def show_rows(self) -> None:
        """Show the columns that hold every word that is sought."""
        left = self.list.holding(self._rows, lambda row: f"{row.details.heading} {row.holds}")
        self.list.show_found(left, in_all=len(self._rows))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.list.table.chosen_row()
        at = row.id if row else 0
        allowed = (
            (self.up, self.up_action, at > 1),
            (self.down, self.down_action, 0 < at < len(self._rows)),
        )
        for button, action, yes in allowed:
            button.setEnabled(yes)
            action.setEnabled(yes)
        self.change_action.setEnabled(row is not None)
        self.remove_action.setEnabled(row is not None and len(self._rows) > 1)
        is_usual = tuple(each.details for each in self._rows) == USUAL
        self.usual.setVisible(not is_usual)
        self.usual_action.setEnabled(not is_usual)

    # -- what one does

    def ask_numbers(self) -> None:
        """Ask how the numbers begin, and how one pays."""
        self.panels.make_way(self.numbers)
        self.numbers.begin()

    def ask_codes(self) -> None:
        """Ask for the codes of charges."""
        self.panels.make_way(self.codes)
        self.codes.begin()

    def begin_new(self) -> None:
        """Ask for another column, at the end."""
        self.panels.make_way(self.column)
        self.column.begin(None)

    def change_chosen(self) -> None:
        """Ask what is to be different about the chosen column."""
        if (row := self.list.row_in_hand()) is not None:
            self.panels.make_way(self.column)
            self.column.begin(row)

    def remove_chosen(self) -> None:
        """Leave the chosen column out; Ctrl+Z puts it back."""
        if (row := self.list.table.chosen_row()) is not None:
            self._save([each for each in self._rows if each is not row])

    def move_chosen(self, step: int) -> None:
        """Move the chosen column up or down."""
        if (row := self.list.table.chosen_row()) is not None:
            rows = list(self._rows)
            rows.insert(row.id - 1 + step, rows.pop(row.id - 1))
            self._save(rows)
            self.list.choose(row.id + step)

    def take_usual(self) -> None:
        """Take the usual columns in place of the board's own."""
        self._save([ColumnRow(0, column) for column in USUAL])

    def _save(self, rows: list[ColumnRow]) -> None:
        with refusals_shown(self), self.desk.changing("Change", CHANGE) as db:
            save_finance_columns(db, [row.details for row in rows])


COLUMNS: list[Column[ColumnRow]] = [
    Column("Place", lambda r: f"{r.id:,}", Width.COUNT, right=True),
    Column("Heading", lambda r: Cell(r.details.heading, strong=True), share=2),
    Column("Holds", lambda r: Cell(r.holds, "ink" if r.details.field else "soft"), share=3),
]
