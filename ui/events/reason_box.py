"""A line that asks for a reason before something is given up."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.parts.field import Entry, Field
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Rank, Words


class ReasonBox(QFrame):
    """Asks why; Enter does it, Esc leaves everything as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("rank", Rank.QUESTION)
        self.question = Words("", "strong", wrap=True)
        self.entry = Entry(hint="In a few words", name="Reason")
        self.field = Field("Reason", self.entry)
        self.deed = Button("", "primary", "", "Enter", name="Do it")
        self.keep = Button("Keep as it is", "secondary", "", "Esc")
        self._then: Callable[[str], bool] = lambda _: True
        self.deed.clicked.connect(self._do)
        self.keep.clicked.connect(self.leave)
        row = across(gap=Space.S)
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        acts = down(Space.L + Space.XS, across(self.deed, self.keep), None, gap=0)
        row.addLayout(acts)
        self.setLayout(down(self.question, row, gap=Space.S, edge=Space.M))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self, question: str, deed: str, then: Callable[[str], bool]) -> None:
        """Ask; ``then`` is given the reason, and says whether it was done."""
        self._then = then
        self.question.say(question)
        self.deed.say(deed)
        self.field.set_text("")
        self.field.set_error("")
        self.entry.setAccessibleDescription(question)
        self.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Put the question away."""
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._do()
        else:
            super().keyPressEvent(event)

    def _do(self) -> None:
        if self._then(self.entry.text().strip()):
            self.leave()
