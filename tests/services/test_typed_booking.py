"""What a line such as "book ada risk" may mean."""

from datetime import timedelta

import pytest

from tests.conftest import STARTS, a_course, an_event
from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.typed_booking import TypedBooking, bookings_typed
from trainingdesk.storage.models import Delegate


def meant(line: Queueing, typed: str, **more: int) -> list[TypedBooking]:
    with line.desk.reading() as db:
        return bookings_typed(db, typed, today=stamp().today, at=None, **more)


def events(line: Queueing, typed: str) -> list[tuple[str, str, int | None]]:
    return [(each.delegate, each.reference, each.turn) for each in meant(line, typed)]


@pytest.mark.parametrize("typed", ["book ada risk", "Book risk Ada", "book nr0 ada RISK"])
def test_a_name_and_a_course_mean_the_next_dates_in_either_order(
    line: Queueing, typed: str
) -> None:
    assert events(line, typed) == [("Ada Nr0", "RISK-1", None), ("Ada Nr0", "RISK-2", None)]
    first = meant(line, typed)[0]
    assert (first.delegate_id, first.event_id) == (line.people["Ada"], line.first)
    assert (first.course, first.agency, first.starts) == ("Risk", "Library", STARTS)


def test_a_full_event_means_a_turn_on_its_waiting_list(line: Queueing) -> None:
    line.book("Grace", "Alan", "Edsger")
    assert events(line, "book ada risk")[0] == ("Ada Nr0", "RISK-1", 2)


def test_where_somebody_is_booked_already_the_next_date_is_meant(line: Queueing) -> None:
    line.book("Ada")
    assert events(line, "book ada risk") == [("Ada Nr0", "RISK-2", None)]


def test_an_event_that_takes_no_bookings_is_not_meant(line: Queueing) -> None:
    line.change(status=EventStatus.CANCELLED)
    line.change(line.second, headcount_only=True)
    assert events(line, "book ada risk") == []
    line.change(status=EventStatus.OPEN, register_closed_on=STARTS)
    assert events(line, "book ada risk") == []
    line.change(register_closed_on=None, starts=stamp(days=-1).today)
    assert events(line, "book ada risk") == []


@pytest.mark.parametrize(
    "typed", ["", "book", "book ada", "book nobody risk", "books ada risk", "ada risk"]
)
def test_anything_less_means_no_booking(line: Queueing, typed: str) -> None:
    assert events(line, typed) == []


def test_what_speaks_against_it_is_told(line: Queueing) -> None:
    with line.desk.changing("Leave") as db:
        db.get_one(Delegate, line.people["Ada"]).left_on = stamp().today
    assert meant(line, "book ada risk")[0].warnings == ("Left Library on 1 May 2026.",)
    assert meant(line, "book grace risk")[0].warnings == ()


def test_no_more_are_named_than_can_be_read(line: Queueing) -> None:
    with line.desk.changing("Plan") as db:
        course = a_course(db, "Risk again", "RISKA")
        for day in range(9):
            an_event(db, course, STARTS + timedelta(days=50 + day), reference=f"RISKA-{day}")
    assert len(meant(line, "book nr risk", limit=4)) == 4
