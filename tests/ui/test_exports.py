"""Every list of the window has a file, which holds what the list shows."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from tests.ui.test_main_window import numbered, pages
from trainingdesk.domain.agency import ContactDetails
from trainingdesk.services.agency_changes import rename_agency
from trainingdesk.services.agency_contacts import add_contact
from trainingdesk.services.delegate_moves import move_delegates
from trainingdesk.services.desk import Desk
from trainingdesk.services.named import delegate_named
from trainingdesk.storage.models import (
    AgencyChange,
    Course,
    DelegateMove,
    Interest,
    Recommendation,
    Series,
)
from ui.main_window import MainWindow
from ui.parts.count import Count
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Group
from ui.parts.shown import heads_shown
from ui.parts.table import Table
from ui.parts.way import Way, Where

YEAR = "2025-26"
LISTS = (
    *(Where("Evaluation", tab=tab, year=YEAR) for tab in ("To chase", "Comments")),
    *(Where("Charges", tab=tab, year=YEAR) for tab in ("Receipts", "Costs")),
    *(Where("Analysis", tab=tab, year=YEAR) for tab in ("Course", "Agency", "Level")),
    *(
        Where("Programme", kind=kind, year="2026-27")
        for kind in ("courses", "series", "venues", "trainers", "recommendations", "actions")
    ),
    *(Where("Programme", kind=kind, year="2026-27") for kind in ("boards", "undated")),
    *(Where("Delegates", kind=kind, year="2026-27") for kind in ("licences", "duplicates")),
    *(Where("Settings", kind="lists", tab=tab, year="2026-27") for tab in ("Levels", "Strands")),
    Where("Settings", kind="fields", year="2026-27"),
)
NAMES = {
    "Agencies",
    "Bookings",
    "Certificates",
    "Changes",
    "Contacts",
    "Courses",
    "Delegates",
    "Duplicates",
    "Events",
    "Fields",
    "History",
    "Interest",
    "Interested",
    "Licences",
    "Moves",
    "Partner boards",
    "People",
    "Plan of actions",
    "Proposed",
    "Series",
    "Trainers",
    "Undated",
    "Venues",
    "What courses answer",
    "Words",
}
"""Lists of which the sample has some; one that nobody could see would be passed by."""

OF_RECORDS: Sequence[tuple[str, str, str, Any]] = (
    ("Programme", "course", "", Course.id),
    ("Programme", "one_series", "", Series.id),
    ("Programme", "interest", "", Interest.undated_id),
    *(("Programme", "recommendation", tab, Recommendation.id) for tab in ("People", "Actions")),
    ("Delegates", "delegate", "Interest", Interest.delegate_id),
    ("Delegates", "delegate", "Moves", DelegateMove.delegate_id),
    *(("Agencies", "agency", tab, AgencyChange.agency_id) for tab in ("Contacts", "Changes")),
)
"""Pages of records that hold lists, and which record has one."""


def records(desk: Desk) -> list[Where]:
    """Where these lists are, once there is something on all of them."""
    with desk.changing("Set up") as db:
        day, agency = desk.today(), 3
        rename_agency(db, agency, "Another name", on=day, today=day)
        add_contact(db, agency, ContactDetails("Jo"))
        move_delegates(db, [delegate_named(db, "D0005")], into_id=agency, on=day, today=day)
        return [
            Where(place, kind, db.scalars(select(func.min(number))).one(), tab, "2026-27")
            for place, kind, tab, number in OF_RECORDS
        ]


@pytest.fixture
def window(qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs) -> MainWindow:
    window = MainWindow(LiveDesk(sample), way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.begin()
    window.show()
    return window


def of_count(window: MainWindow, count: Count) -> Table[Any]:
    """The list that a count stands under: the nearest one that has it and a list about it."""
    above = count.parentWidget()
    while above is not None:
        tables = [table for table in above.findChildren(Table) if table.isVisible()]
        if tables:
            return min(tables, key=lambda each: abs(bottom(window, each) - top(window, count)))
        above = above.parentWidget()
    raise AssertionError(count.said.accessibleName())


def bottom(window: MainWindow, table: Table[Any]) -> int:
    return table.mapTo(window, table.rect().bottomLeft()).y()


def top(window: MainWindow, count: Count) -> int:
    return count.mapTo(window, count.rect().topLeft()).y()


OTHERWISE = {
    ("Agencies", "Share"): {"Share of all attended"},
    ("Agency returns", "Share trained"): {"Share: trained ÷ staff"},
    ("Agency returns", "Target met"): {"Target", "Met"},
    ("Bookings", "Booking"): {"Status"},
    ("Comments", "What they wrote"): {"Answer"},
    ("Courses", "Course"): {"Code", "Title"},
    ("Fields", "Asked for"): {"Retired"},
    ("Fields", "Filled in"): {"Values"},
    ("Series", "Counted"): {"Counted without names"},
    ("Series", "Events"): {"Events in the year"},
    ("Series", "In all years"): {"Events in all years"},
    ("Trainers", "Given"): {"Days so far in the year"},
    ("Trainers", "To come"): {"Days to come"},
    ("Venues", "Days"): {"Days in the year"},
    ("Words", "Offered"): {"Retired"},
}
"""Columns whose heads say more in a file, where no page stands around them."""


def heads_lacking(table: Table[Any], heads: Sequence[Any]) -> list[str]:
    """The columns that a list shows and its file does not have."""
    name, known = table.accessibleName(), set(heads)
    told = {head: OTHERWISE.get((name, head), {head}) for head in heads_shown(table)}
    return [head for head, said in told.items() if head not in known and not said <= known]


def rows_of(table: Table[Any]) -> int:
    model = table.rows_model
    numbers = range(model.rowCount())
    return sum(not isinstance(model.group_at(number), Group) for number in numbers)


@pytest.mark.thorough
def test_every_list_with_a_count_saves_what_it_shows(
    qtbot: QtBot,
    window: MainWindow,
    sample: Desk,
    way: Way,
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = tmp_path / "list.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "*.xlsx"))
    seen: set[str] = set()
    event = Where("Programme", kind="event", id=numbered(sample, "RISK-2601"), year="2026-27")
    certified = Where(event.place, event.kind, event.id, "Certificates", event.year)
    again = Where("Programme", kind="again", find=str(event.id), year="2026-27")
    for where in (*pages(sample), *LISTS, *records(sample), certified, again):
        way.go(where)
        qtbot.waitUntil(lambda: not jobs.busy)
        for count in [each for each in window.findChildren(Count) if each.isVisible()]:
            assert count.export.isVisible(), where
            table = of_count(window, count)
            path.unlink(missing_ok=True)
            count.export.click()
            qtbot.waitUntil(lambda: path.exists() and not jobs.busy)
            heads, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
            assert len(rows) == rows_of(table), where
            assert heads_lacking(table, heads) == [], (where, table.accessibleName())
            known = {column.title for column in table.rows_model.columns}
            told = [head for head in heads if head in known]
            assert told == [head for head in heads_shown(table) if head in told], where
            seen.add(table.accessibleName())
    assert NAMES - seen == set()
