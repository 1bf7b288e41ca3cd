"""Small workbooks, as agencies might send them, and their importing."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.exchange.files import Rows, workbook
from tests.exchange.kinds import moment
from trainingdesk.exchange.workbooks import Workbook
from trainingdesk.services.desk import Desk
from trainingdesk.services.importing.outcome import Outcome
from trainingdesk.services.importing.workbooks import load, preview, read
from trainingdesk.storage.models import Base

AGENCIES: Rows = [
    ("Agency", "Also known as", "Sector", "Email"),
    ("Metropolitan Police", "Met; MPS", "Police", "met@example.org"),
    ("Havering Council", None, "Local authority", None),
]
COURSES: Rows = [
    ("Course", "Title", "Level"),
    ("FA", "First Aid", 1),
    ("DV", "Domestic Violence", 2),
]
VENUES: Rows = [("Venue", "Places"), ("Town Hall", 40), ("Library", 12)]
TRAINERS: Rows = [("Trainer", "Daily fee"), ("Consultant A", 450)]
EVENT = ("Event", "Course", "Date", "Start", "End", "Venue", "Trainer", "Places", "Status")
EVENTS: Rows = [
    EVENT,
    ("FA-1", "FA", moment(2026, 4, 7), "09:30", "16:30", "Town Hall", None, 20, "Delivered"),
    ("DV-1", "DV", moment(2026, 6, 2), "09:30", "16:30", "Library", None, 12, "Open"),
    ("DV-1", "DV", moment(2026, 6, 3), "09:30", "12:30", "Library", "Consultant A", 12, "Open"),
]
DELEGATE = ("Delegate", "First name", "Last name", "Email", "Agency", "Needs")
DELEGATES: Rows = [
    DELEGATE,
    ("D1", "Ada", "King", "ada@example.org", "Metropolitan Police", "Hearing loop"),
    ("D2", "Grace", "Hopper", "shared@example.org", "Havering Council", None),
    ("D3", "Alan", "Turing", "shared@example.org", "Havering Council", None),
]
BOOKING = ("Event", "Delegate", "Booked on", "Status", "Changed on", "Attendance", "Reason")
QUESTIONS: Rows = [
    ("Code", "Stages", "Order", "Question", "Answer", "Measure", "Choices"),
    ("CONF", "Before; End", 1, "How confident?", "Scale 0-10", "Confidence", None),
    ("SAT", "End", 2, "How satisfied?", "Scale 1-5", "Satisfaction", None),
    ("MORE", "End", 3, "Better?", "Choice", "Impact", "Yes; No; Don't know"),
]
WORLD: Mapping[str, Rows] = {
    "Agencies": AGENCIES,
    "Courses": COURSES,
    "Venues": VENUES,
    "Trainers": TRAINERS,
    "Events": EVENTS,
    "Delegates": DELEGATES,
    "Questions": QUESTIONS,
}


class Sender:
    """Sends workbooks to a desk."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk, self.folder = desk, folder

    def load(self, *books: Mapping[str, Rows], skip: bool = False) -> Outcome:
        """Import workbooks, and say what came of it."""
        with self.desk.changing("Import", undoable=False) as db:
            return load(db, self._read(*books), skip_bad_rows=skip, by=self.desk.stamp())

    def preview(self, *books: Mapping[str, Rows]) -> Outcome:
        """Look at what an import would do."""
        with self.desk.reading() as db:
            return preview(db, self._read(*books), today=self.desk.today())

    def refused(self, *books: Mapping[str, Rows]) -> list[str]:
        """What is wrong with some workbooks, without the name of the file."""
        found = self.preview(*books).problems
        return [str(problem).partition(": ")[2] for problem in found]

    def all(self, model: type[Base], *columns: str) -> list[tuple[object, ...]]:
        """Some columns of everything in one table, in the order of storing."""
        with self.desk.reading() as db:
            return rows_of(db, model, *columns)

    def _read(self, *books: Mapping[str, Rows]) -> Workbook:
        names = ["sent.xlsx", *(f"sent{n}.xlsx" for n in range(2, 9))]
        paths = [
            workbook(self.folder, book, name) for book, name in zip(books, names, strict=False)
        ]
        return read(paths)


def rows_of(db: Session, model: type[Base], *columns: str) -> list[tuple[object, ...]]:
    """Some columns of everything in one table, in the order of its keys."""
    table = Base.metadata.tables[model.__tablename__]
    query = select(*(table.c[name] for name in columns)).order_by(*table.primary_key.columns)
    return [tuple(row) for row in db.execute(query)]
