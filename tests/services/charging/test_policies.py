"""Writing versions of the charging policy, and what keeps them as they are."""

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest import BEFORE, BY, FirstAid
from tests.services.charging.kept import keep, raise_charge
from trainingdesk.domain.charging.amount import Flat
from trainingdesk.domain.charging.boards import BOARDS, BRENT, LEICESTERSHIRE, SUTTON, WIRRAL
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.bookings import book
from trainingdesk.services.charging.policies import (
    ChargesRaised,
    InForce,
    PolicyState,
    begin_policy,
    charges_told,
    policies_listed,
    policy_terms,
    remove_policy,
    save_policy,
    what_is_missing,
)
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency

SCHOOLS_ONLY = Line("schools", Occasion.ABSENCE, (Tier(Flat(50_00)),), groups=("School",))


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.title)
def test_each_board_s_policy_can_be_begun_and_comes_back(desk: Desk, board: Policy) -> None:
    with desk.changing("Begin") as db:
        number = begin_policy(db, board)
    with desk.reading() as db:
        assert policy_terms(db, number) == board
        (row,) = policies_listed(db, today=BEFORE)
    assert (row.id, row.policy, row.state) == (number, board, PolicyState.HALF_WRITTEN)


def test_versions_are_listed_from_what_is_being_written_to_the_oldest(desk: Desk) -> None:
    ended = keep(desk, BRENT, date(2024, 4, 1), date(2025, 3, 31))
    spells = [(date(2026, 4, 20), date(2026, 5, 2))]
    held_up = keep(desk, WIRRAL, date(2025, 4, 1), date(2026, 6, 30), pauses=spells)
    to_come = keep(desk, SUTTON, date(2026, 7, 1))
    draft = keep(desk, LEICESTERSHIRE, None)
    with desk.reading() as db:
        rows = policies_listed(db, today=BEFORE)
        later = policies_listed(db, today=date(2026, 5, 3))
    assert [(row.id, row.state) for row in rows] == [
        (draft, PolicyState.HALF_WRITTEN),
        (to_come, PolicyState.TO_COME),
        (held_up, PolicyState.SUSPENDED),
        (ended, PolicyState.ENDED),
    ]
    spell = rows[2].suspended_on(BEFORE)
    assert spell is not None
    assert spell.until == date(2026, 5, 2)
    assert later[2].state is PolicyState.IN_FORCE
    assert later[2].suspended_on(date(2026, 5, 3)) is None


def test_a_half_written_policy_may_leave_lines_for_later(desk: Desk) -> None:
    with desk.changing("Begin") as db:
        number = begin_policy(db, Policy("Ours"))
        save_policy(db, number, Policy("Ours", lines=(SCHOOLS_ONLY,), lateness=Lateness(20)))
        cancelled = replace(SUTTON.lines[0], groups=("Nursery",))
        save_policy(db, number, Policy("Ours", lines=(SCHOOLS_ONLY, cancelled)))
        missing = what_is_missing(db, policy_terms(db, number))
    assert set(missing) == {"lines.absence", "lines.late_cancellation"}


@pytest.mark.parametrize(
    ("policy", "field"),
    [
        (Policy(" "), "title"),
        (replace(SUTTON, payment_days=400), "payment_days"),
        (replace(SUTTON, lateness=Lateness(-1)), "lateness"),
        (replace(SUTTON, lines=(replace(SCHOOLS_ONLY, tiers=()),)), "lines.0.tiers"),
    ],
)
def test_what_is_wrong_is_refused_by_field_also_half_written(
    desk: Desk, policy: Policy, field: str
) -> None:
    number = keep(desk, SUTTON, None)
    with pytest.raises(Invalid) as refused, desk.changing("Save") as db:
        save_policy(db, number, policy)
    assert set(refused.value.problems) == {field}
    with desk.reading() as db:
        assert policy_terms(db, number) == SUTTON


def test_a_policy_in_force_must_say_all_and_have_a_price_for_every_group(
    desk: Desk, first_aid: FirstAid
) -> None:
    number = keep(desk, SUTTON)
    with desk.changing("Group") as db:
        db.get_one(Agency, first_aid.agency).charging_group = "Library"
    with pytest.raises(Invalid) as refused, desk.changing("Save") as db:
        save_policy(db, number, Policy("Ours", lines=(SCHOOLS_ONLY,)))
    assert list(refused.value.problems) == ["lines.absence"]
    assert "“Library”" in str(refused.value)
    with desk.changing("Save") as db:
        assert save_policy(db, number, BRENT, opened=SUTTON) == number
    with desk.reading() as db:
        assert policy_terms(db, number) == BRENT


def test_a_policy_that_raised_charges_stays_as_it_is(desk: Desk, first_aid: FirstAid) -> None:
    number = keep(desk, SUTTON)
    with desk.changing("Book") as db:
        booking = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id
    raise_charge(desk, number, booking, ended=BEFORE)
    with desk.changing("Save") as db:
        save_policy(db, number, SUTTON)
    with pytest.raises(ChargesRaised), desk.changing("Save") as db:
        save_policy(db, number, BRENT)
    with desk.reading() as db:
        assert policy_terms(db, number) == SUTTON
        (row,) = policies_listed(db, today=BEFORE)
    assert (row.charges, charges_told(row)) == (1, "1 charge raised")


def test_whoever_saves_later_is_shown_what_was_saved_meanwhile(desk: Desk) -> None:
    number = keep(desk, SUTTON, None)
    with desk.changing("Save") as db:
        save_policy(db, number, BRENT, opened=SUTTON)
    with pytest.raises(ChangedMeanwhile) as late, desk.changing("Save") as db:
        save_policy(db, number, WIRRAL, opened=SUTTON)
    assert late.value.stored == BRENT


def test_only_what_is_half_written_can_be_removed(desk: Desk) -> None:
    draft, in_force = keep(desk, SUTTON, None), keep(desk, BRENT)
    with desk.changing("Remove") as db:
        remove_policy(db, draft)
    with pytest.raises(InForce), desk.changing("Remove") as db:
        remove_policy(db, in_force)
    with pytest.raises(Unknown, match="This policy is no longer there"), desk.reading() as db:
        policy_terms(db, draft)
    with desk.reading() as db:
        (row,) = policies_listed(db, today=BEFORE)
    assert (row.id, charges_told(row)) == (in_force, "")
