"""What comes due at once where a policy is put in force from a day that is over."""

from datetime import date

from tests.services.charging.conftest import AFTER, PLAIN, Month, another_event
from tests.services.charging.kept import keep
from trainingdesk.domain.attendance import Attendance
from trainingdesk.services.charging.past_events import said_of_the_past

APRIL = date(2026, 4, 1)


def said(month: Month, number: int, since: date = APRIL, today: date = AFTER) -> str:
    with month.desk.reading() as db:
        return said_of_the_past(db, number, since=since, today=today)


def test_charges_of_events_that_are_over_are_counted_before_they_come_due(month: Month) -> None:
    month.books("Ann", "Bob", "Dan")
    month.books("Fay", event=another_event(month, date(2026, 6, 22)))
    month.cancels("Dan", date(2026, 6, 9))
    month.cancels("Fay", date(2026, 6, 19))
    month.marks(Ann=Attendance.ATTENDED, Bob=Attendance.ABSENT)
    month.closes()
    number = keep(month.desk, PLAIN, since=None)
    two = "2 charges, £120.00, of events that are over come due at once."
    assert said(month, number) == two
    one = "1 charge, £50.00, of events that are over comes due at once."
    assert said(month, number, date(2026, 6, 20), date(2026, 6, 23)) == one
    assert said(month, number, AFTER) == ""
    assert said(month, number, date(2026, 7, 1)) == ""


def test_a_version_that_comes_later_judges_its_own_days(month: Month) -> None:
    month.books("Bob")
    month.marks(Bob=Attendance.ABSENT)
    month.closes()
    month.puts_in_force(PLAIN, since=date(2026, 6, 1))
    number = keep(month.desk, PLAIN, since=None)
    assert said(month, number) == ""
    assert said(month, number, date(2026, 6, 2)).startswith("1 charge, £70.00")
    month.raises()
    assert said(month, number, date(2026, 6, 2)) == ""
