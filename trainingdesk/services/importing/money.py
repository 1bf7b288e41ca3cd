"""Taking in costs and receipts."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.exchange.rows import CostRow, ReceiptRow
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.events import Events
from trainingdesk.services.importing.findings import RowCheck
from trainingdesk.services.importing.multisets import Link, Multiset
from trainingdesk.services.importing.records import terms
from trainingdesk.storage.models import Cost, Receipt

KIND_OF_SALARIES = "Staff"
"""Costs of this kind are told apart in the figures, so its spelling matters."""


class Costs(Multiset[CostRow]):
    """Money spent."""

    def __init__(self, db: Session, events: Events) -> None:
        link: Link[CostRow] = Link("event_id", "Event", events, lambda row: row.event)
        super().__init__(db, Cost, link, self._columns)
        self._kinds = terms((KIND_OF_SALARIES, *db.scalars(select(Cost.kind).distinct())))

    def _columns(self, check: RowCheck, row: CostRow) -> dict[str, Any]:
        return {
            "on": row.day,
            "kind": check.said(self._kinds, "Kind", row.kind) or "",
            "description": row.description or "",
            "pence": row.pence,
        }


class Receipts(Multiset[ReceiptRow]):
    """Money that came in."""

    def __init__(self, db: Session, agencies: Agencies) -> None:
        link: Link[ReceiptRow] = Link("agency_id", "Agency", agencies, lambda row: row.agency)
        super().__init__(db, Receipt, link, _receipt)


def _receipt(_check: RowCheck, row: ReceiptRow) -> dict[str, Any]:
    return {
        "on": row.day,
        "kind": str(row.kind),
        "pence": row.pence,
        "reference": row.reference or "",
    }
