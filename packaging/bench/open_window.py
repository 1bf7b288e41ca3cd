"""Open the window as the program does, say when its first page stands, and leave.

Run as ``open_window.py --demo``, ``open_window.py DESK`` or, for the least that Qt needs,
``open_window.py --bare``.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

USABLE = "usable"
TODAY = date(2026, 11, 10)
"""In the middle of the sample programme's third year."""
IDLE_TURNS = 3
"""A timer of nought fires when nothing else waits; three times in turn, all has been painted."""


def say_when_idle(app: QApplication, turns: int = IDLE_TURNS) -> None:
    """Say that the window can be used as soon as the event loop has nothing left to do."""
    if turns:
        QTimer.singleShot(0, lambda: say_when_idle(app, turns - 1))
    else:
        print(USABLE, flush=True)
        app.quit()


def open_bare() -> None:
    """Open an empty window with nothing of ours in it."""
    app = QApplication([])
    window = QWidget()
    window.resize(1280, 800)
    window.show()
    say_when_idle(app)
    app.exec()


def open_program(where: str) -> None:
    """Open the main window on the sample programme or on a desk, at its first page."""
    gc.disable()  # as main.py does
    from trainingdesk.services.desk import Desk  # noqa: PLC0415  # the bare window needs none
    from ui.main_window import MainWindow  # noqa: PLC0415
    from ui.parts.fonts import load_fonts  # noqa: PLC0415
    from ui.parts.garbage import Garbage  # noqa: PLC0415
    from ui.parts.jobs import Jobs  # noqa: PLC0415
    from ui.parts.live import LiveDesk  # noqa: PLC0415
    from ui.parts.theme import Look  # noqa: PLC0415
    from ui.parts.way import Way  # noqa: PLC0415

    app = QApplication([])
    load_fonts()
    with a_file(where) as file:
        desk = Desk(file, who="bench", today=lambda: TODAY)
        if where == "--demo":
            from trainingdesk.services.sample import load_sample  # noqa: PLC0415

            load_sample(desk)
        garbage = Garbage(app)
        Look(app, "light")
        jobs = Jobs()
        window = MainWindow(LiveDesk(desk), Way(), jobs)
        window.resize(1280, 800)
        window.begin()
        window.show()
        say_when_idle(app)
        app.exec()
        jobs.close()
        desk.close()
        garbage.close()


@contextmanager
def a_file(where: str) -> Iterator[Path]:
    """The desk's file; the sample programme's is new and goes again."""
    if where != "--demo":
        yield Path(where)
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder, "desk.sqlite")


if __name__ == "__main__":
    if sys.argv[1] == "--bare":
        open_bare()
    else:
        open_program(sys.argv[1])
