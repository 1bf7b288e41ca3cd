"""What tests of several services need."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.conftest import BEFORE, NOON, FirstAid
from tests.exchange.mail_server import Letters, MailServer, a_mail_server
from tests.services.at_once import Meeting
from tests.services.letters import both_booked, sends_through, written
from tests.services.posting import GRACE
from tests.services.queueing import Queueing, queue_up
from tests.worlds import set_up_once
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Delegate


@pytest.fixture
def other_desk(address: URL, first_aid: FirstAid) -> Iterator[Desk]:
    """The same records, opened by another program."""
    desk = Desk(address, who="kim", today=lambda: BEFORE, now=lambda: NOON)
    yield desk
    desk.close()


@pytest.fixture
def meeting() -> Meeting:
    """Whether two met between looking and writing."""
    return Meeting()


@pytest.fixture
@set_up_once
def line(desk: Desk) -> Queueing:
    """A waiting list to be."""
    return queue_up(desk)


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def server(letters: Letters) -> Iterator[MailServer]:
    with a_mail_server(letters) as server:
        yield server


@pytest.fixture
def two(desk: Desk, first_aid: FirstAid, server: MailServer) -> Desk:
    """A desk with a server, and a message to Grace and one to Ada."""
    with desk.changing("Set up") as db:
        db.get_one(Delegate, first_aid.grace).email = GRACE
    written(desk, both_booked(desk, first_aid))
    sends_through(desk, server.port)
    return desk
