"""A table of figures as it is saved."""

from collections.abc import Sequence

from trainingdesk.domain.definitions import name_of
from trainingdesk.services.exports import Value
from ui.analysis.groups import BY_EVENTS, COUNTS, PARTS, GroupRow

OF_BOOKINGS = {
    "agency": ("booked", "attended", "people", "walk_ins", "absent"),
    "sector": ("booked", "attended", "walk_ins", "absent"),
}
"""What is counted by agency and by sector; one person may come for two agencies of a sector."""


def heads_of(kind: str, title: str) -> list[str]:
    """The heads of a saved table; each rate is followed by its top and its base."""
    heads = [title]
    if kind in BY_EVENTS.values():
        heads += COUNTS.values()
    else:
        heads += ["Sector"] if kind == "agency" else []
        heads += [COUNTS[figure] for figure in OF_BOOKINGS[kind]] + ["Share"]
        heads += ["Share last year"] if kind == "sector" else []
    return heads + [part for rate in _rates_of(kind) for part in (name_of(rate), *_said(rate))]


def values_of(kind: str, row: GroupRow) -> list[Value]:
    """One line of a saved table; rates are left unrounded."""
    values: list[Value] = [row.name]
    if kind in BY_EVENTS.values():
        values += [row.figures.get(figure) for figure in COUNTS]
    else:
        values += [row.note] if kind == "agency" else []
        values += [row.figures.get(figure) for figure in (*OF_BOOKINGS[kind], "share")]
        values += [row.figures.get("share_last_year")] if kind == "sector" else []
    for rate in _rates_of(kind):
        values += [row.figures.get(part) for part in (rate, *PARTS[rate])]
    return values


def _rates_of(kind: str) -> Sequence[str]:
    return tuple(PARTS) if kind in BY_EVENTS.values() else ("turn_up", "absence")


def _said(rate: str) -> list[str]:
    top, base = PARTS[rate]
    names = COUNTS | {"came_as_booked": "Came as booked"}
    return [f"{name_of(rate)}: {names[top].lower()}", f"{name_of(rate)}: {names[base].lower()}"]
