"""One question with its keys: pressed, clicked or typed, the answer is given at once."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from trainingdesk.domain.answering import problem_with
from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.keying import Key, keyed, keys_of, keys_said, typed
from trainingdesk.domain.questionnaire import Ask, Asking
from ui.parts.field import Prose
from ui.parts.layout import across, down, holder
from ui.parts.lines import Line, LineButton
from ui.parts.theme import Space
from ui.parts.words import Button, Rank, Words

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
STEPS = {Qt.Key.Key_Backspace: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
IN_ONE_COLUMN = 4
Value = int | str | None


class TypedAnswer(Prose):
    """Where an answer is typed: Enter goes on, Shift+Enter begins another line."""

    done = Signal()
    blank = Signal()
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        empty = not self.toPlainText()
        if event.key() in ENTER and not shift:
            self.done.emit()
        elif event.key() == Qt.Key.Key_Space and empty:
            self.blank.emit()
        elif event.key() in STEPS and (empty or self._at_the_edge(event.key())):
            self.stepped.emit(STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _at_the_edge(self, key: int) -> bool:
        """Whether an arrow would leave the text."""
        row = self.textCursor().blockNumber()
        last = self.document().blockCount() - 1
        return (key == Qt.Key.Key_Up and row == 0) or (key == Qt.Key.Key_Down and row == last)


class AskCard(QFrame):
    """Asks one question at a time; whoever holds it says which, and takes the answer."""

    given = Signal(object)  # an answer, with which one goes on; of several choices, one of them
    passed = Signal()  # on to the next, as it stands
    blanked = Signal()
    stepped = Signal(int)
    stored = Signal()
    refused = Signal(str)

    def __init__(self, *, end: str = "Store") -> None:
        super().__init__()
        self.setObjectName("card")
        self.setProperty("rank", Rank.QUESTION)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Question")
        self._asking, self._ask = Asking(""), Ask("", "", AnswerKind.TEXT)
        self._ends = True
        self.place, self.keys = Words("", "small"), Words("", "small")
        self.words = Words("", "prose", wrap=True)
        self.typing = TypedAnswer(name="Answer")
        self.store = Button(end, "primary", "check", "Enter")
        self.store.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the card has the keys
        self._offered = QWidget()
        self._scale_keys: Sequence[Key] | None = None
        self._scale_buttons: list[Button] = []
        head = across(self.place, None, self.keys)
        self._column = down(head, self.words, self.typing, self.store, gap=Space.S, edge=Space.M)
        self._column.setAlignment(self.store, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._column)
        self.typing.done.connect(self._take_typed)
        self.typing.blank.connect(self.blanked)
        self.typing.stepped.connect(self.stepped)
        self.store.clicked.connect(self.stored)

    @property
    def typed_now(self) -> str:
        """What stands in the line at the moment, where the answer is typed."""
        return self.typing.toPlainText().strip() if self._types else ""

    @property
    def typed_answer(self) -> Value:
        """The same as an answer; none where it cannot be one, or nothing is typed."""
        value = typed(self._ask, self.typed_now)
        good = value != "" and not problem_with(self._ask, self._asking, value)
        return value if good else None

    @property
    def _types(self) -> bool:
        return not self._ends and not keys_of(self._ask)

    def ask(self, place: str, asking: Asking, ask: Ask, value: Value, *, said: str) -> None:
        """Ask a question in the words ``said``; ``place`` says which of how many it is."""
        self._asking, self._ask, self._ends = asking, ask, False
        about = f"{place} · {asking.about}" if asking.about else place
        self.place.say(about)
        self.keys.say(f"{keys_said(ask)} · Space leaves it blank · Backspace goes back")
        self.words.say(said)
        self.typing.setVisible(self._types)
        self.store.hide()
        self._offer(keys_of(ask), value)
        if self._types:
            self.typing.setPlainText("" if value is None else str(value))
            self.typing.moveCursor(self.typing.textCursor().MoveOperation.End)
            self.typing.setAccessibleName(ask.words)
            self.typing.setAccessibleDescription(keys_said(ask))
        self.setAccessibleName(f"{about}. {said}")
        self.setAccessibleDescription(keys_said(ask))

    def end(self, said: str, about: str) -> None:
        """Say that all was asked, and wait for Enter."""
        self._ends = True
        self.place.say(about)
        self.keys.say("Enter stores the form · Backspace goes back")
        self.words.say(said)
        self.typing.hide()
        self._offer((), None)
        self.store.show()
        self.setAccessibleName(said)
        self.setAccessibleDescription("Enter stores the form, Backspace goes back.")

    def take_keys(self) -> None:
        """Have the keyboard where the answer goes."""
        (self.typing if self._types else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        key, letter = event.key(), event.text()
        if held or self._types:
            super().keyPressEvent(event)
        elif key in STEPS:
            self.stepped.emit(STEPS[Qt.Key(key)])
        elif self._ends:
            self.stored.emit() if key in ENTER else super().keyPressEvent(event)
        elif key in ENTER:
            self.passed.emit()
        elif key == Qt.Key.Key_Space:
            self.blanked.emit()
        elif found := keyed(self._ask, letter):
            self.given.emit(found.value)
        elif letter.isprintable() and letter:
            self.refused.emit(f"“{letter}” is no answer here: press {keys_said(self._ask)}.")
        else:
            super().keyPressEvent(event)

    def _take_typed(self) -> None:
        value = typed(self._ask, self.typed_now)
        if value == "":
            self.passed.emit()
        elif problem := problem_with(self._ask, self._asking, value):
            self.refused.emit(problem)
        else:
            self.given.emit(value)

    def _offer(self, keys: Sequence[Key], value: Value) -> None:
        """Show the keys of the question, each to be clicked as well.

        The keys of one scale after another like it stay: making them anew takes longest.
        """
        if self._is_scale and keys == self._scale_keys:
            for button, key in zip(self._scale_buttons, keys, strict=True):
                button.setChecked(key.value == value)
            self._offered.setVisible(bool(keys))
            return
        self._scale_keys = keys if self._is_scale else None
        before = self._offered
        self._offered = self._scale(keys, value) if self._is_scale else self._choices(keys, value)
        self._column.insertWidget(self._column.indexOf(self.typing), self._offered)
        self._offered.setVisible(bool(keys))
        self._column.removeWidget(before)
        before.hide()
        before.deleteLater()

    @property
    def _is_scale(self) -> bool:
        return self._ask.answer is AnswerKind.SCALE

    def _scale(self, keys: Sequence[Key], value: Value) -> QWidget:
        buttons = self._scale_buttons = []
        for key in keys:
            button = Button(key.key, "filter", name=key.words)
            button.setCheckable(True)
            button.setChecked(key.value == value)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, key=key: self.given.emit(key.value))
            buttons.append(button)
        ends = Words(self._ask.lowest_end, "soft"), Words(self._ask.highest_end, "soft")
        return holder(across(ends[0], *buttons, ends[1], None, gap=Space.XS))

    def _choices(self, keys: Sequence[Key], value: Value) -> QWidget:
        chosen = str(value or "").split("\n")
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.XS)
        columns = 1 if len(keys) <= IN_ONE_COLUMN else 2
        for number, key in enumerate(keys):
            here = key.value in chosen
            line = Line(key.words, keys=key.key, glyph="check" if here else "")
            button = LineButton(line, here=here)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, key=key: self.given.emit(key.value))
            grid.addWidget(button, number // columns, number % columns)
        made = QWidget()
        made.setLayout(grid)
        return made
