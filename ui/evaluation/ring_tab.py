"""Who is to be rung for a form that is missing, and the calls one after another."""

from typing import ClassVar

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.evaluation.calls import (
    RUNG_FOR,
    TURNS_NOW,
    ToRing,
    to_ring,
    to_ring_now,
)
from ui.delegates.found_list import NARROW, FoundList, ListKind
from ui.evaluation.ring_list import grouped, ring_columns, sought
from ui.evaluation.ring_page import RingPage
from ui.evaluation.tab import EvaluationTab
from ui.evaluation.tables import STAGE_NAMES
from ui.events.saving import save_shown
from ui.events.telling import Told
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import down, holder
from ui.parts.live import LiveDesk
from ui.parts.switch import Switch
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

TO_RING = "To ring"
STAGES = {STAGE_NAMES[stage]: stage for stage in RUNG_FOR}
NOTHING = (
    "Whoever came, was asked and reminded in writing, and has still not answered is rung from "
    "here: the page says what to say, keeps each answer, and goes on to the next."
)
NOBODY_ELSE = "Nobody else is to be rung at present."


class RingTab(EvaluationTab):
    """Lists who is to be rung, and goes through the calls."""

    title: ClassVar[str] = TO_RING
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency_contact",
            "board",
            "booking",
            "call",
            "course",
            "delegate",
            "event",
            "form",
            "held_form",
            "mark",
            "message",
            "message_rule",
            "questionnaire",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.rows: list[ToRing] = []
        self.switch = Switch(list(STAGES), STAGE_NAMES[Stage.FOLLOW_UP], "Stage")
        self.first = Button("Ring the first", "primary", "phone-call", "Ctrl+Return")
        self.notice = Told(live)
        self.to_chase = Button("See who has not answered", "secondary", "mail")
        self.empty = Empty("phone-call", "Nobody is to be rung", NOTHING, self.to_chase)
        kind = ListKind(
            TO_RING, "evaluation.ring_list", "call", "calls", sort="", gives_way={"Agency": NARROW}
        )
        self.listed: FoundList[ToRing] = FoundList(
            live, kind, ring_columns(lambda: self.year), self.empty
        )
        self.page = RingPage(live)
        self._lay_out()
        self._make_acts()
        self._connect()

    def _make_acts(self) -> None:
        table = self.listed.table
        self.ring_action = act(table, "&Ring this person", self._ring_chosen)
        keys = "Ctrl+Return", "Ctrl+Enter"
        self.first_action = act(self.start, "Ring the &first", self.ring_next, *keys)
        self.record_action = act(table, "Open the &delegate", self._open_delegate, "Ctrl+D")
        table.acts = [self.ring_action, self.first_action, self.record_action]

    def _lay_out(self) -> None:
        self.listed.bar_row.insertWidget(0, self.switch)
        self.listed.bar_row.addWidget(self.first)
        column = down(self.notice, gap=Space.M)
        column.addWidget(self.listed, 1)
        self.start = holder(column)
        self.stack = QStackedWidget()
        for page in (self.start, self.page):
            self.stack.addWidget(page)
        whole = down(self.stack, gap=0)
        whole.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.to_chase.clicked.connect(
            lambda: self.way.go(Where("Evaluation", tab="To chase", year=self.year.name))
        )
        self.switch.changed.connect(lambda _: self._on_stage())
        self.listed.asked.connect(self._show)
        self.listed.opened.connect(self.ring)
        self.listed.export_asked.connect(self.export)
        self.listed.table.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.first.clicked.connect(self.first_action.trigger)
        self.page.left.connect(self.back_to_list)
        self.page.done.connect(self._on_done)

    def actions(self) -> list[QAction]:
        """What can be done with the list, or in the call."""
        here = self.stack.currentWidget()
        return [
            *super().actions(),
            *(self.page.acts if here is self.page else self.listed.table.acts),
        ]

    @property
    def stage(self) -> Stage:
        """The stage for which people are rung."""
        return STAGES[self.switch.here]

    def look_for(self, find: str, row: int) -> None:
        """Show a stage; with the number of a booking, ring that person."""
        if find in {stage.value for stage in RUNG_FOR}:
            self.switch.set_here(STAGE_NAMES[Stage(find)])
            self._stale = True
        if row:
            self._stale = False
            self._read()
            wanted = next((each for each in self.rows if each.id == row), None)
            if wanted is not None:
                self.ring(wanted)

    def enter(self) -> None:
        if self.stack.currentWidget() is self.page:
            self.page.enter()
        else:
            self.listed.enter()

    def number(self) -> int:
        with self.desk.reading() as db:
            return to_ring_now(db, self.year, self.stage, today=self.desk.today())

    def reload(self) -> None:
        if self.stack.currentWidget() is self.start:  # during a call nobody looks at the list
            self._read()

    def _read(self) -> None:
        with self.desk.reading() as db:
            self.rows = to_ring(db, self.year, self.stage, today=self.desk.today())
        self.count(sum(row.turn in TURNS_NOW for row in self.rows))
        self._show()

    def ring(self, row: ToRing) -> None:
        """Begin a call."""
        try:
            self.page.show_row(row)
        except Refused as refusal:
            self.notice.say(str(refusal), "red")
            return
        self.stack.setCurrentWidget(self.page)
        self.page.enter()

    def ring_next(self) -> None:
        """Ring whoever comes first."""
        self._read()
        row = next((row for row in self.rows if row.turn in TURNS_NOW), None)
        if row is not None:
            self.ring(row)
        else:
            self.back_to_list()
            self.notice.say(NOBODY_ELSE, "accent")

    def back_to_list(self) -> None:
        """Leave the call; what was answered so far is kept."""
        self.page.keep()
        self.page.put_away()
        self.stack.setCurrentWidget(self.start)
        self._read()
        self.listed.enter()

    def export(self) -> None:
        """Save the list as it shows."""
        name = f"To ring {self.year.name}"
        save_shown(self, self.listed.table, name, said=self.said.emit)

    def _on_done(self, said: str) -> None:
        self.live.told.emit(said)
        self.ring_next()

    def _on_stage(self) -> None:
        self.reload()
        self.listed.enter()

    def _show(self) -> None:
        shown = self.listed.holding(self.rows, sought)
        later = sum(row.turn not in TURNS_NOW for row in shown)
        self.listed.aside = f"{later:,} of them not now" if later else ""
        self.listed.show_found(grouped(shown), in_all=len(self.rows), found=len(shown))
        self.listed.bar.show()  # the stage can be changed where nobody is to be rung too
        self.first.setVisible(any(row.turn in TURNS_NOW for row in self.rows))
        self.first_action.setEnabled(not self.first.isHidden())
        self._allow()

    def _allow(self) -> None:
        for action in (self.ring_action, self.record_action):
            action.setEnabled(self.listed.row_in_hand() is not None)

    def _ring_chosen(self) -> None:
        if row := self.listed.row_in_hand():
            self.ring(row)

    def _open_delegate(self) -> None:
        if row := self.listed.row_in_hand():
            where = Where("Delegates", "delegate", row.delegate_id, year=self.year.name)
            self.way.go(where)
