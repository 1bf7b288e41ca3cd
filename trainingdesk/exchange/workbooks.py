"""Reading workbooks: .xlsx files, or folders of .csv files named after the sheets."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.archives import opened
from trainingdesk.exchange.csv_files import sheet_of_file, sheets_of_folder
from trainingdesk.exchange.places import Mend, Problem, shown
from trainingdesk.exchange.reading import Found, is_filled, read_sheet
from trainingdesk.exchange.rows import (
    AgencyRow,
    BoardRow,
    BookingRow,
    CostRow,
    CourseRow,
    DelegateRow,
    EvaluationRow,
    EventRow,
    FigureRow,
    QuestionRow,
    ReceiptRow,
    RefusedRow,
    ReturnRow,
    SurveyRow,
    TrainerRow,
    VenueRow,
)
from trainingdesk.exchange.sheets import Progress, Sheet
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.tables import BY_KEY, TABLES
from trainingdesk.exchange.xlsx_files import sheets_of_workbook


@dataclass(frozen=True, slots=True)
class Workbook:
    """The rows of one or more files, by sheet, in the order of the files.

    ``refused`` holds the rows that cannot be read, each with at least one of ``problems``.
    """

    files: tuple[str, ...] = ()
    board: Sequence[BoardRow] = ()
    agencies: Sequence[AgencyRow] = ()
    venues: Sequence[VenueRow] = ()
    trainers: Sequence[TrainerRow] = ()
    courses: Sequence[CourseRow] = ()
    events: Sequence[EventRow] = ()
    delegates: Sequence[DelegateRow] = ()
    bookings: Sequence[BookingRow] = ()
    questions: Sequence[QuestionRow] = ()
    evaluations: Sequence[EvaluationRow] = ()
    costs: Sequence[CostRow] = ()
    receipts: Sequence[ReceiptRow] = ()
    returns: Sequence[ReturnRow] = ()
    surveys: Sequence[SurveyRow] = ()
    published_figures: Sequence[FigureRow] = ()
    refused: dict[str, list[RefusedRow]] = field(default_factory=dict)
    problems: Sequence[Problem] = ()
    mends: Sequence[Mend] = ()
    notices: Sequence[str] = ()

    @property
    def row_count(self) -> int:
        """How many good rows there are in all sheets."""
        return sum(len(getattr(self, field_of(table.name))) for table in TABLES)


def field_of(sheet: str) -> str:
    """Where the rows of a sheet stand in a workbook."""
    return sheet.lower().replace(" ", "_")


def read(paths: Iterable[Path], progress: Progress = lambda _done, _total: None) -> Workbook:
    """Read files and folders into rows; what is no workbook at all is refused at once."""
    found = {table.name: Found() for table in TABLES}
    notices: list[str] = []
    files: list[str] = []
    refusals: list[str] = []
    for path, name in _named_apart(dict.fromkeys(paths)).items():
        files.append(name)
        try:
            with read_in_full(path):
                known = sum(
                    _read(sheet, found, notices) for sheet in _sheets(path, name, notices, progress)
                )
            if not known:
                refusals.append(f"{name}: it has no sheet of a known name, such as Bookings.")
        except CannotImport as refused:
            refusals += refused.problems
    if refusals:
        raise CannotImport(refusals)
    return _gathered(tuple(files), found, notices)


def _named_apart(paths: Iterable[Path]) -> dict[Path, str]:
    """The files by their names; those of one name by their folders' too, or they would be one."""
    there = list(paths)
    often = Counter(path.name for path in there)
    return {
        path: path.name if often[path.name] == 1 else f"{path.absolute().parent.name}/{path.name}"
        for path in there
    }


def _sheets(path: Path, name: str, notices: list[str], progress: Progress) -> Iterator[Sheet]:
    if path.is_dir():
        yield from sheets_of_folder(path, notices)
    elif not path.exists():
        raise CannotImport([f"{path.name}: there is no such file."])
    elif not path.is_file():
        raise CannotImport([f"{path.name}: it is neither a file nor a folder."])
    elif path.suffix.casefold() == ".csv":
        yield sheet_of_file(path, name, notices)
    else:
        with opened(path) as file:
            yield from sheets_of_workbook(file, name, progress)


def _read(sheet: Sheet, found: dict[str, Found], notices: list[str]) -> bool:
    """Read one sheet; say whether its name is known."""
    table = BY_KEY.get(key_of(sheet.name))
    if table is not None:
        read_sheet(sheet, table, found[table.name])
        return True
    if any(any(map(is_filled, cells)) for _, cells in sheet.rows):
        notices.append(
            f"{sheet.file}: the sheet {shown(sheet.name)} is not known and was left out."
        )
    return False


@contextmanager
def read_in_full(path: Path) -> Iterator[None]:
    """Say in a sentence why a file could not be read."""
    try:
        yield
    except PermissionError as error:
        raise CannotImport(
            [f"{path.name}: it may not be read, or another program holds it open."]
        ) from error
    except OSError as error:
        raise CannotImport([f"{path.name}: {error.strerror or 'it cannot be read'}."]) from error


def _gathered(files: tuple[str, ...], found: dict[str, Found], notices: list[str]) -> Workbook:
    rows = {field_of(name): each.rows for name, each in found.items()}
    return Workbook(
        files,
        **rows,
        refused={name: each.refused for name, each in found.items() if each.refused},
        problems=[problem for each in found.values() for problem in each.problems],
        mends=[mend for each in found.values() for mend in each.mends],
        notices=[*notices, *(notice for each in found.values() for notice in each.notices)],
    )
