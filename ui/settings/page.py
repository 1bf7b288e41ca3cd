"""The page of settings."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.parts.heading import Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down, scrolled
from ui.parts.live import LiveDesk
from ui.parts.theme import Size, Space
from ui.parts.way import Way
from ui.settings.appearance import AppearanceCard
from ui.settings.board_card import BoardCard
from ui.settings.desk_card import DeskCard
from ui.settings.lists_card import ListsCard


class SettingsPage(QWidget):
    """Four cards: the board, its own words, how the window looks on this computer, this desk."""

    said = Signal(str)

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__()
        self.year = ""
        self.board = BoardCard(live)
        self.lists = ListsCard(live, way)
        self.appearance = AppearanceCard(live)
        self.desk = DeskCard(live, way, jobs)
        self.desk.said.connect(self.said)
        for card in (self.board, self.lists, self.desk):
            self.addActions(card.actions())
        self._lay_out()

    def _lay_out(self) -> None:
        left, side = QWidget(), QWidget()
        left.setLayout(down(self.board, self.lists, None, gap=Space.L))
        side.setLayout(down(self.appearance, self.desk, None, gap=Space.L))
        body = across(gap=Space.L)
        for part in (left, side):
            part.setMaximumWidth(2 * Size.FORM + Size.SEARCH)  # beyond it, fields only grow empty
            body.addWidget(part, 1)
        body.addStretch()
        column = down(Heading("Settings", "Saved in this desk, or on this computer"), gap=Space.L)
        column.addLayout(body)
        column.addStretch(1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self.setLayout(down(scrolled(column)))
