"""Writing messages: one each, never a second, and nobody lost who has no address."""

from datetime import UTC, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import BY, NOON, STARTS, FirstAid
from tests.services.letters import DELEGATE, booked, both_booked, emails, messages, written
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.last_day import morning_of
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.domain.message_texts import MessageText
from trainingdesk.domain.refusals import ChangedSince, Invalid
from trainingdesk.services.bookings import cancel
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.outbox import Box, outbox, withdraw
from trainingdesk.services.statuses import give_status
from trainingdesk.services.writing import Written, letters, write
from trainingdesk.storage.models import (
    Agency,
    Agreement,
    Board,
    Booking,
    Delegate,
    Event,
    EventChange,
    EventSession,
    Message,
    Offer,
    Trainer,
    Venue,
)

LATER = Stamp("sam", NOON + timedelta(minutes=1), BY.today)


def test_everybody_gets_one_and_nobody_a_second(desk: Desk, first_aid: FirstAid) -> None:
    bookings = both_booked(desk, first_aid)
    assert written(desk, bookings) == Written(new=2, no_address=1)
    assert written(desk, bookings) == Written(new=0, had=2)
    grace, ada = messages(desk)
    assert (ada.state, ada.to_address) == (MessageState.WAITING, "ada@example.org")
    assert ada.subject == "Joining instructions: First Aid, Wed 10 June 2026"
    assert ada.body.startswith("Dear Ada,\n\nWe look forward")
    assert "\nFirst Aid\nWed 10 June 2026\n09:30 to 16:30\n" in ada.body
    assert (grace.state, grace.failure) == (
        MessageState.FAILED,
        "No e-mail address is known of Grace Hopper.",
    )


