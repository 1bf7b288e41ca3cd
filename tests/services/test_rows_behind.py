"""Every number opens as many rows as it counts."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy.event import listen, remove
from sqlalchemy.orm import Session

from tests.conftest import AFTER, FirstAid, a_course, a_delegate, an_agency, an_event
from tests.made_once import real_years
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group, group_named
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures import year_figures
from trainingdesk.services.figures.counts import NAMES
from trainingdesk.services.rows_behind import (
    BookingRow,
    EventRow,
    PersonRow,
    Rows,
    RowsAsked,
    can_open,
    disagreement,
    rows_behind,
    rows_page,
)
from trainingdesk.services.sent import sent_by_agencies
from trainingdesk.storage.models import Booking, Event, Mark, PublishedFigure

YEAR = TrainingYear(2017)
TODAY = date(2017, 12, 1)
"""In the middle of the year, so that some events are still to come."""

BY_EVENTS = ("course", "level", "quarter", "month", "strand", "series")
RATES = ("take_up", "turn_up", "fill", "absence")
ALL = 100_000


@pytest.fixture(scope="module")
def havering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    copy = real_years(tmp_path_factory, tmp_path_factory.mktemp("desk"))
    desk = Desk(copy, today=lambda: TODAY)
    yield desk
    desk.close()


def assert_opens(db: Session, figures: dict[str, Any], group: Group | None) -> None:
    """Each figure of a line opens rows that come to that figure, and no others."""
    for name in (*NAMES, "people"):
        asked = RowsAsked(name, group)
        behind = rows_behind(db, YEAR, asked, today=TODAY)
        rows = rows_page(db, YEAR, asked, today=TODAY, offset=0, limit=ALL)
        assert behind.number == figures[name], (name, group)
        assert len({row.id for row in rows}) == len(rows) == behind.in_all, (name, group)
    for name in RATES:
        behind = rows_behind(db, YEAR, RowsAsked(name, group), today=TODAY)
        share = behind.number / behind.base if behind.base else None
        assert share == figures[name], (name, group)


def test_every_figure_of_the_year_opens_the_rows_it_counts(havering: Desk) -> None:
    with havering.reading() as db:
        figures = year_figures(db, YEAR, today=TODAY)["programme"]
        assert_opens(db, figures, None)
        behind = rows_behind(db, YEAR, RowsAsked("change_in_attendance"), today=TODAY)

    assert figures["events_to_come"] > 0
    assert behind.base is not None
    assert behind.number / behind.base - 1 == figures["change_in_attendance"]


@pytest.mark.thorough
@pytest.mark.parametrize("kind", BY_EVENTS)
def test_every_figure_of_every_group_opens_the_rows_it_counts(havering: Desk, kind: str) -> None:
    with havering.reading() as db:
        for row in year_figures(db, YEAR, today=TODAY)[f"by_{kind}"]:
            assert_opens(db, row, Group(kind, row[kind]))


@pytest.mark.parametrize("kind", ["agency", "sector"])
def test_the_attendances_of_an_agency_and_of_a_sector_open(havering: Desk, kind: str) -> None:
    with havering.reading() as db:
        rows = year_figures(db, YEAR, today=TODAY)[f"by_{kind}"]
        for row in rows:
            asked = RowsAsked("attended", Group(kind, row[kind]))
            assert rows_behind(db, YEAR, asked, today=TODAY).number == row["attended"]
    assert rows


def test_what_each_agency_sent_adds_up_to_the_year_and_opens(havering: Desk) -> None:
    with havering.reading() as db:
        year = year_figures(db, YEAR, today=TODAY)["programme"]
        sent = sent_by_agencies(db, YEAR, today=TODAY)
        for name in ("booked", "attended", "absent", "walk_ins"):
            assert sum(getattr(each, name) for each in sent) == year[name]
        for each in sent[:5]:
            group = Group("agency", each.agency)
            for name in ("booked", "attended", "people", "absent", "came_as_booked"):
                behind = rows_behind(db, YEAR, RowsAsked(name, group), today=TODAY)
                assert behind.number == getattr(each, name), (name, each.agency)


def test_a_figure_that_is_not_counted_from_rows_is_refused(havering: Desk) -> None:
    with havering.reading() as db:
        with pytest.raises(Unknown):
            rows_behind(db, YEAR, RowsAsked("expenditure"), today=TODAY)
        with pytest.raises(Unknown):
            rows_behind(db, YEAR, RowsAsked("attended", Group("weather", "fair")), today=TODAY)
        with pytest.raises(Unknown):
            rows_behind(db, YEAR, RowsAsked("places", Group("agency", "Police")), today=TODAY)
    assert can_open("attended")
    assert not can_open("Cups of tea")


@pytest.fixture
@set_up_once
def two_events(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Ada came to both events, Grace to one; Mary of the school cancelled, Zoë walked in."""
    with desk.changing("Set up") as db:
        school = an_agency(db, "Hill School", "Education")
        mary = a_delegate(db, school, "Mary", "Adams")
        zoe = a_delegate(db, school, "Zoë", "Baker")
        other = an_event(db, a_course(db, "Neglect", "NEG"), date(2026, 6, 11), places=5)
        first = db.get_one(Event, first_aid.event)
        for event, person, status, mark in (
            (first, first_aid.ada, BookingStatus.BOOKED, Attendance.ATTENDED),
            (other, first_aid.ada, BookingStatus.BOOKED, Attendance.LATE),
            (other, first_aid.grace, BookingStatus.BOOKED, Attendance.ATTENDED),
            (other, mary.id, BookingStatus.CANCELLED, None),
            (other, zoe.id, BookingStatus.WALK_IN, Attendance.LEFT_EARLY),
        ):
            agency = school.id if person in {mary.id, zoe.id} else first_aid.agency
            booking = Booking(
                event_id=event.id, delegate_id=person, agency_id=agency, status=status
            )
            db.add(booking)
            db.flush()
            if mark:
                session = event.sessions[0].id
                db.add(Mark(booking_id=booking.id, session_id=session, attendance=mark))
        cancelled = an_event(db, other.course, date(2026, 6, 1), status=EventStatus.CANCELLED)
        cancelled.reason = "Trainer unwell"
    return first_aid


