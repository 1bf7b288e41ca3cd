"""Why bookings and events are cancelled: the board's own reasons, or any words."""

from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.own_words import BoardList
from trainingdesk.services.own_words import board_words


def reasons_offered(db: Session) -> list[str]:
    """The board's own reasons why a booking or an event is cancelled."""
    return board_words(db, BoardList.REASONS)


def as_listed(db: Session, reason: str) -> str:
    """A reason as the board's list spells it; one that the list does not have stays as it is.

    It does not join the list: what is said of one person's booking is not offered for another's.
    """
    known = {folded(word): word for word in reasons_offered(db)}
    return known.get(folded(reason), reason.strip())
