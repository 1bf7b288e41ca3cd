"""What evaluation came to, of a year or of a part of it: all by the one path of the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.evaluation.distributions import Distribution, distributions
from trainingdesk.services.evaluation.funnel import (
    forms_ahead,
    forms_unmarked,
    funnel,
    not_due_by_stage,
)
from trainingdesk.services.evaluation.managers_view import (
    Beside,
    ChosenBeside,
    managers_beside,
    managers_chose,
)
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.figures.answered_by import answered_by
from trainingdesk.services.figures.answers import measures, satisfaction
from trainingdesk.services.figures.events import Attender, attenders_of
from trainingdesk.services.figures.responses import FormFacts, forms_of, received_forms, stages
from trainingdesk.storage.models import Question


@dataclass(frozen=True, slots=True)
class Results:
    """The evaluation of one scope; of a year, stages to answered_by are those of its figures.

    The ``funnel`` is the stages again over what was due by now, as they are shown.
    """

    scope: Scope
    attended: int
    forms: int
    questions: int
    stages: Sequence[Mapping[str, Any]]
    funnel: Sequence[Mapping[str, Any]]
    satisfaction: Mapping[str, Any]
    measures: Sequence[Mapping[str, Any]]
    answered_by: Mapping[str, Sequence[Mapping[str, Any]]]
    spread: Sequence[Distribution]
    managers: Sequence[Beside]
    managers_chose: Sequence[ChosenBeside]

    def stage(self, stage: Stage) -> Mapping[str, Any] | None:
        """Who answered at one stage by now, where anybody was asked."""
        return next((row for row in self.funnel if row["stage"] == stage), None)

    def left_out(self, why: str) -> int:
        """How many forms are in no figure as they are ``unmatched``, ``ahead`` or ``unmarked``."""
        return sum(row[why] for row in self.funnel)


@dataclass(frozen=True, slots=True)
class Came:
    """The attendances of a scope, all forms about them, and those that stand for one."""

    attenders: Sequence[Attender]
    forms: Sequence[FormFacts]
    received: Sequence[FormFacts]


def results_of(db: Session, scope: Scope, *, today: date) -> Results:
    """Everything the evaluation of a scope says."""
    year, where, came = scope.year, scope.events, came_of(db, scope, today=today)
    received, of_stages = came.received, stages(came.forms, came.received, came.attenders)
    return Results(
        scope=scope,
        attended=len(came.attenders),
        forms=len(came.forms),
        questions=db.scalar(select(func.count(Question.id))) or 0,
        stages=of_stages,
        funnel=funnel(
            of_stages,
            came.attenders,
            received,
            not_due=not_due_by_stage(db, year, *where, today=today),
            may_fit={
                "ahead": forms_ahead(db, came.forms, year, *where, today=today),
                "unmarked": forms_unmarked(
                    db, came.forms, came.attenders, year, *where, today=today
                ),
            },
        ),
        satisfaction=satisfaction(db, year, received, *where),
        measures=measures(db, year, received, *where),
        answered_by=answered_by(db, year, came.attenders, received, *where),
        spread=distributions(db, scope, received),
        managers=managers_beside(db, scope, received),
        managers_chose=managers_chose(db, scope, received),
    )


def measure_of(db: Session, scope: Scope, code: str, *, today: date) -> Mapping[str, Any] | None:
    """One measure by the code of its question, if it was asked at several stages."""
    received = came_of(db, scope, today=today).received
    found = measures(db, scope.year, received, *scope.events)
    return next((row for row in found if row["code"] == code), None)


def came_of(db: Session, scope: Scope, *, today: date) -> Came:
    """Who came, and the forms about it.

    Which anonymous forms stand for an attendance is told by all who came to their event, so an
    agency's people are picked out afterwards; what is anonymous is nobody's there.
    """
    attenders = attenders_of(db, scope.year, *scope.events, today=today)
    forms = forms_of(db, scope.year, *scope.events)
    if not scope.by_people:
        return Came(attenders, forms, received_forms(forms, attenders))
    own = [each for each in attenders if each.agency_id == scope.id]
    theirs = {(each.event_id, each.delegate_id) for each in own}
    some = [form for form in forms if (form.event_id, form.delegate_id) in theirs]
    return Came(own, some, received_forms(some, own))
