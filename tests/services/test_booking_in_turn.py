"""Many people are booked on one event as if one after the other."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

import pytest
from sqlalchemy import event, select

from tests.conftest import a_delegate
from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.refusals import AlreadyBooked, Unknown
from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.agreements import request
from trainingdesk.services.booking_in_turn import book_in_turn
from trainingdesk.services.desk import Desk
from trainingdesk.services.holds import PlacesKept, keep_places
from trainingdesk.services.overriding import overridden_on
from trainingdesk.services.places import places_of, queue_of
from trainingdesk.services.share_changes import set_share
from trainingdesk.storage.models import Agency, Board, Booking

ALL = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald")


def in_turn(line: Queueing, *names: str, **more: object) -> list[BookingStatus]:
    with line.desk.changing("Book") as db:
        return book_in_turn(
            db,
            event_id=line.first,
            delegate_ids=[line.people[name] for name in names],
            by=stamp(),
            **{"against": {}, **more},  # type: ignore[arg-type]
        )


def facts(line: Queueing) -> tuple[object, ...]:
    with line.desk.reading() as db:
        return line.standing(), places_of(db, line.first), len(queue_of(db, line.first))


def nothing(_line: Queueing) -> None:
    """Everybody is booked on an empty event."""


def one_is_kept(line: Queueing) -> None:
    """One of three places is kept for the police."""
    line.change(places=3)
    with line.desk.changing("Keep") as db:
        keep_places(db, line.first, PlacesKept(line.police, 1, date(2026, 5, 20)), by=stamp())


def some_may_not_have_the_place(line: Queueing) -> None:
    """A place is free, for which somebody waits whose agency has as many as it may have."""
    line.change(places=4)
    with line.desk.changing("Cap") as db:
        set_share(db, line.first, ShareDetails(agency_id=line.library, places=0), by=stamp())
    line.rule(Promotion.BOOKED)
    line.change(places=0)
    line.book("Ada")
    line.change(places=2)


def somebody_asked(line: Queueing) -> None:
    """Somebody in the middle has asked for a place that their manager has not agreed to."""
    with line.desk.changing("Ask") as db:
        db.get_one(Board, 1).agreement_steps = 1
        request(db, event_id=line.first, delegate_id=line.people["Grace"], by=stamp())


@pytest.mark.parametrize(
    "begin", [nothing, one_is_kept, some_may_not_have_the_place, somebody_asked]
)
def test_they_stand_as_if_each_had_been_booked_alone(
    line: Queueing, begin: Callable[[Queueing], None]
) -> None:
    begin(line)
    names = [name for name in ALL if name not in line.standing() or name == "Grace"]
    before = facts(line)
    line.book(*names)
    one_by_one = facts(line)
    line.desk.undo()
    assert facts(line) == before
    given = in_turn(line, *names)
    assert facts(line) == one_by_one
    standing = line.standing()
    assert [standing[name] for name in names] == [each.value for each in given]
    with line.desk.reading() as db:
        waiting = [db.get_one(Booking, number).delegate.first_name for number in _queue(line)]
    assert [name for name in waiting if name in names] == [
        name for name in names if standing[name] == "Waiting"
    ]


def _queue(line: Queueing) -> Sequence[int]:
    with line.desk.reading() as db:
        return queue_of(db, line.first)


def test_whoever_is_booked_already_or_named_twice_or_gone_stops_them_all(line: Queueing) -> None:
    line.book("Grace")
    with pytest.raises(AlreadyBooked, match="Grace Nr1 has a booking"):
        in_turn(line, "Ada", "Grace")
    with pytest.raises(AlreadyBooked, match="Ada Nr0 has a booking"):
        in_turn(line, "Ada", "Alan", "Ada")
    line.people["Nobody"] = 999
    with pytest.raises(Unknown):
        in_turn(line, "Ada", "Nobody")
    assert line.standing() == {"Grace": "Booked"}


def test_what_speaks_against_some_is_kept_with_the_reason_and_with_them_alone(
    line: Queueing,
) -> None:
    one_is_kept(line)
    against = {line.people["Ada"]: ["Left."], line.people["Alan"]: []}
    in_turn(line, "Ada", "Alan", against=against, reason="Agreed ")
    with line.desk.reading() as db:
        kept = [(row.booking_id, row.warning, row.reason) for row in overridden_on(db, line.first)]
        assert kept == [(line.of(db, "Ada"), "Left.", "Agreed")]
        reasons = db.scalars(select(Booking.reason).order_by(Booking.id)).all()
        assert reasons == ["Agreed", ""]


def test_many_are_booked_in_few_questions(desk: Desk, line: Queueing) -> None:
    with desk.changing("Add") as db:
        agency = db.get_one(Agency, line.library)
        people = [a_delegate(db, agency, "P", f"Number {n}").id for n in range(40)]
    asked: Counter[str] = Counter()
    event.listen(desk._engine, "before_cursor_execute", lambda *_: asked.update(["asked"]))
    with desk.changing("Book") as db:
        book_in_turn(db, event_id=line.first, delegate_ids=people, by=stamp(), against={})
    assert asked["asked"] < 3 * len(people)
