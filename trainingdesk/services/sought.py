"""How typed words are looked for: in any order, without capitals, accents and apostrophes."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from trainingdesk.domain.delegate import searched
from trainingdesk.storage.letters import IN_A_ROW, Bare, found_words, may_hold, within
from trainingdesk.storage.models import AgencyName, Delegate

FOLDED = frozenset({"folded", "sought"})
"""The columns that hold words folded already."""
LAST_IN_ORDER = "\ud7ff"
"""After this there is not always a letter to end a range with."""


def begins(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Whether a folded column begins with a word; the range lets an index answer."""
    starts = column.startswith(word, autoescape=True)
    if word[-1] >= LAST_IN_ORDER:
        return starts
    return and_(column >= word, column < word[:-1] + chr(ord(word[-1]) + 1), starts)


def holds(
    column: ColumnElement[str] | InstrumentedAttribute[str], word: str
) -> ColumnElement[bool]:
    """Whether a column holds a word anywhere; capitals and apostrophes do not count."""
    return within(bare(column), word.replace("'", ""))


def bare(column: ColumnElement[str] | InstrumentedAttribute[str]) -> ColumnElement[str]:
    """A column in small letters without apostrophes; a folded one has but the plain kind."""
    if getattr(column, "key", "") in FOLDED:
        return func.replace(column, "'", "")
    return func.lower(Bare(column))


def begins_a_word(
    column: ColumnElement[str] | InstrumentedAttribute[str], word: str
) -> ColumnElement[bool]:
    """Whether one of the words of a folded column begins with a word: king is not in Carking."""
    starts = bare(column).startswith(word.replace("'", ""), autoescape=True)
    return or_(starts, holds(column, f" {word}"))


def begins_in_a_row(
    column: ColumnElement[str] | InstrumentedAttribute[str], words: Sequence[str]
) -> ColumnElement[bool]:
    """Whether a folded column begins with the words one after another, as they were typed.

    Such a name is meant before those that hold the words in another order, or apart.
    """
    return bare(column).startswith(" ".join(words).replace("'", ""), autoescape=True)


def person_holds(word: str) -> ColumnElement[bool]:
    """Whether a delegate's own name, e-mail or reference holds a word.

    Two letters are looked for at the beginning of a word alone: within words they are everywhere.
    """
    word = word.replace("'", "")
    part = f" {word}" if word.isascii() and len(word) == IN_A_ROW - 1 else word
    if len(part) < IN_A_ROW:
        return or_(holds(Delegate.sought, word), holds(Delegate.reference, word))
    return and_(may_hold(part), within(found_words(), part))


def delegate_holds(word: str) -> ColumnElement[bool]:
    """Whether a delegate's name, e-mail or reference holds a word, or the agency has it."""
    return or_(person_holds(word), agency_begins(word))


def agency_begins(word: str) -> ColumnElement[bool]:
    """Whether a word of the names of a delegate's agency begins so."""
    agencies = select(AgencyName.agency_id).where(begins_a_word(AgencyName.folded, word))
    return Delegate.agency_id.in_(agencies)


def sorted_after(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """An order made after the rows are found.

    Walking the index of the order, row by row, to find few of many takes several times as long.
    """
    return column.concat("")


def words_of(typed: str) -> list[str]:
    """The words of what was typed, as they are searched."""
    # No database takes half a letter, such as a key may leave behind, or none at all.
    whole = typed.encode("utf-8", "ignore").decode().replace("\0", " ")
    return searched(whole).split()
