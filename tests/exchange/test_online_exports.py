"""What three programs save of an online form is read alike, and what is none is refused."""

import tracemalloc
from datetime import date
from pathlib import Path

import pytest

from tests.exchange.online import (
    CONFIDENCE,
    GOOD,
    WHAT,
    at,
    csv_file,
    google,
    microsoft,
    monkey,
    xlsx,
)
from trainingdesk.domain.online_export import DayOrder, OnlineExport, OnlineProgram
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.online_exports import LAST_ROW, read_online_export

TODAY = date(2026, 7, 1)
MIXED = ((6, 5), None, (5, 6), (6, 5))


def read(path: Path, *, latest: date = TODAY) -> OnlineExport:
    return read_online_export(path, [], latest=latest)


def refusal(path: Path) -> str:
    with pytest.raises(CannotImport) as refused:
        read(path)
    return str(refused.value)


def headed(export: OnlineExport) -> list[str]:
    return [heading.words for heading in export.headings]


def test_microsoft_forms_is_read(tmp_path: Path) -> None:
    export = read(
        microsoft(
            tmp_path,
            [CONFIDENCE, GOOD],
            (1, 11, "ada@x.org", "Ada King", 8, "The trainer;The room;"),
            (2, 12, "anonymous", "", 7, "=1+1\nand anonymous"),
        )
    )
    assert export.program is OnlineProgram.MICROSOFT
    assert headed(export) == ["Email", "Name", CONFIDENCE, GOOD]
    assert [line.number for line in export.lines] == [2, 3]
    assert export.lines[0].day == date(2026, 6, 11)
    assert export.lines[0].cells == ("ada@x.org", "Ada King", "8", "The trainer;The room;")
    assert export.lines[1].cells[:3] == ("", "", "7")
    assert export.sample(2) == "8"
    assert export.sample(0) == "ada@x.org"


def test_a_formula_is_never_reckoned(tmp_path: Path) -> None:
    rows = [["Timestamp", GOOD], ["2026/06/11 9:30:00 AM GMT+1", "=1+1"]]
    assert read(csv_file(tmp_path / "a.csv", rows)).lines[0].cells == ("=1+1",)
    assert read(xlsx(tmp_path / "a.xlsx", rows)).lines[0].cells == ("",)  # nothing is kept of it


def test_google_forms_is_read_with_accents_of_windows_too(tmp_path: Path) -> None:
    rows = [["Timestamp", "Email Address", WHAT], ["13/06/2026 09:30:00", "", "Écouter\nmore"]]
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        export = read(csv_file(tmp_path / f"{encoding}.csv", rows, encoding=encoding))
        assert export.program is OnlineProgram.GOOGLE
        assert export.lines[0].cells == ("", "Écouter\nmore")
        assert export.lines[0].day == date(2026, 6, 13)


def test_whatever_parts_the_cells_is_found(tmp_path: Path) -> None:
    rows = [["Timestamp", "Good, bad; or neither?"], ["2026-06-13", "Good"]]
    for sign in ",;\t":
        export = read(csv_file(tmp_path / "a.csv", rows, sign=sign))
        assert headed(export) == ["Good, bad; or neither?"]


def test_surveymonkey_is_read_with_its_two_rows_of_headings(tmp_path: Path) -> None:
    heads = [CONFIDENCE, GOOD, "", "", "Rate these", "", WHAT]
    under = ["Response", "The trainer", "The room", "Other (please specify)", "Pace", "Depth"]
    export = read(
        monkey(
            tmp_path,
            heads,
            [*under, "Open-Ended Response"],
            [
                *(7001, "06/13/2026 09:30:12 AM", "ada@x.org", "Ada", "King"),
                *("8", "The trainer", "The room", "Lunch", "4", "5", "Listen"),
            ],
            (7002, "06/14/2026 09:30:12 AM", "", "", "", "7", "", "The room", "", "3", "2", ""),
        )
    )
    assert export.program is OnlineProgram.SURVEYMONKEY
    assert headed(export) == [
        *("Email Address", "First Name", "Last Name", CONFIDENCE, GOOD),
        f"{GOOD} › Other (please specify)",
        *("Rate these › Pace", "Rate these › Depth", WHAT),
    ]
    assert export.lines[0].cells[3:] == (
        "8", "The trainer\nThe room", "Lunch", "4", "5", "Listen",
    )  # fmt: skip
    assert export.lines[1].cells[3:5] == ("7", "The room")
    assert export.lines[0].day == date(2026, 6, 13)
    assert export.headings[4].raw == (f"{GOOD} › The trainer", f"{GOOD} › The room")


def test_choices_that_nobody_ticked_yet_stand_apart_and_the_form_is_known_all_the_same(
    tmp_path: Path,
) -> None:
    heads, under = [GOOD, ""], ["The trainer", "The room"]
    first = (7001, "06/13/2026", "", "", "", "", "")
    early = read(monkey(tmp_path, heads, under, first))
    later = read(
        monkey(tmp_path, heads, under, first, (7002, "06/14/2026", "", "", "", "", "The room"))
    )
    assert len(early.headings) == len(later.headings) + 1
    assert early.known_by == later.known_by
    assert early.lines[0].key == later.lines[0].key


