"""What the desk's messages say until a board writes its own: short, calm and plain."""

from dataclasses import dataclass
from typing import ClassVar

from trainingdesk.domain.message import TO_MANAGERS, Purpose, ToWhom
from trainingdesk.domain.placeholders import in_one_line, problem_in

LONGEST_SUBJECT = 200
WHERE_AND_WHEN = """{event}
{day}
{times}
{venue}
{online link}"""
SIGNED = """
{board}
{board e-mail}"""


@dataclass(frozen=True, slots=True)
class MessageText:
    """A subject and a text, with placeholders."""

    for_its_reader: ClassVar[bool] = False

    subject: str
    body: str

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not in_one_line(self.subject):
            found["subject"] = "Enter a subject: many people decide by it whether they read on."
        elif len(self.subject) > LONGEST_SUBJECT:
            found["subject"] = f"A subject has at most {LONGEST_SUBJECT} letters."
        elif problem := problem_in(self.subject):
            found["subject"] = problem
        if not self.body.strip():
            found["body"] = "Enter what the message says."
        elif problem := problem_in(self.body):
            found["body"] = problem
        return found


@dataclass(frozen=True, slots=True)
class OwnLetter(MessageText):
    """A text that speaks to whoever reads it, and is nobody's copy."""

    for_its_reader: ClassVar[bool] = True


def _text(subject: str, *paragraphs: str, to: str = "{first name}") -> MessageText:
    return MessageText(subject, "\n\n".join([f"Dear {to},", *paragraphs]) + "\n" + SIGNED)


