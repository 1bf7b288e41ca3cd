"""What was done to a charge, told from the changed fields of its row."""

from collections.abc import Iterator, Mapping

from trainingdesk.domain.money import pounds

Fields = Mapping[str, tuple[str | None, str | None]]


def charge_told(who: str, fields: Fields) -> Iterator[str]:
    """That it was raised or waived, undone again, or taken back with the reason."""
    if "pence" in fields:
        gone = fields["pence"][1] is None
        first = {name: before if gone else after for name, (before, after) in fields.items()}
        occasion = (first.get("occasion") or "charge").lower()
        what = "raising it taken back" if gone else _decided(first)
        yield f"{who}: {occasion}, {pounds(int(first['pence'] or 0))}, {what}"
    elif "ended_on" in fields:
        if fields["ended_on"][1] is None:
            yield f"{who}: charge stands again"
        else:
            why = fields.get("ended_why", (None, ""))[1] or ""
            yield f"{who}: charge taken back{f' ({why})' if why else ''}"


def _decided(first: Mapping[str, str | None]) -> str:
    waived = int(first.get("waived_pence") or 0)
    if not waived:
        return "raised"
    why = first.get("waived_why") or ""
    part = "waived" if waived == int(first["pence"] or 0) else f"{pounds(waived)} of it waived"
    return f"{part} ({why}; decided by {first.get('waived_by') or ''})"
