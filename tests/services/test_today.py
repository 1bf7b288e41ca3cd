"""What waits, by kind of work."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BEFORE, BY_AFTER, STARTS, FirstAid, a_delegate, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.certificates import events_with_certificates, issue_certificates
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures.year import year_figures
from trainingdesk.services.today import Held, Task, Work, cards, held, waits
from trainingdesk.storage.models import (
    Agency,
    Board,
    Booking,
    Course,
    Event,
    EventSession,
    Form,
    Mark,
    PublishedFigure,
    Question,
    QuestionStage,
    Trainer,
    Venue,
)

SOON = STARTS - timedelta(days=20)
LATER = STARTS + timedelta(days=130)


def a_booking(
    db: Session, first_aid: FirstAid, delegate_id: int, status: BookingStatus, event_id: int = 0
) -> Booking:
    booking = Booking(
        event_id=event_id or first_aid.event,
        delegate_id=delegate_id,
        agency_id=first_aid.agency,
        status=status,
        booked_on=BEFORE,
    )
    db.add(booking)
    db.flush()
    return booking


def marked(db: Session, booking: Booking, *marks: Attendance) -> None:
    sessions = db.get_one(Event, booking.event_id).sessions
    for session, attendance in zip(sessions, marks, strict=False):
        db.add(Mark(booking_id=booking.id, session_id=session.id, attendance=attendance))


def tasks(desk: Desk, work: Work, today: date) -> list[Task]:
    with desk.reading() as db:
        return [task for card in cards(db, today) if card.work is work for task in card.tasks]


def said(desk: Desk, work: Work, today: date) -> list[str]:
    return [task.said for task in tasks(desk, work, today)]


@pytest.fixture
@set_up_once
def arranged(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """The event with a trainer, a venue and Ada, who is booked."""
    with desk.changing("Arrange") as db:
        session = db.get_one(EventSession, first_aid.session)
        session.trainer, session.venue = Trainer(name="B"), Venue(name="Library")
        a_booking(db, first_aid, first_aid.ada, BookingStatus.BOOKED)
    return first_aid


@pytest.fixture
@set_up_once
def closed(desk: Desk, arranged: FirstAid) -> FirstAid:
    """The same after the event: Ada attended, and the register is closed."""
    with desk.changing("Close") as db:
        event = db.get_one(Event, arranged.event)
        event.register_closed_on, event.status = AFTER, EventStatus.DELIVERED
        booking = db.query(Booking).one()
        marked(db, booking, Attendance.ATTENDED)
    return arranged


def test_an_event_below_its_minimum_is_at_risk_four_weeks_before(
    desk: Desk, first_aid: FirstAid
) -> None:
    (task,) = tasks(desk, Work.AT_RISK, STARTS - timedelta(days=28))
    assert (task.said, task.urgent, task.event_id) == ("0 of 1, 1 needed", True, first_aid.event)
    assert tasks(desk, Work.AT_RISK, STARTS - timedelta(days=29)) == []


def test_an_event_with_enough_people_is_not_at_risk(desk: Desk, arranged: FirstAid) -> None:
    assert tasks(desk, Work.AT_RISK, SOON) == []


def test_a_cancelled_event_asks_for_nothing(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Cancel") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    with desk.reading() as db:
        assert cards(db, SOON) == []
        assert cards(db, AFTER) == []


def test_a_register_waits_from_the_last_day_on_and_is_late_after_a_week(
    desk: Desk, arranged: FirstAid
) -> None:
    assert tasks(desk, Work.REGISTERS, STARTS - timedelta(days=1)) == []
    assert said(desk, Work.REGISTERS, STARTS) == ["1 not marked"]
    (late,) = tasks(desk, Work.REGISTERS, STARTS + timedelta(days=8))
    assert (late.said, late.urgent) == ("1 not marked, late", True)


def test_a_register_of_two_days_waits_until_both_are_over(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Add a day") as db:
        db.add(EventSession(event_id=first_aid.event, day=STARTS + timedelta(days=7)))
    assert tasks(desk, Work.REGISTERS, AFTER) == []
    assert len(tasks(desk, Work.REGISTERS, STARTS + timedelta(days=7))) == 1


def test_a_register_says_when_everybody_is_marked(desk: Desk, arranged: FirstAid) -> None:
    with desk.changing("Mark") as db:
        marked(db, db.query(Booking).one(), Attendance.ABSENT)
    assert said(desk, Work.REGISTERS, AFTER) == ["all marked"]


def test_the_oldest_register_comes_first(desk: Desk, arranged: FirstAid) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Course, arranged.course)
        an_event(db, course, STARTS - timedelta(days=1))
    days = [task.on for task in tasks(desk, Work.REGISTERS, AFTER)]
    assert days == [STARTS - timedelta(days=1), STARTS]


def test_a_day_without_trainer_or_venue_is_named_eight_weeks_before(
    desk: Desk, first_aid: FirstAid
) -> None:
    assert said(desk, Work.UNARRANGED, STARTS - timedelta(days=56)) == ["no trainer and no venue"]
    assert tasks(desk, Work.UNARRANGED, STARTS - timedelta(days=57)) == []
    (task,) = tasks(desk, Work.UNARRANGED, STARTS - timedelta(days=14))
    assert task.urgent


def test_an_online_event_with_its_link_needs_a_trainer_only(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Online") as db:
        db.get_one(EventSession, first_aid.session).online = "https://example.org/room"
    assert said(desk, Work.UNARRANGED, SOON) == ["no trainer"]


def test_a_course_that_is_taken_alone_needs_neither(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Kind") as db:
        db.get_one(Course, first_aid.course).kind = "E-learning"
    assert said(desk, Work.UNARRANGED, SOON) == []


def test_a_day_further_ahead_may_still_be_without_them(desk: Desk, arranged: FirstAid) -> None:
    later = SOON + timedelta(days=57)
    with desk.changing("Add a day") as db:
        db.add(EventSession(event_id=arranged.event, day=later))
    assert said(desk, Work.UNARRANGED, SOON) == []
    assert said(desk, Work.UNARRANGED, SOON + timedelta(days=1)) == ["no trainer and no venue"]


def test_an_event_with_trainer_and_venue_is_arranged(desk: Desk, arranged: FirstAid) -> None:
    assert tasks(desk, Work.UNARRANGED, SOON) == []


def test_people_who_wait_while_a_place_is_free_cannot_wait(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Wait") as db:
        a_booking(db, first_aid, first_aid.ada, BookingStatus.WAITING)
    (task,) = tasks(desk, Work.WAITING, SOON)
    assert (task.said, task.urgent) == ("1 person waits, 1 place is free", True)


def test_a_queue_as_long_as_the_minimum_is_enough_for_another_event(
    desk: Desk, arranged: FirstAid
) -> None:
    assert tasks(desk, Work.WAITING, SOON) == []
    with desk.changing("Wait") as db:
        a_booking(db, arranged, arranged.grace, BookingStatus.WAITING)
    (task,) = tasks(desk, Work.WAITING, SOON)
    assert (task.said, task.urgent) == ("1 person waits, enough for another event", False)


def test_a_full_event_for_which_people_wait_is_told(desk: Desk, arranged: FirstAid) -> None:
    with desk.changing("Wait") as db:
        db.get_one(Course, arranged.course).minimum = 2
        a_booking(db, arranged, arranged.grace, BookingStatus.WAITING)
    (task,) = tasks(desk, Work.WAITING, SOON)
    assert (task.said, task.urgent) == ("1 person waits, full", False)


def test_a_certificate_is_ready_until_it_is_issued(desk: Desk, closed: FirstAid) -> None:
    assert said(desk, Work.CERTIFICATES, AFTER) == ["1 to issue"]
    with desk.changing("Issue") as db:
        issue_certificates(db, closed.event, by=BY_AFTER)
    assert tasks(desk, Work.CERTIFICATES, AFTER) == []


def test_a_certificate_waits_for_the_end_evaluation_where_the_board_needs_it(
    desk: Desk, closed: FirstAid
) -> None:
    with desk.changing("Need it") as db:
        db.get_one(Board, 1).end_form_needed = True
    assert tasks(desk, Work.CERTIFICATES, AFTER) == []
    with desk.changing("Receive") as db:
        db.add(Form(event_id=closed.event, delegate_id=closed.ada, stage=Stage.END))
    assert said(desk, Work.CERTIFICATES, AFTER) == ["1 to issue"]


@pytest.mark.parametrize(
    "marks",
    [
        (),
        (Attendance.ATTENDED,),
        (Attendance.LATE, Attendance.ATTENDED),
        (Attendance.ATTENDED, Attendance.ABSENT),
        (Attendance.LEFT_EARLY, Attendance.ATTENDED),
        (Attendance.APOLOGIES, Attendance.APOLOGIES),
    ],
)
@pytest.mark.parametrize("is_closed", [True, False])
def test_today_counts_the_certificates_that_the_list_of_them_counts(
    desk: Desk, first_aid: FirstAid, marks: tuple[Attendance, ...], *, is_closed: bool
) -> None:
    with desk.changing("Mark") as db:
        event = db.get_one(Event, first_aid.event)
        event.sessions.append(EventSession(day=STARTS + timedelta(days=1)))
        event.register_closed_on = AFTER if is_closed else None
        db.flush()
        marked(db, a_booking(db, first_aid, first_aid.ada, BookingStatus.WALK_IN), *marks)
    with desk.reading() as db:
        year = TrainingYear.of(STARTS)
        from_list = events_with_certificates(db, year, today=AFTER)
        of_sidebar = waits(db, year, today=AFTER)["Certificates"]
        assert of_sidebar == sum(row.to_issue for row in from_list)


@pytest.fixture
@set_up_once
def asked(desk: Desk, closed: FirstAid) -> FirstAid:
    """The same on a desk that asks a question three months after."""
    with desk.changing("Ask") as db:
        question = Question(code="Q1", words="What changed?", answer=AnswerKind.TEXT)
        question.stages.append(QuestionStage(stage=Stage.FOLLOW_UP))
        db.add(question)
    return closed


def test_a_follow_up_is_due_after_the_months_of_the_board_and_for_a_year(
    desk: Desk, asked: FirstAid
) -> None:
    due = date(2026, 9, 10)
    assert said(desk, Work.FOLLOW_UPS, due) == ["1 due"]
    with desk.changing("Reopen") as db:
        db.get_one(Event, asked.event).register_closed_on = None
    assert tasks(desk, Work.FOLLOW_UPS, due) == []
    desk.undo()
    assert tasks(desk, Work.FOLLOW_UPS, due - timedelta(days=1)) == []
    assert said(desk, Work.FOLLOW_UPS, date(2027, 6, 10)) == ["1 due"]
    assert tasks(desk, Work.FOLLOW_UPS, date(2027, 6, 11)) == []


def test_a_follow_up_is_due_as_the_course_says_after_the_last_day(
    desk: Desk, asked: FirstAid
) -> None:
    with desk.changing("Say") as db:
        event = db.get_one(Event, asked.event)
        event.course.follow_up_weeks = 6
        event.sessions.append(EventSession(day=STARTS + timedelta(days=7)))
    due = STARTS + timedelta(weeks=7)
    assert tasks(desk, Work.FOLLOW_UPS, due - timedelta(days=1)) == []
    assert said(desk, Work.FOLLOW_UPS, due) == ["1 due"]


def test_a_follow_up_is_not_due_where_nothing_is_asked(desk: Desk, closed: FirstAid) -> None:
    assert tasks(desk, Work.FOLLOW_UPS, LATER) == []


@pytest.mark.parametrize("named", [True, False])
def test_a_follow_up_that_came_is_not_asked_for_again(
    desk: Desk, asked: FirstAid, *, named: bool
) -> None:
    with desk.changing("Receive") as db:
        delegate_id = asked.ada if named else None
        db.add(Form(event_id=asked.event, delegate_id=delegate_id, stage=Stage.FOLLOW_UP))
    assert tasks(desk, Work.FOLLOW_UPS, LATER) == []


def test_nobody_who_was_absent_is_asked_afterwards(desk: Desk, asked: FirstAid) -> None:
    with desk.changing("Correct") as db:
        db.query(Mark).one().attendance = Attendance.ABSENT
    assert tasks(desk, Work.FOLLOW_UPS, LATER) == []


def test_a_published_figure_that_the_records_do_not_give_is_named_once_the_year_is_over(
    desk: Desk, closed: FirstAid
) -> None:
    with desk.changing("Publish") as db:
        for figure, value in (("Attended", "20121"), ("Booked", "1"), ("Joy", "0.50")):
            db.add(PublishedFigure(year="2026-27", figure=figure, value=value))
    assert tasks(desk, Work.FIGURES, AFTER) == []
    found = tasks(desk, Work.FIGURES, date(2027, 4, 1))
    assert [(task.title, task.said) for task in found] == [
        ("Attended", "20,121 published, 1 counted"),
        ("Joy", "0.5 published, not one of ours"),
    ]
    assert (found[0].figure, found[0].year) == ("attended", "2026-27")


@pytest.mark.parametrize("earlier", ["0", "4", ""])
def test_today_names_the_figures_that_the_report_of_the_year_names(
    desk: Desk, closed: FirstAid, earlier: str
) -> None:
    figures = {
        "Attended": "2",
        "Headcount": "0",
        "Change in attendance": "-0.75",
        "Income": "99.00",
        "Take-up": "0.5",
    }
    with desk.changing("Publish") as db:
        for figure, value in figures.items():
            db.add(PublishedFigure(year="2026-27", figure=figure, value=value))
        if earlier:
            db.add(PublishedFigure(year="2025-26", figure="Attended", value=earlier))
    over = date(2027, 4, 1)
    with desk.reading() as db:
        told = year_figures(db, TrainingYear(2026), today=over)["unreconciled"]
    found = [task.figure for task in tasks(desk, Work.FIGURES, over) if task.year == "2026-27"]
    assert found == [row["figure"] for row in told]


def test_what_was_published_of_a_year_without_records_is_held_against_nothing(
    desk: Desk, closed: FirstAid
) -> None:
    with desk.changing("Publish") as db:
        db.add(PublishedFigure(year="2025-26", figure="Attended", value="700"))
    assert tasks(desk, Work.FIGURES, AFTER) == []


def test_what_cannot_wait_comes_before_what_can(desk: Desk, arranged: FirstAid) -> None:
    with desk.changing("Plan") as db:
        event = an_event(db, db.get_one(Course, arranged.course), STARTS + timedelta(days=90))
        a_booking(db, arranged, arranged.grace, BookingStatus.WAITING, event.id)
    with desk.reading() as db:
        found = [(card.work, card.urgent) for card in cards(db, AFTER)]
    assert found == [(Work.WAITING, True), (Work.REGISTERS, False)]


def test_the_sidebar_counts_certificates_by_the_piece_and_events_by_the_event(
    desk: Desk, closed: FirstAid
) -> None:
    with desk.changing("Walk in") as db:
        agency = db.get_one(Agency, closed.agency)
        alan = a_delegate(db, agency, "Alan", "Turing")
        marked(db, a_booking(db, closed, alan.id, BookingStatus.WALK_IN), Attendance.LATE)
        an_event(db, db.get_one(Course, closed.course), AFTER + timedelta(days=3))
    with desk.reading() as db:
        assert waits(db, TrainingYear.of(AFTER), today=AFTER) == {
            "Today": 2,
            "Evaluation": 0,
            "Charges": 0,
            "Certificates": 2,
        }


def test_the_sidebar_counts_forms_and_certificates_of_the_year_at_hand(
    desk: Desk, asked: FirstAid
) -> None:
    year = TrainingYear.of(STARTS)
    with desk.changing("Plan") as db:
        an_event(db, db.get_one(Course, asked.course), LATER + timedelta(days=3))
    with desk.reading() as db:
        counted = {"Today": 2, "Evaluation": 1, "Charges": 0, "Certificates": 1}
        assert waits(db, year, today=LATER) == counted
        for other in (year.before, year.after):
            assert waits(db, other, today=LATER) == {
                "Today": 2,
                "Evaluation": 0,
                "Charges": 0,
                "Certificates": 0,
            }


def test_a_year_long_past_still_counts_what_it_shows(desk: Desk, asked: FirstAid) -> None:
    year, today = TrainingYear.of(STARTS), STARTS + timedelta(days=900)
    with desk.reading() as db:
        numbers = waits(db, year, today=today)
        assert (numbers["Evaluation"], numbers["Certificates"]) == (1, 1)
        assert cards(db, today) == []


def test_a_desk_says_how_much_it_holds(desk: Desk, arranged: FirstAid) -> None:
    with desk.reading() as db:
        assert held(db) == Held(events=1, delegates=2, bookings=1)
