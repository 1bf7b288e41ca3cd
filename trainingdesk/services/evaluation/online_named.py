"""What people have said at a stage already, beside which the rows of an export are looked at."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.evaluation import HeldWhy, Stage
from trainingdesk.domain.questionnaire import Answers, answers_from_data
from trainingdesk.services.evaluation.taking import answers_on
from trainingdesk.storage.models import Answer, Form, HeldForm


@dataclass(slots=True)
class NamedForms:
    """The forms of people at one stage, those that count and those kept beside, by event."""

    db: Session
    stage: Stage
    _of_events: dict[int, dict[int | None, list[Answers]]] = field(default_factory=dict)

    def said_by(self, delegate_id: int, event_id: int) -> Sequence[Answers]:
        """What each form says that somebody sent for an event."""
        if event_id not in self._of_events:
            self._of_events[event_id] = self._stored(event_id)
        return self._of_events[event_id].get(delegate_id, [])

    def _stored(self, event_id: int) -> dict[int | None, list[Answers]]:
        found: defaultdict[int | None, list[Answers]] = defaultdict(list)
        forms = (
            select(Form)
            .where(
                Form.event_id == event_id,
                Form.stage == self.stage,
                Form.delegate_id.is_not(None),
            )
            .options(selectinload(Form.answers).joinedload(Answer.question))
        )
        for form in self.db.scalars(forms):
            found[form.delegate_id].append(answers_on(form))
        beside = select(HeldForm).where(
            HeldForm.event_id == event_id,
            HeldForm.stage == self.stage,
            HeldForm.why == HeldWhy.SECOND,
        )
        for held in self.db.scalars(beside):
            found[held.delegate_id].append(answers_from_data(held.answers))
        return dict(found)
