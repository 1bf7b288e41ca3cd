"""The page of what was handed in for a register: kept files, and one held against the marks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from trainingdesk.domain.attendance import BY_LETTER
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.reconciled import (
    LEAVE_OUT,
    TO_SETTLE,
    Difference,
    Fate,
    Settled,
    seems_of_another_event,
)
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.event_pages import EventHead, head_of
from trainingdesk.services.evidence import evidence_of
from trainingdesk.services.reconciling import take_in
from ui.delegates.panels import Panels
from ui.events.new_person import NewPerson
from ui.events.telling import told_in
from ui.parts.beside import Beside
from ui.parts.heading import Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.meant_card import SHOWN
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.reconciling.lines_view import LinesView
from ui.reconciling.loaded import Line, Loaded, line_of
from ui.reconciling.paper_acts import READABLE, PaperActs
from ui.reconciling.papers_view import PapersView
from ui.reconciling.told import taken_said

TITLE = "Sheets and reports"
OF_ANOTHER = "Nobody in this file is on the register: it may be of another event."
UNIVERSALLY = "The times are read as universal time."
READ = "Sheets and reports (*.csv *.xlsx *.txt *.tsv)"


class SheetsPage(LiveView):
    """Keeps files with a register, and holds sheets and reports against it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "booking", "delegate", "event", "event_session", "evidence", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, _jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._way, self._where = way, Where("Programme", kind="sheets")
        self._head: EventHead | None = None
        self._loaded: dict[int, Loaded] = {}  # by event: going elsewhere loses no answer
        self._found: list[Difference] = []
        self._rows: list[Settled] = []
        self.heading, self.notice = Heading(TITLE), Notice("")
        self.turn = Button("Read the times otherwise", "link")
        self.to_know = Notice("", "amber", self.turn)
        self.papers, self.lines = PapersView(live), LinesView(live)
        self.kept = PaperActs(self, self.papers, self.notice, lambda: self._where.id)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.papers)
        self.stack.addWidget(self.lines)
        self.panels = Panels()
        self.newcomer = NewPerson(self.lines.box, self, "Save and name", live=live, way=way)
        column = down(self.heading, self.notice, self.to_know, gap=Space.M)
        column.addWidget(self.stack, 1)
        self.setLayout(self.panels.beside(column))
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.M)
        self._make_acts()
        self._connect()

    def _make_acts(self) -> None:
        self.load_action = act(self, "&Load a sheet or report…", self.ask_for_sheet, "Ctrl+O")
        self.take_action = act(self, "&Mark those settled", self.take, "Ctrl+S")
        self.next_action = act(self, "&Next to settle", self.go_on, "F8")
        self.leave_action = act(self, "Leave the chosen lines &out", self.leave_out, "Ctrl+Shift+X")
        self.back_action = act(self, "Ask about the chosen lines a&gain", self.ask_again, "Ctrl+B")
        self.name_action = act(self, "Say &who it is…", self.ask_name, "F2")
        self.away_action = act(self, "Put the file a&way", self.put_away, "Ctrl+R")
        self._of_lines = [
            *(self.take_action, self.next_action, self.leave_action, self.back_action),
            *(self.name_action, self.away_action),
        ]
        self.lines.table.acts = self._of_lines

    def _connect(self) -> None:
        papers, lines = self.papers, self.lines
        for button in (papers.load, papers.first_load):
            button.clicked.connect(self.load_action.trigger)
        papers.table.chosen.connect(self._allow)
        lines.take.clicked.connect(self.take_action.trigger)
        lines.next.clicked.connect(self.next_action.trigger)
        lines.away.clicked.connect(self.away_action.trigger)
        lines.table.opened.connect(lambda _: self.settle(0))
        lines.table.settled.connect(self.settle)
        lines.table.marked.connect(self.mark)
        lines.table.left_out.connect(self.leave_out)
        lines.person_chosen.connect(self._choose)
        lines.person_named.connect(self.name_person)
        self.newcomer.saved.connect(lines.name)
        self.panels.asking.connect(self._allow)
        self.turn.clicked.connect(self.turn_times)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show what was handed in for an event."""
        if where.id != self._where.id:
            self.notice.say("")
            self.lines.put_box_away()
            self.panels.clear()
        self._where = where
        self._stale = False
        self.reload()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, the event, and this page of it."""
        year, number = self._where.year, self._where.id
        event = Where("Programme", kind="event", id=number, tab="Register", year=year)
        name = self._head.row.reference if self._head else "Event"
        return [("Programme", Where("Programme", year=year)), (name, event), (TITLE, self._where)]

    def actions(self) -> list[QAction]:
        """What can be done here."""
        return super().actions()

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        self.enter()

    def enter(self) -> None:
        """Give the keys to what shows."""
        (self.lines if self.loaded else self.papers).enter()

    @property
    def loaded(self) -> Loaded | None:
        """The file that is held against the register of the event at hand."""
        return self._loaded.get(self._where.id)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._head = head_of(db, self._where.id, today=self.desk.today())
            papers = evidence_of(db, self._where.id)
        self.lines.box.event_id = self._where.id
        self.papers.show_papers(papers)
        self._hold_against()
        row = self._head.row if self._head else None
        about = f"{row.title} · {row.reference}" if row else "It is not there."
        name = self.loaded.path.name if self.loaded else ""
        self.heading.say(name or TITLE, f"{self._kind()} · {about}" if name else about)
        self._allow()

    def _kind(self) -> str:
        return self.loaded.given.kind.value if self.loaded else ""

    def _hold_against(self) -> None:
        """Find out again where the file and the register differ."""
        loaded = self.loaded
        self.stack.setCurrentWidget(self.lines if loaded else self.papers)
        self._found = []
        if loaded is not None:
            with told_in(self.notice):
                self._found = loaded.held_against(self.desk, self._where.id)
            other = [OF_ANOTHER] if seems_of_another_event(self._found) else []
            turned = [UNIVERSALLY] if loaded.universally else []
            self.to_know.say(" ".join([*loaded.given.notices, *turned, *other]), "amber")
            self.turn.setVisible(loaded.universally or loaded.given.kind is EvidenceKind.TEAMS)
        else:
            self.to_know.say("")
        self._show_lines()

    def _show_lines(self) -> None:
        self._rows = self.loaded.lines(self._found) if self.loaded else []
        self.lines.show_lines(self._rows)

    def _allow(self) -> None:
        chosen = self.papers.table.row_in_hand() is not None and self.loaded is None
        self.kept.allow(some=self._head is not None, chosen=chosen)
        for action in self._of_lines:
            action.setEnabled(self.loaded is not None and self.panels.isHidden())
        self.lines.setEnabled(self.panels.isHidden())  # the line it is asked for stays in hand
        self.load_action.setEnabled(self._head is not None)

    # -- files

    def ask_for_sheet(self) -> None:
        """Ask for a typed sheet, or a report of Teams, and hold it against the register."""
        name, _ = QFileDialog.getOpenFileName(self, "Load a sheet or report", "", READ)
        if name:
            self.load(Path(name))

    def load(self, path: Path, *, universally: bool = False) -> None:
        """Hold a file against the register."""
        with told_in(self.notice):
            made = Loaded.of(self.desk, self._where.id, path, universally=universally)
            made.held_against(self.desk, self._where.id)  # or it is refused before it shows
            self._loaded[self._where.id] = made
            self.reload()
            self.go_on()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])
        event.acceptProposedAction()

    def take_files(self, paths: Sequence[Path]) -> None:
        """Load one sheet that was dropped, or keep what else was."""
        if len(paths) == 1 and paths[0].suffix.lower() in READABLE:
            self.load(paths[0])
        else:
            self.kept.keep(paths)

    # -- settling

    def settle(self, which: int) -> None:
        """Choose one of the people of the line in hand, and go on to the next that is open.

        Of several lines, those that may mean one person alone are settled.
        """
        several = len(self.lines.table.rows_in_hand()) > 1

        def key_of(row: Settled) -> str | None:
            people = row.difference.people[:SHOWN]
            if which >= len(people) or (several and len(people) > 1):
                return None
            return people[which].key

        self._answer(key_of)

    def leave_out(self) -> None:
        """Change nothing by the chosen lines."""
        self._answer(lambda _: LEAVE_OUT)

    def ask_again(self) -> None:
        """Forget what was answered for the chosen lines."""
        self._each(lambda loaded, line: loaded.chosen(line, None))

    def mark(self, letter: str) -> None:
        """Give the chosen lines another mark, and go on to the next that is open."""
        self._each(lambda loaded, line: loaded.marked(line, BY_LETTER[letter]))
        self.go_on()

    def ask_name(self) -> None:
        """Ask who is meant by the line in hand."""
        self.lines.ask_name()

    def name_person(self, delegate_id: int) -> None:
        """Say who is meant by the line in hand."""
        row, loaded = self.lines.table.row_in_hand(), self.loaded
        if row is None or loaded is None or row.difference.fate is Fate.NOT_THERE:
            return
        line = line_of(row.difference)
        self._loaded[self._where.id] = loaded.with_name(line, delegate_id)
        self._hold_against()
        meant = next((each for each in self._found if line_of(each) == line), None)
        if meant is not None and meant.people:
            self._loaded[self._where.id] = self._loaded[self._where.id].chosen(
                line, meant.people[0].key
            )
            self._show_lines()
        self.go_on()

    def make_way(self, panel: Beside) -> None:
        """Give a panel the room beside the lines."""
        self.panels.make_way(panel)

    def go_on(self) -> None:
        """Go to the next line that is to be settled."""
        here = self.lines.table.current_row()
        open_ = [row.id for row in self._rows if row.fate in TO_SETTLE]
        later = [number for number in open_ if here is None or number > here.id]
        if open_ or here is None:
            self.lines.table.select_id(next(iter(later or open_), 0))
        self.lines.enter()

    def turn_times(self) -> None:
        """Read the times of the report as universal time, or as local time again."""
        if self.loaded is not None:
            self.load(self.loaded.path, universally=not self.loaded.universally)

    def _choose(self, key: str) -> None:
        self._answer(lambda _: key)

    def _answer(self, key_of: Callable[[Settled], str | None]) -> None:
        rows = {line_of(row.difference): row for row in self.lines.table.rows_in_hand()}

        def answered(loaded: Loaded, line: Line) -> Loaded:
            key = key_of(rows[line])
            return loaded if key is None else loaded.chosen(line, key)

        self._each(answered)
        self.go_on()

    def _each(self, answered: Callable[[Loaded, Line], Loaded]) -> None:
        """Note an answer for each of the lines in hand."""
        loaded = self.loaded
        for row in self.lines.table.rows_in_hand():
            if loaded is not None:
                loaded = self._loaded[self._where.id] = answered(loaded, line_of(row.difference))
        self._show_lines()

    # -- taking it

    def take(self) -> None:
        """Mark everybody who is settled in one act, keep the file, and go back to the register."""
        loaded, number = self.loaded, self._where.id
        if loaded is None:
            return
        try:
            with self.desk.changing("Load", loaded.path.name) as db:
                done = take_in(
                    db,
                    number,
                    self._rows,
                    paper=loaded.paper,
                    kind=loaded.given.kind,
                    by=self.desk.stamp(),
                )
        except Refused as refusal:
            self.notice.say(str(refusal), "red")
            return
        self.live.told.emit(taken_said(done, loaded.path.name))
        if any(row.fate in TO_SETTLE for row in self._rows):
            self.go_on()
            return
        self.put_away()
        if self.isVisible():
            year = self._where.year
            self._way.go(Where("Programme", kind="event", id=number, tab="Register", year=year))

    def put_away(self) -> None:
        """Hold no file against the register any more; what was not taken is left."""
        self._loaded.pop(self._where.id, None)
        self.notice.say("")
        self.reload()
        self.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.lines.put_box_away():
            self.lines.enter()
        else:
            super().keyPressEvent(event)
