"""The lists of the forms that stand and of the questions of the bank."""

from collections.abc import Sequence
from typing import Any

from trainingdesk.domain.words import brief_day
from trainingdesk.services.evaluation.forms_listed import StandingRow
from trainingdesk.services.evaluation.questions import QuestionRow, kind_said
from ui.delegates.found_list import NARROW, ROOMY, ListKind
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

FORMS_KIND = ListKind(
    "Forms",
    "evaluation.forms",
    "form",
    "forms",
    sort="",
    export=False,
    gives_way={"Title": ROOMY, "Since": NARROW, "Names": NARROW},
)
BANK_KIND = ListKind(
    "Questions",
    "evaluation.questions",
    "question",
    "questions",
    sort="",
    many=True,
    export=False,
    gives_way={"Measures": NARROW, "Stages": ROOMY, "Forms": NARROW},
)


def question_told(row: QuestionRow) -> str:
    """All the words of a question by which it is sought."""
    details = row.details
    return f"{details.code} {details.words} {details.measure} {kind_said(details)}"


def form_told(row: StandingRow) -> str:
    """All the words of a form by which it is sought."""
    return f"{STAGE_NAMES[row.stage]} {row.course} {row.title}"


def _count(number: int) -> str:
    return f"{number:,}" if number else ""


def _names(row: StandingRow) -> Cell:
    return Cell(chip="Without names", chip_tone="amber") if row.anonymous else Cell("kept", "soft")


def _words(row: QuestionRow) -> Cell:
    tone = "soft" if row.retired else "ink"
    return Cell(row.details.words, tone, chip="Retired" if row.retired else "")


def _stages(row: QuestionRow) -> Cell:
    stages: Sequence[Any] = row.details.stages
    return Cell(", ".join(STAGE_NAMES[stage] for stage in stages), "soft")


FORMS: list[Column[StandingRow]] = [
    Column("Stage", lambda row: Cell(STAGE_NAMES[row.stage], strong=True), Width.SPAN),
    Column("For", lambda row: row.course, share=3),
    Column("Title", lambda row: Cell(row.title, "soft"), share=3),
    Column("Version", lambda row: f"{row.version}", Width.COUNT, right=True),
    Column("Since", lambda row: brief_day(row.since), Width.DATE),
    Column("Questions", lambda row: f"{row.questions}", Width.NUMBER, right=True),
    Column("Answered", lambda row: _count(row.answered), Width.NUMBER, right=True),
    Column("Names", _names, Width.MARK),
]
BANK: list[Column[QuestionRow]] = [
    Column("Code", lambda row: Cell(row.details.code, "soft"), Width.NUMBER),
    Column("Question", _words, share=5),
    Column("Answer", lambda row: kind_said(row.details), Width.MARK),
    Column("Measures", lambda row: Cell(row.details.measure, "soft"), Width.MARK),
    Column("Stages", _stages, share=2),
    Column("Answered", lambda row: _count(row.answers), Width.NUMBER, right=True),
    Column("Forms", lambda row: _count(row.forms), Width.COUNT, right=True),
]
