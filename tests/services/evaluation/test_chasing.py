"""Who is still to answer, what was done about it, and who can be asked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import AFTER, BEFORE, BY, NOON, STARTS, FirstAid
from tests.services.letters import both_booked
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.chasing import (
    Chased,
    SilentAsked,
    SilentRow,
    silent_bookings,
    silent_in_all,
    silent_page,
    to_ask,
    without_form,
)
from trainingdesk.services.evaluation.scope import Scope, ScopeKind
from trainingdesk.services.evaluation.scoped_results import results_of
from trainingdesk.services.evaluation.usual import add_usual_questionnaires
from trainingdesk.services.writing import write
from trainingdesk.storage.models import Booking, Call, Event, EventSession, Form, Mark, Message

YEAR = TrainingYear.of(STARTS)
TO_COME = SilentAsked(YEAR, Stage.BEFORE, to_come=True)
AT_END = SilentAsked(YEAR, Stage.END)


def both_came(desk: Desk, first_aid: FirstAid) -> tuple[int, int]:
    ada, grace = both_booked(desk, first_aid)
    with desk.changing("Mark") as db:
        for number in (ada, grace):
            mark = Attendance.ATTENDED
            db.add(Mark(booking_id=number, session_id=first_aid.session, attendance=mark))
        db.get_one(Event, first_aid.event).register_closed_on = STARTS
    return ada, grace


def page(desk: Desk, asked: SilentAsked, *, today: object = AFTER) -> list[SilentRow]:
    with desk.reading() as db:
        found = silent_page(db, asked, today=today, offset=0, limit=9)  # type: ignore[arg-type]
        assert silent_in_all(db, asked, today=today) == len(found)  # type: ignore[arg-type]
        same = silent_bookings(db, asked, today=today)  # type: ignore[arg-type]
        assert sorted(same) == sorted(row.id for row in found)
    return found


def test_before_an_event_those_with_a_place_can_still_answer(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, grace = both_booked(desk, first_aid)
    assert {row.id for row in page(desk, TO_COME, today=BEFORE)} == {ada, grace}
    assert len(page(desk, TO_COME, today=STARTS)) == 2
    assert page(desk, TO_COME, today=STARTS + timedelta(days=1)) == []
    with desk.changing("Answer") as db:
        whose = {"event_id": first_aid.event, "delegate_id": first_aid.ada}
        db.add(Form(stage=Stage.BEFORE, **whose))
    assert [row.id for row in page(desk, TO_COME, today=BEFORE)] == [grace]
    with desk.changing("Wait") as db:
        db.get_one(Booking, grace).status = BookingStatus.WAITING
    assert page(desk, TO_COME, today=BEFORE) == []


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.DRAFT])
def test_an_event_that_is_not_held_asks_nobody(
    desk: Desk, first_aid: FirstAid, status: EventStatus
) -> None:
    both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        db.get_one(Event, first_aid.event).status = status
    assert page(desk, TO_COME, today=BEFORE) == []


def test_each_says_when_they_were_asked_and_rung(desk: Desk, first_aid: FirstAid) -> None:
    ada, grace = both_came(desk, first_aid)
    assert {row.chased for row in page(desk, AT_END)} == {Chased()}
    with desk.changing("Chase") as db:
        for purpose in (Purpose.END_FORM, Purpose.END_REMINDER, Purpose.ATTENDED):
            write(db, [ada, grace], purpose, to_whom=[ToWhom.DELEGATE], by=BY)
        for stage in (Stage.END, Stage.FOLLOW_UP):
            outcome = CallOutcome.NO_ANSWER
            db.add(Call(booking_id=ada, stage=stage, at=NOON, who="sam", outcome=outcome))
    assert [row.chased.asked for row in page(desk, AT_END)] == [0, 0]  # nothing was sent yet
    with desk.changing("Send") as db:
        for message in db.query(Message).filter_by(booking_id=ada):
            message.state, message.sent_at = MessageState.SENT, NOON + timedelta(days=3)
    found = {row.id: row.chased for row in page(desk, AT_END)}
    assert found == {ada: Chased(BEFORE + timedelta(days=3), 2, 1), grace: Chased()}


def test_whoever_answered_meanwhile_is_not_asked(desk: Desk, first_aid: FirstAid) -> None:
    ada, grace = both_came(desk, first_aid)
    with desk.reading() as db:
        assert to_ask(db, [grace, ada], Stage.END) == [grace, ada]
    with desk.changing("Answer") as db:
        db.add(Form(event_id=first_aid.event, delegate_id=first_aid.ada, stage=Stage.END))
    with desk.reading() as db:
        assert to_ask(db, [grace, ada], Stage.END) == [grace]
        assert to_ask(db, [grace, ada], Stage.MANAGER) == [grace, ada]


def test_it_is_said_for_how_many_there_is_no_form_to_send(desk: Desk, first_aid: FirstAid) -> None:
    both = both_came(desk, first_aid)
    with desk.changing("Make forms") as db:
        assert without_form(db, both, Stage.END) == 2
        assert without_form(db, [], Stage.END) == 0
        add_usual_questionnaires(db, today=BEFORE)
        assert without_form(db, both, Stage.END) == 0


def test_practice_is_chased_once_it_is_due(desk: Desk, first_aid: FirstAid) -> None:
    both = both_came(desk, first_aid)
    due, later = SilentAsked(YEAR, Stage.FOLLOW_UP), SilentAsked(YEAR, Stage.MANAGER, not_due=True)
    day = STARTS + timedelta(days=92)  # three months
    assert page(desk, due, today=day - timedelta(days=1)) == []
    assert {row.id for row in page(desk, due, today=day)} == set(both)
    assert {row.id for row in page(desk, later, today=day - timedelta(days=1))} == set(both)
    assert page(desk, later, today=day) == []
    assert page(desk, SilentAsked(YEAR, Stage.END, not_due=True)) == []


def test_before_is_due_as_soon_as_anybody_came(desk: Desk, first_aid: FirstAid) -> None:
    both = both_came(desk, first_aid)
    with desk.changing("Go on for another day") as db:
        db.add(EventSession(event_id=first_aid.event, day=STARTS + timedelta(days=1)))
    before = SilentAsked(YEAR, Stage.BEFORE)
    assert {row.id for row in page(desk, before, today=STARTS)} == {*both}
    assert page(desk, replace(before, not_due=True), today=STARTS) == []


def test_the_end_of_an_event_of_several_days_is_chased_from_its_last_day_on(
    desk: Desk, first_aid: FirstAid
) -> None:
    both, last = set(both_came(desk, first_aid)), STARTS + timedelta(days=30)
    with desk.changing("Go on later") as db:
        db.add(EventSession(event_id=first_aid.event, day=last))
        db.get_one(Event, first_aid.event).register_closed_on = None
    day_before, later = last - timedelta(days=1), SilentAsked(YEAR, Stage.END, not_due=True)
    assert page(desk, AT_END, today=day_before) == []
    with desk.reading() as db:
        end = results_of(db, Scope(YEAR), today=day_before).stage(Stage.END)
    assert end is not None
    assert (end["attended"], end["due"], end["not_due"], end["missing"]) == (2, 0, 2, 0)
    assert {row.id for row in page(desk, later, today=day_before)} == both
    assert {row.id for row in page(desk, AT_END, today=last)} == both
    assert page(desk, later, today=last) == []


def test_the_silent_are_those_of_a_part_of_the_year(desk: Desk, first_aid: FirstAid) -> None:
    both = both_came(desk, first_aid)
    here = Scope(YEAR, ScopeKind.EVENT, first_aid.event)
    of_trainer = Scope(YEAR, ScopeKind.TRAINER, 999)
    of_agency = Scope(YEAR, ScopeKind.AGENCY, first_aid.agency)
    for scope, found in ((here, 2), (of_agency, 2), (of_trainer, 0), (Scope(YEAR), 2)):
        assert len(page(desk, SilentAsked(YEAR, Stage.END, scope=scope))) == found
    for kind, key, of in (("sector", "Health", 2), ("sector", "Care", 0), ("level", "1", 2)):
        asked = SilentAsked(YEAR, Stage.END, scope=here, group=Group(kind, key))
        assert len(page(desk, asked)) == of, (kind, key)
    assert len(both) == 2
