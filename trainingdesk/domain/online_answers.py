"""What a cell of an online form's export answers to a question.

A scale takes a number, and the words of one of its ends where the form showed those alone;
whatever else a form may have written there, such as Agree, is refused and never guessed.
"""

import re
from collections.abc import Sequence

from trainingdesk.domain.answering import expected, in_order
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.evaluation import CHOSEN, OF_NUMBERS, AnswerKind
from trainingdesk.domain.questionnaire import Ask

WHOLE = re.compile(r"-?\d{1,9}(?:\.0+)?", re.ASCII)
NAMED_END = re.compile(r"(-?\d{1,9})\s*(?:[-–—:=]\s*|\(\s*|\s)(.+?)\s*\)?", re.ASCII)
LONGEST = 10_000
SHOWN = 40
PARTS = "\n;,"
"""What stands between several choices: a line in one program, these signs in others."""


class Unread(ValueError):
    """What stands there cannot be an answer to the question."""


def read_answer(ask: Ask, cell: str) -> int | str:
    """The answer that a cell holds, nothing where it is blank; raises Unread."""
    text = cell.strip()
    if not text:
        return ""
    if ask.answer in OF_NUMBERS:
        return _number(ask, text)
    if ask.answer in CHOSEN and ask.options:
        return _choice(ask, text)
    if ask.answer is AnswerKind.SEVERAL and ask.options:
        return _several(ask, text)
    if len(text) > LONGEST:
        raise Unread(f"it has more than {LONGEST:,} letters")
    return text


def _number(ask: Ask, text: str) -> int:
    if WHOLE.fullmatch(text):
        return _on_the_scale(ask, int(text.partition(".")[0]), text)
    ends = {folded(ask.lowest_end): ask.lowest, folded(ask.highest_end): ask.highest}
    ends.pop("", None)
    end = ends.get(folded(text))
    if end is not None:
        return end
    found = NAMED_END.fullmatch(text)
    if found and ends.get(folded(found[2])) == int(found[1]):
        return int(found[1])
    raise _not(ask, text)


def _on_the_scale(ask: Ask, number: int, text: str) -> int:
    too_low = ask.lowest is not None and number < ask.lowest
    if too_low or (ask.highest is not None and number > ask.highest):
        raise _not(ask, text)
    return number


def _choice(ask: Ask, text: str) -> str:
    for option in ask.options:
        if folded(option) == folded(text):
            return option
    raise _not(ask, text)


def _several(ask: Ask, text: str) -> str:
    """Several choices, of which some may hold the very sign that stands between them."""
    chosen: list[str] = []
    rest = text.strip(PARTS + " ")
    by_length = sorted(ask.options, key=len, reverse=True)
    while rest:
        option = _first_of(by_length, rest)
        if option is None:
            raise _not(ask, rest)
        chosen.append(option[0])
        rest = option[1]
    return in_order(ask, chosen)


def _first_of(options: Sequence[str], text: str) -> tuple[str, str] | None:
    """The choice that a text begins with, and what follows it."""
    for option in options:
        begun, rest = text[: len(option)], text[len(option) :]
        if folded(begun) == folded(option) and (not rest.strip() or rest.lstrip(" ")[0] in PARTS):
            return option, rest.strip(PARTS + " ")
    return None


def _not(ask: Ask, text: str) -> Unread:
    words = " ".join(text.split())
    short = f"{words[: SHOWN - 1]}…" if len(words) > SHOWN else words
    return Unread(f"“{short}” is not {expected(ask)}")
