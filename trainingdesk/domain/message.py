"""The words of the desk's messages: what they are for, to whom they go, how far each has come."""

from datetime import datetime, timedelta
from enum import StrEnum

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import Stage


class Purpose(StrEnum):
    """What a message is for."""

    ACKNOWLEDGEMENT = "Acknowledgement"
    CONFIRMATION = "Confirmation"
    WAITING_LIST = "Waiting list"
    OFFER = "Offer"
    JOINING = "Joining instructions"
    REMINDER = "Reminder"
    CANCELLATION = "Cancellation"
    SUBSTITUTION = "Substitution"
    POSTPONEMENT = "Postponement"
    AGREEMENT = "Agreement"
    ATTENDED = "Attended"
    ABSENT = "Absent"
    BEFORE_FORM = "Before form"
    BEFORE_REMINDER = "Before form reminder"
    END_FORM = "End form"
    END_REMINDER = "End form reminder"
    FOLLOW_UP = "Follow-up"
    FOLLOW_UP_REMINDER = "Follow-up reminder"
    MANAGER_FORM = "Manager form"
    MANAGER_REMINDER = "Manager reminder"
    INVOICE_REMINDER = "Invoice reminder"
    OWN = "Own words"


class ToWhom(StrEnum):
    """Who is written to about a booking."""

    DELEGATE = "Delegate"
    MANAGER = "Manager"
    AGENCY = "Agency contact"


class MessageState(StrEnum):
    """How far a message has come."""

    WAITING = "To send"
    SENDING = "Sending"
    PERHAPS = "Perhaps sent"
    SENT = "Sent"
    SAVED = "Saved as draft"
    FAILED = "Failed"
    WITHDRAWN = "Withdrawn"


class Leaving(StrEnum):
    """How messages leave the desk."""

    DRAFTS = "Drafts"
    SMTP = "SMTP"


class Security(StrEnum):
    """How the way to a mail server is kept from being read."""

    NONE = "None"
    STARTTLS = "STARTTLS"
    TLS = "TLS"


class CountedFrom(StrEnum):
    """What the days of a rule are counted from."""

    STATUS = "after it happened"
    STARTS = "before the event"
    REGISTER = "after the register was closed"
    FOLLOW_UP = "after the follow-up fell due"


COUNTED_FROM = {
    Purpose.JOINING: CountedFrom.STARTS,
    Purpose.REMINDER: CountedFrom.STARTS,
    Purpose.ATTENDED: CountedFrom.REGISTER,
    Purpose.ABSENT: CountedFrom.REGISTER,
    Purpose.BEFORE_FORM: CountedFrom.STARTS,
    Purpose.BEFORE_REMINDER: CountedFrom.STARTS,
    Purpose.END_FORM: CountedFrom.REGISTER,
    Purpose.END_REMINDER: CountedFrom.REGISTER,
    Purpose.FOLLOW_UP: CountedFrom.FOLLOW_UP,
    Purpose.FOLLOW_UP_REMINDER: CountedFrom.FOLLOW_UP,
    Purpose.MANAGER_FORM: CountedFrom.FOLLOW_UP,
    Purpose.MANAGER_REMINDER: CountedFrom.FOLLOW_UP,
}
"""Other messages are about something that happened to a booking or its event."""

REQUEST_FOR = {
    Stage.BEFORE: Purpose.BEFORE_FORM,
    Stage.END: Purpose.END_FORM,
    Stage.FOLLOW_UP: Purpose.FOLLOW_UP,
    Stage.MANAGER: Purpose.MANAGER_FORM,
}
REMINDER_OF = {
    Stage.BEFORE: Purpose.BEFORE_REMINDER,
    Stage.END: Purpose.END_REMINDER,
    Stage.FOLLOW_UP: Purpose.FOLLOW_UP_REMINDER,
    Stage.MANAGER: Purpose.MANAGER_REMINDER,
}
STAGE_ASKED = {
    purpose: stage for each in (REQUEST_FOR, REMINDER_OF) for stage, purpose in each.items()
}
"""The purposes that ask for the form of a stage; whoever has sent it is not asked."""

