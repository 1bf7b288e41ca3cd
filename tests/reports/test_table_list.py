from dataclasses import replace

import pytest

from tests.reports import pages
from tests.reports.years import BOARD, HOSTILE
from trainingdesk.domain.tables import Seat, mixed_tables
from trainingdesk.reports.table_list import TableList, table_list

EMPTY = TableList(
    event="RISK-1702",
    course="Identifying Risk to the Child",
    when="Tue 13 June 2017, 09:30 to 16:30",
    where="Guildhall, Room 3A",
    tables=(),
)


def seated(people: int, size: int, *, agencies: int = 5) -> TableList:
    seats = [Seat(f"Surname{n}, Ada", f"Agency {n % agencies}", "Health", n) for n in range(people)]
    return replace(EMPTY, tables=mixed_tables(seats, size=size))


def test_every_table_names_its_people_with_their_agencies() -> None:
    said = pages.text(table_list(BOARD, seated(24, 6)))
    assert [f"Table {n}" in said for n in range(1, 6)] == [True] * 4 + [False]
    for n in range(24):
        assert f"Surname{n}, Ada Agency {n % 5}" in said
    assert "24 people at 4 tables." in said
    assert "Dealt out like cards" in said


def test_it_says_who_has_to_sit_together() -> None:
    said = pages.text(table_list(BOARD, seated(6, 6, agencies=1)))
    assert "Agency 0 sends more people than there are tables." in said


@pytest.mark.parametrize(("people", "size"), [(2, 2), (60, 4), (120, 12), (80, 40)])
def test_no_table_is_torn_and_nothing_stands_past_the_edge(people: int, size: int) -> None:
    facts = replace(seated(people, size), course="A long title " * 30, where="Guildhall " * 30)
    pdf = table_list(BOARD, facts)
    assert pages.beyond_edges(pdf) == []
    assert pages.text(pdf).count("Surname") == people
    assert min(pages.lowest(pdf)) > 20


def test_a_long_list_turns_the_page_and_says_so() -> None:
    said = pages.texts(table_list(BOARD, seated(120, 4)))
    assert len(said) > 1
    assert all("continued" in page for page in said[1:])
    assert all(f"page {number}" in page for number, page in enumerate(said, 1))


def test_hostile_names_are_printed_as_they_are() -> None:
    facts = replace(EMPTY, tables=[(Seat(HOSTILE[:40], HOSTILE[:30]), Seat("", ""))])
    assert "<b>O'Brien & Sons</b>" in pages.text(table_list(BOARD, facts))


def test_the_list_is_tagged_and_sound() -> None:
    pdf = table_list(BOARD, seated(40, 6))
    assert pages.roles(pdf).count("H1") == 1
    assert pages.untagged_marks(pdf) == 0
    assert pages.problems(pdf) == []
    assert pdf == table_list(BOARD, seated(40, 6))
