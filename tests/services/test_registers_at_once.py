"""Two programs on one register: what one closes, cancels or decides, the other does not undo."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BY, BY_AFTER, NOON, FirstAid
from tests.services.at_once import Meeting, at_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.merging import Side
from trainingdesk.domain.often_absent import AbsenceAct, Decision
from trainingdesk.domain.refusals import (
    ChangedSince,
    Refused,
    RegisterClosed,
    RegisterNotComplete,
    SavedMeanwhile,
    Unknown,
)
from trainingdesk.services import bookings, registers
from trainingdesk.services.absence_flags import decide
from trainingdesk.services.absences import Whose
from trainingdesk.services.bookings import cancel
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_sessions import change_days, details_of_days
from trainingdesk.services.merging import merge, proposed_merge
from trainingdesk.services.registers import Register, register_of
from trainingdesk.services.why_absent import WhyAbsent, keep_why_absent
from trainingdesk.storage.models import AbsenceFlag, Event

Act = Callable[[Session], object]


@pytest.fixture
def theirs(desk: Desk, first_aid: FirstAid) -> Iterator[Desk]:
    """The desk of somebody else; Ada and Grace are booked."""
    with desk.changing("Book") as db:
        db.get_one(Event, first_aid.event).places = 9
        for who in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=first_aid.event, delegate_id=who, by=BY)
    other = Desk(desk.address, who="kim", today=lambda: AFTER, now=lambda: NOON)
    yield other
    other.close()


def seen(desk: Desk, at: FirstAid) -> Register:
    with desk.reading() as db:
        return register_of(db, at.event, today=AFTER)


def does(desk: Desk, act: Act) -> None:
    with desk.changing("Do") as db:
        act(db)


def marks(at: FirstAid, line: int, given: Attendance | None) -> Act:
    return lambda db: registers.mark(db, line, session_id=at.session, attendance=given, by=BY_AFTER)


def marks_all(at: FirstAid) -> Act:
    return lambda db: registers.mark_the_rest(db, at.event, session_id=None, by=BY_AFTER)


def closes(at: FirstAid) -> Act:
    return lambda db: registers.close_register(db, at.event, by=BY_AFTER)


def moves(at: FirstAid) -> Act:
    def act(db: Session) -> None:
        event = db.get_one(Event, at.event)
        day = details_of_days(db, event)[0]
        change_days(db, event, [replace(day, day=AFTER - timedelta(days=1))], today=AFTER)

    return act


def drops(at: FirstAid, line: int) -> Act:
    return lambda db: cancel(db, line, reason="Ill", by=BY_AFTER)


def while_the_other(desk: Desk, first: Act, then: Callable[[], object]) -> None:
    """Begin one act once another is done, and before it is kept; raise what refuses it."""
    with ThreadPoolExecutor() as threads:
        with desk.changing("First") as db:
            first(db)
            db.flush()
            second = threads.submit(then)
            wait([second], timeout=0.3)
        second.result()


def test_a_mark_on_a_register_that_was_closed_since_is_not_taken_back(
    desk: Desk, theirs: Desk, first_aid: FirstAid
) -> None:
    does(desk, marks_all(first_aid))
    does(theirs, closes(first_aid))
    before = seen(desk, first_aid)
    with pytest.raises(ChangedSince):
        desk.undo()
    assert seen(desk, first_aid) == before
    theirs.undo()
    desk.undo()
    assert seen(desk, first_aid).unmarked == 2


def test_a_mark_is_not_given_again_on_a_register_that_was_closed_since(
    desk: Desk, theirs: Desk, first_aid: FirstAid
) -> None:
    does(theirs, marks_all(first_aid))
    does(desk, marks(first_aid, seen(desk, first_aid).lines[0].id, Attendance.ABSENT))
    desk.undo()
    does(theirs, closes(first_aid))
    with pytest.raises(ChangedSince):
        desk.redo()
    assert [*seen(desk, first_aid).lines[0].marks.values()] == [Attendance.ATTENDED]


@pytest.mark.parametrize("act", [drops, lambda at, _line: moves(at)])
def test_neither_lines_nor_days_come_back_to_a_register_that_was_closed_since(
    desk: Desk, theirs: Desk, first_aid: FirstAid, act: Callable[[FirstAid, int], Act]
) -> None:
    does(desk, act(first_aid, seen(desk, first_aid).lines[0].id))
    does(theirs, marks_all(first_aid))
    does(theirs, closes(first_aid))
    before = seen(desk, first_aid)
    with pytest.raises(ChangedSince):
        desk.undo()
    assert seen(desk, first_aid) == before


def test_what_was_done_to_a_closed_register_can_be_taken_back(
    desk: Desk, theirs: Desk, first_aid: FirstAid
) -> None:
    does(theirs, marks_all(first_aid))
    does(theirs, marks(first_aid, seen(desk, first_aid).lines[0].id, Attendance.ABSENT))
    does(theirs, closes(first_aid))
    before = seen(desk, first_aid)
    grace = before.lines[0].id
    does(desk, lambda db: keep_why_absent(db, grace, WhyAbsent("Ill")))
    decided = {f"booking:{first_aid.event}": Side.ONE, f"marks:{first_aid.event}": Side.OTHER}
    merged = first_aid.grace, first_aid.ada
    does(desk, lambda db: merge(db, proposed_merge(db, *merged), decided, by=BY_AFTER))
    after = seen(desk, first_aid)
    desk.undo()
    desk.redo()
    assert seen(desk, first_aid) == after
    desk.undo()
    desk.undo()
    assert seen(desk, first_aid) == before


def test_of_who_closes_and_who_clears_a_mark_at_once_one_is_refused(
    desk: Desk, theirs: Desk, first_aid: FirstAid
) -> None:
    does(desk, marks_all(first_aid))
    line, both = seen(desk, first_aid).lines[0].id, Meeting()

    def do(at: Desk, act: Act) -> type[Refused] | None:
        try:
            with at.changing("Do") as db:
                act(db)
                both.wait()
        except (RegisterClosed, RegisterNotComplete) as refusal:
            return type(refusal)
        return None

    said = at_once(do, [desk, theirs], [closes(first_aid), marks(first_aid, line, None)])

    assert sum(each is None for each in said) == 1
    assert (seen(desk, first_aid).closed_on is None) == (seen(desk, first_aid).unmarked == 1)


def test_who_is_cancelled_meanwhile_is_not_marked(
    desk: Desk, theirs: Desk, first_aid: FirstAid
) -> None:
    line = seen(desk, first_aid).lines[0].id
    mark = marks(first_aid, line, Attendance.ATTENDED)
    with pytest.raises(Unknown, match="marked Cancelled"):
        while_the_other(theirs, drops(first_aid, line), lambda: does(desk, mark))
    assert len(seen(desk, first_aid).lines) == 1


def test_whose_line_is_gone_meanwhile_is_not_marked(
    desk: Desk, theirs: Desk, first_aid: FirstAid
) -> None:
    line = seen(desk, first_aid).lines[1].id
    decided = {f"booking:{first_aid.event}": Side.OTHER}

    def makes_one(db: Session) -> None:
        merge(db, proposed_merge(db, first_aid.grace, first_aid.ada), decided, by=BY_AFTER)

    mark = marks(first_aid, line, Attendance.ATTENDED)
    with pytest.raises(Unknown, match="not on the register"):
        while_the_other(theirs, makes_one, lambda: does(desk, mark))


def test_of_two_who_decide_on_somebody_at_once_one_is_told(
    desk: Desk, theirs: Desk, first_aid: FirstAid
) -> None:
    ada = Whose(delegate_id=first_aid.ada)

    def decides(db: Session) -> None:
        decide(db, ada, Decision(AbsenceAct.RESTRICT), seen=0, by=BY)

    with pytest.raises(SavedMeanwhile, match="decided on Ada King meanwhile"):
        while_the_other(theirs, decides, lambda: does(desk, decides))
    with desk.reading() as db:
        assert db.scalar(select(func.count()).select_from(AbsenceFlag)) == 1
