"""Of two charges for one place one stands, and never the one that is not on an invoice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.conftest import BY, NOON, FirstAid
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.invoice import InvoiceKind
from trainingdesk.domain.refusals import Refused, SavedMeanwhile
from trainingdesk.services.desk import Desk
from trainingdesk.services.folding import fold
from trainingdesk.storage.models import (
    Booking,
    Charge,
    ChargingFact,
    ChargingPolicy,
    Invoice,
    InvoiceLine,
)

PATIENCE = 0.3
ABSENT, FEE = Occasion.ABSENCE, Occasion.ATTENDANCE_FEE


def two(desk: Desk, at: FirstAid, *occasions: Occasion) -> tuple[int, int]:
    """Ada's booking, which is charged for an absence, and the other with charges of its own."""
    with desk.changing("Charge") as db:
        one, other = (
            Booking(
                event_id=at.event, delegate_id=who, agency_id=at.agency, status=BookingStatus.BOOKED
            )
            for who in (at.ada, at.grace)
        )
        policy = ChargingPolicy(terms={})
        db.add_all([one, other, policy])
        db.flush()
        db.add(ChargingFact(booking_id=other.id, fee_paid_pence=1200))
        for booking, occasion in ((one, ABSENT), *((other, each) for each in occasions)):
            made = {"decided_at": NOON, "who": "sam", "words": "£50.", "due_on": BY.today}
            of = {"booking_id": booking.id, "agency_id": at.agency, "policy_id": policy.id}
            db.add(Charge(**of, **made, line="absence", occasion=occasion, pence=5000))
        return one.id, other.id


def invoice_for(charge: Charge, number: int) -> Invoice:
    return Invoice(
        kind=InvoiceKind.INVOICE,
        number=number,
        reference=f"INV-{number}",
        agency_id=charge.agency_id,
        made_out_to="Library",
        about="June",
        pence=5000,
        issued_on=BY.today,
        at=NOON,
        who="sam",
        lines=[InvoiceLine(charge_id=charge.id, words="£50.", pence=5000)],
    )


def invoiced(desk: Desk, number: int, booking_id: int) -> None:
    with desk.changing("Invoice") as db:
        charge = db.scalars(select(Charge).where(Charge.booking_id == booking_id)).one()
        db.add(invoice_for(charge, number))


def folded(desk: Desk, one: int, other: int) -> None:
    with desk.changing("Merge") as db:
        booking, into = db.get_one(Booking, other), db.get_one(Booking, one)
        fold(db, booking, into=into, marks_win=False, by=BY)


def standing(desk: Desk) -> list[tuple[int, int, Occasion]]:
    with desk.reading() as db:
        query = select(Charge.id, Charge.booking_id, Charge.occasion).order_by(Charge.id)
        return [(a, b, c) for a, b, c in db.execute(query.where(Charge.ended_on.is_(None)))]


def test_nobody_is_charged_twice_for_one_absence(desk: Desk, first_aid: FirstAid) -> None:
    one, other = two(desk, first_aid, ABSENT)
    folded(desk, one, other)
    assert standing(desk) == [(1, one, ABSENT)]
    with desk.reading() as db:
        assert db.get_one(Charge, 2).booking_id == one
        assert db.get_one(Charge, 2).ended_why == "Two bookings of the same person became one."
        assert db.get_one(ChargingFact, one).fee_paid_pence == 1200


def test_a_charge_of_another_kind_stands_beside_it(desk: Desk, first_aid: FirstAid) -> None:
    one, other = two(desk, first_aid, FEE)
    folded(desk, one, other)
    assert standing(desk) == [(1, one, ABSENT), (2, one, FEE)]


def test_the_one_on_an_invoice_stands(desk: Desk, first_aid: FirstAid) -> None:
    one, other = two(desk, first_aid, ABSENT)
    invoiced(desk, 1, other)
    folded(desk, one, other)
    assert standing(desk) == [(2, one, ABSENT)]


def test_two_on_invoices_are_refused(desk: Desk, first_aid: FirstAid) -> None:
    one, other = two(desk, first_aid, ABSENT)
    for number, booking_id in enumerate((one, other), 1):
        invoiced(desk, number, booking_id)
    with pytest.raises(Refused, match="Credit one of the invoices first"):
        folded(desk, one, other)
    assert len(standing(desk)) == 2


def test_a_charge_that_is_being_invoiced_stands(
    desk: Desk, other_desk: Desk, first_aid: FirstAid
) -> None:
    one, other = two(desk, first_aid, ABSENT)
    looked = Event()

    def invoice_slowly() -> None:
        with other_desk.changing("Invoice") as db:
            query = select(Charge).where(Charge.booking_id == other).with_for_update()
            charge = db.scalars(query).one()
            looked.set()
            sleep(PATIENCE)
            db.add(invoice_for(charge, 1))

    with ThreadPoolExecutor(1) as threads:
        invoicing = threads.submit(invoice_slowly)
        looked.wait()
        folded(desk, one, other)
        invoicing.result()

    assert standing(desk) == [(2, one, ABSENT)]


@pytest.mark.parametrize("occasion", [ABSENT, Occasion.LATE_CANCELLATION])
def test_the_desk_itself_keeps_from_charging_twice(
    desk: Desk, first_aid: FirstAid, occasion: Occasion
) -> None:
    one, other = two(desk, first_aid, occasion)
    with pytest.raises((IntegrityError, SavedMeanwhile)), desk.changing("Charge") as db:
        db.get_one(Charge, 2).booking_id = one
    assert [(2, other, occasion)] == standing(desk)[1:]
