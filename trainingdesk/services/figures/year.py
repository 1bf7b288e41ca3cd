"""The figures of one training year, all counted from rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.answers import measures, satisfaction
from trainingdesk.services.figures.events import Attender, attenders_of, events_of
from trainingdesk.services.figures.groups import Groups
from trainingdesk.services.figures.money import has_money, money
from trainingdesk.services.figures.responses import forms_of, received_forms, stages
from trainingdesk.services.figures.returned import published, returns, surveys, unreconciled
from trainingdesk.storage.models import Board


def year_figures(db: Session, year: TrainingYear, *, today: date) -> dict[str, Any]:
    """Every figure of the year, in the words of the report; unrounded, None without a base."""
    events = events_of(db, year, today=today)
    attenders = attenders_of(db, year, today=today)
    last_year = attenders_of(db, year.before, today=today)
    groups = Groups(db, events, attenders)
    programme = groups.programme()
    programme["change_in_attendance"] = _change(db, year, len(attenders), last_year)
    programme["headcount"] = sum(e.headcount for e in events if e.counts.events_delivered)
    forms = forms_of(db, year)
    received = received_forms(forms, attenders)
    answered = {form.id for form in received}
    evaluation = {
        "stages": stages(forms, received, attenders),
        "satisfaction": satisfaction(db, year, answered),
        "measures": measures(db, year, answered),
    }
    sums = money(db, year)
    # Where a year has no records, what was published stands in and is held against nothing.
    recorded = bool(events) or has_money(db, year)
    board = db.get_one(Board, 1)
    return {
        "year": year.name,
        "board": board.name,
        "programme": programme,
        "by_course": groups.by_course(),
        "by_level": groups.by_level(),
        "by_quarter": groups.by_quarter(),
        "by_month": groups.by_month(),
        "by_strand": groups.by_strand(),
        "by_series": groups.by_series(),
        "by_agency": groups.by_agency(),
        "by_sector": groups.by_sector(last_year),
        "evaluation": evaluation,
        "money": sums,
        "cancellations": groups.cancellations(),
        "returns": returns(db, year),
        "surveys": surveys(db, year),
        "unreconciled": unreconciled(db, year, programme | sums) if recorded else [],
    }


def _change(
    db: Session, year: TrainingYear, attended: int, last_year: Sequence[Attender]
) -> float | None:
    """Attended over last year's attended, less one; last year's rows, else what was published."""
    before = float(len(last_year))
    if not last_year and (row := published(db, year.before).get("attended")):
        before = float(row.number)
    ratio = share(attended, before)
    return None if ratio is None else ratio - 1
