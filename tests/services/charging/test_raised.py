"""What is told of charges that were decided on."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests.services.charging.conftest import AFTER, Month, on
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.services.charging.raised import charges_of_event
from trainingdesk.services.charging.run import Decided, raise_charges


def test_the_day_of_a_decision_is_the_day_that_the_desk_s_clock_showed(usual: Month) -> None:
    late = replace(on(AFTER), at=datetime(2026, 6, 20, 23, 30, tzinfo=UTC))
    bob = min(usual.due(), key=lambda row: row.about.delegate)
    with usual.desk.changing("Raise") as db:
        raise_charges(db, [Decided(bob)], by=late)

    with usual.desk.reading() as db:
        assert [row.decided_on for row in charges_of_event(db, usual.event)] == [date(2026, 6, 21)]


def test_a_charge_tells_the_line_of_the_policy_that_made_it(usual: Month) -> None:
    usual.raises()
    with usual.desk.reading() as db:
        rows = charges_of_event(db, usual.event)
    told = {row.occasion: (row.line_said, row.policy) for row in rows}
    assert told == {
        Occasion.ABSENCE: ("Not attending: £35 for half a day, £70 for a day.", "Westmere"),
        Occasion.LATE_CANCELLATION: ("Less than 3 working days' notice: £50.", "Westmere"),
    }
