"""When somebody often does not come, and what a decision settles."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.often_absent import AbsenceAct, AbsenceRule, Decided, Decision

TODAY = date(2026, 5, 1)
DAYS = st.dates(date(2026, 1, 1), date(2026, 4, 30))


def test_nobody_is_looked_at_without_a_number() -> None:
    assert not AbsenceRule(absences=0).is_often(50)


@pytest.mark.parametrize(("absences", "often"), [(2, False), (3, True), (4, True)])
def test_so_many_absences_are_too_many(absences: int, *, often: bool) -> None:
    assert AbsenceRule(absences=3).is_often(absences) is often


@pytest.mark.parametrize(
    ("absences", "booked", "often"),
    [(3, 15, True), (3, 16, False), (2, 2, False), (0, 0, False), (40, 100, True)],
)
def test_an_agency_is_looked_at_for_its_share_too(
    absences: int, booked: int, *, often: bool
) -> None:
    rule = AbsenceRule(absences=3, absence_percent=20)
    assert rule.agency_is_often(absences, booked) is often


def test_no_agency_is_looked_at_without_a_share() -> None:
    assert not AbsenceRule(absences=3).agency_is_often(50, 50)


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (AbsenceRule(absences=51), "absences"),
        (AbsenceRule(absences=-1), "absences"),
        (AbsenceRule(absence_months=0), "absence_months"),
        (AbsenceRule(absence_percent=101), "absence_percent"),
    ],
)
def test_a_rule_out_of_bounds_is_refused(rule: AbsenceRule, wrong: str) -> None:
    assert list(rule.problems()) == [wrong]
    assert AbsenceRule().problems() == {}


@pytest.mark.parametrize(
    ("today", "months", "first"),
    [
        (TODAY, 12, date(2025, 5, 1)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
    ],
)
def test_absences_count_since_so_many_months(today: date, months: int, first: date) -> None:
    assert AbsenceRule(absence_months=months).counted_from(today) == first


def test_a_restriction_cannot_end_before_it_begins() -> None:
    assert list(Decision(AbsenceAct.RESTRICT, date(2026, 4, 30)).problems(TODAY)) == ["until"]
    assert Decision(AbsenceAct.RESTRICT, TODAY).problems(TODAY) == {}


def test_a_restriction_holds_until_its_last_day_or_until_it_is_lifted() -> None:
    made = date(2026, 3, 1)
    assert Decided(AbsenceAct.RESTRICT, 3, made, until=TODAY).restricts(TODAY)
    assert not Decided(AbsenceAct.RESTRICT, 3, made, until=date(2026, 4, 30)).restricts(TODAY)
    assert not Decided(AbsenceAct.RESTRICT, 3, made, lifted_on=TODAY).restricts(TODAY)
    assert not Decided(AbsenceAct.TELL, 3, made).restricts(TODAY)


@given(st.lists(DAYS, max_size=6), DAYS, st.sampled_from(AbsenceAct))
def test_what_stood_when_it_was_decided_is_settled(
    absences: list[date], on: date, act: AbsenceAct
) -> None:
    before = [day for day in absences if day <= on]
    decided = Decided(act, len(before), on)
    assert decided.settles(before, TODAY)
    restricts = act is AbsenceAct.RESTRICT
    assert decided.settles([*before, date(2026, 5, 1)], TODAY) is restricts
    assert not Decided(act, len(before), on, lifted_on=on).settles(before, TODAY)


def test_an_older_register_that_is_closed_late_counts_as_new() -> None:
    told = Decided(AbsenceAct.TELL, 2, date(2026, 4, 1))
    older = [date(2026, 3, 1), date(2026, 2, 1), date(2026, 1, 1)]
    assert not told.settles(older, TODAY)
    assert told.settles(older[:2], TODAY)
