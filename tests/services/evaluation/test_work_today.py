"""What of evaluation waits on Today: forms to settle, and calls to make."""

from datetime import UTC, date, datetime, timedelta

from tests.conftest import AFTER, STARTS
from tests.services.evaluation.asked_first_aid import CONFIDENCE, Asked, a_questionnaire
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.call import CallNote
from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.domain.message import Purpose
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.calls import Turn, note_call, to_ring
from trainingdesk.services.evaluation.held import keep_first
from trainingdesk.services.today import cards
from trainingdesk.services.work import Card, Task, Work
from trainingdesk.storage.models import Event, MessageRule

LATER = Stage.FOLLOW_UP
TODAY = date(2026, 10, 5)
BY = Stamp("sam", datetime(2026, 10, 4, 9, 30, tzinfo=UTC), TODAY - timedelta(1))


def tasks(asked: Asked, work: Work, today: date = TODAY) -> list[Task]:
    with asked.desk.reading() as db:
        found = [card for card in cards(db, today) if card.work is work]
    return list(found[0].tasks) if found else []


def both_came(asked: Asked) -> None:
    asked.mark(asked.ada_booking, Attendance.ATTENDED)
    asked.mark(asked.grace_booking, Attendance.LATE)
    with asked.desk.changing("Close") as db:
        db.get_one(Event, asked.first_aid.event).register_closed_on = AFTER


def ring_back(asked: Asked, booking: int, on: date) -> None:
    with asked.desk.changing("Note a call") as db:
        note_call(db, booking, LATER, CallNote(CallOutcome.CALL_BACK, on), by=BY)


def the_board_writes(asked: Asked) -> None:
    """Grace has no address, so nothing is to be waited for."""
    with asked.desk.changing("Rule") as db:
        db.add(MessageRule(purpose=Purpose.FOLLOW_UP))


def test_who_answered_twice_waits_until_it_is_settled(asked: Asked) -> None:
    asked.take({"CONF": 4})
    assert tasks(asked, Work.TWICE) == []
    asked.take({"CONF": 6}, via="PDF")
    (task,) = tasks(asked, Work.TWICE)
    assert (task.title, task.said) == ("Ada King: First Aid", "End of course, 1 answer differs")
    assert (task.on, task.year, task.urgent) == (STARTS, "2026-27", False)
    with asked.desk.changing("Settle") as db:
        keep_first(db, task.record_id)
    assert tasks(asked, Work.TWICE) == []


def test_who_asked_to_be_rung_again_is_named_from_that_day_on(asked: Asked) -> None:
    both_came(asked)
    ring_back(asked, asked.ada_booking, TODAY)
    assert tasks(asked, Work.CALLS, TODAY - timedelta(1)) == []
    (task,) = tasks(asked, Work.CALLS)
    assert (task.title, task.said, task.urgent) == ("Ada King", "asked to be rung today", True)
    assert (task.record_id, task.find, task.on) == (asked.ada_booking, LATER, STARTS)
    (late,) = tasks(asked, Work.CALLS, TODAY + timedelta(2))
    assert late.said == "asked to be rung on 5 Oct"
    (next_year,) = tasks(asked, Work.CALLS, date(2027, 4, 2))
    assert next_year.year == "2026-27"
    assert tasks(asked, Work.CALLS, date(2028, 4, 2)) == []


def test_the_others_are_counted_as_the_list_counts_them(asked: Asked) -> None:
    both_came(asked)
    assert tasks(asked, Work.CALLS) == []  # the board writes to nobody
    the_board_writes(asked)
    (task,) = tasks(asked, Work.CALLS)
    with asked.desk.reading() as db:
        listed = to_ring(db, TrainingYear(2026), LATER, today=TODAY)
    assert (task.title, task.said, task.number) == (LATER.said, "1 to ring", 1)
    assert task.number == sum(row.turn is Turn.DUE for row in listed)
    assert (task.find, task.record_id, task.urgent) == (LATER, 0, False)
    ring_back(asked, asked.ada_booking, TODAY)
    assert [task.title for task in tasks(asked, Work.CALLS)] == ["Ada King", LATER.said]
    with asked.desk.reading() as db:
        (card,) = (card for card in cards(db, TODAY) if card.work is Work.CALLS)
    assert (card.number, card.urgent) == (2, True)


def test_nobody_is_rung_early_or_for_a_form_without_a_name(asked: Asked) -> None:
    both_came(asked)
    the_board_writes(asked)
    assert tasks(asked, Work.CALLS, date(2026, 9, 9)) == []
    assert len(tasks(asked, Work.CALLS, date(2026, 9, 10))) == 1
    with asked.desk.changing("Ask without a name") as db:
        a_questionnaire(db, LATER, CONFIDENCE, anonymous=True)
    assert tasks(asked, Work.CALLS) == []
    with asked.desk.changing("Ask by name on the course") as db:
        a_questionnaire(db, LATER, CONFIDENCE, course_id=asked.first_aid.course)
    assert len(tasks(asked, Work.CALLS)) == 1


def test_calls_are_counted_by_the_piece() -> None:
    card = Card(Work.CALLS, (Task("In practice", "7 to ring", 7), Task("Ada", "again", 1)))
    assert card.number == 8
