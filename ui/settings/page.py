"""The page of settings."""

from PySide6.QtCore import Qt, Signal
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
from ui.settings.list_tabs import LISTS_AND_FIELDS
from ui.settings.lists_card import ListsCard
from ui.settings.ways import APPEARANCE, BOARD, DESK


class SettingsPage(QWidget):
    """Four cards: the board, how the window looks on this computer, this desk, its own words."""

    said = Signal(str)

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__()
        self.year = ""
        self.board = BoardCard(live)
        self.appearance = AppearanceCard(live)
        self.desk = DeskCard(live, way, jobs)
        self.lists = ListsCard(live, way)
        self.desk.said.connect(self.said)
        self.cards: dict[str, QWidget] = {
            BOARD: self.board,
            LISTS_AND_FIELDS: self.lists,
            APPEARANCE: self.appearance,
            DESK: self.desk,
        }
        for card in (self.board, self.lists, self.desk):
            self.addActions(card.actions())
        self._lay_out()

    def show_card(self, name: str) -> None:
        """Bring a card into sight, with the keys on the first thing in it."""
        card = self.cards.get(name)
        if card is None:
            return
        self.area.ensureWidgetVisible(card)
        for part in card.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(card):
                part.setFocus(Qt.FocusReason.ShortcutFocusReason)
                break

    def _lay_out(self) -> None:
        left, side = QWidget(), QWidget()
        left.setLayout(down(self.board, None, gap=Space.L))
        side.setLayout(down(self.appearance, self.desk, self.lists, None, gap=Space.L))
        body = across(gap=Space.L)
        for part, share in ((left, 3), (side, 2)):  # the fields of the board stand in two columns
            part.setMaximumWidth(2 * Size.FORM + Size.SEARCH)  # beyond it, fields only grow empty
            body.addWidget(part, share)
        body.addStretch()
        column = down(Heading("Settings", "Saved in this desk, or on this computer"), gap=Space.L)
        column.addLayout(body)
        column.addStretch(1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self.area = scrolled(column)
        self.setLayout(down(self.area))
