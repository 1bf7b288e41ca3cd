"""Asking where a file is to be saved."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from trainingdesk.services.exports import Value, save_list
from ui.parts.live import LiveView
from ui.parts.messages import refusals_shown
from ui.parts.shown import heads_shown, rows_shown
from ui.parts.table import Table

LISTS = "Workbook (*.xlsx);;Text (*.csv)"


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


def save_shown(
    view: LiveView, table: Table[Any], name: str, *, said: Callable[[str], object]
) -> None:
    """Ask where a list goes, and save it as it shows."""
    save_rows(view, name, heads_shown(table), rows_shown(table), said=said)


def save_rows(
    view: LiveView,
    name: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    said: Callable[[str], object],
) -> None:
    """Ask where rows go, and save them under their heads."""
    path = ask_where(view, "Export the list", f"{name}.xlsx", LISTS)
    if path is None:
        return
    with refusals_shown(view):
        number = save_list(path, heads, rows, title=name)
        said(f"Saved {number:,} {'row' if number == 1 else 'rows'} in {path.name}.")
