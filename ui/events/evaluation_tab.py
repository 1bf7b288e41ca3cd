"""The evaluation of an event: how many answered, who is still to answer, and what changed."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted, percent, share
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.event_answers import (
    EventAnswers,
    PersonOnEvent,
    StageOfEvent,
    event_answers,
)
from trainingdesk.services.evaluation.expected import Standing
from trainingdesk.services.evaluation.scope import Scope, ScopeKind
from trainingdesk.services.evaluation.scoped_results import Results, results_of
from ui.evaluation.chased_part import ChasedPart, chase_at
from ui.evaluation.form_papers_acts import FormPapers
from ui.evaluation.sentences import change_said, name_of
from ui.evaluation.tables import STAGE_NAMES
from ui.events.event_tab import EventTab
from ui.parts.bars_chart import Bar, Bars
from ui.parts.cell import Cell
from ui.parts.chart_card import ChartCard
from ui.parts.count import Count
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

EVALUATION = "Evaluation"
FIRST = "Once somebody is booked, whose form has come stands here, stage by stage."
HIGH = Size.NAV - Space.XL
"""Of the picture, so that those who are still to answer keep the room."""
WHEN = {"before_end": "by the end", "before_follow_up": "in practice"}
SAID = {
    Standing.CAME: ("answered", "green"),
    Standing.TWICE: ("answered twice", "amber"),
    Standing.BEGUN: ("begun", "amber"),
}


class EvaluationTab(EventTab):
    """Who has answered at which stage; above them how many, and how far the same people moved."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"answer", "board", "booking", "course", "delegate", "event", "event_session", "form",
         "held_form", "mark", "question"}
    )  # fmt: skip

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.answers = EventAnswers((), ())
        self.results = Button(
            "All results", "secondary", "chart-column", name="Results of this event"
        )
        self.enter_forms = Button(
            "Enter forms", "secondary", "clipboard-check", name="Enter forms of this event"
        )
        self.chase = Button("Ask for the forms", "secondary", "mail", name="Ask for missing forms")
        self.papers = FormPapers(self)
        self.acts = across(None, self.results, self.papers.button, self.chase, self.enter_forms)
        self.changed = Words("", "", wrap=True)
        self.bars = Bars("Response by stage", Space.XXL * 4, track=True)
        self.card = ChartCard("", "", self.bars)
        self.card.setFixedHeight(HIGH)
        self.table: Table[PersonOnEvent] = Table(_columns(self), "Who has answered")
        self.table.follow(live, "event.evaluation")
        self.nobody = Empty("message-square-text", "Nobody to ask yet", FIRST)
        self.nobody.hide()
        self.count = Count(export=False)
        above = across(self.card, self.changed, gap=Space.L)
        above.setStretch(0, 1)
        above.setStretch(1, 1)
        above.setAlignment(self.changed, Qt.AlignmentFlag.AlignTop)
        column = down(self.acts, above, gap=Space.M)
        column.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        self.papers.panels.asking.connect(
            lambda asks: column.setContentsMargins(0, 0, Space.L if asks else 0, 0)
        )
        row = across(self.papers.panels, gap=0)
        row.insertLayout(0, column, 1)
        self.setLayout(row)
        self._make_acts()

    def _make_acts(self) -> None:
        self.results_action = act(self, "&Results of this event", self.open_results)
        self.chase_action = act(self, "&Ask for missing forms…", self.open_chase)
        self.enter_action = act(self, "&Enter forms…", self.open_entry)
        self.delegate_action = act(self, "Open the &delegate", self.open_delegate)
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.table.acts = [self.delegate_action, self.papers.action, self.export_action]
        self.table.opened.connect(lambda _: self.open_delegate())
        self.results.clicked.connect(self.results_action.trigger)
        self.chase.clicked.connect(self.chase_action.trigger)
        self.enter_forms.clicked.connect(self.enter_action.trigger)
        self.bars.opened.connect(lambda key: self.open_chase(str(key)))
        self.card.rows_asked.connect(self.enter)

    def begin(self) -> None:
        self.papers.panels.clear()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        today = self.desk.today()
        with self.desk.reading() as db:
            self.answers = event_answers(db, self.event_id, today=today)
            results = results_of(db, self._scope(), today=today)
        people, stages = self.answers.people, self.answers.stages
        self.table.show_rows(list(people))
        self.table.setVisible(bool(people))
        self.card.setVisible(bool(people))
        self.nobody.setHidden(bool(people))
        self.bars.show_bars([_bar(stage, self._begins) for stage in stages])
        self.bars.setMinimumHeight(len(stages) * Space.XL)
        self.card.say(_still_to_answer(stages), "Forms received ÷ forms expected")
        self.changed.say(_said(results))
        self.changed.setVisible(bool(self.answers.forms))
        open_now = [stage.stage for stage in stages if stage.is_open]
        silent = sum(bool(person.missing(open_now)) for person in people)
        whom = counted(len(people), "person", "people")
        self.count.say(f"Of {whom}, a form is still to come from {silent:,}")
        self.results_action.setEnabled(bool(self.answers.forms))
        self.results.setEnabled(bool(self.answers.forms))

    def export(self) -> None:
        """Save the list as it shows."""
        self.export_table(self.table, EVALUATION)

    def open_results(self) -> None:
        """Show all results of this event."""
        there = Where(EVALUATION, tab="Results", find=ScopeKind.EVENT, id=self.event_id)
        self._go(there)

    def open_chase(self, stage: str = "") -> None:
        """Show who is silent at a stage, the end if none is named, to write to them."""
        self._go(chase_at(stage or Stage.END, ChasedPart(self._scope())))

    def open_entry(self) -> None:
        """Go where forms are typed in."""
        self._go(Where(EVALUATION, tab="To enter"))

    def open_delegate(self) -> None:
        """Show the record of whoever is chosen."""
        row = self.table.chosen_row()
        if row is not None:
            self._go(Where("Delegates", kind="delegate", id=row.delegate_id))

    @property
    def _begins(self) -> int:
        """The year in which the training year of the event begins."""
        return self._year.begins

    @property
    def _year(self) -> TrainingYear:
        starts = self.head.row.starts if self.head else self.desk.today()
        return TrainingYear.of(starts)

    def _scope(self) -> Scope:
        return Scope(self._year, ScopeKind.EVENT, self.event_id)

    def _go(self, where: Where) -> None:
        year = self._year.name
        self.way.go(Where(where.place, where.kind, where.id, where.tab, year, where.find))

    def opens(self, stage: Stage) -> str:
        """When a stage is asked for, where that is still to come."""
        at = next((each for each in self.answers.stages if each.stage is stage), None)
        return _from(at, self._begins) if at else ""


