"""The page of the boards with which events are shared."""

from typing import Any, ClassVar

from trainingdesk.services import partners
from trainingdesk.services.exports import Value
from trainingdesk.services.named_records import found_in_order
from trainingdesk.services.partners import PartnerRow
from ui.parts.cell import Cell
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.way import Way, Where
from ui.programme.columns import SHARED_WITH
from ui.records.records_page import RecordsKind, RecordsPage
from ui.series.form import BoardForm

EMPTY = (
    "Boards of other boroughs that share events with this one. Add them here, and name them on "
    "the events they share."
)


class BoardsPage(RecordsPage[PartnerRow]):
    """The boards of other boroughs."""

    shows: ClassVar[frozenset[str]] = frozenset({"event_partner", "partner_board"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs, KIND, BoardForm(live))

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, its series, and the boards."""
        here = Where("Programme", kind="boards", year=self.year.name)
        return [*super().crumbs(), ("Partner boards", here)]

    def open_row(self, row: PartnerRow) -> None:
        """Go to the events shared with the board, of the last year with any; else to its form."""
        with self.desk.reading() as db:
            year = partners.shared_in(db, row.id, near=self.year)
        if year is not None:
            self._way.go(Where("Programme", id=row.id, tab=SHARED_WITH, year=year.name))
        else:
            self.change(row.id)

    def read_rows(self, db: Any) -> tuple[list[PartnerRow], int, str]:
        every = partners.partner_boards(db)
        rows = found_in_order(
            every,
            self.list.words,
            lambda row: row.name,
            sort=self.list.sort,
            falling=self.list.falling,
        )
        return rows, len(every), "Boards with which events are shared" if every else ""


def _values(row: PartnerRow) -> tuple[Value, ...]:
    return row.name, row.events


KIND = RecordsKind[PartnerRow](
    title="Partner boards",
    tab="Series",
    one="board",
    several="boards",
    single="board",
    glyph="building-2",
    empty=EMPTY,
    columns=[
        Column("Board", lambda b: Cell(b.name, strong=True), Width.PLACES, share=5, sort="name"),
        Column(
            "Events shared",
            lambda b: f"{b.events:,}" if b.events else "",
            Width.PLACES,
            right=True,
            sort="events",
        ),
    ],
    heads=("Board", "Events shared"),
    values=_values,
    merge=partners.merge_partners,
    remove=partners.remove_partners,
)
