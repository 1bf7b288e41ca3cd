"""How a form reads: its head, what it says of the name, and its questions with their answers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from trainingdesk.domain.evaluation import OF_NUMBERS, AnswerKind, AskedPer, Stage
from trainingdesk.domain.questionnaire import Ask
from trainingdesk.domain.questionnaire_details import privacy_words
from trainingdesk.domain.words import listed
from ui.parts.layout import card, down
from ui.parts.theme import Space
from ui.parts.words import Words

PER = {
    AskedPer.EVENT: "",
    AskedPer.SESSION: "For each session: ",
    AskedPer.SPEAKER: "For each speaker: ",
}


class FormPreview(QWidget):
    """Shows a form as whoever fills it in will read it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Words("", "lead", wrap=True)
        self.opening = Words("", wrap=True)
        self.privacy = Words("", "small", wrap=True)
        self.questions = down(gap=Space.M)
        head = down(self.title, self.opening, self.privacy, gap=Space.XS)
        whole = down(head, self.questions, gap=Space.L, edge=Space.L)
        self.setLayout(down(card(whole), gap=0))
        self.setAccessibleName("How it reads")

    def show_form(
        self, stage: Stage, title: str, opening: str, asks: Sequence[Ask], *, anonymous: bool
    ) -> None:
        """Show a form as it is now."""
        self.title.say(title or "Without a title yet")
        self.opening.say(opening)
        self.opening.setHidden(not opening.strip())
        self.privacy.say(privacy_words(stage, anonymous=anonymous))
        while (item := self.questions.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.hide()
                shown.deleteLater()
        for number, ask in enumerate(asks, 1):
            self.questions.addWidget(_question(number, ask))

    def said(self) -> str:
        """All that it shows, in words."""
        shown = [self.title, self.opening, self.privacy]
        return "\n".join(
            words.text() for words in [*shown, *self.findChildren(Words)] if words.text()
        )


def answer_said(ask: Ask) -> str:
    """How a question is answered, in a line: 0 to 10, from Not at all to Completely."""
    if ask.answer is AnswerKind.SCALE:
        ends = [end for end in (ask.lowest_end, ask.highest_end) if end]
        between = f" · {' – '.join(ends)}" if ends else ""
        return f"{ask.lowest} to {ask.highest}{between}"
    if ask.answer in OF_NUMBERS:
        return "A number"
    if ask.answer is AnswerKind.SEVERAL:
        return f"Any of: {listed(ask.choices)}"
    return f"One of: {listed(ask.options, last='or')}" if ask.options else "In words"


def _question(number: int, ask: Ask) -> QWidget:
    made = QWidget()
    words = Words(f"{number}. {PER[ask.per]}{ask.words}", "strong", wrap=True)
    made.setLayout(down(words, Words(answer_said(ask), "soft", wrap=True), gap=Space.XS))
    return made
