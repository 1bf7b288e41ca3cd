"""The lists of evaluation: who has not answered, what was written, who moved how far."""

from collections.abc import Callable
from typing import Any

from trainingdesk.domain.moved_words import signed
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.answered import MovedRow
from trainingdesk.services.comments import CommentRow
from trainingdesk.services.evaluation.chasing import SilentRow
from ui.analysis.paged_list import Kind, Order
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

Year = Callable[[], TrainingYear]
MINUS = "−"


def silent_kind(year: Year) -> Kind[SilentRow]:
    """The list of those whose forms are missing."""
    columns = [
        Column[SilentRow](
            "Delegate",
            lambda s: Cell(s.delegate, strong=True),
            width=Width.MARK,
            share=2,
            sort="delegate",
        ),
        Column[SilentRow](
            "Agency",
            lambda s: Cell(s.agency, tone="soft"),
            width=Width.MARK,
            share=2,
            sort="agency",
        ),
        Column[SilentRow]("Event", lambda s: s.title, width=Width.MARK, share=3, sort="title"),
        _day(year),
        Column[SilentRow]("Asked", lambda s: _asked(s, year()), width=Width.DATE),
        Column[SilentRow](
            "Rung",
            lambda s: f"{s.chased.calls}" if s.chased.calls else "",
            Width.NUMBER,
            right=True,
        ),
        Column[SilentRow]("E-mail", lambda s: s.email, width=Width.MARK, share=2, hidden=True),
        Column[SilentRow]("Manager", lambda s: s.manager, width=Width.MARK, share=2, hidden=True),
    ]
    return Kind(
        "Still to answer",
        "attendance",
        "attendances",
        columns,
        ("Delegate", "Agency", "Event", "Date", "Asked", "Rung", "E-mail", "Manager"),
        lambda s: [
            s.delegate,
            s.agency,
            s.title,
            s.starts,
            s.chased.asked_on,
            s.chased.calls,
            s.email,
            s.manager,
        ],
        Order("starts"),
        "evaluation.silent",
        many=True,
    )


def comments_kind(year: Year) -> Kind[CommentRow]:
    """The list of what was written, without the names of those who wrote it."""
    columns = [
        Column[CommentRow](
            "What they wrote",
            lambda c: Cell(c.words, note=_noted(c)),
            width=Width.SPAN,
            share=8,
        ),
        Column[CommentRow](
            "Themes", lambda c: Cell(", ".join(c.themes), tone="soft"), width=Width.MARK, share=2
        ),
        Column[CommentRow](
            "Stage", lambda c: Cell(STAGE_NAMES[c.stage], tone="soft"), width=Width.MARK
        ),
        Column[CommentRow](
            "Event",
            lambda c: Cell(c.title, tone="soft"),
            width=Width.MARK,
            share=2,
            sort="event",
        ),
        _day(year, sort="on"),
    ]
    return Kind(
        "Comments",
        "comment",
        "comments",
        columns,
        (
            "Question",
            "Answer",
            "Themes",
            "Quoted",
            "In the figures",
            "Stage",
            "Event",
            "Date",
            "Received",
        ),
        lambda c: [
            c.question,
            c.words,
            ", ".join(c.themes),
            "Yes" if c.quoted else "",
            "Yes" if c.counted else "No",
            c.stage,
            c.title,
            c.starts,
            c.received_on,
        ],
        Order("on", falling=True),
        "evaluation.comments",
        many=True,
    )


def moved_kind(year: Year) -> Kind[MovedRow]:
    """The list of those who answered twice, those who fell first."""
    columns = [
        Column[MovedRow](
            "Delegate",
            lambda m: Cell(m.delegate, strong=True),
            width=Width.SPAN,
            share=2,
            sort="delegate",
        ),
        Column[MovedRow]("Event", lambda m: m.title, width=Width.SPAN, share=3, sort="title"),
        _day(year),
        Column[MovedRow](
            "Before", lambda m: f"{m.before}", width=Width.NUMBER, right=True, sort="before"
        ),
        Column[MovedRow](
            "Later", lambda m: f"{m.later}", width=Width.NUMBER, right=True, sort="later"
        ),
        Column[MovedRow]("Change", _change, width=Width.CHIP, right=True, sort="change"),
    ]
    return Kind(
        "Same people",
        "person",
        "people",
        columns,
        ("Delegate", "Event", "Date", "Before", "Later", "Change"),
        lambda m: [m.delegate, m.title, m.starts, m.before, m.later, m.change],
        Order("change"),
        "evaluation.moved",
    )


def _noted(row: CommentRow) -> str:
    """Whether a comment is quoted, and whether its form is in no figure."""
    stray = "" if row.counted else "in no figure"
    return ", ".join(filter(None, ("quoted" if row.quoted else "", stray)))


def _asked(row: SilentRow, year: TrainingYear) -> Cell:
    """When somebody was asked last, and how often where that was more than once."""
    if row.chased.asked_on is None:
        return Cell("not yet", tone="faint")
    often = f" · {row.chased.asked} times" if row.chased.asked > 1 else ""
    return Cell(short_day(row.chased.asked_on, year_begins=year.begins) + often, tone="soft")


def _change(row: MovedRow) -> Cell:
    said = "0" if not row.change else signed(row.change).removesuffix(".0")
    return Cell(
        said,
        tone="amber" if row.change < 0 else "ink",
        strong=True,
        note="fell" if row.change < 0 else "",
    )


def _day(year: Year, sort: str = "starts") -> Column[Any]:
    def cell(row: SilentRow | CommentRow | MovedRow) -> str:
        return short_day(row.starts, year_begins=year().begins)

    return Column("Date", cell, width=Width.DATE, sort=sort)
