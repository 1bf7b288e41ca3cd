"""Closing the window while something is typed and not saved: asked once, and nothing is lost."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import FirstAid
from tests.ui.evaluation.filled import press
from tests.ui.shown import window_on
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency
from ui.agencies.form import AgencyForm
from ui.main_window import MainWindow
from ui.messages.ways import MESSAGES, TABS
from ui.parts.jobs import Jobs
from ui.parts.unkept import losses
from ui.parts.way import Way, Where
from ui.settings.board_card import BoardCard

YEAR = "2026-27"
NEW_AGENCY = Where("Agencies", kind="new", year=YEAR)
NEW_DELEGATE = Where("Delegates", kind="new", year=YEAR)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, way: Way, jobs: Jobs) -> MainWindow:
    return window_on(desk, qtbot, way, jobs)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Answers each question with the button of that name, and remembers what was asked."""

    def answers(word: str) -> list[str]:
        questions: list[str] = []
        pressed: dict[QMessageBox, QAbstractButton] = {}

        def answer(box: QMessageBox) -> int:
            questions.append(box.informativeText())
            named = {button.text().replace("&", ""): button for button in box.buttons()}
            pressed[box] = named[word]
            return 0

        monkeypatch.setattr(QMessageBox, "exec", answer)
        monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: pressed[box])
        return questions

    return answers


def agency_form(window: MainWindow) -> AgencyForm:
    forms: list[AgencyForm] = window.page.findChildren(AgencyForm)
    return next(form for form in forms if form.isVisible())


def agencies(desk: Desk) -> list[str]:
    with desk.reading() as db:
        return list(db.scalars(select(Agency.name).order_by(Agency.name)))


def test_a_window_in_which_nothing_is_typed_closes_without_a_word(
    window: MainWindow, way: Way, first_aid: FirstAid, asked: Callable[[str], list[str]]
) -> None:
    questions = asked("Keep editing")
    for where in (NEW_AGENCY, NEW_DELEGATE, Where("Settings", year=YEAR)):
        way.go(where)
    for tab in TABS:
        way.go(Where("Settings", kind=MESSAGES, tab=tab, year=YEAR))
    assert window.close()
    assert questions == []


def test_what_is_typed_in_a_form_is_asked_about_and_stays(
    window: MainWindow, way: Way, asked: Callable[[str], list[str]]
) -> None:
    way.go(NEW_AGENCY)
    press("Quiet Harbour")
    questions = asked("Keep editing")
    assert not window.close()
    assert questions == ["In Agencies: “New agency”."]
    assert agency_form(window).draft()["name"] == "Quiet Harbour"


def test_keep_editing_comes_back_from_another_place(
    window: MainWindow, way: Way, asked: Callable[[str], list[str]]
) -> None:
    way.go(NEW_AGENCY)
    press("Quiet Harbour")
    window.go("Today")
    asked("Keep editing")
    assert not window.close()
    assert agency_form(window).draft()["name"] == "Quiet Harbour"


def test_discard_closes_and_saves_nothing(
    window: MainWindow, way: Way, desk: Desk, asked: Callable[[str], list[str]]
) -> None:
    way.go(NEW_AGENCY)
    press("Quiet Harbour")
    asked("Discard")
    assert window.close()
    assert agencies(desk) == []


def test_save_saves_and_closes(
    window: MainWindow, way: Way, desk: Desk, asked: Callable[[str], list[str]]
) -> None:
    way.go(NEW_AGENCY)
    form = agency_form(window)
    form.show_draft(form.draft() | {"name": "Quiet Harbour", "sector": "Health"})
    form.keep_draft()
    asked("Save")
    assert window.close()
    assert agencies(desk) == ["Quiet Harbour"]


def test_what_cannot_be_saved_keeps_the_window_open(
    window: MainWindow, way: Way, desk: Desk, asked: Callable[[str], list[str]]
) -> None:
    way.go(NEW_AGENCY)
    form = agency_form(window)
    form.show_draft(form.draft() | {"name": "  ", "sector": "Health"})
    form.keep_draft()
    asked("Save")
    assert not window.close()
    assert agency_form(window).isVisible()
    assert agencies(desk) == []


def test_a_form_that_was_closed_without_saving_is_not_asked_about(
    window: MainWindow, way: Way, asked: Callable[[str], list[str]]
) -> None:
    way.go(NEW_AGENCY)
    press("Quiet Harbour", "Esc")
    assert losses(window.made) == []
    way.go(NEW_AGENCY)
    assert agency_form(window).draft()["name"] == "Quiet Harbour"
    questions = asked("Discard")
    assert window.close()
    assert len(questions) == 1


def test_the_question_is_answered_by_keys_alone(window: MainWindow, way: Way) -> None:
    way.go(NEW_AGENCY)
    press("Quiet Harbour")

    def press_in_box(key: Qt.Key) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box.isActiveWindow():
            QTest.keyClick(box.focusWidget() or box, key)
        else:  # on a busy machine the box comes to the fore later
            QTimer.singleShot(10, window, partial(press_in_box, key))

    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        press_in_box(key)
        assert not window.close()
    press_in_box(Qt.Key.Key_D)
    assert window.close()


def test_a_reason_that_is_typed_is_asked_about_and_outlives_another_page(
    window: MainWindow,
    way: Way,
    desk: Desk,
    first_aid: FirstAid,
    asked: Callable[[str], list[str]],
) -> None:
    with desk.changing("Set up") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=desk.stamp())
    event = Where("Programme", kind="event", id=first_aid.event, year=YEAR)
    way.go(event)
    tab = window.page.event_page.bookings
    tab.table.select_id(tab.table.rows_model.rows[0].id)
    tab.cancel_chosen()
    press("Ill since Mon")
    window.go("Today")
    window.go("Programme")
    way.go(event)
    tab.cancel_chosen()
    assert tab.reason.entry.text() == "Ill since Mon"
    questions = asked("Keep editing")
    assert not window.close()
    assert questions == ["In Programme: reason “Ill since Mon”."]
    press("Enter")
    assert losses(window.made) == []


def test_a_reason_that_was_left_is_forgotten(
    window: MainWindow, way: Way, desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=desk.stamp())
    way.go(Where("Programme", kind="event", id=first_aid.event, year=YEAR))
    tab = window.page.event_page.bookings
    tab.table.select_id(tab.table.rows_model.rows[0].id)
    tab.cancel_chosen()
    press("Ill", "Esc")
    assert losses(window.made) == []
    tab.cancel_chosen()
    assert tab.reason.entry.text() == ""


def test_settings_that_stay_open_are_asked_about(
    window: MainWindow, way: Way, asked: Callable[[str], list[str]]
) -> None:
    way.go(Where("Settings", year=YEAR))
    window.page.findChild(BoardCard).fields["name"].control.setText("Westmere")
    questions = asked("Keep editing")
    assert not window.close()
    assert questions == ["In Settings: the board."]
