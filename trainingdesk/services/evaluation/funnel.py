"""How many forms could have come by now at each stage, and how many did."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.due_bookings import NOT_HELD
from trainingdesk.services.evaluation.stage_times import AFTERWARDS, days_due
from trainingdesk.services.figures.events import Attender, scheduled_in
from trainingdesk.services.figures.responses import FormFacts
from trainingdesk.storage.models import Event


def events_not_due(
    db: Session, stage: Stage, year: TrainingYear, *which: Any, today: date
) -> frozenset[int]:
    """The events of a year, or some of them, of which a stage is asked about on a later day.

    What is asked before an event is due as soon as anybody has come.
    """
    if stage is Stage.BEFORE:
        return frozenset()
    due = days_due(db, stage, *scheduled_in(year), *which)
    return frozenset(event_id for event_id, day in due.items() if day > today)


def not_due_by_stage(
    db: Session, year: TrainingYear, *which: Any, today: date
) -> Mapping[Stage, frozenset[int]]:
    """The events of a year, or some of them, of which each stage is asked about on a later day."""
    practice = events_not_due(db, Stage.FOLLOW_UP, year, *which, today=today)
    return {
        Stage.END: events_not_due(db, Stage.END, year, *which, today=today),
        **dict.fromkeys(AFTERWARDS, practice),
    }


def funnel(
    stages: Sequence[Mapping[str, Any]],
    attenders: Collection[Attender],
    received: Collection[FormFacts],
    *,
    not_due: Mapping[Stage, Collection[int]],
    ahead: Mapping[Stage, int],
) -> list[dict[str, Any]]:
    """Each stage's response over the forms that were due by now, the others named beside it.

    ``stages`` are those of the figures, whose base is every attendance. A form that came early
    counts as due; ``missing`` are those due from whom no form with a name has come. What is
    ``ahead`` is about an event that has not begun, and fits an attendance yet.
    """
    return [
        _by_now(row, attenders, received, not_due)
        | {
            "unmatched": row["unmatched"] - ahead.get(Stage(row["stage"]), 0),
            "ahead": ahead.get(Stage(row["stage"]), 0),
        }
        for row in stages
    ]


def forms_ahead(
    db: Session,
    forms: Collection[FormFacts],
    year: TrainingYear,
    *which: Any,
    today: date,
) -> Mapping[Stage, int]:
    """How many forms of each stage are about events that have not begun."""
    to_come = set(
        db.scalars(
            select(Event.id).where(
                *scheduled_in(year), *which, Event.starts > today, Event.status.not_in(NOT_HELD)
            )
        )
    )
    return Counter(form.stage for form in forms if form.event_id in to_come)


def _by_now(
    row: Mapping[str, Any],
    attenders: Collection[Attender],
    received: Collection[FormFacts],
    not_due: Mapping[Stage, Collection[int]],
) -> dict[str, Any]:
    stage = Stage(row["stage"])
    later = not_due.get(stage, ())
    forms = [form for form in received if form.stage is stage]
    to_come = sum(each.event_id in later for each in attenders)
    early = sum(form.event_id in later for form in forms)
    named = sum(form.delegate_id is not None and form.event_id not in later for form in forms)
    due = row["due"] - to_come + early
    return {
        **row,
        "attended": row["due"],
        "due": due,
        "response_rate": share(row["received"], due),
        "not_due": to_come - early,
        "missing": row["due"] - to_come - named,
    }
