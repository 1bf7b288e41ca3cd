"""What only charging asks of a booking, as users enter it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.services.charging.conftest import Month
from tests.worlds import set_up_once
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.charging.booking_facts import (
    BookingFacts,
    booking_facts,
    keep_booking_facts,
)
from trainingdesk.storage.models import ChargingFact

PHONED = datetime(2026, 6, 10, 8, 40, tzinfo=LONDON)
ALL = BookingFacts(12_00, PHONED, PHONED, 7_50, "An interpreter")


@pytest.fixture
@set_up_once
def booking(month: Month) -> int:
    month.books("Ann")
    return month.bookings["Ann"]


def keeps(
    month: Month, booking: int, facts: BookingFacts, opened: BookingFacts | None = None
) -> None:
    with month.desk.changing("Facts") as db:
        keep_booking_facts(db, booking, facts, opened=opened)


def kept(month: Month, booking: int) -> BookingFacts:
    with month.desk.reading() as db:
        return booking_facts(db, booking)


def test_they_are_kept_changed_and_emptied(month: Month, booking: int) -> None:
    assert kept(month, booking) == BookingFacts()
    keeps(month, booking, BookingFacts())
    with month.desk.reading() as db:
        assert db.get(ChargingFact, booking) is None
    keeps(month, booking, ALL)
    assert kept(month, booking) == ALL
    phoned = kept(month, booking).phoned_at
    assert phoned is not None
    assert phoned.astimezone(UTC).hour == 7
    keeps(month, booking, BookingFacts(), opened=kept(month, booking))
    assert kept(month, booking) == BookingFacts()


def test_whoever_saved_meanwhile_is_not_overwritten(month: Month, booking: int) -> None:
    keeps(month, booking, ALL)
    with pytest.raises(ChangedMeanwhile):
        keeps(month, booking, replace(ALL, fee_paid_pence=0), opened=BookingFacts())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (BookingFacts(fee_paid_pence=-1), "fee_paid_pence"),
        (BookingFacts(extra_pence=-1, extra_note="x"), "extra_pence"),
        (BookingFacts(extra_pence=5), "extra_note"),
        (BookingFacts(extra_pence=5, extra_note="x" * 121), "extra_note"),
    ],
)
def test_wrong_facts_are_refused(
    month: Month, booking: int, facts: BookingFacts, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        keeps(month, booking, facts)
    assert list(refused.value.problems) == [field]


def test_a_booking_that_is_gone_is_said_to_be(month: Month) -> None:
    with pytest.raises(Unknown):
        kept(month, 99)
