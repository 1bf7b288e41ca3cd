"""Exporting the whole desk as a workbook, which loads into an empty desk to the same figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import CannotSave
from trainingdesk.exchange.tables import TABLES
from trainingdesk.exchange.writing import FilledSheet, heads_of, write_workbook
from trainingdesk.services.exporting import answers, catalogue, programme, told
from trainingdesk.services.exporting.rows import AT_ONCE, Rows, Teller
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.services.saving import saving
from trainingdesk.storage.models import (
    Base,
    Booking,
    Cost,
    Delegate,
    EventSession,
    Form,
    Receipt,
    SurveyAnswer,
)

Part: TypeAlias = Callable[[Session, Teller], Rows]

PARTS: dict[str, Part] = {
    "Board": catalogue.board,
    "Agencies": catalogue.agencies,
    "Venues": catalogue.venues,
    "Trainers": catalogue.trainers,
    "Courses": catalogue.courses,
    "Events": programme.events,
    "Delegates": programme.delegates,
    "Bookings": programme.bookings,
    "Questions": answers.questions,
    "Costs": told.costs,
    "Receipts": told.receipts,
    "Returns": told.returns,
    "Surveys": told.surveys,
    "Published figures": told.published_figures,
}
"""Where the rows of each sheet come from; evaluations have a column a question besides."""

MANY: tuple[type[Base], ...] = (EventSession, Delegate, Booking, Form, Cost, Receipt, SurveyAnswer)
"""The tables whose rows are counted beforehand, to say how far the export is."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many rows each sheet was given, and what the workbook could not hold."""

    sheets: Mapping[str, int]
    notices: tuple[str, ...]

    @property
    def rows(self) -> int:
        """The rows of all sheets."""
        return sum(self.sheets.values())


def export_desk(db: Session, path: Path, progress: Progress = unreported) -> Exported:
    """Save everything that the workbook has a column for, whole or not at all.

    Raises CannotSave; ``progress`` may raise to stop it, and then nothing is left behind.
    """
    if path.suffix.lower() != ".xlsx":
        raise CannotSave(path.name, "a whole desk is saved as .xlsx")
    teller = Teller({})
    counted = _Counted(progress, _in_all(db))
    with saving(path) as unfinished:
        counts = write_workbook(unfinished, _sheets(db, teller, counted))
    return Exported(counts, tuple(teller.notices))


def _sheets(db: Session, teller: Teller, counted: "_Counted") -> Iterator[FilledSheet]:
    for table in TABLES:
        if table.name == answers.EVALUATIONS:
            columns = answers.question_columns(db, teller)
            heads = (*heads_of(table.name), *columns.values())
            rows = answers.evaluations(db, teller, columns)
        else:
            heads, rows = heads_of(table.name), PARTS[table.name](db, teller)
        yield FilledSheet(table.name, heads, counted.of(rows))


class _Counted:
    """Counts rows as they pass, and says how far the export is."""

    def __init__(self, progress: Progress, in_all: int) -> None:
        self._progress, self._in_all, self._done = progress, in_all, 0

    def of(self, rows: Rows) -> Rows:
        self._tell()
        for row in rows:
            yield row
            self._done += 1
            if self._done % AT_ONCE == 0:
                self._tell()

    def _tell(self) -> None:
        self._progress(min(self._done, self._in_all), self._in_all)


def _in_all(db: Session) -> int:
    counts = [select(func.count()).select_from(model) for model in MANY]
    return sum(db.scalars(count).one() for count in counts)
