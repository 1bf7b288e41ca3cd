"""The questions of a form in their order: added by a few letters, moved, and taken off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.evaluation import AskedPer
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire import Ask
from trainingdesk.domain.questionnaire_details import Put
from trainingdesk.services.evaluation.questions import QuestionRow, kind_said
from ui.parts.cell import Cell
from ui.parts.field import Field
from ui.parts.layout import across, down
from ui.parts.rows_model import Column
from ui.parts.suggestions import Suggestion, Suggestions
from ui.parts.table import Table
from ui.parts.theme import Space, Width
from ui.parts.words import Button, Words
from ui.programme.acts import act

AT_MOST = 8
BETWEEN = " · "
PER_SAID = {
    AskedPer.EVENT: "",
    AskedPer.SESSION: "each session",
    AskedPer.SPEAKER: "each speaker",
}
TURNS = tuple(AskedPer)
KEYS_SAID = "Alt+Up and Alt+Down move a question, F4 asks it for each session or speaker."


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One question of a form, at its place."""

    id: int
    place: int
    put: Put
    details: QuestionDetails


def asks_said(asks: Sequence[Put]) -> str:
    """The questions of a form by line: CONF, SPEAKER · each speaker."""
    return "\n".join(
        put.code + (BETWEEN + PER_SAID[put.per] if PER_SAID[put.per] else "") for put in asks
    )


def asks_read(text: str) -> tuple[Put, ...]:
    """The questions that such lines name."""
    known = {said: per for per, said in PER_SAID.items()}
    found = []
    for line in text.splitlines():
        code, _, per = line.partition(BETWEEN)
        found.append(Put(code, known.get(per, AskedPer.EVENT)))
    return tuple(found)


class QuestionBox(Suggestions):
    """A line that finds a question of the bank, or begins a new one."""

    def __init__(self, field: "AskedList") -> None:
        new = "New question “{}”…"
        super().__init__(field.matching, "Add a question: a few letters", "plus", new=new)
        self.setAccessibleName("Add a question")


class AskedTable(Table[AskedRow]):
    """The questions in their order; Delete takes one off here, whatever it does elsewhere."""

    taken_off = Signal()

    def __init__(self) -> None:
        super().__init__(COLUMNS, "Questions of the form", ready=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and _deletes(event):
            event.accept()  # or the page would take the key for its own list
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _deletes(event):
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)


