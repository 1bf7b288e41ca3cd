import pytest

from tests.exchange.kinds import mended, read, wrong
from trainingdesk.domain.attendance import Attendance
from trainingdesk.exchange.readings import Mended
from trainingdesk.exchange.words import one_each_of, yes_or_no

BY_DAY = one_each_of(Attendance, what="mark of attendance")


def test_a_mark_for_each_day_is_read_in_order() -> None:
    assert read(BY_DAY, "Attended; -; Left early") == (
        Attendance.ATTENDED,
        None,
        Attendance.LEFT_EARLY,
    )


def test_a_mark_that_is_none_is_named() -> None:
    assert wrong(BY_DAY, "Attended; Perhaps").startswith("'Perhaps' is no mark of attendance")


@pytest.mark.parametrize(("written", "so"), [("Yes", True), ("No", False)])
def test_yes_and_no_are_read(written: str, *, so: bool) -> None:
    assert read(yes_or_no(), written) is so


@pytest.mark.parametrize(("written", "so"), [("TRUE", True), ("n", False), ("YES", True)])
def test_other_spellings_of_yes_and_no_are_mended(written: str, *, so: bool) -> None:
    answer = mended(yes_or_no(), written)
    assert (answer.value if isinstance(answer, Mended) else answer) is so


def test_what_is_neither_yes_nor_no_is_said() -> None:
    assert wrong(yes_or_no(), "Maybe") == "'Maybe' is neither Yes nor No; expected Yes or No."
