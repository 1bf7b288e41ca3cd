"""What may be answered to a question, and the sentence that says so."""

from trainingdesk.domain.evaluation import CHOSEN, OF_NUMBERS, AnswerKind, AskedPer
from trainingdesk.domain.questionnaire import Ask, Asking

MOST = 999_999_999
"""The largest number that a question takes: any database holds it."""

LONGEST = 10_000
"""The most letters of an answer in words: what a cell of the workbook takes."""

SHOWN = 40
"""More letters than these of what somebody wrote are not said again."""


def expected(ask: Ask) -> str:
    """What a question takes, such as “a number from 0 to 10”."""
    if ask.answer is AnswerKind.SCALE and ask.lowest is not None and ask.highest is not None:
        return f"a number from {ask.lowest} to {ask.highest}"
    if ask.answer in OF_NUMBERS:
        return "a whole number"
    if not ask.options:
        return "words"
    choices = "; ".join(ask.options)
    return f"some of: {choices}" if ask.answer is AnswerKind.SEVERAL else f"one of: {choices}"


def problem_with(ask: Ask, asking: Asking, value: int | str) -> str:
    """Why something cannot be the answer to a question; nothing where it can."""
    if asking.about and ask.per is AskedPer.EVENT:
        return f"“{ask.words}” is asked once only, not about “{asking.about}”."
    if _is_words(ask, value) and len(str(value)) > LONGEST:
        return f"“{ask.words}” takes up to {LONGEST:,} letters, not {len(str(value)):,}."
    if _is_good(ask, value):
        return ""
    if isinstance(value, int) and value < 0 and ask.answer is AnswerKind.NUMBER:
        return f"“{ask.words}” takes a number that is not below nought, not {_said(value)}."
    return f"“{ask.words}” takes {expected(ask)}, not {_said(value)}."


def _is_good(ask: Ask, value: int | str) -> bool:
    if ask.answer in OF_NUMBERS:
        return isinstance(value, int) and _is_within(ask, value)
    if not isinstance(value, str):
        return False
    if ask.answer in CHOSEN and ask.options:
        return value in ask.options
    if ask.answer is AnswerKind.SEVERAL and ask.options:
        return value == in_order(ask, value.split("\n"))
    return True


def _is_words(ask: Ask, value: int | str) -> bool:
    return isinstance(value, str) and ask.answer not in OF_NUMBERS and not ask.options


def _is_within(ask: Ask, value: int) -> bool:
    return (ask.lowest or 0) <= value <= (MOST if ask.highest is None else ask.highest)


def in_order(ask: Ask, chosen: list[str]) -> str:
    """Several choices as they are kept: by line, in the order they are offered."""
    return "\n".join(choice for choice in ask.options if choice in chosen)


def _said(value: int | str) -> str:
    words = " ".join(str(value).split())
    return f"“{words[: SHOWN - 1]}…”" if len(words) > SHOWN else f"“{words}”"
