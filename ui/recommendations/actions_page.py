"""The page of the board's plan of actions."""

from functools import partial
from typing import ClassVar

from trainingdesk.domain.action import DUE_SOON, ActionDetails
from trainingdesk.domain.recommendation import Rag
from trainingdesk.services.actions import (
    ActionRow,
    actions_listed,
    finish_actions,
    rate_actions,
    remove_actions,
    resume_actions,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.beside import ProgrammeTabs
from ui.recommendations.action_form import ActionForm
from ui.recommendations.columns import action_columns
from ui.recommendations.listed_page import ListedPage

TITLE = "Plan of actions"
RAG_KEYS = ("Ctrl+Shift+R", "Ctrl+Shift+A", "Ctrl+Shift+G")
EMPTY = (
    "What the board has set itself to do: each action with its owner, its day and red, amber or "
    "green. What is overdue, or due within four weeks, shows on Today."
)


class ActionsPage(ListedPage[ActionRow]):
    """Lists the actions by the day they are due; adds, changes, rates and finishes them."""

    shows: ClassVar[frozenset[str]] = frozenset({"action", "recommendation"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:  # noqa: ARG002 - as places make pages
        super().__init__(live, way, TITLE, Where("Programme", kind="actions"))
        self.form = ActionForm(live)
        self._make_acts()
        self.new = FirstAct("New action", "plus", "Ctrl+N")
        first = FirstAct("New action", "plus")
        for each in (self.new, first):
            each.clicked.connect(self.new_action.trigger)
        self.done = Button("Done", "quiet", "check", "Ctrl+D", "Mark as done")
        self.done.clicked.connect(self.done_action.trigger)
        kind = ListKind(
            TITLE,
            "programme.actions",
            "action",
            "actions",
            sort="due",
            many=True,
            gives_way={"Answers": NARROW, "Owner": ROOMY},
        )
        empty = Empty("list", "No actions yet", EMPTY, first)
        found = FoundList(live, kind, action_columns(of_one=False), empty, self.done)
        found.table.acts = self._of_some
        heading = Heading(TITLE, "", self.new)
        self.lay_out(heading, found, self.form, above=(ProgrammeTabs(way, TITLE),))
        self.form.saved.connect(found.show_saved)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New action…", self.add, "Ctrl+N")
        self.change_action = act(self, "C&hange the details…", self._change_chosen, "F2")
        self.answers_action = act(
            self, "Open what it &answers", self._open_answered, "Ctrl+Shift+Return"
        )
        self.done_action = act(self, "Mark as &done", self.finish_chosen, "Ctrl+D")
        self.resume_action = act(self, "&Not done after all", self.resume_chosen, "Ctrl+Shift+D")
        self.rag_actions = [
            act(self, f"Stands at {rag.lower()}", partial(self.rate_chosen, rag), keys)
            for rag, keys in zip(Rag, RAG_KEYS, strict=True)
        ]
        self.remove_action = act(self, "&Remove", self.remove_chosen, "Del")
        self._of_some = [
            self.change_action,
            self.answers_action,
            self.done_action,
            self.resume_action,
            *self.rag_actions,
            self.remove_action,
        ]

    def reload(self) -> None:
        today, wanted = self.desk.today(), self.list
        with self.desk.reading() as db:
            rows = actions_listed(
                db, today=today, words=wanted.words, sort=wanted.sort, falling=wanted.falling
            )
            in_all = actions_listed(db, today=today) if wanted.words.strip() else rows
        wanted.show_found(rows, in_all=len(in_all))
        overdue = sum(row.overdue for row in in_all)
        soon = sum(
            row.done_on is None and row.due is not None and today <= row.due <= today + DUE_SOON
            for row in in_all
        )
        said = [f"{sum(row.done_on is None for row in in_all):,} to do"]
        said += [f"{overdue:,} overdue"] if overdue else []
        said += [f"{soon:,} due within four weeks"] if soon else []
        self.heading.say(TITLE, " · ".join(said) if in_all else "")
        self.new.setHidden(not in_all)
        self.on_chosen()

    def add(self) -> None:
        """Ask for a new action."""
        self.ask(self.form, self.form.begin_new)

    def open_row(self, row: ActionRow) -> None:
        self.ask(self.form, lambda: self.form.begin_change(row.id))

    def finish_chosen(self) -> None:
        """Say of the chosen actions that they are done today."""
        today = self.desk.today()
        self.change("Mark as done:", "action", lambda db, ids: finish_actions(db, ids, on=today))

    def resume_chosen(self) -> None:
        """Say of the chosen actions that they are not done after all."""
        self.change("Reopen", "action", resume_actions)

    def rate_chosen(self, rag: Rag) -> None:
        """Say how the chosen actions stand."""
        self.change(f"Mark {rag.lower()}:", "action", lambda db, ids: rate_actions(db, ids, rag))

    def remove_chosen(self) -> None:
        """Take the chosen actions out of the plan."""
        self.change("Remove", "action", remove_actions)

    def name_of(self, row: ActionRow) -> str:
        return ActionDetails(row.words).name

    def on_chosen(self) -> None:
        rows = self.list.table.chosen_rows()
        self.change_action.setEnabled(len(rows) == 1)
        beside = len(rows) == 1 and bool(rows[0].source)
        self.answers_action.setEnabled(beside)
        undone = any(row.done_on is None for row in rows)
        self.done_action.setEnabled(undone)
        self.done.setVisible(undone)
        self.resume_action.setEnabled(any(row.done_on is not None for row in rows))
        for action in (*self.rag_actions, self.remove_action):
            action.setEnabled(bool(rows))
        self.export_action.setEnabled(self.list.shown > 0)

    def _change_chosen(self) -> None:
        if row := self.list.table.chosen_row():
            self.open_row(row)

    def _open_answered(self) -> None:
        row, year = self.list.table.chosen_row(), self._where.year
        if row and row.recommendation_id is not None:
            number = row.recommendation_id
            self._way.go(Where("Programme", kind="recommendation", id=number, year=year))
        elif row and row.observation_id is not None:
            number = row.observation_id
            self._way.go(Where("Evaluation", tab="Observations", id=number, year=year))
