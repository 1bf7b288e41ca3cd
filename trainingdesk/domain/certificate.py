"""When a certificate is due, and the number that it carries."""

from collections.abc import Mapping

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.attendance_rule import EVERYTHING, USUAL, Hours, Marked, Rule

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def why_not_due(  # noqa: PLR0913 - all that a certificate rests on
    marks: Mapping[int, Marked],
    *,
    sessions: Mapping[int, Hours],
    rule: Rule = USUAL,
    register_closed: bool,
    end_form_needed: bool,
    end_form_received: bool,
) -> str:
    """Why no certificate is due, in a few words; empty when it is."""
    given = [mark.attendance for mark in marks.values()]
    came = not CAME.isdisjoint(given)
    incomplete = rule.why_not_complete(marks, sessions)
    reasons = (
        (not register_closed, "the register is not closed"),
        (not marks, "not marked on the register"),
        (not came, f"marked {given[0]}" if given else ""),
        (bool(incomplete), incomplete),
        (end_form_needed and not end_form_received, "the end evaluation is not in"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def due_to(rule: Rule, *, end_form_needed: bool) -> str:
    """Whom a certificate is due to, for a sentence."""
    share = f"at least {rule.percent}% of the time"
    attended = "every session" if rule.percent == EVERYTHING else share
    waits = " and whose end form is in" if end_form_needed else ""
    return f"whoever attended {attended}{waits}"


def check_character(words: str) -> str:
    """What ends a number, so that a slip of the pen is noticed (ISO 7064, mod 37,36)."""
    carried = 36
    for letter in words.upper():
        if letter in ALPHABET:
            carried = (carried + ALPHABET.index(letter)) % 36 or 36
            carried = carried * 2 % 37
    return ALPHABET[(37 - carried) % 36]


def certificate_number(*, year: str, sequence: int) -> str:
    """The number of a certificate: its training year, its place in it, a check character."""
    words = f"{year.replace('-', '')}-{sequence:05}"
    return f"{words}-{check_character(words)}"
