"""Who is to be rung for a form, in which order, and what is kept of each call."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import AFTER, FirstAid, a_delegate
from tests.services.evaluation.asked_first_aid import (
    CONFIDENCE,
    Asked,
    a_booking,
    a_questionnaire,
    ask_first_aid,
)
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.call import CallNote
from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.domain.questionnaire import Asking
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.evaluation.begun import keep_begun
from trainingdesk.services.evaluation.calls import (
    TURNS_NOW,
    CallRow,
    ToRing,
    Turn,
    answered_on_the_telephone,
    calls_about,
    note_call,
    to_ring,
    to_ring_now,
)
from trainingdesk.services.evaluation.taking import Taken
from trainingdesk.storage.models import (
    Agency,
    AgencyContact,
    Booking,
    Delegate,
    Event,
    EventSession,
    Message,
    MessageRule,
    Questionnaire,
)

YEAR = TrainingYear(2026)
TODAY = date(2026, 10, 5)
NOW = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
BY = Stamp("sam", NOW, TODAY)
DUE = date(2026, 9, 10)
NO_ANSWER, CALL_BACK = CallOutcome.NO_ANSWER, CallOutcome.CALL_BACK


@pytest.fixture
@set_up_once
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    """Both came to First Aid, and neither has answered since."""
    asked = ask_first_aid(desk, first_aid)
    asked.mark(asked.ada_booking, Attendance.ATTENDED)
    asked.mark(asked.grace_booking, Attendance.LATE)
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = AFTER
    return asked


def rows(asked: Asked, stage: Stage = Stage.FOLLOW_UP, *, today: date = TODAY) -> list[ToRing]:
    with asked.desk.reading() as db:
        found = to_ring(db, YEAR, stage, today=today)
        number = to_ring_now(db, YEAR, stage, today=today)
    assert number == sum(row.turn in TURNS_NOW for row in found)
    return found


def names(asked: Asked, stage: Stage = Stage.FOLLOW_UP, *, today: date = TODAY) -> list[str]:
    return [row.name for row in rows(asked, stage, today=today)]


def rung(
    asked: Asked,
    booking: int,
    outcome: CallOutcome,
    back: date | None = None,
    *,
    by: Stamp = BY,
) -> None:
    with asked.desk.changing("Note a call") as db:
        note_call(db, booking, Stage.FOLLOW_UP, CallNote(outcome, back, " Ill "), by=by)


def test_who_came_and_is_silent_is_rung_once_the_stage_is_due(asked: Asked) -> None:
    assert names(asked) == ["Grace Hopper", "Ada King"]
    assert names(asked, today=DUE - timedelta(1)) == []
    assert names(asked, Stage.END, today=AFTER) == ["Grace Hopper", "Ada King"]
    ada = rows(asked)[1]
    assert (ada.id, ada.title, ada.due_on) == (asked.ada_booking, "First Aid", DUE)
    assert (ada.whom, ada.agency, ada.reached_at) == ("Ada King", "Library", "")
    assert (ada.turn, ada.answered, ada.calls, ada.call_back_on) == (Turn.DUE, 0, (), None)


def test_nobody_is_rung_who_answered_or_did_not_come_or_left(asked: Asked) -> None:
    asked.take({"CONF": 4}, stage=Stage.FOLLOW_UP, questionnaire_id=None)
    assert names(asked) == ["Grace Hopper"]
    with asked.desk.changing("Leave") as db:
        db.get_one(Delegate, asked.first_aid.grace).left_on = TODAY
    assert names(asked) == []


def test_nobody_is_rung_before_the_register_is_closed(asked: Asked) -> None:
    with asked.desk.changing("Reopen") as db:
        db.get_one(Event, asked.first_aid.event).register_closed_on = None
    assert names(asked) == []


def test_who_asked_to_be_rung_again_comes_first_and_who_was_rung_today_last(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        agency = db.get_one(Agency, asked.first_aid.agency)
        joan = a_booking(db, asked.first_aid, a_delegate(db, agency, "Joan", "Clarke").id)
        mary = a_booking(db, asked.first_aid, a_delegate(db, agency, "Mary", "Lee").id)
    for booking in (joan, mary):
        asked.mark(booking, Attendance.ATTENDED)
    yesterday = replace(BY, at=NOW - timedelta(1), today=TODAY - timedelta(1))
    rung(asked, asked.ada_booking, CALL_BACK, TODAY, by=yesterday)
    rung(asked, asked.grace_booking, NO_ANSWER)
    rung(asked, joan, CALL_BACK, TODAY + timedelta(2))
    rung(asked, mary, NO_ANSWER, by=yesterday)
    assert [(row.name, row.turn) for row in rows(asked)] == [
        ("Ada King", Turn.AGAIN),
        ("Mary Lee", Turn.DUE),
        ("Grace Hopper", Turn.TODAY),
        ("Joan Clarke", Turn.LATER),
    ]
    assert rows(asked)[0].calls == (CallRow(1, yesterday.today, "sam", CALL_BACK, TODAY, "Ill"),)
    rung(asked, asked.ada_booking, NO_ANSWER)
    assert next(row for row in rows(asked) if row.name == "Ada King").turn is Turn.TODAY


def test_who_would_not_answer_is_asked_no_more_at_that_stage(asked: Asked) -> None:
    rung(asked, asked.ada_booking, CallOutcome.DECLINED)
    assert names(asked) == ["Grace Hopper"]
    assert names(asked, Stage.END) == ["Grace Hopper", "Ada King"]
    asked.desk.undo()
    assert names(asked) == ["Grace Hopper", "Ada King"]


def written(asked: Asked, booking: int, purpose: Purpose, state: MessageState) -> None:
    with asked.desk.changing("Write") as db:
        db.add(
            Message(
                once=f"{purpose} {booking} {state}",
                purpose=purpose,
                whom=ToWhom.DELEGATE,
                booking_id=booking,
                delegate_id=db.get_one(Booking, booking).delegate_id,
                to_name="Ada",
                to_address="ada@example.org",
                subject="",
                body="",
                state=state,
                made_at=NOW,
                made_by="sam",
                sent_at=NOW if state is MessageState.SENT else None,
            )
        )


def test_where_the_board_writes_nobody_is_rung_before_the_last_reminder(asked: Asked) -> None:
    """Grace has no address, so nothing is to be waited for."""
    with asked.desk.changing("Rule") as db:
        db.add(MessageRule(purpose=Purpose.FOLLOW_UP))
    assert names(asked) == ["Grace Hopper"]
    written(asked, asked.ada_booking, Purpose.FOLLOW_UP, MessageState.WAITING)
    assert names(asked) == ["Grace Hopper"]
    written(asked, asked.ada_booking, Purpose.FOLLOW_UP, MessageState.SENT)
    assert names(asked) == ["Grace Hopper", "Ada King"]
    with asked.desk.changing("Rule") as db:
        db.add(MessageRule(purpose=Purpose.FOLLOW_UP_REMINDER, days=14))
    assert names(asked) == ["Grace Hopper"]
    rung(asked, asked.ada_booking, CALL_BACK, TODAY)
    assert names(asked) == ["Ada King", "Grace Hopper"]
    assert rows(asked)[0].chased.asked == 1


def test_managers_are_rung_at_their_agency(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        ada = db.get_one(Delegate, asked.first_aid.ada)
        ada.manager, ada.telephone = "Charles Babbage", "020 1"
        for name, telephone in (("Joan", "020 7"), ("Lee", "020 8"), ("Kim", "")):
            number = asked.first_aid.agency
            db.add(AgencyContact(agency_id=number, name=name, telephone=telephone))
    found = {row.name: (row.whom, row.reached_at) for row in rows(asked, Stage.MANAGER)}
    assert found == {
        "Ada King": ("Charles Babbage", "020 7 (Joan)"),
        "Grace Hopper": ("the manager", "020 7 (Joan)"),
    }
    assert [row.reached_at for row in rows(asked)] == ["020 7 (Joan)", "020 1"]


def test_where_all_are_asked_without_a_name_nobody_is_rung(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).anonymous = True
    assert names(asked, Stage.END) == []
    with asked.desk.changing("Set up") as db:
        a_questionnaire(db, Stage.END, CONFIDENCE, course_id=asked.first_aid.course)
    assert names(asked, Stage.END) == ["Grace Hopper", "Ada King"]


def test_nobody_is_rung_for_the_end_before_the_last_day(asked: Asked) -> None:
    last = TODAY + timedelta(days=1)
    with asked.desk.changing("Go on later") as db:
        db.add(EventSession(event_id=asked.first_aid.event, day=last))
    for today, due in ((TODAY, []), (last, [last, last])):
        with asked.desk.reading() as db:
            found = to_ring(db, YEAR, Stage.END, today=today)
        assert [row.due_on for row in found] == due


def test_a_form_asked_on_the_telephone_ends_with_its_call_in_one_step(asked: Asked) -> None:
    returned = asked.returned(
        {"CONF": 7},
        stage=Stage.FOLLOW_UP,
        questionnaire_id=None,
        via="Telephone",
        received_on=TODAY,
    )
    with asked.desk.noting("Begin") as db:
        begun = replace(returned, answers={Asking("CONF"): 6})
        keep_begun(db, begun, opened={})
    assert rows(asked)[1].answered == 1
    with asked.desk.changing("Enter a form") as db:
        assert (
            answered_on_the_telephone(db, asked.ada_booking, returned, opened=begun.answers, by=BY)
            is Taken.STORED
        )
    assert names(asked) == ["Grace Hopper"]
    with asked.desk.reading() as db:
        (call,) = calls_about(db, [asked.ada_booking], Stage.FOLLOW_UP)[asked.ada_booking]
    assert (call.outcome, call.on, call.note) == (CallOutcome.ANSWERED, TODAY, "")
    asked.desk.undo()
    assert rows(asked)[1].answered == 1
    with asked.desk.reading() as db:
        assert calls_about(db, [asked.ada_booking], Stage.FOLLOW_UP) == {}


@pytest.mark.parametrize(
    ("note", "said"),
    [
        (CallNote(CALL_BACK), "Enter the day on which to ring again."),
        (CallNote(CALL_BACK, TODAY - timedelta(1)), "This day is over."),
        (CallNote(NO_ANSWER, TODAY), "A day is only kept where they are to be rung again."),
    ],
)
def test_a_day_to_ring_again_is_needed_and_to_come(asked: Asked, note: CallNote, said: str) -> None:
    with pytest.raises(Invalid, match=said), asked.desk.changing("Note a call") as db:
        note_call(db, asked.ada_booking, Stage.FOLLOW_UP, note, by=BY)


def test_a_call_is_about_a_booking_that_is_there(asked: Asked) -> None:
    with pytest.raises(Unknown), asked.desk.changing("Note a call") as db:
        note_call(db, 999, Stage.FOLLOW_UP, CallNote(NO_ANSWER), by=BY)
