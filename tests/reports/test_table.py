import pytest

from trainingdesk.reports.table import TIGHTEST, Column, Kind, Row, Table

COLUMNS = [Column("Name", 200), Column("Number", 60, "right")]


def table(kinds: str) -> Table:
    """A table of rows (r), groups (g), spans (s) and totals (t), each of one height."""
    named: dict[str, Kind] = {"r": "row", "g": "group", "s": "span", "t": "total"}
    return Table(COLUMNS, [Row([f"Row {n}"], named[kind]) for n, kind in enumerate(kinds)])


def room(rows: float) -> float:
    """The room for a head and so many rows."""
    one, two = table("r").height, table("rr").height
    return one + (rows - 1) * (two - one) + 0.1


def test_a_table_that_fits_is_not_parted() -> None:
    assert table("r" * 20).breaks(room(20), room(30)) == []


@pytest.mark.parametrize("over", [1, 2])
def test_three_rows_go_overleaf_where_fewer_would_not_fit(over: int) -> None:
    assert table("r" * (20 + over)).breaks(room(20), room(30)) == [18 + over - 1]


def test_what_is_said_below_the_last_row_does_not_go_overleaf_alone() -> None:
    assert table("r" * 20).breaks(room(20), room(30), tail=30) == [17]


@pytest.mark.parametrize("kind", ["g", "s"])
def test_a_group_begins_with_two_rows_or_overleaf(kind: str) -> None:
    rows = "r" * 18 + kind + "r" * 9

    assert table(rows).breaks(room(19), room(30)) == [18]
    assert table(rows).breaks(room(20), room(30)) == [18]
    assert table(rows).breaks(room(22), room(30)) == [18]


def test_a_group_waits_for_the_next_page_only_where_little_stays_white() -> None:
    assert table("r" * 10 + "g" + "r" * 19).breaks(room(20), room(30)) == [20]


def test_a_total_stays_with_the_rows_it_adds_up() -> None:
    assert table("r" * 20 + "t" + "rrt").breaks(room(20), room(30)) == [19]


def test_a_long_table_goes_over_several_pages() -> None:
    assert table("r" * 50).breaks(room(10), room(20)) == [10, 30]


def test_a_row_higher_than_its_page_is_not_waited_for_in_vain() -> None:
    assert table("r" * 3).breaks(1, 1) == [1, 2]


def test_rows_move_together_where_that_keeps_them_on_one_page() -> None:
    own = table("r" * 20)
    closer = own.within(room(19))

    assert TIGHTEST <= closer.pad < own.pad
    assert closer.breaks(room(19), room(30)) == []
    assert own.within(room(20)) is own
    assert own.within(room(12)) is own


def test_a_short_table_needs_room_for_all_its_rows() -> None:
    assert table("r" * 10).least == table("r" * 10).height
    assert table("r" * 11).least == table("r" * 4).height
