"""The people whom a line may mean, each with the key that chooses them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainingdesk.domain.pasted_fates import LEAVE_OUT, TO_SETTLE, Choice, Fate, Settled
from ui.parts.layout import across, holder
from ui.parts.lines import Line, LineButton
from ui.parts.theme import Size, Space
from ui.parts.words import Elided, Glyph, Words

SHOWN = 5
"""So many have room; whoever has more namesakes is told apart by more words in the line."""


class Choices(QFrame):
    """Says what the line in hand says, whom it may mean, and what speaks against them."""

    chosen = Signal(str)  # the key of a person, or that the line is left out

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.head = Elided("", "small")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._parts: list[QWidget] = []

    def show_line(self, row: Settled | None) -> None:
        """Show the people of a line."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
        self.setVisible(row is not None)
        if row is None:
            self.head.say("")
            return
        self.head.say(f"Line {row.line.number:,}: {row.line.text}")
        if row.said:
            said = Words(row.said, wrap=True)
            said.setContentsMargins(0, 0, 0, Space.XS)
            self._add(said)
        for number, choice in enumerate(row.meant.choices[:SHOWN]):
            self._add(self._button(number, choice, row))
        more = len(row.meant.choices) - SHOWN
        if more > 0:
            rest = f"{more:,} more. Put an e-mail address or the agency into the line."
            self._add(Words(rest, "small", wrap=True))
        if row.fate not in {Fate.LEFT_OUT, Fate.ASIDE}:
            self._add(self._leave_out())
        for warning in row.warnings:
            self._add(_warned(warning))

    def _add(self, part: QWidget) -> None:
        self._column.addWidget(part)
        self._parts.append(part)

    def _button(self, number: int, choice: Choice, row: Settled) -> LineButton:
        new = choice.details is not None
        standing = Fate.BOOKED.value if choice.booked else ""
        line = Line(
            f"New: {choice.name}" if new else choice.name,
            " · ".join(part for part in (choice.reference, choice.agency) if part),
            choice.email,
            glyph="user-plus" if new else "user",
            chip=standing,
            keys=str(number + 1),
        )
        taken = row.choice is not None and row.choice.key == choice.key
        first = row.choice is None and row.fate in TO_SETTLE and number == 0
        button = LineButton(line, here=taken or first, high=Size.ROW - Space.XS)
        button.clicked.connect(lambda: self.chosen.emit(choice.key))
        return button

    def _leave_out(self) -> LineButton:
        button = LineButton(Line("Leave this line out", glyph="x", keys="Del"))
        button.clicked.connect(lambda: self.chosen.emit(LEAVE_OUT))
        return button


def _warned(warning: str) -> QWidget:
    row = across(Glyph("triangle-alert", "amber"), gap=Space.S)
    row.addWidget(Words(warning, "amber", wrap=True), 1)
    row.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
    return holder(row)
