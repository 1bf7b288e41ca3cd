import json
from io import BytesIO
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from tests.conftest import AFTER, STARTS, FirstAid, a_course, an_event
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import CannotSave
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures import year_figures
from trainingdesk.services.reports import report, save_report

YEAR = TrainingYear(2026)


def test_the_json_is_the_years_figures(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        told = json.loads(report(db, YEAR, ".json", today=AFTER))
        assert told == json.loads(json.dumps(year_figures(db, YEAR, today=AFTER)))


def test_every_form_of_the_report_tells_the_same_number(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        an_event(db, a_course(db, "Fire", "FIRE"), STARTS, places=1234)
    with desk.reading() as db:
        pdf = report(db, YEAR, ".pdf", today=AFTER)
        xlsx = report(db, YEAR, ".xlsx", today=AFTER)
    pages = pypdfium2.PdfDocument(pdf)
    assert any("1,235" in page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    rows = openpyxl.load_workbook(BytesIO(xlsx)).worksheets[0].iter_rows(values_only=True)
    assert 1235 in {cell for row in rows for cell in row}


@pytest.mark.parametrize(("status", "shown"), [("Open", True), ("Draft", False)])
def test_last_year_is_shown_where_it_held_events(
    desk: Desk, first_aid: FirstAid, status: str, *, shown: bool
) -> None:
    with desk.changing("Plan") as db:
        course = a_course(db, "Fire", "FIRE")
        day = STARTS.replace(year=2025)
        an_event(db, course, day, places=777, status=EventStatus(status))
    with desk.reading() as db:
        pdf = report(db, YEAR, ".pdf", today=AFTER)
    pages = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    assert ("777" in words) is shown


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("r.docx", "come later"), ("r.odt", "choose .pdf"), ("report", "without a suffix")],
)
def test_another_form_is_refused_in_a_sentence(
    desk: Desk, first_aid: FirstAid, tmp_path: Path, name: str, sentence: str
) -> None:
    with desk.reading() as db, pytest.raises(CannotSave, match=sentence):
        save_report(db, YEAR, tmp_path / name, today=AFTER)
    assert not (tmp_path / name).exists()


def test_the_suffix_may_be_in_capitals(desk: Desk, first_aid: FirstAid, tmp_path: Path) -> None:
    with desk.reading() as db:
        save_report(db, YEAR, tmp_path / "REPORT.PDF", today=AFTER)
    assert (tmp_path / "REPORT.PDF").read_bytes().startswith(b"%PDF")
