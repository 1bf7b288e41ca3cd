"""A table of figures as it is saved."""

from collections.abc import Sequence

from trainingdesk.domain.definitions import name_of
from trainingdesk.services.exports import Value
from ui.analysis.groups import BY_EVENTS, COUNTS, PARTS, GroupRow

OF_BOOKINGS = ("booked", "attended", "people", "walk_ins", "absent")
"""What is counted by agency and by sector."""


def heads_of(kind: str, title: str) -> list[str]:
    """The heads of a saved table; each rate is followed by its top and its base."""
    heads = [title, *COUNTS.values()] if kind in BY_EVENTS.values() else [title, "Sector"]
    if kind not in BY_EVENTS.values():
        heads += [COUNTS[figure] for figure in OF_BOOKINGS] + ["Share", "Share last year"]
    return heads + [part for rate in _rates_of(kind) for part in (name_of(rate), *_said(rate))]


def values_of(kind: str, row: GroupRow) -> list[Value]:
    """One line of a saved table; rates are left unrounded."""
    values: list[Value] = [row.name]
    if kind in BY_EVENTS.values():
        values += [row.figures.get(figure) for figure in COUNTS]
    else:
        values += [row.note, *(row.figures.get(figure) for figure in OF_BOOKINGS)]
        values += [row.figures.get("share"), row.figures.get("share_last_year")]
    for rate in _rates_of(kind):
        values += [row.figures.get(part) for part in (rate, *PARTS[rate])]
    return values


def _rates_of(kind: str) -> Sequence[str]:
    return tuple(PARTS) if kind in BY_EVENTS.values() else ("turn_up", "absence")


def _said(rate: str) -> list[str]:
    top, base = PARTS[rate]
    names = COUNTS | {"came_as_booked": "Came as booked"}
    return [f"{name_of(rate)}: {names[top].lower()}", f"{name_of(rate)}: {names[base].lower()}"]
