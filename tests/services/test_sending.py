"""Sending through a real server: nothing twice, nothing lost, whatever breaks off."""

from email import message_from_binary_file, message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from threading import Thread

import pytest

from tests.conftest import BEFORE, BY, NOON, FirstAid
from tests.exchange.mail_server import Letters, a_certificate, a_mail_server
from tests.services.letters import both_booked, emails, messages, sends_through, written
from tests.services.posting import ADA, FAILED, GRACE, PERHAPS, SENDING, SENT, WAITING, sent, states
from tests.services.test_mail_passwords import Kept
from trainingdesk.domain.message import NO_LONGER_SO, MessageState, Purpose, Security
from trainingdesk.domain.refusals import CannotSave, ChangedSince, DeskAtWork, Refused
from trainingdesk.services import sending
from trainingdesk.services.bookings import cancel
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.usual import add_usual_questionnaires
from trainingdesk.services.mail_passwords import Account, Passwords
from trainingdesk.services.mail_settings import practise
from trainingdesk.services.outbox import waiting, withdraw
from trainingdesk.services.progress import Cancelled, unreported
from trainingdesk.services.sending import (
    MOST_TRIES,
    PRACTICE,
    Sent,
    save_drafts,
    send,
)
from trainingdesk.storage.models import Board, Delegate, EventSession, Message


def test_everybody_gets_theirs_once(two: Desk, letters: Letters) -> None:
    assert str(sent(two)) == "2 sent."
    assert str(sent(two)) == ""
    assert letters.readers == [GRACE, ADA]
    assert states(two) == [SENT, SENT]
    assert [row.sent_at for row in messages(two)] == [NOON, NOON]
    content = letters.taken[0].content
    assert isinstance(content, bytes)
    assert b"Content-Type: text/calendar" in content


def test_the_form_that_is_asked_for_goes_with_the_message(
    two: Desk, letters: Letters, tmp_path: Path
) -> None:
    sent(two)
    with two.changing("Ask") as db:
        add_usual_questionnaires(db, today=BEFORE)
    written(two, [row.booking_id for row in messages(two)], Purpose.BEFORE_FORM)
    new = [row.id for row in messages(two) if row.state is WAITING]
    (draft,) = save_drafts(two, new[:1], tmp_path, progress=unreported)
    sent(two)
    for content in (draft.read_bytes(), letters.taken[-1].content):
        assert isinstance(content, bytes)
        mail = message_from_bytes(content, policy=default)
        assert isinstance(mail, EmailMessage)
        (form,) = mail.iter_attachments()
        assert form.get_content_type() == "application/pdf"
        assert str(form.get_filename()).endswith(".pdf")
        assert bytes(form.get_payload(decode=True)).startswith(b"%PDF")


def test_without_a_form_of_the_stage_the_words_go_alone(two: Desk, letters: Letters) -> None:
    sent(two)
    written(two, [messages(two)[0].booking_id], Purpose.BEFORE_FORM)
    assert str(sent(two)) == "1 sent."
    content = letters.taken[-1].content
    assert isinstance(content, bytes)
    assert b"application/pdf" not in content


def test_sending_is_no_step_that_undo_takes_back(two: Desk) -> None:
    before = two.undo_title
    sent(two)
    assert two.undo_title == before
    two.undo()  # the server of the desk
    with pytest.raises(ChangedSince):
        two.undo()  # the writing of what has gone since
    assert states(two) == [SENT, SENT]


def test_a_reader_who_is_refused_holds_nobody_up(two: Desk, letters: Letters) -> None:
    letters.at_reader = {GRACE: "550 No such person"}
    assert str(sent(two)) == "1 sent, 1 failed."
    assert [(row.state, row.failure) for row in messages(two)] == [
        (FAILED, "550 No such person"),
        (SENT, ""),
    ]


def test_a_reader_whose_box_is_full_is_tried_again_until_it_is_of_no_use(
    two: Desk, letters: Letters
) -> None:
    letters.at_reader = {GRACE: "452 Full"}
    assert str(sent(two)) == "1 sent, 1 to be tried again."
    for _ in range(MOST_TRIES - 2):
        assert sent(two) == Sent(later=1)
    assert sent(two) == Sent(failed=1)
    (grace, _ada) = messages(two)
    assert (grace.state, grace.tries, grace.failure) == (FAILED, MOST_TRIES, "452 Full")


def test_a_way_that_breaks_half_way_is_taken_again(two: Desk, letters: Letters) -> None:
    letters.drops_at_reader = {ADA}
    assert sent(two) == Sent(sent=2)
    assert letters.readers == [GRACE, ADA]


