"""A line that asks for a reason before something is given up or decided."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy

from ui.parts.field import Entry, Field
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Rank, Words

Then = Callable[[str], bool]


class ReasonBox(QFrame):
    """Asks why, or how one was told; Enter does it, Esc leaves everything as it is.

    What is typed when a page puts the question away stands there when it is asked again.
    """

    closed = Signal()

    def __init__(self, label: str = "Reason") -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("rank", Rank.QUESTION)
        self.question = Words("", "strong", wrap=True)
        self.entry = Entry(hint="In a few words", name=label)
        self.field = Field(label, self.entry)
        self.listed = Button("The board's reasons", "link", "chevron-down").slim()
        self.deed = Button("", "primary", "", "Enter", name="Do it")
        self.other = Button("", "secondary", "", "Ctrl+Enter", name="Do the other")
        self.keep = Button("Keep as it is", "secondary", "", "Esc")
        self._asked, self._given = "", ""
        self._then: Then = lambda _: True
        self._other_then: Then = lambda _: True
        self._reasons: Sequence[str] = ()
        self._typed: dict[str, str] = {}  # for each question, until it is answered or left
        self.deed.clicked.connect(lambda: self._do(self._then))
        self.other.clicked.connect(lambda: self._do(self._other_then))
        self.keep.clicked.connect(self.give_up)
        self.field.edited.connect(self._note)
        self.listed.clicked.connect(self.offer)
        row = across(gap=Space.S)
        row.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        buttons = across(self.deed, self.other, self.keep)
        row.addLayout(down(Space.L + Space.XS, buttons, None, gap=0))
        column = down(self.question, row, gap=Space.S, edge=Space.M)
        column.addLayout(across(self.listed, None))  # its own left is where its arrow is
        self.setLayout(column)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(  # noqa: PLR0913 - what is asked, what is done, and what could be done instead
        self,
        question: str,
        deed: str,
        then: Then,
        *,
        reasons: Sequence[str] = (),
        other: str = "",
        other_then: Then | None = None,
        given: str = "",
    ) -> None:
        """Ask; ``then`` is given the reason, and says whether it was done.

        ``reasons`` are those of the board's own list; ``other`` is a second thing that could be
        done with the same reason; ``given`` is what stands in the line already.
        """
        self._then, self._other_then = then, other_then or then
        self._reasons = reasons
        self._asked, self._given = question, given
        self.question.say(question)
        self.deed.say(deed)
        self.other.say(other or deed)  # a button without a word has no name either
        self.other.setHidden(not other)
        self.listed.setHidden(not reasons)
        self.field.set_text(self._typed.get(question, given))
        self.field.set_error("")
        self.entry.setAccessibleDescription(question)
        self.show()
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Put the question away."""
        self.hide()
        self.closed.emit()

    def give_up(self) -> None:
        """Leave everything as it is, and let go of what is typed."""
        self._typed.pop(self._asked, None)
        self.leave()

    def unkept(self) -> str:
        """What is typed for a question that is not answered yet."""
        typed = [text for text in self._typed.values() if text.strip()]
        return " and ".join(f"{self.field.label.lower()} “{text.strip()}”" for text in typed)

    def offer(self) -> QMenu:
        """Show the board's own reasons; the one that is chosen is put into the line."""
        menu = QMenu(self)
        for reason in self._reasons:
            action = menu.addAction(reason.replace("&", "&&"))
            action.triggered.connect(lambda _=False, reason=reason: self._take(reason))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.entry.mapToGlobal(self.entry.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])  # Enter takes it; Qt would mark none
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            second = control and not self.other.isHidden()
            self._do(self._other_then if second else self._then)
        elif event.key() == Qt.Key.Key_Down and self._reasons:
            self.offer()
        else:
            super().keyPressEvent(event)

    def _take(self, reason: str) -> None:
        self.entry.setText(reason)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, then: Then) -> None:
        if then(self.entry.text().strip()):
            self.give_up()

    def _note(self) -> None:
        if self.entry.text() == self._given:
            self._typed.pop(self._asked, None)
        else:
            self._typed[self._asked] = self.entry.text()
