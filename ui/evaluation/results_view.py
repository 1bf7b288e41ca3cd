"""The results: what changed over the same people, who answered, and what they chose."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from trainingdesk.domain.evaluation import OF_DELEGATES
from trainingdesk.domain.evaluation import Stage as AskedAt
from trainingdesk.domain.figures import counted, percent, percent_of
from trainingdesk.services.comments import Chosen
from trainingdesk.services.results import Results
from ui.analysis.numbers_table import NumbersTable
from ui.evaluation.sentences import SPANS, Finding, finding_of, name_of
from ui.evaluation.tables import (
    STAGE_NAMES,
    MeasureRow,
    StageRow,
    chosen_columns,
    grouped,
    measure_columns,
    stage_columns,
)
from ui.parts.bars_chart import Bar, Bars
from ui.parts.chart_card import ChartCard
from ui.parts.layout import across, down, scrolled
from ui.parts.slope import Measure, Slope, Stage
from ui.parts.table import AnyTable, Table
from ui.parts.theme import Size, Space
from ui.parts.words import Words

MEANS = {AskedAt.BEFORE: "before", AskedAt.END: "end", AskedAt.FOLLOW_UP: "follow_up"}
MOST_DRAWN = 5
"""More lines than these cannot be told apart."""

NARROW = 2 * Size.FORM
LATER = {"before_end": AskedAt.END, "before_follow_up": AskedAt.FOLLOW_UP}


class ResultsView(QWidget):
    """Findings first, then the picture, then the tables they rest on."""

    moved_opened = Signal(str, str)  # the question's code, the later stage
    silent_opened = Signal(str)  # the stage
    due_opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lead = Words("", "lead", wrap=True)
        self.satisfied = Words("", "soft", wrap=True)
        self.fallen, self.findings = down(gap=Space.XS), down(gap=Space.XS)
        self._make_charts()
        self._make_tables()
        self.nameless = Words("", "small", wrap=True)
        self.area = self._laid_out()
        self.setLayout(down(self.area, gap=0))

    def show_results(self, results: Results) -> None:
        """Show another year's results."""
        self._show_findings(results)
        self._show_charts(results)
        measures = [MeasureRow(n, row) for n, row in enumerate(results.measures)]
        stages = [StageRow(n, row) for n, row in enumerate(results.stages)]
        self.measures.show_rows(measures)
        self.stages.show_rows(stages)
        self.chosen.show_rows(grouped(results.chosen))
        tables: tuple[AnyTable, ...] = (self.measures, self.stages, self.chosen)
        for table in tables:
            table.setFixedHeight(table.whole() + Space.HAIR)
        self.chosen.setVisible(bool(results.chosen))
        self.chosen_title.setVisible(bool(results.chosen))
        self.nameless.say(nameless_said(results.stages))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._charts.setDirection(way)

    def _make_charts(self) -> None:
        self.slope = Slope("Means before, at the end and in practice")
        self.answered = Bars("Response by stage", Space.XXL * 4, track=True)
        self.slope.opened.connect(lambda key: self.moved_opened.emit(str(key), AskedAt.END))
        self.answered.opened.connect(lambda key: self.silent_opened.emit(str(key)))
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
            stage_columns(), "Who answered", numbers=["due", "missing"]
        )
        self.chosen: Table[Chosen] = Table(chosen_columns(), "What they chose")
        self.measures.number_opened.connect(self._open_measure)
        self.stages.number_opened.connect(self._open_stage)

    def _laid_out(self) -> QScrollArea:
        self.chosen_title = Words("What they chose", "lead")
        column = down(
            down(self.lead, self.fallen, self.satisfied, gap=Space.XS),
            self._charts,
            self.measures,
            self.findings,
            Words("Who answered", "lead"),
            down(self.stages, self.nameless, gap=Space.S),
            self.chosen_title,
            self.chosen,
            None,
            gap=Space.L,
        )
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.L)
        return scrolled(column)

    def _show_findings(self, results: Results) -> None:
        found = [finding_of(measure, span) for measure in results.measures for span in SPANS]
        first = found[0] if found else Finding("No question was asked at more than one stage.")
        self.lead.say(first.text)
        fallen = [finding.text for finding in found[1:] if finding.fell]
        _show_lines(self.fallen, fallen, "amber")
        _show_lines(self.findings, [f.text for f in found[1:] if not f.fell], "")
        rated = results.satisfaction
        satisfied = "Nobody has rated a course yet."
        if rated["rated"]:
            satisfied = (
                f"{rated['satisfied']:,} of the {rated['rated']:,} who rated their course at its "
                f"end were satisfied (4 or 5 of 5): {percent_of(rated['share'])}."
            )
        self.satisfied.say(satisfied)

    def _show_charts(self, results: Results) -> None:
        drawn, low, high = drawn_measures(results.measures)
        self.slope.show_measures(drawn, low=low, high=high)
        names = ", ".join(measure.name for measure in drawn) or "Means"
        about = "Means of all who answered at each stage; changes are counted over the same people"
        self.cards[0].say(f"{names}, {low} to {high}", about)
        self.answered.show_bars(
            [
                Bar(
                    STAGE_NAMES[AskedAt(row["stage"])],
                    min(1.0, row["response_rate"] or 0.0),
                    percent_of(row["response_rate"]),
                    note=f"{row['received']:,} of {row['due']:,}",
                    key=row["stage"],
                )
                for row in results.stages
            ]
        )
        about = f"Forms received ÷ {counted(results.attended, 'attendance')}"
        self.cards[1].say(response_said(results.stages), about)

    def _open_measure(self, row: MeasureRow, name: str) -> None:
        span = "before_follow_up" if name.endswith("before_follow_up") else "before_end"
        self.moved_opened.emit(row.code, LATER[span])

    def _open_stage(self, row: StageRow, name: str) -> None:
        if name == "missing":
            self.silent_opened.emit(row.stage)
        else:
            self.due_opened.emit()

    def _go_to(self, table: AnyTable) -> None:
        self.area.ensureWidgetVisible(table)
        table.enter()


