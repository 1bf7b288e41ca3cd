"""The bar above the page."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from ui.parts.icons import paint_icon
from ui.parts.keys import Keys
from ui.parts.layout import across
from ui.parts.theme import Size, Space, color, font
from ui.parts.words import Button, Elided, Glyph


class FindBox(QAbstractButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Find or do anything")
        self.setToolTip("Find or do anything  Ctrl+K")
        self.setFixedSize(Size.SEARCH, Size.CONTROL)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        inner = across(None, Keys("Ctrl K"))
        inner.setContentsMargins(0, 0, Space.S, 0)
        self.setLayout(inner)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(color("soft" if self.underMouse() else "edge"))
        painter.setBrush(color("raised"))
        half = Space.HAIR / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        paint_icon(painter, Space.S, (self.height() - Size.ICON) // 2, "search", "faint")
        painter.setFont(font())
        painter.setPen(color("faint"))
        words = self.rect().adjusted(Space.S * 2 + Size.ICON, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, "Find or do anything")
        painter.end()


class Crumbs(QWidget):
    """Where one is: each step before the last leads back to it."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Where you are")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_way(self, crumbs: Sequence[str]) -> None:
        """Show another way."""
        while (item := self._row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, crumb in enumerate(crumbs[:-1]):
            step = Button(crumb, "crumb").slim()
            step.clicked.connect(lambda _=False, number=number: self.chosen.emit(number))
            self._row.addWidget(step)
            self._row.addWidget(Glyph("chevron-right", "faint"))
        if crumbs:
            self._row.addSpacing(Space.S)
            self._row.addWidget(Elided(crumbs[-1], "strong"), 1)


class TopBar(QWidget):
    """Back and forward, where one is, the training year, and the way to everything."""

    menu_asked = Signal()
    back_asked = Signal()
    forward_asked = Signal()
    crumb_chosen = Signal(int)
    year_asked = Signal(int)  # -1 for the year before, 1 for the year after
    year_list_asked = Signal()
    find_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(Size.TOP)
        self.menu = _slim("menu", "Menu", "F10")
        self.back = _slim("arrow-left", "Back", "Alt+Left")
        self.forward = _slim("arrow-right", "Forward", "Alt+Right")
        self.crumbs = Crumbs()
        self.before = _slim("chevron-left", "Year before", "Ctrl+PgUp")
        self.year = Button("", "year", name="Training year").slim()
        self.after = _slim("chevron-right", "Year after", "Ctrl+PgDown")
        self.find_box = FindBox()
        self._connect()
        years = (self.before, self.year, self.after, Space.S, self.find_box)
        row = across(self.menu, self.back, self.forward, Space.XS, gap=Space.XS)
        row.addWidget(self.crumbs, 1)
        for item in years:
            row.addSpacing(item) if isinstance(item, int) else row.addWidget(item)
        row.setContentsMargins(Space.L, 0, Space.XL, 0)
        self.setLayout(row)
        self.set_can(back=False, forward=False)

    def show_crumbs(self, crumbs: Sequence[str]) -> None:
        """Show where one is."""
        self.crumbs.show_way(crumbs)

    def show_year(self, year: str) -> None:
        """Show the training year at hand."""
        self.year.setText(year)
        self.year.set_name(f"Training year {year}")

    def set_can(self, *, back: bool, forward: bool) -> None:
        """Say which ways are open."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def _connect(self) -> None:
        self.menu.clicked.connect(self.menu_asked)
        self.back.clicked.connect(self.back_asked)
        self.forward.clicked.connect(self.forward_asked)
        self.crumbs.chosen.connect(self.crumb_chosen)
        self.before.clicked.connect(lambda: self.year_asked.emit(-1))
        self.after.clicked.connect(lambda: self.year_asked.emit(1))
        self.year.clicked.connect(self.year_list_asked)
        self.find_box.clicked.connect(self.find_asked)


def _slim(glyph: str, name: str, keys: str) -> Button:
    return Button("", "quiet", glyph, keys, name).slim()
