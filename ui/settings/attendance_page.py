"""The board's rules of attendance, a kind of course each."""

from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.attendance_rule import EVERYTHING
from trainingdesk.services.attendance_rules import KindRuleRow, attendance_rules, remove_rule
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
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.programme.acts import act
from ui.settings.attendance_form import AttendanceForm, said_consequence, said_kind
from ui.settings.list_tabs import ATTENDANCE, ATTENDANCE_RULES

ABOUT = "What the board makes of lateness, early leaving and missed sessions"


class AttendancePage(LiveView):
    """Gives kinds of course rules of their own, changes them and takes them away."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"attendance_rule", "own_word"})

    def __init__(self, live: LiveDesk, _way: Way, _jobs: Jobs) -> None:
        super().__init__(live)
        self._rows: list[KindRuleRow] = []
        self._year = ""
        self.form = AttendanceForm(live.desk)
        self.panels = Panels(self.form)
        self.new = FirstAct("New rule", "plus", "Ctrl+N")
        kind = ListKind("Attendance rules", "settings.attendance", "rule", "rules", sort="")
        nothing = Empty("list", "No rules yet", f"{ABOUT}.")
        self.list: FoundList[KindRuleRow] = FoundList(live, kind, COLUMNS, nothing)
        self.list.count.export.hide()
        self.new_action = act(self, "&New rule…", self.begin_new, "Ctrl+N")
        self.change_action = act(self, "C&hange the rule…", self.change_chosen, "F2")
        self.remove_action = act(self, "Re&move the rule", self.remove_chosen, "Del")
        self.list.table.acts = [self.change_action, self.remove_action]
        column = down(Heading(ATTENDANCE_RULES, ABOUT, self.new), gap=Space.M)
        column.addWidget(self.list, 1)
        self.setLayout(self.panels.beside(column))
        self._connect()

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_action.trigger)
        self.panels.asking.connect(self.new.step_back)
        self.panels.closed.connect(self.list.enter)
        self.list.asked.connect(self.show_rows)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self.change_chosen())
        self.form.saved.connect(self.list.show_saved)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show the rules."""
        self._year = where.year
        self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, and the rules under it."""
        here = Where("Settings", kind=ATTENDANCE, year=self._year)
        return [("Settings", Where("Settings", year=self._year)), (ATTENDANCE_RULES, here)]

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = attendance_rules(db)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rules that hold every word that is sought."""
        left = self.list.holding(self._rows, _searched)
        self.list.show_found(left, in_all=len(self._rows))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.list.table.chosen_row()
        self.change_action.setEnabled(row is not None)
        self.remove_action.setEnabled(row is not None and row.id > 0)

    # -- what one does

    def begin_new(self) -> None:
        """Ask for the rule of a kind that has none of its own."""
        self.panels.make_way(self.form)
        self.form.begin_new()

    def change_chosen(self) -> None:
        """Ask what is to be different about the chosen rule."""
        row = self.list.row_in_hand()
        if row is not None:
            with refusals_shown(self):
                self.panels.make_way(self.form)
                self.form.begin_change(row.id)

    def remove_chosen(self) -> None:
        """Take the chosen rule away: its kind follows the rule of every other kind."""
        if row := self.list.table.chosen_row():
            name = f"the attendance rule for {said_kind(row.details.kind).lower()}"
            with refusals_shown(self), self.desk.changing("Remove", name) as db:
                remove_rule(db, row.id)


def _searched(row: KindRuleRow) -> str:
    return said_kind(row.details.kind)


def _grace(row: KindRuleRow) -> Cell:
    minutes = row.details.rule.grace_minutes
    return Cell(f"{minutes:,} min") if minutes else Cell("none", "faint")


def _needed(row: KindRuleRow) -> Cell:
    percent = row.details.rule.percent
    return Cell("every session" if percent == EVERYTHING else f"{percent}% of the time")


def _follows(consequence: Consequence) -> Cell:
    if consequence is Consequence.NONE:
        return Cell("nothing", "faint")
    return Cell(said_consequence(consequence).lower())


COLUMNS: list[Column[KindRuleRow]] = [
    Column("Kind of course", lambda r: Cell(said_kind(r.details.kind), strong=True), share=3),
    Column("Grace", _grace, share=2),
    Column("For a certificate", _needed, share=2),
    Column("Coming late", lambda r: _follows(r.details.rule.late), share=2),
    Column("Leaving early", lambda r: _follows(r.details.rule.left_early), share=2),
]
