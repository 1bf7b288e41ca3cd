"""The page of series."""

from typing import Any, ClassVar

from trainingdesk.domain.figures import counted
from trainingdesk.services import series
from trainingdesk.services.exports import Value
from trainingdesk.services.series import SeriesRow
from ui.delegates.found_list import NARROW
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.records.named_columns import by_name
from ui.records.records_page import RecordsKind, RecordsPage
from ui.series.form import SeriesForm

EMPTY = (
    "A series holds events together, such as those of Safeguarding Week or the briefings shared "
    "with other boroughs. Add one here, and name it on its events."
)


class SeriesPage(RecordsPage[SeriesRow]):
    """Events that are held together under one name."""

    shows: ClassVar[frozenset[str]] = frozenset({"booking", "event", "mark", "series"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        self.boards = Button("Partner boards", "secondary", "building-2", "Ctrl+B")
        super().__init__(live, way, jobs, KIND, SeriesForm(live), self.boards)
        boards = act(self, "Partner &boards", self._open_boards, "Ctrl+B")
        self.boards.clicked.connect(boards.trigger)

    def read_rows(self, db: Any) -> tuple[list[SeriesRow], int, str]:
        rows = series.series_listed(
            db,
            self.year,
            words=self.list.words,
            sort=self.list.sort,
            falling=self.list.falling,
        )
        events = sum(row.events for row in rows)
        about = f"{counted(events, 'event')} in series in {self.year.name}" if rows else ""
        return rows, series.series_in_all(db), about

    def open_row(self, row: SeriesRow) -> None:
        """Go to the page of the series, with its events."""
        self._way.go(Where("Programme", kind=KIND.single, id=row.id, year=self.year.name))

    def _open_boards(self) -> None:
        self._way.go(Where("Programme", kind="boards", year=self.year.name))


def _number(number: int) -> str:
    return f"{number:,}" if number else ""


def _values(row: SeriesRow) -> tuple[Value, ...]:
    return (
        row.name,
        row.about,
        row.events,
        row.places,
        row.booked,
        row.attended,
        row.headcount,
        row.events_in_all,
    )


KIND = RecordsKind[SeriesRow](
    title="Series",
    one="series",
    several="series",
    single="one_series",
    glyph="layers",
    empty=EMPTY,
    columns=[
        by_name("Series", lambda s: " ".join(s.about.split()), share=5),
        Column("Events", lambda s: _number(s.events), Width.DATE, right=True, sort="events"),
        Column("Places", lambda s: _number(s.places), Width.DATE, right=True, sort="places"),
        Column("Booked", lambda s: _number(s.booked), Width.DATE, right=True, sort="booked"),
        Column("Attended", lambda s: _number(s.attended), Width.DATE, right=True, sort="attended"),
        Column("Counted", lambda s: _number(s.headcount), Width.DATE, right=True, sort="headcount"),
        Column(
            "In all years",
            lambda s: _number(s.events_in_all),
            Width.DATE,
            right=True,
            sort="events_in_all",
        ),
    ],
    heads=(
        "Series",
        "About",
        "Events in the year",
        "Places",
        "Booked",
        "Attended",
        "Counted without names",
        "Events in all years",
    ),
    values=_values,
    merge=series.merge_series,
    remove=series.remove_series,
    gives_way={"Counted": NARROW, "In all years": NARROW},
)
