"""What giving up a place now would cost is said before it is done."""

from datetime import date

from tests.services.charging.conftest import MISSED, PLAIN, Month, on
from trainingdesk.domain.charging.amount import ShareOfPrice
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.services.charging.cancelling import said_of_cancelling

IN_TIME, TOO_LATE = date(2026, 6, 1), date(2026, 6, 9)
SHARE = Line(
    "late", Occasion.LATE_CANCELLATION, (Tier(ShareOfPrice(), Notice(3, Unit.WORKING_DAYS)),)
)


def said(month: Month, day: date, *names: str) -> str:
    with month.desk.reading() as db:
        numbers = [month.bookings[name] for name in names]
        return said_of_cancelling(db, numbers, now=on(day).at)


def test_it_is_said_what_comes_due_where_it_is_too_late(month: Month) -> None:
    month.books("Ann", "Bob")
    assert said(month, TOO_LATE, "Ann") == ""
    number = month.puts_in_force(PLAIN)
    assert said(month, IN_TIME, "Ann") == ""
    assert said(month, TOO_LATE, "Ann") == "Too late to cancel for nothing: £50.00 comes due."
    both = "Too late to cancel for nothing for 2 of 2: £100.00 comes due."
    assert said(month, TOO_LATE, "Ann", "Bob") == both
    month.suspends(number, "A shortage")
    assert said(month, TOO_LATE, "Ann") == ""


def test_who_gave_up_already_and_what_cannot_be_reckoned_count_for_nothing(month: Month) -> None:
    month.puts_in_force(PLAIN)
    month.books("Ann", "Bob")
    month.cancels("Bob", IN_TIME)
    told = said(month, TOO_LATE, "Ann", "Bob")
    assert told == "Too late to cancel for nothing for 1 of 2: £50.00 comes due."
    month.puts_in_force(Policy("Priced", (SHARE, MISSED[1])), since=date(2026, 4, 2))
    assert said(month, TOO_LATE, "Ann") == ""
