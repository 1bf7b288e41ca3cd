"""How many each agency sent, beside the register."""

from pytestqt.qtbot import QtBot

from trainingdesk.services.registers import AgencyCount
from ui.events.agency_counts import AgencyCounts
from ui.parts.live import LiveDesk


def row(number: int, *, absent: int = 0, walk_ins: int = 0) -> AgencyCount:
    return AgencyCount(number, "North Vale NHS Foundation Trust", 3, 2, absent, 0, walk_ins)


def test_a_column_in_which_nobody_is_counted_leaves_its_room_to_the_names(
    qtbot: QtBot, live: LiveDesk
) -> None:
    counts = AgencyCounts(live)
    qtbot.addWidget(counts)
    counts.show()
    counts.count([row(1, absent=1, walk_ins=1), row(2)])
    assert counts.columns_shown.shown() == ["Agency", "Came", "Absent", "Walk-ins"]
    narrow = counts.columnWidth(0)
    counts.count([row(1), row(2)])
    assert counts.columns_shown.shown() == ["Agency", "Came"]
    assert counts.columnWidth(0) > narrow + 100
    counts.count([row(1, absent=1), row(2)])
    assert counts.columns_shown.shown() == ["Agency", "Came", "Absent"]
