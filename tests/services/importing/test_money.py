"""Costs, receipts, surveys, returns, published figures and the board."""

from datetime import date

import pytest

from tests.exchange.files import Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import Sender
from trainingdesk.storage.models import (
    Board,
    Cost,
    PublishedFigure,
    Receipt,
    Return,
    SurveyAnswer,
)

JULY = moment(2026, 7, 3)
COST = ("Date", "Event", "Kind", "Description", "Amount")
RETURN = ("Year", "Agency", "Level", "Staff", "Trained", "Target", "Evidence")


def test_equal_costs_count_as_often_as_they_stand_in_one_file(world: Sender) -> None:
    one = (JULY, "fa-1", "Materials", "Printing", 12.5)
    book: dict[str, Rows] = {"Costs": [COST, one, one, (JULY, None, "STAFF", None, "£1,000")]}
    assert world.load(book).total.new == 3
    assert world.load(book).total.same == 3
    assert world.load({"Costs": [COST, one]}).total.same == 1
    outcome = world.load({"Costs": [COST, one, one, one]})
    assert (outcome.total.new, outcome.total.same) == (1, 2)
    assert world.all(Cost, "on", "event_id", "kind", "description", "pence") == [
        (date(2026, 7, 3), 1, "Materials", "Printing", 1250),
        (date(2026, 7, 3), 1, "Materials", "Printing", 1250),
        (date(2026, 7, 3), None, "Staff", "", 100_000),
        (date(2026, 7, 3), 1, "Materials", "Printing", 1250),
    ]


def test_equal_costs_in_two_files_are_the_same_costs(world: Sender) -> None:
    book: dict[str, Rows] = {"Costs": [COST, (JULY, None, None, None, 5)]}
    outcome = world.load(book, book)
    assert (outcome.total.new, outcome.total.same) == (1, 1)


def test_receipts_are_stored_with_their_agency(world: Sender) -> None:
    head = ("Date", "Agency", "Kind", "Amount", "Reference")
    rows = [
        head,
        (JULY, "met", "attendance fee", 50, "NAF-1"),
        (JULY, None, "Grant", 1000, None),
        (JULY, "Nobody", "Grant", 1, None),
        (JULY, None, "Gift", 1, None),
    ]
    assert [line[:21] for line in world.refused({"Receipts": rows})] == [
        "Receipts row 4: Agenc",
        "Receipts row 5: Kind:",
    ]
    world.load({"Receipts": rows}, skip=True)
    assert world.all(Receipt, "agency_id", "kind", "pence", "reference") == [
        (1, "Attendance fee", 5000, "NAF-1"),
        (None, "Grant", 100_000, ""),
    ]


def test_a_survey_has_a_row_for_each_respondent(world: Sender) -> None:
    head = ("Survey", "Year", "Agency", "Question", "Answer")
    row = ("Health Check", "2026-27", "Met", "Better?", "Yes")
    rows = [head, row, row, ("Health check", "2026/27", None, "Better?", "YES")]
    assert world.load({"Surveys": rows}).total.new == 3
    assert world.load({"Surveys": rows}).total.same == 3
    assert set(world.all(SurveyAnswer, "survey", "year", "answer")) == {
        ("Health Check", "2026-27", "Yes")
    }


def test_there_is_one_return_for_each_year_agency_and_level(world: Sender) -> None:
    rows = [
        RETURN,
        ("2026-27", "Met", 2, 100, 80, "85%", "Register"),
        ("2026-27", "Met", 3, 50, 40, None, None),
        ("2026-27", "MPS", "2", 110, 90, None, None),
    ]
    assert world.refused({"Returns": rows}) == [
        "Returns row 4: Level: 'MPS, level 2' has a row already, row 2; expected one."
    ]
    assert world.load({"Returns": rows[:3]}).total.new == 2
    outcome = world.load({"Returns": [RETURN, *rows[2:]]})
    assert (outcome.total.changed, outcome.total.same) == (1, 1)
    assert world.all(Return, "level", "staff", "trained", "target", "evidence") == [
        ("2", 110, 90, 0.85, "Register"),
        ("3", 50, 40, None, ""),
    ]


def test_a_return_may_hang_or_name_no_agency(world: Sender) -> None:
    agencies = [("Agency", "Sector"), ("Cafcass", None)]
    rows = [
        RETURN,
        ("2026-27", "cafcass", 2, 1, 1, None, None),
        ("2026-27", "X", 2, 1, 1, None, None),
    ]
    seen = world.preview({"Agencies": agencies, "Returns": rows})
    assert [str(problem.place.row) for problem in seen.problems] == ["2", "3"]
    assert seen.sheets["Returns"].hanging == 1


def test_there_is_one_published_figure_for_each_year(world: Sender) -> None:
    head = ("Year", "Figure", "Value", "Source")
    first = ("2026-27", "Events scheduled", 51, "Annual report")
    again = ("2026-27", "events_scheduled", "52", None)
    assert world.refused({"Published figures": [head, first, again]}) == [
        (
            "Published figures row 3: Figure: 'events_scheduled' has a row already, row 2; "
            "expected one."
        )
    ]
    world.load({"Published figures": [head, first, ("2026-27", "Fill", "75.0%", None)]})
    world.load({"Published figures": [head, again]})
    assert world.all(PublishedFigure, "value", "source") == [("52", "Annual report"), ("0.750", "")]


def test_the_board_is_told_who_it_is(world: Sender) -> None:
    rows = [
        ("Setting", "Value"),
        ("NAME", "Havering LSCB"),
        ("Year starts", "1 April"),
        ("Follow-up after (months)", "6"),
        ("Biscuits", "Garibaldi"),
        ("Biscuits", "Digestive"),
    ]
    outcome = world.load({"Board": rows})
    assert world.all(Board, "name", "follow_up_months") == [("Havering LSCB", 6)]
    assert outcome.notices == (
        "sent.xlsx: Board: the setting 'Biscuits' is not known and was left out.",
    )
    assert world.load({"Board": rows}).total.same == 3


@pytest.mark.parametrize(
    "written", ["1 April", "1st April", "01/04", moment(2026, 4, 1), "April 1"]
)
def test_the_year_starts_on_the_first_of_april(world: Sender, written: object) -> None:
    assert world.refused({"Board": [("Setting", "Value"), ("Year starts", written)]}) == []


@pytest.mark.parametrize("written", ["1 September", moment(2026, 9, 1), "01/09/2026", 4])
def test_another_year_is_refused(world: Sender, written: object) -> None:
    (line,) = world.refused({"Board": [("Setting", "Value"), ("Year starts", written)]})
    assert line.endswith("begins another year; expected 1 April.")


def test_a_setting_stands_once_and_is_what_it_should_be(world: Sender) -> None:
    rows = [
        ("Setting", "Value"),
        ("Name", "One"),
        ("name", "Other"),
        ("Follow-up after (months)", 0),
    ]
    assert world.refused({"Board": rows}) == [
        "Board row 3: Value: 'Other' differs from row 2; expected one name.",
        "Board row 4: Value: '0' is too small; expected a whole number from 1 to 60.",
    ]
