"""Which message a saved e-mail answers: by its name, else by address and subject, never guessed."""

from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import BY, NOON, FirstAid
from tests.exchange.incoming import WORDS, a_reply, a_report, without
from tests.services.letters import booked, emails, messages, written
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.incoming import IncomingKind
from trainingdesk.domain.message import MessageState, Purpose
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.answered_by_mail import (
    Answered,
    answered_by,
    note_bounce,
    saved_mail,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_settings import practise
from trainingdesk.services.outbox import try_again
from trainingdesk.services.progress import unreported
from trainingdesk.services.sending import save_drafts
from trainingdesk.storage.models import Board, Booking, Delegate
from trainingdesk.storage.models import Message as Row


@pytest.fixture
def offered(desk: Desk, first_aid: FirstAid, tmp_path: Path) -> EmailMessage:
    """The offer to Ada, as it left the desk; Grace, who has no offer, was written to as well."""
    with desk.changing("Set up") as db:
        board = db.get_one(Board, 1)
        board.mail_from, board.email = "training@example.org", "training@example.org"
        db.get_one(Delegate, first_aid.grace).email = "grace@example.org"
        ada = booked(db, first_aid, first_aid.ada, BookingStatus.OFFERED)
        grace = booked(db, first_aid, first_aid.grace, BookingStatus.WAITING)
    written(desk, [ada], Purpose.OFFER)
    written(desk, [grace], Purpose.WAITING_LIST)
    paths = save_drafts(desk, [1, 2], tmp_path, progress=unreported)
    return mail_in(paths[0])


def mail_in(path: Path) -> EmailMessage:
    found = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def answered(desk: Desk, mail: Message, folder: Path) -> Answered:
    path = folder / "answer.eml"
    path.write_bytes(mail.as_bytes())
    with desk.reading() as db:
        return answered_by(db, saved_mail(path), name=path.name)


def test_a_reply_answers_the_offer_that_it_names(
    desk: Desk, offered: EmailMessage, tmp_path: Path
) -> None:
    reply = a_reply(offered, "No, thank you.", sender="A. King <other@example.org>", subject="Hm")
    found = answered(desk, reply, tmp_path)
    assert (found.kind, found.message_id, found.booking_id) == (IncomingKind.REPLY, 1, 1)
    assert (found.sender, found.delegate, found.said) == (
        "other@example.org",
        "Ada King",
        "No, thank you.",
    )
    assert found.about == "First Aid, Wed 10 June 2026"


def test_a_reply_that_names_nothing_is_known_by_its_sender_and_subject(
    desk: Desk, offered: EmailMessage, tmp_path: Path
) -> None:
    reply = a_reply(offered, "No", names_it=False, sender="ADA@example.org")
    assert answered(desk, reply, tmp_path).message_id == 1
    for other in ({"sender": "eve@example.org"}, {"subject": "Lunch"}):
        with pytest.raises(Refused, match="answers no message of this desk"):
            answered(desk, a_reply(offered, "No", names_it=False, **other), tmp_path)


def test_on_a_practice_desk_answers_are_tried_out_on_what_would_have_gone(
    desk: Desk, offered: EmailMessage, tmp_path: Path
) -> None:
    reply = a_reply(offered, "No", names_it=False, sender="ada@example.org")
    with desk.noting("Wait") as db:
        db.get_one(Row, 1).state = MessageState.WAITING
    with pytest.raises(Refused, match="answers no message of this desk"):
        answered(desk, reply, tmp_path)
    with desk.changing("Practise") as db:
        practise(db, practice=True)
    assert answered(desk, reply, tmp_path).message_id == 1
    with desk.changing("Note") as db:
        note_bounce(db, 1, said=WORDS)
    assert messages(desk)[0].state is MessageState.FAILED


def test_the_name_of_another_desk_s_message_is_not_believed(
    desk: Desk, offered: EmailMessage, tmp_path: Path
) -> None:
    with desk.noting("Send messages") as db:
        for row in db.scalars(select(Row)):
            row.made_at = NOON.replace(year=2025)
    with pytest.raises(Refused, match="answers no message"):
        answered(desk, a_reply(offered, "No", sender="eve@example.org"), tmp_path)


def test_two_who_were_written_to_alike_are_not_told_apart_by_guessing(
    desk: Desk, offered: EmailMessage, first_aid: FirstAid, tmp_path: Path
) -> None:
    with desk.changing("Set up") as db:
        emails(db, first_aid, "office@example.org")
        for row in db.scalars(select(Row)):
            row.to_address, row.subject = "office@example.org", str(offered["Subject"])
    reply = a_reply(offered, "No", names_it=False, sender="office@example.org")
    with pytest.raises(Refused, match="may be about Grace Hopper or Ada King"):
        answered(desk, reply, tmp_path)


@pytest.mark.parametrize("whole", [True, False])
def test_what_came_back_fails_with_the_server_s_words_and_may_go_again(
    desk: Desk, offered: EmailMessage, tmp_path: Path, *, whole: bool
) -> None:
    report = a_report(offered, whole=whole)
    found = answered(desk, report, tmp_path)
    assert (found.kind, found.message_id, found.said) == (IncomingKind.BOUNCE, 1, WORDS)
    with desk.changing("Note") as db:
        note_bounce(db, found.message_id, said=found.said)
    row = messages(desk)[0]
    assert (row.state, row.sent_at) == (MessageState.FAILED, None)
    assert row.failure == f"The address does not work: {WORDS}"
    with pytest.raises(Refused, match="noted already"):
        answered(desk, report, tmp_path)
    desk.undo()
    assert messages(desk)[0].state is MessageState.SAVED
    desk.redo()
    with desk.changing("Again") as db:
        try_again(db, [1], now=BY.at)
        with pytest.raises(Refused, match="has not gone"):
            note_bounce(db, 1, said="")


def test_what_came_back_without_its_name_is_known_by_address_and_subject(
    desk: Desk, offered: EmailMessage, tmp_path: Path
) -> None:
    report = a_report(without(offered, "Message-ID"))
    assert answered(desk, report, tmp_path).message_id == 1
    with desk.changing("Note") as db:
        note_bounce(db, 1, said="")
    assert messages(desk)[0].failure == "The address does not work."


@pytest.mark.parametrize(
    ("mail", "said"),
    [
        (lambda offer: a_report(offer, action="delayed"), "late on its way"),
        (lambda offer: a_reply(offer, "Away", Auto_Submitted="auto-replied"), "by a machine"),
        (lambda offer: offer, "a message of this desk itself"),
    ],
)
def test_where_nothing_is_to_be_done_it_is_said(
    desk: Desk, offered: EmailMessage, tmp_path: Path, mail: object, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        answered(desk, mail(offered), tmp_path)  # type: ignore[operator]


def test_an_answer_to_an_offer_that_is_open_no_more_is_for_the_user_to_read(
    desk: Desk, offered: EmailMessage, tmp_path: Path
) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Booking, 1).status = BookingStatus.BOOKED
    with pytest.raises(Refused, match="no offer to Ada King is open"):
        answered(desk, a_reply(offered, "No"), tmp_path)


@pytest.mark.parametrize("name", ["notes.eml", "mail.msg", "gone.eml"])
def test_what_is_no_saved_mail_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name != "gone.eml":
        path.write_bytes(b"From: no header\x00 at all" if name == "mail.msg" else b"Buy milk")
    with pytest.raises(Refused, match=name):
        saved_mail(path)
