import csv
import random
from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.exchange.files import DATA, UNTIDY, YEARS, Rows, workbook
from tests.exchange.kinds import moment
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.places import Place
from trainingdesk.exchange.rows import AnswerForm, BookingRow, DelegateRow
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.tables import TABLES
from trainingdesk.exchange.workbooks import Workbook, read

BOOKINGS = ("Event", "Delegate", "Booked on", "Status", "Changed on", "Attendance", "Reason")


def problems(book: Workbook) -> list[str]:
    return list(map(str, book.problems))


@pytest.mark.parametrize("name", YEARS)
def test_a_tidy_year_is_read_to_the_last_row(name: str) -> None:
    book = read([DATA / f"{name}.xlsx"])
    assert (book.problems, book.mends, book.notices, book.refused) == ([], [], [], {})
    held = load_workbook(DATA / f"{name}.xlsx", data_only=True)
    for sheet in held:
        rows = getattr(book, sheet.title.lower().replace(" ", "_"))
        assert len(rows) == sheet.max_row - 1
        assert [row.place.row for row in rows] == list(range(2, sheet.max_row + 1))


@pytest.mark.parametrize("name", YEARS)
def test_every_cell_is_what_another_reader_finds(name: str) -> None:
    book = read([DATA / f"{name}.xlsx"])
    held = load_workbook(DATA / f"{name}.xlsx", data_only=True)
    found = [
        (row.event, row.delegate, row.booked_on, row.status, row.attendance, row.reason)
        for row in book.bookings
    ]
    assert found == [
        (event, delegate, booked.date(), status, attendance, reason)
        for event, delegate, booked, status, _, attendance, reason in values(held["Bookings"])
    ]
    headings = [cell.value for cell in held["Evaluations"][1]]
    assert [row.answers for row in book.evaluations] == [
        tuple((h, v) for h, v in zip(headings[5:], row[5:], strict=True) if v is not None)
        for row in values(held["Evaluations"])
    ]


def values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    rows = sheet.iter_rows(values_only=True)
    next(rows)
    return rows  # type: ignore[no-any-return]


def test_of_an_untidy_year_bad_cells_are_named_and_others_mended() -> None:
    faults = list(csv.DictReader(StringIO((DATA / f"{UNTIDY}.faults.csv").read_text("utf-8"))))
    book = read([DATA / f"{UNTIDY}.xlsx"])
    seen_in_one_cell = {
        *("spreadsheet error value", "unknown attendance mark", "unknown status", "no last name"),
        *("not an e-mail address", "no such date", "negative places"),
    }
    refused = {(f["sheet"], int(f["row"])) for f in faults if f["what"] in seen_in_one_cell}
    assert {(p.place.sheet, p.place.row) for p in book.problems} == refused
    by_alias = {f["row"] for f in faults if f["what"] == "alias of an agency"}
    mended = {f["row"] for f in faults if f["kind"] == "mend"} - by_alias
    assert {str(mend.place.row) for mend in book.mends} == mended
    kept = [int(f["row"]) for f in faults if f["kind"] == "keep"]
    names = {row.place.row: row.last_name for row in book.delegates}
    held = load_workbook(DATA / f"{UNTIDY}.xlsx")["Delegates"]
    assert [names[row] for row in kept] == [held.cell(row, 3).value for row in kept]


def test_a_refused_row_is_kept_with_what_can_be_read_of_it() -> None:
    book = read([DATA / f"{UNTIDY}.xlsx"])
    (row,) = [row for row in book.refused["Delegates"] if row.place.row == 380]
    assert row.known["Delegate"] == "D00379"
    assert "Last name" not in row.known
    assert str(next(p for p in book.problems if p.place == row.place)) == (
        f"{UNTIDY}.xlsx: Delegates row 380: Last name: is empty; expected the last name."
    )


