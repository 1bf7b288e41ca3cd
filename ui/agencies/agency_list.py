"""The list of agencies with what they did in the year at hand."""

from collections.abc import Sequence

from trainingdesk.domain.figures import percent, percent_of
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agencies_listed
from trainingdesk.services.agency_history import agency_history
from trainingdesk.services.agency_rows import AgenciesAsked, AgencyRow
from trainingdesk.services.exports import Value
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.list_file import ListFile, as_it_shows, file_of
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.switch import Switch
from ui.parts.theme import Width
from ui.parts.words import Button

HEADS = (
    "Agency",
    "Also known as",
    "Sector",
    "Charging group",
    "Delegates",
    "Booked",
    "Attended",
    "Share of all attended",
    "Absent",
    "Absent of booked",
    "Since then",
)


NOW, THEN = "As they are now", "As they were"

FIGURE_SPACE = "\u2007"
"""As wide as a digit, so that percentages of one digit stand under those of two."""


class AgencyList(FoundList[AgencyRow]):
    """Agencies, with their share of the year's attendances and how many stayed away."""

    def __init__(self, live: LiveDesk, empty: Empty, *acts: Button) -> None:
        self._desk = live.desk
        self._rows: list[AgencyRow] = []
        self.year = TrainingYear.of(live.desk.today())
        gives_way = {"Charging group": ROOMY, "Delegates": ROOMY, "Share": NARROW}
        kind = ListKind("Agencies", "agencies", "agency", "agencies", gives_way=gives_way)
        super().__init__(live, kind, COLUMNS, empty, *acts)
        self.over_time = Switch([NOW, THEN], name="Agencies")
        self.bar_row.insertWidget(self.bar_row.count() - 1, self.over_time)
        self.over_time.changed.connect(lambda _: self.read())
        self.asked.connect(self.read)

    def read(self) -> None:
        """Read the agencies and their year."""
        with self._desk.reading() as db:
            self.over_time.setVisible(not agency_history(db).is_empty)
            self._rows = agencies_listed(db, self._wanted(self.words))
            in_all = len(agencies_listed(db, self._wanted(""))) if self.words else len(self._rows)
        self.show_found(self._rows, in_all=in_all)

    def _wanted(self, words: str) -> AgenciesAsked:
        return AgenciesAsked(
            self.year,
            self._desk.today(),
            words,
            self.sort,
            self.falling,
            as_now=self.over_time.here == NOW,
        )

    def attended_in_all(self) -> int:
        """How many attendances the year has, of every agency."""
        return self._rows[0].attended_in_all if self._rows else 0

    def as_file(self) -> ListFile[AgencyRow]:
        """The list as a file of its own."""
        title = f"Agencies {self.year.name}"
        listed = file_of(self._rows, title, "agency", HEADS, _values, several="agencies")
        return as_it_shows(self.table, listed)


def _number(number: int) -> str:
    return f"{number:,}" if number else ""


def _share(row: AgencyRow) -> Cell:
    if not row.attended:
        return Cell()
    # A bar of the whole year would be a speck for each: the longest is the most that one has.
    return Cell(percent_of(row.share), share=row.attended / row.attended_at_most)


def _absent(row: AgencyRow) -> Cell:
    if not row.booked:
        return Cell()
    said = percent(row.absent, row.booked).rjust(len("100%"), FIGURE_SPACE)
    return Cell(said, note=f"{row.absent:,} of {row.booked:,}")


COLUMNS: list[Column[AgencyRow]] = [
    Column(
        "Agency",
        lambda a: Cell(a.name, strong=True, note=a.became or ", ".join(a.other_names)),
        width=Width.PLACES,
        share=5,
        sort="name",
    ),
    Column("Sector", lambda a: Cell(a.sector, "soft"), Width.CHIP, share=1, sort="sector"),
    Column(
        "Charging group",
        lambda a: Cell(a.charging_group, "soft"),
        Width.CHIP,
        share=1,
        sort="group",
    ),
    Column(
        "Delegates",
        lambda a: _number(a.delegates),
        Width.DATE,
        share=1,
        right=True,
        sort="delegates",
    ),
    Column(
        "Attended",
        lambda a: _number(a.attended),
        Width.DATE,
        share=1,
        right=True,
        sort="attended",
    ),
    Column("Share", _share, Width.MARK, share=1),
    Column("Absent", _absent, Width.MARK, share=1, right=True, sort="absent"),
]


def _values(row: AgencyRow) -> Sequence[Value]:
    return (
        row.name,
        "; ".join(row.other_names),
        row.sector,
        row.charging_group,
        row.delegates,
        row.booked,
        row.attended,
        row.share,
        row.absent,
        row.absent / row.booked if row.booked else None,
        row.became,
    )
