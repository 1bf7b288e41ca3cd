"""Every course of the year under its level, the fullest first."""

from trainingdesk.reports import findings
from trainingdesk.reports.bars import fill_bar
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.table import Cell, Column, Kind, Row, Table
from trainingdesk.reports.words import count, figure, percent, shortened
from trainingdesk.reports.year import Figures, Year

BAR = 50.0
COLUMNS = (
    Column("Course", 158),
    Column("Hours", 28, "right"),
    Column("Events", 32, "right"),
    Column("Places", 32, "right"),
    Column("Booked", 34, "right"),
    Column("Absent", 33, "right"),
    Column("Attended", 40, "right"),
    Column("Fill", 28, "right"),
    Column("of places", BAR),
)
REMARK = (
    "Fill is attended ÷ places; the tick marks all places taken, and a bar that passes it counts "
    "walk-ins. Attended includes walk-ins, so booked less absent may differ from it."
)


def courses_pages(pages: Flow, year: Year) -> None:
    """Write the table of courses, or that there were none."""
    lead = findings.fullest_and_emptiest(year)
    pages.open("By course", findings.courses(year), lead)
    courses = year.rows("by_course")
    if not courses:
        pages.prose("No course had an event in this year.")
        return
    rows = _by_level(year) if year.levels else [_row(c, year) for c in _fullest(courses)]
    rows.append(_figures("The year", "", year.programme, "total"))
    pages.table(Table(COLUMNS, rows, gap=7.7, pad=3.3, words="The year by course"), REMARK)


def _by_level(year: Year) -> list[Row]:
    rows = []
    courses = year.rows("by_course")
    levels = {str(r["level"] or ""): r for r in year.rows("by_level")}
    own = {level: [c for c in courses if year.levels.get(c["course"], "") == level]
           for level in levels}  # fmt: skip
    for level, held in own.items():
        number = f"{len(held)} {'course' if len(held) == 1 else 'courses'}"
        name = f"Level {shortened(level, 40)}" if level else "No level"
        rows.append(_figures(f"{name}, {number}", "", levels[level], "group"))
        rows += [_row(c, year) for c in _fullest(held)]
    others = [c for c in courses if year.levels.get(c["course"], "") not in levels]
    if others:
        rows.append(Row(["Level not known"], "span"))
    return rows + [_row(c, year) for c in _fullest(others)]


def _fullest(courses: list[Figures]) -> list[Figures]:
    return sorted(courses, key=lambda c: (-(c["fill"] or 0), c["title"]))


def _row(course: Figures, year: Year) -> Row:
    hours = year.hours.get(course["course"])
    return _figures(course["title"], "" if hours is None else figure(hours), course, "row")


def _figures(name: str, hours: str, r: Figures, kind: Kind) -> Row:
    keys = ("events_delivered", "places", "booked", "absent", "attended")
    bar: Cell = fill_bar(r["fill"], BAR)
    return Row([name, hours, *(count(r[key]) for key in keys), percent(r["fill"]), bar], kind)
