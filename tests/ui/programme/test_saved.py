"""Events for other calendars, and the brochure, saved from the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, a_course, an_event
from tests.reports import pages
from tests.ui.programme.world import YEAR, Window
from tests.worlds import set_up_once
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.refusals import NothingToPrint
from trainingdesk.services.desk import Desk
from ui.parts.jobs import Jobs
from ui.parts.way import Where


@pytest.fixture
@set_up_once
def two(desk: Desk) -> list[int]:
    told = {"state": CourseState.PUBLISHED, "level": "1", "audience": "Everybody"}
    with desk.changing("Set up") as db:
        risk = a_course(db, "Identifying Risk", "RISK", **told)
        return [an_event(db, risk, STARTS, reference=f"RISK-{n}").id for n in (1, 2)]


def programme(window: Window) -> None:
    window.way.go(Where("Programme", year=YEAR))


def titles(path: Path) -> int:
    return path.read_text().count("BEGIN:VEVENT")


def test_a_whole_year_goes_into_a_calendar_where_nothing_is_chosen(
    two: list[int], window: Window, saved_as: Path
) -> None:
    programme(window)
    window.page.table.choose_ids([])
    window.page.calendar_action.trigger()
    assert titles(saved_as / f"Programme {YEAR}.ics") == 2
    assert window.said[-1] == f"Saved 2 days in Programme {YEAR}.ics."


def test_the_chosen_events_go_into_a_calendar(
    two: list[int], window: Window, saved_as: Path
) -> None:
    programme(window)
    window.page.table.choose_ids(two)
    window.page.calendar_action.trigger()
    assert titles(saved_as / f"Events {YEAR}.ics") == 2
    window.page.table.choose_ids(two[1:])
    window.page.calendar_action.trigger()
    assert titles(saved_as / "RISK-2.ics") == 1


def test_one_event_goes_into_a_calendar_from_its_page(
    two: list[int], window: Window, saved_as: Path
) -> None:
    window.way.go(Where("Programme", kind="event", id=two[0], year=YEAR))
    window.event_page.calendar_action.trigger()
    assert titles(saved_as / "RISK-1.ics") == 1
    assert window.said[-1] == "Saved 1 day in RISK-1.ics."


def test_the_brochure_is_saved_while_the_window_stays_live(
    two: list[int], window: Window, saved_as: Path, qtbot: QtBot, jobs: Jobs
) -> None:
    programme(window)
    with qtbot.waitSignal(jobs.ended):
        window.page.brochure_action.trigger()
    said = pages.text((saved_as / f"Brochure {YEAR}.pdf").read_bytes())
    assert "Identifying Risk" in said
    assert window.said[-1].startswith(f"Saved Brochure {YEAR}.pdf. It does not say how to reach")


def test_a_brochure_of_nothing_is_refused(
    window: Window, saved_as: Path, qtbot: QtBot, jobs: Jobs
) -> None:
    programme(window)
    failed: list[Exception] = []
    jobs.failed.connect(failed.append)
    with qtbot.waitSignal(jobs.failed):
        window.page.brochure_action.trigger()
    assert isinstance(failed[0], NothingToPrint)


def test_whoever_thinks_better_of_it_saves_nothing(
    two: list[int], window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: Jobs
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    programme(window)
    window.page.calendar_action.trigger()
    window.page.brochure_action.trigger()
    assert not jobs.busy
    assert not window.said


def test_a_calendar_of_no_events_is_refused(
    window: Window, saved_as: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    programme(window)
    window.page.calendar_action.trigger()
    assert said == ["There is no event to save."]
