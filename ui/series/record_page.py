"""The page of one series: its figures, and its events of every year."""

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.delegate import folded, searched
from trainingdesk.domain.figures import counted, percent
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.standing import BEGUN
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.event_rows import EventRow
from trainingdesk.services.series import SeriesRow, events_of_series, series_row
from ui.delegates.facts import Facts
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.list_file import as_it_shows, export, file_of
from ui.delegates.panels import Panels
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.rows_model import Group
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.beside import ProgrammeTabs
from ui.programme.columns import columns
from ui.programme.exported import HEADS, exported
from ui.series.form import SeriesForm

EVENTS, PLACES, BOOKED, ATTENDED = "Events", "Places", "Booked", "Attended"


class SeriesRecordPage(LiveView):
    """Shows a series with its events, and opens them."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"booking", "course", "event", "event_session", "mark", "series", "trainer", "venue"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._jobs, self._name = way, jobs, "Series"
        self._where = Where("Programme", kind="one_series")
        self.rows: list[EventRow] = []
        self.form = SeriesForm(live)
        self.panels = Panels(self.form)
        self.change = Button("Change", "secondary", "", "F2", "Change the series")
        self.heading = Heading("", "", self.change)
        self.facts = Facts(EVENTS, PLACES, BOOKED, ATTENDED)
        empty = Empty(
            "calendar-days", "No events yet", "Name the series on an event, and it stands here."
        )
        gives_way = {"Trainer": ROOMY, "Venue": NARROW, "Level": NARROW}
        kind = ListKind(
            "Events", "programme.series.events", "event", "events", "date", gives_way=gives_way
        )
        self.list: FoundList[EventRow] = FoundList(live, kind, columns(), empty)
        self._make_actions()
        column = down(self.heading, ProgrammeTabs(way, "Series"), self.facts, gap=Space.M)
        column.addWidget(self.list, 1)
        self.setLayout(self.panels.beside(column))

    def _make_actions(self) -> None:
        self.change_action = act(self, "C&hange series…", self.change_series, "F2")
        self.open_action = act(self, "&Open event", self._open_chosen, "Ctrl+O")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.list.table.acts = [self.open_action]
        self.change.clicked.connect(self.change_action.trigger)
        self.list.asked.connect(self._show_events)
        self.list.opened.connect(self._open)
        self.list.chosen.connect(self._on_chosen)
        self.list.export_asked.connect(self.export)
        self.panels.closed.connect(self.list.enter)

    @property
    def year(self) -> TrainingYear:
        """The training year at hand."""
        name = self._where.year
        return TrainingYear.named(name) if name else TrainingYear.of(self.desk.today())

    def show_at(self, where: Where) -> None:
        """Show a series."""
        if where.id != self._where.id:
            self.panels.clear()
        self._where = where
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, its series, and this one."""
        year = self._where.year
        return [
            ("Programme", Where("Programme", year=year)),
            ("Series", Where("Programme", kind="series", year=year)),
            (self._name, self._where),
        ]

    def reload(self) -> None:
        today = self.desk.today()
        try:
            with self.desk.reading() as db:
                row = series_row(db, self._where.id, self.year)
                self.rows = events_of_series(db, self._where.id, today=today)
        except Unknown as unknown:
            self._name, self.rows = "Series", []
            self.heading.say(str(unknown))
            self._set_up(there=False)
            return
        self._name = row.name
        self._say(row)
        self._set_up(there=True)
        self._show_events()

    def _set_up(self, *, there: bool) -> None:
        for part in (self.facts, self.list, self.change):
            part.setVisible(there)
        self.change_action.setEnabled(there)

    def _say(self, row: SeriesRow) -> None:
        self.heading.say(row.name, " ".join(row.about.split()))
        counted_too = [f"{row.headcount:,} counted without names"] if row.headcount else []
        begun = any(each.standing in BEGUN for each in self.rows if each.starts in self.year)
        came = [_of(row.attended, row.places, "places")] if begun or row.attended else []
        self.facts.say(
            {
                EVENTS: f"{counted(row.events, 'event')} held or to come in {self.year.name}",
                PLACES: f"{row.places:,}",
                BOOKED: _of(row.booked, row.places, "places"),
                ATTENDED: " · ".join(came + counted_too),
            }
        )

    def _show_events(self) -> None:
        table = self.list
        found = [row for row in self.rows if _holds(row, table.words)]
        if table.sort != "date":
            found.sort(key=KEYS[table.sort], reverse=table.falling)
            table.show_found(found, in_all=len(self.rows))
            return
        shown: list[EventRow | Group] = []
        years = sorted({TrainingYear.of(row.starts) for row in found}, reverse=not table.falling)
        for year in years:
            inside = [row for row in found if row.starts in year]
            shown += [Group(year.name, counted(len(inside), "event")), *inside]
        table.show_found(shown, in_all=len(self.rows), found=len(found))

    def change_series(self) -> None:
        """Ask what is to be different about the series."""
        self.panels.make_way(self.form)
        self.form.begin_change(self._where.id)

    def export(self) -> None:
        """Save the series' events where the user chooses."""
        listed = file_of(self.rows, f"Events of {self._name}", "event", HEADS, exported)
        export(self, self._jobs, as_it_shows(self.list.table, listed), self.said.emit)

    def _open(self, row: EventRow) -> None:
        year = TrainingYear.of(row.starts).name
        self._way.go(Where("Programme", kind="event", id=row.id, year=year))

    def _open_chosen(self) -> None:
        if row := self.list.table.chosen_row():
            self._open(row)

    def _on_chosen(self) -> None:
        self.open_action.setEnabled(self.list.table.chosen_row() is not None)
        self.export_action.setEnabled(self.list.shown > 0)


KEYS: dict[str, Callable[[EventRow], Any]] = {
    "title": lambda row: folded(row.title),
    "level": lambda row: row.level,
    "venue": lambda row: folded(row.where),
    "trainer": lambda row: folded(row.who),
    "places": lambda row: row.held,
    "standing": lambda row: row.standing.value,
}


def _holds(row: EventRow, typed: str) -> bool:
    words = searched(typed).split()
    said = searched(f"{row.title} {row.reference} {row.venue} {row.trainer}")
    return all(word in said for word in words)


def _of(part: int, whole: int, base: str) -> str:
    return f"{part:,} · {percent(part, whole)} of {whole:,} {base}" if whole else f"{part:,}"
