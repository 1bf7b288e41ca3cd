"""Taking in costs and receipts."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.exchange.rows import CostRow, ReceiptRow
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.events import Events
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.multisets import Multiset
from trainingdesk.services.importing.records import terms
from trainingdesk.storage.models import Cost, Receipt

KIND_OF_SALARIES = "Staff"
"""Costs of this kind are told apart in the figures, so its spelling matters."""


class Costs(Multiset):
    """Money spent."""

    def __init__(self, db: Session, events: Events) -> None:
        super().__init__(db, Cost, {"event_id": events.by_id})
        self._events = events
        self._kinds = terms((KIND_OF_SALARIES, *db.scalars(select(Cost.kind).distinct())))

    def check(self, rows: Sequence[CostRow], findings: Findings) -> None:
        """Check every cost."""
        for _, some in groupby(rows, lambda row: row.place.file):
            self.take(self._good(some, findings))

    def _good(
        self, rows: Iterable[CostRow], findings: Findings
    ) -> Iterator[tuple[RowCheck, dict[str, Any]]]:
        for row in rows:
            check = findings.checking(row.place)
            event = check.found(self._events, "Event", row.event)
            if check.is_good():
                yield (
                    check,
                    {
                        "on": row.day,
                        "event_id": event,
                        "kind": check.said(self._kinds, "Kind", row.kind) or "",
                        "description": row.description or "",
                        "pence": row.pence,
                    },
                )


class Receipts(Multiset):
    """Money that came in."""

    def __init__(self, db: Session, agencies: Agencies) -> None:
        super().__init__(db, Receipt, {"agency_id": agencies.by_id})
        self._agencies = agencies

    def check(self, rows: Sequence[ReceiptRow], findings: Findings) -> None:
        """Check every receipt."""
        for _, some in groupby(rows, lambda row: row.place.file):
            self.take(self._good(some, findings))

    def _good(
        self, rows: Iterable[ReceiptRow], findings: Findings
    ) -> Iterator[tuple[RowCheck, dict[str, Any]]]:
        for row in rows:
            check = findings.checking(row.place)
            agency = check.found(self._agencies, "Agency", row.agency)
            if check.is_good():
                yield (
                    check,
                    {
                        "on": row.day,
                        "agency_id": agency,
                        "kind": str(row.kind),
                        "pence": row.pence,
                        "reference": row.reference or "",
                    },
                )
