"""Saving a list as a file where the user chooses, away from the window."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from trainingdesk.domain.figures import counted
from trainingdesk.services.exports import Value, save_list
from trainingdesk.services.progress import Progress
from ui.parts.asked_path import asked_path
from ui.parts.jobs import Jobs
from ui.parts.live import LiveView
from ui.parts.shown import as_shown
from ui.parts.table import Table

R = TypeVar("R")

KINDS = "Workbook (*.xlsx);;Text with commas (*.csv)"
AT_ONCE = 1000


@dataclass(frozen=True)
class ListFile(Generic[R]):
    """A list to save: its title, its heads, and how its rows are read and written."""

    title: str
    one: str
    heads: Sequence[str]
    in_all: int
    fetch: Callable[[int, int], Sequence[R]]
    values: Callable[[R], Sequence[Value]]
    several: str = ""


def file_of(  # noqa: PLR0913 - what a file of rows is
    rows: Sequence[R],
    title: str,
    one: str,
    heads: Sequence[str],
    values: Callable[[R], Sequence[Value]],
    *,
    several: str = "",
) -> ListFile[R]:
    """The file of rows that are all at hand."""
    return ListFile(
        title, one, heads, len(rows), lambda at, number: rows[at : at + number], values, several
    )


def as_it_shows(table: Table[Any], listed: ListFile[R]) -> ListFile[R]:
    """The file of a list without the columns that are hidden, in the order of the others."""
    shown = as_shown(table, listed.heads)
    heads = list(map(str, shown(listed.heads)))
    return replace(listed, heads=heads, values=lambda row: shown(listed.values(row)))


def export(view: LiveView, jobs: Jobs, listed: ListFile[R], said: Callable[[str], object]) -> None:
    """Save a list where the user chooses."""
    title = f"Export {listed.title.lower()}"
    path = asked_path(view, view.live, title=title, name=f"{listed.title}.xlsx", kinds=KINDS)
    if path:
        _save_away(jobs, listed, path, said)


def _save_away(jobs: Jobs, listed: ListFile[R], path: Path, then: Callable[[str], object]) -> None:
    """Save a list on another thread, and say afterwards what was saved."""

    def work(progress: Progress) -> int:
        return save_list(path, listed.heads, _rows(listed, progress), title=listed.title)

    def said(count: int) -> None:
        then(f"Saved {counted(count, listed.one, listed.several)} in {path.name}.")

    jobs.run(work, said, f"Export {listed.title.lower()}")


def _rows(listed: ListFile[R], progress: Progress) -> Iterator[Sequence[Value]]:
    for offset in range(0, listed.in_all, AT_ONCE):
        progress(offset, listed.in_all)
        for row in listed.fetch(offset, AT_ONCE):
            yield listed.values(row)
    progress(listed.in_all, listed.in_all)
