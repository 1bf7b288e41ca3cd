"""How typed words are looked for: in any order, without capitals and accents."""

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from trainingdesk.domain.delegate import folded
from trainingdesk.storage.models import AgencyName, Delegate


def begins(column: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Whether a folded column begins with a word; the range lets an index answer."""
    after = word[:-1] + chr(ord(word[-1]) + 1)
    return and_(column >= word, column < after, column.startswith(word, autoescape=True))


def holds(
    column: ColumnElement[str] | InstrumentedAttribute[str], word: str
) -> ColumnElement[bool]:
    """Whether a folded column holds a word anywhere."""
    return column.contains(word, autoescape=True)


def begins_a_word(
    column: ColumnElement[str] | InstrumentedAttribute[str], word: str
) -> ColumnElement[bool]:
    """Whether one of the words of a folded column begins with a word: king is not in Barking."""
    return or_(
        column.startswith(word, autoescape=True), column.contains(f" {word}", autoescape=True)
    )


def person_holds(word: str) -> ColumnElement[bool]:
    """Whether a delegate's own name, e-mail or reference holds a word."""
    return or_(holds(Delegate.sought, word), holds(func.lower(Delegate.reference), word))


def delegate_holds(word: str) -> ColumnElement[bool]:
    """Whether a delegate's name, e-mail or reference holds a word, or the agency has it."""
    agencies = select(AgencyName.agency_id).where(begins_a_word(AgencyName.folded, word))
    return or_(person_holds(word), Delegate.agency_id.in_(agencies))


def sorted_after(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    """An order made after the rows are found.

    Walking the index of the order, row by row, to find few of many takes several times as long.
    """
    return column.concat("")


def words_of(typed: str) -> list[str]:
    """The words of what was typed, folded."""
    return folded(typed).split()
