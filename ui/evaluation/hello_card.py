"""Before the first question: what is to be said, and what may come of the call."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from trainingdesk.domain.evaluation import CallOutcome
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Rank, Words
from ui.programme.acts import act


class HelloCard(QFrame):
    """Shows the greeting; Enter begins, a letter says how the call ended."""

    begun = Signal()
    ended = Signal(object)  # a CallOutcome
    later = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("rank", Rank.QUESTION)
        self.words = Words("", "prose", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAccessibleName("What to say")
        self.begin = Button("Begin the questions", "primary", "", "Enter")
        self.no_answer = Button("No answer", "secondary", "", "N")
        self.back = Button("Call back on…", "secondary", "", "B")
        self.declined = Button("Would not answer", "secondary", "", "W")
        buttons = across(self.begin, self.no_answer, self.back, self.declined, None)
        about = Words(
            "Enter begins · N nobody answered · B ring again on a day · W they would not answer",
            "small",
        )
        self.setLayout(down(self.words, buttons, about, None, gap=Space.L, edge=Space.L))
        self.acts = [
            act(self, "&Begin the questions", self.begun.emit),
            act(self, "&No answer", lambda: self.ended.emit(CallOutcome.NO_ANSWER), "N"),
            act(self, "Call &back on…", self.later.emit, "B"),
            act(self, "&Would not answer", lambda: self.ended.emit(CallOutcome.DECLINED), "W"),
        ]
        pressed = (self.begin, self.no_answer, self.back, self.declined)
        for button, action in zip(pressed, self.acts, strict=True):
            button.clicked.connect(action.trigger)

    def say(self, greeting: str, answered: int, questions: int) -> None:
        """Show the greeting; where questions were answered before, one goes on from there."""
        self.words.say(greeting)
        so_far = f"Go on: {answered} of {questions} answered"
        self.begin.say(so_far if answered else "Begin the questions")

    def take_keys(self) -> None:
        """Have the keyboard on the button that begins."""
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)
