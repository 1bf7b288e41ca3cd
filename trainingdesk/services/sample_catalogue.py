"""What the workbook has no column for in the sample's catalogue: aims, targets, lists, fields."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf
from trainingdesk.services.courses import change_course, course_details
from trainingdesk.services.own_fields import add_field
from trainingdesk.services.own_words import (
    BoardList,
    WordDetails,
    change_word,
    take_in_words,
    word_rows,
)
from trainingdesk.storage.models import Course

LEVELS = {
    "1": "For everybody who may meet a child or a parent at work: to notice, and to tell.",
    "2": "For those who work with children and families: to weigh what is seen, and to act on it "
    "together with others.",
    "3": "For those who lead, supervise or decide: to answer for what others do.",
}
TAKE_UP, TURN_UP = 95, 85
"""What the sample's board aims at, in hundredths."""

REWRITTEN = date(2026, 9, 1)
"""When the sample's board wrote two of its outlines anew, so that earlier events show the old."""

AIMS = {
    "NEGL": "To see what a day is like for the child, and to act before another year has gone.",
    "RISK": "To weigh risk to a child together, over time, and to decide what must be done.",
}
OUTLINES = {
    "NEGL": "Morning: what neglect looks like, at two and at fifteen\n"
    "Afternoon: the graded care profile, scored together with a parent",
    "RISK": "Morning: chronologies, and what a single visit cannot show\n"
    "Afternoon: sharing, consent and escalation, with cases of the boroughs along the Tern",
}
FIELDS = (
    FieldDetails("Cost centre", FieldOf.COURSE),
    FieldDetails("Catering", FieldOf.EVENT, FieldKind.ONE_OF, ("None", "Tea", "Lunch")),
)


def describe_catalogue(db: Session) -> None:
    """Explain the levels, list the reasons, and say what courses aim at."""
    for level in word_rows(db, BoardList.LEVELS):
        about = LEVELS.get(level.name, "")
        change_word(db, BoardList.LEVELS, level.id, WordDetails(level.name, about))
    for reasons in (BoardList.REASONS, BoardList.EVENT_REASONS):
        take_in_words(db, reasons)
    for field in FIELDS:
        add_field(db, field)
    for course_id, code in db.execute(select(Course.id, Course.reference)).all():
        details = course_details(db, course_id)
        details = replace(details, target_take_up=TAKE_UP, target_turn_up=TURN_UP)
        if code in AIMS:
            details = replace(details, aims=AIMS[code], outline=OUTLINES[code])
        change_course(db, course_id, details, today=REWRITTEN)
