from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from tests.conftest import BY
from tests.exchange.files import Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import BOOKING, EVENT, EVENTS, Sender
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.bookings import book
from trainingdesk.services.charging.moved import moves_of
from trainingdesk.services.events import change_event, details_of
from trainingdesk.services.history import history_of
from trainingdesk.services.registers import mark
from trainingdesk.storage.models import (
    Audit,
    Delegate,
    Event,
    EventChange,
    EventSession,
    Mark,
    Series,
)

SEVENTH = moment(2026, 7, 7)
EIGHTH = moment(2026, 7, 8)


def event(**details: object) -> Rows:
    """One event of one day."""
    return [EVENT, day(**details)]


def day(**details: object) -> list[object]:
    told = {
        "Event": "FA-2",
        "Course": "FA",
        "Date": SEVENTH,
        "Start": "09:30",
        "End": "16:30",
        "Venue": "Library",
        "Trainer": None,
        "Places": 20,
        "Status": "Open",
    }
    return [{**told, **details}[name] for name in EVENT]


def sessions(world: Sender) -> list[tuple[object, ...]]:
    return [row[1:] for row in world.all(EventSession, "event_id", "day", "starts", "ends")]


def test_an_event_has_a_session_for_each_row(world: Sender) -> None:
    assert world.all(Event, "reference", "starts", "places", "status") == [
        ("FA-1", date(2026, 4, 7), 20, EventStatus.DELIVERED),
        ("DV-1", date(2026, 6, 2), 12, EventStatus.OPEN),
    ]
    assert sessions(world) == [
        (date(2026, 4, 7), time(9, 30), time(16, 30)),
        (date(2026, 6, 2), time(9, 30), time(16, 30)),
        (date(2026, 6, 3), time(9, 30), time(12, 30)),
    ]


def closed_on(world: Sender) -> dict[object, object]:
    return {name: on for name, on in world.all(Event, "reference", "register_closed_on")}  # noqa: C416


def test_an_event_loaded_as_delivered_has_a_closed_register(world: Sender) -> None:
    assert closed_on(world) == {"FA-1": date(2026, 4, 7), "DV-1": None}
    world.load({"Events": event(Status="Delivered")})
    assert closed_on(world)["FA-2"] == world.desk.today() < SEVENTH.date()


@pytest.mark.parametrize(("status", "closed"), [("Open", True), ("Cancelled", False)])
def test_a_plan_loaded_again_takes_back_no_closed_register(
    world: Sender, status: str, *, closed: bool
) -> None:
    world.load({"Events": event(Status="Delivered")})
    world.load({"Events": event(Status=status)})
    assert (closed_on(world)["FA-2"] is not None) is closed


def test_a_register_opened_again_stays_open(world: Sender) -> None:
    with world.desk.changing("Open the register again") as db:
        db.get_one(Event, 1).register_closed_on = None
    assert world.load({"Events": EVENTS}).total.same == 3
    assert world.all(Event, "register_closed_on")[0] == (None,)


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"Course": "NOSUCH"}, "Course: 'NOSUCH' is no course"),
        ({"Venue": "Nowhere"}, "Venue: 'Nowhere' is no venue"),
        ({"Trainer": "Nobody"}, "Trainer: 'Nobody' is no trainer"),
        ({"End": "09:30"}, "End: '09:30' is not after the start, 09:30; expected a later time."),
        ({"End": "08:00"}, "End: '08:00' is not after the start, 09:30; expected a later time."),
        ({"Places": -5}, "Places: '-5' is below nought"),
        ({"Date": "31/02/2027"}, "Date: there is no such date as '31/02/2027'"),
        ({"Status": "Maybe"}, "Status: 'Maybe' is no status of an event"),
        ({"Event": None}, "Event: is empty"),
    ],
)
def test_a_bad_event_is_named(world: Sender, details: dict[str, object], said: str) -> None:
    (line,) = world.refused({"Events": event(**details)})
    assert line.startswith(f"Events row 2: {said}")


def test_names_in_an_event_may_differ_in_capitals(world: Sender) -> None:
    book = {"Events": event(Course="fa", Venue="LIBRARY", Trainer=" consultant a")}
    outcome = world.load(book)
    assert outcome.problems == ()
    assert {mend.column for mend in outcome.mends} == {"Course", "Venue", "Trainer"}


def test_one_bad_row_refuses_the_event_and_the_other_days_hang(world: Sender) -> None:
    rows = [EVENT, day(), day(Date=EIGHTH, End="08:00"), day(Date="soon", Event="fa-2")]
    booking = ("FA-2", "D1", None, "Booked", None, None, None)
    seen = world.preview({"Events": rows, "Bookings": [BOOKING, booking]})
    assert [problem.place.row for problem in seen.problems] == [3, 4]
    assert (seen.sheets["Events"].hanging, seen.sheets["Bookings"].hanging) == (1, 1)
    world.load({"Events": rows}, skip=True)
    assert len(world.all(Event, "id")) == 2


def test_a_day_that_cannot_be_read_refuses_the_event_too(world: Sender) -> None:
    outcome = world.load({"Events": [EVENT, day(), day(Date="soon")]}, skip=True)
    assert (outcome.total.refused, outcome.total.hanging) == (1, 1)
    assert len(world.all(Event, "id")) == 2


def test_the_days_of_an_event_agree(world: Sender) -> None:
    rows = [EVENT, day(), day(Date=EIGHTH, Places=18, Course="DV", Status="Planned")]
    assert world.refused({"Events": rows}) == [
        (
            "Events row 3: Course: 'DV' differs from 'FA' on another day of this event; "
            "expected the same on each."
        ),
        (
            "Events row 3: Places: '18' differs from '20' on another day of this event; "
            "expected the same on each."
        ),
        (
            "Events row 3: Status: 'Planned' differs from 'Open' on another day of this event; "
            "expected the same on each."
        ),
    ]


