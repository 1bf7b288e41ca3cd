"""Two desks act on the same two events at one moment, each from the other end."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from threading import Event as Signal
from types import ModuleType

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tests.conftest import BEFORE, BY, NOON
from tests.services.at_once import Meeting, at_once
from tests.services.booking_desk import ADA, ALAN, GRACE, JOAN, MARY, Dates, two_dates
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import ChangedSince, EventNotOpen, Refused
from trainingdesk.services import bookings, carrying_over, exchanges, overbooking, several_dates
from trainingdesk.services.desk import Desk
from trainingdesk.services.holds import PlacesKept, keep_places, release
from trainingdesk.services.statuses import open_event

BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING
TRANSFERRED, CANCELLED = BookingStatus.TRANSFERRED, BookingStatus.CANCELLED
Act = Callable[[Session], object]


@dataclass(frozen=True)
class Two:
    """Two dates, the desk of somebody else, and where both stop until the other is there too."""

    dates: Dates
    theirs: Desk
    meeting: Meeting
    monkeypatch: pytest.MonkeyPatch

    def stop_after(self, module: ModuleType, name: str) -> None:
        """Stop after something was done, until the other has done it too."""
        do = getattr(module, name)

        def done(*args: object, **more: object) -> object:
            found = do(*args, **more)
            self.meeting.wait()
            return found

        self.monkeypatch.setattr(module, name, done)

    def do(self, ours: Act, theirs: Act) -> list[type[Refused] | None]:
        """Do both at one moment; of each, how it was refused."""
        return at_once(refused, [self.dates.desk, self.theirs], [ours, theirs])


def refused(desk: Desk, act: Act) -> type[Refused] | None:
    try:
        with desk.changing("Act") as db:
            act(db)
    except Refused as refusal:
        return type(refusal)
    return None


def undo_refused(desk: Desk, _wanted: None = None) -> type[Refused] | None:
    try:
        desk.undo()
    except Refused as refusal:
        return type(refusal)
    return None


@pytest.fixture
@set_up_once
def dates(desk: Desk) -> Dates:
    """Two places on each of two dates."""
    dates = two_dates(desk)
    dates.give_places(2, dates.second)
    return dates


@pytest.fixture
def theirs(dates: Dates) -> Iterator[Desk]:
    desk = Desk(dates.desk.address, who="kim", today=lambda: BEFORE, now=lambda: NOON)
    yield desk
    desk.close()


@pytest.fixture
def two(dates: Dates, theirs: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> Two:
    return Two(dates, theirs, meeting, monkeypatch)


def test_of_two_who_carry_over_to_and_fro_one_does_and_nobody_is_lost(two: Two) -> None:
    first, second = two.dates.first, two.dates.second
    two.dates.book(ADA)
    two.dates.book(MARY, on=second)
    two.stop_after(carrying_over, "open_event")
    carry = partial(carrying_over.carry_over, reason="Trainer ill", by=BY)
    done = two.do(
        lambda db: carry(db, first, second),
        lambda db: carry(db, second, first),
    )
    assert set(done) == {None, EventNotOpen}  # the one postponed the date the other goes to
    assert not two.meeting.happened
    there = [two.dates.standing(each) for each in (first, second)]
    assert {ADA: [BOOKED], MARY: [BOOKED]} in there


def test_who_transfer_to_and_fro_both_have_their_place(two: Two) -> None:
    first, second = two.dates.first, two.dates.second
    (ada,) = two.dates.book(ADA)
    (mary,) = two.dates.book(MARY, on=second)
    two.stop_after(exchanges, "open_event")
    transfer = partial(exchanges.transfer_several, by=BY)
    done = two.do(
        lambda db: transfer(db, [ada], second),
        lambda db: transfer(db, [mary], first),
    )
    assert done == [None, None]
    assert not two.meeting.happened
    assert two.dates.standing(first) == {ADA: [TRANSFERRED], MARY: [BOOKED]}
    assert two.dates.standing(second) == {MARY: [TRANSFERRED], ADA: [BOOKED]}


def crossed(dates: Dates) -> tuple[list[int], list[int]]:
    """Bookings on both dates, the first date first, and others the other way round."""
    ada, joan = dates.book(ADA, JOAN)
    grace, mary = dates.book(GRACE, MARY, on=dates.second)
    return [ada, grace], [mary, joan]


def test_who_cancel_several_in_crossed_order_both_do(two: Two) -> None:
    ours, others = crossed(two.dates)
    two.stop_after(bookings, "standing_booking")
    cancel = partial(bookings.cancel_several, reason="Ill", by=BY)
    done = two.do(lambda db: cancel(db, ours), lambda db: cancel(db, others))
    assert done == [None, None]
    assert not two.meeting.happened
    assert two.dates.standing(two.dates.first) == {ADA: [CANCELLED], JOAN: [CANCELLED]}
    assert two.dates.standing(two.dates.second) == {GRACE: [CANCELLED], MARY: [CANCELLED]}


def test_who_wait_for_the_same_dates_in_crossed_order_both_wait(two: Two) -> None:
    first, second = two.dates.first, two.dates.second
    two.dates.book(ADA, GRACE)
    two.dates.book(ADA, GRACE, on=second)
    two.stop_after(several_dates, "open_event")

    def wait(db: Session, person: int, *event_ids: int) -> None:
        whom = two.dates.people[person]
        several_dates.wait_for_dates(db, delegate_id=whom, event_ids=event_ids, by=BY)

    done = two.do(
        lambda db: wait(db, ALAN, first, second),
        lambda db: wait(db, MARY, second, first),
    )
    assert done == [None, None]
    assert not two.meeting.happened
    for each in (first, second):
        there = two.dates.standing(each)
        assert (there[ALAN], there[MARY]) == ([WAITING], [WAITING])


def booked_and_cancelled(desk: Desk, dates: Dates, person: int) -> None:
    booked: list[int] = []

    def book(db: Session) -> None:
        whom = dates.people[person]
        made = bookings.book(db, event_id=dates.first, delegate_id=whom, by=BY)
        booked.append(made.booking_id)

    assert refused(desk, book) is None
    assert refused(desk, lambda db: bookings.cancel(db, booked[0], reason="", by=BY)) is None


def kept_and_let_go(desk: Desk, dates: Dates, _person: int) -> None:
    kept: list[int] = []
    wanted = PlacesKept(dates.library, 1, BEFORE)
    keep = partial(keep_places, event_id=dates.first, kept=wanted, by=BY)
    assert refused(desk, lambda db: kept.append(keep(db))) is None
    assert refused(desk, lambda db: release(db, kept[0], by=BY)) is None


@pytest.mark.parametrize("had_it", [booked_and_cancelled, kept_and_let_go])
def test_of_two_who_take_a_deed_back_at_once_one_has_the_last_place(
    two: Two, had_it: Callable[[Desk, Dates, int], None]
) -> None:
    two.dates.give_places(1)
    had_it(two.dates.desk, two.dates, ADA)
    had_it(two.theirs, two.dates, MARY)
    two.stop_after(overbooking, "overbooked_on")  # both have counted what they put back
    done = at_once(undo_refused, [two.dates.desk, two.theirs], [None, None])
    assert sorted(done, key=str) == [ChangedSince, None]
    assert not two.meeting.happened
    places = two.dates.places(two.dates.first)
    assert (places.booked + places.kept, places.over) == (1, 0)


BLOCKED = text("SELECT pid FROM pg_stat_activity WHERE pg_blocking_pids(pid) && CAST(:by AS int[])")


def wait_for(desk: Desk, blocked: int, by: list[int]) -> list[int]:
    """Wait until so many programs wait for these, and name them."""
    for _ in range(500):
        with desk.reading() as db:
            found = list(db.scalars(BLOCKED, {"by": by}))
        if len(found) == blocked:
            return found
        Signal().wait(0.01)
    pytest.fail("nobody waits")


@pytest.mark.parametrize("held", ["first", "second"])
def test_who_takes_back_and_who_cancels_lock_events_in_one_order(two: Two, held: str) -> None:
    if two.dates.desk._engine.dialect.name == "sqlite":
        pytest.skip("on SQLite the whole desk is locked at once")
    ours, others = crossed(two.dates)
    cancel = partial(bookings.cancel_several, reason="Ill", by=BY)
    assert refused(two.theirs, lambda db: cancel(db, others)) is None
    third = Desk(two.dates.desk.address, who="jo")
    with ThreadPoolExecutor() as threads:
        with third.changing("Look") as db:
            open_event(db, getattr(two.dates, held))
            holder = db.scalars(select(func.pg_backend_pid())).one()
            first = threads.submit(refused, two.dates.desk, lambda db: cancel(db, ours))
            waits = wait_for(third, 1, [holder])
            second = threads.submit(undo_refused, two.theirs)
            wait_for(third, 2, [holder, *waits])
        assert (first.result(), second.result()) == (None, None)
    third.close()
    assert two.dates.standing(two.dates.second) == {GRACE: [CANCELLED], MARY: [BOOKED]}