def _columns(tab: EvaluationTab) -> list[Column[PersonOnEvent]]:
    return [
        Column("Delegate", lambda row: Cell(row.delegate, strong=True), Width.SPAN, share=3),
        Column("Agency", lambda row: Cell(row.agency, "soft"), Width.SPAN, share=3),
        *(_column(tab, stage, name) for stage, name in STAGE_NAMES.items()),
    ]


def _column(tab: EvaluationTab, stage: Stage, name: str) -> Column[PersonOnEvent]:
    def cell(row: PersonOnEvent) -> Cell:
        standing = row.standings[stage]
        if standing in SAID:
            word, tone = SAID[standing]
            return Cell(chip=word, chip_tone=tone)
        later = tab.opens(stage)
        return Cell(later, "faint") if later else Cell("to answer", "soft")

    return Column(name, cell, Width.SPAN, key=stage.value)


def _from(stage: StageOfEvent, begins: int) -> str:
    """From when a stage is asked for, unless that is already so."""
    if stage.is_open or stage.opens is None:
        return ""
    return f"from {short_day(stage.opens, year_begins=begins)}"


def _bar(stage: StageOfEvent, begins: int) -> Bar:
    later = _from(stage, begins)
    note = f"{stage.received:,} of {stage.expected:,}"
    if later and not stage.received:
        return Bar(STAGE_NAMES[stage.stage], 0.0, later, key=stage.stage)
    rate = min(1.0, share(stage.received, stage.expected) or 0.0)
    said = percent(stage.received, stage.expected)
    return Bar(STAGE_NAMES[stage.stage], rate, said, note=note, key=stage.stage)


def _still_to_answer(stages: Sequence[StageOfEvent]) -> str:
    """How many forms are missing of all stages that are asked for now: the bars say of which."""
    missing = sum(
        each.expected - each.received
        for each in stages
        if each.is_open and each.expected > each.received
    )
    if not missing:
        return "Nobody is still to answer"
    return f"{counted(missing, 'form is', 'forms are')} still to come"


def _said(results: Results) -> str:
    """How far the same people moved, a line a measure; how satisfied they were."""
    said = [line for measure in results.measures if (line := _line(measure))]
    rated = results.satisfaction
    if rated["rated"]:
        said.append(f"{rated['satisfied']:,} of {rated['rated']:,} were satisfied (4 or 5 of 5).")
    if not said:
        return "Nobody has answered the same question twice yet."
    return "\n".join(["Change over the same people, and how many they are:", *said])


def _line(measure: Mapping[str, Any]) -> str:
    """Both changes of a measure, each with over how many people."""
    parts = [
        f"{change_said(measure, span)} {when} ({number:,})"
        for span, when in WHEN.items()
        if (number := measure[f"matched_{span}"])
    ]
    return f"{name_of(measure)} {', '.join(parts)}." if parts else ""
