"""Sums by kind, each of which opens its receipts or costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainingdesk.domain.figures import percent_of, share
from trainingdesk.domain.money import pounds
from trainingdesk.services.money import KindSum, Sum
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

WHOLE = -1


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of receipt or cost; ``kind`` is None for the line that sums them all."""

    id: int
    kind: str | None
    name: str
    note: str
    sum: Sum
    of: Sum


def kind_rows(kinds: Sequence[KindSum], note: str) -> list[KindRow]:
    """A line a kind and one for all of them; ``note`` says of a kind that it is not counted."""
    whole = sum((kind.sum for kind in kinds), Sum())
    rows = [
        KindRow(
            number,
            kind.kind,
            kind.kind or "No kind given",
            "" if kind.counts else note,
            kind.sum,
            whole,
        )
        for number, kind in enumerate(kinds)
    ]
    return [*rows, KindRow(WHOLE, None, "All", "", whole, whole)] if rows else []


def kind_columns(things: str) -> list[Column[KindRow]]:
    """A kind, how many there are, what they come to, and their part of all."""
    return [
        Column(
            "Kind",
            lambda k: Cell(k.name, strong=k.kind is None, note=k.note),
            width=Width.SPAN,
            share=1,
        ),
        Column(
            things,
            lambda k: Cell(f"{k.sum.number:,}", strong=k.kind is None),
            width=Width.NUMBER,
            right=True,
            key="number",
        ),
        Column(
            "Share",
            lambda k: Cell(percent_of(share(k.sum.pence, k.of.pence), 1), tone="soft"),
            width=Width.COUNT,
            right=True,
        ),
        Column(
            "Amount",
            lambda k: Cell(pounds(k.sum.pence), strong=k.kind is None),
            width=Width.MARK,
            right=True,
            key="amount",
        ),
    ]
