"""Income and expenditure of a year, in pounds."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.storage.models import Cost, Receipt

ATTENDANCE_FEE, NON_ATTENDANCE_FEE = "Attendance fee", "Non-attendance fee"
STAFF = "staff"


def money(db: Session, year: TrainingYear) -> dict[str, Any]:
    """Fees received and costs dated in the year; grants are not income from training."""
    received = _by_kind(db, Receipt, year)
    spent = _by_kind(db, Cost, year)
    fees, missed = received.get(ATTENDANCE_FEE, 0), received.get(NON_ATTENDANCE_FEE, 0)
    everything = sum(spent.values())
    without_staff = sum(pence for kind, pence in spent.items() if kind.casefold() != STAFF)
    return {
        "attendance_fees": fees / 100,
        "non_attendance_fees": missed / 100,
        "income": (fees + missed) / 100,
        "expenditure": without_staff / 100,
        "cost_recovery": share(fees + missed, without_staff),
        "cost_recovery_with_staff": share(fees + missed, everything),
        "costs_by_kind": [
            {"kind": kind, "amount": pence / 100, "staff": kind.casefold() == STAFF}
            for kind, pence in sorted(spent.items())
        ],
    }


def has_money(db: Session, year: TrainingYear) -> bool:
    """Whether anything was received or spent in the year."""
    return bool(_by_kind(db, Receipt, year) or _by_kind(db, Cost, year))


def _by_kind(db: Session, table: type[Receipt] | type[Cost], year: TrainingYear) -> dict[str, int]:
    query = (
        select(table.kind, func.sum(table.pence))
        .where(table.on.between(year.first_day, year.last_day))
        .group_by(table.kind)
    )
    return {kind: int(pence) for kind, pence in db.execute(query)}
