"""Taking in costs and receipts."""

from collections import Counter
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.exchange.rows import CostRow, ReceiptRow
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.events import Events
from trainingdesk.services.importing.findings import RowCheck
from trainingdesk.services.importing.multisets import Kept, Link, Multiset
from trainingdesk.services.importing.records import terms
from trainingdesk.storage.models import Cost, Payment, Receipt

Money: TypeAlias = tuple[Any, ...]
"""What a payment is known by outside the desk: its day, its agency, its sum, its reference."""
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
    """Money that came in.

    What was recorded as a payment for an invoice is known by its day, agency, sum and reference:
    the desk chose its kind, and may have parted it into several.
    """

    def __init__(self, db: Session, agencies: Agencies) -> None:
        link: Link[ReceiptRow] = Link("agency_id", "Agency", agencies, lambda row: row.agency)
        super().__init__(db, Receipt, link, _receipt)
        self._payments = self._paid(db)

    def _paid(self, db: Session) -> dict[Money, list[Counter[Kept]]]:
        """The receipts of each payment, by what is known of it outside the desk."""
        columns = Receipt.on, Receipt.agency_id, Receipt.kind, Receipt.pence, Receipt.reference
        query = select(Payment.invoice_id, Payment.at, *columns).join(Payment.receipt)
        parts: dict[tuple[Any, ...], list[Kept]] = {}
        for invoice_id, at, on, agency_id, kind, pence, reference in db.execute(query):
            agency = self._link.records.by_id.get(agency_id) if agency_id else None
            row = {"on": on, "agency_id": agency, "kind": kind, "pence": pence}
            kept = self._kept(row | {"reference": reference})
            parts.setdefault((invoice_id, at, on, agency, folded(reference)), []).append(kept)
        found: dict[Money, list[Counter[Kept]]] = {}
        for (_, _, on, agency, reference), some in parts.items():
            money = on, agency, sum(dict(kept)["pence"] for kept in some), reference
            found.setdefault(money, []).append(Counter(some))
        return found

    def _is_there_otherwise(self, kept: Kept, stock: Counter[Kept]) -> bool:
        row = dict(kept)
        money = row["on"], row["agency_id"], row["pence"], folded(row["reference"])
        for parts in self._payments.get(money, ()):
            if parts <= stock:
                stock -= parts
                return True
        return False


def _receipt(_check: RowCheck, row: ReceiptRow) -> dict[str, Any]:
    return {
        "on": row.day,
        "kind": str(row.kind),
        "pence": row.pence,
        "reference": row.reference or "",
    }
