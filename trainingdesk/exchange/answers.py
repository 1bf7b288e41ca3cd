"""Reading what an answer may be, and the answers of evaluation forms."""

import re
from collections import Counter
from collections.abc import Callable

from trainingdesk.domain.answering import MOST
from trainingdesk.domain.evaluation import FIXED_CHOICES, AnswerKind
from trainingdesk.exchange.numbers import whole
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Cell, Kind, Mended, Unreadable
from trainingdesk.exchange.rows import AnswerForm
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.texts import lines

SCALE = re.compile(r"scale (\d{1,3}) ?(?:-|–|to) ?(\d{1,3})", re.ASCII)
PARTS = re.compile(r"[;\n]")
BY_KEY = {key_of(kind): kind for kind in AnswerKind if kind is not AnswerKind.SCALE}


def answer_form() -> Kind:
    """What an answer may be: Scale 0-10, Yes/No, Choice, Text, or one of the desk's own kinds."""
    return Kind(
        "Scale a-b (such as Scale 0-10), Yes/No, Yes/No/Unsure, Choice, Several, Number or Text",
        _form,
        text=True,
    )


def answer_to(form: AnswerForm, choices: tuple[str, ...] = ()) -> Kind:
    """An answer to one question: a whole number on a scale, or words."""
    if form.kind is AnswerKind.SCALE and form.lowest is not None and form.highest is not None:
        return whole(least=form.lowest, most=form.highest, expected="a number on the scale")
    if form.kind is AnswerKind.NUMBER:
        return whole(most=MOST)
    if form.kind in FIXED_CHOICES:
        return _choice(FIXED_CHOICES[form.kind])
    if form.kind is AnswerKind.SEVERAL and choices:
        return _several(choices)
    return _choice(choices) if form.kind is AnswerKind.CHOICE and choices else lines()


def _form(cell: Cell) -> AnswerForm | Mended:
    written = str(cell)
    if found := SCALE.fullmatch(written.casefold()):
        lowest, highest = int(found[1]), int(found[2])
        if lowest >= highest:
            raise Unreadable(f"{shown(cell)} ends before it begins")
        form = AnswerForm(AnswerKind.SCALE, lowest, highest)
        return form if written == f"Scale {lowest}-{highest}" else Mended(form)
    kind = BY_KEY.get(key_of(written))
    if kind is None:
        raise Unreadable(f"{shown(cell)} is no kind of answer")
    return AnswerForm(kind) if written == kind else Mended(AnswerForm(kind))


def _choice(choices: tuple[str, ...]) -> Kind:
    named = _named(choices)

    def read(cell: Cell) -> str | Mended:
        found = named(str(cell))
        if found is None:
            raise Unreadable(f"{shown(cell)} is none of the choices")
        return found if found == cell else Mended(found)

    return Kind("one of: " + "; ".join(choices), read, text=True)


def _several(choices: tuple[str, ...]) -> Kind:
    named = _named(choices)

    def read(cell: Cell) -> str | Mended:
        said = [part for part in PARTS.split(str(cell)) if part.strip()]
        found = {named(part) for part in said}
        if None in found:
            raise Unreadable(f"{shown(cell)} has something that is none of the choices")
        read_as = "\n".join(choice for choice in choices if choice in found)
        return read_as if read_as == cell else Mended(read_as)

    return Kind("some of: " + "; ".join(choices), read, text=True, lines=True)


def _named(choices: tuple[str, ...]) -> Callable[[str], str | None]:
    """Finds the choice that some words mean: spelt so, or else alike where only one is.

    Without its signs "<1 hour" would be ">1 hour".
    """
    often = Counter(map(key_of, choices))
    by_key = {key_of(choice): choice for choice in choices if often[key_of(choice)] == 1}
    by_words = {_plain(choice): choice for choice in choices}

    def find(said: str) -> str | None:
        return by_words.get(_plain(said)) or by_key.get(key_of(said) or said)

    return find


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
