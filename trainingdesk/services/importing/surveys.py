"""Taking in the answers to surveys."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.exchange.rows import SurveyRow
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.findings import RowCheck
from trainingdesk.services.importing.multisets import Link, Multiset
from trainingdesk.services.importing.records import terms
from trainingdesk.storage.models import SurveyAnswer


class Surveys(Multiset[SurveyRow]):
    """A row a respondent."""

    def __init__(self, db: Session, agencies: Agencies) -> None:
        link: Link[SurveyRow] = Link("agency_id", "Agency", agencies, lambda row: row.agency)
        super().__init__(db, SurveyAnswer, link, self._columns)
        self._surveys = terms(db.scalars(select(SurveyAnswer.survey).distinct()))
        self._questions = terms(db.scalars(select(SurveyAnswer.question).distinct()))
        self._answers = terms(db.scalars(select(SurveyAnswer.answer).distinct()))

    def _columns(self, check: RowCheck, row: SurveyRow) -> dict[str, Any]:
        return {
            "survey": check.said(self._surveys, "Survey", row.survey),
            "year": row.year.name,
            "question": check.said(self._questions, "Question", row.question),
            "answer": check.said(self._answers, "Answer", row.answer),
        }
