"""Ctrl+K: one box that finds every record and every command."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget

from ui.parts.floating import lift
from ui.parts.keys import Keys
from ui.parts.layout import across, card, down, holder, scrolled
from ui.parts.lines import Line, LineButton
from ui.parts.theme import Size, Space, color
from ui.parts.words import Glyph, Rule, Words

LINES_A_GROUP = 8
HIGH = Size.ROW + Space.XS


@dataclass(frozen=True, slots=True)
class Found:
    """One kind of thing that was found, and the lines of that kind."""

    title: str
    lines: Sequence[Line]


class Asking(QLineEdit):
    """The box of the palette, which keeps the keyboard until the palette closes."""

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        return True


class Palette(QWidget):
    """Lies over the window; the line that is marked is the one that Enter takes."""

    chosen = Signal(object)  # the line's key

    def __init__(
        self,
        window: QWidget,
        find: Callable[[str], Sequence[Found]],
        hint: str = "A name, an event, a word of what to do…",
    ) -> None:
        super().__init__(window)
        self._window, self._find = window, find
        self._before: QWidget | None = None
        self.lines: list[LineButton] = []
        self._here = 0
        self.box = Asking()
        self.box.setProperty("bare", "true")
        self.box.setAccessibleName("Find or do anything")
        self.box.setPlaceholderText(hint)
        self.box.textChanged.connect(self._ask)
        self._panel = self._make_panel()
        column = down(gap=0)
        column.addSpacing(Size.TOP + Space.XXL)
        column.addWidget(self._panel, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setLayout(column)
        window.installEventFilter(self)
        self.hide()

    def open(self, typed: str = "") -> None:
        """Lie over the window, and take the keyboard."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        lift(self._panel)
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.box.setText(typed)
        self._ask(typed)
        self.box.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go away, and give the keyboard back to what had it."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def here(self) -> Line | None:
        """The line that Enter takes."""
        return self.lines[self._here].line if self.lines else None

    def take(self, line: Line) -> None:
        """Choose a line, and go away."""
        self.leave()
        self.chosen.emit(line.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: LINES_A_GROUP}
        steps[Qt.Key.Key_PageUp] = -LINES_A_GROUP
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if (line := self.here()) is not None:
                self.take(line)
        elif self.lines and event.key() in steps:
            self._go(self._here + steps[Qt.Key(event.key())])

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("scrim"))
        painter.end()

    def _go(self, to: int) -> None:
        for number, line in enumerate(self.lines):
            line.set_here(number == to % len(self.lines))
        self._here = to % len(self.lines)
        self._area.ensureWidgetVisible(self.lines[self._here], 0, HIGH)
        self.box.setAccessibleDescription(self.lines[self._here].accessibleName())
        self.does.say(self.lines[self._here].line.does)

    def _ask(self, typed: str) -> None:
        if not self.isVisible():
            return
        self.lines = []
        column = QVBoxLayout()
        column.setSpacing(0)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        for found in self._find(typed):
            if found.lines:
                self._add(column, found, typed)
        if not self.lines:
            column.addWidget(Words("Nothing found. Try fewer letters.", "faint"))
        self._list = holder(column, "found")
        self._area.setWidget(self._list)
        self._fit()
        if self.lines:
            self._go(0)

    def _add(self, column: QVBoxLayout, found: Found, typed: str) -> None:
        head = Words(found.title, "label")
        head.setContentsMargins(Space.S, Space.S if self.lines else 0, 0, Space.XS)
        column.addWidget(head)
        for line in found.lines[:LINES_A_GROUP]:
            button = LineButton(line, high=HIGH, typed=typed)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, line=line: self.take(line))
            self.lines.append(button)
            column.addWidget(button)

    def _fit(self) -> None:
        room = self.height() - 2 * (Size.TOP + Space.XXL) - 3 * Size.ROW
        self._area.setFixedHeight(max(HIGH, min(self._list.sizeHint().height(), room)))

    def _make_panel(self) -> QFrame:
        asking = across(Glyph("search"), self.box, Keys("Esc"), gap=Space.M)
        asking.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        self._list = QWidget()
        self._area = scrolled(down(), "found")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        hints = across(Keys("↑ ↓"), Words("choose", "small"), Space.S, gap=Space.XS)
        self.does = Words("open", "small")
        for part in (Keys("Enter"), self.does):
            hints.addWidget(part)
        hints.addStretch(1)
        hints.setContentsMargins(Space.L, Space.S, Space.L, Space.S)
        inner = down(holder(asking), Rule(), self._area, Rule(), holder(hints), gap=0)
        panel = card(inner, "floating")
        panel.setFixedWidth(Size.PALETTE)
        return panel
