"""The sample programme: a fictional board's three years, on a clock that stands still."""

from datetime import date

from trainingdesk.domain.resources import resource
from trainingdesk.services.desk import Desk
from trainingdesk.services.importing.workbooks import load, read
from trainingdesk.services.progress import unreported

SAMPLE_TODAY = date(2026, 11, 10)
"""In the middle of the third year, so that every page has something to show."""


def load_sample(desk: Desk) -> None:
    """Fill an empty desk with the sample programme."""
    workbook = read(sorted(resource("sample").glob("*.xlsx")))
    with desk.changing("Open the sample", undoable=False) as db:
        load(db, workbook, skip_bad_rows=False, by=desk.stamp(), progress=unreported)
