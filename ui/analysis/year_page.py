"""The year at a glance: headline figures, two charts, and tables of every kind."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.domain.definitions import BOOKINGS, EVALUATION, EVENTS, RATES, name_of
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agency_named
from trainingdesk.services.exports import save_list
from trainingdesk.services.year_at_hand import YearAtHand, year_at_hand
from ui.analysis.annual_report import save_annual_report
from ui.analysis.differences import Differences, notice_of, number_said
from ui.analysis.explanation import Explanation, explaining_act
from ui.analysis.figure_rows import FigureRows
from ui.analysis.group_tables import GroupTables
from ui.analysis.headline import explained, headline, unnamed_said
from ui.analysis.saving import LISTS
from ui.analysis.table_values import heads_of, values_of
from ui.analysis.told_tables import Saved, ToldTables
from ui.analysis.year_charts import YearCharts
from ui.parts.asked_path import asked_path
from ui.parts.beside import Beside
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down, scrolled
from ui.parts.letters import tip
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.shown import as_shown
from ui.parts.table import share_out_anew
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.with_panel import WithPanel
from ui.parts.words import Button
from ui.programme.acts import act

PURPOSE = (
    "Analysis counts the year from its rows: attendances, take-up, fill and the rest, each with "
    "its base, and every number opens what it was counted from. It fills as soon as the year "
    "has an event."
)
EXPLAINED = (
    ("Events", EVENTS),
    ("Bookings and attendances", BOOKINGS),
    ("Rates", RATES),
    ("Evaluation", EVALUATION),
)

THREE_RATES = (
    "Three different rates are all called “attendance rate” elsewhere, so here each has its own "
    "name and its base."
)


class YearPage(LiveView):
    """What happened in a year, in figures that open their rows and explain themselves."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency",
            "agency_return",
            "answer",
            "booking",
            "completion",
            "course",
            "course_strand",
            "event",
            "form",
            "mark",
            "published_figure",
            "series",
            "strand",
            "survey_answer",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._way, self._jobs = way, jobs
        self._year = TrainingYear.of(self.desk.today())
        self.at_hand: YearAtHand | None = None
        self.figures = FigureRows()
        self.charts = YearCharts()
        self.tables = GroupTables(live)
        self.told = ToldTables(live)
        self._make_actions()
        self._lay_out()
        self._connect()

    def show_year(self, year: TrainingYear, tab: str = "") -> None:
        """Show a year, and one of its tables."""
        if year != self._year:
            self._year = year
            self._stale = True
            share_out_anew(self)
            self.beside.close_panel()
        self.tables.open_tab(tab)
        if self.isVisible():
            self._catch_up()

    def show_table(self, tab: str) -> None:
        """Bring one of the tables into sight, with the keys on it, where the year has it."""
        part = self.told if tab in self.told.tables else self.tables
        if part.isVisible() and tab in part.tabs.shown():
            part.tabs.choose(tab)
            self.area.ensureWidgetVisible(part.count)
            self.area.ensureWidgetVisible(part.tabs)
            part.table.enter()

    def reload(self) -> None:
        today = self.desk.today()
        with self.desk.reading() as db:
            at_hand = self.at_hand = year_at_hand(db, self._year, today=today)
        self.heading.say(f"The year {self._year.name}", self._about(at_hand))
        self.report_action.setEnabled(at_hand.has_events)
        self.report.setEnabled(at_hand.has_events)
        self.told.show_figures(at_hand.figures)
        self.export_action.setEnabled(at_hand.has_events or self.told.has_rows)
        self.pages.setCurrentIndex(0 if at_hand.has_events or self.told.has_rows else 1)
        self.differences_action.setEnabled(False)
        self.register_action.setEnabled(False)
        for part in (self.figures, self.notices, self.charts, self.tables):
            part.setVisible(at_hand.has_events)
        if at_hand.has_events:
            self._show_events(at_hand)
        else:
            self._show_nothing(at_hand)

    def save_report(self) -> None:
        """Save the annual report of the year."""
        save_annual_report(self, self.live, self._jobs, self._year, said=self.said.emit)

    def export(self) -> None:
        """Save the table that has the keyboard, or that of the figures."""
        told = self.told.has_rows and (
            self.told.isAncestorOf(self.focusWidget() or self) or self.tables.isHidden()
        )
        self._save(self.told.saved() if told else self._saved())

    def explain(self) -> None:
        """Open the definitions beside the figures, or close them."""
        self._open_panel(Explanation)

    def show_differences(self) -> None:
        """Open what was published beside what the rows give, or close it."""
        self._open_panel(Differences)

    def open_register(self) -> None:
        """Go to the first register that keeps the figures low."""
        if self.at_hand is not None and self.at_hand.still_open.registers:
            event_id = self.at_hand.still_open.first_event
            year = self._year.name
            self._way.go(Where("Programme", "event", event_id, tab="Register", year=year))

    def _saved(self) -> Saved:
        """The table of figures that shows, as it is saved."""
        tab, kind = self.tables.tabs.here, self.tables.kind
        heads = heads_of(kind, tab)
        shown = as_shown(self.tables.table, heads)
        values = [shown(values_of(kind, row)) for row in self.tables.rows_shown()]
        return Saved(f"By {tab.lower()}", list(map(str, shown(heads))), values)

    def _save(self, saved: Saved) -> None:
        name = f"{saved.title} {self._year.name}.xlsx"
        path = asked_path(self, self.live, title="Save this table", name=name, kinds=LISTS)
        if path is None:
            return
        with refusals_shown(self):
            save_list(path, saved.heads, saved.values, title=saved.title)
            self.said.emit(f"Saved {path.name}.")

    def _show_events(self, at_hand: YearAtHand) -> None:
        """Show what the events of the year gave."""
        self.figures.show_figures(headline(at_hand))
        differing = at_hand.figures["unreconciled"]
        self.notice.say(notice_of(differing))
        self.differences_action.setEnabled(bool(differing))
        self.still_open.say(at_hand.still_open.said)
        self.register_action.setEnabled(bool(at_hand.still_open.registers))
        self.unnamed.say(unnamed_said(at_hand.figures["programme"]))
        told = differing, at_hand.still_open.registers, at_hand.figures["programme"]["headcount"]
        self.notices.setVisible(any(told))
        self.charts.show_year(at_hand)
        self.tables.show_figures(at_hand, self._year.before.name)

    def _make_actions(self) -> None:
        self.report_action = act(self, "&Annual report…", self.save_report, "Ctrl+P")
        self.explain_action = explaining_act(self, self.explain)
        self.differences_action = act(
            self, "See what was &published", self.show_differences, "Ctrl+D"
        )
        self.register_action = act(self, "Open the first &register", self.open_register, "Ctrl+R")
        self.export_action = act(self, "E&xport this table…", self.export, "Ctrl+E")

    def _lay_out(self) -> None:
        explain = Button("Explain these figures", "quiet", "circle-help", "F1")
        explain.clicked.connect(self.explain_action.trigger)
        self.report = Button("Annual report…", "primary", "file-text", "Ctrl+P")
        self.report.clicked.connect(self.report_action.trigger)
        self.heading = Heading("", "", explain, self.report)
        see = Button("See the difference", "link", keys="Ctrl+D")
        see.clicked.connect(self.differences_action.trigger)
        self.notice = Notice("", "amber", see)
        first = Button("Open the first register", "link", keys="Ctrl+R")
        first.clicked.connect(self.register_action.trigger)
        self.still_open = Notice("", "accent", first)
        events = Button("See the events", "link")
        events.clicked.connect(lambda: self._open_rows("headcount"))
        self.unnamed = Notice("", "accent", events)
        self.unnamed.setToolTip(tip(explained("headcount")))
        self.notices = QWidget()
        self.notices.setLayout(down(self.unnamed, self.still_open, self.notice, gap=Space.S))
        parts = (self.heading, self.figures, self.notices, self.charts, self.tables, self.told)
        column = down(*parts, None, gap=Space.L)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        self.area = scrolled(column)
        self.nothing = Empty("chart-column", "", "", self._first_step())
        self.pages = QStackedWidget()
        self.pages.addWidget(self.area)
        self.pages.addWidget(self.nothing)
        self.beside = WithPanel(self.pages)
        self.setLayout(self.beside)
        self.figures.stand_after(self.report)

    def _first_step(self) -> Button:
        step = Button("Go to the programme", "primary", "calendar-days")
        step.clicked.connect(lambda: self._way.go(Where("Programme", year=self._year.name)))
        return step

    def _connect(self) -> None:
        self.figures.opened.connect(self._open_figure)
        self.charts.opened.connect(self._open_rows)
        self.charts.table_asked.connect(self.show_table)
        self.tables.opened.connect(self._open_rows)
        self.tables.turned.connect(self._on_turned)
        self.tables.export_asked.connect(lambda: self._save(self._saved()))
        self.told.export_asked.connect(lambda: self._save(self.told.saved()))
        self.told.agency_asked.connect(self._open_agency)

    def _about(self, at_hand: YearAtHand) -> str:
        days = f"{plain_day(self._year.first_day)} to {plain_day(self._year.last_day)}"
        if not at_hand.has_events:
            return f"{days} · no events, only what agencies and surveys told"
        still = "" if at_hand.is_over else f", as it stands on {plain_day(at_hand.today)}"
        apart = f" · {said}, counted apart" if (said := at_hand.elearning.said) else ""
        return f"{days} · counted from rows{still}{apart}"

    def _show_nothing(self, at_hand: YearAtHand) -> None:
        """Say what the page is for; where only totals were published, say those."""
        said = [
            f"{name_of(key).lower()} {number_said(number)}"
            for key, number in at_hand.published.items()
        ]
        about = PURPOSE
        if said:
            about = f"This desk has no events of the year, only what was published: {listed(said)}."
        self.nothing.say(f"Nothing to count in {self._year.name} yet", about)

    def _open_figure(self, key: str) -> None:
        if key == "satisfaction":
            self._way.go(Where("Evaluation", year=self._year.name))
        else:
            self._open_rows(key)

    def _open_rows(self, find: str) -> None:
        self._way.go(Where("Analysis", kind="rows", find=find, year=self._year.name))

    def _open_agency(self, name: str) -> None:
        with self.desk.reading() as db:
            number = agency_named(db, name)
        if number is not None:
            self._way.go(Where("Agencies", kind="agency", id=number, year=self._year.name))

    def _on_turned(self, tab: str) -> None:
        self._way.replace(Where("Analysis", tab=tab, year=self._year.name))

    def _open_panel(self, kind: type[Explanation] | type[Differences]) -> None:
        was = self.beside.panel
        self.beside.close_panel()
        if isinstance(was, kind) or self.at_hand is None:
            return
        if kind is Differences:
            panel: Beside = Differences(self.at_hand.figures["unreconciled"])
            panel.rows_asked.connect(self._open_rows)  # type: ignore[attr-defined]
        else:
            panel = Explanation(EXPLAINED, THREE_RATES)
        self.beside.open_panel(panel)
