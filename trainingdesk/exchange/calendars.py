"""Writing appointments as other calendars read them: one .ics file, in London's wall times."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from unicodedata import category

from icalendar import Calendar, Event, vText, vUri
from icalendar import Timezone as ZoneRules

from trainingdesk.exchange.appointments import Appointment, Certainty

ZONE = "Europe/London"
LONDON = f"""\
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
END:VTIMEZONE
"""
"""When the clocks change, as a rule: a list of dates would end some day."""


def calendar(name: str, appointments: Iterable[Appointment], *, made: datetime) -> bytes:
    """A calendar file; ``made`` is when, so that a later one is known to be later."""
    file = Calendar()
    for field, value in (
        ("VERSION", "2.0"),
        ("PRODID", "-//Training Desk//Programme//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", _text(name)),
        ("X-WR-TIMEZONE", ZONE),
    ):
        file.add(field, value)
    file.add_component(ZoneRules.from_ical(LONDON))
    for each in appointments:
        file.add_component(_event(each, made.astimezone(UTC)))
    written: bytes = file.to_ical(sorted=False)
    return written


def _event(each: Appointment, stamp: datetime) -> Event:
    event = Event()
    event.add("UID", _text(each.uid))
    event.add("DTSTAMP", stamp)
    _say_when(event, each)
    event.add("SUMMARY", _text(each.title))
    if each.where:
        event.add("LOCATION", _text(each.where))
    if each.about:
        event.add("DESCRIPTION", _text(each.about))
    if each.link:
        event.add("URL", vUri(_plain(each.link)))
    event.add("STATUS", each.certainty.value)
    if each.certainty is Certainty.CANCELLED:
        event.add("TRANSP", "TRANSPARENT")  # nobody is busy then
    return event


def _say_when(event: Event, each: Appointment) -> None:
    if each.starts is None:
        event.add("DTSTART", each.day)
        event.add("DTEND", each.day + timedelta(days=1))
        return
    event.add("DTSTART", datetime.combine(each.day, each.starts), {"TZID": ZONE})
    if each.ends is not None:
        event.add("DTEND", datetime.combine(each.day, each.ends), {"TZID": ZONE})


def _text(words: str) -> vText:
    """Words with their lines kept, and without what no line of text has."""
    lines = "\n".join(words.splitlines())
    return vText("".join(c for c in lines if c == "\n" or category(c) not in {"Cc", "Cs"}))


def _plain(words: str) -> str:
    return "".join(c for c in words if c.isprintable() and not c.isspace())
