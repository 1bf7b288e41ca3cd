"""Taking in the answers to surveys."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.exchange.rows import SurveyRow
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.multisets import Multiset
from trainingdesk.services.importing.records import terms
from trainingdesk.storage.models import SurveyAnswer


class Surveys(Multiset):
    """A row a respondent."""

    def __init__(self, db: Session, agencies: Agencies) -> None:
        super().__init__(db, SurveyAnswer, {"agency_id": agencies.by_id})
        self._agencies = agencies
        self._surveys = terms(db.scalars(select(SurveyAnswer.survey).distinct()))
        self._questions = terms(db.scalars(select(SurveyAnswer.question).distinct()))
        self._answers = terms(db.scalars(select(SurveyAnswer.answer).distinct()))

    def check(self, rows: Sequence[SurveyRow], findings: Findings) -> None:
        """Check every respondent's answer."""
        for _, some in groupby(rows, lambda row: row.place.file):
            self.take(self._good(some, findings))

    def _good(
        self, rows: Iterable[SurveyRow], findings: Findings
    ) -> Iterator[tuple[RowCheck, dict[str, Any]]]:
        for row in rows:
            check = findings.checking(row.place)
            agency = check.found(self._agencies, "Agency", row.agency)
            if check.is_good():
                yield (
                    check,
                    {
                        "survey": check.said(self._surveys, "Survey", row.survey),
                        "year": row.year.name,
                        "agency_id": agency,
                        "question": check.said(self._questions, "Question", row.question),
                        "answer": check.said(self._answers, "Answer", row.answer),
                    },
                )
