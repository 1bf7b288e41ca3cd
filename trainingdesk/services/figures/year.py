"""The figures of one training year, all counted from rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.answered_by import answered_by
from trainingdesk.services.figures.answers import measures, satisfaction
from trainingdesk.services.figures.events import Attender, attenders_of, events_of
from trainingdesk.services.figures.groups import Groups
from trainingdesk.services.figures.money import has_money, money
from trainingdesk.services.figures.responses import forms_of, received_forms, stages
from trainingdesk.services.figures.returned import published, returns, surveys, unreconciled
from trainingdesk.storage.models import Board


def year_figures(db: Session, year: TrainingYear, *, today: date) -> dict[str, Any]:
    """Every figure of the year, in the words of the report; unrounded, None without a base."""
    counted = _Counted(db, year, today)
    groups, attenders = counted.groups, counted.attenders
    forms = forms_of(db, year)
    received = received_forms(forms, attenders)
    evaluation = {
        "stages": stages(forms, received, attenders),
        "satisfaction": satisfaction(db, year, received),
        "measures": measures(db, year, received),
        "answered_by": answered_by(db, year, attenders, received),
    }
    board = db.get_one(Board, 1)
    return {
        "year": year.name,
        "board": board.name,
        "programme": counted.programme,
        "by_course": groups.by_course(),
        "by_level": groups.by_level(),
        "by_quarter": groups.by_quarter(),
        "by_month": groups.by_month(),
        "by_strand": groups.by_strand(),
        "by_series": groups.by_series(),
        "by_agency": groups.by_agency(),
        "by_sector": groups.by_sector(counted.last_year),
        "evaluation": evaluation,
        "money": counted.money,
        "cancellations": groups.cancellations(),
        "returns": returns(db, year),
        "surveys": surveys(db, year),
        "unreconciled": counted.unreconciled(db),
    }


def held_against(db: Session, year: TrainingYear, *, today: date) -> dict[str, Any]:
    """Of a year's figures those that another year is held against: the rest takes most time."""
    counted = _Counted(db, year, today)
    received = received_forms(forms_of(db, year), counted.attenders)
    return {
        "programme": counted.programme,
        "evaluation": {"satisfaction": satisfaction(db, year, received)},
    }


def unreconciled_of(db: Session, year: TrainingYear, *, today: date) -> list[dict[str, Any]]:
    """What the year's report lists as unreconciled, without its answers, which are slow to pair."""
    return _Counted(db, year, today).unreconciled(db)


class _Counted:
    """The events, people and money of a year: all that is held against what was published."""

    def __init__(self, db: Session, year: TrainingYear, today: date) -> None:
        self._year = year
        self._events = events_of(db, year, today=today)
        self.attenders = attenders_of(db, year, today=today)
        self.last_year = attenders_of(db, year.before, today=today)
        self.groups = Groups(db, self._events, self.attenders)
        self.programme = self.groups.programme()
        change = _change(db, year, len(self.attenders), self.last_year)
        self.programme["change_in_attendance"] = change
        held = [event for event in self._events if event.counts.events_delivered]
        self.programme["headcount"] = sum(event.headcount for event in held)
        self.money = money(db, year)

    def unreconciled(self, db: Session) -> list[dict[str, Any]]:
        """Where published and counted differ; a year without records is held against nothing."""
        if not self._events and not has_money(db, self._year):
            return []
        return unreconciled(db, self._year, self.programme | self.money)


def _change(
    db: Session, year: TrainingYear, attended: int, last_year: Sequence[Attender]
) -> float | None:
    """Attended over last year's attended, less one; last year's rows, else what was published."""
    before = float(len(last_year))
    if not last_year and (row := published(db, year.before).get("attended")):
        before = float(row.number)
    ratio = share(attended, before)
    return None if ratio is None else ratio - 1
