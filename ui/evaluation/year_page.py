"""The evaluation of a year under its tabs."""

from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.definitions import EVALUATION
from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group
from trainingdesk.services.evaluation.answers_behind import AnswersAsked
from trainingdesk.services.evaluation.distributions import Distribution
from trainingdesk.services.evaluation.scope import (
    Scope,
    ScopeKind,
    course_reference,
    scope_name,
)
from trainingdesk.services.evaluation.scoped_results import Results, results_of
from ui.analysis.explanation import explaining_act
from ui.analysis.rows_page import found_by
from ui.analysis.year_tabs import YearTabs
from ui.evaluation.answers_page import answers_by
from ui.evaluation.beside_tables import Pairs
from ui.evaluation.chased_part import ChasedPart, chase_at
from ui.evaluation.drawn import left_out_said
from ui.evaluation.moved_page import moved_by
from ui.evaluation.results_view import ResultsView
from ui.evaluation.work import ORDER, WORK
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.way import Way, Where
from ui.programme.acts import act

RESULTS = "Results"
PURPOSE = (
    "Here you see what training changed: each person's answers before, at the end and in "
    "practice, over the same people and with how many they are; who is still to answer; and "
    "what people wrote. Forms on paper and filled PDFs come in under To enter, what an online form "
    "saved under Online, answers on the telephone under To ring; or all of them with a workbook, "
    "on its sheets Questions and Evaluations."
)


