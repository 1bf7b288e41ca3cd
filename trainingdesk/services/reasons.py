"""Why bookings are cancelled and events called off: the board's own reasons, or any words."""

from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.own_words import BoardList
from trainingdesk.services.own_words import board_words


def reasons_offered(db: Session) -> list[str]:
    """The board's own reasons why a booking is cancelled."""
    return board_words(db, BoardList.REASONS)


def event_reasons_offered(db: Session) -> list[str]:
    """The board's own reasons why an event is cancelled or postponed."""
    return board_words(db, BoardList.EVENT_REASONS)


def as_listed(db: Session, reason: str, *, of: BoardList = BoardList.REASONS) -> str:
    """A reason as the board's list spells it; one that the list does not have stays as it is.

    It does not join the list: what is said of one person's booking is not offered for another's.
    """
    known = {folded(word): word for word in board_words(db, of)}
    return known.get(folded(reason), reason.strip())
