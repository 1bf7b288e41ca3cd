"""The messages that wait to be sent, or need a look, as Today tells them."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.services.outbox import Box, in_boxes
from trainingdesk.services.work import Task


def messages_due(db: Session, *, now: datetime) -> Iterator[Task]:
    """What failed, what was perhaps sent, and what waits for a click."""
    boxes = in_boxes(db, now=now)
    if doubtful := boxes[Box.TO_LOOK_AT]:
        said = f"{counted(doubtful, 'message')} failed, or perhaps sent"
        yield Task("Needs a look", said, doubtful, urgent=True)
    if waiting := boxes[Box.TO_SEND]:
        yield Task("To send", counted(waiting, "message"), waiting)
