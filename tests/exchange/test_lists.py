import csv
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from trainingdesk.exchange.lists import Value, write_csv, write_xlsx

HEADS = ("Delegate", "Courses", "Last came")
ROWS: list[tuple[Value, ...]] = [
    ("Żak, Łukasz", 3, date(2017, 6, 13)),
    ('=HYPERLINK("http://evil.example","Ada")', 0, None),
]


def test_a_csv_opens_with_its_letters_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    assert write_csv(path, HEADS, ROWS) == 2
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[:2] == [list(HEADS), ["Żak, Łukasz", "3", "13/06/2017"]]


@pytest.mark.parametrize("begins", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_text_of_a_csv_is_a_formula(tmp_path: Path, begins: str) -> None:
    write_csv(tmp_path / "list.csv", (begins, "Courses", "Last came"), [(begins, -1, None)])
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, row = csv.reader(file)
    assert heads == [f"'{begins}", "Courses", "Last came"]
    assert row == [f"'{begins}", "-1", ""]


def test_no_text_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    assert write_xlsx(path, HEADS, ROWS, title="Delegates") == 2
    book = load_workbook(path)
    sheet = book["Delegates"]
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert sheet["C2"].value.date() == date(2017, 6, 13)
    assert (sheet["A3"].value, sheet["A3"].data_type) == (ROWS[1][0], "s")
    assert sheet["A3"].hyperlink is None
    book.close()


def test_an_empty_list_has_its_heads(tmp_path: Path) -> None:
    assert write_xlsx(tmp_path / "list.xlsx", HEADS, [], title="Delegates of " + "x" * 40) == 0
    book = load_workbook(tmp_path / "list.xlsx")
    sheet = book[book.sheetnames[0]]
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    book.close()


def test_a_sheet_leaves_out_of_its_name_what_no_sheet_may_have(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "list.xlsx", ["Event"], [], title="'Bookings of Police / CID: [all]?'")
    assert load_workbook(tmp_path / "list.xlsx").sheetnames == ["Bookings of Police - CID- -all"]
