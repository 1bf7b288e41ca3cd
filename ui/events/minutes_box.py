"""A line that asks how late somebody came, and when they left."""

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.typed import number_typed, time_typed
from trainingdesk.domain.words import clock
from ui.parts.field import Entry, Field
from ui.parts.layout import across, down
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Rank, Words

Then = Callable[[int | None, time | None], bool]

NO_MINUTES = "A whole number of minutes, such as 15."
NO_TIME = "A time of day, such as 15:20 or 3.20pm."


class MinutesBox(QFrame):
    """Asks for minutes and a time; Enter keeps them, Esc leaves everything as it is."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("rank", Rank.QUESTION)
        self.question = Words("", "strong", wrap=True)
        self.entries = Entry(hint="15"), Entry(hint="15:20")
        self.late = Field("Minutes late", self.entries[0])
        self.left = Field("Left at", self.entries[1])
        self.keep = Button("Keep", "primary", "", "Enter")
        self.leave_it = Button("Leave as it is", "secondary", "", "Esc")
        self._then: Then = lambda _late, _left: True
        self._known = ("", "")
        self.keep.clicked.connect(self.keep_it)
        self.leave_it.clicked.connect(self.leave)
        row = across(gap=Space.M)
        for field in (self.late, self.left):
            field.setFixedWidth(Size.NAV)
            row.addWidget(field, alignment=Qt.AlignmentFlag.AlignTop)
        row.addLayout(down(Space.L + Space.XS, across(self.keep, self.leave_it), None, gap=0))
        row.addStretch(1)
        self.setLayout(down(self.question, row, gap=Space.S, edge=Space.M))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def ask(self, question: str, known: Marked | None, then: Then) -> None:
        """Ask; ``then`` is given the minutes and the time, and says whether they were kept."""
        self._then = then
        self.question.say(question)
        late = known.minutes_late if known else None
        left = known.left_at if known else None
        self.late.set_text(str(late) if late else "")
        self.left.set_text(clock(left) if left else "")
        self._known = self._shown()
        for field in (self.late, self.left):
            field.set_error("")
        self.show()
        control = self.late.control
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def unkept(self) -> str:
        """What is typed of minutes or a time that is not kept yet."""
        typed = not self.isHidden() and self._shown() != self._known
        return "minutes in the register" if typed else ""

    def leave(self) -> None:
        """Put the question away."""
        self.hide()
        self.closed.emit()

    def keep_it(self) -> None:
        """Hand on what is typed, or say what cannot be read."""
        late, left = self._shown()
        minutes, at = number_typed(late), time_typed(left)
        self.late.set_error(NO_MINUTES if late and minutes is None else "")
        self.left.set_error(NO_TIME if left and at is None else "")
        wrong = next((field for field in (self.late, self.left) if field.wrong), None)
        if wrong is not None:
            wrong.go_to()
        elif self._then(minutes, at):
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.keep_it()
        else:
            super().keyPressEvent(event)

    def _shown(self) -> tuple[str, str]:
        return self.late.text().strip(), self.left.text().strip()
