"""One training year as a workbook."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
from agencies import AGENCIES, BOARD, SIGNATORY, SIGNATORY_ROLE, TRAINERS, VENUES
from answers import forms_of
from bookings import bookings_of
from courses import COURSES, Course
from diary import Diary
from events import events_of
from money import costs_of, receipts_of
from outcomes import OUTCOMES
from questions import CODES, QUESTIONS
from returned import named, published_of, returns_of, survey_of

MADE = datetime(2026, 11, 10, 8, 0)  # noqa: DTZ001 - a workbook knows no time zones
WIDEST, NARROWEST = 44, 9

Cells = list[list[object]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, its columns parted by commas, its rows."""

    name: str
    columns: str
    rows: Cells


def sheets_of(year: int, diary: Diary) -> list[Sheet]:
    """Everything the board knows of a training year; sheets without rows are left out."""
    events = events_of(year)
    bookings = bookings_of(events, diary)
    sheets = [
        *_standing(year),
        Sheet("Events", "Event,Course,Series,Date,Start,End,Venue,Trainer,Places,Status,Reason,"
              "Headcount", [row for event in events for row in event.rows()]),
        Sheet("Delegates", "Delegate,First name,Last name,Email,Agency,Job title,Manager,"
              "Manager email,Needs",
              [person.row(year) for person in diary.people if person.here(year)]),
        Sheet("Bookings", "Event,Delegate,Booked on,Status,Changed on,Attendance,Reason",
              [booking.row() for booking in bookings]),
        Sheet("Questions", "Code,Stages,Order,Question,Answer,Measure,Choices",
              [list(question) for question in QUESTIONS]),
        Sheet("Evaluations", "Event,Delegate,Stage,Received,Via," + ",".join(CODES),
              [form.row() for form in forms_of(bookings, events)]),
        Sheet("Costs", "Date,Event,Kind,Description,Amount", costs_of(year, events, bookings)),
        Sheet("Receipts", "Date,Agency,Kind,Amount,Reference", receipts_of(year, bookings)),
        Sheet("Returns", "Year,Agency,Level,Staff group,Staff,Trained,Target,Evidence",
              returns_of(year)),
        Sheet("Surveys", "Survey,Year,Agency,Question,Answer", survey_of(year)),
        Sheet("Published figures", "Year,Figure,Value,Source",
              published_of(year, events, bookings)),
    ]  # fmt: skip
    return [sheet for sheet in sheets if sheet.rows]


def _standing(year: int) -> list[Sheet]:
    """What hardly changes from year to year: the board, agencies, rooms, trainers and courses."""
    return [
        Sheet("Board", "Setting,Value", [
            ["Name", BOARD], ["Year starts", "1 April"], ["Signatory", SIGNATORY],
            ["Signatory role", SIGNATORY_ROLE], ["Follow-up after (months)", 3],
        ]),
        Sheet("Agencies", "Agency,Also known as,Sector,Charging group,Contact,Email,"
              "Invoice address", [each.row() for each in AGENCIES if each.stands_in(year)]),
        Sheet("Venues", "Venue,Address,Places,Hire cost", [list(venue) for venue in VENUES]),
        Sheet("Trainers", "Trainer,Email,Daily fee", [list(trainer) for trainer in TRAINERS]),
        Sheet("Courses", "Course,Title,Level,Strands,Kind,Hours,Places,Minimum,Refresh (months),"
              "Audience,Outcomes,Requires", [_course(course) for course in COURSES]),
    ]  # fmt: skip


def _course(course: Course) -> list[object]:
    """A course as the workbook lists it."""
    return [
        course.code, course.title, course.level, course.strands, course.kind, course.hours,
        course.places, course.minimum, course.refresh, course.audience,
        "\n".join(OUTCOMES[course.code]), course.requires,
    ]  # fmt: skip


def write(folder: Path, year: int, sheets: list[Sheet]) -> Path:
    """The workbook of a year in a folder, the same bytes every time."""
    path = folder / f"westmere-{named(year)}.xlsx"
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{BOARD}, {named(year)}", "created": MADE})
    heading = book.add_format({"bold": True, "bg_color": "#E4EEEE", "bottom": 1})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        columns = sheet.columns.split(",")
        page.write_row(0, 0, columns, heading)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(number, column, value, day)
                elif value not in (None, ""):
                    page.write(number, column, value)
        for column, name in enumerate(columns):
            longest = max(len(str(row[column] or "")) for row in sheet.rows)
            page.set_column(column, column, min(WIDEST, max(NARROWEST, len(name), longest) + 1))
    book.close()
    return path
