"""How messages leave the desk: as drafts for another program, or through a mail server."""

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.email import is_address
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.message import Leaving, Security
from trainingdesk.domain.refusals import Invalid
from trainingdesk.storage.models import Board

LAST_PORT = 65535
FIELDS = {
    "leaving": "leaving",
    "host": "mail_host",
    "port": "mail_port",
    "security": "mail_security",
    "user": "mail_user",
    "from_address": "mail_from",
    "from_name": "mail_from_name",
}


@dataclass(frozen=True, slots=True)
class MailDetails:
    """The details a user fills in for sending; the password is kept elsewhere."""

    leaving: Leaving = Leaving.DRAFTS
    host: str = ""
    port: int = 587
    security: Security = Security.STARTTLS
    user: str = ""
    from_address: str = ""
    from_name: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        sends = self.leaving is Leaving.SMTP
        if sends and not self.host.strip():
            found["host"] = "Enter the name of the mail server, such as smtp.example.org."
        if any(letter.isspace() for letter in self.host.strip()):
            found["host"] = "The name of a mail server has no spaces."
        if not 1 <= self.port <= LAST_PORT:
            found["port"] = "Enter a port: 587 with STARTTLS and 465 with TLS are usual."
        if self.user.strip() and self.security is Security.NONE:
            found["security"] = "A password goes over a protected way only: STARTTLS or TLS."
        address = self.from_address.strip()
        if (sends or address) and not is_address(address):
            found["from_address"] = "Enter the address that messages come from."
        return found


def mail_details(db: Session) -> MailDetails:
    """How messages leave this desk."""
    board = db.get_one(Board, 1)
    return MailDetails(**{name: getattr(board, column) for name, column in FIELDS.items()})


def save_mail_details(db: Session, details: MailDetails, *, opened: MailDetails | None) -> None:
    """Change how messages leave this desk; raises Invalid, ChangedMeanwhile."""
    board = db.get_one(Board, 1, with_for_update=True)
    refuse_if_changed(opened, mail_details(db))
    if problems := details.problems():
        raise Invalid(problems)
    for name, value in asdict(details).items():
        setattr(board, FIELDS[name], value.strip() if type(value) is str else value)


def is_practice(db: Session) -> bool:
    """Whether this desk is for practice, and never sends."""
    return db.get_one(Board, 1).practice


def practise(db: Session, *, practice: bool) -> None:
    """Say whether this desk is for practice."""
    db.get_one(Board, 1).practice = practice
