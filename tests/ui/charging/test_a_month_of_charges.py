"""A month of twenty charges, reviewed, raised and invoiced from the keyboard in the window."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import URL, func, select

from tests.services.charging.conftest import AFTER, PLAIN, Month, month, on
from tests.ui.shown import window_on
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Charge, Invoice
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.way import Way

__all__ = ["month"]
NAMES = [f"Number{n}" for n in range(20)]
MOST_KEYS = 15


@pytest.fixture
@set_up_once
def twenty(month: Month) -> Month:
    """Twenty who stayed away, five of them because of sickness, which the policy may excuse."""
    month.puts_in_force(PLAIN)
    month.books(*NAMES)
    month.marks(**dict.fromkeys(NAMES, Attendance.ABSENT))
    month.closes()
    with month.desk.changing("Why") as db:
        for name in NAMES[4:9]:
            db.get_one(Booking, month.bookings[name]).why_absent = "Sickness"
    return month


@pytest.fixture
def window(qtbot: QtBot, twenty: Month, address: URL, way: Way, jobs: Jobs) -> Iterator[MainWindow]:
    desk = Desk(address, who="sam", today=lambda: AFTER, now=lambda: on(AFTER).at)
    yield window_on(desk, qtbot, way, jobs)
    desk.close()


def test_it_takes_at_most_fifteen_keystrokes(
    qtbot: QtBot, twenty: Month, window: MainWindow, jobs: Jobs
) -> None:
    pressed = list[str]()

    def press(*keys: str) -> None:
        for key in keys:
            here = QApplication.activeModalWidget() or QApplication.focusWidget() or window
            QTest.keySequence(here, key)
            pressed.append(key)

    press("Ctrl+5")
    review = window.page.review
    qtbot.waitUntil(lambda: QApplication.focusWidget() is review.listed.table)
    for _excuse in range(5):
        press("Ctrl+W", "Return")
    assert review.raise_all.text() == "Raise 15 charges, waive 5"
    press("Ctrl+Return", "Alt+2")
    with qtbot.waitSignal(jobs.ended):
        QTimer.singleShot(0, lambda: press("Return"))  # the question, in numbers
        press("Ctrl+Return")
    with twenty.desk.reading() as db:
        waived = Charge.waived_pence == Charge.pence
        count = select(func.count()).select_from
        assert db.scalar(count(Charge)) == 20
        assert db.scalar(count(Charge).where(waived)) == 5
        assert db.scalars(select(Invoice.pence)).all() == [15 * 70_00]
    assert len(pressed) <= MOST_KEYS
