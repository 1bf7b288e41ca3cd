"""Reading how long after an event practice is asked about."""

from trainingdesk.domain.stage_times import After, after_typed
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Cell, Kind, Mended, Unreadable


def asked_after() -> Kind:
    """Some weeks or months after an event: 6 weeks, 3 months; a number alone is months."""

    def read(cell: Cell) -> After | Mended:
        written = f"{cell:g}" if isinstance(cell, float) else str(cell)
        after = after_typed(written)
        if after is None or not after.said:
            raise Unreadable(f"{shown(cell)} is no number of weeks or months")
        if after.problem:
            raise Unreadable(f"{shown(cell)} is too soon or too late")
        return after if cell == after.said else Mended(after)

    return Kind("a time such as 6 weeks or 3 months", read, text=True)
