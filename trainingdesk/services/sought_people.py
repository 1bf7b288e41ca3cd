"""Finding people by a few letters, among hundreds of thousands, at every key.

Whose last name begins so is asked first, which the index of the order answers. Then come those
with another name or an address that begins so, then whoever holds three letters or more anywhere:
where they are few, the index of letters names them all, and they are put in order; where they are
many, walking the order soon meets enough of them. One or two letters are looked for at the
beginning of a word alone, but for writings in which they are a name, such as 李.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, or_, select
from sqlalchemy.orm import Session

from trainingdesk.services.sought import bare, begins, begins_a_word, holds, sorted_after
from trainingdesk.storage.letters import IN_A_ROW, found_words, may_hold, within
from trainingdesk.storage.models import AgencyName, Delegate, DelegateAlias

ASKED_FIRST, MANY = 2_000, 80
"""Where so many of the first so many have the letters, walking the order soon meets enough."""
FEW_AGENCIES = 20
"""The people of so many agencies are few too."""


def people_found(db: Session, sought: Sequence[str], limit: int) -> list[int]:
    """The numbers of those who hold every word, the likeliest first."""
    found: dict[int, None] = {}
    if len(sought) == 1 and any(letter.isdigit() for letter in sought[0]):
        found |= _referenced(db, sought[0].upper(), limit)
    for ways in (_called, _begun, _holding, _sent):
        if len(found) < limit:
            found |= ways(db, sought, limit)
    return list(found)[:limit]


def _referenced(db: Session, reference: str, limit: int) -> dict[int, None]:
    """By the beginning of a reference, or of one that somebody had before."""
    own = select(Delegate.id).where(begins(Delegate.reference, reference))
    had = select(DelegateAlias.delegate_id).where(begins(DelegateAlias.reference, reference))
    found = _ids(db, own.order_by(Delegate.reference).limit(limit))
    return found | _ids(db, had.order_by(DelegateAlias.reference).limit(limit))


def _called(db: Session, sought: Sequence[str], limit: int) -> dict[int, None]:
    """Whose last name begins with one of the words, and who hold the others."""
    found: dict[int, None] = {}
    for word in sought:
        rest = [holds(Delegate.sought, each) for each in sought if each != word]
        for start in (word, f"{word[0]}'{word[1:]}"):  # onei is how O'Neill begins, too
            if len(found) < limit:
                found |= _ids(db, _in_order(begins(Delegate.sought, start), *rest).limit(limit))
    return found


def _begun(db: Session, sought: Sequence[str], limit: int) -> dict[int, None]:
    """Of whose names and addresses some begin with each of the words."""
    return _holding(db, [f" {word}" for word in sought], limit)


def _holding(db: Session, parts: Sequence[str], limit: int) -> dict[int, None]:
    """Who hold all parts of words themselves, by name."""
    known = _looked_up(parts)
    if not known and all(part.isascii() for part in parts):
        return {}  # so short that they are everywhere, but for those who were found already
    wanted = [holds(Delegate.sought, part) for part in parts if part not in known]
    if known and _are_few(db, known):
        every = [*wanted, *(within(found_words(), part) for part in known)]
        return _ids(db, _by_name(may_hold(*known), *every).limit(limit))
    wanted += [holds(Delegate.sought, part) for part in known]
    return _ids(db, _in_order(*wanted).limit(limit))


def _sent(db: Session, sought: Sequence[str], limit: int) -> dict[int, None]:
    """Who hold some of the words, and whose agency's names hold the others.

    An agency's name may help to tell people apart; alone it would bring everybody it sends.
    """
    agencies = {word: _agencies(db, word) for word in sought} if len(sought) > 1 else {}
    of_agencies = [word for word, numbers in agencies.items() if numbers]
    if not of_agencies:
        return {}
    own = [word for word in sought if word not in of_agencies]
    found: dict[int, None] = {}
    for named in [own] if own else [[word] for word in sought]:
        rest = {word: agencies[word] for word in of_agencies if word not in named}
        if rest and len(found) < limit:
            found |= _ids(db, _sent_by(db, named, rest).limit(limit))
    return found


def _sent_by(db: Session, named: Sequence[str], rest: Mapping[str, Sequence[int]]) -> Select[Any]:
    """Who hold the words named, and hold each of the rest or are sent by an agency so called."""
    wanted = [holds(Delegate.sought, word) for word in named]
    wanted += [
        or_(holds(Delegate.sought, word), Delegate.agency_id.in_(numbers))
        for word, numbers in rest.items()
    ]
    known = _looked_up(named)
    if known and _are_few(db, known):
        return _by_name(may_hold(*known), *wanted)
    for word, numbers in rest.items():
        is_known = len(word) >= IN_A_ROW and len(numbers) <= FEW_AGENCIES
        if is_known and _are_few(db, [word]):
            return _by_name(or_(may_hold(word), Delegate.agency_id.in_(numbers)), *wanted)
    return _in_order(*wanted)


def _agencies(db: Session, word: str) -> list[int]:
    """The agencies of whose names a word begins so."""
    named = select(AgencyName.agency_id).where(begins_a_word(AgencyName.folded, word))
    return list(db.scalars(named.distinct()))


def _are_few(db: Session, parts: Sequence[str]) -> bool:
    """Whether few seem to hold the parts of words, to judge by those who came first."""
    some = select(Delegate.sought).order_by(Delegate.id).limit(ASKED_FIRST).subquery()
    words = literal(" ").concat(bare(some.c.sought))
    held = (within(words, part.replace("'", "")) for part in parts)
    return db.scalars(select(func.count()).select_from(some).where(*held)).one() < MANY


def _looked_up(parts: Sequence[str]) -> list[str]:
    """Those parts of words that are long enough for the index of letters."""
    return [part for part in parts if len(part) >= IN_A_ROW]


def _in_order(*wanted: ColumnElement[bool]) -> Select[Any]:
    return select(Delegate.id).where(*wanted).order_by(Delegate.sought, Delegate.id)


def _by_name(*wanted: ColumnElement[bool]) -> Select[Any]:
    return select(Delegate.id).where(*wanted).order_by(sorted_after(Delegate.sought), Delegate.id)


def _ids(db: Session, query: Select[Any]) -> dict[int, None]:
    return dict.fromkeys(db.scalars(query))
