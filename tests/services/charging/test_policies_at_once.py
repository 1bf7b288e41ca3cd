"""A policy that somebody changes while charges are being raised by it, on a shared desk."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Moment
from typing import Any

import pytest
from sqlalchemy import URL

from tests.conftest import BY, FirstAid, no_server
from tests.quick_databases import SharedDesk
from tests.services.charging.kept import keep
from trainingdesk.domain.charging.boards import BRENT, SUTTON
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.services.bookings import book
from trainingdesk.services.charging.policies import ChargesRaised, save_policy
from trainingdesk.services.charging.versions import versions
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Charge

PATIENCE = 0.3

pytestmark = no_server


@pytest.fixture
def address(shared_desk: SharedDesk) -> URL:
    return shared_desk.emptied()


def change_while_charging(
    desk: Desk, other: Desk, first_aid: FirstAid, *, held: bool
) -> Exception | None:
    """Why the other desk could not change the policy; none where it could."""
    number, looked, changed = keep(desk, SUTTON), Moment(), Moment()
    with desk.changing("Book") as db:
        booking = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id

    def charge() -> None:
        with desk.changing("Raise") as db:
            versions(db, held=held)
            looked.set()
            changed.wait(PATIENCE)
            said: dict[str, Any] = {"line": "absent", "occasion": Occasion.ABSENCE, "who": "sam"}
            said |= {"words": "Absent", "pence": 75_00, "decided_at": BY.at, "due_on": BY.today}
            agency = db.get_one(Booking, booking).agency_id
            db.add(Charge(booking_id=booking, agency_id=agency, policy_id=number, **said))

    with ThreadPoolExecutor(1) as threads:
        charging = threads.submit(charge)
        looked.wait()
        try:
            with other.changing("Change") as db:
                save_policy(db, number, BRENT)
        except ChargesRaised as refused:
            return refused
        finally:
            changed.set()
            charging.result()
    return None


def test_a_policy_stays_while_charges_are_raised_by_it(
    desk: Desk, other_desk: Desk, first_aid: FirstAid
) -> None:
    refused = change_while_charging(desk, other_desk, first_aid, held=True)
    assert isinstance(refused, ChargesRaised)


def test_without_being_held_it_would_change_under_the_charges(
    desk: Desk, other_desk: Desk, first_aid: FirstAid
) -> None:
    assert change_while_charging(desk, other_desk, first_aid, held=False) is None
