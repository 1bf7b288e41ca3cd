"""Putting versions in force, suspending and resuming them."""

from datetime import date

import pytest

from tests.conftest import BY, STARTS, FirstAid
from tests.services.charging.kept import THIS_YEAR, keep, raise_charge
from trainingdesk.domain.charging.boards import BRENT, SUTTON, WIRRAL
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.bookings import book
from trainingdesk.services.charging.in_force import NotSuspended, put_in_force, resume, suspend
from trainingdesk.services.charging.versions import versions
from trainingdesk.services.desk import Desk

JULY = date(2026, 7, 1)
END_OF_JUNE = date(2026, 6, 30)
NEXT_YEAR = date(2027, 4, 1)


def dates(desk: Desk) -> list[tuple[int, date, date | None]]:
    with desk.reading() as db:
        return [(each.id, each.version.since, each.version.until) for each in versions(db)]


def spells(desk: Desk) -> list[tuple[date, date | None, str]]:
    with desk.reading() as db:
        return [(s.since, s.until, s.why) for each in versions(db) for s in each.version.spells]


def put(desk: Desk, number: int, since: date) -> None:
    with desk.changing("Put in force") as db:
        put_in_force(db, number, since=since)


def test_the_version_before_ends_on_the_day_before(desk: Desk) -> None:
    first, second = keep(desk, SUTTON, None), keep(desk, BRENT, None)
    put(desk, first, THIS_YEAR)
    put(desk, second, JULY)
    assert dates(desk) == [(first, THIS_YEAR, END_OF_JUNE), (second, JULY, None)]


def test_a_version_between_two_ends_where_the_next_begins(desk: Desk) -> None:
    before = keep(desk, SUTTON, THIS_YEAR, date(2027, 3, 31))
    after = keep(desk, BRENT, NEXT_YEAR)
    between, earliest = keep(desk, WIRRAL, None), keep(desk, WIRRAL, None)
    put(desk, between, JULY)
    put(desk, earliest, date(2025, 4, 1))
    assert dates(desk) == [
        (earliest, date(2025, 4, 1), date(2026, 3, 31)),
        (before, THIS_YEAR, END_OF_JUNE),
        (between, JULY, date(2027, 3, 31)),
        (after, NEXT_YEAR, None),
    ]


def test_two_versions_cannot_come_into_force_on_one_day(desk: Desk) -> None:
    kept, draft = keep(desk, SUTTON), keep(desk, BRENT, None)
    with pytest.raises(Invalid, match="“Sutton” comes into force on 1 April 2026 already"):
        put(desk, draft, THIS_YEAR)
    assert dates(desk) == [(kept, THIS_YEAR, None)]


def test_no_gap_is_left(desk: Desk) -> None:
    keep(desk, SUTTON, THIS_YEAR, date(2026, 5, 31))
    draft = keep(desk, BRENT, None)
    with pytest.raises(Invalid, match="No policy is in force from 1 June 2026 to 30 June 2026"):
        put(desk, draft, JULY)
    put(desk, draft, date(2026, 6, 1))


def test_days_of_which_charges_were_raised_are_not_taken_from_a_version(
    desk: Desk, first_aid: FirstAid
) -> None:
    kept, draft = keep(desk, SUTTON), keep(desk, BRENT, None)
    charge(desk, first_aid, kept)
    with pytest.raises(Invalid, match="raised charges for an event on 10 June 2026"):
        put(desk, draft, STARTS)
    put(desk, draft, date(2026, 6, 11))


def test_an_unfinished_policy_is_not_put_in_force(desk: Desk) -> None:
    draft = keep(desk, Policy("Ours"), None)
    with pytest.raises(Invalid) as refused:
        put(desk, draft, THIS_YEAR)
    assert set(refused.value.problems) == {"lines"}
    assert dates(desk) == []


def test_a_policy_is_put_in_force_once(desk: Desk) -> None:
    kept = keep(desk, SUTTON)
    with pytest.raises(Refused, match="in force from 1 April 2026 already"):
        put(desk, kept, JULY)
    with pytest.raises(Unknown):
        put(desk, 99, JULY)


def test_a_suspended_policy_is_resumed_from_a_day(desk: Desk) -> None:
    kept = keep(desk, SUTTON)
    with desk.changing("Suspend") as db:
        suspend(db, kept, since=date(2026, 5, 1), why=" a shortage \n of time ")
    assert spells(desk) == [(date(2026, 5, 1), None, "a shortage of time")]
    with desk.changing("Resume") as db:
        resume(db, kept, on=JULY)
    assert spells(desk) == [(date(2026, 5, 1), END_OF_JUNE, "a shortage of time")]
    with pytest.raises(NotSuspended), desk.changing("Resume") as db:
        resume(db, kept, on=JULY)


def test_a_suspension_that_is_resumed_on_its_first_day_never_was(desk: Desk) -> None:
    kept = keep(desk, SUTTON, pauses=[(JULY, None)])
    with desk.changing("Resume") as db:
        resume(db, kept, on=JULY)
    assert spells(desk) == []


@pytest.mark.parametrize(
    ("since", "until", "why", "field"),
    [
        (JULY, None, " ", "why"),
        (JULY, END_OF_JUNE, "Time", "until"),
        (date(2026, 3, 31), None, "Time", "since"),
        (date(2026, 5, 2), date(2026, 5, 3), "Time", "since"),
    ],
)
def test_a_wrong_suspension_is_refused_by_field(
    desk: Desk, since: date, until: date | None, why: str, field: str
) -> None:
    kept = keep(desk, SUTTON, pauses=[(date(2026, 5, 1), date(2026, 5, 8))])
    with pytest.raises(Invalid) as refused, desk.changing("Suspend") as db:
        suspend(db, kept, since=since, until=until, why=why)
    assert set(refused.value.problems) == {field}
    assert len(spells(desk)) == 1


def test_days_on_which_charges_were_raised_are_not_suspended(
    desk: Desk, first_aid: FirstAid
) -> None:
    kept = keep(desk, SUTTON)
    charge(desk, first_aid, kept)
    with pytest.raises(Invalid, match="raised charges"), desk.changing("Suspend") as db:
        suspend(db, kept, since=date(2026, 6, 1), why="Time")
    with desk.changing("Suspend") as db:
        suspend(db, kept, since=date(2026, 6, 1), until=date(2026, 6, 9), why="Time")
        suspend(db, kept, since=date(2026, 6, 11), why="Time")


def test_a_suspension_ends_with_its_version(desk: Desk) -> None:
    keep(desk, SUTTON, pauses=[(date(2026, 4, 10), date(2026, 5, 1)), (date(2026, 6, 1), JULY)])
    draft = keep(desk, BRENT, None)
    put(desk, draft, date(2026, 6, 10))
    assert [until for _, until, _ in spells(desk)] == [date(2026, 5, 1), date(2026, 6, 9)]


def test_a_suspension_after_its_version_is_told(desk: Desk) -> None:
    keep(desk, SUTTON, pauses=[(JULY, None)])
    draft = keep(desk, BRENT, None)
    with pytest.raises(Invalid, match="The policy is not in force all this time"):
        put(desk, draft, date(2026, 6, 10))


def test_only_a_version_in_force_is_suspended(desk: Desk) -> None:
    draft = keep(desk, SUTTON, None)
    with pytest.raises(Refused, match="half-written"), desk.changing("Suspend") as db:
        suspend(db, draft, since=JULY, why="Time")


def charge(desk: Desk, first_aid: FirstAid, policy_id: int) -> None:
    with desk.changing("Book") as db:
        booking = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id
    raise_charge(desk, policy_id, booking)
