"""The details a user fills in for a question of the bank, and what can be wrong in them."""

from collections.abc import Iterator
from dataclasses import dataclass

from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.questionnaire import Ask

OFFERS_CHOICES = frozenset({AnswerKind.CHOICE, AnswerKind.SEVERAL})
"""What is answered with choices of the question's own."""

MEASURES = (
    "Confidence",
    "Knowledge",
    "Skills",
    "Satisfaction",
    "Trainer",
    "Intention",
    "Impact",
)
"""What questions measure mostly; a board may have others."""

MOST_LETTERS = 20
MOST_WORDS = 500
HIGHEST = 100
FEWEST_CHOICES, MOST_CHOICES = 2, 12
CHOICE_LETTERS = 120


@dataclass(frozen=True, slots=True)
class QuestionDetails:
    """One question of the bank."""

    code: str = ""
    words: str = ""
    answer: AnswerKind = AnswerKind.SCALE
    lowest: int | None = None
    highest: int | None = None
    lowest_end: str = ""
    highest_end: str = ""
    choices: tuple[str, ...] = ()
    measure: str = ""
    stages: tuple[Stage, ...] = ()

    def tidied(self) -> "QuestionDetails":
        """As it is kept: without stray spaces, and without what its kind of answer has no use for.

        The stages stand in their own order.
        """
        scale = self.answer is AnswerKind.SCALE
        choices = tuple(" ".join(choice.split()) for choice in self.choices if choice.strip())
        return QuestionDetails(
            code=self.code.strip(),
            words=" ".join(self.words.split()),
            answer=self.answer,
            lowest=self.lowest if scale else None,
            highest=self.highest if scale else None,
            lowest_end=" ".join(self.lowest_end.split()) if scale else "",
            highest_end=" ".join(self.highest_end.split()) if scale else "",
            choices=choices if self.answer in OFFERS_CHOICES else (),
            measure=" ".join(self.measure.split()),
            stages=tuple(stage for stage in Stage if stage in self.stages),
        )

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        return dict(self._found())

    def ask(self, per: AskedPer = AskedPer.EVENT) -> Ask:
        """The question as a questionnaire asks it."""
        return Ask(
            code=self.code,
            words=self.words,
            answer=self.answer,
            lowest=self.lowest,
            highest=self.highest,
            lowest_end=self.lowest_end,
            highest_end=self.highest_end,
            choices=self.choices,
            per=per,
        )

    def _found(self) -> Iterator[tuple[str, str]]:
        code = self.code.strip()
        if len(code) > MOST_LETTERS or not code.replace("-", "").replace("_", "").isalnum():
            yield "code", f"Give it a short code of up to {MOST_LETTERS} letters, such as CONF."
        if not self.words.strip():
            yield "words", "Write the question as it is to be read."
        elif len(self.words) > MOST_WORDS:
            yield "words", f"Ask in {MOST_WORDS} letters or fewer."
        if self.answer is AnswerKind.SCALE:
            yield from self._scale()
        if self.answer in OFFERS_CHOICES:
            yield from self._choices()

    def _scale(self) -> Iterator[tuple[str, str]]:
        if self.lowest is None or self.highest is None:
            yield "lowest", "Say where the scale begins and ends, such as 0 and 10."
        elif not 0 <= self.lowest < self.highest <= HIGHEST:
            yield "lowest", f"A scale goes up, from 0 or more to {HIGHEST} or less."

    def _choices(self) -> Iterator[tuple[str, str]]:
        choices = [" ".join(choice.split()).casefold() for choice in self.choices]
        choices = [choice for choice in choices if choice]
        if not FEWEST_CHOICES <= len(choices) <= MOST_CHOICES:
            yield "choices", f"Offer {FEWEST_CHOICES} to {MOST_CHOICES} choices, each on its line."
        elif len(set(choices)) < len(choices):
            yield "choices", "One of the choices stands there twice."
        elif any(";" in choice or len(choice) > CHOICE_LETTERS for choice in choices):
            yield "choices", f"A choice has no semicolon, and {CHOICE_LETTERS} letters at most."
