"""Answers to surveys, question by question: the lines and the columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.figures import percent_of
from trainingdesk.services.exports import Value
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width

HEADS = ("Survey", "Question", "Answer", "People", "Of", "Share")
"""The heads of the saved table."""
FIRST_ORDER = "people"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to one question, and how many of those who answered it gave it."""

    id: int
    survey: str
    question: str
    answer: str
    people: int
    of: int
    share: float | None


def answers_of(figures: Mapping[str, Any]) -> list[AnswerRow]:
    """Every answer of the year, by survey and question."""
    rows: list[AnswerRow] = []
    for asked in figures["surveys"]:
        of = sum(given["count"] for given in asked["answers"])
        for given in asked["answers"]:
            rows.append(
                AnswerRow(
                    len(rows),
                    asked["survey"],
                    asked["question"],
                    given["answer"],
                    given["count"],
                    of,
                    given["share"],
                )
            )
    return rows


def answers_in_order(rows: Sequence[AnswerRow], sort: str, *, falling: bool) -> list[AnswerRow]:
    """Answers in an order; those to one question stay together."""
    if sort == "answer":
        ordered = sorted(rows, key=lambda r: (r.answer.casefold(), r.id), reverse=falling)
    else:
        sign = -1 if falling else 1
        ordered = sorted(rows, key=lambda r: (sign * r.people, r.id))
    return sorted(ordered, key=lambda r: (r.survey, r.question))


def under_questions(rows: Sequence[AnswerRow]) -> list[AnswerRow | Group]:
    """The answers under the questions that they answer, each with its base."""
    shown: list[AnswerRow | Group] = []
    before: tuple[str, str] | None = None
    for row in rows:
        if (row.survey, row.question) != before:
            shown.append(Group(row.question, f"{row.of:,} answered · {row.survey}"))
            before = row.survey, row.question
        shown.append(row)
    return shown


def answer_columns() -> list[Column[AnswerRow]]:
    """The columns of the answers on screen."""
    return [
        Column("Answer", lambda row: Cell(row.answer), width=Width.SPAN, share=3, sort="answer"),
        Column("People", lambda r: f"{r.people:,}", width=Width.NUMBER, right=True, sort="people"),
        Column("Share of those who answered", _share, width=Width.PLACES, share=1),
    ]


def answer_values(row: AnswerRow) -> list[Value]:
    """One line of the saved table; shares are left unrounded."""
    return [row.survey, row.question, row.answer, row.people, row.of, row.share]


def _share(row: AnswerRow) -> Cell:
    return Cell(percent_of(row.share), share=row.share, note=f"{row.people:,} of {row.of:,}")