def test_a_form_is_known_again_in_another_order_of_columns_and_not_with_other_headings(
    tmp_path: Path,
) -> None:
    one = read(google(tmp_path, [CONFIDENCE, WHAT], ("2026/06/13", "", "8", "Listen")))
    turned = read(google(tmp_path, [WHAT, CONFIDENCE], ("2026/06/13", "", "Listen", "8")))
    other = read(google(tmp_path, [CONFIDENCE, "Why?"], ("2026/06/13", "", "8", "Listen")))
    assert one.known_by == turned.known_by != other.known_by
    assert one.lines[0].key == turned.lines[0].key


def test_a_copied_form_that_counts_from_one_again_is_told_apart(tmp_path: Path) -> None:
    one = read(microsoft(tmp_path, [WHAT], (1, 11, "", "", "Listen")))
    again = read(microsoft(tmp_path, [WHAT], (1, 11, "", "", "Listen"), (2, 12, "", "", "Ask")))
    copied = read(microsoft(tmp_path, [WHAT], (1, 12, "", "", "Listen")))
    assert one.lines[0].key == again.lines[0].key != copied.lines[0].key


def test_lines_without_a_number_are_known_by_what_they_say(tmp_path: Path) -> None:
    said = ("2026/06/13 9:30:00", "", "Listen"), ("2026/06/13 9:30:00", "", "Ask")
    one, other = read(google(tmp_path, [WHAT], *said)).lines
    assert one.key != other.key


def test_two_who_say_the_same_in_the_same_second_are_two(tmp_path: Path) -> None:
    same = ("2026/06/13 9:30:00", "", "Listen")
    one, other = read(google(tmp_path, [WHAT], same, same)).lines
    longer = read(google(tmp_path, [WHAT], same, same, same))
    assert one.key != other.key
    assert [line.key for line in longer.lines][:2] == [one.key, other.key]


def test_a_line_is_the_same_with_a_column_that_came_later(tmp_path: Path) -> None:
    before = read(google(tmp_path, [WHAT], ("2026/06/13", "", "Listen")))
    after = read(google(tmp_path, [WHAT, "Why?"], ("2026/06/13", "", "Listen", "")))
    assert before.lines[0].key == after.lines[0].key
    assert before.known_by != after.known_by


def test_two_headings_of_one_name_are_told_apart(tmp_path: Path) -> None:
    assert headed(read(google(tmp_path, [WHAT, WHAT], ("2026/06/13", "", "a", "b")))) == [
        "Email Address",
        WHAT,
        f"{WHAT} (2)",
    ]


def test_the_marks_of_a_test_are_nobodys_question(tmp_path: Path) -> None:
    questions = ["Total points", WHAT, f"Points - {WHAT}", f"Feedback - {WHAT}", "Points - of view"]
    export = read(microsoft(tmp_path, questions, (1, 11, "", "", 3, "Ask", 3, "", "Mine")))
    assert headed(export) == ["Email", "Name", WHAT, "Points - of view"]


@pytest.mark.parametrize(
    ("times", "days"),
    [
        (["06/13/2026", "06/07/2026"], [date(2026, 6, 13), date(2026, 6, 7)]),
        (["13/06/26 9:30", "06/07/26 9:30"], [date(2026, 6, 13), None]),  # 6 July is to come
        (["6/1/2026", "6/5/2026", "6/9/2026"], [date(2026, 6, day) for day in (1, 5, 9)]),
        (["1/6/2026", "5/6/2026", "9/6/2026"], [date(2026, 6, day) for day in (1, 5, 9)]),
        (
            ["5/6/2026", "4/7/2025", "6/5/2026"],
            [date(2026, 6, 5), date(2025, 7, 4), date(2026, 5, 6)],
        ),
        (
            ["1/5/2026", "2/3/2026", "2/4/2026"],
            [date(2026, 1, 5), date(2026, 2, 3), date(2026, 2, 4)],
        ),
        (["31/31/2026", "soon", "2026-06-31"], [None, None, None]),
    ],
)
def test_days_are_read_in_the_one_manner_that_fits_them_all(
    tmp_path: Path, times: list[str], days: list[date | None]
) -> None:
    export = read(google(tmp_path, [WHAT], *[(time, "", "x") for time in times]))
    assert [line.day for line in export.lines] == days


