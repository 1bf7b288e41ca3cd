"""The lists of money: what came in, and what was spent."""

from collections.abc import Callable

from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.money import CostRow, ReceiptRow
from ui.analysis.paged_list import Kind, Order
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

Year = Callable[[], TrainingYear]


def receipts_kind(year: Year) -> Kind[ReceiptRow]:
    """The list of what came in."""
    columns = [
        Column[ReceiptRow](
            "Date",
            lambda r: short_day(r.on, year_begins=year().begins),
            width=Width.DATE,
            sort="on",
        ),
        Column[ReceiptRow](
            "Agency",
            lambda r: Cell(r.agency, strong=True),
            width=Width.SPAN,
            share=3,
            sort="agency",
        ),
        Column[ReceiptRow]("Kind", lambda r: r.kind, width=Width.SPAN, share=1, sort="kind"),
        Column[ReceiptRow](
            "Reference", lambda r: Cell(r.reference, tone="soft"), width=Width.MARK, share=1
        ),
        Column[ReceiptRow](
            "Amount", lambda r: pounds(r.pence), width=Width.MARK, right=True, sort="amount"
        ),
    ]
    return Kind(
        "Receipts",
        "receipt",
        "receipts",
        columns,
        ("Date", "Agency", "Kind", "Reference", "Amount"),
        lambda r: [r.on, r.agency, r.kind, r.reference, r.pence / 100],
        Order("on"),
        "charges.receipts",
    )


def costs_kind(year: Year) -> Kind[CostRow]:
    """The list of what was spent."""
    columns = [
        Column[CostRow](
            "Date",
            lambda c: short_day(c.on, year_begins=year().begins),
            width=Width.DATE,
            sort="on",
        ),
        Column[CostRow](
            "Description",
            lambda c: Cell(c.description or c.kind, strong=True),
            width=Width.SPAN,
            share=3,
        ),
        Column[CostRow]("Kind", lambda c: c.kind, width=Width.MARK, share=1, sort="kind"),
        Column[CostRow](
            "Event",
            lambda c: Cell(c.event, tone="soft", note=c.reference),
            width=Width.SPAN,
            share=3,
            sort="event",
        ),
        Column[CostRow](
            "Amount", lambda c: pounds(c.pence), width=Width.MARK, right=True, sort="amount"
        ),
    ]
    return Kind(
        "Costs",
        "cost",
        "costs",
        columns,
        ("Date", "Kind", "Description", "Event", "Course", "Amount"),
        lambda c: [c.on, c.kind, c.description, c.reference, c.event, c.pence / 100],
        Order("on"),
        "charges.costs",
    )
