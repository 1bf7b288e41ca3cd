"""The columns of the programme."""

from collections.abc import Callable, Sequence

from trainingdesk.domain.own_fields import OwnFieldShape
from trainingdesk.domain.standing import BEGUN, CALLED_OFF, Standing, said_level
from trainingdesk.domain.words import short_day
from trainingdesk.services.event_more import EventMore
from trainingdesk.services.event_rows import EventRow
from ui.parts.cell import Cell
from ui.parts.own_columns import own_columns
from ui.parts.rows_model import Column
from ui.parts.theme import Width

TONES = {
    Standing.TODAY: "accent",
    Standing.UNDER_WAY: "accent",
    Standing.REGISTER_OPEN: "amber",
    Standing.POSTPONED: "outline",
}
"""Standings whose words have no colour of their own elsewhere."""

SMALL = 1100
"""A page narrower than this has no room for the level: titles are read first."""
GIVES_WAY = {"Level": SMALL, "Issues": 800, "Venue": 900, "Trainer": 1180}
"""The columns that are not shown on a page narrower than so many pixels."""
IN_RESERVE, SHARED_WITH = "In reserve", "Shared with"
NARROW = 800
"""On a page narrower than this the places are told without their bar."""


def columns(issues: Callable[[int], int] | None = None) -> list[Column[EventRow]]:
    """The columns of the programme, those with an order able to be sorted by.

    ``issues`` tells how many things are wrong with an event, where the list shows it.
    """
    return [
        Column[EventRow]("Date", _date, width=Width.DATE, sort="date"),
        Column[EventRow]("Event", _event, share=5, sort="title"),
        Column[EventRow]("Level", _level, width=Width.COUNT, sort="level"),
        Column[EventRow]("Venue", lambda row: _named(row.where), share=2, sort="venue"),
        Column[EventRow]("Trainer", lambda row: _named(row.who), share=2, sort="trainer"),
        Column[EventRow]("Places", places_cell, width=Width.PLACES, sort="places"),
        Column[EventRow]("Status", standing_cell, width=Width.CHIP, sort="standing"),
        *([_issues_told(issues)] if issues else []),
    ]


def columns_of_more(
    more: Callable[[int], EventMore], shapes: Sequence[OwnFieldShape]
) -> list[Column[EventRow]]:
    """The columns that are told seldom: hidden until somebody chooses them."""

    def named(title: str, names: Callable[[EventMore], Sequence[str]]) -> Column[EventRow]:
        return Column(
            title,
            lambda row: Cell(", ".join(names(more(row.id))), "soft"),
            Width.DATE,
            share=1,
            hidden=True,
            value=lambda row: ", ".join(names(more(row.id))),
        )

    return [
        named(IN_RESERVE, lambda told: told.reserve),
        named(SHARED_WITH, lambda told: told.partners),
        *own_columns(shapes, lambda row: more(row.id).own, lambda row: more(row.id).filed),
    ]


def standing_cell(row: EventRow) -> Cell:
    """How an event stands, as a chip."""
    return Cell(chip=row.standing.value, chip_tone=TONES.get(row.standing, ""))


def places_cell(row: EventRow) -> Cell:
    """How full an event is: the bar, the numbers, and what is free or who waits."""
    if row.by_heads:
        counted = "to be counted" if row.headcount is None else f"{row.headcount:,} counted"
        return Cell(counted, tone="faint" if row.headcount is None else "ink")
    if not row.places and not row.held:
        return Cell("not counted", tone="faint")
    told = row.standing not in BEGUN | CALLED_OFF or row.standing is Standing.TODAY
    waiting = f"{row.waiting} waiting" if row.waiting and told else ""
    free = f"{row.free} free" if row.free and told else ""
    return Cell(
        places=(row.held, row.places, row.least),
        note=waiting or free,
        tone="amber" if waiting else "ink",
    )


def _date(row: EventRow) -> Cell:
    return Cell(short_day(row.starts), note=f"{row.starts:%a}")


def _event(row: EventRow) -> Cell:
    until = f"to {short_day(row.ends)}" if row.ends > row.starts else ""
    off = row.standing in CALLED_OFF
    tone = "soft" if off else "ink"
    return Cell(row.title, tone, strong=not off, note=until, code=row.reference)


def _named(name: str) -> Cell:
    return Cell(name) if name else Cell("none yet", "faint")


def _issues_told(issues: Callable[[int], int]) -> Column[EventRow]:
    return Column("Issues", lambda row: _issues(issues(row.id)), width=Width.COUNT)


def _issues(number: int) -> Cell:
    return Cell(f"{number}", tone="amber", glyph="triangle-alert") if number else Cell()


def _level(row: EventRow) -> Cell:
    return Cell(said_level(row.level) or "–", tone="soft")
