"""Messages as mail programs take them: plain text, safe headers, days for the calendar."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from trainingdesk.domain.placeholders import in_one_line


class CannotAddress(Exception):
    """An address that mail programs do not take, with what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Party:
    """A name and an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF that goes with a message, and what its file is called."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A message ready to go; ``key`` is the same however often it is tried."""

    sender: Party
    to: Party
    subject: str
    body: str
    key: str
    at: datetime
    calendar: str = ""  # the text of an .ics file
    form: Paper | None = None  # to be filled in and sent back


def as_message(mail: Mail, *, draft: bool = False) -> EmailMessage:
    """A message of the standard kind; a draft opens to be looked at and sent.

    Names, subjects and addresses bring no header of their own along, whatever is in them.
    Raises CannotAddress.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = in_one_line(mail.subject)
    message["To"] = _address(mail.to)
    if mail.sender.address:
        message["From"] = _address(mail.sender)
        domain = message["From"].addresses[0].domain
        message["Message-ID"] = f"<{mail.key}@{domain}>"
    message["Date"] = format_datetime(mail.at)
    if draft:
        message["X-Unsent"] = "1"  # Outlook opens it as a draft
    message.set_content(mail.body, cte="quoted-printable")
    if mail.calendar:
        message.add_attachment(
            mail.calendar,
            subtype="calendar",
            cte="base64",
            filename="event.ics",
            params={"method": "PUBLISH"},
        )
    if mail.form is not None:
        message.add_attachment(
            mail.form.content,
            maintype="application",
            subtype="pdf",
            filename=in_one_line(mail.form.name),
        )
    return message


def plain_address(address: str) -> str:
    """An address as every mail server takes it; raises CannotAddress."""
    local, _at, domain = in_one_line(address).rpartition("@")
    try:
        plain = f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
        Address(addr_spec=plain)
    except (UnicodeError, ValueError, IndexError, MessageError) as error:
        said = f"{in_one_line(address) or 'No address'} is not an address that mail servers take."
        raise CannotAddress(said) from error
    return plain


def _address(party: Party) -> Address:
    return Address(in_one_line(party.name), addr_spec=plain_address(party.address))
