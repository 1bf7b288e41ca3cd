"""Today's cards of forms to settle and of calls to make."""

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid
from tests.services.evaluation.asked_first_aid import ask_first_aid
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.held import answered_twice
from trainingdesk.services.work import Task, Work
from ui.evaluation.entry_tab import EntryTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.today.place import TodayPlace


@pytest.mark.parametrize(
    ("work", "tab", "find"),
    [(Work.TWICE, "To enter", "Answered twice"), (Work.CALLS, "To ring", "Follow-up")],
)
def test_a_line_opens_the_two_forms_or_the_call(
    qtbot: QtBot,
    live: LiveDesk,
    way: Way,
    jobs: Jobs,
    gone: list[Where],
    work: Work,
    tab: str,
    find: str,
) -> None:
    place = TodayPlace(live, way, jobs)
    qtbot.addWidget(place)
    task = Task("Ada King", "", 1, record_id=7, year="2025-26", find="Follow-up")
    place.work.opened.emit(work, task)
    assert gone == [Where("Evaluation", id=7, tab=tab, find=find, year="2025-26")]


def test_both_forms_of_somebody_open_by_their_number(
    qtbot: QtBot, desk: Desk, live: LiveDesk, way: Way, jobs: Jobs, first_aid: FirstAid
) -> None:
    asked = ask_first_aid(desk, first_aid)
    for mark in (4, 6):
        asked.take({"CONF": mark})
    with desk.reading() as db:
        (row,) = answered_twice(db)
    tab = EntryTab(live, way, jobs)
    qtbot.addWidget(tab)
    tab.look_for("Answered twice", row.id)
    assert tab.stack.currentWidget() is tab.twice
    assert tab.twice.row == row
    tab.look_for("Answered twice", 999)
    assert tab.stack.currentWidget() is tab.start
