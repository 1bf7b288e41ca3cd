"""Names as people write them in lists: Ada King; King, Ada; Dr Ada KING; Ludwig van Beethoven."""

import re
from dataclasses import dataclass

from trainingdesk.domain.pasted_words import words_of

TITLES = words_of(
    "mr mrs ms miss mx dr doctor prof professor rev revd reverend sir dame lady lord cllr "
    "councillor pc dc ps ds sgt insp fr sr"
)
PARTICLES = words_of(
    "van von der den de del della da di dos du la le el al bin binti ibn ter ten af av"
)
MOST_WORDS = 12
LONGEST = 160
UNSPACED = re.compile("[\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]{2,4}")
MOST_OF_ONE = 3
"""In a longer name of a script without spaces the name of the family has two signs."""
WORD = re.compile(r"[^\W\d_][^\s\d_,;:|<>@/\\]*")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A first and a last name; ``either_way`` says that nothing tells which is which."""

    first: str
    last: str
    either_way: bool = False


def name_words(cell: str) -> list[str]:
    """The words of a name without titles; none where the cell cannot be a name."""
    words = cell.replace(",", " ").split()
    while words and words[0].lower().rstrip(".") in TITLES and len(words) > 1:
        words = words[1:]
    fits = len(cell) <= LONGEST and len(words) <= MOST_WORDS and cell.count(",") <= 1
    return words if fits and all(WORD.fullmatch(word) for word in words) else []


def name_in(cell: str) -> PersonName | None:
    """A whole name; none where a first or a last name is missing."""
    before, comma, after = cell.partition(",")
    last, first = name_words(before), name_words(after)
    if comma:
        return PersonName(" ".join(first), " ".join(last)) if first and last else None
    words = name_words(cell)
    if len(words) == 1 and UNSPACED.fullmatch(words[0]):
        return _unspaced(words[0])
    if len(words) <= 1:
        return None
    at = _last_begins(words)
    if at is None:  # KING Ada
        capitals = [word for word in words if _in_capitals(word)]
        others = [word for word in words if not _in_capitals(word)]
        return PersonName(" ".join(others), " ".join(capitals))
    return PersonName(" ".join(words[:at]), " ".join(words[at:]))


def _unspaced(word: str) -> PersonName:
    """A name of a script without spaces: the family's comes first, and one is asked for sure."""
    at = 2 if len(word) > MOST_OF_ONE else 1
    return PersonName(word[at:], word[:at], either_way=True)


def _last_begins(words: list[str]) -> int | None:
    """Where the last name begins; None where capitals say that it stands first."""
    capitals = [_in_capitals(word) for word in words]
    if capitals[0] and not all(capitals) and capitals == sorted(capitals, reverse=True):
        return None
    if capitals[-1] and not all(capitals) and capitals == sorted(capitals):
        return capitals.index(True)
    particles = (n for n, word in enumerate(words) if 0 < n < len(words) - 1 and _joins(word))
    return next(particles, len(words) - 1)


def _in_capitals(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _joins(word: str) -> bool:
    return word.lower() in PARTICLES
