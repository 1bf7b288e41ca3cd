"""The board's own lists: levels, kinds, strands, audiences and reasons.

Records hold the word itself, but for strands; a word that is renamed is renamed in all of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_words import (
    KEPT_IN,
    BoardList,
    WordDetails,
    in_natural_order,
    known_by,
)
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.standing import said_level
from trainingdesk.services.former_names import forget_names, keep_renamed
from trainingdesk.services.own_word_uses import UNUSED, rename_in_records, uses_of
from trainingdesk.storage.models import Board, OwnWord, Strand

__all__ = ["BoardList", "WordDetails"]

Word = OwnWord | Strand


@dataclass(frozen=True, slots=True)
class WordRow:
    """One line of a list: the word, what it means, and where it is used."""

    id: int
    name: str
    about: str
    retired: bool
    used: int
    where: str
    said: str


def board_words(db: Session, which: BoardList) -> list[str]:
    """The words of a list that are still offered, in the board's order."""
    return [word.name for word in db.scalars(_in_order(which)) if not word.retired]


def word_rows(db: Session, which: BoardList) -> list[WordRow]:
    """Every word of a list, in the board's order, with how often it is used."""
    uses = uses_of(db, which)
    return [
        WordRow(
            word.id,
            word.name,
            word.about,
            word.retired,
            uses.get(word.name, UNUSED).number,
            uses.get(word.name, UNUSED).where,
            word_said(which, word.name),
        )
        for word in db.scalars(_in_order(which))
    ]


def unlisted_words(db: Session, which: BoardList) -> list[str]:
    """The words that records hold and the list does not."""
    known = {word.name for word in db.scalars(_in_order(which))}
    return sorted(set(uses_of(db, which)) - known, key=in_natural_order)


def kept_words(db: Session, which: BoardList, typed: Iterable[str]) -> list[str]:
    """Words as the list spells them, each once; one that it does not have is added to it."""
    bare = dict.fromkeys(" ".join(word.split()) for word in typed)
    if not any(bare):
        return []
    there = db.scalars(_in_order(which)).all()
    known = {folded(word.name): word.name for word in there}
    known |= {word.name: word.name for word in there}  # written exactly so comes first
    turn = max((word.turn for word in there), default=0)
    found: dict[str, None] = {}
    for word in filter(None, bare):
        spelt = known.get(word) or known.get(folded(word))
        if spelt is None:
            turn += 1
            db.add(_made(which, WordDetails(word), turn))
            spelt = known[folded(word)] = word
        found[spelt] = None
    db.flush()
    return list(found)


def kept_word(db: Session, which: BoardList, typed: str) -> str:
    """A word as the list spells it; one that it does not have is added; empty where none is."""
    return next(iter(kept_words(db, which, [typed])), "")


def word_details(db: Session, which: BoardList, word_id: int) -> WordDetails:
    """A word and what it means; raises Unknown."""
    word = _word(db, which, word_id)
    return WordDetails(word.name, word.about)


def add_word(db: Session, which: BoardList, details: WordDetails) -> int:
    """Add a word at the end of a list, and return its number; raises Invalid."""
    _lock(db)
    _check(db, which, details)
    turn = max((word.turn for word in db.scalars(_in_order(which))), default=0)
    word = _made(which, details, turn + 1)
    db.add(word)
    db.flush()
    return word.id


def change_word(
    db: Session,
    which: BoardList,
    word_id: int,
    details: WordDetails,
    *,
    opened: WordDetails | None = None,
) -> None:
    """Rename a word, in every record that holds it, or explain it; raises Invalid, Unknown.

    ``opened`` is what the form began with; raises ChangedMeanwhile where it is so no more.
    """
    _lock(db)
    word = _word(db, which, word_id)
    refuse_if_changed(opened, word_details(db, which, word_id))
    _check(db, which, details, besides=word_id)
    name = " ".join(details.name.split())
    if name != word.name:
        rename_in_records(db, which, old=word.name, new=name)
        keep_renamed(db, _named(which), word_id, old=word.name, new=name)
    word.name, word.about = name, details.about.strip()


def retire_words(db: Session, which: BoardList, word_ids: Sequence[int], *, retired: bool) -> None:
    """Offer words no longer, or again; the records that hold them stay as they are."""
    for word_id in word_ids:
        _word(db, which, word_id).retired = retired


def move_word(db: Session, which: BoardList, word_id: int, *, to: int) -> None:
    """Put a word at a place of its list, counted from nought; raises Unknown."""
    _lock(db)
    words = list(db.scalars(_in_order(which)))
    word = _word(db, which, word_id)
    words.remove(word)
    words.insert(max(0, min(to, len(words))), word)
    for turn, each in enumerate(words, 1):
        each.turn = turn


def remove_words(db: Session, which: BoardList, word_ids: Sequence[int]) -> None:
    """Take words off a list; raises Refused where one is in use, Unknown."""
    _lock(db)
    uses = uses_of(db, which)
    for word_id in word_ids:
        word = _word(db, which, word_id)
        if word.name in uses:
            raise Refused(
                f"“{word_said(which, word.name)}” is used by {uses[word.name].where}, "
                "so it cannot be removed. Retire it, and it is offered no longer."
            )
        forget_names(db, _named(which), word_id)
        db.delete(word)


def word_said(which: BoardList, name: str) -> str:
    """A word of a list as every page says it: Level 2 where the list has 2."""
    return said_level(name) if which is BoardList.LEVELS else name


def take_in_words(db: Session, which: BoardList) -> int:
    """Add every word that records hold and the list does not, and return how many."""
    _lock(db)
    missing = unlisted_words(db, which)
    there = db.scalars(_in_order(which)).all()
    turn = max((word.turn for word in there), default=0)
    db.add_all(_made(which, WordDetails(name), turn + n) for n, name in enumerate(missing, 1))
    return len(missing)


def _in_order(which: BoardList) -> Select[Word]:
    if which is BoardList.STRANDS:
        return select(Strand).order_by(Strand.turn, Strand.name, Strand.id)
    mine = OwnWord.list == KEPT_IN[which]
    return select(OwnWord).where(mine).order_by(OwnWord.turn, OwnWord.name, OwnWord.id)


def _kind(which: BoardList) -> type[Word]:
    return Strand if which is BoardList.STRANDS else OwnWord


def _named(which: BoardList) -> NamedKind:
    return NamedKind.STRAND if which is BoardList.STRANDS else NamedKind(KEPT_IN[which].value)


def _made(which: BoardList, details: WordDetails, turn: int) -> Word:
    name, about = " ".join(details.name.split()), details.about.strip()
    if which is BoardList.STRANDS:
        return Strand(name=name, about=about, turn=turn)
    return OwnWord(list=KEPT_IN[which], name=name, about=about, turn=turn)


def _word(db: Session, which: BoardList, word_id: int) -> Word:
    word = db.scalar(_in_order(which).where(_kind(which).id == word_id))
    if word is None:
        raise Unknown("This word is no longer there.")
    return word


def _check(db: Session, which: BoardList, details: WordDetails, *, besides: int = 0) -> None:
    problems = details.problems()
    wanted = known_by(which, details.name)
    for word in db.scalars(_in_order(which)):
        if word.id != besides and known_by(which, word.name) == wanted:
            problems.setdefault("name", f"“{word.name}” is on this list already.")
    if problems:
        raise Invalid(problems)


def _lock(db: Session) -> None:
    """One at a time changes the lists, and saves courses that hold their words."""
    db.get_one(Board, 1, with_for_update=True)
