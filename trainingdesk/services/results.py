"""What the evaluation of a year came to: who answered, how satisfied they were, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.comments import Chosen, chosen_in
from trainingdesk.services.figures.answers import measures, satisfaction
from trainingdesk.services.figures.events import attenders_of
from trainingdesk.services.figures.responses import forms_of, received_forms, stages
from trainingdesk.storage.models import Question


@dataclass(frozen=True, slots=True)
class Results:
    """The evaluation of one year; stages, satisfaction and measures are those of its figures."""

    attended: int
    forms: int
    questions: int
    stages: Sequence[Mapping[str, Any]]
    satisfaction: Mapping[str, Any]
    measures: Sequence[Mapping[str, Any]]
    chosen: Sequence[Chosen]

    def stage(self, stage: Stage) -> Mapping[str, Any] | None:
        """Who answered at one stage, where anybody was asked."""
        return next((row for row in self.stages if row["stage"] == stage), None)


def results_of(db: Session, year: TrainingYear, *, today: date) -> Results:
    """Everything the evaluation of a year says."""
    attenders, forms = attenders_of(db, year, today=today), forms_of(db, year)
    received = received_forms(forms, attenders)
    answered = {form.id for form in received}
    return Results(
        attended=len(attenders),
        forms=len(forms),
        questions=db.scalar(select(func.count(Question.id))) or 0,
        stages=stages(forms, received, attenders),
        satisfaction=satisfaction(db, year, received),
        measures=measures(db, year, received),
        chosen=chosen_in(db, year, answered),
    )


def measure_of(
    db: Session, year: TrainingYear, code: str, *, today: date
) -> Mapping[str, Any] | None:
    """One measure by the code of its question, if it was asked at several stages."""
    received = received_forms(forms_of(db, year), attenders_of(db, year, today=today))
    return next((row for row in measures(db, year, received) if row["code"] == code), None)
