"""Writing to those of an event by where they stand, and what each has been sent."""

from collections.abc import Mapping

import pytest

from tests.conftest import AFTER, BY, NOON, FirstAid
from tests.services.letters import DELEGATE, booked, both_booked, messages, written
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_messages import USUAL, Group, group_of, tellings
from trainingdesk.services.writing import letters
from trainingdesk.storage.models import Event, Form, Mark, Message


def those(
    desk: Desk, first_aid: FirstAid, group: Group, purpose: Purpose = Purpose.OWN
) -> list[int]:
    with desk.reading() as db:
        return group_of(db, first_aid.event, group, purpose)


def test_those_with_a_place_and_those_who_wait_are_told_apart(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        ada = booked(db, first_aid, first_aid.ada)
        grace = booked(db, first_aid, first_aid.grace, BookingStatus.WAITING)
    assert those(desk, first_aid, Group.BOOKED) == [ada]
    assert those(desk, first_aid, Group.WAITING) == [grace]


def one_waits_and_one_has_an_offer(desk: Desk, first_aid: FirstAid) -> tuple[int, int]:
    with desk.changing("Set up") as db:
        ada = booked(db, first_aid, first_aid.ada, BookingStatus.WAITING)
        return ada, booked(db, first_aid, first_aid.grace, BookingStatus.OFFERED)


def test_an_offer_is_told_to_nobody_who_has_none(desk: Desk, first_aid: FirstAid) -> None:
    _ada, grace = one_waits_and_one_has_an_offer(desk, first_aid)
    assert those(desk, first_aid, Group.WAITING, Purpose.OFFER) == []
    assert those(desk, first_aid, Group.OFFERED, Purpose.OFFER) == [grace]
    with desk.reading() as db:
        texts = letters(db, [grace], Purpose.OFFER, to_whom=DELEGATE, by=BY)
    assert [letter.delegate_id for letter in texts] == [first_aid.grace]


@pytest.mark.parametrize(
    ("group", "purpose"),
    [
        (Group.WAITING, Purpose.CONFIRMATION),
        (Group.WAITING, Purpose.JOINING),
        (Group.WAITING, Purpose.CANCELLATION),
        (Group.WAITING, Purpose.POSTPONEMENT),
        (Group.OFFERED, Purpose.WAITING_LIST),
        (Group.OFFERED, Purpose.REMINDER),
    ],
)
def test_nobody_is_told_what_is_not_so_of_them(
    desk: Desk, first_aid: FirstAid, group: Group, purpose: Purpose
) -> None:
    one_waits_and_one_has_an_offer(desk, first_aid)
    assert those(desk, first_aid, group, purpose) == []
    assert len(those(desk, first_aid, group)) == 1


@pytest.mark.parametrize(
    ("status", "purpose"),
    [
        (EventStatus.CANCELLED, Purpose.CANCELLATION),
        (EventStatus.POSTPONED, Purpose.POSTPONEMENT),
    ],
)
def test_everybody_expected_is_told_that_an_event_is_off(
    desk: Desk, first_aid: FirstAid, status: EventStatus, purpose: Purpose
) -> None:
    ada, grace = one_waits_and_one_has_an_offer(desk, first_aid)
    with desk.changing("Call off") as db:
        db.get_one(Event, first_aid.event).status = status
    assert those(desk, first_aid, Group.WAITING, purpose) == [ada]
    assert those(desk, first_aid, Group.OFFERED, purpose) == [grace]


def close(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Close register") as db:
        db.get_one(Event, first_aid.event).register_closed_on = AFTER


def mark(desk: Desk, first_aid: FirstAid, marks: Mapping[int, Attendance]) -> None:
    with desk.changing("Mark") as db:
        for number, attendance in marks.items():
            at = {"booking_id": number, "session_id": first_aid.session}
            db.add(Mark(attendance=attendance, **at))


def test_nobody_is_told_of_having_come_while_the_register_is_open(
    desk: Desk, first_aid: FirstAid
) -> None:
    numbers = both_booked(desk, first_aid)
    ada, grace = numbers
    mark(desk, first_aid, {ada: Attendance.ATTENDED, grace: Attendance.ABSENT})
    assert those(desk, first_aid, Group.BOOKED, Purpose.ATTENDED) == []
    assert len(those(desk, first_aid, Group.BOOKED, Purpose.JOINING)) == len(numbers)
    close(desk, first_aid)
    assert those(desk, first_aid, Group.BOOKED, Purpose.ATTENDED) == [ada]
    assert those(desk, first_aid, Group.BOOKED, Purpose.ABSENT) == [grace]


@pytest.mark.parametrize(
    ("group", "names"),
    [(Group.CAME, "A"), (Group.MISSED, "G"), (Group.NOT_ANSWERED, "A")],
)
def test_people_are_written_to_by_what_became_of_them(
    desk: Desk, first_aid: FirstAid, group: Group, names: str
) -> None:
    numbers = dict(zip("AG", both_booked(desk, first_aid), strict=True))
    marks = {"A": Attendance.LEFT_EARLY, "G": Attendance.ABSENT}
    assert those(desk, first_aid, group) == []
    mark(desk, first_aid, {numbers[name]: meant for name, meant in marks.items()})
    assert those(desk, first_aid, group) == []
    close(desk, first_aid)
    assert those(desk, first_aid, group) == [numbers[name] for name in names]


def test_whoever_has_answered_is_not_asked_again(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    mark(desk, first_aid, {ada: Attendance.ATTENDED})
    with desk.changing("Answer") as db:
        whose = {"event_id": first_aid.event, "delegate_id": first_aid.ada}
        db.add(Form(stage=Stage.FOLLOW_UP, **whose))
    close(desk, first_aid)
    assert those(desk, first_aid, Group.NOT_ANSWERED) == []
    assert those(desk, first_aid, Group.CAME) == [ada]


def test_whoever_has_answered_another_stage_is_asked_for_this_one(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, _grace = both_booked(desk, first_aid)
    mark(desk, first_aid, {ada: Attendance.ATTENDED})
    with desk.changing("Answer") as db:
        whose = {"event_id": first_aid.event, "delegate_id": first_aid.ada}
        db.add(Form(stage=Stage.FOLLOW_UP, **whose))
    close(desk, first_aid)
    assert those(desk, first_aid, Group.NOT_ANSWERED, Purpose.END_FORM) == [ada]
    assert those(desk, first_aid, Group.NOT_ANSWERED, Purpose.FOLLOW_UP_REMINDER) == []


def test_each_booking_says_what_was_sent_and_when(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    written(desk, [ada], to_whom=[ToWhom.DELEGATE, ToWhom.MANAGER])
    with desk.noting("Send messages") as db:
        row = db.get_one(Message, messages(desk)[0].id)
        row.state, row.sent_at = MessageState.SENT, NOON
    with desk.reading() as db:
        rows = tellings(db, first_aid.event, now=NOON)
    assert [(row.delegate, row.told) for row in rows] == [
        ("Hopper, Grace", ""),
        (
            "King, Ada",
            "Joining instructions (1 May); Joining instructions to the manager (failed, 1 May)",
        ),
    ]


def test_each_group_has_something_it_is_usually_told() -> None:
    assert set(USUAL) == set(Group)
    assert Purpose.OWN not in USUAL.values()
