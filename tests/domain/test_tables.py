"""Whoever comes, tables are as mixed as can be."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.tables import Seat, mixed_tables, sharing_said, tables_for

AGENCIES = {"Tern Trust": "Health", "Bell Hospital": "Health", "Police": "Police", "Aid": ""}

people = st.lists(st.sampled_from(sorted(AGENCIES)), max_size=60).map(
    lambda agencies: [
        Seat(f"Person {number % 7}", agency, AGENCIES[agency], number)
        for number, agency in enumerate(agencies)
    ]
)
sizes = st.integers(1, 12)


@given(people, sizes)
def test_everybody_sits_once_and_no_table_is_too_large(seats: list[Seat], size: int) -> None:
    tables = mixed_tables(seats, size=size)
    assert sorted(seat.number for table in tables for seat in table) == list(range(len(seats)))
    assert len(tables) == tables_for(len(seats), size=size)
    numbers = [len(table) for table in tables]
    assert all(number <= size for number in numbers)
    assert not numbers or max(numbers) - min(numbers) <= 1


@given(people, sizes)
def test_each_agency_and_each_sector_is_spread_as_evenly_as_can_be(
    seats: list[Seat], size: int
) -> None:
    tables = mixed_tables(seats, size=size)
    for kind in ("agency", "sector"):
        each = [Counter(getattr(seat, kind) for seat in table) for table in tables]
        for name in {getattr(seat, kind) for seat in seats}:
            at_tables = [counts[name] for counts in each]
            assert max(at_tables) - min(at_tables) <= 1


@given(people, sizes)
def test_colleagues_share_a_table_only_where_it_cannot_be_avoided(
    seats: list[Seat], size: int
) -> None:
    tables = mixed_tables(seats, size=size)
    sent = Counter(seat.agency for seat in seats)
    many = {agency for agency, number in sent.items() if number > len(tables)}
    together = {
        agency
        for table in tables
        for agency, number in Counter(seat.agency for seat in table).items()
        if number > 1
    }
    assert together == many
    assert (sharing_said(tables) == "") == (not many)


@given(people, sizes, st.randoms())
def test_the_order_in_which_they_were_booked_does_not_matter(
    seats: list[Seat], size: int, chance: object
) -> None:
    again = list(seats)
    chance.shuffle(again)  # type: ignore[attr-defined]
    assert mixed_tables(again, size=size) == mixed_tables(seats, size=size)


def test_it_is_said_who_has_to_sit_together() -> None:
    one = [Seat("Ada", "Police"), Seat("Grace", "Police")]
    assert sharing_said(mixed_tables(one, size=2)) == (
        "Police sends more people than there are tables."
    )
    both = [*one, Seat("Alan", "Aid"), Seat("Joan", "Aid")]
    assert sharing_said(mixed_tables(both, size=4)) == (
        "Aid, Police each send more people than there are tables."
    )
