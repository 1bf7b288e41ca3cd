"""Today's card of the charges to review."""

from pytestqt.qtbot import QtBot

from tests.services.charging.conftest import Month, month, usual
from trainingdesk.services.work import Task, Work
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.today.place import TodayPlace

__all__ = ["month", "usual"]


def test_a_line_of_charges_opens_where_they_are_reviewed(
    qtbot: QtBot, usual: Month, live: LiveDesk, way: Way, jobs: Jobs, gone: list[Where]
) -> None:
    place = TodayPlace(live, way, jobs)
    qtbot.addWidget(place)
    task = Task("First Aid", "3 charges", 3, event_id=usual.event, year="2026-27")
    place.work.opened.emit(Work.CHARGES, task)
    assert gone == [Where("Charges", id=usual.event, tab="To review", year="2026-27")]
