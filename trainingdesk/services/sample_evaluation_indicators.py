"""What the sample programme counts month by month, tied to the courses meant to move it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.indicator import IndicatorDetails
from trainingdesk.domain.month_typed import months_pasted
from trainingdesk.services.evaluation.indicators import add_indicator, keep_numbers
from trainingdesk.storage.models import Course

FIRST = date(2024, 10, 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """Something the fictional board counts, from October 2024; a dash is a month not told."""

    name: str
    about: str
    course: str
    months: str


COUNTED = (
    Counted(
        "Early help assessments begun",
        "Counted by Westmere Council Early Help, by the month in which they were begun.",
        "HELP",
        "37 41 28 39 42 44 46 43 45 40 - 47 49 55 38 52 54 51 56 53 50 48 36 51 57",
    ),
    Counted(
        "Private fostering notifications",
        "Counted by Westmere Council Children's Services. Few, so a month more or less is chance.",
        "PF",
        "1 0 0 2 1 1 0 2 1 3 1 4 2 1 0 3 1 2 2 1 0 3 4 5 2",
    ),
    Counted(
        "Police notifications of missing children",
        "Counted by Tern Valley Police: each time a child is reported missing.",
        "EXPL",
        "62 58 54 60 57 66 69 71 74 68 77 65 63 55 52 56 - - 64 67 70 66 72 61 58",
    ),
)


def show_indicators(db: Session, today: date) -> None:
    """Keep what the board counts, tied to courses."""
    numbers = dict(db.execute(select(Course.reference, Course.id)).all())
    for each in COUNTED:
        details = IndicatorDetails(each.name, each.about, (numbers[each.course],))
        months = months_pasted("\n".join(each.months.split()), here=FIRST)
        told = {month: number for month, number in months.items() if month <= today}
        keep_numbers(db, add_indicator(db, details), told, today=today)