OF_WHO_CAME = frozenset(
    {
        Purpose.ATTENDED,
        Purpose.ABSENT,
        *(purpose for purpose, stage in STAGE_ASKED.items() if stage is not Stage.BEFORE),
    }
)
"""What speaks of a register as it was closed."""

TO_MANAGERS = frozenset({Purpose.AGREEMENT, Purpose.MANAGER_FORM, Purpose.MANAGER_REMINDER})
"""What is meant for the manager, and is no copy."""

OF_INVOICES = frozenset({Purpose.INVOICE_REMINDER})
"""What is written about an invoice, by hand and to the agency alone."""

USUAL_DAYS = {
    Purpose.JOINING: 5,
    Purpose.REMINDER: 14,
    Purpose.BEFORE_FORM: 14,
    Purpose.BEFORE_REMINDER: 3,
    Purpose.END_REMINDER: 7,
    Purpose.FOLLOW_UP_REMINDER: 14,
    Purpose.MANAGER_REMINDER: 14,
}
"""Joining instructions go five days before, reminders two weeks; everything else at once."""

PURPOSE_OF = {
    BookingStatus.REQUESTED: Purpose.ACKNOWLEDGEMENT,
    BookingStatus.BOOKED: Purpose.CONFIRMATION,
    BookingStatus.WAITING: Purpose.WAITING_LIST,
    BookingStatus.OFFERED: Purpose.OFFER,
    BookingStatus.CANCELLED: Purpose.CANCELLATION,
    BookingStatus.SUBSTITUTED: Purpose.SUBSTITUTION,
}
"""What somebody is told when their booking is given a status."""

GONE = frozenset({MessageState.SENT, MessageState.SAVED})
"""It has left the desk."""

NEVER_SAID = frozenset({MessageState.FAILED, MessageState.WITHDRAWN})
"""Its reader has not seen it, and will not unless somebody sees to it."""

WHERE_ONE_STANDS = frozenset({*PURPOSE_OF.values(), Purpose.POSTPONEMENT})
"""Of these the last that somebody was told is what they go by."""

NO_LONGER_SO = "Withdrawn by the desk: what it says was no longer so."
"""Why a message that a rule wrote did not go, as its words tell whoever looks."""

SENDING_FOR = timedelta(minutes=10)
"""Whatever is being sent for longer was left by a program that ended half-way."""


def counted_from(purpose: Purpose) -> CountedFrom:
    """What the days of a rule for such messages are counted from."""
    return COUNTED_FROM.get(purpose, CountedFrom.STATUS)


def how_far(state: MessageState, *, tried_at: datetime | None, now: datetime) -> MessageState:
    """How far a message has come; nobody knows of one that was left half-way."""
    left = tried_at is not None and now - tried_at > SENDING_FOR
    return MessageState.PERHAPS if state is MessageState.SENDING and left else state


def enclosed(*, calendar: bool, form: bool) -> tuple[str, ...]:
    """What goes with a message, as its writer is told."""
    calendars = ("the days for a calendar (.ics)",) if calendar else ()
    return (*calendars, "the form to fill in (PDF)") if form else calendars


def once_of(
    purpose: Purpose, *, booking_id: int, whom: ToWhom, occasion: str, again: int = 0
) -> str:
    """What must not be sent twice: a purpose, about a booking, to somebody, on an occasion.

    What is said ``again`` was said before, and is true once more after something else was said.
    """
    once = f"{purpose.name}:{booking_id}:{whom.name}:{occasion}"
    return f"{once}~{again}" if again else once


def occasion_in(once: str) -> str:
    """The occasion that a message was written on."""
    return once.split(":", 3)[3].partition("~")[0]


def said_beside(purpose: Purpose) -> frozenset[Purpose]:
    """The purposes of which the one that was said last counts, this one among them."""
    return WHERE_ONE_STANDS if purpose in WHERE_ONE_STANDS else frozenset({purpose})
