"""A window that stands before a test as it stands before whoever works with it."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trainingdesk.services.desk import Desk
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way


def window_on(desk: Desk, qtbot: QtBot, way: Way, jobs: Jobs) -> MainWindow:
    """The window of a desk with the keyboard; it is put away before anything would ask of it."""
    window = MainWindow(LiveDesk(desk), way, jobs)
    qtbot.addWidget(window, before_close_func=QWidget.hide)  # shown, it asks what becomes of words
    window.resize(1280, 720)
    window.begin()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
