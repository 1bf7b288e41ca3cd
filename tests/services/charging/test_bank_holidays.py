"""The bank holidays of each nation, as the working days of a policy need them."""

from datetime import date, datetime

from tests.domain.charging.worked import BANK_HOLIDAYS
from trainingdesk.domain.charging.notice import Notice, Unit, free_until
from trainingdesk.domain.charging.policy import Nation, Policy
from trainingdesk.domain.last_day import LONDON
from trainingdesk.services.charging.bank_holidays import bank_holidays, holidays_around


def test_england_keeps_the_bank_holidays_of_the_worked_cases() -> None:
    found = bank_holidays(Nation.ENGLAND, [2026, 2027, 2026])
    assert found >= BANK_HOLIDAYS
    assert date(2027, 12, 27) in found


def test_each_nation_has_days_of_its_own() -> None:
    st_andrew, st_patrick = date(2026, 11, 30), date(2026, 3, 17)
    keep = {nation: bank_holidays(nation, [2026]) for nation in Nation}
    assert [nation for nation in Nation if st_andrew in keep[nation]] == [Nation.SCOTLAND]
    assert [nation for nation in Nation if st_patrick in keep[nation]] == [Nation.NORTHERN_IRELAND]
    assert date(2026, 4, 6) not in keep[Nation.SCOTLAND]
    assert date(2026, 4, 6) in keep[Nation.WALES]


def test_no_year_has_no_bank_holidays() -> None:
    assert bank_holidays(Nation.WALES, []) == frozenset()


def test_a_year_of_notice_of_an_event_in_january_reaches_two_years_back() -> None:
    found = holidays_around(Policy("P"), date(2026, 1, 5))
    assert {date(2024, 12, 26), date(2026, 12, 25)} <= found
    starts = datetime(2026, 1, 5, 9, 30, tzinfo=LONDON)
    most = Notice(260, Unit.WORKING_DAYS)
    assert free_until(starts, most, found).date() == date(2024, 12, 20)
