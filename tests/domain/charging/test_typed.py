"""A policy as it is typed into forms, and back again without loss."""

from dataclasses import replace
from datetime import time

import pytest

from trainingdesk.domain.charging.amount import ByLength, EachDay, Flat
from trainingdesk.domain.charging.boards import BOARDS, SOUTH_TYNESIDE, SUTTON
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.typed_line import TooManySums, TypedLine, new_key, texts_of
from trainingdesk.domain.charging.typed_terms import TypedTerms, texts_of_terms
from trainingdesk.domain.charging.waiver import Waiver
from trainingdesk.domain.refusals import Invalid

LATE = SUTTON.lines[0]
WEEK, FORTNIGHT = Notice(1, Unit.WEEKS), Notice(14, Unit.CALENDAR_DAYS)


@pytest.mark.parametrize("policy", BOARDS, ids=lambda policy: policy.title)
def test_each_board_s_policy_comes_through_the_forms_unchanged(policy: Policy) -> None:
    for line in policy.lines:
        assert TypedLine(line.key, texts_of(line)).read() == line
    assert TypedTerms(policy, texts_of_terms(policy)).read() == policy


def typed(**texts: str) -> Line:
    return TypedLine(LATE.key, texts_of(LATE) | texts).read()


def test_sums_are_read_by_their_kind() -> None:
    found = typed(sum="By length", sums_1="£35/ 70 /1,140.50")
    assert found.tiers[0].amount == ByLength(35_00, (70_00, 1_140_50))
    assert typed(sum="For each day", sums_1="50").tiers[0].amount == EachDay(50_00)


def test_who_is_meant_is_read_as_it_is_chosen() -> None:
    found = typed(who="These groups", groups=" School ,, Day  nursery")
    assert (found.groups, found.otherwise) == (("School", "Day nursery"), False)
    found = typed(who="Everyone else", groups="School")
    assert (found.groups, found.otherwise) == ((), True)


def test_what_costs_extra_and_what_counts_in_part_is_read() -> None:
    found = typed(plus_costs="Yes", any_session="Yes", vat_code=" E ", kinds="Briefing")
    assert (found.plus_costs, found.any_session, found.vat_code) == (True, True, "E")
    assert texts_of(found)["kinds"] == "Briefing"
    assert texts_of(found)["plus_costs"] == texts_of(found)["any_session"] == "Yes"


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"notice_1": "soon"}, "notice_1"),
        ({"notice_1": ""}, "notice_1"),
        ({"sums_1": ""}, "sums_1"),
        ({"sums_1": "50 / x"}, "sums_1"),
        ({"sums_1": "50"}, "sums_1"),  # half a day alone
        ({"sum": "One sum", "sums_1": "50 / 75"}, "sums_1"),
        ({"sum": "One sum", "sums_1": "-5"}, "sums_1"),
        ({"sum": "Share of the price", "sums_1": "half"}, "sums_1"),
        ({"sum": "Share of the price", "sums_1": "150%"}, "sums_1"),
        ({"sums_2": "50 / 75"}, "notice_2"),
        ({"notice_3": "1"}, "sums_3"),
    ],
)
def test_what_is_wrong_is_told_by_field(texts: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        typed(**texts)
    assert list(refused.value.problems) == [field]


def test_only_a_late_cancellation_asks_for_notice() -> None:
    found = typed(occasion="Absence", notice_1="soon", sums_2="nothing of the kind")
    assert [tier.notice for tier in found.tiers] == [None]


@pytest.mark.parametrize(
    "tiers",
    [
        (Tier(Flat(1), WEEK), Tier(EachDay(1), Notice(2, Unit.WEEKS))),
        (Tier(Flat(1), WEEK), Tier(Flat(2), FORTNIGHT)),
        tuple(Tier(Flat(number), Notice(number, Unit.HOURS)) for number in range(1, 8)),
    ],
)
def test_a_line_that_the_form_cannot_show_is_refused(tiers: tuple[Tier, ...]) -> None:
    with pytest.raises(TooManySums):
        texts_of(replace(LATE, tiers=tiers))


def test_a_line_without_sums_begins_with_one() -> None:
    texts = texts_of(Line("new", Occasion.ABSENCE, ()))
    assert (texts["sum"], texts["sums_1"], texts["unit"]) == ("One sum", "", "working days")


def test_a_new_line_gets_a_key_of_its_own() -> None:
    assert new_key("Absence", []) == "absence"
    assert new_key("Late cancellation", ["late_cancellation", "late_cancellation_2"]) == (
        "late_cancellation_3"
    )


def terms(of: str = SUTTON.title, **texts: str) -> Policy:
    policy = next(board for board in BOARDS if board.title == of)
    return TypedTerms(policy, texts_of_terms(policy) | texts).read()


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        ({"payment_days": "a month"}, "payment_days"),
        ({"half_day_minutes": ""}, "half_day_minutes"),
        ({"booking_fee_pence": "-1"}, "booking_fee_pence"),
        ({"lateness": "Is charged", "late_minutes": ""}, "late_minutes"),
        ({"waivers": "Sickness; on Tuesdays"}, "waivers"),
        ({"waivers": "; on the day"}, "waivers"),
        ({"waivers": "Court; telephoned by noon"}, "waivers"),
        ({"waivers": "Court; telephoned by 9:00; telephoned by 10:00"}, "waivers"),
    ],
)
def test_wrong_terms_are_told_by_field(texts: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        terms(**texts)
    assert list(refused.value.problems) == [field]


def test_waivers_are_written_one_a_line_and_keep_their_keys() -> None:
    found = terms(
        "South Tyneside", waivers=f"{texts_of_terms(SOUTH_TYNESIDE)['waivers']}\nIn court"
    )
    assert found.waivers == (*SOUTH_TYNESIDE.waivers, Waiver("in_court", "In court"))
    found = terms(waivers="Sickness; On the day; telephoned by 9.30;  E-mailed ")
    assert found.waivers == (
        Waiver("sickness", "Sickness", same_day=True, phoned_by=time(9, 30), emailed=True),
    )


def test_lateness_can_be_left_out_and_no_fee_is_nothing() -> None:
    assert terms("Staffordshire", lateness="Nothing", booking_fee_pence="").lateness is None
