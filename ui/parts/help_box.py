"""F1: what a page is for, and every key that works on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from ui.parts.floating import lift
from ui.parts.keys import Keys
from ui.parts.layout import across, card, down, holder, scrolled
from ui.parts.lines import Line, LineButton
from ui.parts.theme import Size, Space, color
from ui.parts.words import Glyph, Rule, Words

HIGH = Size.ROW - Space.XS


@dataclass(frozen=True)
class Help:
    """What is said of one page: its name, what it is for, and what can be done there."""

    title: str
    about: str
    deeds: Sequence[tuple[str, Sequence[QAction]]] = ()
    """Groups of commands, each with the words over it."""


def line_of(action: QAction) -> Line:
    """A command as a line: its name and its keys."""
    name = action.text().replace("&", "").rstrip("…")
    return Line(name, keys=action.shortcut().toString().replace("+", " "))


class HelpBox(QWidget):
    """Lies over the window; a line that is chosen does what it names."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.lines: list[LineButton] = []
        self._here = 0
        self.title = Words("", "lead")
        self.about = Words("", "prose", wrap=True)
        self._panel = self._make_panel()
        self.setAccessibleName("Help on this page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = down(gap=0)
        column.addSpacing(Size.TOP + Space.XXL)
        column.addWidget(self._panel, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setLayout(column)
        window.installEventFilter(self)
        self.hide()

    def open(self, shown: Help) -> None:
        """Lie over the window, and take the keyboard."""
        if not self.isVisible():
            self._before = QApplication.focusWidget()
        lift(self._panel)
        self.setGeometry(self._window.rect())
        self.title.say(shown.title)
        self.about.say(shown.about)
        self.setAccessibleDescription(f"{shown.title}. {shown.about}")
        self._list_deeds(shown.deeds)
        self.show()
        self.raise_()
        self._fit()
        self._area.verticalScrollBar().setValue(0)  # a line was sought before there was room
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Go away, and give the keyboard back to what had it."""
        before, self._before = self._before, None
        self.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        self._go(self._here + (1 if forward else -1))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.lines:
            self.lines[self._here].click()
        elif event.key() in steps:
            self._go(self._here + steps[Qt.Key(event.key())])

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("scrim"))
        painter.end()

    def _go(self, to: int) -> None:
        if not self.lines:
            return
        self._here = to % len(self.lines)
        for number, line in enumerate(self.lines):
            line.set_here(number == self._here)
        self._area.ensureWidgetVisible(self.lines[self._here], 0, HIGH + HIGH)

    def _list_deeds(self, groups: Sequence[tuple[str, Sequence[QAction]]]) -> None:
        self.lines = []
        column = QVBoxLayout()
        column.setSpacing(0)
        column.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        for words, actions in groups:
            named = [action for action in actions if action.isEnabled() and action.text()]
            if named:
                head = Words(words, "label")
                head.setContentsMargins(Space.S, Space.S if self.lines else 0, 0, Space.XS)
                column.addWidget(head)
            for action in named:
                column.addWidget(self._line(action))
        self._list = holder(column, "found")
        self._area.setWidget(self._list)
        self._go(0)

    def _line(self, action: QAction) -> LineButton:
        button = LineButton(line_of(action), high=HIGH)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(self._doing(action))
        self.lines.append(button)
        return button

    def _doing(self, action: QAction) -> Callable[[], None]:
        def do() -> None:
            self.leave()
            action.trigger()

        return do

    def _fit(self) -> None:
        room = self.height() - 2 * (Size.TOP + Space.XXL) - 5 * Size.ROW
        self._area.setFixedHeight(max(HIGH, min(self._list.sizeHint().height(), room)))
        inner = self._panel.layout()
        if inner is not None:  # a part in the middle of a column gets no height for its lines
            self._panel.setFixedHeight(inner.totalHeightForWidth(Size.PALETTE))

    def _make_panel(self) -> QFrame:
        head = across(Glyph("circle-help"), self.title, None, Keys("Esc"), gap=Space.M)
        head.setContentsMargins(Space.L, Space.M, Space.L, 0)
        about = down(self.about)
        about.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        self._list = QWidget()
        self._area = scrolled(down(), "found")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = down(holder(head), holder(about), Rule(), self._area, gap=0)
        inner.addSpacing(Space.S)  # or the list would cover the round corners
        panel = card(inner, "floating")
        panel.setFixedWidth(Size.PALETTE)
        return panel
