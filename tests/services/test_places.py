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


def test_fewer_places_than_people_are_never_a_negative_number(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Shrink") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        db.get_one(Event, first_aid.event).places = 0
        places = places_of_each(db, [first_aid.event])[first_aid.event]
    assert (places.free, places.over) == (0, 1)