def _show_lines(column: QBoxLayout, lines: Sequence[str], role: str) -> None:
    while (item := column.takeAt(0)) is not None:
        if old := item.widget():
            old.hide()
            old.deleteLater()
    for line in lines:
        column.addWidget(Words(line, role, wrap=True))


def drawn_measures(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Measure], int, int]:
    """The measures that can share one chart: on the scale of the first, with the same stages."""
    known = [row for row in rows if any(row[f"{name}_mean"] is not None for name in MEANS.values())]
    if not known:
        return [], 0, 10
    first = known[0]
    scale = first["lowest"], first["highest"]
    stages = [stage for stage in OF_DELEGATES if first[f"{MEANS[stage]}_mean"] is not None]
    drawn = [
        Measure(name_of(row), [_stage(row, stage) for stage in stages], row["code"])
        for row in known
        if (row["lowest"], row["highest"]) == scale
        and all(row[f"{MEANS[stage]}_mean"] is not None for stage in stages)
    ]
    return drawn[:MOST_DRAWN], *scale


def response_said(stages: Sequence[Mapping[str, Any]]) -> str:
    """How the answers fall off from the end of the course to practice."""
    rates = {row["stage"]: row for row in stages}
    end, later = rates[AskedAt.END], rates[AskedAt.FOLLOW_UP]
    if not end["received"] and not later["received"]:
        first = rates.get(AskedAt.BEFORE)
        if first and first["received"]:
            return f"{percent(first['received'], first['due'])} answered before, nobody since"
        return "Nobody has answered yet"
    said = f"{percent(end['received'], end['due'])} answered at the end"
    return f"{said}, {percent(later['received'], later['due'])} in practice"


def nameless_said(stages: Sequence[Mapping[str, Any]]) -> str:
    """How many forms were anonymous or fit no attendance, and what became of them."""
    anonymous = sum(row["anonymous"] for row in stages)
    unmatched = sum(row["unmatched"] for row in stages)
    was = "was" if anonymous == 1 else "were"
    one = "fits" if unmatched == 1 else "fit"
    first = f"{counted(anonymous, 'form')} {was} anonymous: counted as received, never paired."
    return (
        f"{first} {counted(unmatched, 'form')} {one} no attendance and {_is(unmatched)} left out."
    )


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _stage(row: Mapping[str, Any], stage: AskedAt) -> Stage:
    name = MEANS[stage]
    return Stage(STAGE_NAMES[stage], row[f"{name}_mean"], row[f"{name}_answered"])
