"""The board's rule of absences: how often is too often."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.often_absent import AbsenceRule
from trainingdesk.domain.refusals import Invalid
from trainingdesk.storage.models import Board


def absence_rule(db: Session) -> AbsenceRule:
    """The board's rule."""
    board = db.get_one(Board, 1)
    return AbsenceRule(**{name: getattr(board, name) for name in AbsenceRule.__slots__})


def save_absence_rule(db: Session, rule: AbsenceRule, *, opened: AbsenceRule | None = None) -> None:
    """Change the board's rule; what was decided by the old one stands.

    Raises Invalid, ChangedMeanwhile.
    """
    refuse_if_changed(opened, absence_rule(db))
    if problems := rule.problems():
        raise Invalid(problems)
    board = db.get_one(Board, 1)
    for name, value in asdict(rule).items():
        setattr(board, name, value)
