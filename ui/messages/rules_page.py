"""When messages go and to whom; a rule first shows who would get what."""

from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed
from trainingdesk.services.due_messages import would_write, write_by_hand
from trainingdesk.services.message_rules import RuleRow, remove_rule, rules, switch
from trainingdesk.services.writing import Letter
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.panels import Panels
from ui.messages.letters_panel import LettersPanel
from ui.messages.rule_form import FIRST_SHOWS, RuleForm
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.parts.words import Button
from ui.programme.acts import act


class RulesPage(LiveView):
    """Adds rules, changes them, shows what they would do, and switches them on and off."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"booking", "delegate", "event", "mark", "message", "message_rule", "status_change"}
    )

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live)
        self._rows: list[RuleRow] = []
        self._due: dict[int, list[Letter]] = {}
        self.form, self.letters = RuleForm(live.desk), LettersPanel()
        self.panels = Panels(self.form, self.letters)
        self.new = FirstAct("New rule", "plus", "Ctrl+N")
        first = FirstAct("New rule", "plus")
        self.switch = Button("Switch on", "quiet", "check")
        self.write = Button("Write these now", "quiet", "mail", "Ctrl+Return")
        kind = ListKind("Rules", "messages.rules", "rule", "rules", sort="")
        nothing = Empty("mail", "No rules yet", f"{FIRST_SHOWS} Until then, nothing goes.", first)
        columns = [*COLUMNS, Column("Now", self._now, share=2)]
        self.list: FoundList[RuleRow] = FoundList(
            live, kind, columns, nothing, self.switch, self.write
        )
        self.list.count.export.hide()
        self._make_acts()
        column = down(across(None, self.new), gap=Space.M)
        column.addWidget(self.list, 1)
        row = self.panels.beside(column)
        column.setContentsMargins(0, Space.M, Space.XL, 0)
        self.setLayout(row)
        self._connect(first)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New rule…", self.begin_new, "Ctrl+N")
        self.change_action = act(self, "C&hange the rule…", self.change_chosen, "F2")
        self.show_action = act(self, "&Show who would get what", self.show_chosen, "Ctrl+O")
        self.write_action = act(self, "&Write these now", self.write_chosen, "Ctrl+Return")
        self.switch_action = act(self, "Switch the rule &on or off", self.switch_chosen)
        self.remove_action = act(self, "Re&move the rule", self.remove_chosen, "Del")
        self.list.table.acts = [
            self.show_action,
            self.change_action,
            self.write_action,
            self.switch_action,
            self.remove_action,
        ]

    def _connect(self, first: FirstAct) -> None:
        for button in (self.new, first):
            button.clicked.connect(self.new_action.trigger)
            self.panels.asking.connect(button.step_back)
        self.switch.clicked.connect(self.switch_action.trigger)
        self.write.clicked.connect(self.write_action.trigger)
        self.list.asked.connect(self.show_rows)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self.show_chosen())
        self.panels.closed.connect(self.list.enter)
        self.form.saved.connect(self.list.show_saved)

    # -- what it shows

    def enter(self) -> None:
        """Take the keys, on the list."""
        self.list.enter()

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = rules(db)
            by = self.desk.stamp()
            self._due = {row.id: would_write(db, row, by=by) for row in self._rows}
        self.new.setHidden(not self._rows)
        self.show_rows()

    def show_rows(self) -> None:
        """Show the rules that hold every word that is sought."""
        left = self.list.holding(self._rows, lambda row: row.details.purpose)
        self.list.show_found(left, in_all=len(self._rows))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.list.table.chosen_row()
        actions = (self.change_action, self.show_action, self.switch_action, self.remove_action)
        for action in actions:
            action.setEnabled(row is not None)
        self.change_action.setEnabled(bool(self.list.shown))  # it is for the row in hand
        due = self._due.get(row.id, []) if row else []
        self.write_action.setEnabled(bool(due))
        self.write.setVisible(bool(due))
        self.write.say(f"Write {counted(len(due), 'message')} now")
        self.switch.setVisible(row is not None)
        self.switch.say("Switch off" if row and row.automatic_since else "Switch on")
        if row and self.letters.isVisible():
            self.letters.show_letters(row, due)

    def _now(self, row: RuleRow) -> Cell:
        due = len(self._due.get(row.id, []))
        return Cell(f"{due:,} due") if due else Cell("none due", "faint")

    # -- what one does

    def begin_new(self) -> None:
        """Ask for a new rule."""
        self.panels.make_way(self.form)
        self.form.begin_new()

    def change_chosen(self) -> None:
        """Ask what is to be different about the chosen rule."""
        row = self.list.row_in_hand()
        if row is not None:
            with refusals_shown(self):
                self.panels.make_way(self.form)
                self.form.begin_change(row.id)

    def show_chosen(self) -> None:
        """Show who would get what by the chosen rule today."""
        if row := self.list.table.chosen_row():
            self.panels.make_way(self.letters)
            self.letters.show_letters(row, self._due.get(row.id, []))

    def write_chosen(self) -> None:
        """Put what the chosen rule shows into the outbox, where it waits to be sent."""
        if row := self.list.table.chosen_row():
            name = f"messages: {row.details.purpose.value.lower()}"
            with refusals_shown(self), self.desk.changing("Write", name) as db:
                write_by_hand(db, row, by=self.desk.stamp())

    def switch_chosen(self) -> None:
        """Let the chosen rule write by itself, or only show again."""
        if row := self.list.table.chosen_row():
            on = row.automatic_since is None
            verb = "Switch on" if on else "Switch off"
            name = f"the rule for {row.details.purpose.value.lower()}"
            with refusals_shown(self), self.desk.changing(verb, name) as db:
                switch(db, row.id, automatic=on, today=self.desk.today())

    def remove_chosen(self) -> None:
        """Take the chosen rule away; what it has written stays."""
        if row := self.list.table.chosen_row():
            name = f"the rule for {row.details.purpose.value.lower()}"
            with refusals_shown(self), self.desk.changing("Remove", name) as db:
                remove_rule(db, row.id)


def _acts(row: RuleRow) -> Cell:
    return Cell(chip="By itself" if row.automatic_since else "Shows only")


def _to_whom(row: RuleRow) -> Cell:
    return Cell(listed([whom.value.lower() for whom in row.details.to_whom]), "soft")


COLUMNS: list[Column[RuleRow]] = [
    Column("Messages", lambda r: Cell(r.details.purpose.value, strong=True), share=3),
    Column("Go", lambda r: Cell(r.details.when), share=3),
    Column("To", _to_whom, share=2),
    Column("Acts", _acts, Width.CHIP),
]
