"""Saving a list as a file of one's own choice."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from trainingdesk.domain.refusals import CannotSave
from trainingdesk.exchange.lists import Value, write_csv, write_xlsx
from trainingdesk.services.saving import saving

__all__ = ["Value", "save_list"]


def save_list(
    path: Path, heads: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str
) -> int:
    """Save a list as .csv or .xlsx, whole or not at all, and return how many rows it has.

    Raises CannotSave.
    """
    kind = path.suffix.lower()
    if kind not in {".csv", ".xlsx"}:
        raise CannotSave(path.name, "a list is saved as .csv or .xlsx")
    with saving(path) as unfinished:
        if kind == ".csv":
            return write_csv(unfinished, heads, rows)
        return write_xlsx(unfinished, heads, rows, title=title)
