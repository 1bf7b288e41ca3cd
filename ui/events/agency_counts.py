"""How many each agency sent so far, beside the register."""

from trainingdesk.services.registers import AgencyCount
from ui.parts.cell import Cell
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size


class AgencyCounts(Table[AgencyCount]):
    """A line an agency: how many came of those expected, and who is away."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(COLUMNS, "Counts by agency")
        self.follow(live, "event.register.agencies")
        self.setFixedWidth(Size.FORM)
        self.hide()


def _came(count: AgencyCount) -> Cell:
    walked = f"and {count.walk_ins:,} walked in" if count.walk_ins else ""
    return Cell(f"{count.came:,} of {count.expected:,}", note=walked)


def _away(count: AgencyCount) -> Cell:
    parts = [f"{count.absent:,} absent"] if count.absent else []
    parts += [f"{count.apologies:,} apologies"] if count.apologies else []
    return Cell(", ".join(parts), "soft") if parts else Cell("–", "faint")


COLUMNS: list[Column[AgencyCount]] = [
    Column("Agency", lambda count: Cell(count.agency), share=3),
    Column("Came", _came, share=2),
    Column("Away", _away, share=2),
]
