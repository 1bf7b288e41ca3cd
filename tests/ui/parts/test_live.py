from typing import ClassVar

from pytestqt.qtbot import QtBot

from tests.conftest import an_agency
from trainingdesk.services.desk import Desk
from ui.parts.live import LiveDesk, LiveView


class Agencies(LiveView):
    """Counts how often it reloads."""

    shows: ClassVar = frozenset({"agency"})
    reloads = 0

    def reload(self) -> None:
        self.reloads += 1


class Events(Agencies):
    """Shows something else."""

    shows: ClassVar = frozenset({"event"})


def test_a_screen_reloads_when_what_it_shows_has_changed(qtbot: QtBot, desk: Desk) -> None:
    live = LiveDesk(desk)
    agencies, events, hidden = Agencies(live), Events(live), Agencies(live)
    for view in (agencies, events, hidden):
        qtbot.addWidget(view)
    agencies.show()
    events.show()
    with desk.changing("Add agency") as db:
        an_agency(db, "Library")
    assert (agencies.reloads, events.reloads, hidden.reloads) == (2, 1, 0)
    hidden.show()
    assert hidden.reloads == 1
