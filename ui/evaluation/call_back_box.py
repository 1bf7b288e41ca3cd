"""A line that asks when somebody wants to be rung again."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from trainingdesk.domain.call import CallNote
from trainingdesk.domain.evaluation import CallOutcome
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from ui.parts.field import Entry, Field
from ui.parts.layout import across, down
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Rank, Words

NO_DAY = "Enter a day, such as {0.day} {0:%B} or {0.day}/{0.month}."


class CallBackBox(QFrame):
    """Asks for the day and what to know then; Enter keeps them, Esc leaves everything."""

    given = Signal(object)  # a CallNote
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("card")
        self.setProperty("rank", Rank.QUESTION)
        self.question = Words("", "strong", wrap=True)
        self.day, self.note = Entry(), Entry(hint="after 2, ask for the office")
        self.on = Field("Ring again on", self.day)
        self.said = Field("What to know then", self.note)
        self.keep = Button("Keep the day", "primary", "", "Enter")
        self.leave_it = Button("Leave it", "secondary", "", "Esc")
        self.on.setFixedWidth(Size.NAV)
        row = across(gap=Space.M)
        row.addWidget(self.on, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(down(Space.L + Space.XS, across(self.keep, self.leave_it), None, gap=0))
        self.setLayout(down(self.question, row, gap=Space.S, edge=Space.M))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.keep.clicked.connect(self.keep_it)
        self.leave_it.clicked.connect(self.leave)
        self.hide()

    def ask(self, name: str) -> None:
        """Ask when somebody is to be rung again."""
        self.question.say(f"When does {name} want to be rung again?")
        self.day.setPlaceholderText(f"{self._example.day} {self._example:%B}")
        for field in (self.on, self.said):
            field.set_text("")
            field.set_error("")
        self.show()
        self.day.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def _example(self) -> date:
        """A day that is not over, to show how one is typed."""
        return self._desk.today() + timedelta(days=7)

    def refuse(self, said: str) -> None:
        """Say what is wrong with the day."""
        self.on.set_error(said)
        self.on.go_to()

    def keep_it(self) -> None:
        """Hand on what is typed, or say what cannot be read."""
        day = day_typed(self.day.text(), near=TrainingYear.of(self._desk.today()))
        if day is None:
            self.refuse(NO_DAY.format(self._example))
        else:
            self.given.emit(CallNote(CallOutcome.CALL_BACK, day, self.note.text()))

    def unkept(self) -> str:
        """What is typed of a day to ring again that is not kept yet."""
        typed = (self.day.text() + self.note.text()).strip()
        return "" if self.isHidden() or not typed else "when somebody wants to be rung again"

    def leave(self) -> None:
        """Put the question away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.keep_it()
        else:
            super().keyPressEvent(event)
