"""Places become free at two desks at once, on the two dates of the same shared waits."""

from collections.abc import Iterator

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

    def pause_then_end(db: Session, booking: Booking, *, by: object) -> None:
        meeting.wait()
        end_the_same_wait(db, booking, by=stamp())

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
