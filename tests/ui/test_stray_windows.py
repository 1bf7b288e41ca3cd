import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from trainingdesk.services.desk import Desk
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.nav import PLACES
from ui.parts.way import Way, Where


class Windows(QObject):
    """Notes every window that opens."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if isinstance(watched, QWidget) and watched.isWindow():
            self.opened += [watched] * (event.type() == QEvent.Type.Show)
        return False


@pytest.mark.thorough
def test_no_part_opens_a_window_of_its_own_while_a_page_is_made(
    qtbot: QtBot, qapp: QApplication, sample: Desk, way: Way, jobs: Jobs
) -> None:
    window = MainWindow(LiveDesk(sample), way, jobs)
    qtbot.addWidget(window)
    window.show()
    windows = Windows()
    qapp.installEventFilter(windows)
    for place, _ in PLACES:
        way.go(Where(place, year="2026-27"))
    for place in ("Programme", "Delegates"):
        way.go(Where(place, kind="new", year="2026-27"))
    qapp.removeEventFilter(windows)
    assert windows.opened == []
