"""The lists of a record, under their tabs."""

from collections.abc import Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.delegates.found_list import FoundList
from ui.parts.layout import down
from ui.parts.tabs import Tabs
from ui.parts.theme import Space

L = TypeVar("L", bound=FoundList[Any])


class TabbedLists(QWidget, Generic[L]):
    """Several lists, one of them in sight."""

    chosen = Signal()
    export_asked = Signal()

    def __init__(self, lists: Mapping[str, L]) -> None:
        super().__init__()
        self.all = lists
        self.tabs, self.stack = Tabs(list(lists)), QStackedWidget()
        column = down(self.tabs, gap=Space.M)
        column.addWidget(self.stack, 1)
        self.setLayout(column)
        self.tabs.changed.connect(self.turn)
        for each in lists.values():
            self.stack.addWidget(each)
            each.chosen.connect(self.chosen)
            each.export_asked.connect(self.export_asked)

    @property
    def here(self) -> L:
        """The list that shows."""
        return self.all[self.tabs.here]

    def enter(self) -> None:
        """Take the keyboard."""
        self.here.enter()

    def turn(self, tab: str) -> None:
        """Show another list."""
        self.tabs.set_here(tab)
        self.stack.setCurrentWidget(self.all[tab])
        self.chosen.emit()
