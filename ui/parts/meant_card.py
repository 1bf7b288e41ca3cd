"""The card of those whom a line may mean, each with the key that chooses them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.parts.lines import Line, LineButton
from ui.parts.theme import Size, Space
from ui.parts.words import Elided, Words

SHOWN = 5
"""So many people have room, a key each."""


class MeantCard(QFrame):
    """Says what the line in hand says, and lets one choose whom it means."""

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

    def begin(self, head: str, said: str) -> None:
        """Begin anew with what a line says, and what is said of it."""
        self._clear()
        self.show()
        self.head.say(head)
        if said:
            words = Words(said, wrap=True)
            words.setContentsMargins(0, 0, 0, Space.XS)
            self.add(words)

    def leave(self) -> None:
        """Go, as no line is in hand."""
        self._clear()
        self.hide()
        self.head.say("")

    def add(self, part: QWidget) -> None:
        """Put something under what is there."""
        self._column.addWidget(part)
        self._parts.append(part)

    def offer(self, line: Line, key: str, *, here: bool) -> None:
        """Offer one of the people; ``here`` marks the one who is chosen, or comes first."""
        button = LineButton(line, here=here, high=Size.ROW - Space.XS)
        button.clicked.connect(lambda: self.chosen.emit(key))
        self.add(button)

    def ask(self, words: str, glyph: str, keys: str) -> LineButton:
        """Offer something else that may be done about the line."""
        button = LineButton(Line(words, glyph=glyph, keys=keys))
        self.add(button)
        return button

    def offer_to_leave_out(self, key: str) -> None:
        """Offer to leave the line out, which is answered by a key of its own."""
        leave = self.ask("Leave this line out", "x", "Del")
        leave.clicked.connect(lambda: self.chosen.emit(key))

    def _clear(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = []
