"""The sheets of a workbook: their columns, what each may hold, and the rows they give."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.exchange import rows
from trainingdesk.exchange.afterwards import asked_after
from trainingdesk.exchange.answers import answer_form
from trainingdesk.exchange.dates import clock, day, year
from trainingdesk.exchange.numbers import figure, hours, money, share, whole
from trainingdesk.exchange.readings import Kind
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.texts import (
    anything,
    email,
    known_as,
    lines,
    listed,
    listed_or_by_line,
    text,
)
from trainingdesk.exchange.words import one_each_of, one_of, some_of, yes_or_no


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, and whether a row needs it."""

    title: str
    kind: Kind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. ``open_ended`` says that more columns may follow: a question code each."""

    name: str
    row: Callable[..., Any]
    columns: tuple[Column, ...]
    open_ended: bool = False


def must(title: str, kind: Kind) -> Column:
    """A column that a row cannot do without."""
    return Column(title, kind, required=True)


MONTHS = whole(least=1, most=600, expected="a number of months")
PLACES = whole(most=100_000)

TABLES = (
    Table(
        "Board",
        rows.BoardRow,
        (must("Setting", text()), must("Value", anything())),
    ),
    Table(
        "Agencies",
        rows.AgencyRow,
        (
            must("Agency", text(expected="the name of an agency")),
            Column("Also known as", listed()),
            must("Sector", text()),
            Column("Charging group", text()),
            Column("Contact", text()),
            Column("Email", email()),
            Column("Invoice address", lines()),
        ),
    ),
    Table(
        "Venues",
        rows.VenueRow,
        (
            must("Venue", text(expected="the name of a venue")),
            Column("Address", lines()),
            Column("Places", PLACES),
            Column("Hire cost", money()),
        ),
    ),
    Table(
        "Trainers",
        rows.TrainerRow,
        (
            must("Trainer", text(expected="the name of a trainer")),
            Column("Email", email()),
            Column("Daily fee", money()),
        ),
    ),
    Table(
        "Courses",
        rows.CourseRow,
        (
            must("Course", known_as("a course")),
            must("Title", text()),
            Column("Level", text()),
            Column("Strands", listed()),
            Column("Kind", text()),
            Column("Hours", hours()),
            Column("Places", PLACES),
            Column("Minimum", PLACES),
            Column("Refresh (months)", MONTHS),
            Column("Audience", lines()),
            Column("Outcomes", lines()),
            Column("Requires", listed()),
            Column("State", one_of(CourseState, what="state of a course")),
            Column("Aims", lines()),
            Column("Follow-up after", asked_after()),
            Column("End form needed", yes_or_no()),
        ),
    ),
    Table(
        "Events",
        rows.EventRow,
        (
            must("Event", known_as("an event")),
            must("Course", known_as("a course")),
            Column("Series", text()),
            must("Date", day()),
            Column("Start", clock()),
            Column("End", clock()),
            Column("Venue", text()),
            Column("Trainer", text()),
            must("Places", PLACES),
            must("Status", one_of(EventStatus, what="status of an event")),
            Column("Reason", lines()),
            Column("Headcount", PLACES),
            Column("Counted only", yes_or_no()),
        ),
    ),
    Table(
        "Delegates",
        rows.DelegateRow,
        (
            must("Delegate", known_as("a delegate")),
            must("First name", text(expected="the first name")),
            must("Last name", text(expected="the last name")),
            Column("Email", email()),
            must("Agency", text(expected="the name of an agency")),
            Column("Job title", text()),
            Column("Manager", text()),
            Column("Manager email", email()),
            Column("Needs", lines()),
        ),
    ),
    Table(
        "Bookings",
        rows.BookingRow,
        (
            must("Event", known_as("an event")),
            must("Delegate", known_as("a delegate")),
            Column("Booked on", day()),
            must("Status", one_of(BookingStatus, what="status of a booking")),
            Column("Changed on", day()),
            Column("Attendance", one_of(Attendance, what="mark of attendance")),
            Column("Reason", lines()),
            Column("Agency when booked", text(expected="the name of an agency")),
            Column("Attendance by day", one_each_of(Attendance, what="mark of attendance")),
        ),
    ),
    Table(
        "Questions",
        rows.QuestionRow,
        (
            must("Code", known_as("a question")),
            must("Stages", some_of(Stage, what="stage of evaluation")),
            Column("Order", whole(most=10_000)),
            must("Question", lines()),
            must("Answer", answer_form()),
            Column("Measure", text()),
            Column("Choices", listed_or_by_line()),
            Column("Lowest means", text()),
            Column("Highest means", text()),
        ),
    ),
    Table(
        "Evaluations",
        rows.EvaluationRow,
        (
            must("Event", known_as("an event")),
            Column("Delegate", known_as("a delegate")),
            must("Stage", one_of(Stage, what="stage of evaluation")),
            Column("Received", day()),
            Column("Via", text()),
        ),
        open_ended=True,
    ),
    Table(
        "Costs",
        rows.CostRow,
        (
            must("Date", day()),
            Column("Event", known_as("an event")),
            Column("Kind", text()),
            Column("Description", lines()),
            must("Amount", money(least=-100_000_000_00)),
        ),
    ),
    Table(
        "Receipts",
        rows.ReceiptRow,
        (
            must("Date", day()),
            Column("Agency", text(expected="the name of an agency")),
            must("Kind", one_of(rows.ReceiptKind, what="kind of receipt")),
            must("Amount", money(least=-100_000_000_00)),
            Column("Reference", text()),
        ),
    ),
    Table(
        "Returns",
        rows.ReturnRow,
        (
            must("Year", year()),
            must("Agency", text(expected="the name of an agency")),
            must("Level", text()),
            Column("Staff group", text()),
            must("Staff", whole()),
            must("Trained", whole()),
            Column("Target", share()),
            Column("Evidence", lines()),
        ),
    ),
    Table(
        "Surveys",
        rows.SurveyRow,
        (
            must("Survey", text()),
            must("Year", year()),
            Column("Agency", text(expected="the name of an agency")),
            must("Question", lines()),
            must("Answer", lines()),
        ),
    ),
    Table(
        "Published figures",
        rows.FigureRow,
        (
            must("Year", year()),
            must("Figure", text()),
            must("Value", figure()),
            Column("Source", text()),
        ),
    ),
)

BY_KEY = {key_of(table.name): table for table in TABLES}
"""The sheets by their names' letters and digits alone."""
