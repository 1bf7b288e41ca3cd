"""What tests of several services need."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.conftest import BEFORE, NOON, FirstAid
from tests.services.at_once import Meeting
from tests.services.queueing import Queueing, queue_up
from trainingdesk.services.desk import Desk


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
def line(desk: Desk) -> Queueing:
    """A waiting list to be."""
    return queue_up(desk)
