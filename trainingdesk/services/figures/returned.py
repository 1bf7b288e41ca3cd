"""Agencies' returns, surveys, and published figures held against the rows."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import agrees, share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.storage.models import Agency, PublishedFigure, Return, SurveyAnswer

Row = dict[str, Any]


def returns(db: Session, year: TrainingYear) -> list[Row]:
    """What each agency says of its own training, held against its target."""
    query = (
        select(Return, Agency.name)
        .join(Return.agency)
        .where(Return.year == year.name)
        .order_by(Agency.name, Return.level)
    )
    return [
        {
            "agency": agency,
            "level": row.level,
            "staff": row.staff,
            "trained": row.trained,
            "share": share(row.trained, row.staff),
            "target": row.target,
            "met": _met(row),
        }
        for row, agency in db.execute(query)
    ]


def surveys(db: Session, year: TrainingYear) -> list[Row]:
    """The answers to each question of each survey, with their shares."""
    query = select(SurveyAnswer.survey, SurveyAnswer.question, SurveyAnswer.answer).where(
        SurveyAnswer.year == year.name
    )
    given: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for survey, question, answer in db.execute(query):
        given[survey, question][answer] += 1
    return [
        {
            "survey": survey,
            "question": question,
            "answers": [
                {"answer": answer, "count": count, "share": share(count, answers.total())}
                for answer, count in sorted(answers.items())
            ],
        }
        for (survey, question), answers in sorted(given.items())
    ]


def published(db: Session, year: TrainingYear) -> dict[str, PublishedFigure]:
    """The totals already published for a year, by the key of the figure."""
    query = select(PublishedFigure).where(PublishedFigure.year == year.name)
    return {key_of(row.figure): row for row in db.scalars(query.order_by(PublishedFigure.id))}


def unreconciled(db: Session, year: TrainingYear, computed: Mapping[str, Any]) -> list[Row]:
    """The published figures that the rows do not give."""
    return [
        _against(key, row, computed)
        for key, row in published(db, year).items()
        if not agrees(row.number, computed.get(key))
    ]


def key_of(figure: str) -> str:
    """The key of a figure by its name: Events delivered is events_delivered."""
    return "_".join(figure.casefold().replace("-", " ").split())


def _against(key: str, row: PublishedFigure, computed: Mapping[str, Any]) -> Row:
    ours = computed.get(key)
    said = float(row.number)
    return {
        "figure": key if key in computed else row.figure,
        "published": int(said) if said.is_integer() else said,
        "computed": ours,
        "difference": None if ours is None else ours - said,
        "source": row.source,
    }


def _met(row: Return) -> bool | None:
    """Exactly: 7 of 100 meets a target of 0.07, though floats would have it otherwise."""
    if row.target is None or not row.staff:
        return None
    return Fraction(row.trained, row.staff) >= Fraction(repr(row.target))
