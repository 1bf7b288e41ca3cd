"""The charges of a year as they are reviewed, and as Today says them."""

from datetime import date

import pytest

from tests.services.charging.conftest import AFTER, ALL_IN, PLAIN, Month
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging import review as review_module
from trainingdesk.services.charging.in_force import suspend
from trainingdesk.services.charging.review import LEFT_OUT, Review, review_of
from trainingdesk.services.today import cards, waits
from trainingdesk.services.work import Card, Task, Work
from trainingdesk.storage.models import Mark


def reviewed(month: Month, year: int = 2026) -> Review:
    with month.desk.reading() as db:
        return review_of(db, TrainingYear(year))


def card(month: Month, today: date = AFTER) -> Card | None:
    with month.desk.reading() as db:
        found = [each for each in cards(db, today) if each.work is Work.CHARGES]
    return found[0] if found else None


def waiting(month: Month, year: int = 2026) -> int:
    with month.desk.reading() as db:
        return waits(db, TrainingYear(year), today=AFTER)["Charges"]


def test_a_year_shows_what_is_due_and_what_no_longer_holds(usual: Month) -> None:
    bob = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    usual.raises(bob)
    with usual.desk.changing("Correct") as db:
        db.delete(db.query(Mark).filter_by(booking_id=usual.bookings["Bob"]).one())
    review = reviewed(usual)
    assert {row.about.delegate for row in review.due} == {"Cat Moss", "Dan Moss"}
    assert [row.about.delegate for row in review.changed] == ["Bob Moss"]
    assert (review.policies, review.notice) == (("Westmere",), "")
    other = reviewed(usual, 2025)
    assert (other.due, other.policies) == ((), ())


def test_a_part_of_a_year_is_suspended_in_words(usual: Month) -> None:
    number = reviewed(usual).due[0].policy_id
    with usual.desk.changing("Suspend") as db:
        suspend(db, number, since=date(2026, 6, 1), until=date(2026, 6, 30), why="No one.")
    assert reviewed(usual).notice == (
        "Charging is suspended from 1 June 2026 to 30 June 2026 (No one). 3 charges, £190.00, "
        "would have come due and cannot be raised."
    )
    assert reviewed(usual, 2027).notice == ""


def test_today_says_event_by_event_what_is_to_be_reviewed(usual: Month) -> None:
    shown = card(usual)
    assert shown is not None
    assert shown.number == 3
    said = "3 charges, £190.00"
    day = date(2026, 6, 10)
    task = Task("First Aid", said, 3, event_id=usual.event, on=day, year="2026-27")
    assert shown.tasks == (task,)
    assert card(usual, date(2028, 1, 1)) is None
    assert (waiting(usual), waiting(usual, 2025)) == (3, 0)
    usual.raises()
    assert card(usual) is None
    assert waiting(usual) == 0


def test_what_is_suspended_is_no_work(month: Month) -> None:
    month.suspends(month.puts_in_force(PLAIN), "")
    month.books("Dan")
    month.cancels("Dan", date(2026, 6, 9))
    assert card(month) is None
    assert waiting(month) == 0


def test_a_fee_that_was_raised_is_counted_no_more_beside_what_is_due(month: Month) -> None:
    month.puts_in_force(ALL_IN)
    month.books("Ann", "Bob")
    month.marks(Ann=Attendance.ATTENDED, Bob=Attendance.ABSENT)
    month.closes()
    assert waiting(month) == 2
    month.raises(next(row for row in month.due() if row.occasion is Occasion.ATTENDANCE_FEE))
    with month.desk.changing("Late") as db:
        db.query(Mark).filter_by(booking_id=month.bookings["Ann"]).one().minutes_late = 5
    assert waiting(month) == 1


def test_the_year_at_hand_keeps_what_the_year_before_left_undecided(usual: Month) -> None:
    year, in_april = TrainingYear(2027), date(2027, 4, 1)
    with usual.desk.reading() as db:
        assert review_of(db, year).due == ()
        assert len(review_of(db, year, today=in_april).due) == 3
        assert review_of(db, TrainingYear(2028), today=in_april).due == ()
        assert waits(db, year, today=in_april)["Charges"] == 3
        number = review_of(db, year, today=in_april).due[0].policy_id
    usual.suspends(number, "")
    with usual.desk.reading() as db:
        assert review_of(db, year, today=in_april).due == ()
        assert len(review_of(db, TrainingYear(2026), today=in_april).due) == 3


def test_of_many_sums_of_earlier_years_only_is_said_that_there_are_some(
    usual: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = date(2027, 4, 20)

    def found() -> tuple[int, int, str, int]:
        with usual.desk.reading() as db:
            review = review_of(db, TrainingYear(2027), today=after)
            number = waits(db, TrainingYear(2027), today=after)["Charges"]
        return len(review.due), len(review.changed), review.notice, number

    bob = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    usual.raises(bob)
    with usual.desk.changing("Correct") as db:
        db.delete(db.query(Mark).filter_by(booking_id=usual.bookings["Bob"]).one())
    assert found() == (2, 1, "", 2)
    monkeypatch.setattr(review_module, "MOST_OF_EARLIER_YEARS", 1)
    assert found() == (0, 1, LEFT_OUT, 0)
    monkeypatch.setattr(review_module, "MOST_OF_EARLIER_YEARS", 0)
    assert found() == (0, 0, LEFT_OUT, 0)
    assert len(reviewed(usual).due) == 2
