"""Mixed tables: people shared out so that agencies and sectors sit apart."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainingdesk.domain.delegate import folded

LEAST, MOST = 2, 40
"""How many people a table may seat."""
USUAL = 6

EXPLAINED = (
    "Dealt out like cards: sector after sector, and in each agency after agency, one person to "
    "each table in turn. Tables differ by at most one person, and nobody sits with a colleague "
    "unless the agency sends more people than there are tables."
)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is to sit at a table, as far as the mix looks at them."""

    name: str
    agency: str
    sector: str = ""
    number: int = 0  # tells two of one name apart


def tables_for(people: int, *, size: int) -> int:
    """How many tables are needed so that none seats more than so many."""
    return -(-people // size)


def mixed_tables(people: Iterable[Seat], *, size: int) -> list[tuple[Seat, ...]]:
    """Share people out over as few tables as seat at most so many, as mixed as can be.

    As each sector, and in it each agency, is dealt without a break, every table gets as many of
    it as any other, or one more: no other sharing out is more even.
    """
    seats = _as_dealt(list(people))
    tables = tables_for(len(seats), size=size)
    return [tuple(sorted(seats[first::tables], key=_name)) for first in range(tables)]


def sharing_said(tables: Sequence[Sequence[Seat]]) -> str:
    """Which agencies have to sit together, and why; nothing where none has."""
    sent = Counter(seat.agency for table in tables for seat in table)
    many = sorted(agency for agency, number in sent.items() if number > len(tables))
    if not many:
        return ""
    sends = "sends" if len(many) == 1 else "each send"
    return f"{', '.join(many)} {sends} more people than there are tables."


def _as_dealt(people: list[Seat]) -> list[Seat]:
    """The largest sector first, in it the largest agency, in it by name."""
    sectors = Counter(seat.sector for seat in people)
    agencies = Counter((seat.sector, seat.agency) for seat in people)
    return sorted(
        people,
        key=lambda seat: (
            -sectors[seat.sector],
            seat.sector,
            -agencies[seat.sector, seat.agency],
            seat.agency,
            _name(seat),
        ),
    )


def _name(seat: Seat) -> tuple[str, str, int]:
    return folded(seat.name), seat.name, seat.number
