"""The placeholders of templates: which there are, whether a text is sound, and filling them."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum


class Placeholder(StrEnum):
    """What a template may leave open, as it is written between braces."""

    TO = "to"
    FIRST_NAME = "first name"
    NAME = "name"
    EVENT = "event"
    REFERENCE = "reference"
    DAY = "day"
    TIMES = "times"
    VENUE = "venue"
    ONLINE = "online link"
    TRAINER = "trainer"
    BOARD = "board"
    REPLY_TO = "board e-mail"
    ANSWER_BY = "answer by"
    REASON = "reason"
    INVOICE = "invoice"
    INVOICED_FOR = "invoiced for"
    LEFT_TO_PAY = "left to pay"
    PAY_BY = "pay by"


STANDS_FOR = {
    Placeholder.TO: "whom the message goes to",
    Placeholder.FIRST_NAME: "the delegate's first name",
    Placeholder.NAME: "the delegate's name",
    Placeholder.EVENT: "the title of the course",
    Placeholder.REFERENCE: "the reference of the event",
    Placeholder.DAY: "the day, or days, of the event",
    Placeholder.TIMES: "from when to when",
    Placeholder.VENUE: "the venue and its address",
    Placeholder.ONLINE: "the link to the online room",
    Placeholder.TRAINER: "who leads it",
    Placeholder.BOARD: "the board's name",
    Placeholder.REPLY_TO: "the board's e-mail address",
    Placeholder.ANSWER_BY: "the day by which an offer or a request is to be answered",
    Placeholder.REASON: "why the booking or the event was called off",
    Placeholder.INVOICE: "the number of an invoice, in reminders of it alone",
    Placeholder.INVOICED_FOR: "the event or the month that the invoice is for",
    Placeholder.LEFT_TO_PAY: "what is left to be paid of it",
    Placeholder.PAY_BY: "the day by which it was to be paid",
}
"""What is said of each beside the form."""

WRITTEN = re.compile(r"\{([^{}\n]*)\}")
SEVERAL_EMPTY = re.compile(r"\n{3,}")
NAMES = [each.value for each in Placeholder]


def problem_in(text: str) -> str:
    """What is wrong with the placeholders of a text, in a sentence; empty where nothing is."""
    for name in _written(text):
        if name not in NAMES:
            return _unknown(name)
    if {"{", "}"} & set(WRITTEN.sub("", text)):
        return "A brace stands alone: a placeholder is written between two, such as {event}."
    return ""


def filled(text: str, values: Mapping[Placeholder, str]) -> str:
    """A text as its reader will see it.

    A line is left out where nothing is known of any placeholder in it. What a placeholder
    brings is never looked at for placeholders itself.
    """
    lines = "\n".join(_filled_line(line, values) for line in _kept(text, values))
    return SEVERAL_EMPTY.sub("\n\n", lines).strip()


def in_one_line(text: str) -> str:
    """A text as a subject or a name in a message: one line, and nothing that does not print."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _kept(text: str, values: Mapping[Placeholder, str]) -> Iterator[str]:
    for line in text.splitlines():
        names = _written(line)
        if not names or any(values.get(Placeholder(name), "") for name in names):
            yield line


def _filled_line(line: str, values: Mapping[Placeholder, str]) -> str:
    return WRITTEN.sub(lambda found: values.get(Placeholder(_plain(found[1])), ""), line)


def _written(text: str) -> list[str]:
    return [_plain(found) for found in WRITTEN.findall(text)]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())


def _unknown(name: str) -> str:
    near = get_close_matches(name, NAMES, n=1, cutoff=0.6)
    meant = f" Did you mean {{{near[0]}}}?" if near else " The list beside the text has them all."
    return f"There is no placeholder {{{name}}}.{meant}"
