"""How often one act asks the database, which is where the time of a booking goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import event

from tests.conftest import BY
from tests.services.booking_desk import ADA, ALAN, GRACE, MARY, two_dates
from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.bookings import cancel
from trainingdesk.services.desk import Desk
from trainingdesk.storage.database import whole_desk_is_locked


@contextmanager
def asked_at_most(desk: Desk, most: int, *, to_lock: int) -> Iterator[None]:
    """Count what is asked meanwhile; a shared desk asks more, to lock events and what they tie."""
    with desk.reading() as db:
        most += 0 if whole_desk_is_locked(db) else to_lock
    asked: list[str] = []
    note = partial(_note, asked)
    event.listen(desk._engine, "before_cursor_execute", note)
    yield
    event.remove(desk._engine, "before_cursor_execute", note)
    assert len(asked) <= most, "\n".join(asked)


def _note(asked: list[str], *told: str) -> None:
    asked.append(told[2])


def test_a_booking_asks_no_more_than_it_needs(desk: Desk) -> None:
    dates = two_dates(desk)
    dates.book(ADA)
    with asked_at_most(desk, 12, to_lock=4):
        dates.book(GRACE)


def test_a_booking_with_a_reason_asks_no_more_than_one_without(desk: Desk) -> None:
    dates = two_dates(desk)
    dates.book(ADA, GRACE)
    for each, reason in ((ALAN, ""), (MARY, "She asked for it.")):
        with asked_at_most(desk, 23, to_lock=4), desk.changing("Book") as db:
            book_knowingly(
                db, event_id=dates.first, delegate_id=dates.people[each], by=BY, reason=reason
            )


def test_a_place_passed_on_asks_no_more_than_it_needs(desk: Desk) -> None:
    dates = two_dates(desk)
    ada, *_ = dates.book(ADA, GRACE, ALAN, MARY)
    with asked_at_most(desk, 29, to_lock=9), desk.changing("Cancel") as db:
        assert cancel(db, ada, reason="Ill", by=BY) == ["Alan Turing"]
