"""Picking several things by a few letters each: strands, courses, recommendations."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ui.parts.field import Field
from ui.parts.keys import Keys
from ui.parts.layout import across, down, holder
from ui.parts.suggestions import HIGH, Suggestion, Suggestions
from ui.parts.theme import Space
from ui.parts.words import Button, Elided, Words

BETWEEN = ";"
"""What several names are parted by where they are typed in one go."""


class PickBox(Suggestions):
    """A line that finds one more thing to pick."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _foot(self) -> QWidget:
        found = self.here() is not None
        parts = [Keys("Enter")] if found else []
        words = "pick" if found else "Nothing here goes by that."
        foot = across(*parts, Words(words, "small"), None, gap=Space.S)
        foot.setContentsMargins(Space.L, 0, Space.L, 0)
        made = holder(foot)
        made.setFixedHeight(HIGH)
        return made


class Pick(QWidget):
    """One thing that was picked, and the way to let it go."""

    def __init__(self, told: str, let_go: Callable[[], object]) -> None:
        super().__init__()
        self.remove = Button("", "quiet", "x", "", f"Remove {told}").slim()
        self.remove.clicked.connect(lambda _=False: let_go())
        row = across(gap=Space.XS)
        row.addWidget(Elided(told), 1)
        row.addWidget(self.remove)
        self.setLayout(row)


class Picker(QWidget):
    """What was picked, one under another, and a line to pick more.

    Things go by their names; ``ask`` finds them, and with ``new`` any other name is one as well.
    """

    changed = Signal()

    def __init__(
        self, ask: Callable[[str], Sequence[Suggestion]], hint: str, *, glyph: str, new: str = ""
    ) -> None:
        super().__init__()
        self._ask, self._new = ask, new
        self._told: Mapping[str, str] = {}
        self.names: list[str] = []
        self.box = PickBox(self._suggested, hint, glyph, new="")
        self._lines = down(gap=0)
        self.setLayout(down(self._lines, self.box, gap=Space.XS))
        self.setFocusProxy(self.box)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.taken.connect(self._take)
        self.box.taken_and_next.connect(self._take)
        self.box.left.connect(self.take_typed)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)

    def show_told(self, told: Mapping[str, str]) -> None:
        """Tell picked things by more than their names."""
        self._told = told

    def show_names(self, names: Sequence[str]) -> None:
        """Have these picked and no others."""
        self.names = list(names)
        while (item := self._lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for name in self.names:
            self._lines.addWidget(Pick(self._told.get(name, name), partial(self._let_go, name)))

    def take_typed(self) -> None:
        """Pick what is typed and can only mean one thing; the list no longer hides what follows."""
        self.box.close_menu()
        every = [typed.strip() for typed in self.box.text().split(BETWEEN) if typed.strip()]
        left = [typed for typed in every if not self._picked_by(typed)]
        if left != every:
            self.box.setText(f"{BETWEEN} ".join(left))

    def untaken(self) -> str:
        """What is typed and was not picked."""
        return self.box.text().strip()

    def _suggested(self, typed: str) -> Sequence[Suggestion]:
        found = [each for each in self._ask(typed) if each.key not in self.names]
        bare = " ".join(typed.split())
        if self._new and bare and not any(str(each.key).lower() == bare.lower() for each in found):
            found.append(Suggestion(bare, self._new.format(bare), glyph="plus"))
        return found

    def _picked_by(self, typed: str) -> bool:
        """Pick what some words mean, unless they could mean several things or none."""
        found = [each for each in self._ask(typed) if each.key]
        exact = [each for each in found if str(each.key).lower() == typed.lower()]
        one = exact or (found if len(found) == 1 and not self._new else [])
        if not one and not self._new:
            return False
        self._take(one[0].key if one else typed)
        return True

    def _take(self, name: object) -> None:
        if name not in self.names:
            self.show_names([*self.names, str(name)])
            self.changed.emit()

    def _let_go(self, name: str) -> None:
        self.show_names([each for each in self.names if each != name])
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class PickedField(Field):
    """A field that holds several names; as text they stand one a line."""

    def __init__(self, label: str, picker: Picker, *, help_text: str = "") -> None:
        super().__init__(label, picker, help_text=help_text)
        self.picker = picker
        picker.changed.connect(self._on_edited)
        picker.box.textChanged.connect(self._on_edited)

    def text(self) -> str:
        return "\n".join(self.picker.names)

    def set_text(self, text: str) -> None:
        with QSignalBlocker(self.picker), QSignalBlocker(self.picker.box):
            self.picker.box.clear()
            self.picker.show_names([name for name in text.splitlines() if name])
