"""Saved e-mails: what they answer, and how, whatever program or server made them."""

from datetime import UTC, datetime
from email.message import EmailMessage, Message

import pytest

from tests.exchange.incoming import WORDS, a_reply, a_report, without
from trainingdesk.domain.incoming import IncomingKind
from trainingdesk.exchange.incoming_mail import read_mail
from trainingdesk.exchange.mail import Mail, Party, as_message

KEY = f"17.{'0a' * 16}"
BOUNCE = IncomingKind.BOUNCE


@pytest.fixture
def original() -> EmailMessage:
    board = Party("The Board", "training@example.org")
    ada = Party("Ada King", "ada@example.org")
    at = datetime(2026, 5, 1, 12, tzinfo=UTC)
    return as_message(Mail(board, ada, "A place for you on First Aid", "Dear Ada,", KEY, at))


def test_a_reply_names_what_it_answers_and_says_no_more_than_was_written(
    original: EmailMessage,
) -> None:
    found = read_mail(a_reply(original, "Sorry,\nI cannot come.").as_bytes())
    assert (found.kind, found.sender, found.keys) == (
        IncomingKind.REPLY,
        "ada@example.org",
        (KEY,),
    )
    assert found.said == "Sorry, I cannot come."
    assert found.subjects == ("Re: A place for you on First Aid",)


def test_a_reply_in_html_is_read_as_text(original: EmailMessage) -> None:
    reply = a_reply(original, "", names_it=False)
    reply.set_content("<style>p {}</style><p>No &amp; thanks</p><p>&gt; Dear</p>", subtype="html")
    assert read_mail(reply.as_bytes()).said == "No & thanks"


@pytest.mark.parametrize("whole", [True, False])
def test_a_server_says_whom_it_could_not_reach_and_in_which_words(
    original: EmailMessage, *, whole: bool
) -> None:
    found = read_mail(a_report(original, whole=whole).as_bytes())
    assert (found.kind, found.keys, found.said) == (BOUNCE, (KEY,), WORDS)
    assert set(found.not_reached) == {"ada@example.org"}
    assert found.subjects[-1] == "A place for you on First Aid"
    assert found.is_about(address="Ada@example.org", subject="A place for you on First Aid")
    assert not found.is_about(address="Ada@example.org", subject="Another")


@pytest.mark.parametrize(
    ("action", "kind"),
    [("delayed", IncomingKind.DELAY), ("relayed", IncomingKind.AUTOMATIC)],
)
def test_a_message_that_is_late_or_arrived_did_not_come_back(
    original: EmailMessage, action: str, kind: IncomingKind
) -> None:
    found = read_mail(a_report(original, action=action).as_bytes())
    assert (found.kind, found.not_reached) == (kind, ())


def test_a_report_that_holds_what_is_no_report_is_read_as_far_as_may_be() -> None:
    found = read_mail(
        b"From: mailer-daemon@mx.example.org\nContent-Type: multipart/report; boundary=x\n\n"
        b"--x\nContent-Type: message/delivery-status; charset=x\n\n\n--x\n"
        b"Content-Type: text/plain\n\nNo such person\n--x--\n"
    )
    assert (found.kind, found.said, found.not_reached) == (BOUNCE, "No such person", ())


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"Auto_Submitted": "auto-replied"}, IncomingKind.AUTOMATIC),
        ({"Auto_Submitted": "no"}, IncomingKind.REPLY),
        ({"sender": "postmaster@mx.example.org"}, BOUNCE),
        ({"X_Failed_Recipients": "ada@example.org, jo@example.org"}, BOUNCE),
    ],
)
def test_machines_are_told_from_people(
    original: EmailMessage, headers: dict[str, str], kind: IncomingKind
) -> None:
    found = read_mail(a_reply(original, "Away", names_it=True, **headers).as_bytes())
    assert found.kind is kind
    if "X_Failed_Recipients" in headers:
        assert found.not_reached == ("ada@example.org", "jo@example.org")


def test_a_message_of_the_desk_is_known_for_one(original: EmailMessage) -> None:
    found = read_mail(original.as_bytes())
    assert (found.own_key, found.keys) == (KEY, ())


def test_what_is_no_mail_has_no_sender() -> None:
    assert read_mail(b"PK\x03\x04 not a mail at all").sender == ""


def test_alphabets_that_nobody_knows_are_read_as_far_as_may_be(original: EmailMessage) -> None:
    reply: Message = a_reply(original, "Nein, danke")
    raw = without(reply, "Subject").as_bytes()
    raw = raw.replace(b"utf-8", b"x-klingon")
    found = read_mail(b"Subject: =?x-klingon?q?nuqneH?=\n" + raw)
    assert found.subjects == ("=?x-klingon?q?nuqneH?=",)
    assert found.said == "Nein, danke"