def test_sheets_columns_and_rows_may_come_in_any_order(tmp_path: Path) -> None:
    held = load_workbook(DATA / f"{YEARS[0]}.xlsx", data_only=True)
    chance = random.Random(7)
    shuffled: dict[str, Rows] = {}
    for sheet in chance.sample(held.worksheets, len(held.worksheets)):
        rows = list(sheet.iter_rows(values_only=True))
        order = chance.sample(range(len(rows[0])), len(rows[0]))
        body = chance.sample(rows[1:], len(rows) - 1)
        heads = [f" {str(rows[0][n]).upper()} *" for n in order]
        shuffled[sheet.title.upper().replace(" ", "_")] = [
            heads,
            *([row[n] for n in order] for row in body),
        ]
    tidy, mixed = (
        read([DATA / f"{YEARS[0]}.xlsx"]),
        read([workbook(tmp_path, shuffled)]),
    )
    assert mixed.problems == []
    assert {(r.event, r.delegate, r.booked_on, r.status) for r in mixed.bookings} == {
        (r.event, r.delegate, r.booked_on, r.status) for r in tidy.bookings
    }
    assert {row.course: row.outcomes for row in mixed.courses} == {
        row.course: row.outcomes for row in tidy.courses
    }


def test_every_sheet_gives_rows_of_plain_values(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            "Board": [("Setting", "Value"), ("Year starts", moment(2017, 4, 1))],
            "Agencies": [("Agency", "Also known as", "Sector"), ("Police", "Met; MPS", "Police")],
            "Courses": [
                ("Course", "Title", "Level", "Hours", "Strands", "Outcomes"),
                ("A", "Aims", 2, 1.5, "Children; Adults", "One\nTwo"),
            ],
            "Events": [
                ("Event", "Course", "Date", "Start", "Places", "Status"),
                ("A-1", "A", moment(2017, 7, 3), time(9, 30), 20, "open"),
            ],
            "Questions": [
                ("Code", "Stages", "Question", "Answer", "Choices"),
                ("Q", "End", "Better?", "Choice", "Yes; No"),
            ],
            "Returns": [
                ("Year", "Agency", "Level", "Staff", "Trained", "Target"),
                ("2017/18", "Police", 2, "1,000", 850, "85%"),
            ],
            "Costs": [("Date", "Amount"), ("3 July 2017", "£1,234.50")],
            "Published figures": [("Year", "Figure", "Value"), ("2017-18", "Fill", 0.75)],
        },
    )
    book = read([path])
    assert problems(book) == []
    assert book.board[0].value == moment(2017, 4, 1)
    assert book.agencies[0].also_known_as == ("Met", "MPS")
    assert (book.courses[0].level, book.courses[0].minutes) == ("2", 90)
    assert book.courses[0].strands == ("Children", "Adults")
    assert (book.events[0].day, book.events[0].starts) == (date(2017, 7, 3), time(9, 30))
    assert book.questions[0].answer == AnswerForm(AnswerKind.CHOICE)
    assert book.questions[0].stages == (Stage.END,)
    assert (book.returns[0].year, book.returns[0].target) == (TrainingYear(2017), Decimal("0.85"))
    assert book.costs[0].pence == 123_450
    assert book.published_figures[0].value == Decimal("0.75")
    assert len(book.mends) == 6


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    book = read([workbook(tmp_path, {"Bookings": [("Event", "Status"), ("A", "Booked")]})])
    assert problems(book) == [
        "sent.xlsx: Bookings row 1: Delegate: there is no column of this name; expected one."
    ]
    assert book.bookings == []


def test_a_heading_that_stands_twice_is_named(tmp_path: Path) -> None:
    rows = [("Event", "Delegate", "Status", "status "), ("A", "D", "Booked", "Waiting")]
    book = read([workbook(tmp_path, {"Bookings": rows})])
    assert problems(book) == [
        "sent.xlsx: Bookings row 1: Status: 'Status' heads two columns; expected each name once."
    ]


