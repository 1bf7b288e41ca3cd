"""A line a person: what each who answered one measure at every stage said at each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import OF_DELEGATES, Stage
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.evaluation.scoped_results import came_of
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.storage.models import Answer, Form, Question


@dataclass(frozen=True, slots=True)
class Lines:
    """The stages at which a measure was answered, and each person's marks at all of them."""

    stages: tuple[Stage, ...]
    people: Sequence[tuple[int, ...]]


def lines_of(db: Session, scope: Scope, code: str, *, today: date) -> Lines:
    """The people who answered a measure at every stage at which anybody did.

    Anonymous forms are never joined to a line.
    """
    forms = {
        form.id: form
        for form in came_of(db, scope, today=today).received
        if form.delegate_id is not None
    }
    query = (
        select(Answer.form_id, Answer.number)
        .join(Answer.question)
        .join(Answer.form)
        .join(Form.event)
        .where(
            *scheduled_in(scope.year),
            *scope.events,
            Question.code == code,
            Answer.number.is_not(None),
            Answer.about == "",
        )
        .order_by(Answer.id)
    )
    marks: defaultdict[tuple[int, int | None], dict[Stage, int]] = defaultdict(dict)
    for form_id, number in db.execute(query):
        if form := forms.get(form_id):
            marks[form.event_id, form.delegate_id][form.stage] = number or 0
    stages = tuple(s for s in OF_DELEGATES if any(s in of_one for of_one in marks.values()))
    people = [
        tuple(of_one[stage] for stage in stages)
        for of_one in marks.values()
        if of_one.keys() >= set(stages)
    ]
    return Lines(stages, people if len(stages) > 1 else [])
