from sqlalchemy import update

from tests.conftest import BY, FirstAid
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services import bookings
from trainingdesk.services.desk import Desk
from trainingdesk.services.places import places_of, places_of_each
from trainingdesk.storage.models import Booking, Event


def test_an_open_offer_holds_exactly_one_place(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Offer") as db:
        db.add(
            Booking(
                event_id=first_aid.event,
                delegate_id=first_aid.ada,
                agency_id=first_aid.agency,
                status=BookingStatus.OFFERED,
            )
        )
        db.flush()
        booked = bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.grace, by=BY)
        places = places_of(db, first_aid.event)
    assert str(booked) == "waiting 2"  # whoever was offered the place stands before
    assert (places.offered, places.held, places.free, places.over) == (1, 1, 0, 0)


def test_places_are_counted_from_the_rows_whoever_wrote_them(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Book", undoable=False) as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        for status in BookingStatus:
            db.execute(update(Booking).values(status=status))
            found = places_of(db, first_aid.event)
            holds = status in {BookingStatus.BOOKED, BookingStatus.OFFERED}
            assert (found.held, found.free) == ((1, 0) if holds else (0, 1)), status


def test_fewer_places_than_people_are_never_a_negative_number(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Shrink") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        db.get_one(Event, first_aid.event).places = 0
        places = places_of_each(db, [first_aid.event])[first_aid.event]
    assert (places.free, places.over) == (0, 1)