def test_what_is_not_known_is_reported_and_not_lost_silently(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            "Bookings": [
                ("Event", "Delegate", "Colour", "Status", None),
                ("A", "D", "red", "Booked", "astray", "further astray"),
            ],
            "Sheet2": [],
            "Biscuits": [("Kind",), ("Garibaldi",)],
        },
    )
    book = read([path])
    assert book.notices == [
        "sent.xlsx: the sheet 'Biscuits' is not known and was left out.",
        "sent.xlsx: Bookings: the column 'Colour' is not known and was left out.",
        "sent.xlsx: Bookings: column E has no heading, so what stands in it was left out.",
        "sent.xlsx: Bookings: column F has no heading, so what stands in it was left out.",
    ]
    assert [row.delegate for row in book.bookings] == ["D"]


def test_empty_rows_are_passed_over_and_the_numbers_stay(tmp_path: Path) -> None:
    blank = (None, " ", "", None, None, None, None)
    rows = [blank, BOOKINGS, blank, ("A", "D", None, "Booked", None, "late", None), blank]
    book = read([workbook(tmp_path, {"Bookings": rows})])
    assert book.bookings == [
        BookingRow(
            Place("sent.xlsx", "Bookings", 4),
            "A",
            "D",
            None,
            BookingStatus.BOOKED,
            None,
            Attendance.LATE,
            None,
        )
    ]


def test_every_bad_cell_of_a_row_is_named(tmp_path: Path) -> None:
    rows = [BOOKINGS, (None, "D", "soon", "Booked", None, "Sort of", None)]
    book = read([workbook(tmp_path, {"Bookings": rows})])
    assert [problem.column for problem in book.problems] == ["Event", "Booked on", "Attendance"]
    assert [row.known["Delegate"] for row in book.refused["Bookings"]] == ["D"]


def test_a_refused_row_counts_no_mends(tmp_path: Path) -> None:
    rows = [BOOKINGS, (" A", "D", "soon", "Booked", None, None, None)]
    assert read([workbook(tmp_path, {"Bookings": rows})]).mends == []


def test_a_formula_gives_what_it_last_gave_and_a_bare_text_stays_one(tmp_path: Path) -> None:
    rows = [
        ("Delegate", "First name", "Last name", "Agency"),
        ("D", "Ada", "King", "Police"),
    ]
    path = workbook(tmp_path, {"Delegates": rows})
    held = load_workbook(path)
    cell = held["Delegates"]["C2"]
    cell.value, cell.data_type = '=HYPERLINK("x","y")', "s"
    held.save(path)
    assert read([path]).delegates == [
        DelegateRow(
            Place("sent.xlsx", "Delegates", 2),
            *("D", "Ada", '=HYPERLINK("x","y")', None, "Police", None, None, None, None),
        )
    ]


def test_hidden_sheets_are_read_and_charts_are_not(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        {
            "Bookings": [BOOKINGS, ("A", "D", None, "Booked", None, None, None)],
            "Agencies": [("Agency", "Sector"), ("Police", "Police")],
        },
    )
    held = load_workbook(path)
    chart = BarChart()
    chart.add_data(Reference(held["Bookings"], min_col=1, min_row=1, max_row=2))
    held.create_chartsheet("Costs").add_chart(chart)
    held["Agencies"].sheet_state = "veryHidden"
    held.save(path)
    book = read([path])
    assert (book.problems, book.notices) == ([], [])
    assert [(row.agency, row.place.row) for row in book.agencies] == [("Police", 2)]


def test_a_workbook_that_counts_its_days_from_1904_is_read_alike(tmp_path: Path) -> None:
    rows = [BOOKINGS, ("A", "D", moment(2017, 7, 3), "Booked", None, None, None)]
    path = workbook(tmp_path, {"Bookings": rows})
    held = load_workbook(path)
    held.epoch = CALENDAR_MAC_1904
    held.save(path)
    with ZipFile(path) as archive:
        assert b'date1904="1"' in archive.read("xl/workbook.xml")
        assert b"41457" in archive.read("xl/worksheets/sheet1.xml")
    assert [row.booked_on for row in read([path]).bookings] == [date(2017, 7, 3)]


