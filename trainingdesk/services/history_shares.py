"""Caps, aims and kept places in the history of an event: whose they are, and what changed."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import plain_day
from trainingdesk.storage.models import Agency, AuditValue

TOLD = ("place_share", "place_hold")
WHOSE = ("agency_id", "sector", "kind")

Fields: TypeAlias = Mapping[str, tuple[str | None, str | None]]
"""What changed in one row: each field before and after."""


class Shares:
    """Whose the caps, aims and kept places are that an event's audit tells of."""

    def __init__(self, db: Session, values: Sequence[AuditValue]) -> None:
        self._past: dict[tuple[str, str], list[AuditValue]] = defaultdict(list)
        keys = {value.key for value in values if value.table in TOLD}
        query = select(AuditValue).where(
            AuditValue.table.in_(TOLD), AuditValue.key.in_(keys), AuditValue.field.in_(WHOSE)
        )
        agencies: set[str] = set()
        for value in db.scalars(query.order_by(AuditValue.id)):
            self._past[value.table, value.key].append(value)
            if value.field == "agency_id":
                agencies |= {value.before or "", value.after or ""}
        named = select(Agency.id, Agency.name).where(Agency.id.in_(map(int, agencies - {""})))
        self._names = {str(number): name for number, name in db.execute(named)}

    def said(self, table: str, key: str, fields: Fields, *, at: int) -> Iterator[str]:
        """What one deed did to a cap, an aim or kept places, whose last entry has the number."""
        known = {
            value.field: value.before if value.after is None else value.after
            for value in self._past[table, key]
            if value.id <= at
        }
        agency = self._names.get(known.get("agency_id") or "", "")
        if table == "place_hold":
            yield from _kept(agency or "an agency", fields)
        else:
            whose = known.get("sector") or agency or "an agency"
            yield from _share(known.get("kind") or "Cap", whose, fields)


def _share(kind: str, whose: str, fields: Fields) -> Iterator[str]:
    before, after = fields.get("places", (None, None))
    if "id" in fields:
        gone = fields["id"][1] is None
        yield f"{kind} of {before if gone else after} for {whose}{' taken away' if gone else ''}"
        return
    if "kind" in fields:
        yield f"{fields['kind'][0]} for {whose} made {_article(kind)}"
    if after is not None:
        yield f"{kind} for {whose} {before} to {after}"
    if "agency_id" in fields or "sector" in fields:
        yield f"{kind} for {whose} now"


def _article(kind: str) -> str:
    return f"{'an' if kind[0] in 'AEIOU' else 'a'} {kind.lower()}"


def _kept(agency: str, fields: Fields) -> Iterator[str]:
    before, after = fields.get("places", (None, None))
    until = fields.get("until", (None, None))[1]
    if "id" in fields:
        gone = fields["id"][1] is None
        kept = counted(int(before or after or 0), "place")
        last = f" until {plain_day(date.fromisoformat(until))}" if until else ""
        yield f"{kept} kept for {agency}{' taken back' if gone else last}"
        return
    if after is not None:
        yield f"places kept for {agency} {before} to {after}"
    if until is not None:
        yield f"places kept for {agency} until {plain_day(date.fromisoformat(until))}"
    if "released_on" in fields:
        again = fields["released_on"][1] is None
        yield f"places kept for {agency} {'again' if again else 'let go'}"
    if "agency_id" in fields:
        yield f"places kept for {agency} now"
