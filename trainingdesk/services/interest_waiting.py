"""Events without a date that Today tells of: how many wait, and where there are enough of them."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.services.work import Task
from trainingdesk.storage.models import Course, Interest, UndatedEvent


def waiting_for_a_date(db: Session) -> Iterator[Task]:
    """Where somebody waits for a date; with as many as the course needs, one is due."""
    waiting = func.count(Interest.id)
    query = (
        select(UndatedEvent.id, Course.title, Course.minimum, waiting)
        .join(Course, Course.id == UndatedEvent.course_id)
        .join(Interest, Interest.undated_id == UndatedEvent.id)
        .where(UndatedEvent.closed_on.is_(None))
        .group_by(UndatedEvent.id, Course.title, Course.minimum)
        .order_by(waiting.desc(), Course.title, UndatedEvent.id)
    )
    for undated_id, title, minimum, number in db.execute(query):
        said = counted(number, "waits", "wait")
        enough = minimum is not None and number >= minimum > 0
        said += ", enough for a date" if enough else f" of {minimum} needed" if minimum else ""
        yield Task(title, said, number, urgent=enough, record_id=undated_id)
