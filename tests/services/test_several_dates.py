"""One wait for several dates of a course."""

from collections.abc import Sequence
from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import STARTS, a_course, an_event
from tests.services.queueing import Queueing, stamp
from tests.worlds import set_up_once
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import EventClosed, EventNotOpen, Invalid, Refused
from trainingdesk.services.booked import bookings_on
from trainingdesk.services.several_dates import (
    HAD_ONE,
    other_dates,
    place_at_once,
    wait_for_dates,
)
from trainingdesk.storage.models import Course, Event, SharedWait


@pytest.fixture
@set_up_once
def full(line: Queueing) -> Queueing:
    """Both events are full."""
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    return line


def wait(line: Queueing, name: str, events: Sequence[int] = ()) -> str:
    with line.desk.changing("Wait") as db:
        return wait_for_dates(
            db,
            delegate_id=line.people[name],
            event_ids=events or (line.second, line.first),
            by=stamp(),
        )


def third(line: Queueing, places: int = 1, course_id: int = 0) -> int:
    with line.desk.changing("Plan") as db:
        course = db.get_one(Course, course_id or line.course)
        return an_event(db, course, date(2026, 9, 1), places=places, reference="RISK-3").id


def shared(line: Queueing) -> list[set[int]]:
    """The events of each wait."""
    with line.desk.reading() as db:
        waits: dict[int, set[int]] = {}
        for row in db.scalars(select(SharedWait)):
            waits.setdefault(row.first_id, set()).add(row.booking_id)
        return list(waits.values())


def test_somebody_waits_for_both_dates_at_once(full: Queueing) -> None:
    full.undone(lambda: (full.standing(), shared(full)), lambda: wait(full, "Alan"))
    assert full.standing()["Alan"] == full.standing(full.second)["Alan"] == "Waiting"
    assert [len(each) for each in shared(full)] == [2]


def test_who_waits_already_waits_on_in_the_same_turn(full: Queueing) -> None:
    full.book("Alan", "Barbara")
    assert wait(full, "Alan") == ""
    with full.desk.reading() as db:
        rows = {row.delegate: row for row in bookings_on(db, full.first, by=stamp())}
    alan, barbara = rows["Nr2, Alan"].queued, rows["Nr4, Barbara"].queued
    assert alan is not None
    assert barbara is not None
    assert (alan.turn, alan.also_for) == (1, ("RISK-2",))
    assert (barbara.turn, barbara.also_for) == (2, ())


def test_two_waits_become_one(full: Queueing) -> None:
    later = third(full)
    full.book("Grace", event=later)
    wait(full, "Alan")
    wait(full, "Alan", (full.second, later))
    assert [len(each) for each in shared(full)] == [3]
    full.cancel("Edsger", event=full.second)
    assert full.standing()["Alan"] == full.standing(later)["Alan"] == "Cancelled"


def test_where_a_date_has_room_they_are_booked_there_and_wait_for_nothing(full: Queueing) -> None:
    later = third(full)
    full.book("Alan")
    said: list[str] = []
    full.undone(
        lambda: (full.standing(), full.standing(later)),
        lambda: said.append(wait(full, "Alan", (full.first, full.second, later))),
    )
    assert said == ["RISK-3"]
    assert full.standing(later) == {"Alan": "Booked"}
    assert full.standing()["Alan"] == "Cancelled"
    assert "Alan" not in full.standing(full.second)
    assert full.told("Alan", later)[-1][1] == HAD_ONE


def test_where_they_would_be_booked_at_once_is_told_before(full: Queueing) -> None:
    def told(*events: int) -> str:
        with full.desk.reading() as db:
            return place_at_once(db, delegate_id=full.people["Alan"], event_ids=events)

    assert told(full.first, full.second) == ""
    later = third(full)
    full.change(full.second, places=9)
    assert told(later, full.second) == "RISK-2"  # the sooner one
    assert told(later) == wait(full, "Alan", (full.first, later)) == "RISK-3"


def test_one_date_or_two_courses_make_no_shared_wait(full: Queueing) -> None:
    with pytest.raises(Invalid, match="Choose another date"):
        wait(full, "Alan", (full.first, full.first))
    with full.desk.changing("Plan") as db:
        other = a_course(db, "Neglect", "NEG").id
    with pytest.raises(Refused, match="one course"):
        wait(full, "Alan", (full.first, third(full, course_id=other)))


def test_who_has_a_place_needs_no_wait(full: Queueing) -> None:
    with pytest.raises(Refused, match="Ada Nr0 has a place on RISK-1 already"):
        wait(full, "Ada")


def test_an_event_that_is_off_or_over_is_not_waited_for(full: Queueing) -> None:
    full.change(full.second, status=EventStatus.CANCELLED)
    with pytest.raises(EventNotOpen):
        wait(full, "Alan")
    full.change(full.second, register_closed_on=STARTS)
    with pytest.raises(EventClosed):
        wait(full, "Alan")
    assert "Alan" not in full.standing()


def test_the_dates_that_can_be_waited_for_are_those_to_come_without_a_booking(
    full: Queueing,
) -> None:
    def offered(name: str, day: date = STARTS) -> list[tuple[str, int, int]]:
        with full.desk.reading() as db:
            found = other_dates(db, full.first, full.people[name], today=day)
            return [(each.reference, each.free, each.waiting) for each in found]

    full.book("Barbara", event=full.second)
    later = third(full, places=4)
    assert offered("Alan") == [("RISK-2", 0, 1), ("RISK-3", 4, 0)]
    assert offered("Edsger") == [("RISK-3", 4, 0)]
    assert offered("Alan", date(2026, 9, 1)) == []
    with full.desk.changing("Count") as db:
        db.get_one(Event, later).headcount_only = True
    assert offered("Edsger") == []