def test_people_who_share_a_mailbox_get_one_each(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        emails(db, first_aid, "office@example.org")
    written(desk, both_booked(desk, first_aid))
    found = messages(desk)
    assert [row.to_address for row in found] == ["office@example.org"] * 2
    assert sorted(row.to_name for row in found) == ["Ada King", "Grace Hopper"]


def test_what_was_withdrawn_may_be_written_afresh(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    written(desk, [ada])
    with desk.changing("Withdraw") as db:
        withdraw(db, [messages(desk)[0].id])
        db.get_one(Delegate, first_aid.ada).email = "new@example.org"
    assert written(desk, [ada]).new == 1
    assert [(row.state, row.to_address) for row in messages(desk)] == [
        (MessageState.WITHDRAWN, "ada@example.org"),
        (MessageState.WAITING, "new@example.org"),
    ]


def test_a_day_that_moves_is_a_new_occasion(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    written(desk, [ada])
    with desk.changing("Move") as db:
        db.get_one(Event, first_aid.event).starts = STARTS + timedelta(days=7)
    assert written(desk, [ada]).new == 1


def test_a_day_that_moves_there_and_back_is_told_each_time(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    for days in (0, 7, 0):
        with desk.changing("Move") as db:
            db.get_one(Event, first_aid.event).starts = STARTS + timedelta(days=days)
        assert written(desk, [ada]).new == 1
        assert written(desk, [ada]).new == 0
    first, _second, third = messages(desk)
    assert third.once == f"{first.once}~1"


def test_what_is_true_once_more_is_said_once_more(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.changing("Change") as db:
        db.get_one(Event, first_aid.event).places = 2
    assert written(desk, [ada], Purpose.CONFIRMATION).new == 1
    with desk.changing("Cancel") as db:
        cancel(db, ada, reason="ill", by=BY)
    with desk.noting("Write messages") as db:
        assert write(db, [ada], Purpose.CANCELLATION, to_whom=DELEGATE, by=BY).new == 1
    with desk.noting("Send messages") as db:
        for number in (1, 2):
            db.get_one(Message, number).state = MessageState.SENT
    desk.undo()
    assert written(desk, [ada], Purpose.CONFIRMATION).new == 1
    assert written(desk, [ada], Purpose.CONFIRMATION).new == 0


def test_what_nobody_saw_is_not_what_was_said_last(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    written(desk, [ada], Purpose.CONFIRMATION)
    written(desk, [ada], Purpose.WAITING_LIST)
    with desk.noting("Send messages") as db:
        db.get_one(Message, 2).state = MessageState.FAILED
    assert written(desk, [ada], Purpose.CONFIRMATION).new == 0


def test_own_words_are_an_occasion_each_time(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    assert written(desk, [ada], Purpose.OWN).new == 1
    assert written(desk, [ada], Purpose.OWN).new == 0  # the same moment: clicked twice
    assert written(desk, [ada], Purpose.OWN, by=LATER).new == 1


def test_a_second_cancellation_is_told_and_the_first_not_again(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, _grace = both_booked(desk, first_aid)

    def cancelled() -> None:
        with desk.changing("Cancel") as db:
            booking = db.get_one(Booking, ada)
            give_status(db, booking, BookingStatus.CANCELLED, by=BY, reason="ill")

    cancelled()
    assert written(desk, [ada], Purpose.CANCELLATION).new == 1
    assert "\nReason: ill\n" in messages(desk)[0].body
    assert written(desk, [ada], Purpose.CANCELLATION).new == 0
    cancelled()
    assert written(desk, [ada], Purpose.CANCELLATION).new == 1


def test_an_event_that_is_called_off_is_the_occasion_for_all_on_it(
    desk: Desk, first_aid: FirstAid
) -> None:
    bookings = both_booked(desk, first_aid)
    with desk.changing("Postpone") as db:
        event = db.get_one(Event, first_aid.event)
        event.status, event.reason = EventStatus.POSTPONED, "Snow"
        said = {"status": EventStatus.POSTPONED, "at": NOON, "who": "sam"}
        db.add(EventChange(event_id=event.id, **said))
    written(desk, bookings, Purpose.POSTPONEMENT)
    ada = messages(desk)[1]
    assert ada.once.endswith(":event-1")
    assert "\nReason: Snow\n" in ada.body


def test_managers_and_agencies_get_a_copy_each(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        person, agency = db.get_one(Delegate, first_aid.ada), db.get_one(Agency, first_aid.agency)
        person.manager, person.manager_email = "Charles", "charles@example.org"
        agency.email = "library@example.org"
    assert written(desk, [ada], to_whom=list(ToWhom)).new == 3
    assert [(row.to_name, row.to_address) for row in messages(desk)] == [
        ("Ada King", "ada@example.org"),
        ("Charles", "charles@example.org"),
        ("Library", "library@example.org"),
    ]
    assert [row.body.splitlines()[0] for row in messages(desk)] == [
        "Dear Ada,",
        "This is a copy for you, as their manager, of what we wrote to Ada King.",
        "This is a copy for you, as the contact of their agency, of what we wrote to Ada King.",
    ]
    assert [row.with_calendar for row in messages(desk)] == [True, False, False]


def test_a_form_goes_to_whom_it_is_for(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        person = db.get_one(Delegate, first_aid.ada)
        person.manager, person.manager_email = "Charles", "charles@example.org"
        db.get_one(Event, first_aid.event).register_closed_on = STARTS
    both = [ToWhom.DELEGATE, ToWhom.MANAGER]
    with desk.reading() as db:
        letter, copy = letters(db, [ada], Purpose.JOINING, to_whom=both, by=BY)
    for purpose in (Purpose.CONFIRMATION, Purpose.END_FORM, Purpose.MANAGER_FORM):
        with desk.changing("Write") as db:
            write(db, [ada], purpose, to_whom=both, by=BY)
    assert [row.with_form for row in messages(desk)] == [False, False, True, False, False, True]
    with desk.reading() as db:
        told = [row.goes_with for row in outbox(db, Box.TO_SEND, now=NOON)]
    calendar, form = ("the days for a calendar (.ics)",), ("the form to fill in (PDF)",)
    assert told == [(), (), form, (), (), form]
    assert (letter.goes_with, copy.goes_with) == (calendar, ())
    assert messages(desk)[-1].body.startswith("Dear Charles,")


def test_it_is_said_whose_address_is_missing(desk: Desk, first_aid: FirstAid) -> None:
    written(desk, both_booked(desk, first_aid)[1:], to_whom=list(ToWhom))
    assert [row.failure for row in messages(desk)] == [
        "No e-mail address is known of Grace Hopper.",
        "No e-mail address is known of the manager of Grace Hopper.",
        "No e-mail address is known of the agency of Grace Hopper.",
    ]


def test_a_manager_who_agrees_is_told_until_when(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        ada = booked(db, first_aid, first_aid.ada, BookingStatus.REQUESTED)
        grace = booked(db, first_aid, first_aid.grace, BookingStatus.REQUESTED)
        db.add(Agreement(booking_id=ada, step=1, asked_on=BY.today))
    written(desk, [ada, grace], Purpose.AGREEMENT, to_whom=[ToWhom.MANAGER])
    grace_is, ada_is = messages(desk)
    assert ada_is.once.endswith(":1-2026-05-01")
    assert "Please answer by Mon 11 May 2026." in ada_is.body
    assert ada_is.body.startswith("Dear colleague,")
    assert grace_is.once.endswith(":")


def test_an_offer_says_until_when_it_stands(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        ada = booked(db, first_aid, first_aid.ada, BookingStatus.OFFERED)
        ends = NOON + timedelta(days=3, hours=11, minutes=30)  # after midnight in London
        db.add(Offer(booking_id=ada, made_at=NOON, expires_at=ends, who="sam"))
    written(desk, [ada], Purpose.OFFER)
    assert "tell us by Tue 5 May 2026 whether" in messages(desk)[0].body


def test_no_day_is_named_on_which_an_answer_is_too_late(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        ada = booked(db, first_aid, first_aid.ada, BookingStatus.OFFERED)
        grace = booked(db, first_aid, first_aid.grace, BookingStatus.REQUESTED)
        ends = morning_of(STARTS).astimezone(UTC)
        db.add(Offer(booking_id=ada, made_at=NOON, expires_at=ends, who="sam"))
        db.add(Agreement(booking_id=grace, step=1, asked_on=BY.today))
        db.get_one(Board, 1).agreement_days = 60
    written(desk, [ada], Purpose.OFFER)
    written(desk, [grace], Purpose.AGREEMENT, to_whom=[ToWhom.MANAGER])
    offer, agreement = messages(desk)
    assert "tell us by Tue 9 June 2026 whether" in offer.body
    assert "Please answer by Tue 9 June 2026." in agreement.body


def test_a_message_says_all_days_and_where(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        _more_days(db, first_aid)
    written(desk, [ada])
    assert (
        "First Aid\nWed 10 June 2026, Thu 11 June 2026 and Fri 12 June 2026\n"
        "10 June 2026: 09:30 to 16:30\n11 June 2026: from 10:00\n"
        "Town Hall, High Street, Bradstow\nhttps://meet.example\n\nLed by Mary.\n"
    ) in messages(desk)[0].body


def _more_days(db: Session, first_aid: FirstAid) -> None:
    event = db.get_one(Event, first_aid.event)
    (first,) = event.sessions
    first.venue = Venue(name="Town Hall", address="High Street\nBradstow")
    first.trainer = Trainer(name="Mary")
    ten = first.starts.replace(hour=10, minute=0) if first.starts else None
    event.sessions.append(
        EventSession(day=STARTS + timedelta(1), starts=ten, online="https://meet.example")
    )
    event.sessions.append(EventSession(day=STARTS + timedelta(2)))


def test_an_event_without_days_says_when_it_begins(desk: Desk, first_aid: FirstAid) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.changing("Set up") as db:
        db.delete(db.get_one(EventSession, first_aid.session))
    written(desk, [ada])
    assert "\nFirst Aid\nWed 10 June 2026\n\nPlease come" in messages(desk)[0].body


def test_a_text_that_is_not_sound_writes_to_nobody(desk: Desk, first_aid: FirstAid) -> None:
    bookings = both_booked(desk, first_aid)
    bad = MessageText("Hello", "{nme}")
    with pytest.raises(Invalid), desk.changing("Write") as db:
        write(db, bookings, Purpose.OWN, to_whom=DELEGATE, by=BY, text=bad)
    with desk.reading() as db:
        own = MessageText("Hello {name}", "Bring a pen.")
        shown = letters(db, bookings, Purpose.OWN, to_whom=DELEGATE, by=BY, text=own)
    assert [(letter.subject, letter.body) for letter in shown] == [
        ("Hello Grace Hopper", "Bring a pen."),
        ("Hello Ada King", "Bring a pen."),
    ]
    assert messages(desk) == []


def test_writing_is_undone_with_all_it_wrote(desk: Desk, first_aid: FirstAid) -> None:
    written(desk, both_booked(desk, first_aid))
    desk.undo()
    assert messages(desk) == []
    desk.redo()
    assert len(messages(desk)) == 2


def test_a_booking_that_was_written_about_is_not_undone_behind_its_message(
    desk: Desk, first_aid: FirstAid
) -> None:
    ada, _grace = both_booked(desk, first_aid)
    with desk.noting("Send messages") as db:
        write(db, [ada], Purpose.JOINING, to_whom=DELEGATE, by=BY)
    with pytest.raises(ChangedSince):
        desk.undo()
    assert len(messages(desk)) == 1
