"""The filters above the programme."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLayout, QMenu, QSizePolicy, QWidget

from trainingdesk.domain.standing import said_level
from trainingdesk.services.programme import Choices, Wanted
from ui.parts.filter_box import FilterBox
from ui.parts.layout import across
from ui.parts.letters import isolated
from ui.parts.table import AnyTable
from ui.parts.theme import Size, Space, font
from ui.parts.words import Button

NOTHING: dict[str, Any] = {
    "standing": "",
    "level": None,
    "strand_id": 0,
    "series_id": 0,
    "venue_id": 0,
    "trainer_id": 0,
    "partner_id": 0,
}
"""What each filter is while it asks for nothing."""

NAMES = {
    "standing": "Status",
    "level": "Level",
    "strand_id": "Strand",
    "series_id": "Series",
    "venue_id": "Venue",
    "trainer_id": "Trainer",
    "partner_id": "Shared with",
}
WIDEST = Size.NAV - Space.XXL * 2


class FilterButton(Button):
    """Narrows a list to one value, chosen from a menu; it tells the value while it does."""

    picked = Signal()

    def __init__(self, name: str, nothing: object) -> None:
        super().__init__(name, "filter", "chevron-down", name=f"{name}: any")
        self._name, self._nothing = name, nothing
        self.value: Any = nothing
        self._choices: Sequence[tuple[str, object]] = ()
        self.setCheckable(True)
        self.clicked.connect(self._pop_up)

    @property
    def narrows(self) -> bool:
        """Whether it asks for anything."""
        return bool(self.value != self._nothing)

    def offer(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer these values; one that is chosen stays, even where the year has it no more."""
        self._choices = choices
        self._tell()

    def choose(self, value: object) -> None:
        """Narrow to a value, or to nothing."""
        self.value = value
        self._tell()

    def menu_of_choices(self) -> QMenu:
        """Every value, the chosen one ticked."""
        menu = QMenu(self._name, self)
        for word, value in (("Any", self._nothing), *self._choices):
            action = menu.addAction(word.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _=False, value=value: self._pick(value))
        return menu

    def _pick(self, value: object) -> None:
        self.choose(value)
        self.picked.emit()

    def _pop_up(self) -> None:
        self.setChecked(self.narrows)
        menu = self.menu_of_choices()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _tell(self) -> None:
        word = next((said for said, value in self._choices if value == self.value), self._name)
        shown = word if self.narrows else self._name
        cut = QFontMetrics(font()).elidedText(shown, Qt.TextElideMode.ElideRight, WIDEST)
        self.setText(isolated(cut).replace("&", "&&"))
        self.set_name(f"{self._name}: {word if self.narrows else 'any'}")
        self.setChecked(self.narrows)


class Filters(QWidget):
    """The filters in a row; those for which there is no room are found under More.

    A filter that asks for something always keeps its place.
    """

    changed = Signal()

    def __init__(self, table: AnyTable, *ends: QWidget) -> None:
        super().__init__()
        self.words = FilterBox(table, "Filter events")
        self.buttons = {key: FilterButton(NAMES[key], NOTHING[key]) for key in NAMES}
        self.at_risk = Button("At risk", "filter", "triangle-alert")
        self.at_risk.setCheckable(True)
        self.with_issues = Button("With issues", "filter", "circle-alert")
        self.with_issues.setCheckable(True)
        self.with_issues.toggled.connect(lambda _: self.changed.emit())
        self.words.asked.connect(lambda _: self.changed.emit())
        self.at_risk.toggled.connect(lambda _: self.changed.emit())
        self.more = Button("More", "filter", "chevron-down", name="More filters")
        self.more.clicked.connect(self._pop_up)
        for button in self.buttons.values():
            button.picked.connect(self._on_picked)
        each = self.buttons.values()
        row = across(self.words, self.at_risk, self.with_issues, *each, self.more, None, *ends)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(row)
        self._ends, self._ends_shown = ends, True
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def wanted(self) -> Wanted:
        """Which events are asked for."""
        chosen = {key: button.value for key, button in self.buttons.items()}
        return Wanted(words=self.words.text(), at_risk=self.at_risk.isChecked(), **chosen)

    def offer(self, choices: Choices) -> None:
        """Offer what the year has."""
        levels = [(said_level(word), value) for word, value in choices.levels]
        self.buttons["standing"].offer(choices.standings)
        self.buttons["level"].offer(levels)
        self.buttons["strand_id"].offer(choices.strands)
        self.buttons["series_id"].offer(choices.series)
        self.buttons["venue_id"].offer(choices.venues)
        self.buttons["trainer_id"].offer(choices.trainers)
        self.buttons["partner_id"].offer(choices.partners)
        self._make_room()

    def show_words(self, words: str) -> None:
        """Ask for these words and nothing else."""
        self.clear()
        self.words.setText(words)

    def show_partner(self, partner_id: int) -> None:
        """Ask for the events that are shared with one board, and nothing else."""
        self.clear()
        self.buttons["partner_id"].choose(partner_id)
        self._on_picked()

    def clear(self) -> None:
        """Ask for everything again."""
        self.words.clear()
        for key, button in self.buttons.items():
            button.choose(NOTHING[key])
        self.at_risk.setChecked(False)
        self.with_issues.setChecked(False)
        self._make_room()
        self.changed.emit()

    def menu_of_more(self) -> QMenu:
        """The filters for which there is no room, each with its choices."""
        menu = QMenu(self)
        for button in self.buttons.values():
            if button.isHidden():
                menu.addMenu(button.menu_of_choices())
        return menu

    def show_ends(self, *, shown: bool) -> None:
        """Show what stands at the end of the row, or not."""
        self._ends_shown = shown
        self._make_room()

    def least(self) -> int:
        """How much room it takes while every filter that asks for nothing is found under More."""
        asking = [button for button in self.buttons.values() if button.narrows]
        shown = [self.at_risk, self.with_issues, *asking, self.more]
        return Size.NAV + sum(Space.S + each.sizeHint().width() for each in shown)

    def sizeHint(self) -> QSize:
        return QSize(Size.PALETTE, Size.CONTROL)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.NAV, Size.CONTROL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _on_picked(self) -> None:
        self._make_room()
        self.changed.emit()

    def _pop_up(self) -> None:
        menu = self.menu_of_more()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _make_room(self) -> None:
        ends = self._ends if self._ends_shown else ()
        shown = [self.at_risk, self.with_issues, *self.buttons.values(), *ends]
        gaps = Space.S * (len(shown) + 1)
        wide = Size.NAV + gaps + sum(each.sizeHint().width() for each in shown)
        if wide > self.width():
            wide += self.more.sizeHint().width() + Space.S
        for button in [*reversed(self.buttons.values())]:
            gives_way = wide > self.width() and not button.narrows
            button.setVisible(not gives_way)
            if gives_way:
                wide -= button.sizeHint().width() + Space.S
        self.words.setFixedWidth(max(Size.NAV // 2, min(Size.NAV, Size.NAV + self.width() - wide)))
        self.more.setVisible(any(button.isHidden() for button in self.buttons.values()))
        for end in self._ends:
            end.setVisible(self._ends_shown and wide <= self.width())
