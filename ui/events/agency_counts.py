"""How many each agency sent so far, beside the register."""

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
