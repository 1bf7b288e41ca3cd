"""What the sample has beside its workbook: courses without a date, and who would come."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.services.desk import Stamp
from trainingdesk.services.undated import UndatedDetails, add_interest, add_undated, note_interest
from trainingdesk.storage.models import Course, Delegate, Interest

ASKED = (
    ("Asked for at the partnership's day; the hall has no free week before spring.", 9),
    ("A trainer is still to be found.", 3),
)
"""Why each list waits, and how many are on it."""

NOTED = "Mornings only"


def collect_interest(db: Session, by: Stamp) -> None:
    """Open a few lists of those interested, each with some delegates."""
    courses = list(db.scalars(select(Course.id).order_by(Course.reference)))
    people = list(db.scalars(select(Delegate.id).order_by(Delegate.sought, Delegate.id)))
    for course_id, (note, number) in zip(courses, ASKED, strict=False):
        undated = add_undated(db, UndatedDetails(course_id, note), by=by)
        for person in people[course_id :: max(1, len(people) // number)][:number]:
            add_interest(db, undated, person, by=by)
        first = select(Interest.id).where(Interest.undated_id == undated).order_by(Interest.id)
        note_interest(db, db.scalars(first.limit(1)).one(), NOTED)
    db.flush()
