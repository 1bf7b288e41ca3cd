"""Choosing an agency by typing any part of its name."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from ui.parts.field import Choice

LEFT = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})
MEANT = "Enter takes {}. Press it, or choose another."
SEVERAL = "{} agencies have “{}” in their names. Choose the one that is meant."
NONE = (
    "There is no agency called “{}”. Choose it by the name it has here, or add it first: Ctrl+4, "
    "then Ctrl+N. What is typed in this form is kept."
)


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
        self._barred: Mapping[str, str] = {}
        self.typed.returnPressed.connect(self._take_first)

    def show_agencies(
        self, agencies: Sequence[tuple[str, int]], barred: Mapping[str, str] | None = None
    ) -> None:
        """Offer these agencies; ``barred`` says of others by their names why they are not."""
        self._barred = {name.casefold(): why for name, why in (barred or {}).items()}
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

    def unknown(self) -> str:
        words = self.typed.text().strip()
        if not words or self.agency_id() is not None:
            return ""
        found = self._holding()
        if why := self._barred.get(words.casefold(), ""):
            return why
        if not found:
            holding = [why for name, why in self._barred.items() if words.casefold() in name]
            return holding[0] if holding else NONE.format(words)
        several = len(found) > 1
        return SEVERAL.format(len(found), words) if several else MEANT.format(found[0])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in LEFT and self.isVisible() and len(self._holding()) == 1:
            self._take_first()

    def _holding(self) -> list[str]:
        """The agencies that hold what was typed, while it names none and is no barred one."""
        words = self.typed.text().strip().casefold()
        if not words or self.agency_id() is not None or words in self._barred:
            return []
        names = (self.itemText(at) for at in range(self.count()))
        return [name for name in names if words in name.casefold()]

    def _take_first(self) -> None:
        """Enter takes the first agency that holds what was typed, Tab the only one."""
        if found := self._holding():
            self.setCurrentIndex(self.findText(found[0]))

    def choose(self, value: object) -> None:
        super().choose(value)
        if self.currentIndex() < 0:
            self.setEditText("")
        self.typed.setCursorPosition(0)
