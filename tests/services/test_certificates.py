from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from tests.conftest import AFTER, BY, BY_AFTER, STARTS, FirstAid, a_delegate, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.certificate import certificate_number
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.refusals import SavedMeanwhile
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import bookings, registers
from trainingdesk.services.boards import BoardDetails, save_board
from trainingdesk.services.certificates import (
    certificate_numbered,
    certificates_on,
    events_with_certificates,
    issue_certificates,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.today import waits
from trainingdesk.storage.models import Agency, Certificate, Course, Event, Form

YEAR = TrainingYear(2026)
FIRST, SECOND = (certificate_number(year="2026-27", sequence=n) for n in (1, 2))


@pytest.fixture
@set_up_once
def attended(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Ada came, Grace was absent, and the register is closed."""
    with desk.changing("Hold the event") as db:
        db.get_one(Event, first_aid.event).places = 2
        for who, mark in (
            (first_aid.ada, Attendance.ATTENDED),
            (first_aid.grace, Attendance.ABSENT),
        ):
            bookings.book(db, event_id=first_aid.event, delegate_id=who, by=BY)
            line = next(
                row for row in bookings.bookings_on(db, first_aid.event) if row.delegate_id == who
            )
            registers.mark(db, line.id, session_id=first_aid.session, attendance=mark, by=BY_AFTER)
        registers.close_register(db, first_aid.event, by=BY_AFTER)
    return first_aid


def issue(desk: Desk, at: FirstAid) -> int:
    with desk.changing("Issue certificates") as db:
        return issue_certificates(db, at.event, by=BY_AFTER)


def test_whoever_came_is_due_and_the_others_are_told_why_not(
    desk: Desk, attended: FirstAid
) -> None:
    with desk.reading() as db:
        rows = certificates_on(db, attended.event)
    assert [(row.name, row.due, row.why_not, row.number) for row in rows] == [
        ("Grace Hopper", False, "marked Absent", ""),
        ("Ada King", True, "", ""),
    ]


def test_nobody_gets_two(desk: Desk, attended: FirstAid) -> None:
    assert (issue(desk, attended), issue(desk, attended)) == (1, 0)
    with desk.reading() as db:
        numbers = [row.number for row in certificates_on(db, attended.event)]
    assert numbers == ["", FIRST]


def test_the_database_itself_forbids_a_second_one(desk: Desk, attended: FirstAid) -> None:
    issue(desk, attended)
    with desk.reading() as db:
        ada = next(row.id for row in certificates_on(db, attended.event) if row.number)
    with pytest.raises((IntegrityError, SavedMeanwhile)), desk.changing("Forge") as db:
        db.add(Certificate(number=SECOND, booking_id=ada, issued_on=AFTER))


def test_numbers_go_on_through_the_year_and_are_not_used_again(
    desk: Desk, attended: FirstAid
) -> None:
    issue(desk, attended)
    with desk.changing("Withdraw") as db:
        found = certificate_numbered(db, FIRST)
        assert found
        db.query(Certificate).one().withdrawn_on = AFTER
    assert issue(desk, attended) == 1
    with desk.reading() as db:
        numbers = {row.number for row in certificates_on(db, attended.event)} - {""}
        withdrawn = certificate_numbered(db, FIRST.replace("-", " ").lower())
    assert numbers == {SECOND}
    assert withdrawn
    assert withdrawn.withdrawn_on == AFTER


def test_the_end_form_can_be_asked_for_first(desk: Desk, attended: FirstAid) -> None:
    with desk.changing("Ask for it") as db:
        save_board(db, BoardDetails(name="Westmere", end_form_needed=True))
    assert issue(desk, attended) == 0
    with desk.changing("Take it in") as db:
        db.add(Form(event_id=attended.event, delegate_id=attended.ada, stage=Stage.END))
    assert issue(desk, attended) == 1


@pytest.mark.parametrize(("own", "number"), [(None, 0), (True, 0), (False, 1)])
@pytest.mark.parametrize("needed", [True, False])
def test_a_course_may_need_the_end_form_where_the_board_does_not(
    desk: Desk, attended: FirstAid, *, needed: bool, own: bool | None, number: int
) -> None:
    with desk.changing("Ask for it") as db:
        save_board(db, BoardDetails(name="Westmere", end_form_needed=needed))
        db.get_one(Course, attended.course).end_form_needed = own
    due = number if own is not None else not needed
    with desk.reading() as db:
        of_sidebar = waits(db, YEAR, today=AFTER)["Certificates"]
    assert (of_sidebar, issue(desk, attended)) == (due, due)


def test_the_list_of_events_counts_what_is_due_issued_and_not_due(
    desk: Desk, attended: FirstAid
) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Course, attended.course)
        to_come = an_event(db, course, date(2026, 9, 1), reference="FA-9")
        alan = a_delegate(db, db.get_one(Agency, attended.agency), "Alan", "Turing")
        bookings.book(db, event_id=to_come.id, delegate_id=alan.id, by=BY)

    def counts() -> list[tuple[str, int, int, int, bool]]:
        with desk.reading() as db:
            rows = events_with_certificates(db, YEAR, today=AFTER)
        return [(r.reference, r.to_issue, r.issued, r.not_due, r.register_closed) for r in rows]

    assert counts() == [(f"FA-{STARTS:%y%m%d}", 1, 0, 1, True)]
    issue(desk, attended)
    assert counts() == [(f"FA-{STARTS:%y%m%d}", 0, 1, 1, True)]


def test_a_number_is_checked_however_it_is_typed(desk: Desk, attended: FirstAid) -> None:
    issue(desk, attended)
    with desk.reading() as db:
        found = certificate_numbered(db, f" {FIRST.lower()} ")
        assert certificate_numbered(db, "202627-00009-0") is None
    assert found
    assert (found.delegate, found.course, found.starts, found.issued_on) == (
        "Ada King",
        "First Aid",
        STARTS,
        AFTER,
    )


def mark_again(desk: Desk, at: FirstAid, mark: Attendance) -> None:
    with desk.changing("Reopen") as db:
        registers.reopen_register(db, at.event, reason="A slip", by=BY_AFTER)
    with desk.changing("Correct") as db:
        ada = next(row.id for row in certificates_on(db, at.event) if row.name == "Ada King")
        registers.mark(db, ada, session_id=at.session, attendance=mark, by=BY_AFTER)


def test_a_certificate_that_the_register_no_longer_bears_out_is_withdrawn(
    desk: Desk, attended: FirstAid
) -> None:
    issue(desk, attended)
    mark_again(desk, attended, Attendance.ABSENT)
    with desk.changing("Issue") as db:  # nothing is withdrawn while the register is open
        issue_certificates(db, attended.event, by=BY_AFTER)
        assert certificate_numbered(db, FIRST).withdrawn_on is None  # type: ignore[union-attr]
    with desk.changing("Close") as db:
        registers.close_register(db, attended.event, by=BY_AFTER)
    with desk.reading() as db:
        assert certificate_numbered(db, FIRST).withdrawn_on == AFTER  # type: ignore[union-attr]
        assert {row.number for row in certificates_on(db, attended.event)} == {""}


def test_a_correction_that_was_wrong_gives_a_new_number(desk: Desk, attended: FirstAid) -> None:
    issue(desk, attended)
    for mark in (Attendance.ABSENT, Attendance.LATE):
        mark_again(desk, attended, mark)
        with desk.changing("Close") as db:
            registers.close_register(db, attended.event, by=BY_AFTER)
    assert issue(desk, attended) == 1
    with desk.reading() as db:
        assert {row.number for row in certificates_on(db, attended.event)} == {"", SECOND}
