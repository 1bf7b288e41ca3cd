from datetime import date

import pytest

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.stage_times import After, StageTime, months_after, stage_time

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
