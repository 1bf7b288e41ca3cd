"""Money, and what agencies and others told the board, as rows of the workbook."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.services.exporting.rows import Rows, Teller, each
from trainingdesk.storage.models import (
    Agency,
    Cost,
    Event,
    PublishedFigure,
    Receipt,
    Return,
    SurveyAnswer,
)


def costs(db: Session, _teller: Teller) -> Rows:
    """Money spent, in the order of its days."""
    query = (
        select(Cost.on, Event.reference, Cost.kind, Cost.description, Cost.pence)
        .join(Cost.event, isouter=True)
        .order_by(Cost.on, Cost.id)
    )
    for day, event, kind, description, pence in each(db, query):
        yield day, event, kind, description, Decimal(pence) / 100


def receipts(db: Session, _teller: Teller) -> Rows:
    """Money that came in, in the order of its days."""
    query = (
        select(Receipt.on, Agency.name, Receipt.kind, Receipt.pence, Receipt.reference)
        .join(Receipt.agency, isouter=True)
        .order_by(Receipt.on, Receipt.id)
    )
    for day, agency, kind, pence, reference in each(db, query):
        yield day, agency, kind, Decimal(pence) / 100, reference


def returns(db: Session, _teller: Teller) -> Rows:
    """Agencies' own figures, by year."""
    query = (
        select(*Return.__table__.columns, Agency.name.label("agency"))
        .join(Return.agency)
        .order_by(Return.year, Agency.name, Return.level)
    )
    for row in each(db, query):
        yield (
            row.year,
            row.agency,
            row.level,
            row.staff_group,
            row.staff,
            row.trained,
            row.target,
            row.evidence,
        )


def surveys(db: Session, _teller: Teller) -> Rows:
    """A row a respondent, in the order they were loaded."""
    query = (
        select(
            SurveyAnswer.survey,
            SurveyAnswer.year,
            Agency.name,
            SurveyAnswer.question,
            SurveyAnswer.answer,
        )
        .join(SurveyAnswer.agency, isouter=True)
        .order_by(SurveyAnswer.year, SurveyAnswer.survey, SurveyAnswer.id)
    )
    yield from (tuple(row) for row in each(db, query))


def published_figures(db: Session, _teller: Teller) -> Rows:
    """Totals as they were published, with the decimals they were published with."""
    query = select(PublishedFigure).order_by(PublishedFigure.year, PublishedFigure.figure)
    for told in db.scalars(query):
        yield told.year, told.figure, Decimal(told.value), told.source
