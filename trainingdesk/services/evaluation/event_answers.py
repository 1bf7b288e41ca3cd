"""The evaluation of one event: how many answered at each stage, and who is still to answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.evaluation.expected import (
    FormsCame,
    Standing,
    forms_came,
    people_expected,
)
from trainingdesk.services.evaluation.stage_times import times_of
from trainingdesk.storage.models import Form


@dataclass(frozen=True, slots=True)
class StageOfEvent:
    """One stage of an event: from how many a form is expected, how many came, and from when.

    Of ``received`` so many are ``anonymous``; ``opens`` is the first day on which it is asked.
    """

    stage: Stage
    expected: int
    received: int
    anonymous: int
    opens: date | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class PersonOnEvent:
    """Somebody of an event, and how far each of their forms has come."""

    id: int  # of the booking
    delegate_id: int
    delegate: str
    agency: str
    standings: Mapping[Stage, Standing]

    def missing(self, stages: Sequence[Stage]) -> list[Stage]:
        """At which of some stages no form of theirs has come."""
        return [stage for stage in stages if self.standings[stage] is not Standing.CAME]


@dataclass(frozen=True, slots=True)
class EventAnswers:
    """Everything about the forms of one event."""

    stages: Sequence[StageOfEvent]
    people: Sequence[PersonOnEvent]

    @property
    def forms(self) -> int:
        """How many forms of those expected have come at all stages."""
        return sum(stage.received for stage in self.stages)


def event_answers(db: Session, event_id: int, *, today: date) -> EventAnswers:
    """Who answered what on an event, and who has not.

    Till the register is closed a form is expected from whoever is on it, then from whoever came.
    """
    by_stage = {stage: people_expected(db, event_id, stage) for stage in Stage}
    times = times_of(db, event_id)
    came = forms_came(db, Form.event_id == event_id)
    forms = {stage: came.get((event_id, stage), FormsCame()) for stage in Stage}
    stages = [
        StageOfEvent(
            stage=stage,
            expected=len(by_stage[stage]),
            received=forms[stage].received(len(by_stage[stage])),
            anonymous=forms[stage].anonymous(len(by_stage[stage])),
            opens=times[stage].opens,
            is_open=times[stage].open_on(today),
        )
        for stage in Stage
    ]
    people = [
        PersonOnEvent(
            id=rows[0].id,
            delegate_id=rows[0].delegate_id,
            delegate=rows[0].delegate,
            agency=rows[0].agency,
            standings={stage: row.standing for stage, row in zip(Stage, rows, strict=True)},
        )
        for rows in zip(*by_stage.values(), strict=True)
    ]
    return EventAnswers(stages, people)
