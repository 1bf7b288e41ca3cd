"""Asking where a file is to be saved."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.parts.live import LiveView


def ask_where(view: LiveView, title: str, name: str, kinds: str) -> Path | None:
    """The file that the user names, in the folder used last; None when they think better of it."""
    folder = view.live.preferences.reports_folder
    start = str(Path(folder, name)) if folder else name
    chosen, kind = QFileDialog.getSaveFileName(view, title, start, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if not path.suffix:
        path = path.with_suffix("." + kind.partition("*.")[2].partition(")")[0])
    view.live.prefer(replace(view.live.preferences, reports_folder=str(path.parent)))
    return path
