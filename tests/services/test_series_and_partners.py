from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import FirstAid, a_course, a_delegate, an_event
from tests.services.people import on
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import partners, series
from trainingdesk.services.desk import Desk
from trainingdesk.services.partners import PartnerRow
from trainingdesk.services.series import SeriesDetails, SeriesRow
from trainingdesk.storage.models import Agency, Event, PartnerBoard, Series

YEAR = TrainingYear(2026)
WEEK = SeriesDetails("Safeguarding Week", "A week of briefings each November.")


@pytest.fixture
@set_up_once
def week(desk: Desk) -> int:
    with desk.changing("Add series") as db:
        return series.add_series(db, WEEK)


def put_in(desk: Desk, series_id: int, *event_ids: int) -> None:
    with desk.changing("Change") as db:
        for event_id in event_ids:
            db.get_one(Event, event_id).series_id = series_id


def test_saving_an_unchanged_series_changes_nothing(desk: Desk, week: int) -> None:
    before = desk.done
    with desk.changing("Change") as db:
        series.change_series(db, week, WEEK, opened=WEEK)
    assert desk.done == before


def test_a_series_is_renamed_with_its_events(desk: Desk, week: int, first_aid: FirstAid) -> None:
    put_in(desk, week, first_aid.event)
    with desk.changing("Change") as db:
        series.change_series(db, week, SeriesDetails(" The  Week "), opened=WEEK)
    with desk.reading() as db:
        assert series.series_details(db, week) == SeriesDetails("The Week")
        found = db.get_one(Event, first_aid.event).series
        assert found is not None
        assert found.name == "The Week"
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        series.change_series(db, week, WEEK, opened=WEEK)


def test_a_series_needs_a_name_of_its_own(desk: Desk, week: int) -> None:
    for details in (SeriesDetails(), SeriesDetails("safeguarding WEEK")):
        with pytest.raises(Invalid) as told, desk.changing("Add series") as db:
            series.add_series(db, details)
        assert set(told.value.problems) == {"name"}
    with desk.changing("Look") as db, pytest.raises(Unknown):
        series.series_details(db, 99)


def test_a_series_tells_its_events_places_bookings_and_who_came(
    desk: Desk, week: int, first_aid: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        course = a_course(db, "Neglect", "NEG")
        held = an_event(db, course, date(2026, 4, 10), places=20)
        held.headcount = 30
        off = an_event(db, course, date(2026, 4, 11), places=9, status=EventStatus.CANCELLED)
        before = an_event(db, course, date(2025, 4, 10), places=7)
        for number in range(3):
            person = a_delegate(db, db.get_one(Agency, first_aid.agency), f"Ada {number}", "King")
            came = Attendance.ATTENDED if number else Attendance.ABSENT
            on(db, held, person, attendance=came)
        on(db, held, a_delegate(db, person.agency, "Lee", "Q"), BookingStatus.CANCELLED)
        numbers = held.id, off.id, before.id
    put_in(desk, week, *numbers)
    with desk.reading() as db:
        expected = SeriesRow(week, WEEK.name, WEEK.about, 1, 20, 3, 2, 30, events_in_all=3)
        assert series.series_listed(db, YEAR) == [expected]
        assert series.series_row(db, week, YEAR) == expected
        assert series.series_listed(db, YEAR, words="november SAFE") == [expected]
        assert series.series_listed(db, YEAR, words="audit") == []
        assert series.series_in_all(db) == 1
        events = series.events_of_series(db, week, today=date(2026, 5, 1))
        assert [row.id for row in events] == list(numbers)
        empty = series.series_row(db, week, TrainingYear(2030))
        assert (empty.events, empty.events_in_all) == (0, 3)
        with pytest.raises(Unknown):
            series.series_row(db, 99, YEAR)


def test_spellings_of_one_series_are_merged(desk: Desk, week: int, first_aid: FirstAid) -> None:
    with desk.changing("Add") as db:
        other = series.add_series(db, SeriesDetails("Safeguarding Wk"))
    put_in(desk, week, first_aid.event)
    with desk.changing("Merge") as db:
        series.merge_series(db, other, [other, week])
    with desk.reading() as db:
        assert list(db.scalars(select(Series.id))) == [other]
        assert db.get_one(Event, first_aid.event).series_id == other
        assert series.series_details(db, other).about == WEEK.about
    desk.undo()
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).series_id == week


