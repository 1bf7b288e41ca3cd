"""Tabs with their counts."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from ui.parts.layout import across
from ui.parts.roving import step_of
from ui.parts.theme import Size, Space, Type, color, font

MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Tab(QAbstractButton):
    """One tab: a word and how many it holds; a bar under the one that shows."""

    def __init__(self, name: str, count: str = "") -> None:
        super().__init__()
        self.setText(name)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.count, self._counts = "", True
        self.set_count(count)

    def set_count(self, count: str) -> None:
        """Show another count."""
        self.count = count
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())
        self.setFixedSize(self.sizeHint())
        self.update()

    def show_count(self, *, shown: bool) -> None:
        """Leave the count to be heard alone, where there is no room for it, or show it again."""
        self._counts = shown
        self.setFixedSize(self.sizeHint())
        self.update()

    def wide(self, *, counted: bool) -> int:
        """How much room it needs, with its count or without."""
        wide = QFontMetrics(font(strong=True)).horizontalAdvance(self.text())
        if self.count and counted:
            wide += Space.S + QFontMetrics(font(Type.SMALL)).horizontalAdvance(self.count)
        return wide

    def sizeHint(self) -> QSize:
        return QSize(self.wide(counted=self._counts), Space.XL + Space.M)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step_of(event) is None:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the row of tabs moves among them

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        here = self.isChecked()
        painter.setFont(font(strong=here))
        painter.setPen(color("ink" if here or self.underMouse() else "soft"))
        painter.drawText(self.rect(), MIDDLE, self.text())
        wide = painter.fontMetrics().horizontalAdvance(self.text()) + Space.S
        painter.setFont(font(Type.SMALL))
        painter.setPen(color("faint"))
        if self._counts:
            painter.drawText(self.rect().adjusted(wide, 0, Space.L, 0), MIDDLE, self.count)
        if here:
            bar = QRectF(0, self.height() - Size.STROKE, self.width(), Size.STROKE)
            painter.fillRect(bar, color("accent"))
        painter.end()


class Tabs(QWidget):
    """A row of tabs on a hairline; the arrows move among them."""

    changed = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str] | str], here: str = "") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._tabs: dict[str, Tab] = {}
        for each in tabs:
            name, count = (each, "") if isinstance(each, str) else each
            tab = self._tabs[name] = Tab(name, count)
            tab.clicked.connect(lambda _=False, name=name: self.choose(name))
            self._group.addButton(tab)
        self._here = ""
        self.set_here(here or next(iter(self._tabs)))
        self._row = across(*self._tabs.values(), None, gap=Space.XL)
        self.setLayout(self._row)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the tabs are side by side, without counts and with little between them."""
        return QSize(self._wide(Space.XS, counted=False), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give way to too little room: first what lies between the tabs, then their counts."""
        counted = self._wide(Space.S, counted=True) <= self.width()
        for tab in self._tabs.values():
            tab.show_count(shown=counted)
        gaps = [Space.XL, Space.S] if counted else [Space.S]
        fits = (gap for gap in gaps if self._wide(gap, counted=counted) <= self.width())
        self._row.setSpacing(next(fits, Space.XS))
        self._row.activate()

    def _wide(self, gap: int, *, counted: bool) -> int:
        shown = [tab for tab in self._tabs.values() if not tab.isHidden()]
        return sum(tab.wide(counted=counted) + gap for tab in shown)

    @property
    def here(self) -> str:
        """The tab that shows."""
        return self._here

    def set_here(self, name: str) -> None:
        """Show a tab as the one that is open, without a word to anybody."""
        self._here = name
        for each, tab in self._tabs.items():
            tab.setChecked(each == name)
            tab.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each == name else Qt.FocusPolicy.ClickFocus
            )

    def choose(self, name: str) -> None:
        """Open a tab, as if it had been clicked."""
        if name != self._here:
            self.set_here(name)
            self.changed.emit(name)

    def enter(self) -> None:
        """Take the keys."""
        self._tabs[self._here].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_count(self, name: str, count: str) -> None:
        """Show another count on a tab."""
        self._tabs[name].set_count(count)
        self._fit()

    def set_shown(self, name: str, *, shown: bool) -> None:
        """Leave a tab out, or show it again."""
        self._tabs[name].setHidden(not shown)
        self._fit()

    def shown(self) -> list[str]:
        """The tabs that are not left out."""
        return [name for name, tab in self._tabs.items() if not tab.isHidden()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step is None:
            super().keyPressEvent(event)
            return
        names = self.shown()
        name = names[step.of(names.index(self._here), len(names))]
        self.choose(name)
        self._tabs[name].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), Space.HAIR, color("line"))
        painter.end()
