"""The levels of the board's own list, as they are typed for a course."""

from sqlalchemy.orm import Session

from trainingdesk.domain.own_words import BoardList, known_by
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import listed
from trainingdesk.services.own_words import board_words, unlisted_words, word_rows

WHERE = "Settings, Lists and fields"


def level_meant(db: Session, typed: str) -> str:
    """A level as the list spells it, or else as records do; what neither has stays as typed.

    With or without the word Level, in large letters or small, it is the same level.
    """
    bare = " ".join(typed.split())
    listed_so = [row.name for row in word_rows(db, BoardList.LEVELS)]
    there = [*listed_so, *unlisted_words(db, BoardList.LEVELS)]
    if bare in there:
        return bare
    wanted = known_by(BoardList.LEVELS, bare)
    return next((word for word in there if known_by(BoardList.LEVELS, word) == wanted), bare)


def level_problem(db: Session, typed: str) -> str:
    """What is wrong with a level: it is not on a list that has others; empty where it is.

    The first level of a desk without any begins the list.
    """
    meant = level_meant(db, typed)
    there = {row.name for row in word_rows(db, BoardList.LEVELS)}
    if not meant or not there or meant in there | {*unlisted_words(db, BoardList.LEVELS)}:
        return ""
    offered = [said_level(word) for word in board_words(db, BoardList.LEVELS)]
    choose = f"Choose {listed(offered, last='or')}, or add it" if offered else "Add it"
    return f"{said_level(meant)} is not on the board's list. {choose} in {WHERE}."
