"""A desk, and somebody who sends it workbooks."""

from pathlib import Path

import pytest

from tests.services.importing.sent import WORLD, Sender
from trainingdesk.services.desk import Desk


@pytest.fixture
def sender(desk: Desk, tmp_path: Path) -> Sender:
    """Somebody who has sent nothing yet."""
    return Sender(desk, tmp_path)


@pytest.fixture
def world(sender: Sender) -> Sender:
    """Somebody who has sent a small programme without bookings."""
    sender.load(WORLD)
    return sender
