"""How many each agency sent so far, beside the register."""

from collections.abc import Sequence

from trainingdesk.services.registers import AgencyCount
from ui.parts.cell import Cell
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Width


class AgencyCounts(Table[AgencyCount]):
    """A line an agency: how many came of those expected, and who is away."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(COLUMNS, "Counts by agency")
        self.follow(live, "event.register.agencies")
        self.setFixedWidth(Size.FORM)
        self.hide()

    def count(self, rows: Sequence[AgencyCount]) -> None:
        """Show the agencies; a column in which nobody is counted leaves its room to the names."""
        self.show_rows(rows)
        told = {"Absent": any(r.absent for r in rows), "Walk-ins": any(r.walk_ins for r in rows)}
        self.columns_shown.give_way({name for name, some in told.items() if not some})


def _number(number: int) -> Cell:
    return Cell(f"{number:,}") if number else Cell("–", "faint")


COLUMNS: list[Column[AgencyCount]] = [
    Column("Agency", lambda count: Cell(count.agency), share=3),
    Column(
        "Came", lambda count: Cell(f"{count.came:,} of {count.expected:,}"), Width.COUNT, right=True
    ),
    Column("Absent", lambda count: _number(count.absent), Width.COUNT, right=True),
    Column("Walk-ins", lambda count: _number(count.walk_ins), Width.COUNT, right=True),
]
