"""The page of what courses answer: case reviews' recommendations, audits, priorities."""

from typing import ClassVar

from trainingdesk.domain.figures import counted
from trainingdesk.services.recommendations import (
    RecommendationRow,
    close_recommendations,
    recommendations_listed,
    remove_recommendations,
    reopen_recommendations,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.programme.acts import act
from ui.programme.beside import ProgrammeTabs
from ui.recommendations.columns import recommendation_columns
from ui.recommendations.form import RecommendationForm
from ui.recommendations.listed_page import ListedPage

TITLE = "What courses answer"
EMPTY = (
    "What a case review, an audit or a priority asks of training stands here with the courses "
    "that answer it: then it can be said who has been trained on it, which agencies not yet, and "
    "who has joined since."
)


class RecommendationsPage(ListedPage[RecommendationRow]):
    """Finds recommendations, opens, adds, changes, closes and removes them."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "action",
            "booking",
            "course",
            "course_recommendation",
            "delegate",
            "event",
            "mark",
            "recommendation",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:  # noqa: ARG002 - as places make pages
        super().__init__(live, way, TITLE, Where("Programme", kind="recommendations"))
        self.form = RecommendationForm(live)
        self._make_acts()
        self.new = FirstAct("New recommendation", "plus", "Ctrl+N")
        first = FirstAct("New recommendation", "plus")
        for each in (self.new, first):
            each.clicked.connect(self.new_action.trigger)
        kind = ListKind(
            TITLE,
            "programme.recommendations",
            "recommendation",
            "recommendations",
            many=True,
            gives_way={"Kind": ROOMY, "Made on": ROOMY, "Actions": NARROW},
        )
        empty = Empty("scale", "Nothing to answer yet", EMPTY, first)
        found = FoundList(live, kind, recommendation_columns(), empty)
        found.table.acts = [
            self.open_action,
            self.change_action,
            self.close_action,
            self.reopen_action,
            self.remove_action,
        ]
        heading = Heading(TITLE, "", self.new)
        self.lay_out(heading, found, self.form, above=(ProgrammeTabs(way, TITLE),))
        self.form.saved.connect(found.show_saved)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New recommendation…", self.add, "Ctrl+N")
        self.open_action = act(self, "&Open", self._open_chosen, "Ctrl+Return")
        self.change_action = act(self, "C&hange the details…", self._change_chosen, "F2")
        self.close_action = act(self, "&Close", self.close_chosen, "Ctrl+Shift+C")
        self.reopen_action = act(self, "Open &again", self.reopen_chosen, "Ctrl+Shift+O")
        self.remove_action = act(self, "&Remove", self.remove_chosen, "Del")

    def reload(self) -> None:
        today, wanted = self.desk.today(), self.list
        with self.desk.reading() as db:
            rows = recommendations_listed(
                db, today=today, words=wanted.words, sort=wanted.sort, falling=wanted.falling
            )
            in_all = rows if not wanted.words.strip() else recommendations_listed(db, today=today)
        wanted.show_found(rows, in_all=len(in_all))
        unanswered = sum(not row.courses and row.closed_on is None for row in in_all)
        is_open = sum(row.closed_on is None for row in in_all)
        said = f"{is_open:,} open"
        said += f" · {counted(unanswered, 'is', 'are')} answered by no course" if unanswered else ""
        self.heading.say(TITLE, said if in_all else "")
        self.new.setHidden(not in_all)
        self.on_chosen()

    def add(self) -> None:
        """Ask for a new recommendation."""
        self.ask(self.form, self.form.begin_new)

    def open_row(self, row: RecommendationRow) -> None:
        self._way.go(Where("Programme", kind="recommendation", id=row.id, year=self._where.year))

    def close_chosen(self) -> None:
        """Close the chosen recommendations today."""
        today = self.desk.today()
        self.change(
            "Close", "recommendation", lambda db, ids: close_recommendations(db, ids, on=today)
        )

    def reopen_chosen(self) -> None:
        """Open the chosen recommendations again."""
        self.change("Reopen", "recommendation", reopen_recommendations)

    def remove_chosen(self) -> None:
        """Remove the chosen recommendations, if no course answers them."""
        self.change("Remove", "recommendation", remove_recommendations)

    def name_of(self, row: RecommendationRow) -> str:
        return row.name

    def on_chosen(self) -> None:
        rows = self.list.table.chosen_rows()
        for action in (self.open_action, self.change_action):
            action.setEnabled(len(rows) == 1)
        self.close_action.setEnabled(any(row.closed_on is None for row in rows))
        self.reopen_action.setEnabled(any(row.closed_on is not None for row in rows))
        self.remove_action.setEnabled(bool(rows))
        self.export_action.setEnabled(self.list.shown > 0)

    def _open_chosen(self) -> None:
        if row := self.list.table.chosen_row():
            self.open_row(row)

    def _change_chosen(self) -> None:
        if row := self.list.table.chosen_row():
            self.ask(self.form, lambda: self.form.begin_change(row.id))
