"""Today's cards of invoices."""

import pytest
from pytestqt.qtbot import QtBot

from trainingdesk.services.work import Task, Work
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.today.place import TodayPlace


@pytest.mark.parametrize(
    ("work", "find", "row"), [(Work.TO_ISSUE, "To issue", 0), (Work.OVERDUE, "Overdue", 7)]
)
def test_a_line_of_invoices_opens_where_they_are_issued_or_reminded_of(
    qtbot: QtBot,
    live: LiveDesk,
    way: Way,
    jobs: Jobs,
    gone: list[Where],
    work: Work,
    find: str,
    row: int,
) -> None:
    place = TodayPlace(live, way, jobs)
    qtbot.addWidget(place)
    place.work.opened.emit(work, Task("North Vale", "2 charges", 1, record_id=7))
    assert gone == [Where("Charges", id=row, tab="Invoices", find=find, year="2026-27")]
