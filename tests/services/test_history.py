from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from tests.conftest import BY, BY_AFTER, NOON, STARTS, FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus, Via
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import SessionDetails
from trainingdesk.services import bookings, certificates, registers
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import (
    add_event,
    call_off,
    change_event,
    details_of,
    go_ahead,
)
from trainingdesk.services.history import CHILDREN, GRANDCHILDREN, count_of, history_of
from trainingdesk.storage.models import (
    Base,
    Booking,
    Certificate,
    Delegate,
    Event,
    Mark,
    StatusChange,
)

NEXT = STARTS.replace(day=17)


def told(desk: Desk, event_id: int, **page: int) -> list[tuple[str, str]]:
    with desk.reading() as db:
        return [(row.deed, row.what) for row in history_of(db, event_id, **page)]


@pytest.fixture
@set_up_once
def booked(desk: Desk, first_aid: FirstAid) -> FirstAid:
    with desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    return first_aid


def booking_of_ada(desk: Desk, at: FirstAid) -> int:
    with desk.reading() as db:
        return next(row.id for row in bookings_on(db, at.event) if row.delegate_id == at.ada)


def marked(desk: Desk, at: FirstAid, attendance: Attendance | None) -> None:
    booking = booking_of_ada(desk, at)
    with desk.changing("Mark" if attendance else "Remove") as db:
        registers.mark(db, booking, session_id=at.session, attendance=attendance, by=BY_AFTER)


def test_planning_and_booking_are_told_newest_first(desk: Desk, booked: FirstAid) -> None:
    assert told(desk, booked.event) == [
        ("Book", "Ada King: Booked"),
        ("Set up", "planned for 10 June 2026; 10 June 2026 added"),
    ]


def test_who_and_when_are_told(desk: Desk, booked: FirstAid) -> None:
    with desk.reading() as db:
        row = history_of(db, booked.event)[0]
    assert (row.who, row.at) == ("sam", NOON)


