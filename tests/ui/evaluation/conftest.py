"""The place is tried on the sample programme."""

import pytest

from tests.ui.analysis.sample import Opened, address, opened, sample_file
from ui.evaluation.place import EvaluationPlace
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way

__all__ = ["address", "opened", "sample_file"]


@pytest.fixture
def place(live: LiveDesk, way: Way, jobs: Jobs, opened: Opened) -> EvaluationPlace:
    made: EvaluationPlace = opened(EvaluationPlace(live, way, jobs), "Evaluation")
    return made
