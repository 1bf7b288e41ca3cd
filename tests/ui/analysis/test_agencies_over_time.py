"""The table by agency as agencies were in the year, or as they are now."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.analysis.sample import YEAR, Key, Opened, set_cursor
from trainingdesk.services.agencies import agency_named
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.counted import Group
from ui.analysis.group_tables import NOW, GroupTables
from ui.analysis.place import AnalysisPlace
from ui.analysis.rows_page import found_by
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where


@pytest.fixture
def place(live: LiveDesk, way: Way, jobs: Jobs, opened: Opened) -> AnalysisPlace:
    made: AnalysisPlace = opened(AnalysisPlace(live, way, jobs), "Analysis")
    return made


def of_agencies(place: AnalysisPlace) -> GroupTables:
    tables = place.year_page.tables
    tables.open_tab("Agency")
    return tables


def merge_two(place: AnalysisPlace) -> tuple[str, str, int]:
    """Merge the first agency of the table into the second; what both booked."""
    first, second = of_agencies(place).rows_shown()[:2]
    booked = first.figures["booked"] + second.figures["booked"]
    desk = place.year_page.desk
    with desk.changing("Merge") as db:
        one, other = (agency_named(db, each.key) for each in (first, second))
        merge_agencies(db, one or 0, other, on=desk.today(), today=desk.today())
    return first.name, second.name, booked


def test_the_switch_waits_until_something_has_become_of_an_agency(place: AnalysisPlace) -> None:
    tables = of_agencies(place)
    assert tables.over_time.isHidden()
    merge_two(place)
    assert not tables.over_time.isHidden()
    tables.open_tab("Course")
    assert tables.over_time.isHidden()


def test_what_was_merged_is_added_up_as_it_is_now(
    qtbot: QtBot, place: AnalysisPlace, gone: list[Where]
) -> None:
    ended, heir, booked = merge_two(place)
    tables = of_agencies(place)
    then = tables.rows_shown()
    assert ended in [row.name for row in then]
    tables.over_time.choose(NOW)
    now = tables.rows_shown()
    assert len(now) == len(then) - 1
    assert ended not in [row.name for row in now]
    at = next(number for number, row in enumerate(now) if row.name == heir)
    assert now[at].figures["booked"] == booked
    assert now[-1].figures == then[-1].figures
    assert "An agency merged since" in tables.count.said.text()
    set_cursor(tables.table, at, "booked")
    qtbot.keyClick(tables.table, Key.Key_Return)
    assert gone[-1] == Where(
        "Analysis", kind="rows", find=found_by("booked", Group("agency_now", heir)), year=YEAR
    )
    rows = place.rows_page
    assert len(rows.listed.table.rows_model.rows) == booked
    assert rows.title == f"Booked from {heir} as it is now"
