"""Places become free at two desks at once, on the two dates of the same shared waits."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from time import sleep

import pytest
from sqlalchemy.orm import Session

from tests.services.at_once import Meeting, at_once
from tests.services.queueing import Queueing, stamp
from trainingdesk.services import passing
from trainingdesk.services.bookings import cancel_several
from trainingdesk.services.desk import Desk
from trainingdesk.services.passing import end_the_same_wait
from trainingdesk.services.several_dates import wait_for_dates
from trainingdesk.storage.models import Booking


@pytest.fixture
def meeting(meeting: Meeting, monkeypatch: pytest.MonkeyPatch) -> Meeting:
    """Whether both have given a place before either ended the wait for the other date."""

    def pause_then_end(db: Session, booking: Booking, *, by: object) -> list[str]:
        meeting.wait()
        return end_the_same_wait(db, booking, by=stamp())

    monkeypatch.setattr(passing, "end_the_same_wait", pause_then_end)
    return meeting


@pytest.fixture
def second_desk(line: Queueing) -> Iterator[Desk]:
    """The same records, opened by another program."""
    desk = Desk(line.desk.address, who="kim")
    yield desk
    desk.close()


def wait_for_both(line: Queueing, *names: str) -> None:
    with line.desk.changing("Wait") as db:
        for name in names:
            both = line.first, line.second
            wait_for_dates(db, delegate_id=line.people[name], event_ids=both, by=stamp())


def test_who_waits_for_two_dates_has_one_place_though_both_become_free_at_once(
    line: Queueing, second_desk: Desk, meeting: Meeting
) -> None:
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    wait_for_both(line, "Alan", "Barbara")
    with line.desk.reading() as db:
        given_up = [[line.of(db, "Ada")], [line.of(db, "Edsger", line.second)]]

    def give_up(desk: Desk, booking_ids: list[int]) -> list[str]:
        with desk.changing("Cancel") as db:
            return cancel_several(db, booking_ids, reason="Ill", by=stamp())

    lucky = at_once(give_up, [line.desk, second_desk], given_up)
    assert sorted(lucky) == [["Alan Nr2"], ["Barbara Nr4"]]
    assert not meeting.happened
    there = [line.standing(), line.standing(line.second)]
    assert sorted(each["Alan"] for each in there) == ["Booked", "Cancelled"]
    assert sorted(each["Barbara"] for each in there) == ["Booked", "Cancelled"]


def test_so_it_is_where_the_wait_was_not_yet_saved_as_they_became_free(
    line: Queueing, second_desk: Desk
) -> None:
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    with line.desk.reading() as db:
        ada, edsger = line.of(db, "Ada"), line.of(db, "Edsger", line.second)
    begun, third = Signal(), Desk(line.desk.address, who="jo")

    def give_up(desk: Desk, booking_id: int) -> None:
        begun.wait()
        with desk.changing("Cancel") as db:
            cancel_several(db, [booking_id], reason="Ill", by=stamp())

    with ThreadPoolExecutor() as threads:
        with third.changing("Wait") as db:
            both = line.first, line.second
            wait_for_dates(db, delegate_id=line.people["Alan"], event_ids=both, by=stamp())
            db.flush()
            begun.set()
            wanted = [(line.desk, ada), (second_desk, edsger)]
            two = [threads.submit(give_up, *each) for each in wanted]
            sleep(0.3)  # both have looked for ties by now, and wait for this one's locks
        for each in two:
            each.result()
    third.close()
    there = [line.standing()["Alan"], line.standing(line.second)["Alan"]]
    assert sorted(there) == ["Booked", "Cancelled"]
