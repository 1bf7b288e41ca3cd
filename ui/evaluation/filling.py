"""A form while it is filled in: which question is in hand, and what was answered."""

from collections.abc import Mapping

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.keying import turned
from trainingdesk.domain.questionnaire import Answers, Ask, Asking
from trainingdesk.services.evaluation.papers import Paper


class Filling:
    """Goes from question to question; beyond the last one, the form is ready to be stored."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.answers: dict[Asking, int | str] = dict(paper.answers)
        self.kept: Mapping[Asking, int | str] = dict(paper.opened)
        asked = [asking for asking, _ in paper.askings]
        open_ = (n for n, asking in enumerate(asked) if asking not in self.answers)
        self.at = next(open_, len(asked)) if self.answers else 0

    @property
    def in_hand(self) -> tuple[Asking, Ask] | None:
        """The question in hand; none beyond the last."""
        return self.paper.askings[self.at] if self.at < self.number else None

    @property
    def number(self) -> int:
        """How many questions there are."""
        return len(self.paper.askings)

    @property
    def answered(self) -> int:
        """How many of them have an answer."""
        return len(self.answers)

    @property
    def value(self) -> int | str | None:
        """What was answered to the question in hand."""
        return self.answers.get(self.in_hand[0]) if self.in_hand else None

    @property
    def unkept(self) -> bool:
        """Whether anything was answered that is not kept yet."""
        return self.answers != self.kept

    def gone_on(self, before: "Filling | None") -> "Filling":
        """What was entered before of the same form; on another version, what this asks as well."""
        if before is None or before.paper.questionnaire_id == self.paper.questionnaire_id:
            return before or self
        asked = {asking for asking, _ in self.paper.askings}
        self.answers |= {at: value for at, value in before.answers.items() if at in asked}
        return self

    def take_over(self, kept: Answers, *, given: Answers) -> int:
        """Note what is kept, and say how many answers in it are somebody else's."""
        others = {asking: value for asking, value in kept.items() if asking not in given}
        self.answers |= others
        self.kept = {**given, **others}
        return len(others)

    def note(self, value: int | str) -> None:
        """Answer the question in hand, and stay there; an empty answer is none."""
        if self.in_hand is not None:
            asking = self.in_hand[0]
            if value == "":
                self.answers.pop(asking, None)
            else:
                self.answers[asking] = value

    def give(self, value: int | str) -> None:
        """Answer the question in hand and go on; of several choices, one more or fewer."""
        if self.in_hand is None:
            return
        if self.in_hand[1].answer is AnswerKind.SEVERAL and isinstance(value, str):
            self.note(turned(self.in_hand[1], self.value, value))
        else:
            self.note(value)
            self.on()

    def leave_blank(self) -> None:
        """Go on without an answer."""
        self.note("")
        self.on()

    def on(self) -> None:
        """Go on to the next question."""
        self.at = min(self.at + 1, self.number)

    def back(self) -> None:
        """Go back to the question before."""
        self.at = max(self.at - 1, 0)

    def go_to(self, at: int) -> None:
        """Go to a question by its place."""
        self.at = max(0, min(at, self.number))
