from datetime import date

import pytest

from trainingdesk.domain.action import SHORT, ActionDetails, is_overdue
from trainingdesk.domain.licence import (
    GroupDetails,
    LicenceDetails,
    Training,
    counts_from,
    renewed_until,
    training_of,
)
from trainingdesk.domain.recommendation import RecommendationDetails

DAY = date(2026, 5, 1)


def test_a_recommendation_needs_its_source_and_its_words() -> None:
    assert set(RecommendationDetails(source=" ").problems()) == {"source", "words"}
    assert RecommendationDetails(source="Review", words="Notice neglect.").problems() == {}


def test_a_recommendation_is_not_closed_before_it_was_made() -> None:
    told = RecommendationDetails(
        source="Review", words="W", made_on=DAY, closed_on=date(2026, 4, 30)
    )
    assert set(told.problems()) == {"closed_on"}


def test_a_recommendation_goes_by_its_source_and_its_number() -> None:
    assert RecommendationDetails(source="Review of Q", number="4").name == "Review of Q, 4"
    assert RecommendationDetails(source="Review of Q").name == "Review of Q"


def test_an_action_says_what_is_to_be_done_and_is_named_by_its_beginning() -> None:
    assert set(ActionDetails(words=" ").problems()) == {"words"}
    assert ActionDetails(words="Write").problems() == {}
    assert len(ActionDetails(words="word " * 40).name) <= SHORT


def test_an_action_is_in_time_on_its_day_and_never_overdue_once_done() -> None:
    assert not is_overdue(DAY, None, today=DAY)
    assert is_overdue(DAY, None, today=date(2026, 5, 2))
    assert not is_overdue(DAY, date(2026, 5, 9), today=date(2026, 6, 1))
    assert not is_overdue(None, None, today=DAY)


@pytest.mark.parametrize(("months", "wrong"), [(0, True), (1, False), (600, False), (601, True)])
def test_a_group_lasts_for_one_month_at_least(months: int, *, wrong: bool) -> None:
    assert ("months" in GroupDetails("Chaperones", months).problems()) is wrong


def test_a_group_has_a_name() -> None:
    assert set(GroupDetails(" ").problems()) == {"name"}


def test_a_licence_needs_a_group_a_person_and_a_day_within_reach() -> None:
    assert set(LicenceDetails().problems()) == {"group_id", "delegate_id", "renew_on"}
    assert LicenceDetails(1, 2, "", DAY).problems() == {}
    assert set(LicenceDetails(1, 2, "", date(2200, 1, 1)).problems()) == {"renew_on"}


def test_a_renewal_is_counted_from_the_old_day() -> None:
    assert renewed_until(date(2026, 8, 31), months=6) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("last", "months", "needed", "training"),
    [
        (None, 36, False, Training.NOTHING_NEEDED),
        (None, 36, True, Training.NOT_YET),
        (date(2023, 5, 1), 36, True, Training.ATTENDED),
        (date(2023, 4, 30), 36, True, Training.TOO_LONG_AGO),
        (date(1999, 1, 1), None, True, Training.ATTENDED),
    ],
)
def test_training_counts_in_the_months_before_the_renewal(
    last: date | None, months: int | None, training: Training, *, needed: bool
) -> None:
    assert training_of(last, DAY, months=months, needed=needed) is training


def test_without_months_any_day_counts() -> None:
    assert counts_from(DAY, months=None) == date.min
    assert counts_from(DAY, months=24) == date(2024, 5, 1)
