from dataclasses import replace
from functools import partial

import pytest

from tests.reports import pages
from tests.reports.years import BOARD, monstrous, ordinary
from trainingdesk.reports.annual_report import annual_report
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.tokens import A4

SUBJECTS = ("The year at a glance", "By course", "By sector and agency", "What changed",
            "What the figures mean")  # fmt: skip


def bodies(pdf: bytes) -> list[list[str]]:
    """The lines of each page after the cover, below its running foot, which is written first."""
    return [page.split("\n")[1:] for page in pages.texts(pdf)[1:]]


@pytest.mark.thorough
@pytest.mark.parametrize("agencies", range(80, 92))
def test_no_page_begins_with_a_row_or_two_of_a_table(agencies: int) -> None:
    year = ordinary(with_last_year=False)
    year.figures["by_agency"] = [
        {"agency": f"Agency {n}", "attended": 90 - n, "share": 0.01} for n in range(agencies)
    ]
    own = bodies(annual_report(BOARD, replace(year, sectors={})))

    holding = [body for body in own if any(line.startswith("Agency 35 ") for line in body)]
    assert len(holding) == 1
    for body in own:
        rows = [line for line in body if line.startswith(("Agency ", "The year 60"))]
        overleaf = body[0].startswith("Sector and agency")
        assert not (overleaf and rows and len(rows) < 3)


def test_long_agency_tables_of_these_lengths_do_go_overleaf() -> None:
    year = ordinary(with_last_year=False)
    year.figures["by_agency"] = [
        {"agency": f"Agency {n}", "attended": 90 - n, "share": 0.01} for n in range(50)
    ]
    own = bodies(annual_report(BOARD, replace(year, sectors={})))

    assert sum(body[0].startswith("Sector and agency") for body in own) == 1


def test_subjects_begin_pages() -> None:
    firsts = [body[0] for body in bodies(annual_report(BOARD, monstrous()))]

    for title in SUBJECTS:
        assert title.upper() in firsts


def test_a_short_subject_follows_on_a_page_that_is_less_than_half_full() -> None:
    flow = Flow(Sheet(A4, "Subjects", "Ada"))
    for title, high in (("One", 100), ("Two", 100), ("Three", 500), ("Four", 200), ("Five", 100)):
        flow.subject(partial(subject, title=title, high=high))

    said = [page.split("\n")[0::2] for page in pages.texts(flow.sheet.pdf())]
    assert said == [["ONE", "TWO"], ["THREE"], ["FOUR", "FIVE"]]


def subject(flow: Flow, title: str, high: float) -> None:
    flow.open(title, f"What {title.lower()} shows")
    flow.top += high
