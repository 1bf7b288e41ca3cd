"""Taking in agencies, and every name they go by."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import AgencyRow, RefusedRow
from trainingdesk.services.agency_history import agency_history
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.records import Records, terms
from trainingdesk.services.importing.storing import insert_rows
from trainingdesk.storage.models import Agency, AgencyName

ALIASES = "Also known as"


class Agencies(Records):
    """The agencies. Other names are added and never taken away: a merger's names stay.

    What was merged or split keeps its own record, so that an old workbook finds it there; who
    works there now is with those that stand in its place.
    """

    def __init__(self, db: Session) -> None:
        super().__init__(
            Agency,
            key="name",
            column="Agency",
            what="agency of this desk or file",
            expected="a name from the sheet Agencies",
            apart={"names": ()},
            fold=folded,
        )
        self.load(db)
        for agency_id, name in db.execute(
            select(AgencyName.agency_id, AgencyName.name).order_by(AgencyName.id)
        ):
            entry = self.add(self.by_id[agency_id], name)
            entry.values["names"] += (name,)
        self.loaded()
        self._sectors = terms(entry.values["sector"] for entry in self)
        self._groups = terms(entry.values["charging_group"] for entry in self)
        self._owners: dict[str, str] = {}
        self._history = agency_history(db)

    def heirs(self, entry: Entry) -> tuple[Entry, ...]:
        """Those that stand in an agency's place now, mostly itself."""
        if entry.id is None:
            return (entry,)
        return tuple(self.by_id[number] for number in self._history.heirs(entry.id))

    def on(self, entry: Entry, day: date | None) -> Entry:
        """The agency that stood in its place on a day."""
        if entry.id is None or day is None:
            return entry
        return self.by_id[self._history.on(entry.id, day)]

    def check(
        self, rows: Sequence[AgencyRow], refused: Sequence[RefusedRow], findings: Findings
    ) -> None:
        """Check every agency; whose a name is depends on all of them."""
        self._owners = {folded(row.agency): self._owner(row.agency) for row in rows}
        for row in rows:
            self._check(row, findings)
        for left_out in refused:
            aliases = left_out.known.get(ALIASES) or ()
            for name in (
                left_out.known.get("Agency"),
                *(aliases if isinstance(aliases, tuple) else ()),
            ):
                self.leave_out(name)

    def _check(self, row: AgencyRow, findings: Findings) -> None:
        check = findings.checking(row.place)
        self._refuse_names_of_others(check, row)
        given: dict[str, Any] = {
            "contact": row.contact,
            "email": row.email,
            "invoice_address": row.invoice_address,
        }
        said = {
            **given,
            "sector": row.sector,
            "charging_group": row.charging_group,
            "names": row.also_known_as,
        }
        self.refuse_repeated(check, row.agency, said)
        if not check.is_good():
            for name in (row.agency, *(row.also_known_as or ())):
                self.leave_out(name)
            return
        sector = check.said(self._sectors, "Sector", row.sector)
        group = check.said(self._groups, "Charging group", row.charging_group)
        names = self._names(row)
        stored = {**given, "sector": sector, "charging_group": group, "names": names}
        entry = self.take(check, row.agency, stored, said=said)
        for name in names or ():
            self.add(entry, name)

    def _owner(self, name: str) -> str:
        """Whose name this is: the first name of an agency, folded."""
        entry = self.get(name)
        return folded(entry.name if entry else name)

    def _refuse_names_of_others(self, check: RowCheck, row: AgencyRow) -> None:
        ours = self._owner(row.agency)
        for name in row.also_known_as or ():
            known = self.get(name)
            owner = folded(known.name) if known else self._owners.setdefault(folded(name), ours)
            inherited = known is not None and self.get(row.agency) in self.heirs(known)
            if owner != ours and not inherited:
                check.refuse(
                    ALIASES, f"{shown(name)} is a name of another agency; expected it once."
                )

    def _names(self, row: AgencyRow) -> tuple[str, ...] | None:
        """All names of the agency, when the row brings any that is not known."""
        entry = self.get(row.agency)
        names = entry.values["names"] if entry else (row.agency,)
        known = {folded(name) for name in names}
        more = {folded(name): name for name in row.also_known_as or ()}
        new = tuple(
            name for key, name in more.items() if key not in known and self.get(name) is None
        )
        return (*names, *new) if new or entry is None else None

    def write(self, db: Session) -> tuple[list[Entry], list[Entry]]:
        """Store agencies and their names."""
        new, changed = super().write(db)
        insert_rows(
            db,
            AgencyName,
            (
                {"agency_id": entry.id, "name": name, "folded": folded(name)}
                for entry in (*new, *changed)
                for name in entry.values["names"][len((entry.before or {}).get("names", ())) :]
            ),
        )
        return new, changed

    def stored(self, entry: Entry) -> dict[str, Any]:
        """The values of the table itself."""
        return {**super().stored(entry), "sought": folded(entry.name)}
