"""The column of work: what cannot wait first, then what can."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from trainingdesk.services.today import Card, Work
from ui.parts.heading import Empty
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.today.work_card import WorkCard


class WorkColumn(QWidget):
    """The cards, ranked: those with something pressing take the whole width."""

    opened = Signal(object, object)  # the Work and the Task
    decided = Signal(object, bool)  # the Task, and whether it is to go ahead

    def __init__(self) -> None:
        super().__init__()
        self._cards: Sequence[Card] = ()
        self._today = date.min
        self._whole: set[Work] = set()
        self._wide = self._explained = False
        self.shown: list[WorkCard] = []
        self._column = down(gap=Space.M)
        self.setLayout(self._column)

    def show_cards(self, cards: Sequence[Card], today: date) -> None:
        """Show what waits today."""
        self._cards, self._today = cards, today
        self._lay_out()

    def set_wide(self, *, wide: bool) -> None:
        """Stand the quieter cards two by two where there is room."""
        if wide != self._wide:
            self._wide = wide
            self._lay_out()

    def explain(self, *, explained: bool) -> None:
        """Say in each card what it counts, or no longer."""
        self._explained = explained
        self._lay_out()

    def _lay_out(self) -> None:
        self._clear()
        pressing = [card for card in self._cards if card.urgent]
        quiet = [card for card in self._cards if not card.urgent]
        self._add_section("Cannot wait", pressing, across=1)
        self._add_section("When you have time", quiet, across=2 if self._wide else 1)
        if not self._cards:
            self._column.addWidget(
                Empty("check", "Nothing waits for you", "What needs doing will be listed here.")
            )

    def _clear(self) -> None:
        self.shown = []
        while item := self._column.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()

    def _add_section(self, name: str, cards: Sequence[Card], *, across: int) -> None:
        if not cards:
            return
        section = QWidget()
        grid = QGridLayout(section)
        grid.setContentsMargins(0, 0, 0, Space.S)
        grid.setSpacing(Space.M)
        grid.addWidget(Words(name, "lead"), 0, 0, 1, across)
        for number, card in enumerate(cards):
            row, column = divmod(number, across)
            grid.addWidget(self._made(card), row + 1, column)
        for column in range(across):
            grid.setColumnStretch(column, 1)
        self._column.addWidget(section)

    def _made(self, card: Card) -> WorkCard:
        whole = card.work in self._whole
        made = WorkCard(card, self._today, whole=whole, explained=self._explained)
        made.opened.connect(lambda task: self.opened.emit(card.work, task))
        made.unfolded.connect(self._unfold)
        made.decided.connect(self.decided)
        self.shown.append(made)
        return made

    def _unfold(self, work: Work) -> None:
        self._whole.add(work)
        self._lay_out()
        card = next(card for card in self.shown if card.work is work)
        card.lines[-1 if len(card.lines) == 1 else 0].setFocus()
