"""A survey of the sample programme's agencies, in two years that can be held together."""

from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.survey_answers import add_respondent
from trainingdesk.storage.models import Agency

HEALTH_CHECK = "Safeguarding Health Check"
QUESTIONS = (
    "Does every new member of staff have safeguarding training within six months?",
    "Do you know who your named lead for safeguarding is?",
    "How would you rate your agency's supervision of those who work with children? (1 to 5)",
)
ANSWERS = ("Yes", "In part", "No", "Not sure")
AGENCIES = (
    "North Vale NHS Foundation Trust",
    "Otterbank Primary School",
    "Westmere Council Early Help",
    "Ternside Homes",
    "Little Coracle Nursery",
    "Amal Women's Centre",
    "Tern Valley Police",
)
GIVEN = {  # a respondent a group: two answers by their place, then a number; 0 is left out
    0: "115 114 213 114 225 113 414 315 114 210 113 214 115 324 113 114 212 115 414 113 214",
    -1: "114 213 313 122 214 413 113 322 214 110 313 113 222 415 213 114 314 213 112 223",
}


def show_surveys(db: Session, today: date) -> None:
    """Keep what the agencies answered this year and last."""
    numbers = dict(db.execute(select(Agency.name, Agency.id)).all())
    agencies = [numbers[name] for name in AGENCIES]
    this_year = TrainingYear.of(today)
    for year, given in ((this_year, GIVEN[0]), (this_year.before, GIVEN[-1])):
        groups = given.split()
        for group, agency_id in zip(groups, islice(cycle(agencies), len(groups)), strict=True):
            answers = dict(zip(QUESTIONS, _said(group), strict=True))
            add_respondent(db, HEALTH_CHECK, year, answers, agency_id=agency_id)


def _said(group: str) -> Sequence[str]:
    first, second, rated = map(int, group)
    return ANSWERS[first - 1], ANSWERS[second - 1], str(rated) if rated else ""
