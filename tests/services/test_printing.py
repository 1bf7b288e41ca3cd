"""Issuing the certificates of several events in one file."""

from datetime import timedelta
from pathlib import Path

import pytest
from pikepdf import Pdf
from sqlalchemy import select

from tests.conftest import AFTER, STARTS, FirstAid, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.services.desk import Desk
from trainingdesk.services.printing import print_certificates_of
from trainingdesk.services.progress import Cancelled
from trainingdesk.storage.models import Booking, Certificate, Course, Event, Mark


@pytest.fixture
@set_up_once
def two_events(desk: Desk, first_aid: FirstAid) -> list[int]:
    """Two events that Ada attended, their registers closed."""
    with desk.changing("Hold") as db:
        course = db.get_one(Course, first_aid.course)
        events = [
            db.get_one(Event, first_aid.event),
            an_event(db, course, STARTS + timedelta(days=1)),
        ]
        for event in events:
            event.register_closed_on = AFTER
            booking = Booking(
                event_id=event.id,
                delegate_id=first_aid.ada,
                agency_id=first_aid.agency,
                status=BookingStatus.BOOKED,
            )
            db.add(booking)
            db.flush()
            session_id = event.sessions[0].id
            attended = Attendance.ATTENDED
            db.add(Mark(booking_id=booking.id, session_id=session_id, attendance=attended))
        return [event.id for event in events]


def test_certificates_of_several_events_fill_one_file(
    desk: Desk, two_events: list[int], tmp_path: Path
) -> None:
    path = tmp_path / "certificates.pdf"
    printed = print_certificates_of(desk, two_events, path)
    with Pdf.open(path) as saved:
        assert len(saved.pages) == printed.count == 2
    assert [number[:12] for number in printed.numbers] == ["202627-00001", "202627-00002"]


def test_a_file_that_cannot_be_saved_issues_nothing(
    desk: Desk, two_events: list[int], tmp_path: Path
) -> None:
    with pytest.raises(CannotSave):
        print_certificates_of(desk, two_events, tmp_path / "missing" / "certificates.pdf")
    with desk.reading() as db:
        assert db.scalars(select(Certificate)).all() == []


def test_events_without_certificates_leave_no_file(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    path = tmp_path / "certificates.pdf"
    with pytest.raises(NothingToPrint, match="due on this event"):
        print_certificates_of(desk, [first_aid.event], path)
    with pytest.raises(NothingToPrint, match="due on these events"):
        print_certificates_of(desk, [first_aid.event, first_aid.event], path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_certificates_of_several_events_fill_a_folder(
    desk: Desk, two_events: list[int], tmp_path: Path
) -> None:
    printed = print_certificates_of(desk, two_events, tmp_path / "each")
    names = sorted(path.name for path in (tmp_path / "each").iterdir())
    assert names == [f"{number} Ada King.pdf" for number in printed.numbers]


def test_a_stopped_printing_leaves_neither_numbers_nor_a_file(
    desk: Desk, two_events: list[int], tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []

    def stop_at_the_end(done: int, total: int) -> None:
        steps.append((done, total))
        if done == total:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_certificates_of(desk, two_events, tmp_path / "all.pdf", stop_at_the_end)
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert list(tmp_path.glob("*.pdf")) == []
    with desk.reading() as db:
        assert db.scalars(select(Certificate)).all() == []
