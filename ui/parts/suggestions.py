"""The booking box: a line to type in, with the people it may mean under it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QMoveEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.parts.field import Entry
from ui.parts.floating import lift
from ui.parts.keys import Keys
from ui.parts.layout import across, card, down, holder, scrolled
from ui.parts.lines import Line, LineButton
from ui.parts.sight import bring_into_sight
from ui.parts.theme import Size, Space
from ui.parts.words import Glyph, Rule, Words

PERSON = "user-plus"
HIGH = Size.ROW + Space.XS
ENOUGH = 6 * HIGH
"""With so much room under the box the list stays there and is scrolled, rather than lie over."""
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who may be meant, what speaks against it, and what taking it does."""

    key: object
    text: str
    note: str = ""
    end: str = ""
    glyph: str = "user"
    chip: str = ""
    warning: str = ""
    does: str = "take"

    def line(self) -> Line:
        """The suggestion as a line."""
        return Line(self.text, self.note, self.end, glyph=self.glyph, chip=self.chip, whole=True)


class Suggestions(Entry):
    """Shows who may be meant while one types; Enter takes the one that is marked."""

    taken = Signal(object)
    taken_and_next = Signal(object)
    new_asked = Signal(str)

    def __init__(
        self,
        ask: Callable[[str], Sequence[Suggestion]],
        hint: str,
        glyph: str = PERSON,
        new: str = "New delegate “{}”…",
    ) -> None:
        super().__init__(hint=hint, glyph=glyph)
        self.glyph = glyph
        self._ask, self._new = ask, new
        self._found: Sequence[Suggestion] = ()
        self._here = 0
        self.menu: QFrame | None = None
        self._marked: QWidget | None = None
        self.textEdited.connect(self._look)

    def sizeHint(self) -> QSize:
        return QSize(Size.PALETTE, super().sizeHint().height())

    def here(self) -> Suggestion | None:
        """The suggestion that Enter takes."""
        return self._found[self._here] if self._here < len(self._found) else None

    def close_menu(self) -> None:
        """Put the list away."""
        if self.menu is not None:
            self.menu.hide()
            self.menu.deleteLater()
            self.menu = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_N and control and self.text().strip():
            self._ask_for_new()
        elif self.menu is None:
            opens = event.key() == Qt.Key.Key_Down and self.text().strip()
            self._look(self.text()) if opens else super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_menu()
        elif event.key() in ENTER:
            self._enter(go_on=control)
        elif event.key() in steps:
            self._here = (self._here + steps[Qt.Key(event.key())]) % self._choices()
            self._show()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_menu()
        if not self.text():
            self.clear()  # or Ctrl+Z here would bring back letters that mean nothing any more

    def moveEvent(self, event: QMoveEvent) -> None:
        """Stay where one types as what stands above grows, such as a list of what was taken."""
        super().moveEvent(event)
        QTimer.singleShot(0, self, self._stay_in_sight)  # once all have their room

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.close_menu()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self.close_menu()

    def _choices(self) -> int:
        return len(self._found) + bool(self._new)

    def _look(self, typed: str) -> None:
        self._found = self._ask(typed) if typed.strip() else ()
        self._here = 0
        if typed.strip():
            self._show()
        else:
            self.close_menu()

    def _enter(self, *, go_on: bool) -> None:
        suggestion = self.here()
        if suggestion is not None:
            self._take(suggestion, go_on=go_on)
        elif self._new:
            self._ask_for_new()

    def _take(self, suggestion: Suggestion, *, go_on: bool) -> None:
        self.clear()
        self.close_menu()
        (self.taken_and_next if go_on else self.taken).emit(suggestion.key)
        if go_on:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _stay_in_sight(self) -> None:
        if self.window().focusWidget() is self:
            bring_into_sight(self)

    def _ask_for_new(self) -> None:
        typed = self.text().strip()
        self.close_menu()
        self.new_asked.emit(typed)

    def _show(self) -> None:
        self.close_menu()
        bring_into_sight(self)
        lines, foot = self._lines(), self._foot()
        area = scrolled(down(), "found")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(lines)
        menu = self.menu = card(down(Space.XS, area, Rule(), foot, gap=0), "floating")
        menu.setParent(self.window())
        menu.setFixedWidth(min(self.width(), Size.PALETTE))
        wrapped = lines.heightForWidth(menu.width() - 2 * Space.HAIR)  # -1 where nothing wraps
        self._find_room(menu, area, wrapped if wrapped > 0 else lines.sizeHint().height())
        lift(menu)
        menu.show()
        menu.raise_()
        if self._marked is not None:
            area.ensureWidgetVisible(self._marked, 0, Space.XS)
        suggestion = self.here()
        said = f"{suggestion.line().spoken()}. {suggestion.warning}" if suggestion else "New"
        self.setAccessibleDescription(said)

    def _find_room(self, menu: QFrame, area: QScrollArea, wanted: int) -> None:
        """Lie under the box, or over it where there is little room; scroll where there is none."""
        window = self.window()
        over = self.mapTo(window, QPoint(0, -Space.XS))
        under = over + QPoint(0, self.height() + 2 * Space.XS)
        above, below = over.y() - Space.XS, window.height() - under.y() - Space.XS
        area.setFixedHeight(wanted)
        whole = menu.sizeHint().height()
        goes_over = whole > below and above > below and below < ENOUGH
        room = above if goes_over else below
        if whole > room:
            area.setFixedHeight(max(HIGH, wanted - (whole - room)))
        menu.setFixedHeight(menu.sizeHint().height())
        menu.move(over - QPoint(0, menu.height()) if goes_over else under)

    def _lines(self) -> QWidget:
        body = down(gap=0)
        body.setContentsMargins(Space.XS, 0, Space.XS, Space.XS)
        shown: list[QWidget] = []
        for number, suggestion in enumerate(self._found):
            shown.append(self._line(suggestion, here=number == self._here))
        if self._new:
            glyph = self.glyph if self.glyph == PERSON else "plus"
            words = Line(self._new.format(self.text().strip()), glyph=glyph, keys="Ctrl N")
            new = self._button(words, "", here=self._here == len(self._found))
            new.pressed.connect(self._ask_for_new)
            shown.append(new)
        for each in shown:
            body.addWidget(each)
        self._marked = shown[self._here] if shown else None
        return holder(body, "found")

    def _line(self, suggestion: Suggestion, *, here: bool) -> QWidget:
        button = self._button(suggestion.line(), self.text(), here=here)
        button.pressed.connect(lambda: self._take(suggestion, go_on=False))
        if not suggestion.warning:
            return button
        why = across(Glyph("triangle-alert", "amber"), gap=Space.S)
        why.addWidget(Words(suggestion.warning, "amber", wrap=True), 1)
        why.setContentsMargins(Space.XXL + Space.XS, 0, Space.S, Space.S)
        return card(down(button, holder(why), gap=0), "chosen" if here else "warned")

    def _button(self, line: Line, typed: str, *, here: bool) -> LineButton:
        button = LineButton(line, here=here, high=HIGH, typed=typed)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _foot(self) -> QWidget:
        suggestion = self.here()
        act = across(Keys("Enter"), gap=Space.S)
        act.addWidget(Words(suggestion.does if suggestion else "enter a new person", "small"))
        if suggestion is not None and self._new:  # else one person is asked for, and no other
            act.addSpacing(Space.S)
            act.addWidget(Keys("Ctrl Enter"))
            act.addWidget(Words("and another", "small"))
        act.addStretch(1)
        act.setContentsMargins(Space.L, 0, Space.L, 0)
        foot = holder(act)
        foot.setFixedHeight(HIGH)
        return foot