def rows(desk: Desk, asked: RowsAsked, offset: int = 0, limit: int = 99) -> list[Any]:
    with desk.reading() as db:
        year = TrainingYear(2026)
        return list(rows_page(db, year, asked, today=AFTER, offset=offset, limit=limit))


def test_bookings_say_who_came_to_what_for_which_agency(desk: Desk, two_events: FirstAid) -> None:
    found = rows(desk, RowsAsked("attended", sort="delegate", falling=True))

    assert all(isinstance(row, BookingRow) for row in found)
    assert [row.delegate for row in found] == [
        "King, Ada",
        "King, Ada",
        "Hopper, Grace",
        "Baker, Zoë",
    ]
    last = found[-1]
    assert (last.agency, last.title, last.status, last.attendance) == (
        "Hill School",
        "Neglect",
        BookingStatus.WALK_IN,
        Attendance.LEFT_EARLY,
    )


@pytest.mark.parametrize("words", ["zoe", "HILL", "neg-26 baker"])
def test_bookings_are_narrowed_by_delegate_agency_and_event(
    desk: Desk, two_events: FirstAid, words: str
) -> None:
    found = rows(desk, RowsAsked("attended", words=words))

    assert [row.delegate for row in found] == ["Baker, Zoë"]


def test_rows_come_a_page_at_a_time_in_one_order(desk: Desk, two_events: FirstAid) -> None:
    for sort in ("starts", "title", "delegate", "agency", "status"):
        asked = RowsAsked("attended", sort=sort)
        whole = rows(desk, asked)
        assert [*rows(desk, asked, 0, 3), *rows(desk, asked, 3, 3)] == whole


def test_people_are_listed_once_with_how_often_they_came(desk: Desk, two_events: FirstAid) -> None:
    by_agency = rows(desk, RowsAsked("people", sort="agency"))
    names = [row.agency.casefold() for row in by_agency]
    assert names == sorted(names)
    assert len(set(names)) > 1
    found = rows(desk, RowsAsked("people", sort="came", falling=True))

    assert all(isinstance(row, PersonRow) for row in found)
    assert [(row.delegate, row.came) for row in found] == [
        ("King, Ada", 2),
        ("Baker, Zoë", 1),
        ("Hopper, Grace", 1),
    ]
    assert found[0].last == date(2026, 6, 11)
    assert [row.delegate for row in rows(desk, RowsAsked("people", words="library"))] == [
        "Hopper, Grace",
        "King, Ada",
    ]


def test_events_say_why_they_were_cancelled(desk: Desk, two_events: FirstAid) -> None:
    (event,) = rows(desk, RowsAsked("events_cancelled"))

    assert isinstance(event, EventRow)
    assert (event.title, event.reason) == ("Neglect", "Trainer unwell")
    ordered = rows(desk, RowsAsked("events_delivered", sort="places", falling=True))
    assert [row.places for row in ordered] == [5, 1]
    assert rows(desk, RowsAsked("events_delivered", words="first"))[0].title == "First Aid"


