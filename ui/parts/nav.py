"""The sidebar: nine places, and the numbers of what waits there."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from trainingdesk.domain.figures import counted
from ui.parts.icons import paint_icon
from ui.parts.layout import down, holder
from ui.parts.roving import step_of
from ui.parts.theme import Size, Space, Type, color, font
from ui.parts.words import Rule, Words

PLACES = (
    ("Today", "sun"),
    ("Programme", "calendar-days"),
    ("Delegates", "users"),
    ("Agencies", "building-2"),
    ("Charges", "receipt-pound-sterling"),
    ("Evaluation", "message-square-text"),
    ("Certificates", "award"),
    ("Analysis", "chart-column"),
    ("Settings", "settings"),
)
NAMELESS = "A new desk"
WAITS = {
    "Today": ("thing to do", "things to do"),
    "Evaluation": ("follow-up due in {year}", "follow-ups due in {year}"),
    "Certificates": ("certificate to issue in {year}", "certificates to issue in {year}"),
}
"""What the number beside a place counts, some of it in the year at hand alone."""

MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Place(QAbstractButton):
    """One place: icon, word, number; in the narrow sidebar the icon alone."""

    def __init__(self, name: str, glyph: str) -> None:
        super().__init__()
        self._glyph, self._waits, self._narrow = glyph, 0, False
        self.setText(name)
        self.setCheckable(True)
        self.setFixedHeight(Size.ROW)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_waits(0)

    def set_waits(self, waits: int, year: str = "") -> None:
        """Show how much waits there; nothing for nought."""
        self._waits, self._year = waits, year
        name = self.text()
        said = counted(waits, *WAITS.get(name, ("waiting", "waiting"))).format(year=year)
        self.setAccessibleName(f"{name}, {said}" if waits else name)
        self.setToolTip(self.accessibleName() if self._narrow or waits else "")
        self.update()

    def set_narrow(self, *, narrow: bool) -> None:
        """Show the icon alone, the words on hover."""
        self._narrow = narrow
        self.set_waits(self._waits, self._year)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if step_of(event) is not None:
            event.ignore()  # the sidebar moves among its places
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        if here or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_wash" if here else "line"))
            box = QRectF(self.rect()).adjusted(0, Space.HAIR, 0, -Space.HAIR)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        tone = "accent" if here else "soft"
        left = (self.width() - Size.ICON) // 2 if self._narrow else Space.M
        paint_icon(painter, left, (self.height() - Size.ICON) // 2, self._glyph, tone)
        if not self._narrow:
            self._words(painter, here=here)
        elif self._waits:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(QRectF(left + Size.ICON, Space.XS, Size.BAR, Size.BAR))
        painter.end()

    def _words(self, painter: QPainter, *, here: bool) -> None:
        painter.setFont(font(strong=here))
        painter.setPen(color("accent" if here else "ink"))
        words = self.rect().adjusted(Space.M + Size.ICON + Space.M, 0, 0, 0)
        painter.drawText(words, MIDDLE, self.text())
        if self._waits:
            painter.setFont(font(Type.SMALL, strong=here))
            painter.setPen(color("accent" if here else "faint"))
            at = self.rect().adjusted(0, 0, -Space.M, 0)
            painter.drawText(at, MIDDLE | Qt.AlignmentFlag.AlignRight, f"{self._waits:,}")


class Nav(QWidget):
    """The column of places under the board's name; the arrows move among them."""

    chosen = Signal(str)

    def __init__(self, board: str = "", here: str = "Today") -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setAccessibleName("Places")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._group = QButtonGroup(self)
        self.places = {name: Place(name, glyph) for name, glyph in PLACES}
        for name, place in self.places.items():
            place.clicked.connect(lambda _=False, name=name: self._choose(name))
            self._group.addButton(place)
        self._board = Words("", "small", wrap=True)
        self._board.setAlignment(Qt.AlignmentFlag.AlignTop)
        inner = down(Brand(), self._board, gap=Space.XS)
        inner.setContentsMargins(Space.M, 0, Space.XS, 0)
        self._brand = holder(inner)
        above = [place for name, place in self.places.items() if name != "Settings"]
        foot = (None, Rule(), Space.XS, self.places["Settings"])
        column = down(self._brand, Space.L, *above, *foot, gap=Space.XS // 2)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.S)
        self.setLayout(column)
        self.set_board(board)
        self.set_here(here)
        self.set_narrow(narrow=False)

    def set_board(self, name: str) -> None:
        """Show the board's name, in the room of two lines so that the places never move."""
        self._board.say(name or NAMELESS)
        self._board.ensurePolished()
        self._board.setMinimumHeight(2 * self._board.fontMetrics().lineSpacing())

    def set_waits(self, waits: Mapping[str, int], year: str = "") -> None:
        """Show how much waits at each place, in a training year where a place shows one."""
        for name, place in self.places.items():
            place.set_waits(waits.get(name, 0), year)

    def set_here(self, name: str) -> None:
        """Mark the place where one is."""
        for each, place in self.places.items():
            place.setChecked(each == name)
            place.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each == name else Qt.FocusPolicy.ClickFocus
            )

    def set_narrow(self, *, narrow: bool) -> None:
        """Give the page more room: icons alone, or icons and words."""
        self._brand.setHidden(narrow)
        for place in self.places.values():
            place.set_narrow(narrow=narrow)
        self.setFixedWidth(Size.NAV_NARROW if narrow else Size.NAV)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step is None:
            super().keyPressEvent(event)
            return
        places = list(self.places.values())
        at = next((n for n, place in enumerate(places) if place.hasFocus()), 0)
        places[step.of(at, len(places))].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, name: str) -> None:
        self.set_here(name)
        self.chosen.emit(name)


class Brand(QWidget):
    """The program's mark and name."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(Space.XL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = Size.CHIP
        tile = QRectF(0, (self.height() - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent"))
        painter.drawRoundedRect(tile, Size.RADIUS, Size.RADIUS)
        painter.setBrush(color("on_accent"))
        painter.drawRoundedRect(tile.adjusted(Space.XS, Space.XS, -Space.M, -Space.XS), 1, 1)
        painter.setFont(font(Type.LEAD, strong=True))
        painter.setPen(color("ink"))
        words = self.rect().adjusted(side + Space.S, 0, 0, 0)
        painter.drawText(words, MIDDLE, "Training Desk")
        painter.end()
