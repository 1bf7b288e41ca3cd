"""A page of one of the board's own lists, whose entries are ordered, retired and removed."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.panels import Panels
from ui.parts.beside import Beside
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.rows_model import Column, R
from ui.parts.theme import Space
from ui.parts.words import Button
from ui.programme.acts import act
from ui.settings.list_tabs import LISTS_AND_FIELDS, ListTabs


class OwnListPage(LiveView, Generic[R]):
    """The list with its acts, and the form beside it; ``again`` is what undoes retiring."""

    said = Signal(str)

    def __init__(  # noqa: PLR0913 - what stands on the page
        self,
        live: LiveDesk,
        jobs: Jobs,
        kind: ListKind,
        columns: Sequence[Column[R]],
        *above: QWidget,
        tabs: ListTabs,
        form: Beside,
        empty: tuple[str, str],
        again: str,
    ) -> None:
        super().__init__(live)
        self._jobs, self.tabs, self._again = jobs, tabs, again
        self.panels = Panels(form)
        self.new = FirstAct(f"New {kind.one}", "plus", "Ctrl+N")
        self.heading = Heading(LISTS_AND_FIELDS, "", self.new)
        first = FirstAct(f"New {kind.one}", "plus")
        self.up = Button("Up", "quiet", "arrow-up", "Alt+Up")
        self.down = Button("Down", "quiet", "arrow-down", "Alt+Down")
        self.retire = Button("Retire", "quiet", "x", "Ctrl+Shift+R")
        nothing = Empty("list", *empty, first)
        self.list = FoundList(live, kind, columns, nothing, self.up, self.down, self.retire)
        self._make_acts(kind.one)
        self.refused = Notice("", "red")
        column = down(self.heading, tabs, *above, self.refused, gap=Space.M)
        column.addWidget(self.list, 1)
        self.setLayout(self.panels.beside(column))
        self._connect(first)

    def _make_acts(self, one: str) -> None:
        self.new_action = act(self, f"&New {one}…", self.begin_new, "Ctrl+N")
        self.change_action = act(self, f"C&hange the {one}…", self.change_chosen, "F2")
        self.up_action = act(self, "Move &up", partial(self.move_chosen, -1), "Alt+Up")
        self.down_action = act(self, "Move &down", partial(self.move_chosen, 1), "Alt+Down")
        self.retire_action = act(self, f"&Retire, or {self._again}", self.turn, "Ctrl+Shift+R")
        self.remove_action = act(self, "Re&move", self.remove, "Del")
        self.export_action = act(self, "E&xport the list…", self.export, "Ctrl+E")
        self.list.table.acts = [
            self.change_action,
            self.up_action,
            self.down_action,
            self.retire_action,
            self.remove_action,
        ]

    def _connect(self, first: FirstAct) -> None:
        for button in (self.new, first):
            button.clicked.connect(self.new_action.trigger)
            self.panels.asking.connect(button.step_back)
        self.up.clicked.connect(self.up_action.trigger)
        self.down.clicked.connect(self.down_action.trigger)
        self.retire.clicked.connect(self.retire_action.trigger)
        self.list.asked.connect(self.show_rows)
        self.list.opened.connect(lambda _row: self.change_chosen())
        self.list.chosen.connect(self.on_chosen)
        self.list.chosen.connect(lambda: self.refused.say(""))
        self.list.export_asked.connect(self.export)
        self.panels.closed.connect(self.list.enter)

    def offer(self, rows: Sequence[R], among: Sequence[R], *, retired: bool) -> None:
        """Allow what can be done with the chosen rows; one alone moves among others."""
        place = among.index(rows[0]) if len(rows) == 1 and rows[0] in among else -1
        self.change_action.setEnabled(len(rows) == 1)
        self.up_action.setEnabled(place > 0)
        self.down_action.setEnabled(0 <= place < len(among) - 1)
        self.up.setVisible(self.up_action.isEnabled())
        self.down.setVisible(self.down_action.isEnabled())
        self.retire_action.setEnabled(bool(rows))
        self.remove_action.setEnabled(bool(rows))
        self.retire.setVisible(bool(rows))
        self.retire.say(self._again.capitalize() if retired else "Retire")
        self.export_action.setEnabled(self.list.shown > 0)

    # -- what each list brings

    @abstractmethod
    def show_rows(self) -> None:
        """Show the rows that hold every word that is sought."""

    @abstractmethod
    def on_chosen(self) -> None:
        """Offer what can be done with the rows that are chosen."""

    @abstractmethod
    def begin_new(self) -> None:
        """Ask for a new entry."""

    @abstractmethod
    def change_chosen(self) -> None:
        """Ask what is to be different about the chosen entry."""

    @abstractmethod
    def move_chosen(self, step: int) -> None:
        """Move the chosen entry up or down."""

    @abstractmethod
    def turn(self) -> None:
        """Retire what is chosen, or take that back."""

    @abstractmethod
    def remove(self) -> None:
        """Take away what is chosen, where no record holds it."""

    @abstractmethod
    def export(self) -> None:
        """Save the list where the user chooses."""
