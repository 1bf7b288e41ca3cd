"""Taking in delegates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import sought_of
from trainingdesk.domain.words import listed
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import DelegateRow, RefusedRow
from trainingdesk.exchange.spaces import folded
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.findings import Fate, Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.records import Records
from trainingdesk.services.importing.storing import insert_rows, table_of, update_rows
from trainingdesk.storage.models import Delegate, DelegateAlias, DelegateMove, DelegateNeeds


class Delegates(Records):
    """People, by their references and never by address alone. What they need stands apart."""

    def __init__(self, db: Session, agencies: Agencies) -> None:
        super().__init__(
            Delegate,
            key="reference",
            column="Delegate",
            what="delegate of this desk or file",
            expected="a reference from the sheet Delegates",
            apart={"agency": None, "needs": ""},
        )
        self._agencies = agencies
        self.load(db)
        for entry in self.by_id.values():
            entry.values["agency"] = agencies.by_id[entry.values["agency_id"]]
        for delegate_id, needs in db.execute(
            select(DelegateNeeds.delegate_id, DelegateNeeds.needs)
        ):
            self.by_id[delegate_id].values["needs"] = needs
        self.loaded()
        self._former: set[str] = set()
        self._load_former(db)
        self._moves: dict[Entry, list[tuple[date, Entry]]] = {}
        moves = select(DelegateMove.delegate_id, DelegateMove.on, DelegateMove.from_id)
        for delegate_id, day, agency_id in db.execute(moves.order_by(DelegateMove.on)):
            moved = self._moves.setdefault(self.by_id[delegate_id], [])
            moved.append((day, agencies.by_id[agency_id]))

    def _load_former(self, db: Session) -> None:
        former = select(DelegateAlias.reference, DelegateAlias.delegate_id)
        for reference, number in db.execute(former):  # none of them is given out again
            self.add(self.by_id[number], reference)
            self._former.add(folded(reference))

    def is_former(self, reference: str | None) -> bool:
        """Whether it is the reference that somebody had before two were made one.

        What an old workbook says under it was decided then, and changes nothing that is known.
        """
        return reference is not None and folded(reference) in self._former

    def said(self, entry: Entry) -> str:
        """A person by name and reference."""
        return f"{entry.values['first_name']} {entry.values['last_name']} ({entry.name})"

    def hint(self, name: str) -> str:
        """Whose address it is, where it is one: several may share it, and none is guessed."""
        shared = [self.said(each) for each in self if each.values["email"].lower() == name.lower()]
        return f"is the address of {listed(shared)}" if shared and name else super().hint(name)

    def agency_on(self, person: Entry, day: date | None) -> Entry | None:
        """Where somebody worked on a day, if they have gone from there since."""
        moves = self._moves.get(person, [])
        return next((left for on, left in moves if day is not None and day < on), None)

    def check(
        self, rows: Sequence[DelegateRow], refused: Sequence[RefusedRow], findings: Findings
    ) -> None:
        """Check every delegate."""
        for row in rows:
            check = findings.checking(row.place)
            if self.is_former(row.delegate):
                check.found(self, self.column, row.delegate)
                check.accept(Fate.SAME)
                continue
            agency = self._of_today(check, row, check.found(self._agencies, "Agency", row.agency))
            given = {
                "first_name": row.first_name,
                "last_name": row.last_name,
                "email": row.email,
                "agency": agency,
                "job_title": row.job_title,
                "manager": row.manager,
                "manager_email": row.manager_email,
                "needs": row.needs,
            }
            self.refuse_repeated(check, row.delegate, given)
            if check.is_good():
                self.take(check, row.delegate, given)
            else:
                self.leave_out(row.delegate)
        for left_out in refused:
            self.leave_out(left_out.known.get(self.column))

    def _of_today(self, check: RowCheck, row: DelegateRow, agency: Entry | None) -> Entry | None:
        """Where somebody works now whom a file, perhaps an old one, puts at an agency.

        Nobody is put back where they have left, and of an agency that was split nobody guesses
        the part.
        """
        if agency is None:
            return None
        person, heirs = self.get(row.delegate), self._agencies.heirs(agency)
        has_left = person is not None and agency in (
            left for _, left in self._moves.get(person, [])
        )
        if person is not None and (has_left or person.values["agency"] in heirs):
            today: Entry = person.values["agency"]
        elif len(heirs) == 1:
            today = heirs[0]
        else:
            parts = listed([heir.name for heir in heirs])
            check.refuse("Agency", f"{shown(agency.name)} was split into {parts}; expected one.")
            return None
        if today is not agency:
            check.mend("Agency", was=row.agency or "", read_as=today.name)
        return today

    def write(self, db: Session) -> tuple[list[Entry], list[Entry]]:
        """Store delegates and their needs."""
        new, changed = super().write(db)
        told = [e for e in (*new, *changed) if e.values["needs"]]
        rows = [(e, {"delegate_id": e.id, "needs": e.values["needs"]}) for e in told]
        had = {entry for entry in told if (entry.before or {}).get("needs")}
        insert_rows(db, DelegateNeeds, (row for entry, row in rows if entry not in had))
        update_rows(
            db,
            table_of(DelegateNeeds),
            [row for entry, row in rows if entry in had],
            key=("delegate_id",),
        )
        return new, changed

    def stored(self, entry: Entry) -> dict[str, Any]:
        """The values of the table itself."""
        values = super().stored(entry)
        sought = sought_of(
            first_name=values["first_name"], last_name=values["last_name"], email=values["email"]
        )
        return {**values, "agency_id": entry.values["agency"].id, "sought": sought}
