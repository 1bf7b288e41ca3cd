"""Choosing an event by typing any part of its title, day or reference."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from trainingdesk.services.evaluation.event_choices import EventChoiceRow
from ui.parts.field import Choice

UNKNOWN = "No event has “{}” in its title, day or reference. Choose one of the list, or empty it."


class StillChoice(Choice):
    """A list to choose from that a turn of the wheel over it does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class EventPicker(StillChoice):
    """The events, narrowed by what is typed; ``none`` is what stands for no event."""

    def __init__(self, none: str, name: str = "Event") -> None:
        super().__init__([], name)
        self._none = none
        self.typed = QLineEdit()
        self.typed.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.setEditable(True)
        self.setLineEdit(self.typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        found = QCompleter(self.model(), self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(found)
        self._found = found
        self.typed.returnPressed.connect(self._take_first)

    def show_events(self, events: Sequence[EventChoiceRow], chosen: int | None = None) -> None:
        """Offer these events, with one of them chosen."""
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self._none, None)
            for each in events:
                self.addItem(each.name, each.id)
            self.choose(chosen)
        self.typed.setCursorPosition(0)

    def setCurrentText(self, text: str) -> None:
        super().setCurrentText(text)
        self.typed.setCursorPosition(0)  # the title tells more than the reference at the end

    def event_id(self) -> int | None:
        """The event that is chosen or typed in full."""
        at = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        number = self.itemData(at) if at >= 0 else None
        return int(number) if number is not None else None

    def name_of(self, event_id: int | None) -> str:
        """How an event that is offered is called; what stands for none where there is none."""
        at = self.findData(event_id) if event_id is not None else 0
        return self.itemText(at) if at >= 0 else self._none

    def unknown(self) -> str:
        words = self.typed.text().strip()
        names = self.findText(words, Qt.MatchFlag.MatchFixedString) >= 0
        return "" if names or not words else UNKNOWN.format(words)

    def _take_first(self) -> None:
        """Enter takes the first event that holds what was typed."""
        words = self.typed.text().strip().casefold()
        if not words or self.findText(words, Qt.MatchFlag.MatchFixedString) >= 0:
            return
        names = (self.itemText(at) for at in range(self.count()))
        first = next((at for at, name in enumerate(names) if words in name.casefold()), -1)
        if first >= 0:
            self.setCurrentIndex(first)
