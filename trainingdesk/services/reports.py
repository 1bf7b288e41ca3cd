"""The annual report, in the form that its file name asks for; what draws it is loaded then."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import CannotSave
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.documents import printed_board
from trainingdesk.services.evaluation.indicator_months import reported_in
from trainingdesk.services.evaluation.quotations import quotations_in
from trainingdesk.services.figures import year_figures
from trainingdesk.services.open_registers import open_registers
from trainingdesk.services.saving import save_document
from trainingdesk.services.years import years_held
from trainingdesk.storage.models import Agency, Course

NOT_YET = {".docx", ".html"}


def report(db: Session, year: TrainingYear, suffix: str, *, today: date) -> bytes:
    """The report of a year as .json, .pdf or .xlsx; raises CannotSave for any other form."""
    if suffix not in MADE:
        raise CannotSave(f"A report as {suffix or 'a file without a suffix'}", _why_not(suffix))
    return MADE[suffix](db, year, today)


def save_report(db: Session, year: TrainingYear, path: Path, *, today: date) -> None:
    """Save the report of a year in the form that the file's suffix asks for; raises CannotSave."""
    save_document(report(db, year, path.suffix.lower(), today=today), path)


def _json(db: Session, year: TrainingYear, today: date) -> bytes:
    figures = year_figures(db, year, today=today)
    return (json.dumps(figures, ensure_ascii=False, indent=1) + "\n").encode()


def _xlsx(db: Session, year: TrainingYear, today: date) -> bytes:
    from trainingdesk.reports.report_workbook import report_workbook  # noqa: PLC0415

    figures = year_figures(db, year, today=today)
    made = datetime.combine(today, datetime.min.time())
    before, outcomes = _before(db, year, today), _outcomes(db, year, today)
    return report_workbook(figures, before, outcomes=outcomes, created=made)


def _pdf(db: Session, year: TrainingYear, today: date) -> bytes:
    from trainingdesk.reports.annual_report import annual_report  # noqa: PLC0415
    from trainingdesk.reports.year import Cost, Quoted, Year  # noqa: PLC0415

    figures = year_figures(db, year, today=today)
    courses = list(db.scalars(select(Course)))
    sectors = dict(db.execute(select(Agency.name, Agency.sector)).all())
    facts = Year(
        figures=figures,
        last_year=_before(db, year, today),
        hours={course.reference: (course.minutes or 0) / 60 for course in courses},
        levels={course.reference: course.level for course in courses},
        sectors=sectors,
        costs=[Cost(c["kind"], c["amount"], c["staff"]) for c in figures["money"]["costs_by_kind"]],
        still_open=open_registers(db, year, today=today),
        quoted=[
            Quoted(row.words, row.course, row.stage.value, row.recommendation)
            for row in quotations_in(db, year)
        ],
        outcomes=_outcomes(db, year, today),
    )
    return annual_report(printed_board(db), facts)


def _outcomes(db: Session, year: TrainingYear, today: date) -> list[Any]:
    from trainingdesk.reports.year import CountedMonth, Outcome  # noqa: PLC0415

    return [
        Outcome(
            each.name,
            each.about,
            each.courses,
            len(each.events),
            each.around,
            [
                CountedMonth(month.month, month.number, [event.title for event in month.events])
                for month in each.shown
            ],
        )
        for each in reported_in(db, year, today=today)
        if each.around
    ]


def _before(db: Session, year: TrainingYear, today: date) -> dict[str, Any] | None:
    if year.before not in years_held(db):
        return None
    figures = year_figures(db, year.before, today=today)
    return figures if figures["programme"]["events_scheduled"] else None


def _why_not(suffix: str) -> str:
    if suffix in NOT_YET:
        return f"reports as {suffix} come later; choose .pdf, .xlsx or .json"
    return "choose .pdf, .xlsx or .json"


MADE = {".json": _json, ".xlsx": _xlsx, ".pdf": _pdf}
