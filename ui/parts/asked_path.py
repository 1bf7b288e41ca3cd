"""Asking where a file is to be saved."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.parts.live import LiveDesk

NOT_IN_A_FILE_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


def asked_path(view: QWidget, live: LiveDesk, *, title: str, name: str, kinds: str) -> Path | None:
    """Where to save something: the folder is remembered, and a name is given a kind's ending."""
    folder = Path(live.preferences.reports_folder or Path.home())
    start = str(folder / name.translate(NOT_IN_A_FILE_NAME))
    chosen, kind = QFileDialog.getSaveFileName(view, title, start, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if not path.suffix or f"(*{path.suffix.lower()})" not in kinds:
        ending = kind.partition("*")[2].rstrip(")") or Path(name).suffix
        path = path.with_name(path.name + ending)
    live.prefer(replace(live.preferences, reports_folder=str(path.parent)))
    return path
