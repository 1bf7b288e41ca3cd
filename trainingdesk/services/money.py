"""Money received and spent in a year: lists, sums by kind, and what it comes to."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.figures import share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.figures.money import ATTENDANCE_FEE, NON_ATTENDANCE_FEE, STAFF
from trainingdesk.services.sought import holds, words_of
from trainingdesk.storage.models import Agency, Cost, Course, Event, Receipt

FEES = (ATTENDANCE_FEE, NON_ATTENDANCE_FEE)
"""Grants and other receipts are not income from training."""


@dataclass(frozen=True, slots=True)
class MoneyAsked:
    """Which receipts or costs a list shows, by kind and by the words in them.

    ``counted`` leaves only what income is made of, or expenditure. Orders: on, agency, event,
    kind, amount.
    """

    year: TrainingYear
    kind: str | None = None
    counted: bool = False
    words: str = ""
    sort: str = "on"
    falling: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One sum that came in."""

    id: int
    on: date
    agency: str
    kind: str
    reference: str
    pence: int


@dataclass(frozen=True, slots=True)
class CostRow:
    """One sum that was spent."""

    id: int
    on: date
    event_id: int | None
    event: str
    reference: str
    kind: str
    description: str
    pence: int


@dataclass(frozen=True, slots=True)
class Sum:
    """So many receipts or costs, and what they come to."""

    number: int = 0
    pence: int = 0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(self.number + other.number, self.pence + other.pence)


@dataclass(frozen=True, slots=True)
class KindSum:
    """The sum of one kind; ``counts`` where it is in income, or in expenditure."""

    kind: str
    sum: Sum
    counts: bool


@dataclass(frozen=True, slots=True)
class YearsMoney:
    """What came in and what was spent in a year, by kind, in whole pence."""

    receipts: tuple[KindSum, ...]
    costs: tuple[KindSum, ...]

    @property
    def income(self) -> Sum:
        """Fees for attending and for not attending."""
        return sum((kind.sum for kind in self.receipts if kind.counts), Sum())

    @property
    def received(self) -> Sum:
        """Everything that came in."""
        return sum((kind.sum for kind in self.receipts), Sum())

    @property
    def expenditure(self) -> Sum:
        """Costs but those of staff."""
        return sum((kind.sum for kind in self.costs if kind.counts), Sum())

    @property
    def spent(self) -> Sum:
        """All costs."""
        return sum((kind.sum for kind in self.costs), Sum())

    @property
    def recovery(self) -> float | None:
        """Income over expenditure."""
        return share(self.income.pence, self.expenditure.pence)

    @property
    def recovery_with_staff(self) -> float | None:
        """Income over all costs."""
        return share(self.income.pence, self.spent.pence)


def money_of(db: Session, year: TrainingYear) -> YearsMoney:
    """What came in and what was spent in a year."""
    receipts = [KindSum(kind, s, kind in FEES) for kind, s in _kinds(db, Receipt, year)]
    costs = [KindSum(kind, s, kind.casefold() != STAFF) for kind, s in _kinds(db, Cost, year)]
    return YearsMoney(tuple(receipts), tuple(costs))


def receipts_page(db: Session, asked: MoneyAsked, *, offset: int, limit: int) -> list[ReceiptRow]:
    """Some of the receipts that were asked for."""
    orders = {"agency": Agency.sought, "kind": Receipt.kind, "amount": Receipt.pence}
    query = _receipts(select(Receipt), asked).options(joinedload(Receipt.agency))
    query = _in_order(query, orders.get(asked.sort, Receipt.on), asked, Receipt)
    return [
        ReceiptRow(r.id, r.on, r.agency.name if r.agency else "", r.kind, r.reference, r.pence)
        for r in db.scalars(query.offset(offset).limit(limit))
    ]


def receipts_sum(db: Session, asked: MoneyAsked) -> Sum:
    """How many receipts are asked for, and what they come to."""
    totals = select(func.count(), func.sum(Receipt.pence))
    return _sum(db, _receipts(totals, asked))


def costs_page(db: Session, asked: MoneyAsked, *, offset: int, limit: int) -> list[CostRow]:
    """Some of the costs that were asked for."""
    orders = {"event": Course.sought, "kind": Cost.kind, "amount": Cost.pence}
    query = _costs(select(Cost), asked).options(joinedload(Cost.event).joinedload(Event.course))
    query = _in_order(query, orders.get(asked.sort, Cost.on), asked, Cost)
    return [_cost(cost) for cost in db.scalars(query.offset(offset).limit(limit))]


def costs_sum(db: Session, asked: MoneyAsked) -> Sum:
    """How many costs are asked for, and what they come to."""
    totals = select(func.count(), func.sum(Cost.pence))
    return _sum(db, _costs(totals, asked))


def _receipts(query: Any, asked: MoneyAsked) -> Any:
    query = query.select_from(Receipt).outerjoin(Receipt.agency).where(_dated(Receipt, asked.year))
    if asked.counted:
        query = query.where(Receipt.kind.in_(FEES))
    if asked.kind is not None:
        query = query.where(Receipt.kind == asked.kind)
    for word in words_of(asked.words):
        texts = (func.lower(Receipt.reference), func.lower(Receipt.kind))
        query = query.where(or_(holds(Agency.sought, word), *(holds(t, word) for t in texts)))
    return query


def _costs(query: Any, asked: MoneyAsked) -> Any:
    query = query.select_from(Cost).outerjoin(Cost.event).outerjoin(Event.course)
    query = query.where(_dated(Cost, asked.year))
    if asked.counted:
        query = query.where(func.lower(Cost.kind) != STAFF)
    if asked.kind is not None:
        query = query.where(Cost.kind == asked.kind)
    for word in words_of(asked.words):
        texts = (func.lower(t) for t in (Cost.description, Cost.kind, Event.reference))
        query = query.where(or_(holds(Course.sought, word), *(holds(t, word) for t in texts)))
    return query


def _cost(cost: Cost) -> CostRow:
    event = cost.event
    return CostRow(
        cost.id,
        cost.on,
        event.id if event else None,
        event.course.title if event else "",
        event.reference if event else "",
        cost.kind,
        cost.description,
        cost.pence,
    )


def _in_order(
    query: Select[Any], order: Any, asked: MoneyAsked, table: type[Receipt] | type[Cost]
) -> Select[Any]:
    first = order.desc() if asked.falling else order.asc()
    return query.order_by(first.nulls_last(), table.on, table.id)


def _dated(table: type[Receipt] | type[Cost], year: TrainingYear) -> Any:
    return table.on.between(year.first_day, year.last_day)


def _sum(db: Session, query: Select[Any]) -> Sum:
    number, pence = db.execute(query).one()
    return Sum(number, int(pence or 0))


def _kinds(
    db: Session, table: type[Receipt] | type[Cost], year: TrainingYear
) -> list[tuple[str, Sum]]:
    query = (
        select(table.kind, func.count(), func.sum(table.pence))
        .where(_dated(table, year))
        .group_by(table.kind)
        .order_by(func.sum(table.pence).desc(), table.kind)
    )
    return [(kind, Sum(number, int(pence))) for kind, number, pence in db.execute(query)]
