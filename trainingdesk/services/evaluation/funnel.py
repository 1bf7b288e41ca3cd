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
from trainingdesk.services.figures.responses import FormFacts, received_forms
from trainingdesk.services.open_registers import without_a_mark
from trainingdesk.storage.models import Booking, Event


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
    may_fit: Mapping[str, Mapping[Stage, int]],
) -> list[dict[str, Any]]:
    """Each stage's response over the forms that were due by now, the others named beside it.

    ``stages`` are those of the figures, whose base is every attendance. A form that came early
    counts as due; ``missing`` are those due from whom no form with a name has come. Of those
    that stand for no attendance some ``may_fit`` one yet: they are named by why, and are no strays.
    """
    return [
        _by_now(row, attenders, received, not_due) | _of_no_attendance(row, may_fit)
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


def forms_unmarked(
    db: Session,
    forms: Sequence[FormFacts],
    attenders: Sequence[Attender],
    year: TrainingYear,
    *which: Any,
    today: date,
) -> Mapping[Stage, int]:
    """How many forms of each stage stand for an attendance once open registers are marked.

    They are those that would, if everybody came who has no mark yet.
    """
    query = (
        select(Booking.event_id, Booking.delegate_id, Booking.agency_id)
        .join(Event, Event.id == Booking.event_id)
        .where(*without_a_mark(year, today=today), *which)
    )
    may_come = [Attender(*row) for row in db.execute(query)]
    then = Counter(form.stage for form in received_forms(forms, [*attenders, *may_come]))
    return then - Counter(form.stage for form in received_forms(forms, attenders))


def _of_no_attendance(
    row: Mapping[str, Any], may_fit: Mapping[str, Mapping[Stage, int]]
) -> dict[str, int]:
    stage = Stage(row["stage"])
    named = {why: forms.get(stage, 0) for why, forms in may_fit.items()}
    return {**named, "unmatched": row["unmatched"] - sum(named.values())}


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
