"""A program that asks somebody on the telephone and is killed in the midst of an answer."""

import os
import signal
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.ui.evaluation.filled import press
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from ui.evaluation.ring_tab import RingTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)


def ring(file: Path) -> None:
    """Answer five questions, type half a number, and be killed."""
    app = QApplication([])
    desk = Desk(file, who="sam", today=lambda: date(2026, 10, 5), now=lambda: NOW)
    page = RingTab(LiveDesk(desk), Way(), Jobs())
    page.show_year(TrainingYear(2026))
    page.show()
    page.activateWindow()
    while not page.isActiveWindow():
        app.processEvents()
    page.enter()
    press("Ctrl+Return", "Enter", "8", "5", "y", "2", "3", "Enter", "1")
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    ring(Path(sys.argv[1]))
