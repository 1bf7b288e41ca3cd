"""The start: what the first page does not need is loaded afterwards."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from trainingdesk.services.desk import Desk
from ui.places import PLACES, all_ways
from ui.places_ahead import PlacesAhead

ROOT = Path(__file__).parents[2]
AFTERWARDS = (
    "alembic",
    "numpy",
    "openpyxl.workbook",
    "pandas",
    "pikepdf",
    "pypdfium2",
    "reportlab.pdfgen",
    "scipy",
    "trainingdesk.services.sample",
    "ui.analysis.place",
    "ui.evaluation.place",
    "ui.programme.place",
    "ui.settings.place",
    "uharfbuzz",
    "xlsxwriter",
)
"""What no first page needs."""

START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from trainingdesk.services.desk import Desk
import ui.app
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way
app = QApplication([])
desk, jobs = Desk(Path(sys.argv[1])), Jobs()
window = MainWindow(LiveDesk(desk), Way(), jobs)
window.begin()
window.show()
app.processEvents()
print(*sorted(sys.modules))
jobs.close()
desk.close()
"""


def test_first_page_stands_without_what_is_loaded_afterwards(tmp_path: Path) -> None:
    file = tmp_path / "desk.sqlite"
    Desk(file).close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    started = subprocess.run(
        [sys.executable, "-c", START, str(file)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = started.stdout.split()
    assert "ui.today.place" in loaded
    assert set(AFTERWARDS) & set(loaded) == set()


def test_other_places_are_loaded_while_nobody_waits(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    ahead = PlacesAhead(window, every=1)
    qtbot.waitUntil(lambda: not ahead.timer.isActive())
    assert {f"ui.{name.lower()}.place" for name in PLACES} <= set(sys.modules)


def test_each_place_tells_its_ways() -> None:
    assert {way.where.place for way in all_ways()} == set(PLACES)
