from datetime import date, timedelta

import pytest

from trainingdesk.domain.agreement import (
    AgreedHow,
    Declaration,
    last_day,
    left_said,
    step_said,
)

TODAY = date(2026, 5, 1)
STARTS = date(2026, 6, 10)


def test_a_declaration_says_who_how_and_when() -> None:
    assert Declaration("Jo Fox", AgreedHow.FORM, TODAY).problems(TODAY) == {}
    found = Declaration("  ", "Pigeon").problems(TODAY)
    assert list(found) == ["who", "how", "on"]


def test_nobody_has_agreed_on_a_day_to_come() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert list(Declaration("Jo", AgreedHow.EMAIL, tomorrow).problems(TODAY)) == ["on"]


@pytest.mark.parametrize(
    ("step", "steps", "said"),
    [
        (1, 1, "Agreement"),
        (1, 0, "Agreement"),
        (1, 2, "First agreement"),
        (2, 2, "Second agreement"),
        (2, 1, "Second agreement"),
    ],
)
def test_a_step_is_numbered_where_there_are_two(step: int, steps: int, said: str) -> None:
    assert step_said(step, steps) == said


def test_an_agreement_comes_within_its_days_and_before_the_event() -> None:
    assert last_day(TODAY, days=10, starts=STARTS) == date(2026, 5, 11)
    assert last_day(TODAY, days=60, starts=STARTS) == date(2026, 6, 9)
    assert last_day(STARTS, days=10, starts=STARTS) == STARTS


def test_the_days_left_are_told() -> None:
    assert left_said(None, TODAY) == ""
    assert left_said(TODAY + timedelta(days=2), TODAY) == "2 days left"
    assert left_said(TODAY + timedelta(days=1), TODAY) == "1 day left"
    assert left_said(TODAY, TODAY) == "today is the last day"
    assert left_said(TODAY - timedelta(days=1), TODAY) == "ran out on 30 April 2026"
