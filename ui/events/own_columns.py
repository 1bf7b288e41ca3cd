"""The file of a list whose rows have fields of the board's own: a column for each of them."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from trainingdesk.services.exports import Value
from trainingdesk.services.own_fields import FiledValues
from ui.events.booking_columns import DETAILS
from ui.parts.rows_model import HasId
from ui.parts.shown import heads_shown, rows_shown
from ui.parts.table import Table


class FiledRow(HasId, Protocol):
    """A row with values in fields of the board's own."""

    @property
    def filed(self) -> FiledValues:
        """The values as files hold them."""


F = TypeVar("F", bound=FiledRow)


def saved_heads(table: Table[F]) -> list[str]:
    """The columns that show, and every own field that is filled in somewhere."""
    return [head for head in heads_shown(table) if head != DETAILS] + _filled(table)


def saved_rows(table: Table[F]) -> Iterator[Sequence[Value]]:
    """What stands under them."""
    heads, filled = heads_shown(table), _filled(table)
    for row, shown in zip(_rows(table), rows_shown(table), strict=True):
        kept = [value for head, value in zip(heads, shown, strict=True) if head != DETAILS]
        values = dict(row.filed)
        yield [*kept, *(values.get(name, "") for name in filled)]


def _filled(table: Table[F]) -> list[str]:
    return list(dict.fromkeys(name for row in _rows(table) for name, _ in row.filed))


def _rows(table: Table[F]) -> list[F]:
    model = table.rows_model
    rows = (model.row_at(number) for number in range(model.rowCount()))
    return [row for row in rows if row is not None]
