"""What is counted each month: kept, tied to courses, and shown around their events."""

from datetime import date

import pytest

from tests.conftest import AFTER, STARTS, FirstAid, a_course, an_event
from tests.reports import pages
from tests.reports.test_report_workbook import rows
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.indicator import IndicatorDetails
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.indicator_months import (
    IndicatorMonths,
    months_of,
    reported_in,
)
from trainingdesk.services.evaluation.indicators import (
    IndicatorRow,
    Kept,
    add_indicator,
    change_indicator,
    indicator_details,
    indicators_listed,
    keep_numbers,
    remove_indicators,
)
from trainingdesk.services.reports import report

YEAR = TrainingYear(2026)
MARCH, APRIL, MAY, JUNE, JULY = (date(2026, month, 1) for month in range(3, 8))
TODAY = date(2026, 8, 20)


@pytest.fixture
def counted(desk: Desk, first_aid: FirstAid) -> int:
    """An indicator that First Aid is meant to move; its event is on 10 June 2026."""
    details = IndicatorDetails("  Police  notifications", " By the police ", (first_aid.course,))
    with desk.changing("Add indicator") as db:
        return add_indicator(db, details)


def keep(desk: Desk, indicator: int, numbers: dict[date, int | None]) -> Kept:
    with desk.changing("Enter numbers") as db:
        return keep_numbers(db, indicator, numbers, today=TODAY)


def seen(desk: Desk, indicator: int, *, today: date = TODAY, each_way: int = 3) -> IndicatorMonths:
    with desk.reading() as db:
        return months_of(db, indicator, YEAR, today=today, each_way=each_way)


def listed(desk: Desk, *, today: date = TODAY) -> list[IndicatorRow]:
    with desk.reading() as db:
        return indicators_listed(db, YEAR, today=today, each_way=3)


def test_an_indicator_is_kept_with_its_courses(
    desk: Desk, counted: int, first_aid: FirstAid
) -> None:
    with desk.reading() as db:
        kept = indicator_details(db, counted)
    assert kept == IndicatorDetails("Police notifications", "By the police", (first_aid.course,))


def test_two_are_never_called_alike(desk: Desk, counted: int) -> None:
    with desk.reading() as db, pytest.raises(Invalid, match="is there already"):
        add_indicator(db, IndicatorDetails("police NOTIFICATIONS"))
    with desk.changing("Rename") as db:
        change_indicator(db, counted, IndicatorDetails("POLICE notifications"))
    assert [row.name for row in listed(desk)] == ["POLICE notifications"]


def test_a_course_that_is_gone_is_told(desk: Desk, counted: int) -> None:
    with desk.reading() as db, pytest.raises(Invalid, match="no longer there"):
        change_indicator(db, counted, IndicatorDetails("Other", "", (999,)))
    with desk.reading() as db, pytest.raises(Invalid, match="Say what"):
        change_indicator(db, counted, IndicatorDetails(""))


def test_who_saves_later_is_shown_both_versions(desk: Desk, counted: int) -> None:
    late = IndicatorDetails("As it was long ago")
    with desk.reading() as db, pytest.raises(ChangedMeanwhile):
        change_indicator(db, counted, IndicatorDetails("Mine"), opened=late)


def test_ties_that_stay_are_no_change(desk: Desk, counted: int, first_aid: FirstAid) -> None:
    with desk.changing("Add course") as db:
        other = a_course(db, "Neglect", "NEG").id
    before = len(desk.done)
    with desk.reading() as db:
        details = indicator_details(db, counted)
    with desk.changing("Save unchanged") as db:
        change_indicator(db, counted, details, opened=details)
    assert len(desk.done) == before
    with desk.changing("Tie another") as db:
        change_indicator(db, counted, IndicatorDetails("Police notifications", "", (other,)))
    assert listed(desk)[0].courses == ("Neglect",)
    desk.undo()
    assert listed(desk)[0].courses == ("First Aid",)


def test_numbers_are_kept_changed_and_emptied(desk: Desk, counted: int) -> None:
    kept = keep(desk, counted, {APRIL: 41, MAY: 40, JUNE: None})
    assert kept == Kept(new=2, same=1)
    kept = keep(desk, counted, {APRIL: 41, MAY: 0, JULY: 52})
    assert kept == Kept(new=1, changed=1, same=1)
    assert kept.said == ("1 month is new, 1 month has another number and 1 month is as it was.")
    assert keep(desk, counted, {APRIL: None}) == Kept(emptied=1)
    assert {m.month: m.number for m in seen(desk, counted).months if m.number is not None} == {
        MAY: 0,
        JULY: 52,
    }
    desk.undo()
    assert seen(desk, counted).numbers == 3
    assert Kept().said == "Nothing was changed."


def test_a_month_to_come_takes_no_number(desk: Desk, counted: int) -> None:
    with desk.reading() as db, pytest.raises(Refused, match="September 2026 has not begun"):
        keep_numbers(db, counted, {JULY: 1, date(2026, 9, 1): 2}, today=TODAY)
    assert keep(desk, counted, {date(2026, 8, 1): 3}) == Kept(new=1)  # the month under way does


