"""The results: what changed over the same people, who answered, and what they chose."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from trainingdesk.domain.evaluation import Stage as AskedAt
from trainingdesk.domain.figures import percent_of
from trainingdesk.services.evaluation.lines import lines_of
from trainingdesk.services.evaluation.scoped_results import Results
from ui.analysis.numbers_table import NumbersTable
from ui.evaluation.answered_card import AnsweredBy
from ui.evaluation.beside_tables import ManagersView, Speakers
from ui.evaluation.drawn import (
    drawn_measures,
    drawn_people,
    due_said,
    nameless_said,
    of_due,
    response_said,
)
from ui.evaluation.scope_chooser import ScopeChooser
from ui.evaluation.sentences import SPANS, Finding, finding_of, name_of
from ui.evaluation.spread_card import SpreadCard
from ui.evaluation.tables import (
    STAGE_NAMES,
    ChosenRow,
    MeasureRow,
    StageRow,
    chosen_columns,
    chosen_rows,
    measure_columns,
    stage_columns,
)
from ui.parts.bars_chart import Bar, Bars
from ui.parts.chart_card import ChartCard
from ui.parts.field import Choice
from ui.parts.layout import across, down, scrolled
from ui.parts.live import LiveDesk
from ui.parts.slope import Slope
from ui.parts.table import AnyTable
from ui.parts.theme import Size, Space
from ui.parts.words import Words

NARROW = 2 * Size.FORM
ROOM_FOR_ALL = 3 * Size.FORM + Size.NAV // 2
"""So wide, no column of who answered has to give way to the words of the channels."""
SAID_BELOW = frozenset({"anonymous", "unmatched"})
"""What the sentence under the table says as well."""
LATER = {"before_end": AskedAt.END, "before_follow_up": AskedAt.FOLLOW_UP}
EVERY = "All measures"
ATTENDED = "attended"
NOTHING_HERE = "No form has come back about this. Choose another, or the whole year."


class ResultsView(QWidget):
    """Findings first, then the picture, then the tables they rest on."""

    narrowed = Signal(object)  # the Scope
    moved_opened = Signal(str, str)  # the question's code, the later stage
    silent_opened = Signal(str, str, str)  # the stage; of agency, sector or level, and which
    later_opened = Signal(str)  # the stage of which forms are not due yet
    due_opened = Signal(str, str)  # of agency, sector or level, and which; or of all
    answers_opened = Signal(object, str)  # the Distribution, the answer
    pairs_opened = Signal(object)  # the Pairs

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self.results: Results | None = None
        self.scope = ScopeChooser(live)
        self.scope.narrowed.connect(self.narrowed)
        self.measure = Choice([(EVERY, "")], "Measure in the picture")
        self.measure.currentIndexChanged.connect(lambda _: self._show_slope())
        self.lead = Words("", "lead", wrap=True)
        self.satisfied = Words("", "soft", wrap=True)
        self.fallen, self.findings = down(gap=Space.XS), down(gap=Space.XS)
        self._make_charts()
        self._make_tables()
        self.nameless = Words("", "small", wrap=True)
        self.area = self._laid_out()
        self.setLayout(down(self.area, gap=0))

    def show_results(self, results: Results) -> None:
        """Show the results of another scope."""
        self.results = results
        self.scope.show_scope(results.scope)
        self._show_findings(results)
        self._offer_measures(results)
        self._show_slope()
        self._show_answered(results)
        self.measures.show_rows([MeasureRow(n, row) for n, row in enumerate(results.measures)])
        self.stages.show_rows([StageRow(n, row) for n, row in enumerate(results.funnel)])
        chosen = chosen_rows(results.spread)
        self.chosen.show_rows(chosen)
        tables: tuple[AnyTable, ...] = (self.measures, self.stages, self.chosen)
        for table in tables:
            table.setFixedHeight(table.whole() + Space.HAIR)
        for part in (self.chosen, self.chosen_title):
            part.setVisible(bool(chosen))
        self.spread.show_spread(results.spread)
        self.speakers.show_spread(results.spread)
        self.managers.show_managers(results.managers, results.managers_chose)
        self.answered_by.show_answered(results.answered_by)
        self.nameless.say(nameless_said(results.funnel))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._charts.setDirection(way)
        away = SAID_BELOW if self.width() < ROOM_FOR_ALL else ()
        self.stages.columns_shown.give_way(away)

    def _make_charts(self) -> None:
        self.slope = Slope("Means before, at the end and in practice")
        self.answered = Bars("Response by stage", Space.XXL * 3 + Space.L, track=True)
        self.slope.opened.connect(lambda key: self.moved_opened.emit(str(key), AskedAt.END))
        self.answered.opened.connect(self._open_bar)
        self.cards = ChartCard("", "", self.slope), ChartCard("", "", self.answered)
        self.cards[0].rows_asked.connect(lambda: self._go_to(self.measures))
        self.cards[1].rows_asked.connect(lambda: self._go_to(self.stages))
        self._charts = across(*self.cards, gap=Space.L)
        self._charts.setStretch(0, 3)
        self._charts.setStretch(1, 2)

    def _make_tables(self) -> None:
        opens = [f"{what}_{span}" for span in SPANS for what in ("change", "matched")]
        self.measures: NumbersTable[MeasureRow] = NumbersTable(
            measure_columns(), "Measures", numbers=opens
        )
        self.stages: NumbersTable[StageRow] = NumbersTable(
            stage_columns(), "Who answered", numbers=["attended", "not_due", "missing"]
        )
        self.chosen: NumbersTable[ChosenRow] = NumbersTable(
            chosen_columns(), "What they chose", numbers=["number"]
        )
        self.spread, self.speakers = SpreadCard(), Speakers()
        self.managers, self.answered_by = ManagersView(), AnsweredBy()
        self.measures.number_opened.connect(self._open_measure)
        self.stages.number_opened.connect(self._open_stage)
        self.chosen.number_opened.connect(
            lambda row, _name: self.answers_opened.emit(row.spread, row.answer)
        )
        self.spread.answers_opened.connect(self.answers_opened)
        self.speakers.answers_opened.connect(self.answers_opened)
        self.managers.pairs_opened.connect(self.pairs_opened)
        self.answered_by.attended_opened.connect(self.due_opened)
        self.answered_by.missing_opened.connect(self.silent_opened)

    def _laid_out(self) -> QScrollArea:
        self.chosen_title = Words("What they chose", "lead")
        choosers = across(self.scope, None, Words("In the picture", "soft"), self.measure)
        column = down(
            choosers,
            down(self.lead, self.fallen, self.satisfied, gap=Space.XS),
            self._charts,
            self.measures,
            self.findings,
            self.spread,
            self.chosen_title,
            self.chosen,
            self.managers,
            self.speakers,
            Words("Who answered", "lead"),
            down(self.stages, self.nameless, gap=Space.S),
            self.answered_by,
            None,
            gap=Space.L,
        )
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        return scrolled(column)

    def _offer_measures(self, results: Results) -> None:
        held = self.measure.chosen()
        with QSignalBlocker(self.measure):
            self.measure.clear()
            self.measure.addItem(EVERY, "")
            for row in results.measures:
                self.measure.addItem(name_of(row), row["code"])
            self.measure.choose(held)
            if self.measure.currentIndex() < 0:
                self.measure.setCurrentIndex(0)

    def _show_findings(self, results: Results) -> None:
        found = [finding_of(measure, span) for measure in results.measures for span in SPANS]
        first = found[0] if found else Finding("No question was asked at more than one stage.")
        self.lead.say(first.text if results.forms else NOTHING_HERE)
        fallen = [finding.text for finding in found[1:] if finding.fell]
        _show_lines(self.fallen, fallen, "amber_lead")
        _show_lines(self.findings, [f.text for f in found[1:] if not f.fell], "")
        rated = results.satisfaction
        satisfied = "Nobody has rated a course yet."
        if rated["rated"]:
            satisfied = (
                f"{rated['satisfied']:,} of the {rated['rated']:,} who rated their course at its "
                f"end were satisfied (4 or 5 of 5): {percent_of(rated['share'])}."
            )
        self.satisfied.say(satisfied)

    def _show_slope(self) -> None:
        """Draw every measure over all, or a chosen one with a line a person."""
        results, code = self.results, str(self.measure.chosen() or "")
        if results is None:
            return
        chosen = next((row for row in results.measures if row["code"] == code), None)
        if chosen is not None:
            with self._desk.reading() as db:
                lines = lines_of(db, results.scope, code, today=self._desk.today())
            if lines.people:
                drawn = drawn_people(chosen, lines)
                low, high = chosen["lowest"], chosen["highest"]
                self.slope.show_measures([drawn], low=low, high=high, people=lines.people)
                self.cards[0].say(f"{drawn.name}, {low} to {high}", _lines_said(lines.people))
                return
        rows = results.measures if chosen is None else [chosen]
        measures, low, high = drawn_measures(rows)
        self.slope.show_measures(measures, low=low, high=high)
        names = ", ".join(measure.name for measure in measures) or "Means"
        about = "Means of all who answered at each stage; changes are counted over the same people"
        self.cards[0].say(f"{names}, {low} to {high}", about)

    def _show_answered(self, results: Results) -> None:
        came = Bar(
            "Attended", 1.0 if results.attended else 0.0, f"{results.attended:,}", key=ATTENDED
        )
        stages = [
            Bar(
                STAGE_NAMES[AskedAt(row["stage"])],
                min(1.0, row["response_rate"] or 0.0),
                percent_of(row["response_rate"]),
                note=of_due(row),
                key=row["stage"],
            )
            for row in results.funnel
        ]
        self.answered.show_bars([came, *stages])
        self.cards[1].say(response_said(results.funnel), due_said(results.funnel))

    def _open_bar(self, key: object) -> None:
        if key == ATTENDED:
            self.due_opened.emit("", "")
        else:
            self.silent_opened.emit(str(key), "", "")

    def _open_measure(self, row: MeasureRow, name: str) -> None:
        span = "before_follow_up" if name.endswith("before_follow_up") else "before_end"
        self.moved_opened.emit(row.code, LATER[span])

    def _open_stage(self, row: StageRow, name: str) -> None:
        if name == "not_due":
            self.later_opened.emit(row.stage)
        elif name == "missing":
            self.silent_opened.emit(row.stage, "", "")
        else:
            self.due_opened.emit("", "")

    def _go_to(self, table: AnyTable) -> None:
        self.area.ensureWidgetVisible(table)
        table.enter()


def _lines_said(people: Sequence[Sequence[int]]) -> str:
    fell = sum(line[-1] < line[0] for line in people)
    ended = f"; {fell:,} ended lower than they began (amber)" if fell else ""
    return f"A line a person, the mean in colour, n = {len(people):,}{ended}"


def _show_lines(column: QBoxLayout, lines: Sequence[str], role: str) -> None:
    while (item := column.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()
    for line in lines:
        column.addWidget(Words(line, role, wrap=True))
