"""The window follows what is changed: at its foot, and in the line that says where one is."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, Course, Delegate, Series
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Elided

Named: TypeAlias = type[Agency] | type[Course] | type[Series]


@pytest.fixture
def window(qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs) -> Iterator[MainWindow]:
    window = MainWindow(LiveDesk(sample), way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.begin()
    window.show()
    yield window
    window.hide()


def test_what_a_deed_came_to_is_told_with_the_key_that_takes_it_back(
    window: MainWindow, sample: Desk
) -> None:
    with sample.changing("Book", "Ada King") as db:
        db.get_one(Delegate, 5).job_title = "Nurse"
    window.page.live.told.emit("Ada King waits, number 1 in the queue.")
    assert window.foot.said.text().startswith("Ada King waits")
    assert window.foot.undo.isVisible()
    window.page.said.emit("Saved 3 events in events.xlsx.")
    assert not window.foot.undo.isVisible()


RECORDS = {
    Agency: Where("Agencies", kind="agency", year="2026-27"),
    Course: Where("Programme", kind="course", year="2026-27"),
    Series: Where("Programme", kind="one_series", year="2026-27"),
}


def last_crumb(window: MainWindow) -> str:
    """Where the line at the top says one is."""
    return window.top.crumbs.findChildren(Elided)[-1].accessibleName()


@pytest.mark.parametrize("kind", RECORDS)
def test_the_crumb_follows_a_new_name(
    window: MainWindow, sample: Desk, way: Way, kind: Named
) -> None:
    with sample.reading() as db:
        number = db.scalars(select(kind.id).order_by(kind.id)).first() or 0
    way.go(replace(RECORDS[kind], id=number))
    with sample.changing("Rename") as db:
        setattr(db.get_one(kind, number), "title" if kind is Course else "name", "New name")
    assert window._crumbs()[-1][0] == "New name"
    assert last_crumb(window) == "New name"


def test_the_crumb_follows_a_person_who_takes_another_name(
    window: MainWindow, sample: Desk, way: Way
) -> None:
    way.go(Where("Delegates", kind="delegate", id=5, year="2026-27"))
    with sample.changing("Rename") as db:
        db.get_one(Delegate, 5).last_name = "Newname"
    assert last_crumb(window).endswith("Newname")
