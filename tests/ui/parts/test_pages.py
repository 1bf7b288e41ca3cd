import pytest

from tests.ui.parts.conftest import EventLine, Shown
from ui.parts.pages import PAGE, PAGES_KEPT, Pages
from ui.parts.rows_model import Column, RowsModel
from ui.parts.table import Table


class Source:
    """A long list that remembers what was asked of it."""

    def __init__(self, in_all: int) -> None:
        self.in_all = in_all
        self.asked: list[int] = []

    def fetch(self, offset: int, limit: int) -> list[EventLine]:
        self.asked.append(offset)
        return [EventLine(n, f"Event {n}") for n in range(offset, min(offset + limit, self.in_all))]


def test_however_far_one_scrolls_few_pages_are_kept() -> None:
    source = Source(50 * PAGE)
    rows = Pages(50 * PAGE, source.fetch)
    for number in range(0, len(rows), PAGE):
        assert rows[number].id == number
    assert len(rows._kept) == PAGES_KEPT
    assert [row.id for row in rows[len(rows) - 2 : len(rows)]] == [50 * PAGE - 2, 50 * PAGE - 1]
    assert len(source.asked) == 50


def test_a_page_is_not_asked_for_twice_while_it_is_kept() -> None:
    source = Source(PAGE)
    rows = Pages(PAGE, source.fetch)
    assert [rows[0].id, rows[1].id] == [0, 1]
    assert source.asked == [0]
    with pytest.raises(IndexError):
        Pages(5, Source(3).fetch)[4]


def test_a_list_made_shorter_by_somebody_ends_in_blanks() -> None:
    model: RowsModel[EventLine] = RowsModel(())
    model.show(Pages(5, Source(3).fetch))
    shown = [model.row_at(place) for place in range(5)]
    assert [row.id if row else None for row in shown] == [0, 1, 2, None, None]


def test_to_choose_all_of_a_long_list_reads_no_more_of_it(shown: Shown) -> None:
    source = Source(20 * PAGE)
    table: Table[EventLine] = Table((Column("Title", lambda line: line.title),), "Lines", many=True)
    shown(table)
    table.show_rows(Pages(20 * PAGE, source.fetch))
    table.selectAll()
    assert table.chosen_number() == 20 * PAGE
    assert table.chosen_row() is None
    assert table.row_in_hand() is None
    assert set(source.asked) <= {0}
