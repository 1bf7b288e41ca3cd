"""One call: whom one rings and how, what to say, and the questions as they are answered."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.domain.call import CallNote
from trainingdesk.domain.channel import Channel
from trainingdesk.domain.evaluation import CallOutcome
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import brief_day, plain_day
from trainingdesk.services.boards import board_of
from trainingdesk.services.evaluation.calls import (
    CallRow,
    ToRing,
    answered_on_the_telephone,
    note_call,
)
from trainingdesk.services.evaluation.papers import paper_of
from trainingdesk.services.evaluation.taking import Taken
from ui.evaluation.call_back_box import CallBackBox
from ui.evaluation.filling import Filling
from ui.evaluation.filling_kept import keep_filling
from ui.evaluation.form_view import FormView
from ui.evaluation.hello_card import HelloCard
from ui.evaluation.ring_script import THANKS, greeting, spoken
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.heading import Heading, Notice
from ui.parts.layout import across, card, down, holder
from ui.parts.live import LiveDesk
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Words
from ui.programme.acts import act

NO_NUMBER = "No telephone is known"


class RingPage(QWidget):
    """Walks through one call, and keeps each answer as soon as it is given."""

    done = Signal(str)  # what came of it, in words
    left = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self.row: ToRing | None = None
        self._greeting = ""
        back = Button("To the list", "secondary", "arrow-left", "Esc")
        back.clicked.connect(self.left)
        self.heading = Heading("", "", back)
        self.notice = Notice("", "red")
        self.hello, self.later = HelloCard(), CallBackBox(live.desk)
        self.view = FormView(
            live, "evaluation.ring", end="Store the answers", closing=THANKS, say=spoken
        )
        self.stack = QStackedWidget()
        for page in (self.hello, self.view):
            self.stack.addWidget(page)
        main = down(self.notice, self.later, gap=Space.M)
        main.addWidget(self.stack, 1)
        row = across(self._whom(), gap=Space.L)
        row.addLayout(main, 1)
        column = down(self.heading, gap=Space.M)
        column.addWidget(holder(row), 1)
        self.setLayout(column)
        store = act(self.view, "&Store the answers", self.store, "Ctrl+Return", "Ctrl+Enter")
        self.acts = [*self.hello.acts, store]
        self._connect()

    def _whom(self) -> QWidget:
        """The card of whom one rings."""
        self.telephone = Words("", "head", wrap=True)
        self.telephone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.telephone.setAccessibleName("Telephone")
        self.whom, self.before = Words("", wrap=True), Words("", "small", wrap=True)
        made = card(down(self.telephone, self.whom, self.before, None, gap=Space.S, edge=Space.L))
        made.setFixedWidth(Size.SEARCH)
        return made

    def _connect(self) -> None:
        self.hello.begun.connect(self.begin_questions)
        self.hello.ended.connect(lambda outcome: self.note(CallNote(outcome)))
        self.hello.later.connect(self._ask_when)
        self.later.given.connect(self.note)
        self.later.closed.connect(self.hello.take_keys)
        self.view.answered.connect(self.keep)
        self.view.hidden.connect(self.keep)
        self.view.finished.connect(self.store)

    def show_row(self, row: ToRing) -> None:
        """Begin with somebody: what to say stands there. Raises Refused, Unknown."""
        with self._desk.reading() as db:
            paper = paper_of(db, row.event_id, row.delegate_id, row.stage)
            board = board_of(db).name
        self.row = row
        filling = Filling(paper)
        self.view.show_filling(filling)
        self.later.hide()
        self.notice.say("")
        about = f"{row.title} · {plain_day(row.starts)} · {STAGE_NAMES[row.stage]}"
        self.heading.say(row.name, f"{about} · {row.agency}")
        who = self._desk.who
        self._greeting = greeting(row, board=board, who=who, questions=filling.number)
        self.telephone.say(row.reached_at or NO_NUMBER)
        self.whom.say(f"{row.whom}, {row.agency}")
        self.before.say(_before(row))
        self._say_hello()

    def enter(self) -> None:
        """Take the keyboard where the call is."""
        here = self.stack.currentWidget()
        (self.view if here is self.view else self.hello).take_keys()

    def begin_questions(self) -> None:
        """Ask the first question that has no answer yet."""
        self.stack.setCurrentWidget(self.view)
        self.view.take_keys()

    def keep(self) -> None:
        """Keep what was answered so far: whatever happens, no answer that was given is lost."""
        keep_filling(self._desk, self.view, via=Channel.TELEPHONE)

    def store(self) -> None:
        """Take the answers in, and note that they were given on the telephone."""
        row, filling = self.row, self.view.filling
        if row is None or filling is None:
            return
        answers, today = self.view.answers, self._desk.today()
        try:
            with self._desk.changing("Enter", f"{row.name}'s {row.stage.said} form") as db:
                returned = filling.paper.returned(answers, on=today, via=Channel.TELEPHONE)
                by, opened = self._desk.stamp(), filling.kept
                taken = answered_on_the_telephone(db, row.id, returned, opened=opened, by=by)
        except Refused as refusal:
            self.view.say(str(refusal))
            self.view.take_keys()
            return
        self.put_away()
        beside = " It is kept beside the one that came before." if taken is Taken.HELD else ""
        self.done.emit(f"Entered {row.name}'s answers: {row.title}.{beside}")

    def note(self, note: CallNote) -> None:
        """Keep how the call ended."""
        row = self.row
        if row is None:
            return
        try:
            with self._desk.changing("Note", f"a call to {row.name}") as db:
                note_call(db, row.id, row.stage, note, by=self._desk.stamp())
        except Invalid as invalid:
            self.later.refuse("\n".join(invalid.problems.values()))
            return
        except Refused as refusal:
            self.notice.say(str(refusal), "red")
            return
        self.put_away()
        self.done.emit(f"{row.name}: {_ended(note)}.")

    def put_away(self) -> None:
        """Hold no call any more."""
        self.row = None
        self.later.hide()
        self.view.show_filling(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.stack.currentWidget() is self.view:
            self._break_off()
        else:
            self.left.emit()

    def _break_off(self) -> None:
        """Go back to how the call may end; what was answered stays."""
        self.keep()
        self._say_hello()
        self.hello.take_keys()

    def _say_hello(self) -> None:
        filling = self.view.filling
        if filling is not None:
            self.hello.say(self._greeting, filling.answered, filling.number)
        self.stack.setCurrentWidget(self.hello)

    def _ask_when(self) -> None:
        if self.row is not None:
            self.later.ask(self.row.whom)


def _ended(note: CallNote) -> str:
    if note.call_back_on is not None:
        return f"to be rung again on {plain_day(note.call_back_on)}"
    return {CallOutcome.DECLINED: "would not answer"}.get(note.outcome, "no answer")


def _before(row: ToRing) -> str:
    """What was done before to have the form, one line each."""
    lines = []
    if row.chased.asked_on:
        asked = counted(row.chased.asked, "time")
        lines.append(f"Asked in writing {asked}, last on {brief_day(row.chased.asked_on)}.")
    lines += [_call_said(call) for call in row.calls]
    return "\n".join(lines) or "Nobody has rung them yet."


def _call_said(call: CallRow) -> str:
    until = f", to be rung on {brief_day(call.call_back_on)}" if call.call_back_on else ""
    note = f": {call.note}" if call.note else ""
    return f"{brief_day(call.on)}, {call.who}: {call.outcome.value.lower()}{until}{note}"
