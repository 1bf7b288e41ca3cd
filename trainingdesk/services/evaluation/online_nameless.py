"""The forms without names that are stored already, beside which rows of an export are held."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.questionnaire import Answers
from trainingdesk.services.evaluation.taking import answers_on
from trainingdesk.storage.models import Form


@dataclass(slots=True)
class NamelessForms:
    """What forms without names say at one stage, each of them to be found by one row alone."""

    db: Session
    stage: Stage
    _left: dict[tuple[int, date], list[Answers]] = field(default_factory=dict)

    def has(self, event_id: int, sent: date, answers: Answers) -> bool:
        """Whether a form of that day says the same, and no row before this one was that form."""
        key = event_id, sent
        if key not in self._left:
            self._left[key] = self._stored(event_id, sent)
        if answers not in self._left[key]:
            return False
        # As many are held back as are there: an export that is read again brings nothing.
        self._left[key].remove(answers)
        return True

    def _stored(self, event_id: int, sent: date) -> list[Answers]:
        query = select(Form).where(
            Form.event_id == event_id,
            Form.stage == self.stage,
            Form.received_on == sent,
            Form.delegate_id.is_(None),
        )
        return [answers_on(form) for form in self.db.scalars(query)]
