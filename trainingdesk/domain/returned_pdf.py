"""A form that came back as a PDF: what it says, before and after it is known what it asked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from trainingdesk.domain.evaluation import OF_NUMBERS, AnswerKind
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.form_fields import GivenOut
from trainingdesk.domain.questionnaire import Answers, Ask, Asking
from trainingdesk.domain.refusals import Refused

WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


class NotReadable(Refused):
    """This file is no filled form that can be read, so nothing was taken from it.

    ``code`` is the form's, where the file still says it: by it the form is entered by hand.
    """

    def __init__(self, said: str, code: FormCode | None = None) -> None:
        super().__init__(said)
        self.code = code


@dataclass(frozen=True, slots=True)
class ReturnedPdf:
    """The code of a form, which questions it asked of which event, and its answers.

    ``typed`` is what stands in boxes for words and numbers; ``marked`` is which circles and boxes
    are on, by their number on the scale or their turn among the choices.
    """

    code: FormCode
    given_out: GivenOut | None
    event: str
    typed: Mapping[Asking, str] = field(default_factory=dict)
    marked: Mapping[Asking, tuple[int, ...]] = field(default_factory=dict)

    def answers(self, asks: Iterable[Ask]) -> Answers:
        """The answers in the words of the questions; what fits none is left as it stands."""
        by_code = {ask.code: ask for ask in asks}
        typed = {
            asking: _typed(by_code.get(asking.code), words) for asking, words in self.typed.items()
        }
        marked = {
            asking: _marked(by_code.get(asking.code), numbers)
            for asking, numbers in self.marked.items()
        }
        return typed | marked


def _typed(ask: Ask | None, words: str) -> int | str:
    is_number = ask is not None and ask.answer in OF_NUMBERS and WHOLE.fullmatch(words)
    return int(words) if is_number else words


def _marked(ask: Ask | None, numbers: tuple[int, ...]) -> int | str:
    """A number of the scale, or the choices; a turn at which there is none stays a number."""
    if ask is None or ask.answer is AnswerKind.SCALE:
        return numbers[-1]
    options = ask.options
    return "\n".join(
        options[number] if 0 <= number < len(options) else str(number) for number in numbers
    )
