"""The training years of which the desk holds anything."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import NotAYear, TrainingYear
from trainingdesk.storage.models import (
    Cost,
    Event,
    PublishedFigure,
    Receipt,
    Return,
    SurveyAnswer,
)


def years_held(db: Session) -> list[TrainingYear]:
    """Every year with an event, money, a return, a survey or a published figure, in order."""
    dated = (Event.starts, Cost.on, Receipt.on)
    named = (Return.year, SurveyAnswer.year, PublishedFigure.year)
    return sorted(
        {year for column in dated for year in _of_days(db, column)} | set(_of_names(db, named))
    )


def held_year(db: Session, name: str) -> TrainingYear:
    """The year with a name, if the desk holds anything of it; raises Unknown, NotAYear."""
    year = TrainingYear.named(name)
    held = years_held(db)
    if year not in held:
        known = ", ".join(each.name for each in held) or "none yet"
        raise Unknown(f"This desk holds nothing of {year.name}. It holds: {known}.")
    return year


def _of_days(db: Session, column: InstrumentedAttribute[date]) -> Iterator[TrainingYear]:
    # Asked year by year, so that an index answers however many rows there are.
    first, last = db.execute(select(func.min(column), func.max(column))).one()
    year = TrainingYear.of(first) if first else None
    while year and last and year.first_day <= last:
        span = column.between(year.first_day, year.last_day)
        if db.scalar(select(column).where(span).limit(1)):
            yield year
        year = year.after


def _of_names(
    db: Session, columns: tuple[InstrumentedAttribute[str], ...]
) -> Iterator[TrainingYear]:
    for column in columns:
        for name in db.scalars(select(column).distinct()):
            try:
                yield TrainingYear.named(name)
            except NotAYear:
                continue
