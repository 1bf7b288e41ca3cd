from datetime import date
from pathlib import Path

import pytest

from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.workbooks import read

DELEGATES = "Delegate,First name,Last name,Agency\r\nD1,Małgorzata,O'Neill,Café Nord\r\n"
BOOKINGS = (
    "Event,Delegate,Status,Booked on\r\nA-1,D1,Booked,03/07/2017\r\nA-1,D2,Booked,3 July 2017\r\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "year"
    folder.mkdir()
    return folder


def refusal(path: Path) -> str:
    with pytest.raises(CannotImport) as refused:
        read([path])
    return str(refused.value)


def test_a_folder_of_csv_files_is_a_workbook(folder: Path) -> None:
    (folder / "Delegates.csv").write_text(DELEGATES, encoding="utf-8-sig", newline="")
    (folder / "published_figures.CSV").write_text("Year,Figure,Value\n2017-18,Fill,75.0%\n")
    (folder / "notes.txt").write_text("nothing")
    book = read([folder])
    assert (book.problems, book.mends[1:], book.notices) == ([], [], [])
    assert book.delegates[0].first_name == "Małgorzata"
    assert book.delegates[0].place.file == "year/Delegates.csv"
    assert str(book.published_figures[0].value) == "0.750"


def test_in_a_text_file_only_the_unusual_is_mended(folder: Path) -> None:
    (folder / "Bookings.csv").write_text(BOOKINGS, newline="")
    book = read([folder])
    assert [row.booked_on for row in book.bookings] == [date(2017, 7, 3)] * 2
    assert [mend.place.row for mend in book.mends] == [3]


def test_rows_are_counted_as_a_spreadsheet_counts_them(folder: Path) -> None:
    (folder / "Costs.csv").write_text('Date,Amount,Description\n\n2017-07-03,5,"a\nb"\nsoon,5,\n')
    book = read([folder])
    assert [row.place.row for row in book.costs] == [3]
    assert str(book.problems[0]).startswith(
        "year/Costs.csv: Costs row 4: Date: 'soon' is not a date"
    )


def test_one_csv_file_may_be_named_by_itself(folder: Path) -> None:
    path = folder / "bookings.csv"
    path.write_text(BOOKINGS, newline="")
    assert len(read([path]).bookings) == 2


@pytest.mark.parametrize("sign", [";", "\t"])
def test_cells_may_be_parted_by_another_sign(folder: Path, sign: str) -> None:
    (folder / "Bookings.csv").write_text("\r\n" + BOOKINGS.replace(",", sign), newline="")
    assert [row.place.row for row in read([folder]).bookings] == [3, 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_letters_may_be_written_in_several_ways(folder: Path, encoding: str) -> None:
    (folder / "Delegates.csv").write_text(DELEGATES, encoding=encoding, newline="")
    book = read([folder])
    assert (book.delegates[0].agency, book.notices) == ("Café Nord", [])


def test_windows_text_is_read_and_said(folder: Path) -> None:
    text = DELEGATES.replace("ł", "l")
    (folder / "Delegates.csv").write_text(text, encoding="cp1252", newline="")
    book = read([folder])
    assert book.delegates[0].agency == "Café Nord"
    assert book.notices == [
        "year/Delegates.csv: it is not in UTF-8 and was read as Windows text; look at the accents."
    ]


def test_what_is_no_text_is_refused(folder: Path) -> None:
    (folder / "Bookings.csv").write_bytes(b"Event\0Delegate")
    assert refusal(folder) == "year/Bookings.csv: it is not a .csv file. Save it as CSV UTF-8."
    (folder / "Bookings.csv").write_bytes(b"Event\x81\x8d")
    assert "its letters cannot be read" in refusal(folder)
    (folder / "Bookings.csv").write_bytes(b"\xff\xfea\xd8")
    assert "its letters cannot be read" in refusal(folder)


def test_a_quotation_mark_that_is_never_closed_is_refused(folder: Path) -> None:
    (folder / "Bookings.csv").write_text(BOOKINGS + '"' + "x" * 200_000)
    assert "a quotation mark may be missing" in refusal(folder)


def test_a_folder_without_a_sheet_is_refused(folder: Path) -> None:
    assert "it holds no .csv file named after a sheet" in refusal(folder)
    (folder / "biscuits.csv").write_text("Kind\nGaribaldi\n")
    assert "it holds no .csv file named after a sheet" in refusal(folder)
    assert "it has no sheet of a known name" in refusal(folder / "biscuits.csv")


def test_a_file_of_another_name_is_reported(folder: Path) -> None:
    (folder / "Bookings.csv").write_text(BOOKINGS)
    (folder / "biscuits.csv").write_text("Kind\nGaribaldi\n")
    assert read([folder]).notices == [
        "year/biscuits.csv: no sheet has this name, so it was left out."
    ]


def test_an_empty_file_has_no_rows(folder: Path) -> None:
    (folder / "Bookings.csv").write_text("\n\n")
    assert read([folder]).bookings == []


def test_a_file_of_more_rows_than_a_spreadsheet_has_is_refused(folder: Path) -> None:
    (folder / "Bookings.csv").write_text("Event,Delegate,Status\n" + "\n" * 1_048_576)
    assert "it has more than 1,048,576 rows" in refusal(folder)


def test_a_file_that_is_far_too_large_is_refused_unread(folder: Path) -> None:
    path = folder / "Bookings.csv"
    with path.open("wb") as file:
        file.truncate(300 * 1024 * 1024)  # holes: it takes no room
    assert "it is too large; send it in several files" in refusal(folder)
