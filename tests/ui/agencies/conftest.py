"""The place of agencies in a window that has the keyboard."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.services.people import People, settle
from trainingdesk.services.desk import Desk
from ui.agencies.place import AgenciesPlace
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


@pytest.fixture
def gone(way: Way) -> list[Where]:
    """Where the way has led."""
    gone: list[Where] = []
    way.gone.connect(gone.append)
    return gone


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Iterator[AgenciesPlace]:
    place = AgenciesPlace(live, way, jobs)
    qtbot.addWidget(place)

    def follow(where: Where) -> None:
        if where.place == "Agencies":
            place.show_at(where)

    way.gone.connect(follow)
    place.resize(1280, 720)
    with qtbot.waitExposed(place):
        place.show()
    place.activateWindow()
    yield place
    place.hide()
