"""What is known of a record, each fact under its name."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.letters import tip
from ui.parts.theme import Space
from ui.parts.words import Button, Elided, Words

UNKNOWN = "–"


class Fact(QWidget):
    """One fact: its name, and what is known, in one line or in two."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name, self._lines, self._whole = name, (UNKNOWN, ""), ""
        self.words, self.more = Elided(UNKNOWN), Elided("")
        self.more.hide()
        column = QVBoxLayout(self)
        # The gap belongs to the fact: so two columns of one row are as wide as one of another.
        column.setContentsMargins(0, 0, Space.XL, 0)
        column.setSpacing(0)
        column.addWidget(Words(name, "small"))
        column.addWidget(self.words)
        column.addWidget(self.more)

    def say(self, text: str) -> None:
        """Show what is known; of many lines the last one stands alone, as a town does."""
        *before, last = text.splitlines() or [""]
        self._whole = ", ".join([*before, last])
        self._lines = (", ".join(before), last) if before else (last or UNKNOWN, "")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Go on in the second line where nothing else stands in it."""
        first, second = self._lines
        room = self.width() - Space.XL
        measured = self.words.fontMetrics()
        if not second and self.isVisible() and measured.horizontalAdvance(first) > room:
            ends = [n for n, letter in enumerate(first) if letter == " "]
            fit = [n for n in ends if measured.horizontalAdvance(first[:n]) <= room]
            at = fit[-1] if fit else len(first)
            first, second = first[:at], first[at:].strip()
        self.words.say(first)
        self.more.say(second)
        self.more.setVisible(bool(second))
        for words in (self.words, self.more):
            words.setToolTip(tip(self._whole))
            words.setAccessibleName(f"{self.name}: {self._whole or 'not known'}")


class Facts(QWidget):
    """Facts side by side, in line with those of another row of as many columns.

    Those that are ``wide`` take two columns, as addresses do: they are long, and seldom wrap well.
    """

    def __init__(self, *names: str, wide: Collection[str] = ()) -> None:
        super().__init__()
        self._facts = {name: Fact(name) for name in names}
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(0)
        for fact in self._facts.values():
            columns = 2 if "mail" in fact.name or fact.name in wide else 1
            self.row.addWidget(fact, columns, Qt.AlignmentFlag.AlignTop)

    def facts(self) -> list[Fact]:
        """The facts, from the left."""
        return list(self._facts.values())

    def say(self, facts: Mapping[str, str]) -> None:
        """Show what is known now."""
        for name, text in facts.items():
            self._facts[name].say(text)


class Needs(QWidget):
    """What a delegate needs, shown only when it is asked for."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.button = Button("Show needs").slim()
        self.words = Words("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words("Needs", "small"))
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.words)
        self.button.clicked.connect(self.asked)

    def hide_again(self, *, any_known: bool) -> None:
        """Keep what is needed out of sight; say whether anything is known."""
        self.words.say("" if any_known else "None known")
        self.words.setHidden(any_known)
        self.button.setHidden(not any_known)

    def reveal(self, needs: str) -> None:
        """Show what is needed."""
        self.words.say(needs)
        self.words.show()
        self.button.hide()