def test_days_that_can_be_read_in_two_ways_can_be_turned(tmp_path: Path) -> None:
    path = google(
        tmp_path, [WHAT], ("5/6/2026", "", "x"), ("4/6/2026", "", "y"), ("5/6/2026", "", "z")
    )
    export = read(path)
    assert (export.order, [line.day for line in export.lines]) == (
        DayOrder.DAY,
        [date(2026, 6, 5), date(2026, 6, 4), date(2026, 6, 5)],
    )
    turned = export.with_days(DayOrder.MONTH)
    assert (turned.order, [line.day for line in turned.lines]) == (
        DayOrder.MONTH,
        [date(2026, 5, 6), date(2026, 4, 6), date(2026, 5, 6)],
    )
    assert turned.with_days(DayOrder.DAY) == export == export.with_days(None)
    sure = read(google(tmp_path, [WHAT], ("13/6/2026", "", "x")))
    assert (sure.order, sure.other_days) == (DayOrder.DAY, ())
    assert sure.with_days(DayOrder.MONTH) == sure


def test_surveymonkey_and_a_clock_of_twelve_hours_write_the_month_first(tmp_path: Path) -> None:
    of_monkey = read(
        monkey(tmp_path, [WHAT], ["Response"], (1, "06/01/2026 10:00:01", "", "", "", "x"))
    )
    by_clock = read(google(tmp_path, [WHAT], ("6/1/2026 9:30 pm", "", "x")))
    for export in (of_monkey, by_clock):
        assert export.lines[0].day == date(2026, 6, 1)
        assert export.with_days(DayOrder.DAY).lines[0].day == date(2026, 1, 6)
    by_day = (1, "13/06/2026 10:00:01", "", "", "", "x")
    assert read(monkey(tmp_path, [WHAT], ["Response"], by_day)).lines[0].day == date(2026, 6, 13)


def test_files_that_are_no_export_are_refused_in_a_sentence(tmp_path: Path) -> None:
    whole = microsoft(tmp_path, [WHAT], (1, 11, "", "", "x"))
    half = tmp_path / "half.xlsx"
    half.write_bytes(whole.read_bytes()[:3000])
    assert "damaged" in refusal(half)
    assert "only .csv and .xlsx" in refusal(tmp_path / "scan.pdf")
    other = csv_file(tmp_path / "other.csv", [["Name", "Answer"], ["Ada", "8"]])
    assert "Id, Start time and Completion time" in refusal(other)
    no_end = csv_file(tmp_path / "c.csv", [["Respondent ID", WHAT], ["7001", "x"]])
    assert "leave these headings as they are" in refusal(no_end)
    empty = tmp_path / "empty.csv"
    for nothing in ("", "\n"):
        empty.write_text(nothing)
        assert refusal(empty) == "empty.csv: it is empty."
    assert "empty" in refusal(xlsx(tmp_path / "b.xlsx", []))
    nobody = google(tmp_path, [WHAT])
    assert refusal(nobody) == "Forms.csv: nobody has answered this form yet."
    assert "cannot be read" in refusal(tmp_path / "gone.csv") or "No such" in refusal(
        tmp_path / "gone.csv"
    )


def test_half_a_csv_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    path.write_text(f'Timestamp,"{CONFIDENCE}","{WHAT}"\n2026/06/13,8,Listen\n2026/06/14,8')
    assert refusal(path) == (
        "half.csv: its last row breaks off, so it is not all there. Download it again."
    )
    path.write_text(f'Timestamp,"{WHAT}"\n2026/06/13,"Listen and')
    assert "line 2 breaks off" in refusal(path)
    path.write_text("Timestamp,Why\n2026/06/13,because, and because\n")
    assert "row 2 has more cells than there are headings" in refusal(path)


def test_what_is_far_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = google(tmp_path, [WHAT], *[("2026/06/13", "", f"{n}") for n in range(4)])
    monkeypatch.setattr("trainingdesk.exchange.online_exports.MOST_LINES", 3)
    assert "far too large" in refusal(path)
    monkeypatch.setattr("trainingdesk.exchange.online_exports.LARGEST", 10)
    assert "far too large" in refusal(path)


def test_blank_lines_are_passed_over_and_take_no_room(tmp_path: Path) -> None:
    path = tmp_path / "blank.csv"
    path.write_text(f"Timestamp,{WHAT}\n" + "\n" * 50_000 + ",\n" * 50_000 + "2026/06/13,Listen\n")
    tracemalloc.start()
    export = read(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [(line.number, line.cells) for line in export.lines] == [(100_002, ("Listen",))]
    assert most < 5_000_000  # every blank line as a row of its own is four times as much


def test_more_lines_than_a_sheet_has_are_refused_without_being_read_on(tmp_path: Path) -> None:
    path = tmp_path / "blank.csv"
    path.write_text(f"Timestamp,{WHAT}\n2026/06/13,x" + "\n" * (LAST_ROW - 1))
    assert len(read(path).lines) == 1
    with path.open("a") as file:
        file.write("\n")
    assert refusal(path) == "blank.csv: it is far too large for the answers to a form."


def test_the_time_of_a_workbook_is_read_as_its_day(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "Google.xlsx", [["Timestamp", WHAT, ""], [at(13), "x"]])
    assert read(path).lines[0].day == date(2026, 6, 13)
