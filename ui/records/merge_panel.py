"""Asks which of several spellings stays."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from ui.parts.beside import Beside
from ui.parts.field import Choice, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act


class MergePanel(Beside):
    """The names of the chosen records; the one that is kept takes over what the others have."""

    asked = Signal(int, list)  # the record that stays, and those that go into it

    def __init__(self, several: str) -> None:
        self.keep = Choice([], "Name to keep")
        self.words = Words("", "soft", wrap=True)
        fields = FormFields({"keep": Field("Name to keep", self.keep)})
        body = down(self.words, fields["keep"], gap=Space.L)
        super().__init__(f"Merge {several}", body, fields, save="Merge")
        self._several = several
        act(self, f"&Merge the {several}", self._ask, "Ctrl+S")
        self.save_asked.connect(self._ask)
        self.hide()

    def begin(self, records: Sequence[tuple[int, str]]) -> None:
        """Ask about these records."""
        self.keep.clear()
        for number, name in records:
            self.keep.addItem(name, number)
        self.words.say(
            f"{len(records):,} {self._several} become one. Every event that names any of them "
            "will name the one that is kept; what it lacks it takes from the others. Undo takes "
            "it back."
        )
        self.notice.say("")
        self.show()
        self.keep.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask(self) -> None:
        keep = int(self.keep.currentData())
        numbers = [int(self.keep.itemData(n)) for n in range(self.keep.count())]
        self.asked.emit(keep, [number for number in numbers if number != keep])
