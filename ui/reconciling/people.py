"""The people whom a line of a file may mean, each with the key that chooses them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from trainingdesk.domain.reconciled import LEAVE_OUT, TO_SETTLE, Fate, Person, Settled
from ui.parts.lines import Line, LineButton
from ui.parts.theme import Size, Space
from ui.parts.words import Elided, Words

SHOWN = 5
"""So many have room."""
NOT_ANSWERED = frozenset({Fate.WRONG, Fate.ASIDE, Fate.TWICE})


class People(QFrame):
    """Says what the line in hand says, and whom it may mean."""

    chosen = Signal(str)  # the key of a person, or that the line is left out
    name_asked = Signal()

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
        where = "Not in the file" if row.line.missing else "In the file"
        self.head.say(f"{where}: {row.line.told}")
        if row.said:
            said = Words(row.said, wrap=True)
            said.setContentsMargins(0, 0, 0, Space.XS)
            self._add(said)
        for number, person in enumerate(row.difference.people[:SHOWN]):
            self._add(self._button(number, person, row))
        if row.fate in NOT_ANSWERED:
            return
        if row.difference.fate is not Fate.NOT_THERE:
            self._ask("Somebody else…", "user-plus", "F2").clicked.connect(self.name_asked)
        if row.fate is not Fate.LEFT_OUT:
            leave = self._ask("Leave this line out", "x", "Del")
            leave.clicked.connect(lambda: self.chosen.emit(LEAVE_OUT))

    def _ask(self, words: str, glyph: str, keys: str) -> LineButton:
        button = LineButton(Line(words, glyph=glyph, keys=keys))
        self._add(button)
        return button

    def _add(self, part: QWidget) -> None:
        self._column.addWidget(part)
        self._parts.append(part)

    def _button(self, number: int, person: Person, row: Settled) -> LineButton:
        marks = " · ".join(mark.told for mark in person.marks.values())
        place = f"row {person.row}" if person.row else "walk-in"
        line = Line(
            person.listed,
            " · ".join(part for part in (place, person.agency, person.note) if part),
            marks,
            glyph="user" if person.row else "user-plus",
            keys=str(number + 1),
        )
        taken = row.person is not None and row.person.key == person.key
        first = row.person is None and row.fate in TO_SETTLE and number == 0
        button = LineButton(line, here=taken or first, high=Size.ROW - Space.XS)
        button.clicked.connect(lambda: self.chosen.emit(person.key))
        return button
