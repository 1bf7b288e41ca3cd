"""Ctrl+K books: "book ada risk" and Enter."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.services.queueing import Queueing, queue_up, stamp
from tests.worlds import set_up_once
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Delegate
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@set_up_once
def line(desk: Desk) -> Queueing:
    return queue_up(desk)


@pytest.fixture
def window(qtbot: QtBot, line: Queueing, live: LiveDesk, way: Way, jobs: Jobs) -> MainWindow:
    window = MainWindow(live, way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.begin()
    with qtbot.waitExposed(window):
        window.show()
    return window


def type_in(qtbot: QtBot, window: MainWindow, typed: str) -> list[str]:
    """Type a line after Ctrl+K, and see what is found."""
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    window.palette_box.box.setText(typed)
    QApplication.processEvents()
    return [line.text for group in window._find(typed) for line in group.lines]


def test_one_line_and_enter_book_somebody_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, line: Queueing
) -> None:
    found = type_in(qtbot, window, "book ada risk")
    assert found == ["Book Ada Nr0 on Risk", "Book Ada Nr0 on Risk"]
    assert window.palette_box.does.text() == "book"
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert line.standing() == {"Ada": "Booked"}
    assert window.foot.said.text() == "Booked Ada Nr0 on Risk, 10 Jun."
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert line.standing() == {}


def test_on_a_full_event_it_puts_them_on_the_list_and_says_so(
    qtbot: QtBot, window: MainWindow, line: Queueing
) -> None:
    line.book("Grace", "Alan")
    type_in(qtbot, window, "book risk ada")
    (group,) = window._find("book risk ada")
    assert group.lines[0].note == "RISK-1, Wed 10 June 2026 · waiting list, 1st"
    assert window.palette_box.does.text() == "put on the waiting list"
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert line.standing()["Ada"] == "Waiting"
    assert window.foot.said.accessibleName() == "Put on the waiting list: Ada Nr0 on Risk, 10 Jun."


def test_with_a_warning_it_opens_the_event_where_that_is_decided(
    qtbot: QtBot, window: MainWindow, line: Queueing, way: Way
) -> None:
    with line.desk.changing("Leave") as db:
        db.get_one(Delegate, line.people["Ada"]).left_on = stamp().today
    assert type_in(qtbot, window, "book ada risk")[0] == "Book Ada Nr0 on RISK-1…"
    assert window._find("book ada risk")[0].lines[0].note.startswith("10 Jun · Left ")
    assert window.palette_box.does.text() == "open the event, where it is decided"
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert line.standing() == {}
    here = way.here
    assert here is not None
    assert (here.kind, here.id, here.tab, here.find) == ("event", line.first, "Bookings", "Ada Nr0")
    assert window.page.event_page.bookings.box.text() == "Ada Nr0"


def test_what_was_refused_meanwhile_is_told(
    qtbot: QtBot, window: MainWindow, line: Queueing, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("PySide6.QtWidgets.QMessageBox.exec", lambda box: told.append(box.text()))
    (group,) = window._find("book ada risk")
    line.change(status=EventStatus.CANCELLED)
    window._take(group.lines[0].key)
    assert told == ["This event is marked Cancelled, so it takes no bookings."]


def test_other_words_find_what_they_found_before(
    qtbot: QtBot, window: MainWindow, line: Queueing
) -> None:
    assert "Risk" in type_in(qtbot, window, "risk")
