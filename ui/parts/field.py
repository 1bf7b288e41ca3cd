"""A field with its label, its help and, where it is wrong, what to do."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ui.parts.icons import icon, paint_icon
from ui.parts.layout import across, holder
from ui.parts.mnemonics import Label
from ui.parts.sight import bring_into_sight
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Glyph, Words, restyle


class Choice(QComboBox):
    """A list to choose from, with an arrow in the colours of the theme.

    Each choice is a word, or a word and the value it stands for.
    """

    def __init__(self, choices: Sequence[str | tuple[str, object]], name: str = "") -> None:
        super().__init__()
        for choice in choices:
            word, value = choice if isinstance(choice, tuple) else (choice, choice)
            self.addItem(word, value)
        self.setAccessibleName(name)

    def chosen(self) -> object:
        """The value that is chosen."""
        return self.currentData()

    def choose(self, value: object) -> None:
        """Choose by the value."""
        at = next((n for n in range(self.count()) if self.itemData(n) == value), -1)
        self.setCurrentIndex(at)

    def unknown(self) -> str:
        """What to do about typed words that name no choice; a plain list has none."""
        return ""

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.view().setAccessibleName(name)  # the list that drops down takes the focus itself
        if (typed := self.lineEdit()) is not None:
            typed.setAccessibleName(name)

    def shown_words(self) -> str:
        """As much of the choice as there is room for."""
        return self._option().currentText

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), self._option()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        at = self.width() - Size.ICON - Space.S
        paint_icon(painter, at, (self.height() - Size.ICON) // 2, "chevron-down")
        painter.end()

    def _option(self) -> QStyleOptionComboBox:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        whole, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(whole, option, part, self).width()
        mode = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, mode, room)
        return option


class Entry(QLineEdit):
    """A line to type in, with an icon before it that follows the theme."""

    def __init__(
        self, text: str = "", hint: str = "", glyph: str = "", width: int = 0, name: str = ""
    ) -> None:
        super().__init__(text)
        self._glyph = glyph
        self._lead: QAction | None = None
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        if glyph:
            # Made here: an action that the line itself makes can be lost to Python, and then
            # a change of colours ends the program.
            self._lead = QAction(icon(glyph, "faint"), name or hint, self)
            self.addAction(self._lead, QLineEdit.ActionPosition.LeadingPosition)
            for button in self.findChildren(QAbstractButton):
                button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if width:
            self.setFixedWidth(width)
        self.setCursorPosition(0)

    def told(self) -> str:
        """What is to be known of what is typed; a plain line knows nothing of it."""
        return ""

    def begin_again(self) -> None:
        """Take the keyboard with its words chosen, so that what is typed replaces them."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def clear(self) -> None:
        """Empty the line for good: what the program puts away is no letter to take back."""
        self.setText("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._lead is not None:
            self._lead.setIcon(icon(self._glyph, "faint"))


class Prose(QPlainTextEdit):
    """A few lines to type in; Tab goes on to the next field."""

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFixedHeight(Space.XXL * 2 + Space.M)  # three lines, and none cut at the foot


class OtherVersion(QWidget):
    """What somebody else saved in a field meanwhile, or what stood there before."""

    taken = Signal(str)

    def __init__(self, said: str, text: str, act: str) -> None:
        super().__init__()
        self.words = Words(f"{said}: {text or 'nothing'}", "small", wrap=True)
        self.take = Button(act, "link")
        self.take.clicked.connect(lambda: self.taken.emit(text))
        row = across(gap=Space.S)
        row.addWidget(self.words, 1)
        row.addWidget(self.take, alignment=Qt.AlignmentFlag.AlignTop)
        self.setLayout(row)


class Field(QWidget):
    """A labelled control; help and error share one place under it."""

    edited = Signal()

    def __init__(
        self, label: str, control: QWidget, *, help_text: str = "", error: str = ""
    ) -> None:
        super().__init__()
        self.control = control
        self._help_text, self._told = help_text, ""
        self.label = "&".join(part.replace("&", "") for part in label.split("&&"))
        name = Label(label, control)
        control.setAccessibleName(self.label)  # and not the example that may stand in it
        self.help = Words(help_text, "small", wrap=True)
        self.error = Words(error, "error", wrap=True)
        glyph = Glyph("circle-alert", "red")
        below = across(gap=Space.XS)
        below.addWidget(glyph, alignment=Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.error, 1)
        self._below = holder(below)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        self.other: OtherVersion | None = None
        for part in (name, control, self._below, self.help):
            column.addWidget(part)
        self.set_error(error)
        self._listen(control)

    def text(self) -> str:
        """What is typed or chosen."""
        if isinstance(self.control, QLineEdit):
            return self.control.text()
        if isinstance(self.control, QPlainTextEdit):
            return self.control.toPlainText()
        if isinstance(self.control, QComboBox):
            return self.control.currentText()
        return ""

    def set_text(self, text: str) -> None:
        """Fill the field, without counting it as an edit."""
        with QSignalBlocker(self.control):
            if isinstance(self.control, QLineEdit):
                self.control.setText(text)
                self.control.setCursorPosition(0)
            elif isinstance(self.control, QPlainTextEdit):
                self.control.setPlainText(text)
            elif isinstance(self.control, QComboBox):
                self.control.setCurrentText(text)
        self._tell()

    def show_other(self, said: str, text: str, act: str) -> None:
        """Show another version of what the field holds, which one key puts into it."""
        self.hide_other()
        self.other = OtherVersion(said, text, act)
        self.other.taken.connect(self._take_other)
        self._column.insertWidget(self._column.indexOf(self.help), self.other)

    def hide_other(self) -> None:
        """Show no other version."""
        if self.other is not None:
            self.other.hide()
            self.other.deleteLater()
            self.other = None

    def _take_other(self, text: str) -> None:
        self.set_text(text)
        self.hide_other()
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    @property
    def wrong(self) -> bool:
        """Whether the field is marked as wrong."""
        return bool(self.error.text())

    def why_wrong(self, said: str) -> str:
        """What is wrong, as the control says it where it knows that better."""
        if said and isinstance(self.control, Choice):
            return self.control.unknown() or said
        return said

    def set_error(self, error: str) -> None:
        """Mark the field as wrong and say what to do, or clear the mark."""
        self.error.say(error)
        self._below.setVisible(bool(error))
        self.control.setProperty("wrong", "true" if error else "false")
        self._help()
        restyle(self.control)

    def _help(self) -> None:
        """Say under the control what is to be known of it, unless something is wrong there."""
        said = self._told or self._help_text
        self.help.say(said)
        self.help.setVisible(bool(said) and not self.wrong)
        self.control.setAccessibleDescription(self.error.text() or said)

    def _tell(self) -> None:
        told = self.control.told() if isinstance(self.control, Entry) else ""
        if told != self._told:
            self._told = told
            self._help()

    def go_to(self) -> None:
        """Take the keys, and bring what is said under the field into sight with it."""
        self.control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        QTimer.singleShot(0, self, self._come_into_sight)  # once the sentence has its room

    def _come_into_sight(self) -> None:
        for part in (self, self._below):
            bring_into_sight(part)

    def _listen(self, control: QWidget) -> None:
        if isinstance(control, QLineEdit | QPlainTextEdit):
            control.textChanged.connect(self._on_edited)
        elif isinstance(control, QComboBox) and control.isEditable():
            control.editTextChanged.connect(self._on_edited)
        elif isinstance(control, QComboBox):
            control.currentIndexChanged.connect(self._on_edited)

    def _on_edited(self, *_what: object) -> None:
        if self.wrong:
            self.set_error("")
        self._tell()
        self.edited.emit()


def line(text: str = "", hint: str = "", glyph: str = "", width: int = 0, name: str = "") -> Entry:
    """A line to type in."""
    return Entry(text, hint, glyph, width, name)
