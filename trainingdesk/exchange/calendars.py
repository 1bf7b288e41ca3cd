"""Writing appointments as other calendars read them: one .ics file, in London's wall times."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from unicodedata import category

LONGEST_LINE = 75
"""Octets of one line; what is longer goes on in the next, after a space."""

ZONE = "Europe/London"
TIME_ZONE = f"""\
BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
TZNAME:BST
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
TZNAME:GMT
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""

ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


class Certainty(StrEnum):
    """Whether an appointment stands."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One day in a calendar; without a start it takes the whole day.

    A calendar that is given the same ``uid`` again changes the appointment it has.
    """

    uid: str
    title: str
    day: date
    starts: time | None = None
    ends: time | None = None
    where: str = ""
    about: str = ""
    link: str = ""
    certainty: Certainty = Certainty.CONFIRMED


def calendar(name: str, appointments: Iterable[Appointment], *, made: datetime) -> bytes:
    """A calendar file; ``made`` is when, so that a later one is known to be later."""
    stamp = f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Training Desk//Programme//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        *TIME_ZONE.splitlines(),
        *(line for each in appointments for line in _event(each, stamp)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(each: Appointment, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(each.uid)}"
    yield f"DTSTAMP:{stamp}"
    yield from _when(each)
    yield f"SUMMARY:{_text(each.title)}"
    if each.where:
        yield f"LOCATION:{_text(each.where)}"
    if each.about:
        yield f"DESCRIPTION:{_text(each.about)}"
    if each.link:
        yield f"URL:{_plain(each.link)}"
    yield f"STATUS:{each.certainty}"
    if each.certainty is Certainty.CANCELLED:
        yield "TRANSP:TRANSPARENT"  # nobody is busy then
    yield "END:VEVENT"


def _when(each: Appointment) -> Iterator[str]:
    if each.starts is None:
        yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}"
        return
    yield f"DTSTART;TZID={ZONE}:{each.day:%Y%m%d}T{each.starts:%H%M%S}"
    if each.ends is not None:
        yield f"DTEND;TZID={ZONE}:{each.day:%Y%m%d}T{each.ends:%H%M%S}"


def _text(words: str) -> str:
    """Words as a value: their lines kept, what a calendar would read as its own escaped."""
    lines = "\n".join(words.splitlines())
    return "".join(c for c in lines if c == "\n" or category(c) not in {"Cc", "Cs"}).translate(
        ESCAPES
    )


def _plain(words: str) -> str:
    return "".join(c for c in words if c.isprintable() and not c.isspace())


def _folded(line: str) -> bytes:
    """A line in as many pieces as it needs, none of which ends within a letter."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece])
