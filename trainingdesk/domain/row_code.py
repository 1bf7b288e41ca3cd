"""The short code that stands beside a line of a printed register, and in its QR code.

A code is the number of the booking in the digits of Crockford's base 32, which has no I, L, O or
U to misread, and a last letter that checks it. The check is a weighted sum over the field of 32
elements, in which the event counts too: one wrong letter, or two neighbours changed over, never
give another code, and the code of one event is rarely good on another.
"""

from collections.abc import Iterable

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans("ILO", "110", " -\u00ad\u2010\u2011\u2013\u200b\ufeff")
SHORTEST = 4
"""How many digits a booking has at least, so that a code never looks like a row number."""

LONGEST = 12
"""How many digits are looked at: no desk holds so many bookings."""

QR_MARK = "TD"
POLYNOMIAL = 0b100101
"""x⁵ + x² + 1, by which the 32 elements are multiplied."""


def row_code(event_id: int, booking_id: int) -> str:
    """The code of a booking's line on the register of its event."""
    digits = _digits(booking_id)
    return "".join(DIGITS[digit] for digit in (*digits, _check(event_id, digits)))


def qr_text(event_id: int, booking_id: int) -> str:
    """What the QR code beside a line says, which a scanner types."""
    return f"{QR_MARK}:{row_code(event_id, booking_id)}"


def read_row_code(text: str, event_id: int) -> int | None:
    """The booking whose code this is on the register of an event; None if it is of no such line."""
    typed = plain_code(text)
    if not typed:
        return None
    *digits, check = map(DIGITS.index, typed)
    return _number(digits) if check == _check(event_id, digits) else None


def booking_in(text: str) -> int | None:
    """The booking that a code names, whichever register it is of; None where it is no code."""
    typed = plain_code(text)
    return _number(map(DIGITS.index, typed[:-1])) if typed else None


def plain_code(text: str) -> str:
    """A typed or scanned code in its own letters; empty where it can be none."""
    upper = text.strip().upper()
    if upper[:2] == QR_MARK and upper[2:3] and not upper[2].isalnum():
        upper = upper[3:]  # a scanner set to another keyboard types another sign for the colon
    plain = upper.translate(MISREAD)
    fits = SHORTEST < len(plain) <= LONGEST + 1 and not set(plain) - set(DIGITS)
    return plain if fits else ""


def _digits(number: int) -> list[int]:
    found: list[int] = []
    while number:
        number, digit = divmod(number, len(DIGITS))
        found.append(digit)
    return [0] * (SHORTEST - len(found)) + found[::-1]


def _number(digits: Iterable[int]) -> int:
    number = 0
    for digit in digits:
        number = number * len(DIGITS) + digit
    return number


def _check(event_id: int, digits: list[int]) -> int:
    """The digits of booking and event, the last of each weighing least, summed with no carry."""
    total = 0
    for digit in (*_digits(event_id), *([0] * (LONGEST - len(digits))), *digits):
        total = _doubled(total ^ digit)
    return total


def _doubled(element: int) -> int:
    twice = element << 1
    return twice ^ POLYNOMIAL if twice >= len(DIGITS) else twice
