"""What the tests of evaluation begin with."""

import pytest

from tests.conftest import FirstAid
from tests.services.evaluation.asked_first_aid import Asked, ask_first_aid
from trainingdesk.services.desk import Desk


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    """First Aid with its questions; Ada and Grace are booked on it."""
    return ask_first_aid(desk, first_aid)