class AskedList(QWidget):
    """Holds the questions of a form in the order in which they are read."""

    changed = Signal()
    new_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.asks: tuple[Put, ...] = ()
        self._bank: dict[str, QuestionRow] = {}
        self.table = AskedTable()
        self.box = QuestionBox(self)
        self.up = Button("", "quiet", "arrow-up", "Alt+Up", "Move up").slim()
        self.down = Button("", "quiet", "arrow-down", "Alt+Down", "Move down").slim()
        self.per = Button("Once or for each", "quiet", "", "F4").slim()
        self.off = Button("Take off", "quiet", "x", "Del").slim()
        self.keys = Words(KEYS_SAID, "small", wrap=True)
        acts = across(self.up, self.down, self.per, self.off, None, gap=Space.XS)
        self.setLayout(down(self.table, acts, self.box, self.keys, gap=Space.XS))
        self.setFocusProxy(self.box)
        self._make_acts()
        self.box.taken.connect(self.put)
        self.box.taken_and_next.connect(self.put)
        self.box.new_asked.connect(self.new_asked)
        self.table.chosen.connect(self._on_chosen)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.table.setAccessibleName(name)

    def show_bank(self, rows: Sequence[QuestionRow]) -> None:
        """Offer the questions of the bank, and read those that are asked from it."""
        self._bank = {row.details.code: row for row in rows}
        self._show()

    def show_asks(self, asks: Sequence[Put]) -> None:
        """Have these questions and no others."""
        self.asks = tuple(asks)
        self._show()

    def asked(self) -> tuple[Ask, ...]:
        """The questions in the words of the bank."""
        return tuple(self._details(put).ask(put.per) for put in self.asks)

    def put(self, code: object) -> None:
        """Put a question at the end."""
        if str(code) not in {put.code for put in self.asks}:
            self._change((*self.asks, Put(str(code))), at=len(self.asks))
        self.box.clear()

    def shift(self, step: int) -> None:
        """Move the question in hand up or down."""
        at = self._here()
        to = at + step
        if at >= 0 and 0 <= to < len(self.asks):
            moved = list(self.asks)
            moved.insert(to, moved.pop(at))
            self._change(tuple(moved), at=to)

    def take_off(self) -> None:
        """Take the question in hand off the form; the bank keeps it."""
        at = self._here()
        if at >= 0:
            self._change((*self.asks[:at], *self.asks[at + 1 :]), at=at)

    def turn(self) -> None:
        """Ask the question in hand once, for each session, or for each speaker, in turn."""
        at = self._here()
        if at >= 0:
            put = self.asks[at]
            per = TURNS[(TURNS.index(put.per) + 1) % len(TURNS)]
            self._change((*self.asks[:at], replace(put, per=per), *self.asks[at + 1 :]), at=at)

    def matching(self, typed: str) -> Sequence[Suggestion]:
        """The questions that are meant, without those that stand there already.

        First come those that begin with what was typed, or whose code does.
        """
        there = {put.code for put in self.asks}
        words = folded(typed).split()
        found = [
            row.details
            for row in self._bank.values()
            if row.details.code not in there
            and not row.retired
            and all(word in folded(f"{row.details.code} {row.details.words}") for word in words)
        ]
        in_a_row = " ".join(words)
        found.sort(
            key=lambda asked: (
                not any(folded(told).startswith(in_a_row) for told in (asked.words, asked.code))
            )
        )
        return [_suggestion(asked) for asked in found[:AT_MOST]]

    def _make_acts(self) -> None:
        self.up_action = act(self, "Move &up", lambda: self.shift(-1), "Alt+Up")
        self.down_action = act(self, "Move &down", lambda: self.shift(1), "Alt+Down")
        self.per_action = act(self, "Ask for &each session or speaker", self.turn, "F4")
        self.off_action = act(self, "Take o&ff", self.take_off)
        self.table.taken_off.connect(self.take_off)
        pairs = zip(
            (self.up, self.down, self.per, self.off),
            (self.up_action, self.down_action, self.per_action, self.off_action),
            strict=True,
        )
        for button, action in pairs:
            button.clicked.connect(action.trigger)
        self.table.acts = [self.up_action, self.down_action, self.per_action, self.off_action]

    def _here(self) -> int:
        row = self.table.row_in_hand()
        return -1 if row is None else row.place

    def _change(self, asks: tuple[Put, ...], *, at: int) -> None:
        self.asks = asks
        self._show()
        if asks:
            self.table.choose_place(min(at, len(asks) - 1))
        self.changed.emit()

    def _show(self) -> None:
        rows = [
            AskedRow(self._bank[put.code].id if put.code in self._bank else -at, at, put, details)
            for at, put in enumerate(self.asks)
            for details in (self._details(put),)
        ]
        self.table.show_rows(rows)
        self.table.setFixedHeight(self.table.whole() + 2 * Space.HAIR)
        self.table.setVisible(bool(rows))
        self._on_chosen()

    def _details(self, put: Put) -> QuestionDetails:
        row = self._bank.get(put.code)
        return QuestionDetails(put.code, put.code) if row is None else row.details

    def _on_chosen(self) -> None:
        at, last = self._here(), len(self.asks) - 1
        self.up_action.setEnabled(at > 0)
        self.down_action.setEnabled(0 <= at < last)
        for action in (self.per_action, self.off_action):
            action.setEnabled(at >= 0)
        self.up.setEnabled(at > 0)
        self.down.setEnabled(0 <= at < last)
        for button in (self.per, self.off):
            button.setEnabled(at >= 0)


class AsksField(Field):
    """A field that holds the questions of a form; as text they stand one a line."""

    def __init__(self, label: str) -> None:
        self.list = AskedList()
        super().__init__(label, self.list)
        self.list.changed.connect(self._on_edited)

    def text(self) -> str:
        return asks_said(self.list.asks)

    def set_text(self, text: str) -> None:
        with QSignalBlocker(self.list):
            self.list.show_asks(asks_read(text))


def _suggestion(asked: QuestionDetails) -> Suggestion:
    return Suggestion(
        asked.code,
        asked.words,
        asked.measure or kind_said(asked),
        asked.code,
        glyph="message-square-text",
        does="add it",
    )


def _deletes(event: QEvent) -> bool:
    plain = Qt.KeyboardModifier.NoModifier
    return (
        isinstance(event, QKeyEvent)
        and event.key() == Qt.Key.Key_Delete
        and event.modifiers() == plain
    )


def _question(row: AskedRow) -> Cell:
    per = PER_SAID[row.put.per]
    return Cell(f"For {per}: {row.details.words}" if per else row.details.words)


COLUMNS: list[Column[AskedRow]] = [
    Column("No.", lambda row: f"{row.place + 1}", Width.TINY, right=True),
    Column("Question", _question, share=1),
]
