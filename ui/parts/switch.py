"""The switch between two or three ways of seeing the same things."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame

from ui.parts.layout import across
from ui.parts.roving import step_of
from ui.parts.theme import Size, Space, color, font


class Side(QAbstractButton):
    """One side of a switch."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setText(name)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wide = QFontMetrics(font(strong=True)).horizontalAdvance(name) + 2 * Space.M
        self.setFixedSize(wide, Size.CONTROL - Space.XS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step_of(event) is None:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the switch moves between its sides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(color("edge"))
            painter.setBrush(color("raised"))
            half = Space.HAIR / 2
            box = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(box, Size.RADIUS_SMALL, Size.RADIUS_SMALL)
        painter.setFont(font(strong=self.isChecked()))
        painter.setPen(color("ink" if self.isChecked() else "soft"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Switch(QFrame):
    """A choice between a few ways of seeing the same things; the arrows change it."""

    changed = Signal(str)

    def __init__(self, names: Sequence[str], here: str = "", name: str = "View") -> None:
        super().__init__()
        self.setObjectName("switch")
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._sides = {each: Side(each) for each in names}
        for each, side in self._sides.items():
            side.clicked.connect(lambda _=False, each=each: self.choose(each))
            self._group.addButton(side)
        self._here = ""
        self.set_here(here or names[0])
        self.setLayout(across(*self._sides.values(), gap=0, edge=Space.XS // 2))
        self.setFixedHeight(Size.CONTROL)

    @property
    def here(self) -> str:
        """The side that is on."""
        return self._here

    def set_here(self, name: str) -> None:
        """Turn to a side without a word to anybody."""
        self._here = name
        for each, side in self._sides.items():
            side.setChecked(each == name)
            side.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each == name else Qt.FocusPolicy.ClickFocus
            )

    def enter(self) -> None:
        """Take the keyboard."""
        self._sides[self._here].setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, name: str) -> None:
        """Turn to a side, as if it had been clicked."""
        if name != self._here:
            self.set_here(name)
            self.changed.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step is None:
            super().keyPressEvent(event)
            return
        names = list(self._sides)
        name = names[step.of(names.index(self._here), len(names))]
        self.choose(name)
        self.enter()
