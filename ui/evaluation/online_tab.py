"""The exports of online forms: matched once, looked at row by row, and taken in one act."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.online_columns import Means
from trainingdesk.domain.online_fates import (
    LEAVE_OUT,
    TAKEN,
    Matching,
    OnlineFate,
    OnlineJudged,
    of_fate,
)
from trainingdesk.services.evaluation.event_choices import events_to_choose
from trainingdesk.services.evaluation.online import OnlineTaken, judged, take_export
from trainingdesk.services.evaluation.online_around import is_anonymous
from trainingdesk.services.evaluation.online_layouts import (
    LayoutRow,
    OnlineLooked,
    forget_layouts,
    layouts_listed,
    look_at,
    matched,
)
from trainingdesk.services.exports import Value
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList, ListKind
from ui.evaluation.online_columns import ColumnsView
from ui.evaluation.online_rows import RowsView
from ui.evaluation.tab import EvaluationTab
from ui.events.saving import save_rows, save_shown
from ui.events.telling import told_in
from ui.parts.cell import Cell
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.parts.way import Way
from ui.parts.words import Words
from ui.programme.acts import act, allow

ONLINE = "Online"
LOST = "Who is meant goes with the window. To keep it, take them first (Ctrl+S)."
PUT_AWAY = "the rows of a file show. Take them (Ctrl+S), or put the file away (Ctrl+R)."
READ = "Exports (*.xlsx *.csv)"
EMPTY = (
    "Microsoft Forms, Google Forms and SurveyMonkey save the answers to an online form as a file. "
    "Load it here, or drop it onto this page. What its columns stand for is asked once; a later "
    "export of the same form then adds only what is new."
)
SAME_HEADINGS = (
    "A form with these headings is known, but none of these rows: it may be a copy for another "
    "event. Say of which event they are, and look through the columns."
)
TWO_WAYS = "The days can be read in two ways: see under Days that they are read as they were meant."
FIRST_TIME = "This form is new here. Look through what each column stands for: it is asked once."


class OnlineTab(EvaluationTab):
    """Lists the forms that are known; loads an export, settles its rows, and takes them."""

    title: ClassVar[str] = ONLINE
    shows: ClassVar[frozenset[str]] = frozenset(
        {"booking", "delegate", "event", "form", "mark", "online_layout", "online_row"}
        | {"question", "questionnaire"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.setAcceptDrops(True)
        self.looked: OnlineLooked | None = None
        self.matching: Matching | None = None
        self.settled: dict[int, str] = {}
        self.rows: list[OnlineJudged] = []
        self.notice, self.name = Notice("", "red"), Words("", "head")
        self.columns, self.judged = ColumnsView(), RowsView(live)
        self._make_acts()
        self.listed = self._made_list(live)
        self.stack = QStackedWidget()
        for page in (self.listed, self.columns, self.judged):
            self.stack.addWidget(page)
        column = down(self.notice, self.name, gap=Space.M)
        column.addWidget(self.stack, 1)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self.setLayout(column)
        self._connect()

    def _made_list(self, live: LiveDesk) -> FoundList[LayoutRow]:
        self.load_button = FirstAct("Load an export", "upload", "Ctrl+N")
        first = FirstAct("Load an export", "upload")
        for button in (self.load_button, first):
            button.clicked.connect(self.load_action.trigger)
        kind = ListKind(ONLINE, "evaluation.online_forms", "form", "forms", sort="", many=True)
        found = FoundList(
            live, kind, _columns(), Empty("upload", "No online form yet", EMPTY, first)
        )
        found.table.acts = [self.load_action, self.forget_action]
        found.bar_row.addWidget(self.load_button)
        return found

    def _make_acts(self) -> None:
        self.load_action = act(self, "&Load an export…", self.ask_for_file, "Ctrl+N")
        self.forget_action = act(self, "&Forget this form", self.forget_chosen, "Del")
        self.on_action = act(self.columns, "Look at the &rows", self.look_on, "Ctrl+S")
        self.take_action = act(self.judged, "&Take them", self.take, "Ctrl+S")
        self.next_action = act(self.judged, "&Next to settle", self.go_on, "F8")
        self.leave_action = act(self.judged, "&Leave out", self.leave_out, "Del")
        self.again_action = act(self.judged, "Ask &again", self.ask_again, "Ctrl+Backspace")
        self.columns_action = act(
            self.judged, "What the &columns stand for…", self.ask_columns, "F2"
        )
        self.away_action = act(self, "&Put the file away", self.put_away, "Ctrl+R")
        self.judged.table.acts = [
            *(self.take_action, self.next_action, self.leave_action, self.again_action),
            *(self.columns_action, self.away_action),
        ]

    def _connect(self) -> None:
        self.listed.asked.connect(self.reload)
        self.listed.chosen.connect(self._allow)
        self.listed.export_asked.connect(self.export)
        self.columns.asked_otherwise.connect(self._propose)
        self.columns.days_otherwise.connect(self._read_days)
        self.columns.done.connect(self.on_action.trigger)
        self.columns.away.connect(self.away_action.trigger)
        rows = self.judged
        rows.table.opened.connect(lambda _: self.settle(0))
        rows.table.settled.connect(self.settle)
        rows.table.left_out.connect(self.leave_out)
        rows.person_chosen.connect(self._choose)
        rows.away.clicked.connect(self.away_action.trigger)
        rows.columns.clicked.connect(self.columns_action.trigger)
        rows.save.clicked.connect(self.save_refused)
        rows.next.clicked.connect(self.next_action.trigger)
        rows.take.clicked.connect(self.take_action.trigger)

    # -- what it shows

    def enter(self) -> None:
        here = self.stack.currentWidget()
        if here is self.columns:
            self.columns.enter()
        elif here is self.judged:
            self.judged.enter()
        else:
            self.listed.enter()

    def unkept(self) -> str:
        """The rows that were settled and not taken yet: nothing else keeps who is meant."""
        done = {OnlineFate.KNOWN, OnlineFate.SAME}
        waiting = (row.id for row in self.rows if row.fate not in done)
        number = sum(row_id in self.settled for row_id in waiting)
        if not number:
            return ""
        rows = counted(number, "row")
        return f"{rows} in {ONLINE} {'is' if number == 1 else 'are'} settled and not taken. {LOST}"

    def reload(self) -> None:
        with self.desk.reading() as db:
            rows = layouts_listed(db)
        found = self.listed.holding(
            rows, lambda row: f"{row.name} {row.stage} {row.stage.said} {row.event}"
        )
        self.listed.show_found(found, in_all=len(rows))
        if self.stack.currentWidget() is self.judged:
            self._judge()
        self._allow()

    def export(self) -> None:
        if self.stack.currentWidget() is self.judged:
            self.save_refused()
        else:
            save_shown(self, self.listed.table, "Online forms", said=self.said.emit)

    def _allow(self) -> None:
        loaded = self.looked is not None
        here = self.stack.currentWidget()
        allow(self.load_action, why_not=PUT_AWAY if loaded else "")
        self.away_action.setEnabled(loaded)
        some = bool(self.listed.table.chosen_rows())
        self.forget_action.setEnabled(not loaded and some)
        self.on_action.setEnabled(here is self.columns and not self.columns.problem)
        self.name.say(self.looked.export.name if self.looked is not None else "")
        self.name.setVisible(loaded)

    # -- a file

    def ask_for_file(self) -> None:
        """Ask for an export, and look at it."""
        name, _ = QFileDialog.getOpenFileName(self, "Load an export", "", READ)
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Look at an export: its rows where its form is known, else its columns first."""
        with told_in(self.notice), self.desk.reading() as db:
            self.looked = look_at(db, path, today=self.desk.today())
        if self.notice.words.text() or self.looked is None:
            return
        self.matching, self.settled = self.looked.matching, {}
        if self.looked.ready:
            self._show_rows()
        else:
            self.ask_columns()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if len(paths) == 1:
            self.load(paths[0])
        else:
            self.notice.say("Drop one export at a time.", "amber")
        event.acceptProposedAction()

    def put_away(self) -> None:
        """Take nothing of the file that is loaded, and show the forms again."""
        self.looked, self.matching, self.settled, self.rows = None, None, {}, []
        self.notice.say("")
        self.stack.setCurrentWidget(self.listed)
        self.reload()
        self.enter()

    # -- its columns

    def ask_columns(self) -> None:
        """Ask what the columns stand for."""
        looked, matching = self.looked, self.matching
        if looked is None or matching is None:
            return
        with self.desk.reading() as db:
            held = matching.event_id
            events = events_to_choose(db, today=self.desk.today(), held=held)
        renamed = looked.renamed is not None and looked.renamed.is_sure
        careful = looked.known or renamed or bool(looked.notices or looked.export.other_days)
        tone = "amber" if careful else "accent"
        self.columns.begin(matching, events, to_know=self._to_know(looked), tone=tone)
        self.stack.setCurrentWidget(self.columns)
        self._propose()
        self.columns.enter()

    def _to_know(self, looked: OnlineLooked) -> str:
        if looked.renamed is not None:
            said = str(looked.renamed)
        elif looked.ready:
            said = ""
        else:
            said = SAME_HEADINGS if looked.known else FIRST_TIME
        days = [TWO_WAYS] if looked.export.other_days else []
        return " ".join([*looked.notices, *days, *([said] if said else [])])

    def _propose(self) -> None:
        """Offer the questions of the stage and event; what is chosen and still fits stays."""
        looked, view, matching = self.looked, self.columns, self.matching
        if looked is None or matching is None or view.event_picker.unknown():
            self._allow()
            return
        with self.desk.reading() as db:
            offered, proposed = matched(db, looked.export, view.chosen_stage, view.event_id)
            anonymous = is_anonymous(db, view.chosen_stage, view.event_id)
        fits = {each.key for each in offered} | {means.value for means in Means}
        fits.discard(Means.ASIDE.value)
        before = view.matching.stands_for if view.choices else ()
        chosen = before if len(before) == len(proposed) else matching.stands_for
        kept = [one if one in fits else other for one, other in zip(chosen, proposed, strict=True)]
        view.show_columns(looked.export, kept, offered, anonymous=anonymous)
        self._allow()

    def _read_days(self) -> None:
        """Read the days of the file in the order that is chosen."""
        if self.looked is not None:
            export = self.looked.export.with_days(self.columns.order)
            self.looked = replace(self.looked, export=export)

    def look_on(self) -> None:
        """Go on from the columns to the rows."""
        if self.looked is not None and not self.columns.problem:
            self.matching = self.columns.matching
            self._show_rows()

    # -- its rows

    def _show_rows(self) -> None:
        self.stack.setCurrentWidget(self.judged)
        self._judge()
        self._allow()
        self.go_on()

    def _judge(self) -> None:
        if self.looked is None or self.matching is None:
            return
        with self.desk.reading() as db:
            self.rows = judged(db, self.looked.export, self.matching, self.settled)
        self.judged.show_judged(self.rows)

    def settle(self, which: int) -> None:
        """Choose what the row in hand may be settled with, and go on to the next."""

        def key_of(row: OnlineJudged) -> str | None:
            return row.choices[which] if which < len(row.choices) else None

        self._answer(key_of)

    def leave_out(self) -> None:
        """Take nothing of the chosen rows."""
        self._answer(lambda _: LEAVE_OUT)

    def ask_again(self) -> None:
        """Forget what was answered for the chosen rows."""
        self._answer(lambda _: "")

    def go_on(self) -> None:
        """Go to the next row that is to be settled."""
        here = self.judged.table.current_row()
        open_ = [row.id for row in of_fate(self.rows, OnlineFate.ASK)]
        later = [number for number in open_ if here is None or number > here.id]
        if open_:
            self.judged.table.select_id(next(iter(later or open_)))
        self.judged.enter()

    def _choose(self, key: str) -> None:
        self._answer(lambda _: key)

    def _answer(self, key_of: Callable[[OnlineJudged], str | None]) -> None:
        for row in self.judged.table.rows_in_hand():
            key = key_of(row)
            if key is not None and row.fate is not OnlineFate.KNOWN:
                self.settled[row.id] = key
        self._judge()
        self.go_on()

    def take(self) -> None:
        """Take every row that is sure or settled, in one act."""
        looked, matching = self.looked, self.matching
        if looked is None or matching is None or not of_fate(self.rows, *TAKEN):
            return  # a change without a row is no step, so its Undo would take back another
        name = looked.export.name
        with told_in(self.notice):
            with self.desk.changing("Load", name) as db:
                taken = take_export(db, looked.export, matching, self.settled, by=self.desk.stamp())
            self.live.told.emit(taken_said(taken, name))
            if taken.refused:
                self.notice.say(" ".join(taken.refused), "red")
            elif of_fate(self.rows, OnlineFate.ASK, OnlineFate.REFUSED):
                self._judge()
                self.go_on()
            else:
                self.put_away()

    def save_refused(self) -> None:
        """Save the rows that were refused, with why, to put them right."""
        if self.looked is None:
            return
        heads = ["Row", "Why", *(heading.words for heading in self.looked.export.headings)]
        rows: list[list[Value]] = [
            [row.line.number, row.said, *row.line.cells]
            for row in of_fate(self.rows, OnlineFate.REFUSED)
        ]
        save_rows(self, "Refused rows", heads, rows, said=self.said.emit)

    def forget_chosen(self) -> None:
        """Forget the chosen forms; what was taken of them stays."""
        rows = self.listed.table.chosen_rows()
        if rows:
            name = rows[0].name if len(rows) == 1 else counted(len(rows), "form")
            with refusals_shown(self), self.desk.changing("Forget", name) as db:
                forget_layouts(db, [row.id for row in rows])


def taken_said(taken: OnlineTaken, name: str) -> str:
    """What became of a file."""
    said = [f"{counted(taken.stored, 'form')} taken from {name}"]
    said += [f"{taken.held:,} kept beside a first one"] if taken.held else []
    said += [f"{taken.same:,} there already"] if taken.same else []
    said += [f"{len(taken.refused):,} refused"] if taken.refused else []
    return ", ".join(said) + "."


def _columns() -> list[Column[LayoutRow]]:
    return [
        Column("File it was first seen in", lambda row: Cell(row.name, strong=True), share=4),
        Column("Stage", lambda row: Cell(row.stage.said, "soft"), Width.SPAN),
        Column("Event", lambda row: row.event or Cell("Each row tells", "faint"), share=4),
        Column("Questions", lambda row: f"{row.questions:,}", Width.SPAN, right=True),
        Column("Rows taken", lambda row: f"{row.taken:,}", Width.SPAN, right=True),
    ]