def test_times_are_read_whether_of_day_or_of_length(tmp_path: Path) -> None:
    headings = ("Event", "Course", "Date", "Places", "Status", "Start", "End")
    begun = ("A", "B", moment(2017, 7, 3), 20, "Open")
    rows = [
        (*begun, time(9, 30), timedelta(hours=16, minutes=15)),
        (*begun, None, timedelta(hours=30)),
    ]
    book = read([workbook(tmp_path, {"Events": [headings, *rows]})])
    assert [(row.starts, row.ends) for row in book.events] == [(time(9, 30), time(16, 15))]
    assert [problem.text.partition(";")[0] for problem in book.problems] == [
        "'1 day, 6:00:00' is not a time"
    ]


def test_errors_of_a_spreadsheet_are_named_and_yes_is_no_number(tmp_path: Path) -> None:
    rows = [("Course", "Title", "Level", "Places"), ("A", "Aims", "#N/A", 5), (1, True, 2, "#REF!")]
    book = read([workbook(tmp_path, {"Courses": rows})])
    assert [problem.text.partition(";")[0] for problem in book.problems] == [
        "'#N/A' is a spreadsheet's error",
        "'#REF!' is a spreadsheet's error",
    ]
    assert book.refused["Courses"][1].known["Title"] == "TRUE"


def test_lines_that_excel_ends_in_its_own_way_are_lines(tmp_path: Path) -> None:
    rows = [("Venue", "Address"), ("Hall", "1 High Street_x000D_\nRomford")]
    book = read([workbook(tmp_path, {"Venues": rows})])
    assert book.venues[0].address == "1 High Street\nRomford"


def test_what_openpyxl_would_warn_of_troubles_nobody(tmp_path: Path) -> None:
    path = workbook(tmp_path, {"Venues": [("Venue",), ("Hall",)]})
    extension = '<extLst><ext uri="{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content.decode().replace("</worksheet>", extension))
    with pytest.warns(UserWarning, match="not supported"):
        list(load_workbook(path, read_only=True)["Venues"].rows)
    assert [row.venue for row in read([path]).venues] == ["Hall"]


def test_answers_stand_under_their_headings(tmp_path: Path) -> None:
    rows = [("Event", "CONF", "Stage", "Q 2"), ("A", 3, "End", None), ("A", "lots", "END", "x")]
    book = read([workbook(tmp_path, {"Evaluations": rows})])
    assert [row.answers for row in book.evaluations] == [
        (("CONF", 3),),
        (("CONF", "lots"), ("Q 2", "x")),
    ]
    assert book.notices == []


def test_several_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    rows = [BOOKINGS, ("A", "D", None, "Booked", None, None, None)]
    first = workbook(tmp_path, {"Bookings": rows}, "first.xlsx")
    second = workbook(tmp_path, {"Bookings": rows}, "second.xlsx")
    book = read([first, second, first])
    assert [row.place.file for row in book.bookings] == ["first.xlsx", "second.xlsx"]
    assert book.files == ("first.xlsx", "second.xlsx")


def test_reading_says_how_far_it_is_and_can_be_stopped() -> None:
    class Stopped(Exception):
        pass

    steps: list[tuple[int, int]] = []
    read([DATA / f"{YEARS[0]}.xlsx"], lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]

    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        read([DATA / f"{YEARS[0]}.xlsx"], stop)


def test_the_columns_of_each_table_are_the_fields_of_its_row() -> None:
    for table in TABLES:
        fields = [name for name in table.row.__dataclass_fields__ if name != "place"]  # type: ignore[attr-defined]
        assert len(fields) == len(table.columns) + table.open_ended
        keys = [key_of(column.title) for column in table.columns]
        assert len(set(keys)) == len(keys)
