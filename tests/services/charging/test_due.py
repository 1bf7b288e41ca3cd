"""What came due and is not decided yet."""

from datetime import date

from sqlalchemy.orm import Session

from tests.conftest import FirstAid
from tests.services.charging.conftest import (
    AFTER,
    ALL_IN,
    FEE,
    MISSED,
    PLAIN,
    YEAR,
    Month,
    another_event,
)
from tests.services.charging.test_facts import queries
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.amount import Flat, ShareOfPrice
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.charging.due import due
from trainingdesk.services.charging.undecided import Days, undecided
from trainingdesk.services.charging.versions import versions
from trainingdesk.storage.models import Agency, Booking, Completion, Course, Event

ABSENT, LATE = Occasion.ABSENCE, Occasion.LATE_CANCELLATION
NEVER_MET = Days(date(2026, 7, 1), date(2026, 7, 31))


def test_without_a_policy_nothing_is_due(month: Month) -> None:
    month.books("Ann")
    month.marks(Ann=Attendance.ABSENT)
    month.closes()
    assert month.due() == []


def test_whoever_stayed_away_or_cancelled_too_late_owes_and_whoever_came_does_not(
    usual: Month,
) -> None:
    assert usual.who() == {"Bob": (ABSENT, 70_00), "Cat": (ABSENT, 70_00), "Dan": (LATE, 50_00)}


def test_a_sum_says_what_it_is_about_and_why(usual: Month) -> None:
    row = next(row for row in usual.due() if row.occasion is LATE)
    about = row.about
    assert (about.delegate, about.agency, about.event, about.day) == (
        "Dan Moss",
        "Library",
        "First Aid",
        date(2026, 6, 10),
    )
    assert row.words.startswith("Cancelled on Tue 9 June, 1 working day before Wed 10 June 2026")
    assert row.line_said == "Less than 3 working days' notice: £50."
    assert (row.line, row.policy, row.due_on) == ("late", "Westmere", date(2026, 6, 9))
    assert row.can_be_raised


def test_absences_come_due_when_the_register_is_closed_and_cancellations_at_once(
    month: Month,
) -> None:
    month.puts_in_force(PLAIN)
    month.books("Bob", "Dan")
    month.cancels("Dan", date(2026, 6, 9))
    month.marks(Bob=Attendance.ABSENT)
    assert month.who() == {"Dan": (LATE, 50_00)}
    month.closes()
    assert {row.about.delegate: row.due_on for row in month.due()} == {
        "Bob Moss": AFTER,
        "Dan Moss": date(2026, 6, 9),
    }


def test_a_reason_the_policy_knows_is_suggested_as_a_waiver(usual: Month) -> None:
    with usual.desk.changing("Why") as db:
        db.get_one(Booking, usual.bookings["Cat"]).why_absent = "sickness"
    said = {row.about.delegate: row.waiver for row in usual.due()}
    assert said == {"Bob Moss": "", "Cat Moss": "sickness.", "Dan Moss": ""}


def test_who_came_owes_the_fee_and_a_walk_in_too(month: Month) -> None:
    month.puts_in_force(ALL_IN)
    month.books("Ann", "Bob")
    month.marks(Ann=Attendance.ATTENDED, Bob=Attendance.ABSENT)
    month.closes()
    fee = Occasion.ATTENDANCE_FEE
    assert month.who() == {"Ann": (fee, 20_00), "Bob": (ABSENT, 70_00)}


def test_an_event_that_was_called_off_costs_nobody_anything(usual: Month) -> None:
    with usual.desk.changing("Call off") as db:
        db.get_one(Event, usual.event).status = EventStatus.CANCELLED
    assert usual.due() == []


def test_the_policy_of_the_day_of_the_event_judges(month: Month) -> None:
    month.puts_in_force(PLAIN)
    dearer = Line("late", LATE, (Tier(Flat(99_00), Notice(4, Unit.CALENDAR_DAYS)),))
    month.puts_in_force(Policy("Dearer", (dearer,)), since=date(2026, 7, 1))
    second = another_event(month, date(2026, 7, 1))
    month.books("Bob")
    month.books("Dan", event=second)
    month.cancels("Bob", date(2026, 6, 9))
    month.cancels("Dan", date(2026, 6, 30))
    assert month.who() == {"Bob": (LATE, 50_00), "Dan": (LATE, 99_00)}


def test_cancelling_long_before_is_not_even_looked_at(month: Month) -> None:
    month.puts_in_force(PLAIN)
    month.books("Bob")
    month.cancels("Bob", date(2026, 5, 2))
    with month.desk.reading() as db:
        assert undecided(db, YEAR, versions(db)) == []


def test_notice_by_the_hour_and_by_the_week_reaches_as_far_as_it_says(month: Month) -> None:
    hours = Line("h", LATE, (Tier(Flat(10_00), Notice(72, Unit.HOURS)),))
    month.puts_in_force(Policy("Hours", (hours,)))
    weeks = Line("w", LATE, (Tier(Flat(20_00), Notice(4, Unit.WEEKS)),))
    month.puts_in_force(Policy("Weeks", (weeks,)), since=date(2026, 7, 1))
    second = another_event(month, date(2026, 7, 29))
    month.books("Bob", "Cat")
    month.books("Dan", event=second)
    month.cancels("Bob", date(2026, 6, 8))
    month.cancels("Cat", date(2026, 6, 6))
    month.cancels("Dan", date(2026, 7, 2))
    assert month.who() == {"Bob": (LATE, 10_00), "Dan": (LATE, 20_00)}


