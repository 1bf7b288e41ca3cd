"""Screens are tried on SQLite alone: what differs between databases is below them."""

import gc
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import URL

from tests.made_once import sample_copy
from tests.services.people import People, settle
from tests.worlds import begins
from trainingdesk.services.desk import Desk
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY
from trainingdesk.storage.database import address_of
from ui.parts.fonts import load_fonts
from ui.parts.garbage import collect_if_due
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

PATIENCE = 10_000
"""Milliseconds after which nobody will answer what a test did not expect to be asked."""


@pytest.fixture(scope="session", autouse=True)
def shipped_fonts(qapp: QApplication) -> list[str]:
    """The program's own fonts: a machine may have others, or none at all."""
    return load_fonts()


@pytest.fixture(autouse=True)
def windows_gone(qapp: QApplication) -> Iterator[None]:
    """What a test closed is gone: no loop runs between tests, so Qt would keep it to the end."""
    gc.disable()  # as in the program: windows end between events, on their own thread
    yield
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)  # keys that led to another page stay down
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_if_due()
    gc.enable()


@pytest.fixture(autouse=True)
def whatever_is_asked_is_answered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A box that nobody answers fails the test: no clock of a test ends the loop of a box."""
    unanswered: list[str] = []
    wait = QMessageBox.exec

    def wait_so_long(box: QMessageBox) -> int:
        def put_away() -> None:
            unanswered.append(f"{box.text()} {box.informativeText()}")
            box.reject()

        clock = QTimer(singleShot=True, interval=PATIENCE)
        clock.timeout.connect(put_away)
        clock.start()
        answer = wait(box)
        clock.stop()
        return answer

    monkeypatch.setattr(QMessageBox, "exec", wait_so_long)
    yield
    assert unanswered == []


@pytest.fixture(scope="module", autouse=True)
def nothing_left() -> Iterator[None]:
    """What the tests of a file leave in circles goes before others use threads of their own.

    What stays, stays for good, and is not looked over again after each of two hundred files.
    """
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture
def address(tmp_path: Path, new_desk_file: Path) -> URL:
    copy = tmp_path / "desk.sqlite"
    copyfile(new_desk_file, copy)
    return begins(address_of(copy), "new")


@pytest.fixture
def live(qtbot: QtBot, desk: Desk) -> LiveDesk:
    return LiveDesk(desk)


@pytest.fixture
def way(qtbot: QtBot) -> Way:
    return Way()


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


@pytest.fixture
def gone(way: Way) -> list[Where]:
    """Where the way has led."""
    gone: list[Where] = []
    way.gone.connect(gone.append)
    return gone


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample programme, to be copied."""
    return sample_copy(tmp_path_factory)


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk with the sample programme, on its own clock."""
    copy = tmp_path / "sample.sqlite"
    copyfile(sample_file, copy)
    desk = Desk(copy, who="sam", today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
    yield desk
    desk.close()