def test_a_cancellation_tells_its_reason_and_who_was_promoted(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Book") as db:
        bookings.book(db, event_id=booked.event, delegate_id=booked.grace, by=BY)
    here = booking_of_ada(desk, booked)
    with desk.changing("Cancel") as db:
        bookings.cancel(db, here, reason="Ill", by=BY)
    assert told(desk, booked.event)[0] == (
        "Cancel",
        (
            "Ada King: Booked to Cancelled (Ill); "
            "Grace Hopper: Waiting to Booked (A place became free.)"
        ),
    )


def test_marks_are_told_with_what_they_were_before(desk: Desk, booked: FirstAid) -> None:
    marked(desk, booked, Attendance.LATE)
    marked(desk, booked, Attendance.ATTENDED)
    marked(desk, booked, None)
    assert told(desk, booked.event)[:3] == [
        ("Remove", "Ada King: Attended taken away"),
        ("Mark", "Ada King: Late to Attended"),
        ("Mark", "Ada King: Late"),
    ]


def test_with_several_days_a_mark_says_its_day(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Add a day") as db:
        details = details_of(db, booked.event)
        days = (*details.sessions, SessionDetails(NEXT, venue="Online"))
        change_event(db, booked.event, replace(details, sessions=days), by=BY)
    marked(desk, booked, Attendance.LATE)
    with desk.changing("Move") as db:
        details = details_of(db, booked.event)
        first, second = details.sessions
        days = (replace(first, venue="Online"), replace(second, day=NEXT.replace(day=18)))
        change_event(db, booked.event, replace(details, sessions=days), by=BY)
    assert told(desk, booked.event)[:3] == [
        ("Move", "10 June 2026: Venue none to Online; Day 17 June 2026 to 18 June 2026"),
        ("Mark", "Ada King, 10 June 2026: Late"),
        ("Add a day", "17 June 2026 added"),
    ]


def test_a_day_that_was_removed_is_told(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Add a day") as db:
        details = details_of(db, booked.event)
        longer = replace(details, sessions=(*details.sessions, SessionDetails(NEXT)))
        change_event(db, booked.event, longer, by=BY)
    with desk.changing("Remove a day") as db:
        change_event(db, booked.event, details, by=BY)
    assert told(desk, booked.event)[0] == ("Remove a day", "17 June 2026 removed")


def test_changed_details_are_told_in_words(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Cancel") as db:
        call_off(db, [booked.event], EventStatus.CANCELLED, reason="Snow", by=BY)
    with desk.changing("Change") as db:
        details = replace(details_of(db, booked.event), places=9, series="Week")
        later = replace(details.sessions[0], starts=None)
        change_event(db, booked.event, replace(details, sessions=(later,)), by=BY)
    assert told(desk, booked.event)[:2] == [
        ("Change", "Series none to Week; Places 1 to 9; Starts 09:30 to none"),
        ("Cancel", "Status Open to Cancelled (Snow)"),
    ]


def test_closing_and_certificates_are_told(desk: Desk, booked: FirstAid) -> None:
    marked(desk, booked, Attendance.ATTENDED)
    with desk.changing("Close register") as db:
        registers.close_register(db, booked.event, by=BY_AFTER)
    with desk.changing("Issue certificates") as db:
        certificates.issue_certificates(db, booked.event, by=BY_AFTER)
    with desk.changing("Withdraw") as db:
        issued = db.query(Certificate).one()
        issued.withdrawn_on = STARTS
        number = issued.number
    history = told(desk, booked.event)
    assert history[0] == ("Withdraw", "Ada King: certificate withdrawn")
    assert history[1] == ("Issue certificates", f"Ada King: certificate {number}")
    assert history[2][1] == "Status Open to Delivered; Register closed none to 12 June 2026"
    desk.undo()
    desk.undo()
    assert told(desk, booked.event)[0] == (
        "Undo Issue certificates",
        f"Ada King: certificate {number} taken back",
    )


def test_minutes_and_where_a_mark_was_read_are_told(desk: Desk, booked: FirstAid) -> None:
    booking = booking_of_ada(desk, booked)
    for late, left in ((10, None), (20, None), (20, time(11, 5))):
        with desk.changing("Mark") as db:
            registers.mark(
                db,
                booking,
                session_id=booked.session,
                attendance=Attendance.LATE,
                minutes_late=late,
                left_at=left,
                by=BY_AFTER,
                via="Scan",
            )
    marked(desk, booked, None)
    assert [what for _, what in told(desk, booked.event)[:4]] == [
        "Ada King: Left early taken away",
        "Ada King: Late to Left early, left at 11:05",
        "Ada King: 20 min late",
        "Ada King: Late, 10 min late",
    ]
    with desk.reading() as db:
        assert [row.via for row in history_of(db, booked.event)[:4]] == ["", "Scan", "Scan", "Scan"]


def test_why_a_register_was_opened_again_is_told(desk: Desk, booked: FirstAid) -> None:
    marked(desk, booked, Attendance.ATTENDED)
    with desk.changing("Close register") as db:
        registers.close_register(db, booked.event, by=BY_AFTER)
    with desk.changing("Reopen register") as db:
        registers.reopen_register(db, booked.event, reason="Wrong Ada", by=BY_AFTER)
    assert told(desk, booked.event)[0] == (
        "Reopen register",
        "opened again: Wrong Ada; Register closed 12 June 2026 to none",
    )


def test_what_was_taken_back_stays_in_the_history(desk: Desk, booked: FirstAid) -> None:
    desk.undo()
    assert told(desk, booked.event)[:2] == [
        ("Undo Book", "Ada King: booking taken back"),
        ("Book", "Ada King: Booked"),
    ]


def test_what_has_no_words_of_its_own_is_only_counted(desk: Desk, booked: FirstAid) -> None:
    marked(desk, booked, Attendance.ATTENDED)
    with desk.changing("Close register") as db:
        registers.close_register(db, booked.event, by=BY_AFTER)
        db.flush()
        certificates.issue_certificates(db, booked.event, by=BY_AFTER)
    with desk.changing("Correct") as db:
        db.query(Mark).one().note = "Came by train"
        db.query(Booking).one().reason = "Asked by the manager"
        db.query(Certificate).one().issued_on = NEXT
    assert told(desk, booked.event)[0] == ("Correct", "")


def test_a_moved_event_tells_its_day_once(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Move") as db:
        details = details_of(db, booked.event)
        moved = replace(details.sessions[0], day=NEXT)
        change_event(db, booked.event, replace(details, sessions=(moved,)), by=BY)
    assert told(desk, booked.event)[0] == ("Move", "Day 10 June 2026 to 17 June 2026")


def test_much_at_once_is_counted(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Change everything") as db:
        event = db.get_one(Event, booked.event)
        event.places, event.headcount_only, event.headcount = 9, True, 4
        event.status, event.reference = EventStatus.CONFIRMED, "FA-1"
    what = told(desk, booked.event)[0][1]
    assert what.endswith("and 2 more")


def test_an_erased_delegate_has_no_name(desk: Desk, booked: FirstAid) -> None:
    desk.undo()
    with desk.changing("Erase", undoable=False) as db:
        db.delete(db.get_one(Delegate, booked.ada))
    assert told(desk, booked.event)[0] == ("Undo Book", "a delegate: booking taken back")


def test_bookings_of_an_import_are_told_together(desk: Desk, first_aid: FirstAid) -> None:
    at = datetime(2026, 4, 1, 9, tzinfo=UTC)
    with desk.changing("Import", undoable=False) as db:
        for delegate_id, status in (
            (first_aid.ada, BookingStatus.BOOKED),
            (first_aid.grace, BookingStatus.CANCELLED),
        ):
            booking = Booking(
                event_id=first_aid.event,
                delegate_id=delegate_id,
                agency_id=first_aid.agency,
                status=status,
            )
            db.add(booking)
            db.flush()
            db.add(StatusChange(booking_id=booking.id, status=status, at=at, on=None, who="sam"))
    assert ("Import", "2 bookings: 1 booked, 1 cancelled") in told(desk, first_aid.event)


def test_the_history_is_read_a_page_at_a_time(desk: Desk, booked: FirstAid) -> None:
    whole = told(desk, booked.event)
    assert told(desk, booked.event, offset=1, limit=1) == whole[1:2]
    with desk.reading() as db:
        assert count_of(db, booked.event) == len(whole) == 2


def test_another_events_deeds_are_not_told(desk: Desk, booked: FirstAid) -> None:
    assert told(desk, -1) == []


def test_an_event_that_was_taken_back_says_so(desk: Desk, booked: FirstAid) -> None:
    desk.undo()
    desk.undo()
    assert told(desk, booked.event)[0] == (
        "Undo Set up",
        "10 June 2026 removed; the event taken back",
    )


def test_more_trainers_and_partners_are_told(desk: Desk, booked: FirstAid) -> None:
    def change(*partners: str, **how: object) -> None:
        with desk.changing("Change") as db:
            details = details_of(db, booked.event)
            day = replace(details.sessions[0], **how)  # type: ignore[arg-type]
            more = details.partners if how else partners
            change_event(db, booked.event, replace(details, sessions=(day,), partners=more), by=BY)

    change(beside=("Sam",), reserve=("Kit",))
    assert told(desk, booked.event)[0][1] == "Sam beside the trainer; Kit in reserve"
    change(beside=(), reserve=("Sam",))
    said = told(desk, booked.event)[0][1]
    assert set(said.split("; ")) == {"Sam in reserve", "Kit no longer in reserve"}
    change("Dexwold")
    assert told(desk, booked.event)[0][1] == "shared with Dexwold"
    change()
    assert told(desk, booked.event)[0][1] == "no longer shared with Dexwold"


def test_of_several_days_it_is_told_on_which_somebody_trains(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Longer") as db:
        details = details_of(db, booked.event)
        days = (*details.sessions, SessionDetails(NEXT, beside=("Sam",)))
        change_event(db, booked.event, replace(details, sessions=days), by=BY)
    assert "Sam beside the trainer, 17 June 2026" in told(desk, booked.event)[0][1]
    with desk.changing("Shorter") as db:
        change_event(db, booked.event, details, by=BY)
    assert "17 June 2026 removed" in told(desk, booked.event)[0][1]


def test_own_fields_and_counting_are_told(desk: Desk, booked: FirstAid) -> None:
    with desk.changing("Change") as db:
        event = db.get_one(Event, booked.event)
        event.own_values, event.headcount_only = {"1": "Yes"}, True
        event.price_pence = 45_50
    said = told(desk, booked.event)[0][1]
    assert "People are only counted no to yes" in said
    assert "Price of a place none to £45.50" in said
    assert "fields of the board's own changed" in said


def test_a_change_of_status_tells_where_it_was_done(desk: Desk, first_aid: FirstAid) -> None:
    desk.via = Via.WINDOW
    with desk.changing("Book", "Ada King") as db:
        bookings.book(
            db,
            event_id=first_aid.event,
            delegate_id=first_aid.ada,
            reason="On the list",
            by=desk.stamp(),
        )
    with desk.reading() as db:
        row = history_of(db, first_aid.event)[0]
    assert (row.who, row.via, row.what) == (
        "sam",
        "Window",
        "Ada King: Booked (On the list)",
    )


def test_what_was_taken_back_is_told_of_no_other_event(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        plan = details_of(db, first_aid.event)
    new = replace(plan, reference="FA-NEW")
    with desk.changing("Plan") as db:
        add_event(db, new, by=BY)
    desk.undo()
    with desk.changing("Go") as db:
        go_ahead(db, first_aid.event, reason="Enough will come", by=BY)
    deeds = [deed for deed, _ in told(desk, first_aid.event)]
    assert deeds == ["Go", "Set up"]


def test_no_number_the_history_tells_of_is_given_again() -> None:
    told_of = {name for name, *_ in (*CHILDREN, *GRANDCHILDREN)}
    numbered = [table for name, table in Base.metadata.tables.items() if name in told_of]
    once = {table.name for table in numbered if table.dialect_options["sqlite"]["autoincrement"]}
    assert once == {table.name for table in numbered if "id" in table.columns}
