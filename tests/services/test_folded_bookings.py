"""All that hangs on a booking that is taken off an event hangs on the other from then on."""

from datetime import timedelta

from sqlalchemy import select

from tests.conftest import BEFORE, BY, NOON, FirstAid
from trainingdesk.domain.agreement import AgreedHow
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.waiting import OfferAnswer, Origin
from trainingdesk.services.desk import Desk
from trainingdesk.services.folding import fold
from trainingdesk.storage.models import Agreement, Booking, BookingOrigin, Offer, Turn


def two(desk: Desk, at: FirstAid) -> tuple[int, int]:
    """Ada's booking, and Grace's that is to be hers."""
    with desk.changing("Book") as db:
        rows = [
            Booking(event_id=at.event, delegate_id=who, agency_id=at.agency, status=status)
            for who, status in (
                (at.ada, BookingStatus.BOOKED),
                (at.grace, BookingStatus.OFFERED),
            )
        ]
        db.add_all(rows)
        db.flush()
        one, other = (row.id for row in rows)
        ends = NOON + timedelta(days=3)
        db.add(Offer(booking_id=other, made_at=NOON, expires_at=ends, who="sam"))
        for booking_id, step in ((one, 1), (other, 1), (other, 2)):
            agreed = {"decided_on": BEFORE, "agreed": True, "who": "Jo", "how": AgreedHow.EMAIL}
            db.add(Agreement(booking_id=booking_id, step=step, asked_on=BEFORE, **agreed))
        turn = {"priority": 1, "reason": "Asked first", "at": NOON, "who": "sam"}
        db.add(Turn(booking_id=other, **turn))
        db.add(BookingOrigin(booking_id=other, from_id=other, how=Origin.TRANSFERRED))
    return one, other


def folded(desk: Desk, one: int, other: int) -> None:
    with desk.changing("Merge") as db:
        booking, into = db.get_one(Booking, other), db.get_one(Booking, one)
        fold(db, booking, into=into, marks_win=False, by=BY)


def test_an_open_offer_ends_and_stays_in_the_history(desk: Desk, first_aid: FirstAid) -> None:
    one, other = two(desk, first_aid)
    folded(desk, one, other)
    with desk.reading() as db:
        assert db.execute(select(Offer.booking_id, Offer.answer)).all() == [
            (one, OfferAnswer.WITHDRAWN)
        ]


def test_what_a_booking_has_once_goes_over_where_the_other_has_none(
    desk: Desk, first_aid: FirstAid
) -> None:
    one, other = two(desk, first_aid)
    folded(desk, one, other)
    with desk.reading() as db:
        assert db.execute(select(Turn.booking_id, Turn.reason)).all() == [(one, "Asked first")]
        assert db.execute(select(BookingOrigin.booking_id, BookingOrigin.from_id)).all() == [
            (one, one)
        ]
        steps = select(Agreement.booking_id, Agreement.step).order_by(Agreement.step)
        assert db.execute(steps).all() == [(one, 1), (one, 2)]


def test_and_stays_where_it_has_one(desk: Desk, first_aid: FirstAid) -> None:
    one, other = two(desk, first_aid)
    with desk.changing("Prefer") as db:
        db.add(Turn(booking_id=one, priority=2, reason="Leaves soon", at=NOON, who="sam"))
    folded(desk, one, other)
    with desk.reading() as db:
        assert db.execute(select(Turn.booking_id, Turn.reason)).all() == [(one, "Leaves soon")]
