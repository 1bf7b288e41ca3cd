from datetime import date, time, timedelta
from itertools import product

import pytest
from sqlalchemy import select

from tests.conftest import (
    AFTER,
    BEFORE,
    STARTS,
    FirstAid,
    a_course,
    a_delegate,
    an_agency,
    an_event,
)
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import AT_RISK_DAYS, EventStatus, is_at_risk, is_delivered
from trainingdesk.domain.standing import BEGUN, Standing
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_rows import EventRow
from trainingdesk.services.months import events_in_month
from trainingdesk.services.partners import partner_boards, set_partners
from trainingdesk.services.programme import (
    EVERYTHING,
    Wanted,
    choices_in,
    counts_in,
    events_in,
    facts_of,
)
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Course,
    CourseStrand,
    Event,
    Series,
    Strand,
    Trainer,
    Venue,
)

YEAR = TrainingYear(2026)


def rows(desk: Desk, wanted: Wanted = EVERYTHING, **asked: object) -> list[EventRow]:
    with desk.reading() as db:
        asked = {"today": BEFORE} | asked
        return events_in(db, YEAR, wanted=wanted, **asked)  # type: ignore[arg-type]


def names(desk: Desk, wanted: Wanted = EVERYTHING, **asked: object) -> list[str]:
    return [row.reference for row in rows(desk, wanted, **asked)]


@pytest.fixture
@set_up_once
def year(desk: Desk) -> dict[str, int]:
    """Three events of two courses; ids by reference, and of what they can be narrowed to."""
    with desk.changing("Set up") as db:
        risk = a_course(db, "Identifying Risk", "RISK", level="2", places=20, minimum=8)
        help_ = a_course(db, "Éarly Help", "HELP", level="1", places=10, minimum=2)
        strand, series = Strand(name="Children"), Series(name="Safeguarding Week")
        hall, online = Venue(name="Guildhall"), Venue(name="Online")
        ruth = Trainer(name="Ruth Halloran")
        db.add_all([strand, series, hall, online, ruth])
        db.flush()
        db.add(CourseStrand(course_id=risk.id, strand_id=strand.id))
        june = an_event(db, risk, date(2026, 6, 10), places=20, reference="RISK-2601")
        july = an_event(db, help_, date(2026, 7, 1), places=10, reference="HELP-2601")
        march = an_event(
            db, risk, date(2027, 3, 1), date(2027, 3, 3), places=20, reference="RISK-2602"
        )
        june.sessions[0].venue, june.sessions[0].trainer = hall, ruth
        march.sessions[0].venue, march.sessions[1].venue = online, hall
        july.series = series
        agency = an_agency(db, "Library")
        for number in range(3):
            person = a_delegate(db, agency, f"Ada {number}", "King")
            status = BookingStatus.WAITING if number == 2 else BookingStatus.BOOKED
            db.add(
                Booking(event_id=july.id, delegate_id=person.id, agency_id=agency.id, status=status)
            )
        db.flush()
        set_partners(db, july.id, ["Oxmoor"])
        oxmoor = partner_boards(db)[0].id
        ids = {"june": june.id, "strand": strand.id, "hall": hall.id, "ruth": ruth.id}
        return ids | {"series": series.id, "oxmoor": oxmoor}


def test_the_year_holds_what_begins_in_it(desk: Desk, year: dict[str, int]) -> None:
    assert names(desk) == ["RISK-2601", "HELP-2601", "RISK-2602"]
    with desk.reading() as db:
        assert events_in(db, YEAR.after, today=BEFORE) == []


def test_a_row_says_how_full_the_event_is(desk: Desk, year: dict[str, int]) -> None:
    row = rows(desk)[1]
    assert (row.held, row.free, row.waiting, row.places) == (2, 8, 1, 10)
    assert (row.title, row.level, row.at) == ("Éarly Help", "1", time(9, 30))


def test_people_who_are_counted_without_names_are_told_in_the_month(
    desk: Desk, year: dict[str, int]
) -> None:
    def told(*, today: date) -> list[str]:
        with desk.reading() as db:
            june = db.scalars(select(Event.id).where(Event.reference == "RISK-2601")).one()
            month = events_in_month(db, date(2026, 6, 1), today=today)
            return [each.full for each in month if each.id == june]

    with desk.changing("Count") as db:
        june = db.query(Event).filter_by(reference="RISK-2601").one()
        june.headcount_only, june.places = True, 0
    assert told(today=BEFORE) == [""]
    with desk.changing("Count") as db:
        june = db.query(Event).filter_by(reference="RISK-2601").one()
        june.headcount_only, june.headcount = False, 1_300
    assert told(today=BEFORE) == told(today=AFTER) == ["1,300 counted"]
    assert rows(desk)[0].by_heads


