"""Labels, buttons and lines: the smallest parts."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QHideEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from ui.parts.icons import DENSITIES, paint_icon, picture
from ui.parts.letters import isolated, tip
from ui.parts.theme import Size, Space


class Words(QLabel):
    """Plain text in one of the roles of type.

    The roles: title, head, lead, prose, strong, soft, faint, small, soft_small, label, error,
    amber, red, green, accent.
    """

    def __init__(self, text: str, role: str = "", *, wrap: bool = False) -> None:
        super().__init__(isolated(text))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(wrap)

    def say(self, text: str) -> None:
        """Show other words."""
        self.setText(isolated(text))

    def heightForWidth(self, width: int) -> int:
        # Layouts ask for the whole width they have, also of words that never get so wide.
        return super().heightForWidth(min(width, self.maximumWidth()))

    def set_role(self, role: str) -> None:
        """Show the same words in another role of type."""
        self.setProperty("role", role)
        restyle(self)


class Elided(Words):
    """A single line that gives way when room is short, and is whole on hover then.

    It takes the room there is; with ``hug`` never more than it needs.
    """

    def __init__(self, text: str, role: str = "", *, hug: bool = False) -> None:
        super().__init__(text, role)
        self._whole = text
        across = QSizePolicy.Policy.Maximum if hug else QSizePolicy.Policy.Ignored
        self.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)

    def say(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._whole) + Space.HAIR
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self._whole, mode, self.width())
        self.setText(isolated(shown))
        self.setToolTip("" if shown == self._whole else tip(self._whole))


class Glyph(QWidget):
    """One icon in a token's colour."""

    def __init__(self, name: str, tone: str = "soft") -> None:
        super().__init__()
        self._name, self._tone = name, tone
        self.setFixedSize(Size.ICON, Size.ICON)

    def show_icon(self, name: str, tone: str = "soft") -> None:
        """Show another icon."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, 0, 0, self._name, self._tone)
        painter.end()


TONE_OF_KIND = {"primary": "on_accent", "link": "accent"}
FIRST, SECOND = "primary", "secondary"


class Rank:
    """Whose button leads where several parts in sight have a primary one, the last first.

    A part says its rank in its property ``rank``; one that says nothing belongs to the page.
    """

    PAGE, EMPTY, QUESTION, FORM = range(4)


class Button(QPushButton):
    """A button: primary (one a page), secondary, quiet, link or filter.

    A primary one steps back while another in sight is nearer to the work in hand.
    ``keys`` are only told in the tooltip: the shortcut itself belongs to a QAction.
    """

    def __init__(
        self, text: str, kind: str = "secondary", glyph: str = "", keys: str = "", name: str = ""
    ) -> None:
        super().__init__(text)
        self._glyph, self._kind, self._keys = glyph, kind, keys
        self.may_lead = kind == FIRST
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self._leads = glyph != "chevron-down"
        if not self._leads:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_name(name or text)
        self._draw_icon()

    def say(self, text: str) -> None:
        """Show other words on the button."""
        self.setText(text)
        self.set_name(text)
        self._draw_icon()

    def set_name(self, name: str) -> None:
        """Name the button to a screen reader and on hover."""
        name = name.replace("&", "")
        self.setAccessibleName(name)
        keys = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(tip(f"{name}  {keys or self._keys}" if self._keys else name))

    def lead(self, first: bool) -> None:  # noqa: FBT001 - one of two looks, as it is told
        """Look like the first thing to do, or like any other."""
        kind = FIRST if first else SECOND
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            restyle(self)
            self._draw_icon()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.may_lead:
            settle_who_leads(self.window())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.may_lead:
            settle_who_leads(self.window())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enters = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enters and plain == Qt.KeyboardModifier.NoModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def slim(self) -> "Button":
        """The same button, lower, for a bar or a line."""
        self.setProperty("slim", "true")
        restyle(self)
        return self

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.EnabledChange}:
            self._draw_icon()

    def _draw_icon(self) -> None:
        if not self._glyph:
            return
        gap = Space.XS if self.text() else 0
        self.setIconSize(QSize(Size.ICON + gap, Size.ICON))
        tone = TONE_OF_KIND.get(self._kind, "soft") if self.isEnabled() else "mark"
        made = QIcon()
        for ratio in DENSITIES:
            room = QPixmap(self.iconSize() * ratio)
            room.setDevicePixelRatio(ratio)
            room.fill(Qt.GlobalColor.transparent)
            painter = QPainter(room)
            left = 0 if self._leads else self.iconSize().width() - Size.ICON
            painter.drawPixmap(left, 0, picture(self._glyph, tone, Size.ICON, ratio))
            painter.end()
            made.addPixmap(room)
            made.addPixmap(room, QIcon.Mode.Disabled)
        self.setIcon(made)


class Rule(QFrame):
    """A hairline, lying or upright."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setObjectName("upright" if upright else "rule")


def settle_who_leads(window: QWidget) -> None:
    """Let the primary buttons of one part in sight lead, and those of the others step back."""
    seen = [b for b in window.findChildren(Button) if b.may_lead and b.isVisible()]
    ranks = [_rank(button) for button in seen]
    for button, rank in zip(seen, ranks, strict=True):
        button.lead(rank == max(ranks))


def _rank(button: Button) -> int:
    part: QWidget | None = button.parentWidget()
    while part is not None:
        rank = part.property("rank")
        if rank is not None:
            return int(rank)
        part = part.parentWidget()
    return Rank.PAGE


def restyle(widget: QWidget) -> None:
    """Let the stylesheet look again at a widget whose properties have changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
