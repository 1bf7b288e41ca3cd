"""A form as it is filled in: its questions in a list, the one in hand below with its keys."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.keying import answer_said, keys_of, keys_said
from trainingdesk.domain.questionnaire import Answers, Ask, Asking
from ui.evaluation.ask_card import AskCard
from ui.evaluation.filling import Filling
from ui.parts.cell import Cell
from ui.parts.heading import Notice
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Space, Width

CLOSING = "That was the last question."


@dataclass(frozen=True, slots=True)
class AskRow:
    """One question, and what was answered to it."""

    id: int
    asking: Asking
    ask: Ask
    value: int | str | None


class FormView(QWidget):
    """Takes the answers of one form, and says when it is to be stored."""

    answered = Signal()  # an answer was given, changed or left out
    finished = Signal()
    hidden = Signal()

    def __init__(
        self,
        live: LiveDesk,
        key: str,
        *,
        end: str,
        closing: str = CLOSING,
        say: Callable[[Ask], str] = lambda ask: ask.words,
    ) -> None:
        super().__init__()
        self._closing, self._say = closing, say
        self.filling: Filling | None = None
        self.notice = Notice("", "red")
        self.table: Table[AskRow] = Table(_columns(), "Questions")
        self.table.follow(live, key)
        self.card = AskCard(end=end)
        column = down(self.notice, gap=Space.S)
        column.addWidget(self.table, 1)
        column.addWidget(self.card)
        self.setLayout(column)
        self._shows = False
        self.table.opened.connect(lambda row: self._go_to(row.id - 1))
        self.table.clicked.connect(lambda index: self._go_to(index.row()))
        self.card.given.connect(self._give)
        self.card.passed.connect(self._pass)
        self.card.blanked.connect(self._leave_blank)
        self.card.stepped.connect(self._step)
        self.card.stored.connect(self.finished)
        self.card.refused.connect(lambda said: self.notice.say(said, "red"))

    @property
    def answers(self) -> Answers:
        """What was answered so far, with what stands in the line at the moment."""
        if self.filling is None:
            return {}
        typed, in_hand = self.card.typed_answer, self.filling.in_hand
        if typed is None or in_hand is None:
            return self.filling.answers
        return {**self.filling.answers, in_hand[0]: typed}

    def show_filling(self, filling: Filling | None) -> None:
        """Show a form where it was left, or none."""
        self.filling = filling
        self.notice.say("")
        if filling is not None:
            self._show()

    def take_keys(self) -> None:
        """Have the keyboard where the answer goes."""
        self.card.take_keys()

    def say(self, said: str, tone: str = "red") -> None:
        """Say something over the questions."""
        self.notice.say(said, tone)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hidden.emit()

    def _give(self, value: int | str) -> None:
        if self.filling is not None:
            self.filling.give(value)
            self._on_answered()

    def _leave_blank(self) -> None:
        if self.filling is not None:
            self.filling.leave_blank()
            self._on_answered()

    def _pass(self) -> None:
        """Go on as it stands; what is chosen with a key is to be chosen, or left blank."""
        if self.filling is None or self.filling.in_hand is None:
            return
        ask = self.filling.in_hand[1]
        typed = not keys_of(ask)
        if typed:
            self.filling.note("")
        elif self.filling.value is None and ask.answer is not AnswerKind.SEVERAL:
            self.notice.say(f"Press {keys_said(ask)}, or Space to leave it blank.", "red")
            return
        self.filling.on()
        self._on_answered()

    def _step(self, step: int) -> None:
        if self.filling is not None:
            self._note_typed()
            (self.filling.back if step < 0 else self.filling.on)()
            self._on_answered()

    def _go_to(self, at: int) -> None:
        if self.filling is not None:
            self._note_typed()
            self.filling.go_to(at)
            self._on_answered()

    def _note_typed(self) -> None:
        value = self.card.typed_answer
        if self.filling is not None and value is not None:
            self.filling.note(value)

    def _on_answered(self) -> None:
        self.notice.say("")
        self._show()
        self.answered.emit()

    def show_rows(self) -> None:
        """Show the questions with their answers, and leave the one in hand as it is."""
        filling = self.filling
        if filling is not None:
            rows = [
                AskRow(number, asking, ask, filling.answers.get(asking))
                for number, (asking, ask) in enumerate(filling.paper.askings, 1)
            ]
            self.table.show_rows(rows)

    def _show(self) -> None:
        if self.filling is None:
            return
        filling = self.filling
        self.show_rows()
        if filling.in_hand is None:
            said = f"{filling.answered} of {filling.number} answered"
            self.table.clearSelection()
            self.card.end(self._closing, said)
        else:
            self.table.select_id(filling.at + 1)
            place = f"{filling.at + 1} of {filling.number}"
            asking, ask = filling.in_hand
            self.card.ask(place, asking, ask, filling.value, said=self._say(ask))
        self.card.take_keys()


def _columns() -> list[Column[AskRow]]:
    """The number of a question, its words, its keys, and what was answered."""
    return [
        Column("", lambda row: Cell(str(row.id), "faint"), Width.TINY, right=True, key="number"),
        Column("Question", _question, Width.PLACES, 5),
        Column("Keys", lambda row: Cell(_short_keys(row.ask), "faint"), Width.MARK),
        Column("Answer", _answer, Width.CHIP, 2),
    ]


def _question(row: AskRow) -> Cell:
    return Cell(row.ask.words, note=row.asking.about)


def _answer(row: AskRow) -> Cell:
    return Cell(answer_said(row.ask, row.value), strong=True)


def _short_keys(ask: Ask) -> str:
    return keys_said(ask) if keys_of(ask) else "type"
