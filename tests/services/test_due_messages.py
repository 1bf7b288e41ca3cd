"""What rules would write and when, and what those that were switched on write by themselves."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.conftest import BEFORE, BY, NOON, STARTS, FirstAid, an_event
from tests.services.letters import booked, both_booked, messages, written
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.message import PURPOSE_OF, MessageState, Purpose, ToWhom
from trainingdesk.services.carrying_over import carry_over
from trainingdesk.services.closing import reopen_register
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.due_messages import (
    anything_due,
    would_write,
    write_by_hand,
    write_what_is_due,
)
from trainingdesk.services.message_rules import RuleDetails, RuleRow, add_rule, switch
from trainingdesk.services.statuses import give_status, new_booking
from trainingdesk.storage.models import (
    Agreement,
    Booking,
    Call,
    Delegate,
    Event,
    EventChange,
    EventSession,
    Form,
    Mark,
    SharedWait,
)

ADA, BOTH = {"Ada King"}, {"Ada King", "Grace Hopper"}
BOOKED = BookingStatus.BOOKED


def on(day: date) -> Stamp:
    return Stamp("sam", NOON + (day - BEFORE), day)


def a_rule(purpose: Purpose, days: int = 0, since: date | None = None) -> RuleRow:
    return RuleRow(1, RuleDetails(purpose, days), since)


def told(desk: Desk, rule: RuleRow, day: date) -> set[str]:
    with desk.reading() as db:
        return {letter.delegate for letter in would_write(db, rule, by=on(day))}


def marked(db: Session, first_aid: FirstAid, booking_id: int, mark: Attendance) -> None:
    db.add(Mark(booking_id=booking_id, session_id=first_aid.session, attendance=mark))


@pytest.mark.parametrize(
    ("before", "names"), [(6, set()), (5, BOTH), (1, BOTH), (0, BOTH), (-1, set())]
)
def test_joining_instructions_are_due_from_five_days_before(
    desk: Desk, first_aid: FirstAid, before: int, names: set[str]
) -> None:
    both_booked(desk, first_aid)
    rule = a_rule(Purpose.JOINING, 5)
    assert told(desk, rule, STARTS - timedelta(days=before)) == names
    switched_on_late = replace(rule, automatic_since=STARTS - timedelta(days=1))
    assert told(desk, switched_on_late, STARTS - timedelta(days=before)) == names


def test_an_event_that_is_off_has_no_joining_instructions(desk: Desk, first_aid: FirstAid) -> None:
    both_booked(desk, first_aid)
    with desk.changing("Off") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    assert told(desk, a_rule(Purpose.JOINING, 5), STARTS) == set()


@pytest.mark.parametrize(("status", "purpose"), PURPOSE_OF.items())
def test_a_status_is_told_for_two_weeks_or_since_a_rule_was_switched_on(
    desk: Desk, first_aid: FirstAid, status: BookingStatus, purpose: Purpose
) -> None:
    with desk.changing("Set up") as db:
        booked(db, first_aid, first_aid.ada, status)
    rule = a_rule(purpose)
    assert told(desk, rule, BEFORE - timedelta(days=1)) == set()
    assert told(desk, rule, BEFORE) == ADA
    assert told(desk, rule, BEFORE + timedelta(days=14)) == ADA
    assert told(desk, rule, BEFORE + timedelta(days=15)) == set()
    since = replace(rule, automatic_since=BEFORE)
    assert told(desk, since, BEFORE + timedelta(days=30)) == ADA
    assert told(desk, since, STARTS + timedelta(days=1)) == set()
    assert told(desk, replace(rule, automatic_since=BEFORE + timedelta(1)), STARTS) == set()
    after_two = replace(rule, details=replace(rule.details, days=2))
    assert told(desk, after_two, BEFORE + timedelta(days=1)) == set()
    assert told(desk, after_two, BEFORE + timedelta(days=2)) == ADA


def test_only_where_a_booking_stands_now_is_told(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        booked(db, first_aid, first_aid.ada, BookingStatus.WAITING)
    assert told(desk, a_rule(Purpose.CONFIRMATION), BEFORE) == set()


@pytest.mark.parametrize(
    ("status", "purpose"),
    [
        (EventStatus.POSTPONED, Purpose.POSTPONEMENT),
        (EventStatus.CANCELLED, Purpose.CANCELLATION),
    ],
)
def test_an_event_that_is_called_off_is_told_to_all_on_it(
    desk: Desk, first_aid: FirstAid, status: EventStatus, purpose: Purpose
) -> None:
    with desk.changing("Set up") as db:
        booked(db, first_aid, first_aid.ada)
        booked(db, first_aid, first_aid.grace, BookingStatus.WAITING)
    assert told(desk, a_rule(purpose), BEFORE) == set()
    with desk.changing("Off") as db:
        db.get_one(Event, first_aid.event).status = status
        db.add(EventChange(event_id=first_aid.event, status=status, at=NOON, who="sam"))
    assert told(desk, a_rule(purpose), BEFORE) == BOTH
    assert told(desk, a_rule(purpose), BEFORE + timedelta(days=15)) == set()
    assert told(desk, a_rule(Purpose.CONFIRMATION), BEFORE) == set()


def test_those_who_came_and_those_who_did_not_are_told_once_the_register_is_closed(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, grace = both_booked(desk, first_aid)
    closed = STARTS + timedelta(days=1)
    with desk.changing("Set up") as db:
        marked(db, first_aid, ada, Attendance.LATE)
        marked(db, first_aid, grace, Attendance.ABSENT)
    came, missed = a_rule(Purpose.ATTENDED), a_rule(Purpose.ABSENT)
    assert (told(desk, came, closed), told(desk, missed, closed)) == (set(), set())
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = closed
    assert (told(desk, came, closed), told(desk, missed, closed)) == (ADA, {"Grace Hopper"})
    with desk.changing("Correct") as db:
        for mark in db.get_one(Booking, grace).marks:
            mark.attendance = Attendance.APOLOGIES
    assert told(desk, missed, closed) == set()


def test_what_a_register_no_longer_says_is_taken_back(desk: Desk, first_aid: FirstAid) -> None:
    _ada, grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        db.get_one(Delegate, first_aid.grace).email = "grace@example.org"
        marked(db, first_aid, grace, Attendance.ABSENT)
        db.get_one(Event, first_aid.event).register_closed_on = BEFORE
        number = add_rule(db, RuleDetails(Purpose.ABSENT, 0))
        switch(db, number, automatic=True, today=BEFORE)
        assert write_what_is_due(db, by=BY) == 1
        assert not anything_due(db, by=BY)
    with desk.changing("Correct") as db:
        for mark in db.get_one(Booking, grace).marks:
            mark.attendance = Attendance.ATTENDED
        db.flush()
        assert anything_due(db, by=BY)
        assert write_what_is_due(db, by=BY) == 0
    assert [row.state for row in messages(desk)] == [MessageState.WITHDRAWN]


def test_letters_of_a_register_that_was_opened_again_are_written_afresh(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        marked(db, first_aid, ada, Attendance.ATTENDED)
        db.get_one(Event, first_aid.event).register_closed_on = BEFORE
        number = add_rule(db, RuleDetails(Purpose.ATTENDED, 0))
        switch(db, number, automatic=True, today=BEFORE)
        assert write_what_is_due(db, by=BY) == 1
        reopen_register(db, first_aid.event, reason="A mark was wrong", by=BY)
        assert write_what_is_due(db, by=BY) == 0
        db.get_one(Event, first_aid.event).register_closed_on = BEFORE
        assert write_what_is_due(db, by=BY) == 1


def test_a_follow_up_is_asked_of_those_who_came_and_have_not_answered(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, grace = both_booked(desk, first_aid)
    due = date(2026, 9, 10)
    with desk.changing("Set up") as db:
        marked(db, first_aid, ada, Attendance.ATTENDED)
        marked(db, first_aid, grace, Attendance.ATTENDED)
        answered = {"delegate_id": first_aid.grace, "stage": Stage.FOLLOW_UP}
        db.add(Form(event_id=first_aid.event, **answered))
    rule = a_rule(Purpose.FOLLOW_UP)
    assert told(desk, rule, due) == set()  # the register is open: who came may still change
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = date(2026, 6, 12)
    assert told(desk, rule, due - timedelta(days=1)) == set()
    assert told(desk, rule, due) == ADA
    assert told(desk, rule, due + timedelta(days=14)) == ADA
    assert told(desk, rule, due + timedelta(days=15)) == set()
    with desk.changing("Correct") as db:
        for mark in db.get_one(Booking, ada).marks:
            mark.attendance = Attendance.ABSENT
    assert told(desk, rule, due) == set()


def test_a_course_of_several_days_asks_after_its_own_weeks(desk: Desk, first_aid: FirstAid) -> None:
    ada, _ = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        marked(db, first_aid, ada, Attendance.ATTENDED)
        event = db.get_one(Event, first_aid.event)
        event.register_closed_on = STARTS
        event.sessions.append(EventSession(day=date(2026, 6, 24)))
        event.course.follow_up_weeks = 52
    rule, due = a_rule(Purpose.FOLLOW_UP), date(2027, 6, 23)
    assert told(desk, rule, date(2026, 9, 10)) == set()
    assert told(desk, rule, due - timedelta(days=1)) == set()
    assert told(desk, rule, due) == ADA


ASKED_FOR = {
    Purpose.BEFORE_FORM: (Stage.BEFORE, STARTS),
    Purpose.BEFORE_REMINDER: (Stage.BEFORE, STARTS),
    Purpose.END_FORM: (Stage.END, STARTS),
    Purpose.END_REMINDER: (Stage.END, STARTS),
    Purpose.FOLLOW_UP: (Stage.FOLLOW_UP, date(2026, 9, 10)),
    Purpose.FOLLOW_UP_REMINDER: (Stage.FOLLOW_UP, date(2026, 9, 10)),
    Purpose.MANAGER_FORM: (Stage.MANAGER, date(2026, 9, 10)),
    Purpose.MANAGER_REMINDER: (Stage.MANAGER, date(2026, 9, 10)),
}


@pytest.mark.parametrize("purpose", ASKED_FOR)
def test_each_stage_is_asked_for_until_it_is_answered_or_declined(
    desk: Desk, first_aid: FirstAid, purpose: Purpose
) -> None:
    stage, day = ASKED_FOR[purpose]
    ada, grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        if stage is not Stage.BEFORE:
            marked(db, first_aid, ada, Attendance.ATTENDED)
            marked(db, first_aid, grace, Attendance.LATE)
            db.get_one(Event, first_aid.event).register_closed_on = STARTS
    rule = a_rule(purpose)
    assert told(desk, rule, day) == BOTH
    for other in Stage:
        if other is not stage:
            with desk.changing("Another stage") as db:
                whose = {"event_id": first_aid.event, "delegate_id": first_aid.grace}
                db.add(Form(stage=other, **whose))
                db.add(a_call(ada, other, CallOutcome.DECLINED))
    assert told(desk, rule, day) == BOTH
    with desk.changing("Answer") as db:
        db.add(Form(event_id=first_aid.event, delegate_id=first_aid.grace, stage=stage))
        db.add(a_call(ada, stage, CallOutcome.NO_ANSWER))
    assert told(desk, rule, day) == ADA
    with desk.changing("Decline") as db:
        db.add(a_call(ada, stage, CallOutcome.DECLINED))
    assert told(desk, rule, day) == set()


def a_call(booking_id: int, stage: Stage, outcome: CallOutcome) -> Call:
    return Call(booking_id=booking_id, stage=stage, at=NOON, who="sam", outcome=outcome)


def test_managers_are_asked_for_what_they_have_not_decided(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        ada = booked(db, first_aid, first_aid.ada, BookingStatus.REQUESTED)
        for step in (1, 2):
            db.add(Agreement(booking_id=ada, step=step, asked_on=BEFORE))
    rule = a_rule(Purpose.AGREEMENT)
    assert told(desk, rule, BEFORE) == ADA
    assert told(desk, rule, STARTS + timedelta(days=1)) == set()


def cancelled_after(desk: Desk, number: int, *before: BookingStatus) -> None:
    with desk.changing("Cancel") as db:
        for status in (*before, BookingStatus.CANCELLED):
            give_status(db, db.get_one(Booking, number), status, by=BY, reason="")
            db.flush()


@pytest.mark.parametrize(
    ("before", "names"),
    [
        (BookingStatus.WAITING, set()),
        (BookingStatus.OFFERED, ADA),
        (BookingStatus.REQUESTED, ADA),
        (BookingStatus.BOOKED, ADA),
    ],
)
def test_whoever_leaves_a_waiting_list_is_not_told_of_a_booking_that_was_cancelled(
    desk: Desk, first_aid: FirstAid, before: BookingStatus, names: set[str]
) -> None:
    ada, _grace = both_booked(desk, first_aid)
    cancelled_after(desk, ada, before)
    assert told(desk, a_rule(Purpose.CANCELLATION), BEFORE) == names


@pytest.mark.parametrize(
    ("before", "names"), [(BookingStatus.OFFERED, set()), (BookingStatus.BOOKED, ADA)]
)
def test_whoever_has_a_place_on_another_date_of_their_wait_is_told_of_that_alone(
    desk: Desk, first_aid: FirstAid, before: BookingStatus, names: set[str]
) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        course = db.get_one(Event, first_aid.event).course
        there = an_event(db, course, STARTS + timedelta(days=7), reference="FA-2")
        other = new_booking(db, there, db.get_one(Delegate, first_aid.ada), BOOKED, BY).id
        for number in (ada, other):
            db.add(SharedWait(booking_id=number, first_id=ada))
    cancelled_after(desk, ada, before)
    assert told(desk, a_rule(Purpose.CANCELLATION), BEFORE) == names


def test_whoever_was_carried_over_is_told_first_that_the_event_is_postponed(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        booked(db, first_aid, first_aid.ada)
        course = db.get_one(Event, first_aid.event).course
        there = an_event(db, course, STARTS + timedelta(days=7), reference="FA-2").id
        for purpose in (Purpose.CONFIRMATION, Purpose.POSTPONEMENT):
            number = add_rule(db, RuleDetails(purpose, 0))
            switch(db, number, automatic=True, today=BEFORE)
    with desk.changing("Carry over") as db:
        carry_over(db, first_aid.event, there, reason="Snow", by=BY)
        assert write_what_is_due(db, by=BY) == 2
    assert [row.purpose for row in messages(desk)] == [Purpose.POSTPONEMENT, Purpose.CONFIRMATION]


def test_own_words_are_never_due(desk: Desk, first_aid: FirstAid) -> None:
    both_booked(desk, first_aid)
    assert told(desk, a_rule(Purpose.OWN), BEFORE) == set()


def test_showing_writes_nothing_and_writing_by_hand_does_so_once(
    desk: Desk, first_aid: FirstAid
) -> None:
    both_booked(desk, first_aid)
    rule = a_rule(Purpose.CONFIRMATION)
    assert told(desk, rule, BEFORE) == BOTH
    assert messages(desk) == []
    with desk.changing("Write") as db:
        assert write_by_hand(db, rule, by=BY).new == 2
    assert told(desk, rule, BEFORE) == set()
    assert not any(row.by_rule for row in messages(desk))


def test_only_rules_that_were_switched_on_write_by_themselves(
    desk: Desk, first_aid: FirstAid
) -> None:
    both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        everybody = RuleDetails(Purpose.CONFIRMATION, 0, to_manager=True)
        shows = add_rule(db, everybody)
        add_rule(db, RuleDetails(Purpose.JOINING, 60))
    with desk.changing("Due") as db:
        assert not anything_due(db, by=BY)
        assert write_what_is_due(db, by=BY) == 0
        switch(db, shows, automatic=True, today=BEFORE)
    with desk.changing("Due") as db:
        assert anything_due(db, by=BY)
        assert write_what_is_due(db, by=BY) == 4
        assert write_what_is_due(db, by=BY) == 0
        assert not anything_due(db, by=BY)
    assert {row.purpose for row in messages(desk)} == {Purpose.CONFIRMATION}
    assert all(row.by_rule for row in messages(desk))
    assert {row.whom for row in messages(desk)} == {ToWhom.DELEGATE, ToWhom.MANAGER}


def test_what_was_sent_by_hand_is_not_due_again(desk: Desk, first_aid: FirstAid) -> None:
    written(desk, both_booked(desk, first_aid))
    assert told(desk, a_rule(Purpose.JOINING, 60), BEFORE) == set()


def test_the_desk_is_not_asked_more_often_the_more_have_theirs(
    desk: Desk, first_aid: FirstAid
) -> None:
    asked: list[int] = []

    def questions() -> int:
        rule = a_rule(Purpose.CONFIRMATION, since=BEFORE)
        asked.clear()
        with desk.reading() as db:
            assert would_write(db, rule, by=BY)
        shown = len(asked)
        with desk.reading() as db:
            assert anything_due(db, by=BY)
        return len(asked) + shown

    with desk.changing("Set up") as db:
        number = add_rule(db, RuleDetails(Purpose.CONFIRMATION, 0))
        switch(db, number, automatic=True, today=BEFORE)
        booked(db, first_aid, first_aid.ada)
    event.listen(desk._engine, "before_cursor_execute", lambda *_: asked.append(1))
    one = questions()
    with desk.changing("Set up") as db:
        booked(db, first_aid, first_aid.grace)
    assert questions() == one