def test_places_are_added_up_over_fewer_events(desk: Desk, two_events: FirstAid) -> None:
    with desk.reading() as db:
        behind = rows_behind(db, TrainingYear(2026), RowsAsked("places"), today=AFTER)

    assert (behind.rows, behind.number, behind.in_all) == (Rows.EVENTS, 6, 2)


@pytest.mark.parametrize(
    ("figure", "value", "computed"),
    [("attended", "5", 4), ("attended", "4", None), ("fill", "0.7", None), ("fill", "0.9", 4 / 6)],
)
def test_a_published_figure_is_held_against_its_rows(
    desk: Desk, two_events: FirstAid, figure: str, value: str, computed: float | None
) -> None:
    with desk.changing("Set up") as db:
        db.add(PublishedFigure(year="2026-27", figure=figure, value=value, source="Report"))
    with desk.reading() as db:
        year = TrainingYear(2026)
        behind = rows_behind(db, year, RowsAsked(figure), today=AFTER)
        found = disagreement(db, year, figure, behind)

    assert (found.computed if found else None) == computed


def test_growth_is_held_against_what_was_published_where_last_year_has_no_rows(
    desk: Desk, two_events: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        db.add(PublishedFigure(year="2025-26", figure="Attended", value="8"))
        db.add(PublishedFigure(year="2026-27", figure="Change in attendance", value="0.5"))
    with desk.reading() as db:
        year = TrainingYear(2026)
        behind = rows_behind(db, year, RowsAsked("change_in_attendance"), today=AFTER)
        found = disagreement(db, year, "change_in_attendance", behind)

    assert behind.base == 8
    assert found is not None
    assert found.computed == -0.5


@pytest.mark.parametrize(
    ("first", "second", "counts"),
    [
        ("Attended", "Absent", "attended"),
        ("Left early", "Apologies", "attended"),
        ("Apologies", "Absent", "absent"),
        ("Apologies", None, "apologies"),
    ],
)
def test_over_two_sessions_a_booking_counts_once(
    desk: Desk, first_aid: FirstAid, first: str, second: str | None, counts: str
) -> None:
    with desk.changing("Set up") as db:
        course = a_course(db, "Two days", "TWO")
        event = an_event(db, course, date(2026, 5, 5), date(2026, 5, 6), places=3)
        booking = Booking(
            event_id=event.id,
            delegate_id=first_aid.ada,
            agency_id=first_aid.agency,
            status=BookingStatus.BOOKED,
        )
        db.add(booking)
        db.flush()
        for session, mark in zip(event.sessions, (first, second), strict=True):
            if mark:
                attendance = Attendance(mark)
                db.add(Mark(booking_id=booking.id, session_id=session.id, attendance=attendance))
    with desk.reading() as db:
        year = TrainingYear(2026)
        found = {
            figure: rows_behind(db, year, RowsAsked(figure), today=AFTER).number
            for figure in ("attended", "absent", "apologies")
        }
        figures = year_figures(db, year, today=AFTER)["programme"]

    assert found == {figure: int(figure == counts) for figure in found}
    assert found == {figure: figures[figure] for figure in found}


def test_groups_are_named_as_they_are_said(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        said = [
            group_named(db, Group(kind, key))
            for kind, key in (("course", "FA"), ("month", "2026-06"), ("sector", "Health"))
        ]
        unknown = group_named(db, Group("course", "GONE"))

    assert said == ["First Aid", "June 2026", "Health"]
    assert unknown == "GONE"


@pytest.mark.parametrize("figure", ["attended", "people"])
def test_only_the_agencies_of_the_rows_that_show_are_read(havering: Desk, figure: str) -> None:
    said: list[tuple[str, int]] = []

    def keep(_db: Any, _cursor: Any, said_now: str, given: Any, _context: Any, _many: Any) -> None:
        said.append((said_now, len(given)))

    listen(havering._engine, "before_cursor_execute", keep)
    with havering.reading() as db:
        asked = RowsAsked(figure)
        rows_behind(db, YEAR, asked, today=TODAY)
        rows = rows_page(db, YEAR, asked, today=TODAY, offset=0, limit=7)
    remove(havering._engine, "before_cursor_execute", keep)
    of_agencies = [(said_now, given) for said_now, given in said if "JOIN agency" in said_now]
    assert [given for _, given in of_agencies] == [len(rows)]
    assert f"{'delegate' if figure == 'people' else 'booking'}.id IN" in of_agencies[0][0]
