"""Who answered at each stage: due, received, and by which channel."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import OF_DELEGATES, Stage
from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.events import Attender, scheduled_in
from trainingdesk.storage.models import Form


@dataclass(frozen=True, slots=True)
class FormFacts:
    """One form as the figures see it; without a delegate it is anonymous."""

    id: int
    event_id: int
    delegate_id: int | None
    stage: Stage
    via: str


def forms_of(db: Session, year: TrainingYear, *where: Any) -> list[FormFacts]:
    """Every form about the year's events, or about some of them, in the order they came in."""
    query = (
        select(Form.id, Form.event_id, Form.delegate_id, Form.stage, Form.via)
        .join(Form.event)
        .where(*scheduled_in(year), *where)
        .order_by(Form.id)
    )
    return [FormFacts(*row) for row in db.execute(query)]


def received_forms(forms: Sequence[FormFacts], attenders: Sequence[Attender]) -> list[FormFacts]:
    """The forms that stand for an attendance, at most one each at every stage.

    Named ones come first, anonymous ones as room is left; the others are unmatched, and what
    they say is left out of every figure.
    """
    return [
        form
        for stage in Stage
        for form in _received([f for f in forms if f.stage is stage], attenders)
    ]


def stages(
    forms: Sequence[FormFacts], received: Sequence[FormFacts], attenders: Sequence[Attender]
) -> list[dict[str, Any]]:
    """Each stage's response; the managers' stage is listed where a manager has answered."""
    asked = list(OF_DELEGATES)
    if any(form.stage is Stage.MANAGER for form in forms):
        asked.append(Stage.MANAGER)
    return [
        _stage(
            stage,
            sum(form.stage is stage for form in forms),
            [form for form in received if form.stage is stage],
            due=len(attenders),
        )
        for stage in asked
    ]


def _stage(stage: Stage, in_all: int, received: Sequence[FormFacts], *, due: int) -> dict[str, Any]:
    channels = Counter(form.via for form in received)
    return {
        "stage": str(stage),
        "due": due,
        "received": len(received),
        "response_rate": share(len(received), due),
        "unmatched": in_all - len(received),
        "anonymous": sum(form.delegate_id is None for form in received),
        "by_channel": [
            {"channel": channel, "received": number} for channel, number in sorted(channels.items())
        ],
    }


def _received(forms: Sequence[FormFacts], attenders: Collection[Attender]) -> list[FormFacts]:
    came = {(a.event_id, a.delegate_id) for a in attenders}
    room: defaultdict[int, int] = defaultdict(int, Counter(a.event_id for a in attenders))
    received = [form for form in forms if (form.event_id, form.delegate_id) in came]
    for form in received:
        room[form.event_id] -= 1
    for form in forms:
        if form.delegate_id is None and room[form.event_id] > 0:
            room[form.event_id] -= 1
            received.append(form)
    return received
