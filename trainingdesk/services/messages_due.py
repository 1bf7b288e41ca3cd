"""The messages that wait to be sent, or need a look, as Today tells them."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.message import MessageState
from trainingdesk.services.work import Task
from trainingdesk.storage.models import Message

WAITING, FAILED, PERHAPS = MessageState.WAITING, MessageState.FAILED, MessageState.PERHAPS


def messages_due(db: Session) -> Iterator[Task]:
    """What failed, what was perhaps sent, and what waits for a click."""
    query = select(Message.state, func.count()).where(Message.state.in_([WAITING, FAILED, PERHAPS]))
    counts: dict[MessageState, int] = dict(db.execute(query.group_by(Message.state)).all())
    if doubtful := counts.get(FAILED, 0) + counts.get(PERHAPS, 0):
        said = f"{counted(doubtful, 'message')} failed, or perhaps sent"
        yield Task("Needs a look", said, doubtful, urgent=True)
    if waiting := counts.get(WAITING, 0):
        yield Task("To send", counted(waiting, "message"), waiting)
