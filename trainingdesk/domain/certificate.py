"""When a certificate is due, and the number that it carries."""

from collections.abc import Sequence

from trainingdesk.domain.attendance import CAME, Attendance, is_complete

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def why_not_due(
    marks: Sequence[Attendance],
    *,
    sessions: int,
    register_closed: bool,
    end_form_needed: bool,
    end_form_received: bool,
) -> str:
    """Why no certificate is due, in a few words; empty when it is."""
    came = not CAME.isdisjoint(marks)
    reasons = (
        (not register_closed, "the register is not closed"),
        (not marks, "not marked on the register"),
        (not came, f"marked {marks[0]}" if marks else ""),
        (Attendance.LEFT_EARLY in marks, "left early"),
        (not is_complete(marks, sessions=sessions), "did not attend every session"),
        (end_form_needed and not end_form_received, "the end evaluation is not in"),
    )
    return next((reason for holds, reason in reasons if holds), "")


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