DEFAULTS = {
    Purpose.ACKNOWLEDGEMENT: _text(
        "We have your request: {event}",
        "Thank you. We have your request for a place on:",
        WHERE_AND_WHEN,
        "This is not a place yet. We will write again once it is settled.",
    ),
    Purpose.CONFIRMATION: _text(
        "Your place on {event}, {day}",
        "You have a place on:",
        WHERE_AND_WHEN,
        "If you cannot come, please tell us soon: somebody else may be waiting for the place.",
    ),
    Purpose.WAITING_LIST: _text(
        "Waiting list: {event}, {day}",
        "This event is full. You are on the waiting list for:",
        WHERE_AND_WHEN,
        "We will write to you if a place becomes free. Please do not come without hearing from us.",
    ),
    Purpose.OFFER: _text(
        "A place for you on {event}, {day}",
        "A place has become free, and it is kept for you:",
        WHERE_AND_WHEN,
        "Please tell us by {answer by} whether you take it. After that it goes to somebody else.",
    ),
    Purpose.JOINING: _text(
        "Joining instructions: {event}, {day}",
        "We look forward to seeing you at:",
        WHERE_AND_WHEN,
        "Led by {trainer}.",
        "Please come a few minutes early. If you need anything in order to take part, or cannot "
        "come, tell us as soon as you can.",
    ),
    Purpose.REMINDER: _text(
        "Reminder: {event}, {day}",
        "This is a reminder of your place on:",
        WHERE_AND_WHEN,
        "If you cannot come, please tell us now, so that somebody else can have the place.",
    ),
    Purpose.CANCELLATION: _text(
        "Cancelled: {event}, {day}",
        "Your booking has been cancelled:",
        WHERE_AND_WHEN,
        "Reason: {reason}",
        "If this is not what you expected, please tell us.",
    ),
    Purpose.SUBSTITUTION: _text(
        "A colleague comes in your place: {event}, {day}",
        "A colleague has taken your place on:",
        WHERE_AND_WHEN,
        "You need do nothing more.",
    ),
    Purpose.POSTPONEMENT: _text(
        "Postponed: {event}, {day}",
        "This event has been postponed, and will not be held on the day below:",
        WHERE_AND_WHEN,
        "Reason: {reason}",
        "We will write to you when there is a new date.",
    ),
    Purpose.AGREEMENT: _text(
        "Do you agree? {name} on {event}, {day}",
        "{name} has asked for a place on:",
        WHERE_AND_WHEN,
        "Do you agree that they attend? Please answer by {answer by}. Without your agreement the "
        "request ends then.",
        to="{to}",
    ),
    Purpose.ATTENDED: _text(
        "Thank you for coming to {event}",
        "Thank you for taking part in {event} on {day}.",
        "If you have not yet given us your evaluation form, please send it now. It takes a few "
        "minutes, and it shapes what we offer next.",
    ),
    Purpose.ABSENT: _text(
        "We missed you at {event}",
        "You had a place on {event} on {day}, and our register says that you did not come.",
        "Please tell us in a few words what stood in the way, or that this is not right. Somebody "
        "may have waited for the place, and it helps us to plan. If you still need the training, "
        "ask us for another date.",
    ),
    Purpose.BEFORE_FORM: _text(
        "Before you come to {event}",
        "You have a place on {event} on {day}.",
        "Please tell us where you start from: the short form with this message takes two or three "
        "minutes. Only with it can we see afterwards what the training changed.",
        "Fill it in, save it and send it back to us before the day.",
    ),
    Purpose.BEFORE_REMINDER: _text(
        "Still to come before {event}: a short form",
        "You have a place on {event} on {day}, and we do not have your form from before it yet.",
        "It takes two or three minutes. If you have sent it meanwhile, thank you.",
    ),
    Purpose.END_FORM: _text(
        "What did you make of {event}?",
        "Thank you for taking part in {event} on {day}.",
        "Please fill in the short form with this message and send it back to us. It takes a few "
        "minutes, and it shapes what we offer next.",
    ),
    Purpose.END_REMINDER: _text(
        "Your view of {event} is still missing",
        "You took part in {event} on {day}, and we do not have your end form yet.",
        "It takes a few minutes. If you have sent it meanwhile, thank you.",
    ),
    Purpose.FOLLOW_UP: _text(
        "Some time after {event}",
        "Some time ago you took part in {event} on {day}.",
        "What has it changed in your work with children and families? Please fill in the follow-up "
        "form, with your manager if you can. A sentence or two helps.",
    ),
    Purpose.FOLLOW_UP_REMINDER: _text(
        "Still to come: what {event} changed",
        "We asked you what {event} on {day} has changed in your work, and have no answer yet.",
        "That nothing has changed is an answer too. The form takes a few minutes; if you would "
        "rather tell us by telephone, let us know when to ring.",
    ),
    Purpose.MANAGER_FORM: _text(
        "What has {event} changed in {name}'s work?",
        "{name} took part in {event} on {day}.",
        "As their manager you see what it changed in practice. Please fill in the short form with "
        "this message and send it back to us.",
        to="{to}",
    ),
    Purpose.MANAGER_REMINDER: _text(
        "Your view of {name}'s work after {event}",
        "We asked you what {event} on {day} has changed in {name}'s work, and have no answer yet.",
        "The form takes a few minutes. If you have sent it meanwhile, thank you.",
        to="{to}",
    ),
    Purpose.INVOICE_REMINDER: _text(
        "Reminder: invoice {invoice}",
        "Invoice {invoice} for {invoiced for} was to be paid by {pay by}, and {left to pay} of it "
        "has not reached us yet.",
        "Please pay it now, or tell us what stands in the way. If you have paid meanwhile, thank "
        "you.",
        to="{to}",
    ),
    Purpose.OWN: _text("{event}, {day}", "About your booking on:", WHERE_AND_WHEN),
}
"""Every purpose has one; templates that the board saved stand before them."""


def for_reader(body: str, whom: ToWhom, *, purpose: Purpose, name: str) -> str:
    """A text as each reader gets it: managers and agencies are told that theirs is a copy."""
    if whom is ToWhom.DELEGATE or purpose in TO_MANAGERS:
        return body
    whose = "their manager" if whom is ToWhom.MANAGER else "the contact of their agency"
    return f"This is a copy for you, as {whose}, of what we wrote to {name}.\n\n{body}"
