"""What a questionnaire asks, kept as it was asked, and what somebody answered to it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from trainingdesk.domain.evaluation import FIXED_CHOICES, AnswerKind, AskedPer, Stage


@dataclass(frozen=True, slots=True)
class Ask:
    """One question as a questionnaire asks it, known by the code of the question in the bank.

    ``lowest`` and ``highest`` are the ends of a scale, 0 to 10 or 1 to 5 mostly.
    """

    code: str
    words: str
    answer: AnswerKind
    lowest: int | None = None
    highest: int | None = None
    lowest_end: str = ""
    highest_end: str = ""
    choices: tuple[str, ...] = ()
    per: AskedPer = AskedPer.EVENT

    @property
    def options(self) -> tuple[str, ...]:
        """What can be chosen: its own choices, or those of its kind; none for words and numbers."""
        return FIXED_CHOICES.get(self.answer, self.choices)


@dataclass(frozen=True, slots=True, order=True)
class Asking:
    """Which question an answer is to: its code, and the session or speaker it is asked about.

    ``about`` is empty where the question is asked once, about the event.
    """

    code: str
    about: str = ""


Answers = Mapping[Asking, int | str]
"""What somebody answered: a number to a scale or a number, words to the rest.

Several choices are kept by line, in the order they are offered.
"""


@dataclass(frozen=True, slots=True)
class Returned:
    """One form that came back; without a delegate it is anonymous.

    ``source`` is where it stood: a file and its row, or nothing where it was typed.
    """

    event_id: int
    delegate_id: int | None
    stage: Stage
    answers: Answers
    received_on: date
    via: str
    questionnaire_id: int | None = None
    source: str = ""


def asks_as_data(asks: Iterable[Ask]) -> list[dict[str, Any]]:
    """The questions of a questionnaire as plain data, to be stored."""
    return [asdict(ask) | {"choices": list(ask.choices)} for ask in asks]


def asks_from_data(data: Iterable[Mapping[str, Any]]) -> tuple[Ask, ...]:
    """The questions of a questionnaire from plain data."""
    return tuple(
        Ask(
            **{
                **each,
                "answer": AnswerKind(each["answer"]),
                "choices": tuple(each["choices"]),
                "per": AskedPer(each["per"]),
            }
        )
        for each in data
    )


def answers_as_data(answers: Answers) -> list[list[int | str]]:
    """Answers as plain data, to be kept beside the forms that count."""
    return [[asking.code, asking.about, value] for asking, value in sorted(answers.items())]


def answers_from_data(data: Iterable[tuple[str, str, int | str]]) -> Answers:
    """Answers from plain data."""
    return {Asking(code, about): value for code, about, value in data}
