"""What can be wrong in a policy, which line charges whom, and how long an event is."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.domain.charging.worked import TUESDAY, booking, marked
from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging import boards
from trainingdesk.domain.charging.amount import (
    Amount,
    ByLength,
    EachDay,
    Flat,
    GroupNotPriced,
    ShareOfPrice,
)
from trainingdesk.domain.charging.facts import Facts
from trainingdesk.domain.charging.judging import attendance_fee, judged
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.length import DaysCounted, Length, length_of
from trainingdesk.domain.charging.line import Courses, Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.waiver import Waiver
from trainingdesk.domain.last_day import LONDON

FIFTY = (Tier(Flat(50_00)),)
ABSENT = Line("absent", Occasion.ABSENCE, FIFTY)
LATE = Line("late", Occasion.LATE_CANCELLATION, (Tier(Flat(50_00), Notice(2, Unit.WEEKS)),))
SOUND = Policy("Sound", (LATE, ABSENT))
EVERY_OCCASION = (
    LATE,
    ABSENT,
    Line("fee", Occasion.ATTENDANCE_FEE, FIFTY),
    Line("unfinished", Occasion.NOT_FINISHED, FIFTY),
)
WEDNESDAY = date(2026, 6, 10)
SUMS = "Enter sums from £0 to £10,000."


@pytest.mark.parametrize("policy", boards.BOARDS, ids=lambda policy: policy.title)
def test_what_boards_published_is_sound(policy: Policy) -> None:
    assert policy.problems() == {}


WRONG = [
    (replace(SOUND, title=" "), "title", "Enter a title."),
    (replace(SOUND, lines=()), "lines", "The policy charges nothing. Add a line."),
    (
        replace(SOUND, half_day_minutes=0),
        "half_day_minutes",
        "Say after how many hours half a day ends, such as 4.",
    ),
    (
        replace(SOUND, half_day_minutes=1_440),
        "half_day_minutes",
        "Say after how many hours half a day ends, such as 4.",
    ),
    (
        replace(SOUND, lateness=Lateness(-1)),
        "lateness",
        "Enter 0 to 240 minutes of lateness.",
    ),
    (
        replace(SOUND, lateness=Lateness(241)),
        "lateness",
        "Enter 0 to 240 minutes of lateness.",
    ),
    (replace(SOUND, payment_days=367), "payment_days", "Give 0 to 366 days to pay."),
    (
        replace(SOUND, invoice_after_hours=8_785),
        "invoice_after_hours",
        "Wait 0 to 8,784 hours before the invoice.",
    ),
    (
        replace(SOUND, waivers=(Waiver("sick", " "),)),
        "waivers.0",
        "Give the waiver a short key, and the reason it is for.",
    ),
    (replace(SOUND, booking_fee_pence=-1), "booking_fee_pence", SUMS),
    (replace(SOUND, payment_days=-1), "payment_days", "Give 0 to 366 days to pay."),
    (
        replace(SOUND, invoice_after_hours=-1),
        "invoice_after_hours",
        "Wait 0 to 8,784 hours before the invoice.",
    ),
    (
        replace(SOUND, waivers=(Waiver("", "Sickness"),)),
        "waivers.0",
        "Give the waiver a short key, and the reason it is for.",
    ),
    (
        replace(SOUND, lines=(LATE, ABSENT, replace(ABSENT, groups=("School",)))),
        "lines.2.key",
        "Another line is called “absent” already.",
    ),
    (
        replace(SOUND, lines=(LATE, ABSENT, replace(ABSENT, key="again"))),
        "lines.2",
        "A line above says the same of the same people.",
    ),
    (
        replace(SOUND, lines=(Line("l", Occasion.LATE_ARRIVAL, FIFTY),)),
        "lines.0",
        "Say how late is too late, or leave this line out.",
    ),
    (
        replace(SOUND, lines=(Line("l", Occasion.LEFT_EARLY, FIFTY),)),
        "lines.0",
        "Leaving early costs nothing here. Leave this line out.",
    ),
]


@pytest.mark.parametrize(("policy", "name", "said"), WRONG)
def test_what_is_wrong_is_said_by_field(policy: Policy, name: str, said: str) -> None:
    assert policy.problems() == {name: said}


@pytest.mark.parametrize(
    "policy",
    [
        replace(SOUND, lateness=Lateness(240)),
        replace(SOUND, half_day_minutes=1),
        replace(SOUND, half_day_minutes=1_439),
        replace(SOUND, payment_days=0),
        replace(SOUND, payment_days=366),
        replace(SOUND, invoice_after_hours=8_784),
        replace(SOUND, booking_fee_pence=10_000_00),
    ],
)
def test_what_lies_at_the_edge_is_sound(policy: Policy) -> None:
    assert policy.problems() == {}


def test_lines_for_lateness_and_leaving_early_are_sound_where_they_are_charged() -> None:
    lines = (
        Line("a", Occasion.LEFT_EARLY, FIFTY),
        Line("b", Occasion.LATE_ARRIVAL, FIFTY),
    )
    policy = Policy("P", lines, lateness=Lateness(0), left_early=Consequence.ABSENT)
    assert policy.problems() == {}


@pytest.mark.parametrize(
    ("policy", "fields"),
    [
        (Policy("P", (LATE,), lateness=Lateness(9)), {"lateness"}),
        (Policy("P", (LATE,), left_early=Consequence.ABSENT), {"left_early"}),
        (Policy("P", (LATE,), left_early=Consequence.NO_CERTIFICATE), set()),
        (Policy("P", (ABSENT,), lateness=Lateness(9), left_early=Consequence.ABSENT), set()),
    ],
)
def test_what_counts_as_absence_must_have_a_price(policy: Policy, fields: set[str]) -> None:
    assert policy.problems().keys() == fields


WRONG_LINES = [
    (replace(ABSENT, key=" "), "key", "Give the line a short key of its own."),
    (
        replace(ABSENT, otherwise=True, groups=("School",)),
        "groups",
        "A line for everyone else names no groups.",
    ),
    (replace(ABSENT, tiers=()), "tiers", "Say how much is charged."),
    (
        replace(LATE, tiers=FIFTY),
        "tiers",
        "Say how much notice costs nothing.",
    ),
    (
        replace(LATE, tiers=LATE.tiers * 2),
        "tiers",
        "Two sums are due at the same notice. Keep one of them.",
    ),
    (
        replace(ABSENT, tiers=LATE.tiers),
        "tiers",
        "Only a late cancellation has notice and several sums. Give one sum.",
    ),
    (
        replace(ABSENT, tiers=FIFTY * 2),
        "tiers",
        "Only a late cancellation has notice and several sums. Give one sum.",
    ),
    (
        replace(LATE, tiers=(Tier(Flat(1), Notice(-1, Unit.WEEKS)),)),
        "tiers.0.notice",
        "Ask for 0 to 52 weeks of notice.",
    ),
]


@pytest.mark.parametrize(("line", "name", "said"), WRONG_LINES)
def test_what_is_wrong_in_a_line_is_said_by_field(line: Line, name: str, said: str) -> None:
    assert Policy("P", (line,)).problems().get(f"lines.0.{name}") == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Flat(0), ""),
        (Flat(-1), SUMS),
        (Flat(10_000_01), SUMS),
        (EachDay(-1), SUMS),
        (ByLength(10_00, (20_00, -1)), SUMS),
        (ByLength(-1, (20_00,)), SUMS),
        (ByLength(10_00, ()), "Say what a whole day costs."),
        (ShareOfPrice(0), ""),
        (ShareOfPrice(101), "Enter 0 to 100 per cent of the price."),
        (ShareOfPrice(-1), "Enter 0 to 100 per cent of the price."),
    ],
)
def test_no_sum_is_below_nothing(amount: Amount, said: str) -> None:
    problems = Policy("P", (replace(ABSENT, tiers=(Tier(amount),)),)).problems()
    assert problems == ({"lines.0.tiers.0.amount": said} if said else {})


def test_each_group_must_have_its_price() -> None:
    schools = replace(ABSENT, groups=("School",))
    policy = Policy("P", (LATE, schools))
    said = "Absence: nothing is said of “Charity” and “GP”. Add a line for everyone else."
    assert policy.problems(["Charity", "GP", "SCHOOL", ""]) == {"lines.absence": said}
    assert policy.problems() == {}
    others = replace(ABSENT, key="others", otherwise=True)
    assert Policy("P", (LATE, schools, others)).problems(["Charity"]) == {}


def test_a_group_that_one_line_names_must_have_a_price_in_the_others() -> None:
    policy = Policy("P", (replace(LATE, groups=("GP",)), replace(ABSENT, groups=("School",))))
    assert policy.problems().keys() == {"lines.late_cancellation", "lines.absence"}


@pytest.mark.parametrize(
    ("first", "second", "shadowed"),
    [
        ({}, {"groups": ("School",)}, False),
        ({"groups": ("School",)}, {"groups": ("school",)}, True),
        ({"groups": ("School", "GP")}, {"groups": ("GP",)}, True),
        ({"groups": ("GP",)}, {"groups": ("GP", "School")}, False),
        ({"groups": ("GP",)}, {}, False),
        ({}, {"otherwise": True}, True),
        ({"courses": Courses.PAID}, {"courses": Courses.FREE}, False),
        ({"courses": Courses.PAID}, {}, False),
        ({}, {"courses": Courses.PAID}, True),
        ({"kinds": ("Briefing",)}, {}, False),
        ({}, {"kinds": ("Briefing",)}, True),
        ({"occasion": Occasion.NOT_FINISHED}, {}, False),
    ],
)
def test_a_line_that_never_comes_to_be_used_is_found(
    first: dict[str, object], second: dict[str, object], *, shadowed: bool
) -> None:
    lines = (
        replace(ABSENT, key="one", **first),  # type: ignore[arg-type]
        replace(ABSENT, key="two", **second),  # type: ignore[arg-type]
    )
    assert ("lines.1" in Policy("P", lines).problems(["School", "GP"])) is shadowed


def test_a_line_that_names_the_group_comes_before_all_others() -> None:
    other = replace(ABSENT, key="other", otherwise=True)
    named = replace(ABSENT, key="named", groups=(" Primary  school",))
    policy = Policy("P", (other, named))
    assert policy.line_for(Occasion.ABSENCE, booking(group="primary School")) is named
    assert policy.line_for(Occasion.ABSENCE, booking(group="GP")) is other
    assert policy.line_for(Occasion.ABSENCE, booking()) is other


FOR_SCHOOLS = Policy("P", tuple(replace(x, groups=("School",)) for x in EVERY_OCCASION))
CANCELLED = BookingStatus.CANCELLED


@pytest.mark.parametrize(
    ("happened", "is_owed"),
    [
        (marked(Attendance.ABSENT), True),
        (marked(Attendance.ABSENT, group=" GP "), True),
        (marked(Attendance.ABSENT, group="School"), False),
        (booking(status=CANCELLED, cancelled_at=datetime(2026, 6, 8, 12, tzinfo=LONDON)), True),
        (booking(status=CANCELLED, cancelled_at=datetime(2026, 4, 1, 12, tzinfo=LONDON)), False),
        (booking(finished=False), True),
        (booking(finished=True), False),
    ],
)
def test_a_group_without_a_price_is_refused_where_others_would_pay(
    happened: Facts, *, is_owed: bool
) -> None:
    if is_owed:
        with pytest.raises(GroupNotPriced, match="The policy says no price for"):
            judged(FOR_SCHOOLS, happened)
    else:
        judged(FOR_SCHOOLS, happened)


def test_a_fee_without_a_price_for_the_group_is_refused_where_it_came_due() -> None:
    came = marked(Attendance.ATTENDED, group="GP")
    with pytest.raises(GroupNotPriced, match="the charging group “GP”"):
        attendance_fee(FOR_SCHOOLS, came)
    assert attendance_fee(FOR_SCHOOLS, replace(came, attendance_fee_due=False)) is None
    assert attendance_fee(SOUND, came) is None
    with pytest.raises(GroupNotPriced, match="an agency without charging group"):
        attendance_fee(FOR_SCHOOLS, replace(came, group=""))


def test_what_no_line_charges_for_needs_no_price() -> None:
    nothing = Policy("P", ())
    late = datetime(2026, 6, 8, 12, tzinfo=LONDON)
    assert judged(nothing, marked(Attendance.ABSENT)) is None
    assert judged(nothing, booking(finished=False)) is None
    assert judged(nothing, booking(status=CANCELLED, cancelled_at=late)) is None


def test_whoever_came_to_a_part_is_not_asked_for_a_price() -> None:
    partly = marked(Attendance.ABSENT, Attendance.ATTENDED)
    assert judged(FOR_SCHOOLS, partly) is None


def test_who_was_given_a_place_too_late_to_cancel_may_be_excused() -> None:
    late = datetime(2026, 6, 8, 12, tzinfo=LONDON)
    gave_up = booking(status=CANCELLED, cancelled_at=late)
    owed = judged(SOUND, gave_up)
    promoted = judged(SOUND, replace(gave_up, promoted_at=late))
    assert owed is not None
    assert promoted is not None
    assert promoted == replace(owed, waiver=promoted.waiver)
    assert promoted.waiver == (
        "Given the place from the waiting list on Mon 8 June 2026, when it was too late to cancel."
    )
    in_good_time = replace(gave_up, promoted_at=datetime(2026, 4, 1, 12, tzinfo=LONDON))
    assert judged(SOUND, in_good_time) == owed


def test_a_line_is_about_its_courses_and_kinds() -> None:
    line = replace(ABSENT, courses=Courses.PAID, kinds=("Briefing", "Conference"))
    assert line.is_about(kind="briefing", is_paid=True)
    assert not line.is_about(kind="briefing", is_paid=False)
    assert not line.is_about(kind="course", is_paid=True)
    assert replace(ABSENT, courses=Courses.FREE).is_about(kind="", is_paid=False)


@pytest.mark.parametrize(
    ("sessions", "by_date", "by_halves"),
    [
        ([], Length(1), Length(1)),
        ([(TUESDAY, 240)], Length(1, is_half=True), Length(1, is_half=True)),
        ([(TUESDAY, 241)], Length(1), Length(1)),
        ([(TUESDAY, None)], Length(1), Length(1)),
        ([(TUESDAY, 120), (TUESDAY, 120)], Length(1, is_half=True), Length(1, is_half=True)),
        ([(TUESDAY, 120), (TUESDAY, None)], Length(1), Length(1)),
        ([(TUESDAY, 180), (WEDNESDAY, 180)], Length(2), Length(1)),
        ([(TUESDAY, 180), (WEDNESDAY, 360)], Length(2), Length(2)),
        ([(TUESDAY, 360), (WEDNESDAY, 360)], Length(2), Length(2)),
    ],
)
def test_an_event_is_as_long_as_its_days(
    sessions: list[tuple[date, int | None]], by_date: Length, by_halves: Length
) -> None:
    found = [
        length_of(sessions, half_day_minutes=240, counted=counted)
        for counted in (DaysCounted.EACH_DATE, DaysCounted.HALVES_ADD_UP)
    ]
    assert found == [by_date, by_halves]


def test_the_last_sum_by_length_holds_for_longer_events() -> None:
    three_days = marked(*[Attendance.ABSENT] * 3)
    charge = judged(boards.WEST_SUSSEX, three_days)
    assert charge is not None
    assert (charge.pence, "for three days £140" in charge.arithmetic) == (140_00, True)


def test_where_half_a_day_ends_is_the_boards_to_say() -> None:
    absent = marked(Attendance.ABSENT, minutes=240)
    shorter = replace(boards.SUTTON, half_day_minutes=180)
    found = [judged(policy, absent) for policy in (boards.SUTTON, shorter)]
    assert [charge and charge.pence for charge in found] == [50_00, 75_00]


@pytest.mark.parametrize(
    ("lateness", "minutes", "turned_away", "too_late"),
    [
        (Lateness(20), 20, False, False),
        (Lateness(20), 21, False, True),
        (Lateness(20, limit_charged=True), 20, False, True),
        (Lateness(0, limit_charged=True), 0, False, False),
        (Lateness(20), None, False, False),
        (Lateness(20), None, True, True),
        (Lateness(20), 10, True, False),
        (Lateness(20, if_turned_away=True), 30, False, False),
        (Lateness(20, if_turned_away=True), 30, True, True),
    ],
)
def test_how_late_is_too_late(
    lateness: Lateness, minutes: int | None, *, turned_away: bool, too_late: bool
) -> None:
    assert lateness.is_too_late(minutes, is_half=True, turned_away=turned_away) is too_late
