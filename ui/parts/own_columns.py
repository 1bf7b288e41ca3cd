"""Columns of a list for the board's own fields: hidden until they are chosen."""

from collections.abc import Callable, Sequence

from trainingdesk.domain.own_fields import FieldKind, OwnFieldShape
from trainingdesk.services.exports import Value
from trainingdesk.services.own_fields import FiledValues, ToldValues
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, R
from ui.parts.table import Table
from ui.parts.theme import Width


def own_columns(
    shapes: Sequence[OwnFieldShape],
    told: Callable[[R], ToldValues],
    filed: Callable[[R], FiledValues],
) -> list[Column[R]]:
    """A column for each field, which tells what stands in it."""

    def column(shape: OwnFieldShape) -> Column[R]:
        return Column(
            shape.name,
            lambda row: Cell(dict(told(row)).get(shape.name, ""), "soft"),
            Width.DATE,
            share=1,
            right=shape.kind is FieldKind.NUMBER,
            key=shape.field,
            hidden=True,
            value=lambda row: dict(filed(row)).get(shape.name),
        )

    return [column(shape) for shape in shapes]


def shown_after(table: Table[R], first: int) -> list[Column[R]]:
    """The columns from one on that show: a file ends with them."""
    columns = enumerate(table.rows_model.columns)
    return [each for n, each in columns if n >= first and not table.isColumnHidden(n)]


def values_under(columns: Sequence[Column[R]], row: R) -> list[Value]:
    """What a file is given under them."""
    return [column.value(row) if column.value else None for column in columns]