class EvaluationPage(LiveView):
    """What changed, who is silent, and what was written, of one year."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"answer", "booking", "course", "delegate", "event", "form", "mark", "question"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._way = way
        self._year = TrainingYear.of(self.desk.today())
        self._scope = Scope(self._year)
        self._heads: dict[Scope, str] = {}  # what the head says of each part, since it was read
        self.results = ResultsView(live)
        self.work = {kind.title: kind(live, way, jobs) for kind in WORK}
        self._make_actions()
        self._lay_out()
        self._connect()

    def show_at(self, year: TrainingYear, where: Where) -> None:
        """Show a year at one of its tabs; its results of what they are narrowed to."""
        tab = where.tab or RESULTS
        scope = self._scope if year == self._year else Scope(year)
        if tab == RESULTS:
            scope = Scope(year, ScopeKind(where.find), where.id) if where.find else Scope(year)
        for name, other in self.work.items():
            if name != tab:
                other.look_later(year)
        if scope != self._scope:
            self._year, self._scope = year, scope
            self._stale = True
        self._open_tab(tab)
        if tab in self.work:
            self.work[tab].show_year(year, find=where.find, row=where.id)
        if self.isVisible():
            self._catch_up()

    def actions(self) -> list[QAction]:
        """The acts of the page, and those of the tab that shows."""
        here = self.work.get(self.tabs.here)
        return [*super().actions(), *(here.actions() if here is not None else [])]

    def reload(self) -> None:
        with self.desk.reading() as db:
            results = results_of(db, self._scope, today=self.desk.today())
            named = scope_name(db, self._scope)
        self._heads = {}
        empty = not results.forms and self._scope.kind is ScopeKind.YEAR
        self.explain_action.setEnabled(not empty)
        if empty:
            self.body.show_nothing(f"No answers in {self._year.name} yet", PURPOSE)
            return
        self._heads[self._scope] = self._about(results, named)
        self._say_head()
        self.results.show_results(results)

    def explain(self) -> None:
        """Open the definitions beside the results, or close them."""
        self.body.explain("Evaluation", EVALUATION)

    def export(self) -> None:
        """Save the list that shows."""
        if self.tabs.here in self.work:
            self.work[self.tabs.here].export()

    def _make_actions(self) -> None:
        self.explain_action = explaining_act(self, self.explain)
        self.export_action = act(self, "E&xport this list…", self.export, "Ctrl+E")

    def _lay_out(self) -> None:
        pages: dict[str, QWidget] = {
            RESULTS: self.results,
            **self.work,
        }
        in_order = {tab: pages[tab] for tab in ORDER if tab in pages}
        glyph, explain = "message-square-text", self.explain_action
        self.body = YearTabs("Evaluation", in_order, glyph=glyph, explain=explain, always=self.work)
        self.tabs = self.body.tabs
        for page in self.work.values():
            page.tabs = self.tabs
        self.setLayout(down(self.body, gap=0))

    def _connect(self) -> None:
        self.tabs.changed.connect(self._on_turned)
        self.body.import_asked.connect(self._import)
        self.results.moved_opened.connect(self._open_moved)
        self.results.silent_opened.connect(self._open_silent)
        self.results.later_opened.connect(self._open_later)
        self.results.due_opened.connect(self._open_due)
        self.results.narrowed.connect(self._narrow)
        self.results.answers_opened.connect(self._open_answers)
        self.results.pairs_opened.connect(self._open_pairs)
        for page in self.work.values():
            page.said.connect(self.said)

    def _about(self, results: Results, named: str) -> str:
        whose = [self._year.name]
        if results.scope.kind is not ScopeKind.YEAR:
            whose.insert(0, named or "Nothing chosen")
        came, forms = counted(results.attended, "attendance"), counted(results.forms, "form")
        left = left_out_said(
            unmatched=results.left_out("unmatched"),
            ahead=results.left_out("ahead"),
            unmarked=results.left_out("unmarked"),
        )
        return " · ".join([*whose, came, f"{forms} received{left}"])

    def _say_head(self) -> None:
        """Say of what part the results are; over the other tabs, of the whole year."""
        part = self._scope if self.tabs.here == RESULTS else Scope(self._year)
        if part not in self._heads:
            with self.desk.reading() as db:
                results = results_of(db, part, today=self.desk.today())
            self._heads[part] = self._about(results, "")
        self.body.show_rows(self._heads[part])

    def _open_tab(self, tab: str) -> None:
        self.body.show_tab(tab)
        self.export_action.setEnabled(tab in self.work)
        if self._heads and not self._stale:
            self._say_head()

    def _on_turned(self, tab: str) -> None:
        self._open_tab(tab)
        self._remember(tab)
        if tab in self.work:
            here = self.work[tab].at
            self.work[tab].show_year(self._year, find=here.find, row=here.id)

    def _remember(self, tab: str) -> None:
        here = Where("Evaluation", tab=tab, year=self._year.name)
        if tab in self.work:
            here = self.work[tab].at
        elif self._scope.kind is not ScopeKind.YEAR:
            here = replace(here, find=self._scope.kind, id=self._scope.id)
        self._way.replace(here)

    def _narrow(self, scope: Scope) -> None:
        """Show the results of a part of the year: the same page in another state."""
        self._scope = scope
        self._remember(RESULTS)
        self.reload()

    def _open_moved(self, code: str, later: str) -> None:
        find, number = moved_by(code, later, self._scope.kind), self._scope.id
        year = self._year.name
        self._way.go(Where("Evaluation", kind="moved", find=find, id=number, year=year))

    def _open_answers(self, spread: Distribution, answer: str) -> None:
        asked = AnswersAsked(self._scope, spread.code, spread.stage, spread.about, answer)
        self._go_to_answers(asked)

    def _open_pairs(self, pairs: Pairs) -> None:
        asked = AnswersAsked(
            self._scope, pairs.code, pairs.stage, answer=pairs.answer, beside=pairs.beside
        )
        self._go_to_answers(asked)

    def _go_to_answers(self, asked: AnswersAsked) -> None:
        find, year = answers_by(asked), self._year.name
        self._way.go(Where("Evaluation", kind="answers", find=find, id=self._scope.id, year=year))

    def _open_silent(self, stage: str, kind: str, key: str) -> None:
        """Show who is silent of what the results are of, or of one group of it."""
        group = Group(kind, key) if kind else None
        self._way.go(chase_at(stage, ChasedPart(self._scope, group)))

    def _open_later(self, stage: str) -> None:
        """Show from whom no form is due yet."""
        self._way.go(chase_at(stage, ChasedPart(self._scope, not_due=True)))

    def _open_due(self, kind: str, key: str) -> None:
        """Show the attendances: of a group, or all of those that were counted."""
        year = self._year.name
        if self._scope.kind is ScopeKind.EVENT:
            there = Where("Programme", kind="event", id=self._scope.id, tab="Register", year=year)
            self._way.go(there)
            return
        group = Group(kind, key) if kind else self._group()
        self._way.go(Where("Analysis", kind="rows", find=found_by("attended", group), year=year))

    def _group(self) -> Group | None:
        """The scope as the figures name it, where they count by it."""
        with self.desk.reading() as db:
            if self._scope.kind is ScopeKind.COURSE:
                return Group("course", course_reference(db, self._scope.id))
            name = scope_name(db, self._scope)
        groups = {ScopeKind.STRAND: "strand", ScopeKind.AGENCY: "agency"}
        kind = groups.get(self._scope.kind)
        return Group(kind, name) if kind else None

    def _import(self) -> None:
        self._way.go(Where("Settings", kind="import", year=self._year.name))