def test_the_minimum_matters_until_the_event_begins(desk: Desk, year: dict[str, int]) -> None:
    assert [row.least for row in rows(desk)] == [8, 2, 8]
    assert [row.least for row in rows(desk, today=date(2026, 7, 1))] == [0, 0, 8]


def test_several_venues_are_counted_after_the_first_days(desk: Desk, year: dict[str, int]) -> None:
    june, _, march = rows(desk)
    assert (june.where, march.where) == ("Guildhall", "Online and 1 other")
    assert (june.who, march.who, march.ends) == ("Ruth Halloran", "", date(2027, 3, 3))


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        ({"words": "risk"}, ["RISK-2601", "RISK-2602"]),
        ({"words": "early"}, ["HELP-2601"]),
        ({"words": "guild ruth"}, ["RISK-2601"]),
        ({"words": "safeguarding"}, ["HELP-2601"]),
        ({"words": "2602"}, ["RISK-2602"]),
        ({"words": "100%"}, []),
        ({"level": "1"}, ["HELP-2601"]),
        ({"standing": "Open"}, ["RISK-2601", "HELP-2601", "RISK-2602"]),
        ({"standing": "Full"}, []),
        ({"at_risk": True}, []),
        ({"strand_id": "strand"}, ["RISK-2601", "RISK-2602"]),
        ({"series_id": "series"}, ["HELP-2601"]),
        ({"venue_id": "hall"}, ["RISK-2601", "RISK-2602"]),
        ({"trainer_id": "ruth"}, ["RISK-2601"]),
        ({"partner_id": "oxmoor"}, ["HELP-2601"]),
    ],
)
def test_the_list_is_narrowed(
    desk: Desk, year: dict[str, int], wanted: dict[str, object], left: list[str]
) -> None:
    chosen = {
        key: year[str(value)] if key.endswith("_id") else value for key, value in wanted.items()
    }
    asked = Wanted(**chosen)  # type: ignore[arg-type]
    assert names(desk, asked) == left
    with desk.reading() as db:
        assert counts_in(db, YEAR, today=BEFORE, wanted=asked) == (len(left), 0)


def test_those_that_began_are_counted_with_all_that_are_wanted(
    desk: Desk, year: dict[str, int]
) -> None:
    with desk.reading() as db:
        assert counts_in(db, YEAR, today=date(2026, 6, 10)) == (3, 0)
        assert counts_in(db, YEAR, today=date(2026, 7, 2)) == (3, 2)
        assert counts_in(db, YEAR, today=BEFORE, wanted=Wanted(words="nothing")) == (0, 0)


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("date", "RISK-2601"),
        ("title", "HELP-2601"),
        ("level", "HELP-2601"),
        ("venue", "HELP-2601"),
        ("trainer", "HELP-2601"),
        ("places", "RISK-2601"),
        ("standing", "RISK-2601"),
    ],
)
def test_the_list_is_put_in_order(desk: Desk, year: dict[str, int], order: str, first: str) -> None:
    assert names(desk, order=order)[0] == first
    assert sorted(names(desk, order=order, falling=True)) == sorted(names(desk))


def test_a_falling_order_turns_the_list_round(desk: Desk, year: dict[str, int]) -> None:
    assert names(desk, order="date", falling=True) == ["RISK-2602", "HELP-2601", "RISK-2601"]


def test_the_list_is_read_a_page_at_a_time(desk: Desk, year: dict[str, int]) -> None:
    assert names(desk, offset=1, limit=1) == ["HELP-2601"]


def test_the_head_counts_the_year(desk: Desk, year: dict[str, int]) -> None:
    with desk.reading() as db:
        now = facts_of(db, YEAR, today=BEFORE)
        later = facts_of(db, YEAR, today=date(2026, 7, 2))
    assert (now.events, now.delivered, now.at_risk, now.waiting) == (3, 0, 0, 1)
    assert (later.events, later.delivered, later.waiting) == (3, 2, 0)


def test_the_filters_offer_what_the_year_has(desk: Desk, year: dict[str, int]) -> None:
    with desk.reading() as db:
        choices = choices_in(db, YEAR, today=BEFORE)
        none = choices_in(db, YEAR.after, today=BEFORE)
    assert choices.levels == [("1", "1"), ("2", "2")]
    assert choices.standings == [("Open", "Open")]
    assert [name for name, _ in choices.venues] == ["Guildhall", "Online"]
    assert (choices.strands, choices.trainers) == (
        [("Children", year["strand"])],
        [("Ruth Halloran", year["ruth"])],
    )
    assert choices.series == [("Safeguarding Week", year["series"])]
    assert (choices.partners, none.partners) == ([("Oxmoor", year["oxmoor"])], [])
    assert none.series == []
    assert (none.levels, none.standings, none.venues) == ([], [], [])


