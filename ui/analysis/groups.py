"""The tables of the year: one line a course, a month, a level, an agency; the whole year below."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from trainingdesk.domain.definitions import name_of
from trainingdesk.domain.figures import percent_of, share
from trainingdesk.services.sent import Sent
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

QUARTERS = {
    "Q1": "April to June",
    "Q2": "July to September",
    "Q3": "October to December",
    "Q4": "January to March",
}
PARTS = {
    "take_up": ("booked", "places"),
    "turn_up": ("came_as_booked", "booked"),
    "fill": ("attended", "places"),
    "absence": ("absent", "booked"),
}
"""The top and the base of each rate."""

COUNTS = {
    "events_delivered": "Events",
    "events_cancelled": "Cancelled",
    "places": "Places",
    "registrations": "Registered",
    "booked": "Booked",
    "bookings_cancelled": "Given up",
    "waiting": "Waiting",
    "walk_ins": "Walk-ins",
    "attended": "Attended",
    "people": "People",
    "absent": "Absent",
    "apologies": "Apologies",
}
"""The heads of the columns that count."""

HIDDEN = frozenset(
    {
        "events_cancelled",
        "places",  # they are the base of take-up and of fill
        "registrations",
        "bookings_cancelled",
        "waiting",
        "walk_ins",
        "people",
        "absent",
        "apologies",
    }
)
"""Columns that show when they are asked for."""

BY_EVENTS = {
    "Course": "course",
    "Month": "month",
    "Quarter": "quarter",
    "Level": "level",
    "Strand": "strand",
    "Series": "series",
}
BY_BOOKINGS = {"Agency": "agency", "Sector": "sector"}
KINDS = BY_EVENTS | BY_BOOKINGS
"""The tabs, and the tables of figures they show."""

NAME_SHARE = 6
"""Names take most of the room that is left."""

WHOLE = -1
"""The id of the line for the whole year."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One line of a table of figures."""

    id: int
    key: str
    name: str
    note: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it is the line for the whole year."""
        return self.id == WHOLE


def rows_by(kind: str, figures: Mapping[str, Any], sent: Sequence[Sent]) -> list[GroupRow]:
    """The lines of one table, in the order of their names, without the whole year."""
    if kind == "agency":
        return _agencies(sent, figures["programme"]["attended"])
    if kind == "sector":
        return _sectors(sent, figures)
    named = NAMES.get(kind, _as_it_is)
    return [
        GroupRow(number, row[kind], *named(row[kind], row), _with_tops(row))
        for number, row in enumerate(figures[f"by_{kind}"])
    ]


def whole_row(kind: str, figures: Mapping[str, Any], sent: Sequence[Sent]) -> GroupRow:
    """The line for the whole year, which holds what is in no group, and nothing twice."""
    if kind in BY_BOOKINGS.values():
        row = _summed(sent, figures["programme"]["attended"])
        row["people"] = figures["programme"]["people"]  # somebody may come for two agencies
        return GroupRow(WHOLE, "", "The whole year", "", row)
    note = {"strand": "each event once", "series": "in a series or not"}.get(kind, "")
    return GroupRow(WHOLE, "", "The whole year", note, _with_tops(figures["programme"]))


def in_order(rows: Sequence[GroupRow], sort: str, *, falling: bool) -> list[GroupRow]:
    """Lines by name or by a figure; those without the figure come last."""
    if sort == "name":
        return sorted(rows, key=lambda r: (r.name.casefold(), r.key), reverse=falling)
    if sort in {"key", "note"}:
        return sorted(rows, key=lambda r: (getattr(r, sort), r.name.casefold()), reverse=falling)
    known = [row for row in rows if row.figures.get(sort) is not None]
    unknown = [row for row in rows if row.figures.get(sort) is None]
    sign = -1 if falling else 1
    return [*sorted(known, key=lambda r: (sign * r.figures[sort], r.name.casefold())), *unknown]


def columns_by(kind: str, title: str, before: str) -> list[Column[GroupRow]]:
    """The columns of one table."""
    sort = "key" if kind in {"month", "quarter"} else "name"
    name = Column[GroupRow](title, _name, width=Width.SPAN, share=NAME_SHARE, sort=sort, key="name")
    if kind in BY_EVENTS.values():
        return [name, *(_count(f) for f in COUNTS), *(_rate(f) for f in PARTS)]
    rest = [_count("booked"), _count("attended"), _count("walk_ins"), _count("absent")]
    rest.append(_share("share", "Share"))
    if kind == "sector":
        rest.append(_share("share_last_year", f"In {before}"))
    else:
        sector = Column[GroupRow]("Sector", _note, width=Width.SPAN, sort="note", key="note")
        rest = [sector, *rest[:2], _count("people"), *rest[2:]]
    return [name, *rest, _rate("turn_up", bar=True), _rate("absence")]


def numbers_in(columns: Sequence[Column[GroupRow]]) -> list[str]:
    """The columns whose numbers open rows."""
    return [c.name for c in columns if c.name in COUNTS or c.name in PARTS or c.name == "share"]


def _name(row: GroupRow) -> Cell:
    return Cell(row.name, strong=True, code="" if "share" in row.figures else row.note)


def _note(row: GroupRow) -> Cell:
    return Cell(row.note, tone="soft")


def _count(figure: str) -> Column[GroupRow]:
    def cell(row: GroupRow) -> Cell:
        number = row.figures.get(figure) or 0
        return Cell(f"{number:,}", strong=row.is_whole, tone="ink" if number else "faint")

    hidden = figure in HIDDEN
    title = COUNTS[figure]
    width = Width.CHIP if figure == "attended" else Width.COUNT  # the arrow of the order
    return Column(title, cell, width=width, right=True, sort=figure, key=figure, hidden=hidden)


def _rate(figure: str, *, bar: bool = False) -> Column[GroupRow]:
    """A rate with its top and its base, and where there is room with a bar."""
    top, base = PARTS[figure]

    def cell(row: GroupRow) -> Cell:
        if not row.figures.get(base):
            return Cell(percent_of(None), tone="faint")
        part = row.figures[figure]
        note = f"{row.figures[top]:,} of {row.figures[base]:,}"
        share = min(part, 1.0) if bar else None
        return Cell(percent_of(part), strong=row.is_whole, note=note, share=share)

    width = Width.METER if bar else Width.MARK
    return Column(name_of(figure), cell, width=width, share=1, sort=figure, key=figure)


def _share(figure: str, title: str) -> Column[GroupRow]:
    def cell(row: GroupRow) -> Cell:
        said = percent_of(row.figures.get(figure), 1)
        return Cell(said, strong=row.is_whole, tone="ink" if figure == "share" else "soft")

    return Column(title, cell, width=Width.NUMBER, right=True, sort=figure, key=figure)


def _with_tops(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "came_as_booked": row["attended"] - row["walk_ins"]}


def _agencies(sent: Sequence[Sent], in_all: int) -> list[GroupRow]:
    return [
        GroupRow(
            number, each.name or each.agency, each.agency, each.sector, _summed([each], in_all)
        )
        for number, each in enumerate(sent)
    ]


def _sectors(sent: Sequence[Sent], figures: Mapping[str, Any]) -> list[GroupRow]:
    in_all = figures["programme"]["attended"]
    before = {row["sector"]: row["share_last_year"] for row in figures["by_sector"]}
    names = sorted(before.keys() | {each.sector for each in sent})
    made = []
    for number, name in enumerate(names):
        row = _summed([each for each in sent if each.sector == name], in_all)
        row["share_last_year"] = before.get(name)
        made.append(GroupRow(number, name, name, "", row))
    return made


def _summed(sent: Sequence[Sent], in_all: int) -> dict[str, Any]:
    names = ("booked", "came_as_booked", "walk_ins", "attended", "people", "absent")
    row: dict[str, Any] = {name: sum(getattr(each, name) for each in sent) for name in names}
    row["share"] = share(row["attended"], in_all)
    row["turn_up"] = share(row["came_as_booked"], row["booked"])
    row["absence"] = share(row["absent"], row["booked"])
    return row


def level_said(key: str) -> str:
    """Boards name levels as they like: 2 is said Level 2, and Group 4 as it stands."""
    return f"Level {key}" if len(key) in {1, 2} else key or "No level"


def _as_it_is(key: str, _row: Mapping[str, Any]) -> tuple[str, str]:
    return key or "None given", ""


NAMES: dict[str, Callable[[str, Mapping[str, Any]], tuple[str, str]]] = {
    "course": lambda key, row: (row["title"], key),
    "month": lambda key, _row: (f"{date.fromisoformat(f'{key}-01'):%B %Y}", ""),
    "quarter": lambda key, _row: (QUARTERS[key], key),
    "level": lambda key, _row: (level_said(key), ""),
}
"""How the key of a line is said, and what is noted after it."""
