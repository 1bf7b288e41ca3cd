"""How soon the figures of a year are counted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from imports import import_year
from timings import Pair, clocked, middle_of

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures.year import year_figures

RUNS = 15
YEAR, TODAY = TrainingYear.named("2017-18"), date(2018, 4, 1)
HELD = """
SELECT count(*), sum(places) FROM event
WHERE starts BETWEEN ? AND ? AND status NOT IN ('Draft', 'Postponed', 'Cancelled')
"""
CAME = """
SELECT sum(b.status = 'Booked'), sum(o.came), sum(o.absent AND NOT o.came),
    count(DISTINCT CASE WHEN o.came THEN b.delegate_id END)
FROM event e
JOIN booking b ON b.event_id = e.id
LEFT JOIN (
    SELECT booking_id, max(attendance IN ('Attended', 'Late', 'Left early')) AS came,
        max(attendance = 'Absent') AS absent
    FROM mark GROUP BY booking_id
) o ON o.booking_id = b.id
WHERE e.starts BETWEEN ? AND ? AND e.status NOT IN ('Draft', 'Postponed', 'Cancelled')
"""


def year_counted(folder: Path) -> Iterator[Pair]:
    """Every figure of the report, against two queries for six of them."""
    file = folder / "year.sqlite"
    desk = Desk(file)
    import_year(desk)
    own, bare = middle_of(
        lambda: clocked(lambda: count_all(desk, YEAR, TODAY)),
        lambda: clocked(lambda: count_bare(file, YEAR)),
        runs=RUNS,
    )
    desk.close()
    yield Pair("the year's figures, all of them", own, bare, "SQL counting six of them")


def count_all(desk: Desk, year: TrainingYear, today: date) -> None:
    """Count everything that the report says."""
    with desk.reading() as db:
        year_figures(db, year, today=today)


def count_bare(file: Path, year: TrainingYear) -> list[tuple[int, ...]]:
    """Count events, places, booked, attended, absent and people, and nothing else."""
    days = (year.first_day.isoformat(), year.last_day.isoformat())
    with closing(sqlite3.connect(file)) as raw:
        return [raw.execute(query, days).fetchone() for query in (HELD, CAME)]
