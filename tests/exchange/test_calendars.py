"""A calendar file, as other programs read it."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest
from dateutil.tz import tzical  # type: ignore[import-untyped]  # its stubs are not ours

from trainingdesk.exchange.appointments import Appointment, Certainty
from trainingdesk.exchange.calendars import calendar

MADE = datetime(2026, 3, 1, 10, 15, tzinfo=UTC)
DAY = date(2026, 6, 10)


def made(*appointments: Appointment) -> bytes:
    return calendar("Westmere", appointments, made=MADE)


def lines(file: bytes) -> list[str]:
    """The lines of a file, unfolded."""
    return file.decode().replace("\r\n ", "").split("\r\n")


def of_event(**details: object) -> list[str]:
    told = {"uid": "1@here", "title": "First Aid", "day": DAY, **details}
    found = lines(made(Appointment(**told)))  # type: ignore[arg-type]
    return found[found.index("BEGIN:VEVENT") : found.index("END:VEVENT") + 1]


def test_an_event_has_what_every_calendar_asks_for() -> None:
    assert of_event(starts=time(9, 30), ends=time(16, 30), where="Town Hall") == [
        "BEGIN:VEVENT",
        "UID:1@here",
        "DTSTAMP:20260301T101500Z",
        "DTSTART;TZID=Europe/London:20260610T093000",
        "DTEND;TZID=Europe/London:20260610T163000",
        "SUMMARY:First Aid",
        "LOCATION:Town Hall",
        "STATUS:CONFIRMED",
        "END:VEVENT",
    ]


def test_the_file_opens_and_closes_and_every_line_ends_as_it_should() -> None:
    file = made()
    assert lines(file)[:3] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Training Desk//Programme//EN",
    ]
    assert lines(file)[-2:] == ["END:VCALENDAR", ""]
    assert file.count(b"\n") == file.count(b"\r\n")


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 28), 0),
        (date(2026, 3, 29), 1),
        (date(2026, 3, 30), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 25), 0),
        (date(2026, 10, 26), 0),
    ],
)
def test_a_morning_stays_a_morning_on_both_sides_of_the_clock_change(day: date, hours: int) -> None:
    file = made(Appointment("1@here", "First Aid", day, time(9, 30), time(16, 30)))
    assert f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T093000" in lines(file)
    zone = tzical(StringIO("\n".join(lines(file)))).get("Europe/London")
    assert zone is not None
    starts = datetime.combine(day, time(9, 30), tzinfo=zone)
    assert starts.utcoffset() == timedelta(hours=hours)
    assert starts.astimezone(UTC).time() == time(9 - hours, 30)


def test_without_times_an_event_takes_the_day() -> None:
    assert of_event()[3:5] == ["DTSTART;VALUE=DATE:20260610", "DTEND;VALUE=DATE:20260611"]


def test_an_event_whose_end_is_not_known_only_starts() -> None:
    found = of_event(starts=time(9, 30))
    assert found[3:5] == ["DTSTART;TZID=Europe/London:20260610T093000", "SUMMARY:First Aid"]


def test_a_cancelled_event_keeps_nobody_busy() -> None:
    found = of_event(certainty=Certainty.CANCELLED)
    assert found[-3:-1] == ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"]


def test_what_a_calendar_would_read_as_its_own_is_escaped() -> None:
    found = of_event(
        title="Risk; harm, \\ and\nmore\r\nEND:VEVENT\x00", link="https://x.example/a b"
    )
    assert "SUMMARY:Risk\\; harm\\, \\\\ and\\nmore\\nEND:VEVENT" in found
    assert "URL:https://x.example/ab" in found


@pytest.mark.parametrize(
    "title", ["x" * 300, "Zażółć gęślą jaźń " * 20, "儿童保护" * 40, "🦺" * 50]
)
def test_no_line_is_longer_than_75_octets_and_no_letter_is_torn(title: str) -> None:
    file = made(Appointment("1@here", title, DAY))
    assert max(len(line) for line in file.split(b"\r\n")) <= 75
    for line in file.split(b"\r\n"):
        line.decode()
    assert f"SUMMARY:{title}" in lines(file)
