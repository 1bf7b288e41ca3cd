from datetime import date, time

import pytest

from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Invalid, MadeByNewerVersion
from trainingdesk.domain.resources import resource
from trainingdesk.domain.words import (
    brief_day,
    clock,
    entered_day,
    hours_said,
    listed,
    long_day,
    plain_day,
    short_day,
)

DAY = date(2017, 6, 13)


def test_days_are_written_as_the_place_asks() -> None:
    assert (long_day(DAY), entered_day(DAY), brief_day(DAY), plain_day(DAY), short_day(DAY)) == (
        "Tue 13 June 2017",
        "Tue 13 Jun 2017",
        "13 Jun 2017",
        "13 June 2017",
        "13 Jun",
    )
    assert short_day(DAY, year_begins=2017) == "13 Jun"
    assert short_day(DAY, year_begins=2018) == "13 Jun 2017"
    assert clock(time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (None, ""),
        (0, ""),
        (45, "¾ hour"),
        (60, "1 hour"),
        (90, "1½ hours"),
        (360, "6 hours"),
        (50, "50 minutes"),
        (80, "1 h 20 min"),
    ],
)
def test_lengths_are_said_in_hours(minutes: int | None, said: str) -> None:
    assert hours_said(minutes) == said


def test_several_things_make_a_sentence() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert listed(["a", "b", "c"], last="or") == "a, b or c"


def test_money_is_shown_to_the_penny() -> None:
    assert [pounds(0), pounds(123_450), pounds(-5)] == ["£0.00", "£1,234.50", "–£0.05"]


def test_a_refusal_without_words_speaks_through_its_kind() -> None:
    assert "newer Training Desk" in str(MadeByNewerVersion())
    assert str(Invalid({"name": "Enter a name."})) == "Enter a name."


def test_what_ships_with_the_program_is_there() -> None:
    assert resource("fonts", "NotoSans-Regular.ttf").is_file()
