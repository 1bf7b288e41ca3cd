"""Choosing an agency by typing any part of its name."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from ui.parts.field import Choice


class AgencyChoice(Choice):
    """The agencies, narrowed by what is typed; words that name none choose none."""

    def __init__(self, name: str = "Agency") -> None:
        super().__init__([], name)
        self.typed = QLineEdit()
        self.typed.setAccessibleName(name)
        self.typed.setPlaceholderText("Type part of its name")
        # Or the longest name of all would make the form wider than its panel.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(1)
        self.setEditable(True)
        self.setLineEdit(self.typed)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        found = QCompleter(self.model(), self)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(found)
        self._found = found
        self.typed.returnPressed.connect(self._take_first)

    def show_agencies(self, agencies: Sequence[tuple[str, int]]) -> None:
        """Offer these agencies."""
        kept = self.agency_id()
        self.clear()
        for name, number in agencies:
            self.addItem(name, number)
        self.choose(kept)

    def agency_id(self) -> int | None:
        """The agency that is chosen or typed in full."""
        at = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        number = self.itemData(at) if at >= 0 else None
        return int(number) if number is not None else None

    def name_of(self, agency_id: int | None) -> str:
        """The name of an agency that is offered; empty for none."""
        at = self.findData(agency_id) if agency_id is not None else -1
        return self.itemText(at) if at >= 0 else ""

    def _take_first(self) -> None:
        """Enter takes the first agency that holds what was typed."""
        words = self.typed.text().strip()
        self._found.setCompletionPrefix(words)
        if words and self.agency_id() is None and self._found.setCurrentRow(0):
            self.setCurrentIndex(self.findText(self._found.currentCompletion()))

    def choose(self, value: object) -> None:
        super().choose(value)
        if self.currentIndex() < 0:
            self.setEditText("")
        self.typed.setCursorPosition(0)
