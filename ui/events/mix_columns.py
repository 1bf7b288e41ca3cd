"""The columns of the mix of an event, and of its tables."""

from dataclasses import dataclass

from trainingdesk.domain.figures import counted, percent_of
from trainingdesk.domain.tables import Seat
from trainingdesk.services.mix import Bound, MixRow
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody at a table."""

    id: int
    table: int
    seat: Seat


def mix_columns() -> list[Column[MixRow]]:
    """What each sector and agency has of the room, against its cap and its aim."""
    return [
        Column("Sector or agency", _name, Width.SPAN, share=4, value=lambda row: row.name),
        Column("Sector", lambda row: row.sector, hidden=True, share=2),
        Column("Booked", lambda row: f"{row.taken:,}", Width.NUMBER, right=True, value=_taken),
        Column("Share of the room", _share, Width.METER, value=lambda row: row.of_all),
        Column("Cap", lambda row: _bound(row.cap), Width.MARK, value=lambda row: _places(row.cap)),
        Column("Aim", lambda row: _bound(row.aim), Width.MARK, value=lambda row: _places(row.aim)),
        Column("How it stands", _stands, Width.MARK, share=3, value=lambda row: row.against),
    ]


def seat_columns() -> list[Column[Seated]]:
    """Who sits where."""
    return [
        Column("Delegate", lambda row: Cell(row.seat.name, strong=True), share=4),
        Column("Agency", lambda row: row.seat.agency, share=4),
        Column("Sector", lambda row: Cell(row.seat.sector, "soft"), share=3),
        Column("Table", lambda row: f"{row.table}", Width.COUNT, hidden=True, value=_table),
    ]


def in_tables(tables: list[tuple[Seat, ...]]) -> list[Seated | Group]:
    """The tables one after another, each under its number."""
    made: list[Seated | Group] = []
    for number, table in enumerate(tables, 1):
        made.append(Group(f"Table {number}", counted(len(table), "person", "people")))
        made += [Seated(seat.number, number, seat) for seat in table]
    return made


def _name(row: MixRow) -> Cell:
    if row.agency_id is None:
        return Cell(row.name, strong=True)
    return Cell(f"    {row.name}", "soft")


def _taken(row: MixRow) -> int:
    return row.taken


def _table(row: Seated) -> int:
    return row.table


def _share(row: MixRow) -> Cell:
    if row.of_all is None:
        return Cell()
    return Cell(percent_of(row.of_all), "soft", share=row.of_all)


def _bound(bound: Bound | None) -> Cell:
    if bound is None:
        return Cell()
    return Cell(f"{bound.places:,}", note="of the course" if bound.of_course else "")


def _places(bound: Bound | None) -> int | None:
    return bound.places if bound else None


def _stands(row: MixRow) -> Cell:
    short = row.aim is not None and row.taken < row.aim.places
    tone = "red" if row.is_over else "amber" if short else "soft"
    return Cell(row.against, tone)
