"""Importing workbooks: reading them, looking at what would change, and storing it."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.exchange import workbooks
from trainingdesk.exchange.rows import RefusedRow
from trainingdesk.exchange.workbooks import Workbook
from trainingdesk.services.collecting import collecting_later
from trainingdesk.services.desk import Stamp
from trainingdesk.services.importing.agencies import Agencies
from trainingdesk.services.importing.boards import BoardSettings
from trainingdesk.services.importing.bookings import Bookings
from trainingdesk.services.importing.courses import Courses
from trainingdesk.services.importing.delegates import Delegates
from trainingdesk.services.importing.evaluations import Evaluations
from trainingdesk.services.importing.events import Events
from trainingdesk.services.importing.findings import Findings
from trainingdesk.services.importing.money import Costs, Receipts
from trainingdesk.services.importing.outcome import Outcome, RowsRefused
from trainingdesk.services.importing.questions import Questions
from trainingdesk.services.importing.returned import PublishedFigures, Returns
from trainingdesk.services.importing.surveys import Surveys
from trainingdesk.services.importing.venues import Trainers, Venues
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.storage.models import Board


class Plan:
    """What is on the desk and in the workbook, and what is to become of it.

    Every kind of record is checked against those before it, and stored after them.
    """

    def __init__(self, db: Session, book: Workbook, *, today: date, progress: Progress) -> None:
        self.findings = Findings(book, progress)
        self._book, self._progress = book, progress
        self._board = BoardSettings(db)
        self._agencies = Agencies(db)
        self._venues, self._trainers = Venues(db), Trainers(db)
        self._courses = Courses(db, today=today)
        self._events = Events(db, self._courses, self._venues, self._trainers, today=today)
        self._delegates = Delegates(db, self._agencies)
        self._bookings = Bookings(db, self._events, self._delegates, self._agencies)
        self._questions = Questions(db)
        self._evaluations = Evaluations(db, self._events, self._delegates, self._questions)
        self._costs, self._receipts = Costs(db, self._events), Receipts(db, self._agencies)
        self._returns = Returns(db, self._agencies, self._courses)
        self._surveys = Surveys(db, self._agencies)
        self._figures = PublishedFigures(db)

    def check(self) -> None:
        """Check every row, each kind after those it speaks of."""
        book, findings, refused = self._book, self.findings, self._refused
        checks: tuple[Callable[[], None], ...] = (
            lambda: self._board.check(book.board, findings),
            lambda: self._agencies.check(book.agencies, refused("Agencies"), findings),
            lambda: self._venues.check(book.venues, refused("Venues"), findings),
            lambda: self._trainers.check(book.trainers, refused("Trainers"), findings),
            lambda: self._courses.check(book.courses, refused("Courses"), findings),
            lambda: self._events.check(book.events, refused("Events"), findings),
            lambda: self._delegates.check(book.delegates, refused("Delegates"), findings),
            lambda: self._bookings.check(book.bookings, findings),
            lambda: self._questions.check(book.questions, refused("Questions"), findings),
            lambda: self._evaluations.check(book.evaluations, findings),
            lambda: self._costs.check(book.costs, findings),
            lambda: self._receipts.check(book.receipts, findings),
            lambda: self._returns.check(book.returns, findings),
            lambda: self._surveys.check(book.surveys, findings),
            lambda: self._figures.check(book.published_figures, findings),
        )
        for check in checks:
            check()

    def _refused(self, sheet: str) -> list[RefusedRow]:
        return self._book.refused.get(sheet, [])

    def write(self, db: Session, *, by: Stamp) -> None:
        """Store everything that is new or has changed, each kind after those it speaks of."""
        writes: dict[str, Callable[[], object]] = {
            "board": lambda: self._board.write(db),
            "agencies": lambda: self._agencies.write(db),
            "venues": lambda: self._venues.write(db),
            "trainers": lambda: self._trainers.write(db),
            "courses": lambda: self._courses.write(db),
            "events": lambda: self._events.write_all(db, by=by),
            "delegates": lambda: self._delegates.write(db),
            "bookings": lambda: self._bookings.write(db, by=by),
            "questions": lambda: self._questions.write(db),
            "evaluations": lambda: self._evaluations.write(db),
            "costs": lambda: self._costs.write(db),
            "receipts": lambda: self._receipts.write(db),
            "returns": lambda: self._returns.write(db),
            "surveys": lambda: self._surveys.write(db),
            "published_figures": lambda: self._figures.write(db),
        }
        done = total = self._book.row_count
        for sheet, write in writes.items():
            write()
            done += len(getattr(self._book, sheet))
            self._progress(done, 2 * total)


def read(paths: Iterable[Path], progress: Progress = unreported) -> Workbook:
    """Read files and folders into rows; raises CannotImport when one is no workbook."""
    with collecting_later():
        return workbooks.read(paths, progress)


def preview(
    db: Session, book: Workbook, *, today: date, progress: Progress = unreported
) -> Outcome:
    """What loading a workbook would do; nothing is stored."""
    with collecting_later():
        plan = Plan(db, book, today=today, progress=progress)
        plan.check()
        return plan.findings.outcome()


def load(
    db: Session,
    book: Workbook,
    *,
    skip_bad_rows: bool,
    by: Stamp,
    progress: Progress = unreported,
) -> Outcome:
    """Store a workbook, for an action that is not undoable step by step.

    Raises RowsRefused, and stores nothing, when any row is bad; with ``skip_bad_rows`` those
    and what hangs on them are left out.
    """
    db.execute(select(Board.id).with_for_update())  # imports on a shared desk take turns
    with collecting_later():
        plan = Plan(db, book, today=by.today, progress=progress)
        plan.check()
        outcome = plan.findings.outcome()
        if outcome.problems and not skip_bad_rows:
            raise RowsRefused(outcome)
        plan.write(db, by=by)
        return outcome
