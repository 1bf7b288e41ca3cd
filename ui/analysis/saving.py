"""Saving a list or a report where the user wants it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.parts.live import LiveDesk
from ui.parts.pages import PAGE

T = TypeVar("T")

LISTS = "Excel workbook (*.xlsx);;Comma-separated text (*.csv)"
REPORTS = (
    "PDF, to print and publish (*.pdf);;Excel workbook (*.xlsx);;"
    "Figures for other programs (*.json)"
)


def asked_path(view: QWidget, live: LiveDesk, *, title: str, name: str, kinds: str) -> Path | None:
    """Where to save something; the folder is remembered, and a missing suffix added."""
    folder = live.preferences.reports_folder
    start = str(Path(folder) / name) if folder else name
    chosen, kind = QFileDialog.getSaveFileName(view, title, start, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if not path.suffix:
        path = path.with_suffix(kind.partition("*")[2].rstrip(")") or Path(name).suffix)
    live.prefer(replace(live.preferences, reports_folder=str(path.parent)))
    return path


def every(page: Callable[[int, int], Sequence[T]], in_all: int) -> Iterator[T]:
    """All the rows of a long list, a page at a time."""
    for offset in range(0, in_all, PAGE):
        yield from page(offset, PAGE)
