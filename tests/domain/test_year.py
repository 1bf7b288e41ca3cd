from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.year import NotAYear, TrainingYear, quarter_of

days = st.dates(date(1951, 1, 1), date(2198, 12, 31))


@given(days)
def test_a_day_belongs_to_one_year_and_one_quarter(day: date) -> None:
    year = TrainingYear.of(day)
    assert day in year
    assert day not in year.before
    assert day not in year.after
    assert TrainingYear.named(year.name) == year
    months_in = (day.year - year.begins) * 12 + day.month - 4
    assert quarter_of(day) == f"Q{months_in // 3 + 1}"


def test_the_year_turns_on_the_first_of_april() -> None:
    assert TrainingYear.of(date(2018, 3, 31)).name == "2017-18"
    assert TrainingYear.of(date(2018, 4, 1)).name == "2018-19"
    assert TrainingYear(1999).name == "1999-00"


@pytest.mark.parametrize(
    "name", ["2017", "2017-19", "17-18", "2017/18", "", "0999-00", "2017-18x", "２０１７-18"]
)
def test_what_is_not_a_year_is_explained(name: str) -> None:
    with pytest.raises(NotAYear, match="Write it like 2017-18"):
        TrainingYear.named(name)
