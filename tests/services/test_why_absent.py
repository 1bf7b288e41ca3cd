"""Why somebody did not come, kept with the booking."""

import pytest

from tests.conftest import AFTER, BY, BY_AFTER, FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import mark, register_of
from trainingdesk.services.why_absent import WhyAbsent, keep_why_absent, why_absent


@pytest.fixture
@set_up_once
def booking(desk: Desk, first_aid: FirstAid) -> int:
    """Ada was absent."""
    with desk.changing("Book") as db:
        number = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id
        absent = Attendance.ABSENT
        mark(db, number, session_id=first_aid.session, attendance=absent, by=BY_AFTER)
    return number


def tell(desk: Desk, booking: int, why: str, opened: WhyAbsent | None = None) -> None:
    with desk.changing("Change", "why Ada King did not come") as db:
        keep_why_absent(db, booking, WhyAbsent(why), opened=opened)


def test_a_reason_comes_back_into_the_register(
    desk: Desk, first_aid: FirstAid, booking: int
) -> None:
    tell(desk, booking, " Called to \n court ", WhyAbsent())
    with desk.reading() as db:
        assert why_absent(db, booking) == WhyAbsent("Called to court")
        assert [row.why_absent for row in bookings_on(db, first_aid.event)] == ["Called to court"]
        line = register_of(db, first_aid.event, today=AFTER).lines[0]
        assert line.why_absent == "Called to court"
    desk.undo()
    with desk.reading() as db:
        assert why_absent(db, booking) == WhyAbsent()


def test_whoever_came_has_nothing_to_explain(desk: Desk, first_aid: FirstAid, booking: int) -> None:
    tell(desk, booking, "Ill")
    with desk.changing("Mark") as db:
        late = Attendance.LATE
        mark(db, booking, session_id=first_aid.session, attendance=late, by=BY_AFTER)
    with desk.reading() as db:
        assert [
            line.why_absent for line in register_of(db, first_aid.event, today=AFTER).lines
        ] == [""]
    with pytest.raises(Refused, match="Ada King came"):
        tell(desk, booking, "Not ill")
    tell(desk, booking, "")
    with desk.reading() as db:
        assert why_absent(db, booking) == WhyAbsent()


def test_what_is_wrong_late_or_of_nobody_is_refused(desk: Desk, booking: int) -> None:
    with pytest.raises(Invalid):
        tell(desk, booking, "x" * 201)
    tell(desk, booking, "Ill")
    with pytest.raises(ChangedMeanwhile):
        tell(desk, booking, "Away", WhyAbsent())
    with pytest.raises(Unknown):
        tell(desk, 99, "Ill")
