from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from tests.reports.test_annual_report import an_outcome
from tests.reports.years import HOSTILE, empty_figures, figures, monstrous
from trainingdesk.domain.definitions import ALL
from trainingdesk.reports.report_workbook import report_workbook

SHEETS = [
    "The year", "By course", "By level", "By quarter", "By strand", "By series", "By agency",
    "By sector", "Evaluation", "Who answered", "Money", "Cancellations", "Returns",
    "Surveys", "Unreconciled", "What each figure means",
]  # fmt: skip


def opened(workbook: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(workbook))


def rows(workbook: bytes, sheet: str) -> list[dict[str, Any]]:
    lines = list(opened(workbook)[sheet].iter_rows(values_only=True))
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.fixture(scope="module")
def workbook() -> bytes:
    return report_workbook(figures(), figures("2016-17"))


def test_there_is_a_sheet_a_table(workbook: bytes) -> None:
    assert opened(workbook).sheetnames == SHEETS


def test_what_is_counted_each_month_has_a_sheet_where_anything_is() -> None:
    made = report_workbook(figures(), None, outcomes=[an_outcome()])
    told = rows(made, "Indicators")

    at = SHEETS.index("Money")
    assert opened(made).sheetnames == [*SHEETS[:at], "Indicators", *SHEETS[at:]]
    assert {row["Read as"] for row in told} == {"Association, not proof."}
    parts = [row["Before, during or after their events"] for row in told]
    assert parts == ["before"] * 6 + ["during"] * 3 + ["after"] * 6
    assert told[2] == {
        "Indicator": "Early help assessments", "Courses meant to move it": "Neglect",
        "Month": "2017-02", "Before, during or after their events": "before", "Number": 1050,
        "Events in the month": "", "Read as": "Association, not proof.",
    }  # fmt: skip
    assert (told[1]["Number"], told[6]["Events in the month"]) == (None, "Neglect")


def test_the_year_stands_beside_the_year_before(workbook: bytes) -> None:
    year = {row["Figure"]: row for row in rows(workbook, "The year")}

    assert (year["Attendances"]["2017-18"], year["Attendances"]["2016-17"]) == (60, 60)
    assert year["Fill"] == {
        "Figure": "Fill", "2017-18": 0.75, "2016-17": 0.75, "Base": "attended ÷ places"
    }  # fmt: skip


def test_rates_are_unrounded_numbers_shown_as_percentages(workbook: bytes) -> None:
    sheet = opened(workbook)["By course"]
    heads = [cell.value for cell in sheet[1]]
    cell = sheet.cell(2, heads.index("Fill: attended ÷ places") + 1)

    assert (cell.value, cell.number_format) == (1, "0%")
    assert sheet.freeze_panes == "B2"


def test_figures_are_explained_in_the_words_of_the_whole_program(workbook: bytes) -> None:
    said = {row["Figure"]: row["Meaning"] for row in rows(workbook, "What each figure means")}

    for key in ("attended", "turn_up", "response_rate", "change", "cost_recovery"):
        assert said[ALL[key].name] == ALL[key].meaning
    own = {row["Figure"]: row["Base"] for row in rows(workbook, "Money")}
    assert own["Cost recovery"] == ALL["cost_recovery"].formula


def test_every_table_has_its_rows(workbook: bytes) -> None:
    assert rows(workbook, "By sector")[0]["Share 2016-17"] == 0.4
    assert rows(workbook, "Returns")[0]["Met"] == "no"
    assert [row["People"] for row in rows(workbook, "Surveys")] == [
        17, "not shown", "fewer than 5",
    ]  # fmt: skip
    assert rows(workbook, "Unreconciled")[1]["Computed"] is None
    assert rows(workbook, "Cancellations") == [{"Reason": "Low take-up", "Events cancelled": 1}]
    measures = [row for row in rows(workbook, "Evaluation") if row["What"] == "Measure"]
    assert [row["Change over the same people, before to end"] for row in measures] == [1.5, -0.6]


def test_text_from_outside_stays_text() -> None:
    own = figures()
    hostile = [
        '=HYPERLINK("http://x")',
        "http://example.org",
        "00123",
        HOSTILE,
        "a\x00b",
        "x" * 40000,
    ]
    own["by_agency"] = [{"agency": name, "attended": 1, "share": 0.1} for name in hostile]
    sheet = opened(report_workbook(own, None))["By agency"]
    cells = [sheet.cell(line, 1) for line in range(2, 8)]

    assert [cell.value for cell in cells[:4]] == hostile[:4]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert cells[4].value == "ab"
    assert cells[5].value.endswith("x…")


def test_an_empty_and_a_monstrous_year_are_written_too() -> None:
    assert opened(report_workbook(empty_figures(), None)).sheetnames == SHEETS
    assert len(rows(report_workbook(monstrous().figures, None), "By course")) == 60


def test_the_same_year_makes_the_same_bytes_and_bears_the_date_given(workbook: bytes) -> None:
    assert workbook == report_workbook(figures(), figures("2016-17"))
    created = datetime(2018, 6, 1, tzinfo=UTC)
    dated = opened(report_workbook(figures(), None, created=created))
    assert dated.properties.created == datetime(2018, 6, 1)  # noqa: DTZ001
