"""The rows of a workbook: plain values, and where each row stood. None is an empty cell."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.stage_times import After
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.places import Place
from trainingdesk.exchange.readings import Cell


class ReceiptKind(StrEnum):
    """What money came in for."""

    ATTENDANCE_FEE = "Attendance fee"
    NON_ATTENDANCE_FEE = "Non-attendance fee"
    GRANT = "Grant"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What an answer to a question may be; a scale has ends."""

    kind: AnswerKind
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One setting of the board."""

    place: Place
    setting: str
    value: Cell


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency."""

    place: Place
    agency: str
    also_known_as: tuple[str, ...] | None
    sector: str
    charging_group: str | None
    contact: str | None
    email: str | None
    invoice_address: str | None


@dataclass(frozen=True, slots=True)
class VenueRow:
    """One venue."""

    place: Place
    venue: str
    address: str | None
    places: int | None
    hire_pence: int | None


@dataclass(frozen=True, slots=True)
class TrainerRow:
    """One trainer."""

    place: Place
    trainer: str
    email: str | None
    daily_fee_pence: int | None


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One entry of the catalogue."""

    place: Place
    course: str
    title: str
    level: str | None
    strands: tuple[str, ...] | None
    kind: str | None
    minutes: int | None
    places: int | None
    minimum: int | None
    refresh_months: int | None
    audience: str | None
    outcomes: str | None
    requires: tuple[str, ...] | None
    state: CourseState | None = None
    aims: str | None = None
    asks_after: After | None = None
    end_form_needed: bool | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One day of an event."""

    place: Place
    event: str
    course: str
    series: str | None
    day: date
    starts: time | None
    ends: time | None
    venue: str | None
    trainer: str | None
    places: int
    status: EventStatus
    reason: str | None
    headcount: int | None
    headcount_only: bool | None = None


@dataclass(frozen=True, slots=True)
class DelegateRow:
    """One delegate."""

    place: Place
    delegate: str
    first_name: str
    last_name: str
    email: str | None
    agency: str
    job_title: str | None
    manager: str | None
    manager_email: str | None
    needs: str | None


@dataclass(frozen=True, slots=True)
class BookingRow:
    """One booking, and who came of it."""

    place: Place
    event: str
    delegate: str
    booked_on: date | None
    status: BookingStatus
    changed_on: date | None
    attendance: Attendance | None
    reason: str | None
    agency: str | None = None
    by_day: tuple[Attendance | None, ...] | None = None


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question of the evaluation forms."""

    place: Place
    code: str
    stages: tuple[Stage, ...]
    order: int | None
    question: str
    answer: AnswerForm
    measure: str | None
    choices: tuple[str, ...] | None
    lowest_end: str | None = None
    highest_end: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One form that came back; its answers as they stand, each under its heading."""

    place: Place
    event: str
    delegate: str | None
    stage: Stage
    received: date | None
    via: str | None
    answers: tuple[tuple[str, Cell], ...] = ()


@dataclass(frozen=True, slots=True)
class CostRow:
    """Money spent."""

    place: Place
    day: date
    event: str | None
    kind: str | None
    description: str | None
    pence: int


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """Money that came in."""

    place: Place
    day: date
    agency: str | None
    kind: ReceiptKind
    pence: int
    reference: str | None


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """An agency's own figures on training its staff."""

    place: Place
    year: TrainingYear
    agency: str
    level: str
    staff_group: str | None
    staff: int
    trained: int
    target: Decimal | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class SurveyRow:
    """One respondent's answer to one question of a survey."""

    place: Place
    survey: str
    year: TrainingYear
    agency: str | None
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A total as it was published."""

    place: Place
    year: TrainingYear
    figure: str
    value: Decimal
    source: str | None


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row with something wrong in it, and what could be read of it, by column."""

    place: Place
    known: dict[str, object]
