"""Forms to enter: by their codes or from the list, one key an answer."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.evaluation.begun import begun_forms, forget_begun
from trainingdesk.services.evaluation.expected import (
    ExpectedPerson,
    Standing,
    forms_expected,
    people_expected,
)
from trainingdesk.services.evaluation.held import answered_twice, twice_in_all
from trainingdesk.services.evaluation.papers import Chosen, OfWhom, Paper, paper_of, whose_coded
from trainingdesk.services.evaluation.taking import Taken
from ui.evaluation.entry_form import EntryForm
from ui.evaluation.entry_rows import BEGUN, TWICE, EntryRow, entry_rows
from ui.evaluation.entry_start import EntryStart
from ui.evaluation.returned_pdfs_panel import ReturnedPdfs
from ui.evaluation.tab import EvaluationTab
from ui.evaluation.tables import STAGE_NAMES
from ui.evaluation.twice_page import TwicePage
from ui.events.saving import save_shown
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.programme.acts import act

TO_ENTER = "To enter"
PDFS = "PDF"
"""What is looked for to have the forms read that came back as PDF."""
LOST = "They have no name under which they could be kept. To keep them, store them first."
HELD = "{} had answered already: both forms stand first in the list, to be decided."
SAME = "This form was there already, with the same answers."
OPEN = frozenset({Standing.MISSING, Standing.BEGUN})


class EntryTab(EvaluationTab):
    """Leads from what is expected to the form in hand, and from each form to the next."""

    title: ClassVar[str] = TO_ENTER
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "answer",
            "booking",
            "course",
            "delegate",
            "event",
            "form",
            "held_form",
            "mark",
            "question",
            "questionnaire",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self._of: tuple[int, Stage] | None = None  # the event and stage that are gone through
        self._whose: OfWhom | None = None
        self._version: Chosen | None = None  # of the papers in the pile
        self.start, self.form, self.twice = (
            EntryStart(live, lambda: self.year),
            EntryForm(live),
            TwicePage(live),
        )
        self.pdfs = ReturnedPdfs(self, jobs)
        self.setAcceptDrops(True)
        self.stack = QStackedWidget()
        for page in (self.start, self.form, self.twice, self.pdfs):
            self.stack.addWidget(page)
        column = down(self.stack, gap=0)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(column)
        table = self.start.listed.table
        self.code_action = act(self, "Type or scan a &code", self.back_to_code, "F2")
        self.open_action = act(table, "&Enter these forms", self._open_chosen)
        self.forget_action = act(table, "&Forget what was begun", self.forget, "Del")
        self.pdfs_action = act(self, "Read returned &PDFs…", self.read_pdfs, "Ctrl+Shift+P")
        table.acts = [self.open_action, self.forget_action, self.code_action, self.pdfs_action]
        self._connect()

    def _connect(self) -> None:
        self.start.to_forms.clicked.connect(
            lambda: self.way.go(Where("Evaluation", tab="Forms", find="Forms", year=self.year.name))
        )
        self.start.coded.connect(self.open_code)
        self.start.opened.connect(self.open_row)
        self.start.listed.export_asked.connect(self.export)
        self.start.listed.table.selectionModel().currentChanged.connect(lambda *_: self._allow())
        self.form.left.connect(self.back_to_code)
        self.form.person_asked.connect(self._open_person)
        self.form.stored.connect(self._on_stored)
        self.form.version_asked.connect(self._choose_version)
        self.twice.left.connect(self.back_to_code)
        self.twice.settled.connect(self._on_settled)
        self.start.pdfs_asked.connect(self.pdfs_action.trigger)
        self.pdfs.left.connect(self.back_to_code)
        self.pdfs.coded.connect(self.open_code)

    def actions(self) -> list[QAction]:
        """What can be done with the list, the form or the two forms that show."""
        here = self.stack.currentWidget()
        acts = self.start.listed.table.acts
        if here is self.form:
            acts = self.form.people.acts
        elif here is self.twice:
            acts = self.twice.table.acts
        own = super().actions()
        return [*own, *(each for each in acts if each not in own)]

    def look_for(self, find: str, row: int) -> None:
        """Open the forms of an event at a stage, or two of one person; or ask for PDFs."""
        if find == PDFS:
            self.read_pdfs()
        elif find == TWICE:
            self.open_twice(row)
        elif row:
            self.open_event(row, Stage(find) if find else Stage.END)

    def enter(self) -> None:
        here = self.stack.currentWidget()
        if here is self.form:
            self.form.view.take_keys()
        elif here is self.twice:
            self.twice.enter()
        elif here is self.pdfs:
            self.pdfs.enter()
        else:
            self.start.enter()

    def unkept(self) -> str:
        """The forms without a name that were begun: nothing else keeps their answers."""
        number = self.form.unfinished
        if not number:
            return ""
        begun = f"{counted(number, 'form')} without a name {'is' if number == 1 else 'are'} begun"
        return f"{begun} in {TO_ENTER}. {LOST}"

    def number(self) -> int:
        with self.desk.reading() as db:
            return twice_in_all(db) + len(begun_forms(db))

    def reload(self) -> None:
        if self.stack.currentWidget() is self.form:
            self.form.show_people(self._people())
            self.count(self.number())
            return
        with self.desk.reading() as db:
            twice, begun = answered_twice(db), begun_forms(db)
            expected = forms_expected(db, self.year, today=self.desk.today())
        self.start.show_rows(entry_rows(twice, begun, expected, self.desk.today()))
        self.count(len(twice) + len(begun))
        self._allow()

    def open_code(self, text: str) -> None:
        """Enter the form of a code."""
        try:
            with self.desk.reading() as db:
                whose = whose_coded(db, text)
            paper = self._paper(whose)
        except Refused as refusal:
            self.start.tell(str(refusal))
            self.start.enter()
            return
        self._of = (paper.event_id, paper.stage) if paper.delegate_id is None else None
        self._begin(paper)

    def _choose_version(self, number: int) -> None:
        """Have the paper in hand, and those after it, ask what another version asks."""
        if self._whose is not None:
            self.form.keep()
            self._version = Chosen(number)
            self._begin(self._paper(self._whose, version=Chosen(number, also_begun=True)))

    def _paper(self, whose: OfWhom, *, version: Chosen | None = None) -> Paper:
        """The form of somebody, as the papers of the pile ask."""
        self._whose = whose
        chosen = version or self._version
        with self.desk.reading() as db:
            return paper_of(db, whose.event_id, whose.delegate_id, whose.stage, version=chosen)

    def read_pdfs(self) -> None:
        """Ask for forms that came back as PDF, and show what each of them is."""
        self.form.keep()
        self.form.put_away()
        self._show(self.pdfs)
        self.pdfs.begin()

    def read_files(self, paths: Sequence[Path]) -> None:
        """Show what each of some files is that were dropped."""
        self.read_pdfs()
        self.pdfs.look(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.pdfs.dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.read_files(self.pdfs.dropped(event))
        event.acceptProposedAction()

    def open_row(self, row: EntryRow) -> None:
        """Decide on two forms, go on with one that was begun, or begin with those of an event."""
        if row.twice is not None:
            self._show(self.twice)
            self.twice.show_row(row.twice)
            self.twice.enter()
        else:
            self.open_event(row.event_id, row.stage, row.delegate_id)

    def open_twice(self, held_id: int) -> None:
        """Show both forms of somebody; the list, where they are settled."""
        self.form.keep()
        self.form.put_away()
        with self.desk.reading() as db:
            rows = [row for row in answered_twice(db) if row.id == held_id]
        if not rows:
            self.back_to_code()
            return
        self._show(self.twice)
        self.twice.show_row(rows[0])
        self.twice.enter()

    def open_event(self, event_id: int, stage: Stage, delegate_id: int | None = None) -> None:
        """Enter the forms of a stage of an event, beginning with one person's or the first."""
        self._of = event_id, stage
        people = self._people()
        first = next((each.delegate_id for each in people if each.standing in OPEN), None)
        self._open(event_id, delegate_id or first, stage)

    def back_to_code(self) -> None:
        """Go to the list; what was entered so far is kept."""
        self.form.keep()
        self.form.put_away()
        self._show(self.start)
        self.reload()
        self.start.enter()

    def forget(self) -> None:
        """Let go of what was begun in the line in hand, in one step of undo."""
        row = self.start.listed.row_in_hand()
        if row is None or row.group != BEGUN or row.delegate_id is None:
            return
        with self.desk.changing("Remove", f"what was begun of {row.what}") as db:
            forget_begun(db, row.event_id, row.delegate_id, row.stage)

    def export(self) -> None:
        """Save the list as it shows."""
        if self.stack.currentWidget() is self.pdfs:
            self.pdfs.save_refused()
            return
        name = f"Forms to enter {self.year.name}"
        save_shown(self, self.start.listed.table, name, said=self.said.emit)

    def _open_chosen(self) -> None:
        if row := self.start.listed.row_in_hand():
            self.open_row(row)

    def _open_person(self, person: ExpectedPerson) -> None:
        paper = self.form.paper
        if self._of is not None and (paper is None or paper.delegate_id != person.delegate_id):
            self._open(self._of[0], person.delegate_id, self._of[1])
        else:
            self.form.view.take_keys()

    def _open(self, event_id: int, delegate_id: int | None, stage: Stage) -> None:
        try:
            self.form.keep()
            paper = self._paper(OfWhom(event_id, delegate_id, stage))
        except Refused as refusal:
            self._show(self.start)
            self.start.tell(str(refusal))
            return
        self._begin(paper)

    def _begin(self, paper: Paper) -> None:
        self._show(self.form)
        asks_for_name = paper.delegate_id is not None or paper.names_nobody
        self.form.begin(paper, self._people() if asks_for_name else [])

    def _people(self) -> list[ExpectedPerson]:
        if self._of is None:
            return []
        with self.desk.reading() as db:
            return people_expected(db, *self._of)

    def _on_stored(self, paper: Paper, taken: Taken) -> None:
        whose = f"{paper.name}'s form" if paper.name else "a form without a name"
        said = f"Entered {whose}: {paper.title}, {STAGE_NAMES[paper.stage]}."
        self.live.told.emit(SAME if taken is Taken.SAME else said)
        self._next(paper)
        if taken is Taken.HELD:
            held = HELD.format(paper.name)
            if self.stack.currentWidget() is self.form:
                self.form.view.say(held, "amber")
            else:
                self.start.tell(held, "amber")

    def _next(self, paper: Paper) -> None:
        """Have the next form ready: another without a name, the next person, or the next code."""
        if self._of is None:
            self.back_to_code()
            self.start.code.clear()
        elif paper.delegate_id is None:
            self._open(paper.event_id, None, paper.stage)
        elif (person := self._after(paper)) is not None:
            self._open(self._of[0], person.delegate_id, self._of[1])
        else:
            self.back_to_code()
            stage = STAGE_NAMES[paper.stage]
            self.start.tell(f"Every form of {paper.title} has come ({stage}).", "accent")

    def _after(self, paper: Paper) -> ExpectedPerson | None:
        """The next in the list whose form has not come, from the one just entered on."""
        people = self._people()
        at = next((n for n, p in enumerate(people) if p.delegate_id == paper.delegate_id), -1)
        in_turn = people[at + 1 :] + people[: at + 1]
        return next((person for person in in_turn if person.standing in OPEN), None)

    def _on_settled(self, said: str) -> None:
        self.live.told.emit(said)
        with self.desk.reading() as db:
            left = answered_twice(db)
        if left:
            self.twice.show_row(left[0])
            self.twice.enter()
        else:
            self.back_to_code()

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(page)

    def _allow(self) -> None:
        row = self.start.listed.row_in_hand()
        self.open_action.setEnabled(row is not None)
        self.forget_action.setEnabled(row is not None and row.group == BEGUN)
