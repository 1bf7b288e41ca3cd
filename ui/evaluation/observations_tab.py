"""The observations of a year: what was seen, what is to be done, and who was told."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.figures import counted
from trainingdesk.domain.observation import ObservationDetails
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.words import brief_day
from trainingdesk.services.actions import (
    actions_of_observation,
    finish_actions,
    remove_actions,
)
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.evaluation.observations import (
    ObservationRow,
    observation_details,
    observations_listed,
    remove_observations,
    sent_of,
    take_back_sent,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.panels import Panels
from ui.evaluation.observation_form import ObservationForm
from ui.evaluation.observation_panels import PDF, ObservationActionForm, SendPanel
from ui.evaluation.observation_record import ObservationRecord
from ui.evaluation.tab import EvaluationTab
from ui.events.saving import ask_where, save_shown
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.parts.way import Way, Where
from ui.programme.acts import act

OBSERVATIONS = "Observations"
EMPTY = (
    "Somebody watches a session for its quality: one of ours, or a partner's. What was seen stands "
    "here with its ratings, goes to provider, commissioner and agency, and its actions stand in "
    "the board's plan."
)


class ObservationsTab(EvaluationTab):
    """Lists the observations of a year; opens one, changes it, and says what comes of it."""

    title: ClassVar[str] = OBSERVATIONS
    shows: ClassVar[frozenset[str]] = frozenset(
        {"action", "agency", "course", "event", "observation", "observation_action"}
        | {"observation_sent"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.open_id = 0
        self.details: ObservationDetails | None = None
        self.form, self.action_form = ObservationForm(live), ObservationActionForm(live)
        self.send = SendPanel(live, self._ask_where)
        self.panels = Panels(self.form, self.action_form, self.send)
        self.record = ObservationRecord(live)
        self.listed = self._made_list(live)
        self._make_acts()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.listed)
        self.stack.addWidget(self.record)
        column = down(self.stack, gap=0)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        row = across(self.panels, gap=0)
        row.insertLayout(0, column, 1)
        self.setLayout(row)
        self._connect()

    def _made_list(self, live: LiveDesk) -> FoundList[ObservationRow]:
        self.new_button = FirstAct("New observation", "plus", "Ctrl+N")
        self.first = FirstAct("New observation", "plus")
        kind = ListKind(
            OBSERVATIONS,
            "evaluation.observations",
            "observation",
            "observations",
            sort="",
            many=True,
            gives_way={"Observed by": ROOMY, "Provider": NARROW},
        )
        empty = Empty("clipboard-check", "No observations in this year", EMPTY, self.first)
        found = FoundList(live, kind, _columns(), empty)
        found.bar_row.addWidget(self.new_button)
        return found

    def _make_acts(self) -> None:
        listed, record = self.listed, self.record
        self.new_action = act(listed, "&New observation…", self.add, "Ctrl+N")
        self.open_action = act(listed, "&Open", self._open_chosen, "Ctrl+Return")
        self.remove_action = act(listed, "&Remove", self.remove_chosen, "Del")
        self.change_action = act(self, "C&hange the observation…", self.change, "F2")
        self.send_action = act(self, "&Send…", self.ask_to_send, "Ctrl+P")
        self.act_action = act(record, "New &action…", self.add_action, "Ctrl+N")
        self.back_action = act(record, "&All observations", self.go_back, "Esc")
        self.done_action = act(record.plan, "Mark as &done", self.finish, "Ctrl+D")
        self.take_out_action = act(record.plan, "&Remove the action", self.take_out, "Del")
        self.plan_action = act(record.plan, "Open the &plan", self._open_plan, "Ctrl+Return")
        self.unsent_action = act(record.sent, "Not &sent after all", self.take_back, "Del")
        listed.table.acts = [
            *(self.open_action, self.change_action, self.send_action, self.remove_action),
        ]
        record.plan.acts = [self.plan_action, self.done_action, self.take_out_action]
        record.sent.acts = [self.unsent_action]

    def _connect(self) -> None:
        for button in (self.new_button, self.first):
            button.clicked.connect(self.new_action.trigger)
        self.listed.asked.connect(self.reload)
        self.listed.opened.connect(self.open_row)
        self.listed.chosen.connect(self._allow)
        self.listed.export_asked.connect(self.export)
        record = self.record
        record.back.clicked.connect(self.back_action.trigger)
        record.change.clicked.connect(self.change_action.trigger)
        record.send.clicked.connect(self.send_action.trigger)
        record.new.clicked.connect(self.act_action.trigger)
        record.plan.opened.connect(lambda _: self._open_plan())
        self.panels.asking.connect(self.new_button.step_back)
        self.panels.closed.connect(self.enter)
        self.form.saved.connect(self._on_saved)

    # -- what it shows

    def look_for(self, find: str, row: int) -> None:
        if find:
            self.listed.seek(find)
        if row != self.open_id:
            self.open_id = row
            self.panels.clear()
        self._stale = True

    def enter(self) -> None:
        (self.record if self.open_id else self.listed).enter()

    def number(self) -> int:
        with self.desk.reading() as db:
            return len(observations_listed(db, today=self.desk.today(), year=self.year))

    def reload(self) -> None:
        today = self.desk.today()
        with self.desk.reading() as db:
            rows = observations_listed(db, today=today, year=self.year, words=self.listed.words)
            in_all = observations_listed(db, today=today, year=self.year)
        self.listed.show_found(rows, in_all=len(in_all))
        self.new_button.setHidden(not in_all)
        self.count(len(in_all))
        self._show_record()
        self.stack.setCurrentWidget(self.record if self.open_id else self.listed)
        self._allow()

    def _show_record(self) -> None:
        self.details = None
        if not self.open_id:
            return
        try:
            with self.desk.reading() as db:
                details = observation_details(db, self.open_id)
                actions = actions_of_observation(db, self.open_id, today=self.desk.today())
                sent = sent_of(db, self.open_id)
                agencies = dict(agency_choices(db, held=details.agency_id))
        except Unknown:  # removed meanwhile: the list stands without it
            self.open_id = 0
            return
        self.details = details
        named = {number: name for name, number in agencies.items()}
        agency = named.get(details.agency_id or 0, "")
        self.record.show_observation(details, agency, actions, sent)

    def _allow(self) -> None:
        rows = self.listed.table.chosen_rows()
        one = self.open_id > 0 or len(rows) == 1
        for action in (self.change_action, self.send_action):
            action.setEnabled(one)
        self.open_action.setEnabled(len(rows) == 1)
        self.remove_action.setEnabled(bool(rows))

    def export(self) -> None:
        table = self.record.plan if self.open_id else self.listed.table
        save_shown(self, table, OBSERVATIONS, said=self.said.emit)

    # -- what one does

    def add(self) -> None:
        """Ask for a new observation."""
        self.panels.make_way(self.form)
        self.form.begin_new()

    def open_row(self, row: ObservationRow) -> None:
        """Open an observation."""
        self._go(row.id)

    def go_back(self) -> None:
        """Go back to the list."""
        number = self.open_id
        self._go(0)
        self.listed.choose(number)

    def change(self) -> None:
        """Ask what is to be different about the observation at hand."""
        if number := self._at_hand():
            with refusals_shown(self):
                self.panels.make_way(self.form)
                self.form.begin_change(number)

    def ask_to_send(self) -> None:
        """Ask to whom the observation at hand goes."""
        if number := self._at_hand():
            with refusals_shown(self):
                with self.desk.reading() as db:
                    name = observation_details(db, number).name
                self.panels.make_way(self.send)
                self.send.begin(number, name)

    def add_action(self) -> None:
        """Ask for an action that comes of the observation."""
        self.panels.make_way(self.action_form)
        self.action_form.begin_of(self.open_id)

    def finish(self) -> None:
        """Say of the chosen actions that they are done today."""
        rows = self.record.plan.rows_in_hand()
        if rows:
            today = self.desk.today()
            name = ActionDetails(rows[0].words).name
            with refusals_shown(self), self.desk.changing("Mark as done:", name) as db:
                finish_actions(db, [row.id for row in rows], on=today)

    def take_out(self) -> None:
        """Take the chosen actions out of the plan."""
        rows = self.record.plan.chosen_rows()
        if rows:
            name = ActionDetails(rows[0].words).name
            with refusals_shown(self), self.desk.changing("Remove", name) as db:
                remove_actions(db, [row.id for row in rows])

    def take_back(self) -> None:
        """Say that it was not sent after all to whoever is chosen."""
        rows = self.record.sent.chosen_rows()
        if rows and self.details is not None:
            with refusals_shown(self), self.desk.changing("Not sent:", self.details.name) as db:
                take_back_sent(db, [row.id for row in rows])

    def remove_chosen(self) -> None:
        """Remove the chosen observations; their actions stay in the plan."""
        rows = self.listed.table.chosen_rows()
        if rows:
            several = counted(len(rows), "observation")
            name = f"the observation of {rows[0].title}" if len(rows) == 1 else several
            with refusals_shown(self), self.desk.changing("Remove", name) as db:
                remove_observations(db, [row.id for row in rows])

    def _at_hand(self) -> int:
        row = self.listed.table.chosen_row()
        return self.open_id or (row.id if row else 0)

    def _on_saved(self, number: int) -> None:
        if not self.open_id:
            self.listed.show_saved(number)

    def _open_chosen(self) -> None:
        if row := self.listed.table.chosen_row():
            self.open_row(row)

    def _open_plan(self) -> None:
        if row := self.record.plan.row_in_hand():
            find = row.words
            self.way.go(Where("Programme", kind="actions", find=find, year=self.year.name))

    def _ask_where(self, name: str) -> Path | None:
        return ask_where(self, "Save the letter", name.replace("/", "-"), PDF)

    def _go(self, number: int) -> None:
        here = Where("Evaluation", tab=OBSERVATIONS, id=number, year=self.year.name)
        self.way.go(here)


def _columns() -> list[Column[ObservationRow]]:
    return [
        Column("Session", lambda row: Cell(row.title, strong=True, note=row.reference), share=5),
        Column(
            "Observed on",
            lambda row: brief_day(row.observed_on),
            Width.DATE,
            value=lambda row: row.observed_on,
        ),
        Column("Observed by", lambda row: Cell(row.observer, "soft"), share=2),
        Column("Provider", lambda row: Cell(row.provider, "soft"), share=3),
        Column("Rating", _mean, Width.NUMBER, right=True, value=lambda row: row.mean),
        Column("Actions", _to_do, Width.MARK),
        Column("Sent to", _sent, share=3),
    ]


def _mean(row: ObservationRow) -> str:
    return f"{row.mean:.1f} of 4" if row.mean is not None else ""


def _to_do(row: ObservationRow) -> Cell:
    if row.overdue:
        return Cell(f"{row.overdue:,} overdue", "amber", strong=True)
    return Cell(f"{row.to_do:,} to do" if row.to_do else "", "soft")


def _sent(row: ObservationRow) -> Cell:
    told = ", ".join(to.value for to in row.sent)
    return Cell(told, "soft") if told else Cell("Nobody yet", "amber")