def test_the_months_around_the_events_are_compared(desk: Desk, counted: int) -> None:
    keep(desk, counted, {MARCH: 40, APRIL: 41, MAY: 42, JUNE: 99, JULY: 52})
    found = seen(desk, counted)
    assert found.around is not None
    assert (found.around.before.mean, found.around.after.mean) == (41, 52)
    assert found.around.after.known == "1 of 3 months"
    assert found.shown[0].month == MARCH
    assert found.shown[-1].month == date(2026, 9, 1)
    assert [each.number for each in found.shown] == [40, 41, 42, 99, 52, None, None]
    assert [event.title for each in found.shown for event in each.events] == ["First Aid"]
    row = listed(desk)[0]
    assert row.around == found.around
    assert (row.months, row.latest, row.events) == (5, (JULY, 52), 1)
    assert "First Aid" in row.sought


def test_the_months_of_an_event_of_several_days_are_on_neither_side(
    desk: Desk, counted: int
) -> None:
    with desk.changing("Plan") as db:
        course = a_course(db, "Neglect", "NEG")
        event = an_event(db, course, date(2026, 4, 29), MAY, date(2026, 6, 3)).id
        change_indicator(db, counted, IndicatorDetails("Notifications", "", (course.id,)))
    keep(desk, counted, {MARCH: 40, APRIL: 41, MAY: 42, JUNE: 99, JULY: 52})
    found = seen(desk, counted, today=date(2026, 5, 20))
    assert found.around is not None
    assert (found.around.during.first, found.around.during.last) == (APRIL, JUNE)
    assert (found.around.before.numbers, found.around.after.numbers) == ((40,), (52,))
    assert listed(desk, today=date(2026, 5, 20))[0].around == found.around
    assert listed(desk)[0].events == len(found.events) == 1
    held = {each.month for each in found.shown if [event] == [one.id for one in each.events]}
    assert held == {APRIL, MAY, JUNE}


def test_an_event_of_another_year_is_told_once_however_many_months_it_lasts(
    desk: Desk, counted: int, first_aid: FirstAid
) -> None:
    with desk.changing("Plan") as db:
        course = a_course(db, "Neglect", "NEG")
        an_event(db, course, date(2026, 2, 27), date(2026, 4, 2))
        ties = (first_aid.course, course.id)
        change_indicator(db, counted, IndicatorDetails("Notifications", "", ties))
    found = seen(desk, counted)
    assert [len(each.events) for each in found.shown] == [1, 1, 0, 1, 0, 0, 0]
    assert found.others == 1


def test_events_called_off_or_to_come_count_for_nothing(
    desk: Desk, counted: int, first_aid: FirstAid
) -> None:
    with desk.changing("Plan") as db:
        course = a_course(db, "Neglect", "NEG")
        for number, status in enumerate(
            (EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.DRAFT)
        ):
            an_event(db, course, date(2026, 5, 1 + number), status=status)
        ties = (first_aid.course, course.id)
        change_indicator(db, counted, IndicatorDetails("Notifications", "", ties))
    assert [event.starts for event in seen(desk, counted).events] == [STARTS]
    early = seen(desk, counted, today=date(2026, 6, 9))
    assert early.around is None
    assert not early.events
    assert not early.shown
    assert listed(desk, today=date(2026, 6, 9))[0].around is None


def test_events_of_another_year_near_by_are_told(
    desk: Desk, counted: int, first_aid: FirstAid
) -> None:
    with desk.changing("Tie") as db:
        course = a_course(db, "Neglect", "NEG")
        an_event(db, course, date(2026, 3, 5))
        an_event(db, course, date(2026, 3, 19))
        an_event(db, course, date(2025, 3, 5))
        ties = (first_aid.course, course.id)
        change_indicator(db, counted, IndicatorDetails("Notifications", "", ties))
    found = seen(desk, counted)
    assert found.others == 2
    assert len(found.events) == 1


def test_every_month_up_to_now_can_be_typed(desk: Desk, counted: int) -> None:
    months = [each.month for each in seen(desk, counted).months]
    assert months[0] == date(2025, 4, 1)
    assert months[-1] == date(2026, 8, 1)
    assert seen(desk, counted).months[0].id == 202504
    keep(desk, counted, {date(2019, 12, 1): 7})
    assert seen(desk, counted).months[0].month == date(2019, 12, 1)


def test_an_indicator_goes_with_its_numbers_and_comes_back_whole(desk: Desk, counted: int) -> None:
    keep(desk, counted, {APRIL: 41})
    with desk.changing("Remove") as db:
        remove_indicators(db, [counted])
    assert listed(desk) == []
    with desk.reading() as db, pytest.raises(Unknown, match="indicator is no longer there"):
        months_of(db, counted, YEAR, today=AFTER)
    desk.undo()
    assert listed(desk)[0].courses == ("First Aid",)
    assert seen(desk, counted).numbers == 1


def test_the_report_tells_of_indicators_with_a_number_around_their_events(
    desk: Desk, counted: int
) -> None:
    with desk.reading() as db:
        assert reported_in(db, YEAR, today=TODAY) == []
    keep(desk, counted, {MAY: 4, JULY: 6})
    with desk.changing("Add another") as db:
        add_indicator(db, IndicatorDetails("Tied to nothing"))
    with desk.reading() as db:
        (told,) = reported_in(db, YEAR, today=TODAY)
        assert reported_in(db, YEAR.before, today=TODAY) == []
        as_pdf, as_json = (report(db, YEAR, suffix, today=TODAY) for suffix in (".pdf", ".json"))
        as_xlsx = report(db, YEAR, ".xlsx", today=TODAY)
    assert told.name == "Police notifications"
    assert "Association, not proof" in pages.text(as_pdf)
    assert [row["Number"] for row in rows(as_xlsx, "Indicators") if row["Number"]] == [4, 6]
    assert b"notifications" not in as_json  # the figures are what they were