def test_a_day_stands_once(world: Sender) -> None:
    assert world.refused({"Events": [EVENT, day(), day()]}) == [
        "Events row 3: Date: '7 July 2026' has a row already; expected one row a day."
    ]


def test_a_series_is_made_when_it_is_named(world: Sender) -> None:
    head = (*EVENT, "Series", "Headcount")
    rows = [
        head,
        (*day(), "Safeguarding Week", 57),
        (*day(Event="FA-3"), "SAFEGUARDING WEEK", None),
    ]
    world.load({"Events": rows})
    assert world.all(Series, "name") == [("Safeguarding Week",)]
    held = world.all(Event, "series_id", "headcount")
    assert held[2][0] == held[3][0] is not None
    assert (held[2][1], held[3][1]) == (57, None)


def test_a_day_that_moved_keeps_its_marks(world: Sender) -> None:
    marked = ("FA-1", "D1", None, "Booked", None, "Attended", None)
    world.load({"Bookings": [BOOKING, marked]})
    moved = [EVENT, list(EVENTS[1])]
    moved[1][2] = moment(2026, 4, 9)  # type: ignore[index]
    assert world.load({"Events": moved}).total.changed == 1
    assert world.all(Event, "starts")[0] == (date(2026, 4, 9),)
    assert world.all(EventSession, "day")[0] == (date(2026, 4, 9),)
    assert len(world.all(Mark, "id")) == 1


def test_the_day_that_an_event_is_moved_away_from_is_remembered(world: Sender) -> None:
    moved = [EVENT, list(EVENTS[1]), *EVENTS[2:]]
    moved[1][2] = moment(2026, 4, 2)  # type: ignore[index]
    world.load({"Events": moved})
    world.load({"Events": moved})
    with world.desk.reading() as db:
        ((event_id, (move,)),) = moves_of(db, [1, 2]).items()
        assert (event_id, move.away_from) == (1, date(2026, 4, 7))
        newest = history_of(db, 1)[0]
    kept: list[Any] = [counts for (counts,) in world.all(Audit, "counts")]
    assert [set(counts) for counts in kept[-2:]] == [{"event"}, {"event", "event_session"}]
    assert (newest.deed, newest.what) == ("Import", "7 April 2026 to 2 April 2026")


def test_days_are_added_and_taken_away_unless_somebody_was_marked(world: Sender) -> None:
    three = [*EVENTS, day(Event="DV-1", Course="DV", Places=12, Date=moment(2026, 6, 4))]
    world.load({"Events": three})
    assert len(world.all(EventSession, "id")) == 4
    world.load({"Events": EVENTS})
    assert len(world.all(EventSession, "id")) == 3
    marked = ("DV-1", "D1", None, "Booked", None, "Attended", None)
    world.load({"Bookings": [BOOKING, marked]})
    assert world.refused({"Events": EVENTS[:3]}) == [
        (
            "Events row 3: Date: the desk has a register for 3 June 2026, which is no day of this "
            "event here; expected a row for it."
        )
    ]


def test_times_that_contradict_the_desks_are_refused(world: Sender) -> None:
    rows: Rows = [("Event", "Course", "Date", "Start", "Places", "Status")]
    rows = [*rows, ("FA-1", "FA", moment(2026, 4, 7), "17:00", 20, "Delivered")]
    assert world.refused({"Events": rows}) == [
        "Events row 2: End: it is not after the start the desk has; expected both times."
    ]


def statuses(world: Sender) -> list[tuple[object, ...]]:
    return world.all(EventChange, "event_id", "status", "who", "reason")


def test_every_status_that_is_loaded_is_kept(world: Sender) -> None:
    first = [(1, EventStatus.DELIVERED, "sam", ""), (2, EventStatus.OPEN, "sam", "")]
    assert statuses(world) == first
    heads = (*EVENT, "Reason")
    rows = [[*row, None] for row in event()[1:]]
    world.load({"Events": [heads, *rows]})
    world.load({"Events": [heads, *rows]})
    third = (3, EventStatus.OPEN, "sam", "")
    assert statuses(world) == [*first, third]
    cancelled = [[*day(Status="Cancelled"), "Snow"]]
    world.load({"Events": [heads, *cancelled]})
    assert statuses(world) == [*first, third, (3, EventStatus.CANCELLED, "sam", "Snow")]
    with world.desk.reading() as db:
        (row,) = history_of(db, 3)
    assert row.what == "Status Open; Status Cancelled (Snow)"


def test_a_day_that_is_taken_away_takes_its_trainers_and_what_was_marked_along(
    world: Sender,
) -> None:
    with world.desk.changing("Name a reserve") as db:
        days = details_of(db, 2)
        second = replace(days.sessions[1], reserve=("Kit",))
        change_event(db, 2, replace(days, sessions=(days.sessions[0], second)), by=BY)
        ada = db.query(Delegate).filter_by(first_name="Ada").one()
        booking = book(db, event_id=2, delegate_id=ada.id, by=BY).booking_id
        for mark_now in (Attendance.APOLOGIES, None):
            day_after = days.sessions[1].id or 0
            mark(db, booking, session_id=day_after, attendance=mark_now, by=BY)
    world.load({"Events": [EVENT, EVENTS[2]]})
    assert len([row for row in world.all(EventSession, "event_id") if row == (2,)]) == 1
