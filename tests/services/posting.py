"""What tests of sending say of messages, and how they send."""

from tests.services.letters import messages
from tests.services.test_mail_passwords import Kept
from trainingdesk.domain.message import MessageState
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_passwords import Passwords
from trainingdesk.services.outbox import waiting
from trainingdesk.services.progress import unreported
from trainingdesk.services.sending import Sent, send

WAITING, FAILED = MessageState.WAITING, MessageState.FAILED
SENT, PERHAPS, SENDING = MessageState.SENT, MessageState.PERHAPS, MessageState.SENDING
GRACE, ADA = "grace@example.org", "ada@example.org"


def sent(desk: Desk, *, patience: float = 5) -> Sent:
    with desk.reading() as db:
        numbers = waiting(db)
    passwords = Passwords(Kept())
    return send(desk, numbers, passwords=passwords, progress=unreported, patience=patience)


def states(desk: Desk) -> list[MessageState]:
    return [row.state for row in messages(desk)]
