import os
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.waiting_list import (
    GONE,
    NONE_FREE,
    Cap,
    Waits,
    enough_for_another,
    in_order,
    offer_ends,
    offer_said,
    pass_on,
)

HISTORIES = int(os.environ.get("HISTORIES", "40"))
"""``make laws`` tries ten thousand, here and through the services."""
JUNE = date(2026, 6, 1)
people = st.lists(
    st.builds(
        Waits,
        booking_id=st.integers(1, 60),
        since=st.none() | st.dates(JUNE, JUNE + timedelta(days=3)),
        agency_id=st.integers(1, 3),
        sector=st.sampled_from(["Health", "Police"]),
        priority=st.integers(-1, 1),
        held_up=st.sampled_from(["", "", "", "Has an offer of RISK-2602."]),
    ),
    max_size=12,
    unique_by=lambda each: each.booking_id,
)
caps = st.dictionaries(
    st.sampled_from([1, 2, "Health"]),
    st.builds(Cap, st.just("They"), places=st.integers(0, 4), taken=st.integers(0, 3)),
)


@settings(max_examples=max(200, HISTORIES))
@given(people, st.integers(0, 6), caps)
def test_never_more_are_given_a_place_than_are_free_and_the_rest_know_why(
    waiting: list[Waits], free: int, caps: dict[int | str, Cap]
) -> None:
    passing = pass_on(waiting, free=free, caps=caps)
    given = [each for each in in_order(waiting) if each.booking_id in passing.given]
    assert len(given) == len(passing.given) <= free
    assert {*passing.given, *passing.why_not} == {each.booking_id for each in waiting}
    assert all(passing.why_not.values())
    for whose, cap in caps.items():
        theirs = [each for each in given if whose in (each.agency_id, each.sector)]
        assert not theirs or cap.taken + len(theirs) <= cap.places
    if len(given) < free:
        assert not {NONE_FREE, GONE} & set(passing.why_not.values())
    for earlier in waiting:
        for later in given:
            alike = (earlier.agency_id, earlier.sector) == (later.agency_id, later.sector)
            if alike and not earlier.held_up and earlier.turn < later.turn:
                assert earlier.booking_id in passing.given


def test_priority_comes_first_then_the_longest_wait_then_who_was_entered_first() -> None:
    first = Waits(4, JUNE, 1, priority=1)
    unknown, longest = Waits(3, None, 1), Waits(9, JUNE - timedelta(days=1), 1)
    entered, last, behind = Waits(1, JUNE, 1), Waits(2, JUNE, 1), Waits(5, None, 1, priority=-1)
    wanted = [first, unknown, longest, entered, last, behind]
    assert in_order(reversed(wanted)) == wanted


def test_everybody_passed_over_is_told_why() -> None:
    waiting = [Waits(1, None, 7), Waits(2, None, 8, held_up="Has an offer."), Waits(3, None, 9)]
    passing = pass_on([*waiting, Waits(4, None, 9)], free=1, caps={7: Cap("Tern Police", 2, 2)})
    assert passing.given == (3,)
    assert passing.why_not == {
        1: "Tern Police has 2 of the 2 places it may have.",
        2: "Has an offer.",
        4: GONE,
    }
    assert pass_on(waiting, free=0, caps={}).why_not[1] == NONE_FREE
    assert set(pass_on(waiting, free=5, caps={}, held_up="Closed.").why_not.values()) == {"Closed."}


def test_an_offer_runs_out_after_its_days_and_before_the_event() -> None:
    noon = datetime(2026, 6, 1, 12, tzinfo=UTC)
    assert offer_ends(noon, days=3, starts=date(2026, 6, 10)) == noon + timedelta(days=3)
    morning = datetime(2026, 6, 2, 23, tzinfo=UTC)  # midnight in summer
    assert offer_ends(noon, days=3, starts=date(2026, 6, 3)) == morning
    assert offer_said(morning) == "Has an offer until 2 June 2026."
    assert offer_ends(noon, days=3, starts=date(2026, 6, 1)) == noon


@pytest.mark.parametrize(("month", "day", "hour"), [(10, 23, 11), (3, 27, 12)])
def test_an_offer_over_the_change_of_the_clocks_ends_at_the_hour_it_was_made(
    month: int, day: int, hour: int
) -> None:
    noon = datetime(2026, month, day, hour, tzinfo=UTC).astimezone(LONDON)
    assert noon.hour == 12
    over = offer_ends(noon.astimezone(UTC), days=3, starts=date(2026, 12, 1)).astimezone(LONDON)
    assert (over.day, over.hour) == (day + 3, 12)


def test_as_many_as_the_course_needs_are_enough_for_another_event() -> None:
    assert enough_for_another(8, minimum=8)
    assert not enough_for_another(7, minimum=8)
    assert not enough_for_another(3, minimum=None)
    assert not enough_for_another(0, minimum=0)
