"""The page of e-learning: who finished what on their own, and loading what platforms send."""

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import brief_day
from trainingdesk.services.completions import (
    CompletionRow,
    completions_in,
    completions_listed,
    remove_completions,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, FoundList, ListKind
from ui.elearning.load_panel import LoadPanel
from ui.elearning.score import score_said
from ui.parts.cell import Cell
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.recommendations.listed_page import ListedPage

TITLE = "E-learning"
KINDS = "Completions (*.csv)"
EMPTY = (
    "A platform for e-learning saves who finished which course as a .csv file. Load it, and it "
    "stands beside what people attended, counted apart."
)


class CompletionsPage(ListedPage[CompletionRow]):
    """Lists completions, the newest first; loads more of them, and removes them."""

    shows: ClassVar[frozenset[str]] = frozenset({"agency", "completion", "course", "delegate"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:  # noqa: ARG002 - as places make pages
        super().__init__(live, way, TITLE, Where("Delegates", kind="elearning"))
        self.loading = LoadPanel(live)
        self.load_action = act(self, "&Load a file…", self.ask_for_file, "Ctrl+N")
        self.open_action = act(self, "&Open the delegate", self.open_delegate, "Ctrl+Return")
        self.remove_action = act(self, "&Remove", self.remove_chosen, "Del")
        self.load_button = FirstAct("Load a file", "upload", "Ctrl+N")
        self.load_button.clicked.connect(self.load_action.trigger)
        found = self._made_list(live)
        self.lay_out(Heading(TITLE, "", self.load_button), found, self.loading, above=())
        self.loading.loaded.connect(self.live.told)

    def _made_list(self, live: LiveDesk) -> FoundList[CompletionRow]:
        kind = ListKind(
            TITLE,
            "delegates.elearning",
            "completion",
            "completions",
            sort="",
            many=True,
            gives_way={"Agency then": NARROW},
        )
        first = Button("Load a file", "secondary", "upload")
        first.clicked.connect(self.load_action.trigger)
        empty = Empty("upload", "No e-learning is loaded yet", EMPTY, first)
        found = FoundList(live, kind, _columns(), empty)
        found.table.acts = [self.open_action, self.remove_action]
        return found

    def reload(self) -> None:
        wanted, year = self.list, self.year
        with self.desk.reading() as db:
            rows = completions_listed(db, words=wanted.words)
            in_all = completions_listed(db) if wanted.words.strip() else rows
            of_year = completions_in(db, year)
        wanted.show_found(rows, in_all=len(in_all))
        people = counted(of_year.people, "person", "people")
        said = (
            f"{of_year.completions:,} in {year.name}, by {people} · counted apart from attendance"
        )
        self.heading.say(TITLE, said if in_all else "")
        self.on_chosen()

    def open_row(self, row: CompletionRow) -> None:
        """Enter opens the delegate."""
        where = Where("Delegates", kind="delegate", id=row.delegate_id, year=self.year.name)
        self._way.go(where)

    def on_chosen(self) -> None:
        rows = self.list.table.chosen_rows()
        self.open_action.setEnabled(len(rows) == 1)
        self.remove_action.setEnabled(bool(rows))
        self.export_action.setEnabled(self.list.shown > 0)

    def name_of(self, row: CompletionRow) -> str:
        return f"{row.title} of {row.delegate}"

    def ask_for_file(self) -> None:
        """Ask which file to load."""
        name, _ = QFileDialog.getOpenFileName(self, "Load e-learning", "", KINDS)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Show what a file would bring in; one that cannot be read says why."""
        try:
            self.ask(self.loading, lambda: self.loading.begin(path))
        except Refused as refusal:
            self.notice.say(str(refusal), "red")

    def open_delegate(self) -> None:
        """Go to the delegate who is chosen."""
        if row := self.list.table.chosen_row():
            self.open_row(row)

    def remove_chosen(self) -> None:
        """Take the chosen completions away."""
        self.change("Remove", "completion", remove_completions)


def _columns() -> list[Column[CompletionRow]]:
    return [
        Column("Delegate", lambda row: Cell(row.delegate, strong=True), Width.SPAN, 2),
        Column("Agency then", lambda row: Cell(row.agency, "soft"), Width.SPAN, 2),
        Column("Course", lambda row: Cell(row.title, note=row.reference), Width.SPAN, 3),
        Column("Finished", lambda row: brief_day(row.on), Width.DATE, value=lambda row: row.on),
        Column(
            "Score",
            lambda row: Cell(score_said(row), "soft" if row.score is not None else "faint"),
            Width.NUMBER,
            right=True,
            value=lambda row: row.score,
        ),
    ]