def test_a_cancellation_whose_day_nobody_knows_is_not_due(usual: Month) -> None:
    with usual.desk.changing("Forget") as db:
        db.get_one(Booking, usual.bookings["Dan"]).changed_on = None
    assert "Dan" not in usual.who()


def test_a_share_of_a_price_nobody_recorded_is_said_and_cannot_be_raised(usual: Month) -> None:
    share = (Tier(ShareOfPrice(100)),)
    priced = (Line("absent", ABSENT, share), Line("fee", Occasion.ATTENDANCE_FEE, share))
    late = Line("late", LATE, (Tier(ShareOfPrice(100), Notice(3, Unit.WORKING_DAYS)),))
    usual.puts_in_force(Policy("Priced", (*priced, late)), since=date(2026, 4, 2))
    rows = {row.about.delegate: row for row in usual.due()}
    assert {name: row.occasion for name, row in rows.items()} == {
        "Ann Moss": Occasion.ATTENDANCE_FEE,
        "Bob Moss": ABSENT,
        "Cat Moss": ABSENT,
        "Dan Moss": LATE,
    }
    assert all("price" in row.problem and not row.can_be_raised for row in rows.values())


def test_a_suspended_year_says_what_would_have_been_charged(month: Month) -> None:
    number = month.puts_in_force(PLAIN)
    month.suspends(number, "No administrator")
    month.books("Bob")
    month.marks(Bob=Attendance.ABSENT)
    month.closes()
    (row,) = month.due()
    assert (row.pence, row.suspended) == (70_00, "No administrator")
    assert not row.can_be_raised


def test_e_learning_that_was_not_finished_is_due(month: Month, first_aid: FirstAid) -> None:
    unfinished = Line("unfinished", Occasion.NOT_FINISHED, (Tier(Flat(50_00)),))
    month.puts_in_force(Policy("Leeds", (*MISSED, unfinished)))
    month.books("Ann", "Bob")
    month.marks(Ann=Attendance.ATTENDED, Bob=Attendance.ATTENDED)
    month.closes()
    assert month.who() == {}
    with month.desk.changing("Finish") as db:
        db.get_one(Course, first_aid.course).kind = "E-learning"
        who = {"delegate_id": db.get_one(Booking, month.bookings["Ann"]).delegate_id}
        on = date(2026, 6, 10)
        db.add(Completion(course_id=first_aid.course, on=on, agency_id=first_aid.agency, **who))
    assert month.who() == {"Bob": (Occasion.NOT_FINISHED, 50_00)}


def test_other_days_and_other_events_are_left_out(usual: Month) -> None:
    assert usual.due(NEVER_MET) == []
    with usual.desk.reading() as db:
        assert len(due(db, YEAR, event_id=usual.event)) == 3
        assert due(db, YEAR, event_id=usual.event + 1) == []


def test_many_charges_take_no_more_queries_than_one(month: Month) -> None:
    month.puts_in_force(Policy("Fees", (*MISSED, FEE)))
    names = [f"Number{n}" for n in range(12)]
    month.books(*names)
    month.marks(**dict.fromkeys(names[1:], Attendance.ATTENDED), Number0=Attendance.ABSENT)
    month.closes()
    with month.desk.reading() as db:
        for_all = asked(db)
    month.raises(*month.due()[1:])
    with month.desk.reading() as db:
        for_one = asked(db)
    assert (for_all[0], for_one[0]) == (12, 1)
    assert for_all[1] == for_one[1] <= 16


def asked(db: Session) -> tuple[int, int]:
    """How much is due, and how many queries that took."""
    with queries(db) as sent:
        rows = due(db, YEAR)
    return len(rows), len(sent)


def test_an_agency_without_a_group_that_is_priced_stands_there_with_what_is_wrong(
    month: Month,
) -> None:
    for_schools = Line("absent", ABSENT, (Tier(Flat(10_00)),), groups=("School",))
    month.puts_in_force(Policy("Schools", (for_schools,)))
    month.books("Bob")
    month.marks(Bob=Attendance.ABSENT)
    month.closes()
    (row,) = month.due()
    assert row.problem.startswith("The policy says no price for an agency without charging group.")
    assert not row.can_be_raised
    with month.desk.changing("Group") as db:
        db.get_one(Agency, month.agency).charging_group = "School"
    assert month.who() == {"Bob": (ABSENT, 10_00)}


def test_who_was_promoted_too_late_to_cancel_may_be_excused(month: Month) -> None:
    month.puts_in_force(PLAIN)
    with month.desk.changing("One place") as db:
        db.get_one(Event, month.event).places = 1
    month.books("Ann", "Dan")
    month.cancels("Ann", date(2026, 6, 9))
    month.cancels("Dan", date(2026, 6, 9))
    said = {row.about.delegate: row.waiver for row in month.due()}
    assert said == {
        "Ann Moss": "",
        "Dan Moss": (
            "Given the place from the waiting list on Tue 9 June 2026, when it was too late to "
            "cancel."
        ),
    }


def test_an_event_that_was_called_off_is_not_looked_at(usual: Month) -> None:
    def looked_at() -> list[int]:
        with usual.desk.reading() as db:
            return undecided(db, YEAR, versions(db))

    assert set(looked_at()) == {usual.bookings[name] for name in ("Bob", "Cat", "Dan")}
    with usual.desk.changing("Call off") as db:
        db.get_one(Event, usual.event).status = EventStatus.CANCELLED
    assert looked_at() == []
