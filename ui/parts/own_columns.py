"""Columns of a list for the board's own fields: hidden until they are chosen."""

from collections.abc import Callable, Sequence

from trainingdesk.domain.own_fields import FieldKind, FiledValue, OwnFieldShape
from trainingdesk.services.own_fields import FiledValues, ToldValues
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, R
from ui.parts.theme import Width


def own_columns(
    shapes: Sequence[OwnFieldShape], told: Callable[[R], ToldValues]
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
        )

    return [column(shape) for shape in shapes]


def own_values(shapes: Sequence[OwnFieldShape], filed: FiledValues) -> list[FiledValue | None]:
    """What a file is given under the names of the fields."""
    values = dict(filed)
    return [values.get(shape.name) for shape in shapes]
