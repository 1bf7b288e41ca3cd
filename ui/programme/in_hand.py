"""Which events an act of the programme falls on: of the list, or of the month while that shows."""

from collections.abc import Callable

from trainingdesk.services.event_rows import EventRow
from ui.parts.table import Table
from ui.programme.month_view import MonthView


class InHand:
    """The events that one sees to be meant: chosen in the list, or framed in the month."""

    def __init__(
        self, table: Table[EventRow], month: MonthView, in_month: Callable[[], bool]
    ) -> None:
        self._table, self._month, self._in_month = table, month, in_month

    def row(self) -> EventRow | None:
        """The event that an act of one falls on."""
        return self._month.row_here() if self._in_month() else self._table.row_in_hand()

    def rows(self) -> list[EventRow]:
        """The events that an act of several falls on."""
        if not self._in_month():
            return self._table.chosen_rows()
        here = self._month.row_here()
        return [] if here is None else [here]

    def number(self) -> int:
        """How many there are."""
        return len(self.rows()) if self._in_month() else self._table.chosen_number()

    def ids(self) -> list[int]:
        """Their numbers."""
        return [row.id for row in self.rows()]
