"""The columns of a survey: its answers under their questions, and who answered."""

from trainingdesk.domain.figures import counted, percent_of
from trainingdesk.domain.survey import Share, moved_said
from trainingdesk.services.evaluation.surveys import AgencyRow, AnswerRow, Survey
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width

BEFORE = "In the year before"


def answer_columns() -> list[Column[AnswerRow]]:
    """An answer, how many gave it of how many, and how many did in the year before."""
    return [
        Column("Answer", lambda r: r.answer, share=3),
        Column("Gave it", lambda r: _share(r.now), Width.PLACES, value=lambda r: r.now.count),
        Column(
            BEFORE,
            lambda r: _earlier(r.before),
            Width.METER,
            key="before",
            value=lambda r: r.before and r.before.count,
        ),
        Column(
            "Change",
            lambda r: Cell(moved_said(r.now, r.before), "soft"),
            Width.MARK,
            key="moved",
        ),
    ]


def agency_columns() -> list[Column[AgencyRow]]:
    """An agency, and how many of it answered, of all."""
    return [
        Column("Agency", lambda r: Cell(r.name, "ink" if r.id else "faint", strong=True), share=3),
        Column("Respondents", lambda r: _share(r.now), Width.PLACES, value=lambda r: r.now.count),
        Column(
            BEFORE,
            lambda r: _earlier(r.before),
            Width.METER,
            key="before",
            value=lambda r: r.before and r.before.count,
        ),
    ]


CAME_FROM: list[Column[AgencyRow]] = [
    Column("Agency", lambda r: r.name, share=1),
    Column("Gave it", lambda r: Cell(r.now.said, strong=True), Width.NUMBER, right=True),
]
"""Which agencies an answer came from."""


def under_questions(survey: Survey, rows: list[AnswerRow]) -> list[AnswerRow | Group]:
    """Answers under their questions, each with how many answered it."""
    found: list[AnswerRow | Group] = []
    last = ""
    for row in rows:
        if row.question != last:
            note = counted(survey.answered(row.question), "answer")
            found.append(Group(row.question, note))
            last = row.question
        found.append(row)
    return found


def _share(share: Share) -> Cell:
    return Cell(percent_of(share.fraction), share=share.fraction, note=share.said)


def _earlier(share: Share | None) -> Cell:
    if share is None:
        return Cell("–", "faint")
    return Cell(percent_of(share.fraction), "soft", note=share.said)
