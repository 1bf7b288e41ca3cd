"""The programme as a file."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import count

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.event_rows import EventRow
from trainingdesk.services.exports import save_list
from ui.events.saving import LISTS, ask_where
from ui.parts.live import LiveView
from ui.parts.messages import refusals_shown
from ui.parts.own_columns import values_under
from ui.parts.shown import as_shown
from ui.programme.programme_list import ProgrammeList, Read

HEADS = (
    "Date",
    "Event",
    "Course",
    "Level",
    "Venue",
    "Trainer",
    "Places",
    "Booked",
    "Waiting",
    "Counted",
    "Status",
)
ISSUES = "Issues"
AT_ONCE = 5_000
"""So many events are read at once for the file."""


def save_programme(
    view: LiveView,
    shown: ProgrammeList,
    read: Read,
    year: TrainingYear,
    *,
    said: Callable[[str], object],
) -> None:
    """Ask where the list goes, and save it as it is narrowed and ordered."""
    title = f"Programme {year.name}"
    path = ask_where(view, "Export the list", f"{title}.xlsx", LISTS)
    if path is None:
        return
    heads = (*HEADS, ISSUES)
    in_order, more = as_shown(shown.table, heads), shown.chosen_more()
    rows = (
        [*in_order([*exported(row), shown.issues.get(row.id, 0)]), *values_under(more, row)]
        for row in _all(read)
    )
    titles = [*map(str, in_order(heads)), *(column.title for column in more)]
    with refusals_shown(view):
        number = save_list(path, titles, rows, title=title)
        said(f"Saved {counted(number, 'event')} in {path.name}.")


def _all(read: Read) -> Iterator[EventRow]:
    """Every event that is asked for now; the list itself may not have been shown since."""
    for offset in count(0, AT_ONCE):
        rows = read(offset, AT_ONCE)
        yield from rows
        if len(rows) < AT_ONCE:
            return


def exported(row: EventRow) -> list[str | int | date | None]:
    """One event, under the heads."""
    return [
        row.starts,
        row.reference,
        row.title,
        row.level,
        row.where,
        row.who,
        row.places,
        row.held,
        row.waiting,
        row.headcount,
        row.standing.value,
    ]
