from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from trainingdesk.services.desk import Desk
from ui.parts.asked_path import asked_path
from ui.parts.live import LiveDesk

KINDS = "Workbook (*.xlsx);;Text with commas (*.csv)"


@pytest.mark.parametrize(
    ("chosen", "saved"),
    [("St. Mary", "St. Mary.xlsx"), ("list", "list.xlsx"), ("list.CSV", "list.CSV")],
)
def test_a_file_is_named_so_that_it_can_be_saved(
    qtbot: QtBot,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    chosen: str,
    saved: str,
) -> None:
    live, view, starts = LiveDesk(desk), QWidget(), []
    qtbot.addWidget(view)

    def choose(_view: QWidget, _title: str, start: str, kinds: str) -> tuple[str, str]:
        starts.append(Path(start).name)
        return str(tmp_path / chosen), kinds.partition(";;")[0]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    name = "Bookings of Police / CID.xlsx"
    found = asked_path(view, live, title="Export", name=name, kinds=KINDS)
    assert (found, starts) == (tmp_path / saved, ["Bookings of Police - CID.xlsx"])
    assert live.preferences.reports_folder == str(tmp_path)