def test_a_way_that_breaks_at_once_leaves_all_waiting(two: Desk, letters: Letters) -> None:
    letters.hangs_at = {GRACE}
    found = sent(two, patience=0.2)
    assert str(found) == "The server did not answer in time."
    assert states(two) == [WAITING, WAITING]
    letters.hangs_at = set()
    assert sent(two) == Sent(sent=2)


def test_what_was_perhaps_sent_is_told_and_stops_the_round(two: Desk, letters: Letters) -> None:
    letters.drops_at_text = {GRACE}
    found = sent(two)
    assert str(found) == (
        "1 perhaps sent. The server broke off before it said whether it took the message."
    )
    assert states(two) == [PERHAPS, WAITING]
    assert sent(two) == Sent(sent=1)
    assert letters.readers == [GRACE, ADA]  # the first was sent, and is not sent again


def test_a_program_that_ends_half_way_has_claimed_what_it_sent(two: Desk, letters: Letters) -> None:
    class Crash(BaseException):
        """The computer is switched off."""

    def stops(done: int, _total: int) -> None:
        if done:
            raise Crash

    with two.reading() as db:
        numbers = waiting(db)
    with pytest.raises(Crash):
        send(two, numbers, passwords=Passwords(Kept()), progress=stops)
    assert states(two) == [SENT, WAITING]
    with two.noting("Send messages") as db:  # as it lies once the claim is kept
        db.get_one(Message, numbers[1]).state = SENDING
    assert sent(two) == Sent()
    assert letters.readers == [GRACE]


def test_two_programs_that_send_at_once_send_each_message_once(two: Desk, letters: Letters) -> None:
    other = Desk(two.address, today=two.today, now=lambda: NOON)

    def meanwhile(done: int, _total: int) -> None:
        if not done:
            sent(other)

    with two.reading() as db:
        numbers = waiting(db)
    found = send(two, numbers, passwords=Passwords(Kept()), progress=meanwhile)
    other.close()
    assert found == Sent()
    assert letters.readers == [GRACE, ADA]


def test_what_is_withdrawn_while_others_are_sent_stays_here(two: Desk, letters: Letters) -> None:
    with two.reading() as db:
        numbers = waiting(db)

    def meanwhile(done: int, _total: int) -> None:
        if done == 1:
            with two.changing("Withdraw") as db:
                withdraw(db, [numbers[1]])

    assert send(two, numbers, passwords=Passwords(Kept()), progress=meanwhile) == Sent(sent=1)
    assert letters.readers == [GRACE]


def test_a_user_may_stop_between_two(two: Desk, letters: Letters) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 1:
            raise Cancelled

    with two.reading() as db:
        numbers = waiting(db)
    with pytest.raises(Cancelled):
        send(two, numbers, passwords=Passwords(Kept()), progress=stop)
    assert states(two) == [SENT, WAITING]


def test_somebody_at_work_on_the_desk_is_waited_for(two: Desk, letters: Letters) -> None:
    with two.alone("Restore"):
        outcomes: list[Sent] = []
        thread = Thread(target=lambda: outcomes.append(sent(two)))
        thread.start()
        thread.join(timeout=0.4)
        assert thread.is_alive()
    thread.join()
    assert outcomes == [Sent(sent=2)]


def test_what_cannot_be_addressed_fails_in_words(two: Desk, letters: Letters) -> None:
    with two.changing("Set up") as db:
        for person in db.query(Delegate):
            person.email = "jörg@example.org" if person.email == GRACE else ""
    assert sent(two) == Sent(failed=1)
    assert [row.failure for row in messages(two)] == [
        "jörg@example.org is not an address that mail servers take.",
        "No e-mail address is known of Ada King.",
    ]
    assert states(two) == [FAILED, FAILED]


def test_a_practice_desk_never_sends(two: Desk, letters: Letters, tmp_path: Path) -> None:
    with two.changing("Set up") as db:
        practise(db, practice=True)
    with pytest.raises(Refused, match=PRACTICE):
        sent(two)
    with pytest.raises(Refused, match=PRACTICE):
        save_drafts(two, [1], tmp_path, progress=unreported)
    assert (letters.taken, states(two)) == ([], [WAITING, WAITING])


def test_a_desk_that_becomes_a_practice_desk_half_way_sends_no_more(
    two: Desk, letters: Letters
) -> None:
    def turned(done: int, _total: int) -> None:
        if done:
            with two.changing("Set up") as db:
                practise(db, practice=True)

    with two.reading() as db:
        numbers = waiting(db)
    found = send(two, numbers, passwords=Passwords(Kept()), progress=turned)
    assert found == Sent(sent=1, broke_off=PRACTICE)
    assert states(two) == [SENT, WAITING]
    assert letters.readers == [GRACE]


