"""How a name on a sheet and a name on the desk stand to each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.domain.likeness import Someone, likeness, plain_name, someone
from trainingdesk.domain.pasted_names import name_in

OF_ONE_EVENT = 0
"""Stands for an agency that all have in common: being at one event speaks for a likeness too."""


@dataclass(frozen=True, slots=True)
class Written:
    """A name as somebody wrote it, to be held against others."""

    words: tuple[str, ...]
    who: Someone

    @classmethod
    def of(cls, text: str) -> "Written":
        """A name in whatever order it was written."""
        found = name_in(text)
        words = tuple(sorted(plain_name(text.replace(",", " ")).split()))
        first, last = (found.first, found.last) if found else ("", "")
        return cls(words, someone(first_name=first, last_name=last, agency_id=OF_ONE_EVENT))

    def is_name_of(self, first_name: str, last_name: str) -> bool:
        """Whether these are all the words of a name."""
        return bool(self.words) and self.words == _words(first_name, last_name)

    def is_like(self, first_name: str, last_name: str) -> bool:
        """Whether this may be another way of writing a name: Bill, B. King, Ada K, a slip."""
        theirs = _words(first_name, last_name)
        if not self.words or self.words == theirs:
            return bool(self.words)
        if set(self.words) < set(theirs) or set(theirs) < set(self.words):
            return True
        if _shortens(self.words, theirs):
            return True
        other = someone(first_name=first_name, last_name=last_name, agency_id=OF_ONE_EVENT)
        return likeness(self.who, other) is not None


def _shortens(words: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether each word is one of a name or begins one as an initial, and one is whole."""
    rest = list(theirs)
    for word in sorted(words, key=len, reverse=True):
        same = (each for each in rest if each == word or (len(word) == 1 and each.startswith(word)))
        found = next(same, None)
        if found is None:
            return False
        rest.remove(found)
    return len(max(words, key=len)) > 1


def _words(first_name: str, last_name: str) -> tuple[str, ...]:
    return tuple(sorted(plain_name(f"{first_name} {last_name}").split()))
