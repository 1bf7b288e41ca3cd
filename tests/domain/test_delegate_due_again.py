from datetime import date

import pytest

from trainingdesk.domain.delegate import due_again_on, reference_after, sought_of


@pytest.mark.parametrize(
    ("attended", "months", "due"),
    [
        (date(2017, 6, 13), 36, date(2020, 6, 13)),
        (date(2017, 11, 30), 3, date(2018, 2, 28)),
        (date(2016, 2, 29), 12, date(2017, 2, 28)),
        (date(2017, 12, 31), 1, date(2018, 1, 31)),
    ],
)
def test_a_course_is_due_again_after_its_months(attended: date, months: int, due: date) -> None:
    assert due_again_on(attended, months=months) == due


def test_references_follow_one_another() -> None:
    assert reference_after("") == "D00001"
    assert reference_after("D00621") == "D00622"
    assert reference_after("D0713") == "D0714"
    assert reference_after("D99999") == "D100000"


def test_a_delegate_is_found_without_accents_by_last_name_first() -> None:
    sought = sought_of(first_name="Łukasz", last_name="Żak", email="L.Zak@example.org")
    assert sought == "zak lukasz l.zak@example.org"
