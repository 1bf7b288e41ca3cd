"""Two training years, held to the last figure against an independent count of the same rows."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures import year_figures
from trainingdesk.services.importing.workbooks import load, read

DATA = Path(__file__).parents[2] / "data"
YEARS = ("2016-17", "2017-18")
TODAY = date(2026, 11, 1)
KEYS = {
    "by_course": "course",
    "by_level": "level",
    "by_quarter": "quarter",
    "by_strand": "strand",
    "by_series": "series",
    "by_agency": "agency",
    "by_sector": "sector",
    "by_channel": "channel",
    "stages": "stage",
    "measures": "code",
    "returns": "level",
    "surveys": "survey",
    "answers": "answer",
    "cancellations": "reason",
    "unreconciled": "figure",
}


@pytest.fixture(scope="module")
def havering(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("desk") / "desk.sqlite", today=lambda: TODAY)
    for year in YEARS:
        workbook = read([DATA / f"havering-{year}.xlsx"])
        with desk.changing("Import", undoable=False) as db:
            load(db, workbook, skip_bad_rows=False, by=desk.stamp())
    yield desk
    desk.close()


def compared(expected: Any, found: Any, where: str) -> Iterator[str]:
    """Each place where a figure is not what was expected."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            yield from compared(value, found[key], f"{where}.{key}")
    elif isinstance(expected, list):
        name = KEYS[where.rsplit(".", 1)[-1]]
        rows = {row[name]: row for row in found}
        assert len(rows) >= len(expected), where
        for row in expected:
            yield from compared(row, rows[row[name]], f"{where}[{row[name]}]")
    elif isinstance(expected, float):
        if found != pytest.approx(expected, rel=1e-6):
            yield f"{where}: {found}, not {expected}"
    elif found != expected:
        yield f"{where}: {found}, not {expected}"


@pytest.mark.parametrize("year", YEARS)
def test_every_figure_of_the_year_is_counted_as_it_was_counted_elsewhere(
    havering: Desk, year: str
) -> None:
    expected = json.loads((DATA / f"havering-{year}.expected.json").read_text(encoding="utf-8"))
    with havering.reading() as db:
        figures = year_figures(db, TrainingYear.named(year), today=TODAY)
    assert list(compared(expected, json.loads(json.dumps(figures)), year)) == []


def test_the_published_headlines_are_met(havering: Desk) -> None:
    with havering.reading() as db:
        programme = year_figures(db, TrainingYear(2017), today=TODAY)["programme"]
    counts = [programme[key] for key in ("events_delivered", "places", "attended")]
    assert counts == [51, 1010, 756]
    assert round(programme["fill"], 2) == 0.75
    assert round(programme["change_in_attendance"], 2) == 0.15