@pytest.mark.parametrize(
    ("status", "ahead", "held", "closed", "standing"),
    [
        (EventStatus.CANCELLED, 5, 0, False, Standing.CANCELLED),
        (EventStatus.POSTPONED, 5, 0, False, Standing.POSTPONED),
        (EventStatus.DRAFT, 5, 0, False, Standing.DRAFT),
        (EventStatus.DELIVERED, -5, 2, True, Standing.DELIVERED),
        (EventStatus.CONFIRMED, -5, 2, False, Standing.REGISTER_OPEN),
        (EventStatus.CONFIRMED, 0, 2, False, Standing.TODAY),
        (EventStatus.OPEN, 5, 0, False, Standing.AT_RISK),
        (EventStatus.OPEN, 60, 2, False, Standing.FULL),
        (EventStatus.PLANNED, 60, 0, False, Standing.PLANNED),
        (EventStatus.DELIVERED, 60, 0, False, Standing.CONFIRMED),
    ],
)
def test_an_event_stands_as_it_was_decided_and_booked(
    desk: Desk,
    first_aid: FirstAid,
    status: EventStatus,
    ahead: int,
    held: int,
    closed: bool,  # noqa: FBT001 - pytest names what it is
    standing: Standing,
) -> None:
    with desk.changing("Decide") as db:
        event = db.get_one(Event, first_aid.event)
        event.status, event.places = status, 2
        event.register_closed_on = STARTS if closed else None
        for delegate_id in (first_aid.ada, first_aid.grace)[:held]:
            db.add(
                Booking(
                    event_id=event.id,
                    delegate_id=delegate_id,
                    agency_id=first_aid.agency,
                    status=BookingStatus.BOOKED,
                )
            )
    (row,) = rows(desk, today=STARTS - timedelta(days=ahead))
    assert row.standing is standing


def test_between_its_days_an_event_is_under_way(desk: Desk, year: dict[str, int]) -> None:
    standings = [rows(desk, today=date(2027, 3, day))[2].standing for day in (1, 2, 3, 4)]
    assert standings == [
        Standing.TODAY,
        Standing.UNDER_WAY,
        Standing.TODAY,
        Standing.REGISTER_OPEN,
    ]


@pytest.mark.parametrize("status", EventStatus)
def test_the_list_and_the_rules_agree(desk: Desk, first_aid: FirstAid, status: EventStatus) -> None:
    with desk.changing("Decide") as db:
        db.get_one(Event, first_aid.event).status = status
        db.get_one(Event, first_aid.event).places = 5
    for ahead, minimum in product((-1, 0, 1, AT_RISK_DAYS, AT_RISK_DAYS + 1), (None, 1)):
        today = STARTS - timedelta(days=ahead)
        with desk.changing("Need more") as db:
            db.get_one(Course, first_aid.course).minimum = minimum
        (row,) = rows(desk, today=today)
        at_risk = is_at_risk(status, starts=STARTS, today=today, held=0, minimum=minimum)
        assert (row.standing is Standing.AT_RISK) == at_risk
        begun = is_delivered(status, starts=STARTS, today=today)
        assert (row.standing in BEGUN) == begun


def test_a_month_shows_its_events_with_the_days_about_it(desk: Desk, year: dict[str, int]) -> None:
    with desk.reading() as db:
        june = events_in_month(db, date(2026, 6, 1), today=AFTER)
        march = events_in_month(db, date(2027, 2, 1), today=BEFORE)
    # June's page ends with the first days of July.
    assert [(e.title, e.full) for e in june] == [("Identifying Risk", "0"), ("Éarly Help", "2/10")]
    assert [(e.starts.day, e.ends.day) for e in march] == [(1, 1), (3, 3)]


def test_days_in_a_row_are_one_stretch(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Course, first_aid.course)
        days = [STARTS + timedelta(days=n) for n in (0, 1, 2, 9)]
        an_event(db, course, *days, reference="LONG")
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    with desk.reading() as db:
        found = events_in_month(db, date(2026, 6, 1), today=BEFORE)
    stretches = sorted((e.standing.value, (e.ends - e.starts).days, e.full) for e in found)
    assert stretches == [("Cancelled", 0, ""), ("Open", 0, "0/1"), ("Open", 2, "0/1")]


def test_a_month_is_narrowed_like_the_list(desk: Desk, year: dict[str, int]) -> None:
    with desk.reading() as db:
        found = events_in_month(db, date(2026, 6, 1), today=BEFORE, wanted=Wanted(words="early"))
        wanted = Wanted(series_id=year["series"])
        of_series = events_in_month(db, date(2026, 6, 1), today=BEFORE, wanted=wanted)
    assert [event.title for event in found] == ["Éarly Help"]
    assert of_series == found


def test_agencies_do_not_narrow_the_programme(desk: Desk, year: dict[str, int]) -> None:
    with desk.reading() as db:
        assert db.query(Agency).count() == 1
    assert names(desk, Wanted(words="library")) == []
