"""Whoever cancelled in good time owes nothing because the event was moved to an earlier day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from tests.services.charging.conftest import PLAIN, Month, on
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Event

LATE = Occasion.LATE_CANCELLATION


@contextmanager
def desk_on(month: Month, day: date) -> Iterator[Desk]:
    """The desk as it is opened on a day."""
    desk = Desk(month.desk.address, who="sam", today=lambda: day, now=lambda: on(day).at)
    yield desk
    desk.close()


def moves(month: Month, to: date, *, on_day: date) -> None:
    """Move the event to another day."""
    with desk_on(month, on_day) as desk, desk.changing("Move") as db:
        event = db.get_one(Event, month.event)
        event.starts = event.sessions[0].day = to


def test_a_cancellation_is_judged_by_the_day_the_event_had_then(month: Month) -> None:
    month.puts_in_force(PLAIN)
    month.books("Dan", "Eve", "Fay")
    month.cancels("Dan", date(2026, 6, 1))
    moves(month, date(2026, 6, 4), on_day=date(2026, 6, 2))
    assert month.who() == {}
    month.cancels("Eve", date(2026, 6, 3))
    assert month.who() == {"Eve": (LATE, 50_00)}
    moves(month, date(2026, 6, 10), on_day=date(2026, 6, 3))
    assert month.who() == {}


def test_who_cancelled_too_late_for_either_day_owes(month: Month) -> None:
    month.puts_in_force(PLAIN)
    month.books("Dan")
    month.cancels("Dan", date(2026, 6, 9))
    moves(month, date(2026, 6, 9), on_day=date(2026, 6, 9))
    (row,) = month.due()
    assert row.words.startswith("Cancelled on Tue 9 June, 1 working day before Wed 10 June 2026")
