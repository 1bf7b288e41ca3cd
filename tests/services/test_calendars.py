"""What goes into a calendar file of the desk's events."""

from datetime import date, time
from pathlib import Path

import pytest

from tests.conftest import BY, STARTS, FirstAid, a_course, an_event
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.calendars import events_of_year, save_calendar
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Board, Event, Trainer, Venue

YEAR = TrainingYear(2026)


def saved(desk: Desk, path: Path, *events: int) -> list[str]:
    with desk.reading() as db:
        save_calendar(db, events, path, by=BY)
    return path.read_bytes().decode().replace("\r\n ", "").split("\r\n")


def told(lines: list[str], name: str) -> list[str]:
    return [line.partition(":")[2] for line in lines if line.startswith((f"{name}:", f"{name};"))]


def test_each_day_of_an_event_is_an_appointment(desk: Desk, tmp_path: Path) -> None:
    with desk.changing("Set up") as db:
        event = an_event(db, a_course(db, "First Aid", "FA"), STARTS, date(2026, 6, 11))
        event.sessions[0].venue = Venue(name="Guildhall", address="High Street\nWestmere")
        event.sessions[0].trainer = Trainer(name="Eve")
        event.sessions[1].online = "https://meet.example/1"
        event.sessions[1].starts = event.sessions[1].ends = None
        number = event.id
    lines = saved(desk, tmp_path / "one.ics", number)
    assert told(lines, "SUMMARY") == ["First Aid", "First Aid"]
    assert told(lines, "LOCATION") == [
        "Guildhall\\, High Street\\, Westmere",
        "https://meet.example/1",
    ]
    assert told(lines, "DESCRIPTION") == [
        "FA-260610\\, day 1 of 2\\nTrainer: Eve",
        "FA-260610\\, day 2 of 2\\nhttps://meet.example/1",
    ]
    assert told(lines, "DTSTART")[-2:] == ["20260610T093000", "20260611"]


def test_a_day_that_moves_stays_the_same_appointment(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    before = saved(desk, tmp_path / "one.ics", first_aid.event)
    with desk.changing("Move") as db:
        event = db.get_one(Event, first_aid.event)
        event.reference = "FA-NEW"
        event.starts = event.sessions[0].day = date(2026, 6, 24)
        event.sessions[0].starts = time(10)
    after = saved(desk, tmp_path / "one.ics", first_aid.event)
    assert told(after, "DTSTART")[-1] == "20260624T100000"
    assert told(after, "UID") == told(before, "UID")


def test_two_boards_never_share_an_appointment(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    ours = saved(desk, tmp_path / "one.ics", first_aid.event)
    with desk.changing("Rename") as db:
        db.get_one(Board, 1).name = "Another Board"
    theirs = saved(desk, tmp_path / "one.ics", first_aid.event)
    assert told(ours, "UID") != told(theirs, "UID")
    assert told(theirs, "X-WR-CALNAME") == ["Another Board"]


@pytest.mark.parametrize(
    ("status", "certainty", "title"),
    [
        (EventStatus.PLANNED, "TENTATIVE", "First Aid"),
        (EventStatus.OPEN, "CONFIRMED", "First Aid"),
        (EventStatus.CANCELLED, "CANCELLED", "Cancelled: First Aid"),
        (EventStatus.POSTPONED, "CANCELLED", "Postponed: First Aid"),
    ],
)
def test_a_calendar_is_told_whether_an_event_stands(
    desk: Desk,
    first_aid: FirstAid,
    tmp_path: Path,
    status: EventStatus,
    certainty: str,
    title: str,
) -> None:
    with desk.changing("Decide") as db:
        event = db.get_one(Event, first_aid.event)
        event.status, event.reason = status, "Too few"
    lines = saved(desk, tmp_path / "one.ics", first_aid.event)
    assert told(lines, "STATUS") == [certainty]
    assert told(lines, "SUMMARY") == [title]
    assert ("Too few" in told(lines, "DESCRIPTION")[0]) is (certainty == "CANCELLED")


def test_the_events_of_a_year_are_saved_without_drafts(desk: Desk, tmp_path: Path) -> None:
    with desk.changing("Set up") as db:
        course = a_course(db, "First Aid", "FA")
        an_event(db, course, date(2027, 3, 31), reference="LAST")
        an_event(db, course, date(2026, 4, 1), reference="FIRST")
        an_event(db, course, date(2026, 5, 1), reference="DRAFT", status=EventStatus.DRAFT)
        an_event(db, course, date(2027, 4, 1), reference="NEXT")
    with desk.reading() as db:
        numbers = events_of_year(db, YEAR)
        assert save_calendar(db, numbers, tmp_path / "year.ics", by=BY) == 2
    lines = (tmp_path / "year.ics").read_text().splitlines()
    assert told(lines, "DESCRIPTION") == ["FIRST", "LAST"]


def test_nothing_is_saved_of_no_events_or_in_another_form(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    with pytest.raises(NothingToPrint), desk.reading() as db:
        save_calendar(db, [], tmp_path / "none.ics", by=BY)
    with pytest.raises(CannotSave), desk.reading() as db:
        save_calendar(db, [first_aid.event], tmp_path / "one.csv", by=BY)
    assert not list(tmp_path.glob("*.[ic]s*"))
