from datetime import date

import pytest

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.stage_times import (
    AS_THE_BOARD,
    After,
    StageTime,
    after_typed,
    months_after,
    stage_time,
)

ENDS = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (After(weeks=6), date(2026, 7, 22)),
        (After(months=6), date(2026, 12, 10)),
        (After(), date(2026, 9, 10)),
    ],
)
def test_practice_is_asked_about_as_the_course_says_else_as_the_board_does(
    after: After, due: date
) -> None:
    assert after.on(ENDS, else_months=3) == due


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 9, 1), 3, date(2026, 12, 1)),
        (date(2026, 10, 1), 3, date(2027, 1, 1)),
        (date(2026, 6, 10), 60, date(2031, 6, 10)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
    ],
)
def test_months_end_on_the_last_day_of_a_shorter_one(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("stage", "time"),
    [
        (Stage.BEFORE, StageTime(None, date(2026, 6, 3))),
        (Stage.END, StageTime(ENDS)),
        (Stage.FOLLOW_UP, StageTime(date(2026, 9, 10))),
        (Stage.MANAGER, StageTime(date(2026, 9, 10))),
    ],
)
def test_each_stage_has_its_time(stage: Stage, time: StageTime) -> None:
    due = date(2026, 9, 10)
    assert stage_time(stage, starts=date(2026, 6, 3), ends=ENDS, follow_up=due) == time


def test_a_stage_is_open_from_its_first_day_to_its_last() -> None:
    before, end = StageTime(None, ENDS), StageTime(ENDS)
    days = [date(2026, 6, 9), ENDS, date(2026, 6, 11)]
    assert [before.open_on(day) for day in days] == [True, True, False]
    assert [end.open_on(day) for day in days] == [False, True, True]


@pytest.mark.parametrize(
    ("typed", "after", "said"),
    [
        ("6 weeks", After(weeks=6), "6 weeks"),
        (" 1  WEEK ", After(weeks=1), "1 week"),
        ("8w", After(weeks=8), "8 weeks"),
        ("3 months", After(months=3), "3 months"),
        ("6", After(months=6), "6 months"),
        ("", AS_THE_BOARD, ""),
    ],
)
def test_weeks_and_months_are_typed_as_they_are_said(typed: str, after: After, said: str) -> None:
    assert after_typed(typed) == after
    assert after.said == said
    assert after.problem == ""


def test_what_is_no_time_is_not_guessed() -> None:
    assert [after_typed(typed) for typed in ("soon", "6 days", "-1 weeks")] == [None] * 3


@pytest.mark.parametrize(
    "after", [After(weeks=0), After(weeks=261), After(months=0), After(months=61)]
)
def test_a_time_out_of_reach_is_refused(after: After) -> None:
    assert after.problem.startswith("Ask after 1 to ")