def test_a_series_with_events_is_not_removed(desk: Desk, week: int, first_aid: FirstAid) -> None:
    put_in(desk, week, first_aid.event)
    said = "Safeguarding Week stays: 1 event belongs to it"
    with pytest.raises(Refused, match=said), desk.changing("Remove") as db:
        series.remove_series(db, [week])
    with desk.changing("Change") as db:
        db.get_one(Event, first_aid.event).series_id = None
    with desk.changing("Remove") as db:
        series.remove_series(db, [week])
        assert series.series_in_all(db) == 0


def test_an_event_is_shared_with_boards_of_other_boroughs(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Share") as db:
        partners.set_partners(
            db, first_aid.event, ["Westmere LSCB", " alderford  LSCB ", "", "ALDERFORD lscb"]
        )
    with desk.reading() as db:
        assert partners.partners_of(db, first_aid.event) == ("alderford LSCB", "Westmere LSCB")
        assert [(row.name, row.events) for row in partners.partner_boards(db)] == [
            ("alderford LSCB", 1),
            ("Westmere LSCB", 1),
        ]
    before = desk.done
    with desk.changing("Share") as db:
        partners.set_partners(db, first_aid.event, ["Alderford LSCB", "westmere lscb"])
    assert desk.done == before
    with desk.changing("Share") as db:
        partners.set_partners(db, first_aid.event, ["Westmere LSCB"])
        assert partners.partners_of(db, first_aid.event) == ("Westmere LSCB",)
    with desk.changing("Share") as db, pytest.raises(Unknown):
        partners.set_partners(db, 99, [])


def test_the_events_shared_with_a_board_are_sought_in_this_year_then_in_the_last(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Share") as db:
        board = partners.add_partner(db, "Oxmoor")
        day = db.get_one(Event, first_aid.event).starts
    here = TrainingYear.of(day)
    with desk.reading() as db:
        assert partners.shared_in(db, board, near=here) is None
    with desk.changing("Share") as db:
        before = an_event(db, a_course(db, "Neglect", "NEGL"), date(day.year - 1, 6, 1))
        partners.set_partners(db, before.id, ["Oxmoor"])
        assert partners.shared_in(db, board, near=here) == here.before
        partners.set_partners(db, first_aid.event, ["Oxmoor"])
        assert partners.shared_in(db, board, near=here) == here
        assert partners.shared_in(db, board, near=here.before) == here.before
        assert partners.shared_in(db, board, near=TrainingYear(2040)) == here


def test_boards_are_added_renamed_merged_and_removed(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Add") as db:
        one, two, three = (
            partners.add_partner(db, name) for name in ("Ternbridge", "Oxmoor", "Fennick")
        )
        partners.set_partners(db, first_aid.event, ["Ternbridge", "Oxmoor"])
    with desk.changing("Rename") as db:
        partners.rename_partner(db, one, "Ternbridge SCP")
    for name in ("", "OXMOOR"):
        with pytest.raises(Invalid), desk.changing("Rename") as db:
            partners.rename_partner(db, one, name)
    said = "Oxmoor stays: 1 event is shared with it"
    with pytest.raises(Refused, match=said), desk.changing("Remove") as db:
        partners.remove_partners(db, [two])
    with desk.changing("Merge") as db:
        partners.merge_partners(db, three, [three, one, two])
    with desk.reading() as db:
        assert partners.partner_boards(db) == [PartnerRow(three, "Fennick", 1)]
    desk.undo()
    with desk.changing("Remove") as db:
        partners.remove_partners(db, [three])
        assert set(db.scalars(select(PartnerBoard.id))) == {one, two}
        with pytest.raises(Unknown):
            partners.rename_partner(db, three, "X")