def test_a_desk_without_a_server_sends_nothing(desk: Desk, first_aid: FirstAid) -> None:
    written(desk, both_booked(desk, first_aid))
    with pytest.raises(Refused, match="saves messages as drafts"):
        sent(desk)


def test_the_password_comes_from_where_the_system_keeps_it(
    desk: Desk, first_aid: FirstAid, letters: Letters, tmp_path: Path
) -> None:
    certificate = a_certificate(tmp_path)
    with desk.changing("Set up") as db:
        emails(db, first_aid, "office@example.org")
    written(desk, both_booked(desk, first_aid))
    secure = {"tls_context": certificate.servers(), "authenticator": letters.log_in}
    with a_mail_server(letters, **secure, auth_required=True) as server:
        sends_through(desk, server.port, security=Security.STARTTLS, user="jörg")
        passwords = Passwords(Kept())
        passwords.keep(Account("127.0.0.1", "jörg"), "grüße")
        trusted = {"progress": unreported, "trusted": certificate.trusted()}
        found = send(desk, [1, 2], passwords=passwords, **trusted)  # type: ignore[arg-type]
    assert found == Sent(sent=2)
    assert letters.readers == ["office@example.org"] * 2


def test_what_a_rule_wrote_and_is_so_no_more_stays_here(two: Desk, letters: Letters) -> None:
    with two.noting("Send messages") as db:
        db.get_one(Message, 1).by_rule = True
    with two.changing("Cancel") as db:
        for number in (1, 2):
            cancel(db, number, reason="ill", by=BY)
    assert sent(two) == Sent(sent=1)  # the other was written by hand: somebody answers for it
    assert letters.readers == [ADA]
    assert messages(two)[0].failure == NO_LONGER_SO
    assert states(two) == [MessageState.WITHDRAWN, SENT]


def test_an_address_that_was_corrected_since_is_the_one_that_is_used(
    two: Desk, letters: Letters
) -> None:
    with two.changing("Correct") as db:
        db.query(Delegate).where(Delegate.email == ADA).one().email = "right@example.org"
    assert sent(two) == Sent(sent=2)
    assert letters.readers == [GRACE, "right@example.org"]
    assert messages(two)[1].to_address == "right@example.org"


def test_drafts_open_in_another_program_to_be_sent(two: Desk, tmp_path: Path) -> None:
    with two.changing("Set up") as db:
        person = db.query(Delegate).where(Delegate.email == ADA).one()
        person.first_name, person.last_name = "Ada / .. \\", "King\n"
        board = db.get_one(Board, 1)
        board.mail_from, board.email = "", ""
    paths = save_drafts(two, [1, 2, 99], tmp_path, progress=unreported)
    assert [path.name for path in paths] == [
        "00001 Joining instructions Grace Hopper.eml",
        "00002 Joining instructions Ada King.eml",
    ]
    with paths[0].open("rb") as file:
        found = message_from_binary_file(file, policy=default)
    assert (found["X-Unsent"], found["To"]) == ("1", f"Grace Hopper <{GRACE}>")
    assert states(two) == [MessageState.SAVED, MessageState.SAVED]
    assert save_drafts(two, [1, 2], tmp_path, progress=unreported) == []


def test_a_draft_that_cannot_be_saved_still_waits(two: Desk, tmp_path: Path) -> None:
    with pytest.raises(CannotSave):
        save_drafts(two, [1], tmp_path / "gone", progress=unreported)
    assert states(two) == [WAITING, WAITING]


def test_a_draft_that_cannot_be_addressed_fails_in_words(two: Desk, tmp_path: Path) -> None:
    with two.changing("Set up") as db:
        db.query(Delegate).where(Delegate.email == GRACE).one().email = "nobody"
    assert save_drafts(two, [1], tmp_path, progress=unreported) == []
    assert states(two)[0] is FAILED


def test_an_event_without_days_has_nothing_for_the_calendar(
    two: Desk, first_aid: FirstAid, letters: Letters
) -> None:
    with two.changing("Set up") as db:
        db.delete(db.get_one(EventSession, first_aid.session))
    assert sent(two) == Sent(sent=2)
    content = letters.taken[0].content
    assert isinstance(content, bytes)
    assert b"text/calendar" not in content
    assert Purpose.JOINING in {row.purpose for row in messages(two)}


def test_a_desk_that_stays_busy_is_told_so_in_the_end(
    two: Desk, letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "TURNS", 1)
    refused: list[BaseException] = []

    def tries() -> None:
        try:
            sent(two)
        except DeskAtWork as error:
            refused.append(error)

    with two.alone("Restore"):
        thread = Thread(target=tries)
        thread.start()
        thread.join()
    assert len(refused) == 1
    assert states(two) == [WAITING, WAITING]
