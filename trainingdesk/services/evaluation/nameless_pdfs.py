"""The forms without names that are stored, beside which PDFs without names are held.

Nothing tells such a form from another person's with the same answers, so they are counted.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.questionnaire import Answers, Asking, Returned
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.evaluation.taking import answers_on
from trainingdesk.services.occasions import in_parts
from trainingdesk.storage.models import Answer, Event, Form

MEANWHILE = (
    "A form without a name that says the same was taken in meanwhile. Read the files again, and "
    "take this one if it is another person's."
)
Said = frozenset[tuple[Asking, int | str]]


@dataclass(slots=True)
class NamelessStored:
    """How many forms without a name say the same, of each event and stage, read once."""

    db: Session
    _stored: dict[tuple[int, Stage], Counter[Said]] = field(default_factory=dict)

    def lock(self, files: Iterable[Returned]) -> None:
        """Have others who take forms without a name of the same events wait until this is done.

        From the oldest event on, so that two who take many never wait for each other.
        """
        ids = sorted({form.event_id for form in files if form.delegate_id is None})
        for some in in_parts(ids):
            query = select(Event.id).where(Event.id.in_(some)).order_by(Event.id)
            self.db.execute(query.with_for_update(key_share=True))

    def like(self, returned: Returned) -> int:
        """How many are stored that say what this form says; none for a form with a name."""
        if returned.delegate_id is not None:
            return 0
        key = returned.event_id, returned.stage
        if key not in self._stored:
            self._stored[key] = self._read(*key)
        return self._stored[key][as_said(returned.answers)]

    def refuse_taken(self, returned: Returned, *, known: int) -> None:
        """Raise Refused where more say the same than were known when the file was looked at."""
        if self.like(returned) > known:
            raise Refused(MEANWHILE)

    def _read(self, event_id: int, stage: Stage) -> Counter[Said]:
        query = (
            select(Form)
            .where(Form.event_id == event_id, Form.stage == stage, Form.delegate_id.is_(None))
            .options(selectinload(Form.answers).joinedload(Answer.question))
        )
        return Counter(as_said(answers_on(form)) for form in self.db.scalars(query))


def as_said(answers: Answers) -> Said:
    """What a form says, to be counted."""
    return frozenset(answers.items())
