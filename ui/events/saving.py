"""Asking where a file is to be saved."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from trainingdesk.services.exports import Value, save_list
from ui.parts.asked_path import asked_path
from ui.parts.live import LiveView
from ui.parts.messages import refusals_shown
from ui.parts.shown import heads_shown, rows_shown
from ui.parts.table import Table

LISTS = "Workbook (*.xlsx);;Text (*.csv)"


def ask_where(view: LiveView, title: str, name: str, kinds: str) -> Path | None:
    """The file that the user names, in the folder used last; None when they think better of it."""
    return asked_path(view, view.live, title=title, name=name, kinds=kinds)


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
