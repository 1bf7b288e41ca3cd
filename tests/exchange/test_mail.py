"""Messages as mail programs read them."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from trainingdesk.exchange.mail import CannotAddress, Mail, Paper, Party, as_message, plain_address

MAIL = Mail(
    sender=Party("Bradstow Board", "training@example.org"),
    to=Party("Ada King", "ada@example.org"),
    subject="First Aid, 10 June",
    body="Dear Ada,\n\nGrüße.\n.a line with a dot\n",
    key="abc",
    at=datetime(2026, 5, 1, 12, tzinfo=UTC),
)


def read(message: EmailMessage) -> EmailMessage:
    found = message_from_bytes(message.as_bytes(), policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_message_says_from_whom_to_whom_and_what() -> None:
    found = read(as_message(MAIL))
    assert found["From"] == "Bradstow Board <training@example.org>"
    assert found["To"] == "Ada King <ada@example.org>"
    assert found["Subject"] == "First Aid, 10 June"
    assert found["Message-ID"] == "<abc@example.org>"
    assert found["X-Unsent"] is None
    assert found.get_content().replace("\r\n", "\n") == MAIL.body


def test_a_draft_opens_to_be_sent_and_may_lack_a_sender() -> None:
    found = read(as_message(replace(MAIL, sender=Party("", "")), draft=True))
    assert (found["X-Unsent"], found["From"]) == ("1", None)


@pytest.mark.parametrize("line", ["\n", "\r\n", "\r", "\u2028", "\x0b", "\x85"])
def test_no_name_or_subject_brings_a_header_of_its_own(line: str) -> None:
    bad = f"Ada{line}Bcc: all@example.org"
    mail = replace(MAIL, to=Party(bad, "ada@example.org"), sender=Party(bad, "b@example.org"))
    found = read(as_message(replace(mail, subject=bad)))
    assert found["Bcc"] is None
    assert sorted(found.keys()) == [
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ]
    assert found["Subject"] == "Ada Bcc: all@example.org"


def test_a_form_goes_with_it_to_be_filled_in() -> None:
    form = Paper("Follow-up Zoë\r\nBcc: all.pdf", b"%PDF-1.7 \x00\xff")
    (part,) = read(as_message(replace(MAIL, form=form))).iter_attachments()
    assert isinstance(part, EmailMessage)
    assert (part.get_content_type(), part.get_content()) == ("application/pdf", form.content)
    assert part.get_filename() == "Follow-up Zoë Bcc: all.pdf"


def test_the_days_go_with_it_for_the_calendar() -> None:
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:Grüße\r\nEND:VCALENDAR\r\n"
    (part,) = read(as_message(replace(MAIL, calendar=calendar))).iter_attachments()
    assert isinstance(part, EmailMessage)
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "PUBLISH"
    assert part.get_filename() == "event.ics"
    assert part.get_content() == calendar


def test_an_address_in_another_script_is_written_as_servers_know_it() -> None:
    assert plain_address("ada@schule-grün.example") == "ada@xn--schule-grn-ieb.example"


@pytest.mark.parametrize("address", ["", "jörg@example.org", "ada@", "a b@example.org", "ada"])
def test_an_address_that_no_server_takes_is_refused_by_name(address: str) -> None:
    with pytest.raises(CannotAddress, match="not an address"):
        as_message(replace(MAIL, to=Party("Ada", address)))
