"""The place of agencies in a window."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.shown_place import shown
from ui.agencies.place import AgenciesPlace
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Iterator[AgenciesPlace]:
    yield from shown(qtbot, way, AgenciesPlace(live, way, jobs), "Agencies")
