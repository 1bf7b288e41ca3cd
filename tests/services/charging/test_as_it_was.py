"""A new charging group or price leaves what was charged, and the events before it, as they were."""

from collections.abc import Collection
from datetime import date

import pytest

from tests.services.charging.conftest import YEAR, Month, another_event
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.amount import Flat, ShareOfPrice
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.raised import no_longer_due
from trainingdesk.services.charging.what_if import replay
from trainingdesk.storage.models import Agency, Course, Event

ABSENT = Occasion.ABSENCE
BY_GROUP = Policy(
    "By group",
    (
        Line("school", ABSENT, (Tier(Flat(10_00)),), groups=("School",)),
        Line("academy", ABSENT, (Tier(Flat(90_00)),), groups=("Academy",)),
    ),
)
HALF = Policy("Half", (Line("half", ABSENT, (Tier(ShareOfPrice(50)),)),))
THEN = date(2026, 6, 15)


def group(month: Month, name: str, before: str = "", since: date | None = None) -> None:
    """Give the agency a charging group, and the one it had until a day."""
    with month.desk.changing("Group") as db:
        agency = db.get_one(Agency, month.agency)
        agency.charging_group, agency.group_before, agency.group_since = name, before, since


def price(month: Month, *, course: int | None = None, event: int | None = None) -> None:
    """Give the course and the event a price."""
    with month.desk.changing("Price") as db:
        held = db.get_one(Event, month.event)
        held.price_pence = event
        db.get_one(Course, held.course_id).price_pence = course


def absent(month: Month, *names: str) -> None:
    """Close the register on people who stayed away."""
    month.books(*names)
    month.marks(**dict.fromkeys(names, Attendance.ABSENT))
    month.closes()


def replayed(month: Month, policy: Policy | None = None) -> Collection[int]:
    """What the year comes to under a policy, sum by sum."""
    with month.desk.reading() as db:
        assert no_longer_due(db, YEAR) == []
        again = replay(db, TrainingYear(2026), policy)
    return [each.charge.pence for each in again.found if each.charge is not None]


def test_an_event_is_judged_by_the_group_its_agency_had_on_its_day(month: Month) -> None:
    month.puts_in_force(BY_GROUP)
    group(month, "School")
    absent(month, "Ann")
    group(month, "Academy", "School", THEN)
    assert month.who() == {"Ann": (ABSENT, 10_00)}
    assert replayed(month, BY_GROUP) == [10_00]
    month.event = another_event(month, THEN)
    with month.desk.reading() as db:
        month.session = db.get_one(Event, month.event).sessions[0].id
    absent(month, "Bob")
    assert month.who() == {"Ann": (ABSENT, 10_00), "Bob": (ABSENT, 90_00)}


def test_a_group_that_was_put_right_counts_for_all_that_is_undecided(month: Month) -> None:
    month.puts_in_force(BY_GROUP)
    group(month, "School")
    absent(month, "Ann")
    group(month, "Academy")
    assert month.who() == {"Ann": (ABSENT, 90_00)}


def test_what_was_raised_keeps_its_group(month: Month) -> None:
    month.puts_in_force(BY_GROUP)
    group(month, "School")
    absent(month, "Ann")
    month.raises()
    group(month, "Academy")
    assert replayed(month) == [10_00]


@pytest.mark.parametrize("changed", ["course", "event"])
def test_what_was_raised_keeps_its_price(month: Month, changed: str) -> None:
    month.puts_in_force(HALF)
    price(month, course=60_00)
    absent(month, "Ann")
    month.raises()
    price(month, **{changed: 80_00})
    assert replayed(month) == [30_00]
    assert month.due() == []
