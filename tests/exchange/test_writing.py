from datetime import date, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from trainingdesk.domain.attendance import Attendance
from trainingdesk.exchange.workbooks import read
from trainingdesk.exchange.writing import LONGEST, FilledSheet, Value, heads_of, write_workbook


def written(path: Path, *rows: tuple[Value, ...], most_rows: int = 100) -> dict[str, int]:
    heads = ("Event", "Delegate", "Status")
    sheet = FilledSheet("Bookings", heads, iter(rows))
    return write_workbook(path, [sheet], most_rows=most_rows)


def cells(path: Path, sheet: str = "Bookings") -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=2, values_only=True))


def test_each_value_is_kept_in_its_own_kind(tmp_path: Path) -> None:
    path = tmp_path / "whole.xlsx"
    row = (date(2026, 3, 29), time(9, 30), Attendance.LATE, 7, 1.5, Decimal("0.750"), "", None)
    assert written(path, row) == {"Bookings": 1}
    found = cells(path)[0]
    assert str(found[0]) == "2026-03-29 00:00:00"
    assert found[1:] == (time(9, 30), "Late", 7, 1.5, "0.750")


def test_a_number_whose_decimals_are_safe_is_a_number(tmp_path: Path) -> None:
    written(tmp_path / "whole.xlsx", (Decimal("0.21"), Decimal(756)))
    assert cells(tmp_path / "whole.xlsx")[0][:2] == (0.21, 756)


@pytest.mark.parametrize(
    "text", ["=1+1", "+44", "-1", "@now", "{=1}", "mailto:a@b", "\x01", "a\tb"]
)
def test_no_text_is_a_formula_a_link_or_lost(tmp_path: Path, text: str) -> None:
    path = tmp_path / "whole.xlsx"
    written(path, (text, "D", "Booked"))
    cell = openpyxl.load_workbook(path)["Bookings"]["A2"]
    assert (cell.data_type, cell.hyperlink) == ("s", None)


def test_a_text_longer_than_a_cell_is_cut_and_the_file_stays_sound(tmp_path: Path) -> None:
    path = tmp_path / "whole.xlsx"
    written(path, ("x" * (LONGEST + 1), "D", "Booked"))
    assert cells(path)[0][0] == "x" * LONGEST


def test_rows_beyond_what_a_sheet_holds_go_on_in_another(tmp_path: Path) -> None:
    path = tmp_path / "whole.xlsx"
    rows = [(f"E{n}", "D", "Booked") for n in range(5)]
    assert written(path, *rows, most_rows=3) == {"Bookings": 5}
    assert openpyxl.load_workbook(path).sheetnames == ["Bookings", "Bookings+", "Bookings++"]
    assert [row.event for row in read([path]).bookings] == [row[0] for row in rows]


def test_a_sheet_that_is_just_full_needs_no_other(tmp_path: Path) -> None:
    path = tmp_path / "whole.xlsx"
    written(path, *[("E", "D", "Booked")] * 2, most_rows=3)
    assert openpyxl.load_workbook(path).sheetnames == ["Bookings"]


def test_what_stops_the_rows_leaves_no_file_open(tmp_path: Path) -> None:
    def stopping() -> object:
        yield ("E1", "D", "Booked")
        raise RuntimeError

    sheet = FilledSheet("Bookings", heads_of("Bookings"), stopping())  # type: ignore[arg-type]
    with pytest.raises(RuntimeError):
        write_workbook(tmp_path / "whole.xlsx", [sheet])
    assert not list(tmp_path.iterdir())
