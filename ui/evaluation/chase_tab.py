"""Who is still to answer at a stage, and asking them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.boards import board_of
from trainingdesk.services.evaluation.chasing import (
    SilentAsked,
    SilentRow,
    silent_bookings,
    silent_in_all,
    silent_page,
)
from trainingdesk.services.evaluation.scope import Scope, ScopeKind, scope_name
from trainingdesk.services.evaluation.scoped_results import results_of
from trainingdesk.services.evaluation.stage_times import AFTERWARDS, courses_with_own_times
from ui.analysis.paged_list import Order, PagedList, Source
from ui.delegates.first_act import FirstAct
from ui.delegates.panels import Panels
from ui.evaluation.chase_panel import ChasePanel
from ui.evaluation.chased_part import ChasedPart, chase_at, chased_part
from ui.evaluation.lists import silent_kind
from ui.evaluation.tab import EvaluationTab
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.switch import Switch
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

CHASE = "To chase"
TO_COME = "To come"
PARTS = {TO_COME: Stage.BEFORE} | {name: stage for stage, name in STAGE_NAMES.items()}
ABOUT_TO_COME = "They have a place on an event to come, and have sent no form from before it."
CAME = "From these attendances no form has come at this stage."
NOT_DUE = "From these attendances no form has come at this stage, and none was due yet."
NOBODY = "Nobody is to be asked"
EMPTY = (
    "Whoever came and was due to answer by now stands here until their form comes: you write to "
    "them from this list, or ring them."
)
EMPTY_TO_COME = "Whoever has a place on an event to come stands here until their form comes."
EMPTY_NOT_DUE = "Whoever came stands here while their form is not due yet."


class ChaseTab(EvaluationTab):
    """Those from whom a form is missing, stage by stage, to write to or to ring."""

    title: ClassVar[str] = CHASE
    shows: ClassVar[frozenset[str]] = frozenset(
        {"board", "booking", "call", "course", "delegate", "event", "form", "mark", "message"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.switch = Switch(list(PARTS), STAGE_NAMES[Stage.END], "Stage")
        self.ask_button = FirstAct("Ask for the form…", "mail", "Ctrl+N")
        self.part = ChasedPart(Scope(self.year))
        self.about = Words("", "small", wrap=True)
        self._told = (ABOUT_TO_COME, "")
        self.only, self.whole = Words("", "strong"), Button("Show the whole year", "link")
        self.listed: PagedList[SilentRow] = PagedList(live, silent_kind(lambda: self.year))
        self.nothing = Empty("mail", NOBODY, EMPTY)
        self.pages = QStackedWidget()
        for page in (self.listed, self.nothing):
            self.pages.addWidget(page)
        self.panel = ChasePanel(self.desk)
        self.panels = Panels(self.panel)
        self._make_actions()
        head = across(self.switch, None, self.ask_button)
        column = down(head, across(self.only, self.whole, None), self.about, gap=Space.M)
        column.addWidget(self.pages, 1)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        row = across(self.panels, gap=0)
        row.insertLayout(0, column, 1)
        self.setLayout(row)
        self._connect()

    @property
    def stage(self) -> Stage:
        """The stage that shows."""
        return PARTS[self.switch.here]

    @property
    def at(self) -> Where:
        """The way back, to the part of the year where it is narrowed to one."""
        return super().at if self.part.is_all else chase_at(self._stage_told(), self.part)

    def look_later(self, year: TrainingYear) -> None:
        if year != self.year:
            self.part = ChasedPart(Scope(year))  # what it was narrowed to is of its year
        super().look_later(year)

    def look_for(self, find: str, row: int) -> None:
        """Show a stage of a part of the year; without one, the whole year at the stage it has."""
        stage, part = chased_part(find, row, self.year)
        names = {**{each.value: name for each, name in STAGE_NAMES.items()}, TO_COME: TO_COME}
        if stage in names:
            self.switch.set_here(names[stage])
            self._stale = True
        self._stale = self._stale or part != self.part
        self.part = part

    def enter(self) -> None:
        """Take the keyboard; where nobody is to be asked, at the way to somebody else."""
        if self.pages.currentWidget() is self.listed:
            self.listed.enter()
        elif self.part.is_all:
            self.switch.enter()
        else:
            self.whole.setFocus(Qt.FocusReason.TabFocusReason)

    def reload(self) -> None:
        to_come = self.switch.here == TO_COME
        came = NOT_DUE if self.part.not_due else CAME
        self._told = (ABOUT_TO_COME, "") if to_come else (came, self._said())
        missing = EMPTY_NOT_DUE if self.part.not_due else EMPTY
        self.nothing.say(NOBODY, EMPTY_TO_COME if to_come else missing)
        with self.desk.reading() as db:
            self.only.say(self.part.said(scope_name(db, self.part.scope)))
        for narrowed in (self.only, self.whole):
            narrowed.setHidden(self.part.is_all)
        self.listed.show_source(Source(self._count, self._page))

    def ask(self) -> None:
        """Write to those who are chosen, or where one alone is, to all who show."""
        rows = self.listed.table.chosen_rows()
        if len(rows) > 1:
            ids = [row.id for row in rows]
        else:
            with self.desk.reading() as db:
                ids = silent_bookings(db, self._asked(self.listed.words), today=self.desk.today())
            rows = list(self._page(Order("starts", words=self.listed.words), 0, 1))
        again = bool(rows) and all(row.chased.asked for row in rows)
        self.panels.make_way(self.panel)
        self.panel.begin(self.stage, ids, again=again)

    def export(self) -> None:
        self.listed.export()

    def _make_actions(self) -> None:
        self.ask_action = act(self, "&Ask for the form…", self.ask, "Ctrl+N")
        self.delegate_action = act(self, "Open the &delegate", self._open_delegate, "Ctrl+D")
        self.event_action = act(self, "&Open the event", self._open_event, "Ctrl+O")
        self.listed.table.acts = [self.ask_action, self.delegate_action, self.event_action]

    def _connect(self) -> None:
        self.switch.changed.connect(self._on_switched)
        self.whole.clicked.connect(lambda: self._narrow(ChasedPart(Scope(self.year))))
        self.ask_button.clicked.connect(self.ask_action.trigger)
        self.panels.asking.connect(self.ask_button.step_back)
        self.panels.closed.connect(self.enter)
        self.panel.written.connect(self._on_written)
        self.listed.chosen.connect(self._on_chosen)
        self.listed.counted.connect(self._on_counted)
        self.listed.said.connect(self.said)
        self.listed.opened.connect(lambda _: self._open_delegate())

    def _said(self) -> str:
        with self.desk.reading() as db:
            row = results_of(db, self.part.scope, today=self.desk.today()).stage(self.stage)
            months, own = board_of(db).follow_up_months, courses_with_own_times(db)
        said = []
        if row is not None and row["anonymous"]:
            forms = counted(row["anonymous"], "form")
            said.append(f"{forms} came without a name, so as many of them may have answered.")
        if self.stage in AFTERWARDS:
            others = f", {counted(own, 'course')} at other times" if own else ""
            said.append(f"The board asks {counted(months, 'month')} after the event{others}.")
        if row is not None and row["not_due"] and not self.part.not_due:
            said.append(f"{row['not_due']:,} more {_are(row['not_due'])} not due yet.")
        return " ".join(said)

    def _on_switched(self, _name: str) -> None:
        self._narrow(replace(self.part, not_due=False))

    def _narrow(self, part: ChasedPart) -> None:
        """Show the silent of another part of the year: the same page in another state."""
        self.part = part
        self.reload()
        self.way.replace(chase_at(self._stage_told(), part))
        self.enter()

    def _on_written(self, number: int) -> None:
        self.said.emit(f"{counted(number, 'message')} put into the outbox, to be sent from there.")

    def _stage_told(self) -> str:
        """The stage as ways tell it."""
        return TO_COME if self.switch.here == TO_COME else self.stage.value

    def _on_counted(self, _shown: int, in_all: int) -> None:
        """Say what the list is for where nobody is in it, whatever it is filtered by."""
        self.pages.setCurrentWidget(self.listed if in_all else self.nothing)
        of_rows, besides = self._told
        self.about.say(f"{of_rows} {besides}".strip() if in_all or not besides else besides)
        self.about.setHidden(not in_all and not besides)

    def _on_chosen(self) -> None:
        chosen = bool(self.listed.table.chosen_rows())
        for action in (self.delegate_action, self.event_action):
            action.setEnabled(chosen)
        self.ask_action.setEnabled(bool(self.listed.shown))
        self.ask_button.setEnabled(bool(self.listed.shown))

    def _asked(self, words: str, order: Order | None = None) -> SilentAsked:
        order = order or Order("starts")
        to_come = self.switch.here == TO_COME
        narrowed = self.part
        return SilentAsked(
            self.year,
            self.stage,
            words,
            order.sort,
            order.falling,
            to_come,
            narrowed.not_due,
            None if narrowed.scope.kind is ScopeKind.YEAR else narrowed.scope,
            narrowed.group,
        )

    def _count(self, words: str) -> int:
        with self.desk.reading() as db:
            return silent_in_all(db, self._asked(words), today=self.desk.today())

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[SilentRow]:
        asked = self._asked(order.words, order)
        with self.desk.reading() as db:
            return silent_page(db, asked, today=self.desk.today(), offset=offset, limit=limit)

    def _open_delegate(self) -> None:
        if (row := self.listed.table.chosen_row()) is not None:
            where = Where("Delegates", kind="delegate", id=row.delegate_id, year=self.year.name)
            self.way.go(where)

    def _open_event(self) -> None:
        if (row := self.listed.table.chosen_row()) is not None:
            tab, year = "Evaluation", self.year.name
            self.way.go(Where("Programme", kind="event", id=row.event_id, tab=tab, year=year))


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
