"""The place of delegates, on whose desk two people stand twice."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from tests.conftest import FirstAid, an_agency
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.delegate import sought_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Delegate, DelegateNeeds, Event
from ui.delegates.place import DelegatesPlace
from ui.duplicates.merge_page import MergePage
from ui.duplicates.page import DuplicatesPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

YEAR = "2026-27"
LIST = Where("Delegates", kind="duplicates", year=YEAR)


@dataclass(frozen=True)
class Twice:
    """The newer records of two people, and the agency that both are of."""

    ada: int
    grace: int
    library: int


def again(db: Session, reference: str, agency_id: int, first: str, last: str, email: str) -> int:
    person = Delegate(
        reference=reference,
        first_name=first,
        last_name=last,
        email=email,
        agency_id=agency_id,
        sought=sought_of(first_name=first, last_name=last, email=email),
    )
    db.add(person)
    db.flush()
    return person.id


@pytest.fixture
@set_up_once
def twice(desk: Desk, first_aid: FirstAid) -> Twice:
    with desk.changing("Set up") as db:
        ada = again(db, "D00001", first_aid.agency, "Ada", "King", "ada@example.org")
        grace = again(db, "D00002", first_aid.agency, "Hopper", "Grace", "")
        for who in (first_aid.ada, ada):
            booking = Booking(
                event_id=first_aid.event,
                delegate_id=who,
                agency_id=first_aid.agency,
                status=BookingStatus.BOOKED,
            )
            needs = DelegateNeeds(delegate_id=who, needs=f"Loop {who}")
            db.add_all([booking, needs])
        an_agency(db, "School")
        db.get_one(Event, first_aid.event).places = 2
        return Twice(ada, grace, first_aid.agency)


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Iterator[DelegatesPlace]:
    place = DelegatesPlace(live, way, jobs)
    qtbot.addWidget(place)
    way.gone.connect(place.show_at)
    place.resize(1280, 720)
    with qtbot.waitExposed(place):
        place.show()
    place.activateWindow()
    yield place
    place.hide()


def listed(qtbot: QtBot, place: DelegatesPlace, way: Way) -> DuplicatesPage:
    """The page of pairs, once everybody was compared."""
    way.go(LIST)
    page: DuplicatesPage = place.room("duplicates")
    qtbot.waitUntil(lambda: page.isVisible() and page.afresh.isEnabled())
    return page


def merging(place: DelegatesPlace) -> MergePage:
    """The page where two become one."""
    page: MergePage = place.room("merge")
    return page
