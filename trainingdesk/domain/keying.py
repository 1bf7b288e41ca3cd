"""The keys by which an answer is given: one each where it is chosen, letters where it is typed."""

from dataclasses import dataclass
from string import ascii_uppercase, digits

from trainingdesk.domain.answering import expected, in_order
from trainingdesk.domain.evaluation import CHOSEN, FIXED_CHOICES, OF_NUMBERS, AnswerKind
from trainingdesk.domain.questionnaire import Ask

TEN = "X"
"""The one key for 10 on a scale that ends there."""

MOST_BY_DIGIT = 9
FOR_CHOICES = digits[1:] + ascii_uppercase


@dataclass(frozen=True, slots=True)
class Key:
    """A key and the answer it gives; ``words`` is what it stands for."""

    key: str
    value: int | str
    words: str


def keys_of(ask: Ask) -> tuple[Key, ...]:
    """The keys of a question; none where its answer is typed."""
    if ask.answer is AnswerKind.SCALE:
        return _of_scale(ask)
    if ask.answer in FIXED_CHOICES:
        return tuple(Key(choice[0], choice, choice) for choice in ask.options)
    if len(ask.options) > len(FOR_CHOICES):
        return ()
    pairs = zip(FOR_CHOICES, ask.options, strict=False)
    return tuple(Key(key, choice, choice) for key, choice in pairs)


def _of_scale(ask: Ask) -> tuple[Key, ...]:
    lowest, highest = ask.lowest, ask.highest
    if lowest is None or highest is None or lowest < 0 or highest > MOST_BY_DIGIT + 1:
        return ()
    ends = {lowest: ask.lowest_end, highest: ask.highest_end}
    return tuple(
        Key(
            TEN if number > MOST_BY_DIGIT else str(number),
            number,
            f"{number} {ends.get(number, '')}".strip(),
        )
        for number in range(lowest, highest + 1)
    )


def keys_said(ask: Ask) -> str:
    """The keys of a question in words, such as “0 to 9, X for 10”."""
    keys = [each.key for each in keys_of(ask)]
    if not keys:
        return f"{expected(ask)}, then Enter".removeprefix("a ")
    if ask.answer in FIXED_CHOICES:
        return f"{', '.join(keys[:-1])} or {keys[-1]}"
    ten = keys[-1] == TEN and ask.answer is AnswerKind.SCALE
    plain = keys[:-1] if ten else keys
    said = f"{plain[0]} to {plain[-1]}" if len(plain) > 1 else plain[0]
    if ten:
        said += f", {TEN} for 10"
    return f"{said}, then Enter" if ask.answer is AnswerKind.SEVERAL else said


def keyed(ask: Ask, letter: str) -> Key | None:
    """What a key gives, capital or small; nothing where it is none of the question's."""
    return next((each for each in keys_of(ask) if each.key == letter.upper()), None)


def turned(ask: Ask, value: int | str | None, choice: str) -> str:
    """Of several choices, one more or one fewer than before."""
    chosen = value.split("\n") if isinstance(value, str) and value else []
    return in_order(
        ask, [c for c in chosen if c != choice] if choice in chosen else [*chosen, choice]
    )


def typed(ask: Ask, text: str) -> int | str:
    """The answer that was typed; what is no number stays as it is, to be refused."""
    words = text.strip()
    if ask.answer not in OF_NUMBERS:
        return words
    whole = words.removeprefix("-")
    return int(words) if whole.isascii() and whole.isdigit() else words


def answer_said(ask: Ask, value: int | str | None) -> str:
    """An answer on one line, as a list shows it."""
    if value is None or isinstance(value, int):
        return "" if value is None else str(value)
    parting = "; " if ask.answer in {AnswerKind.SEVERAL, *CHOSEN} else " "
    return parting.join(value.split("\n"))
