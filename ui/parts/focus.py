"""The ring around what has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from ui.parts.theme import Size, Space, color

MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show})


class FocusRing(QWidget):
    """One ring, over the window, around the button that the keys have come to.

    A click shows none. Fields and lists draw their own focus.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self) or not isValid(self._window):  # the focus moves once more at the end
            return
        by_keys = self._window.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self.surround(new if by_keys and isinstance(new, QAbstractButton) else None)

    def surround(self, widget: QWidget | None) -> None:
        """Draw the ring around a widget, or nowhere."""
        self._watch(widget)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _watch(self, widget: QWidget | None) -> None:
        for each in self._holders(self._around):
            each.removeEventFilter(self)
        if widget is not None and self._window.isAncestorOf(widget):
            self._around = widget
        else:
            self._around = None
        for each in self._holders(self._around):
            each.installEventFilter(self)

    def _holders(self, widget: QWidget | None) -> list[QWidget]:
        held: list[QWidget] = []
        if widget is not None and not isValid(widget):
            return held
        while widget is not None and widget is not self._window:
            held.append(widget)
            widget = widget.parentWidget()
        return held

    def _place(self) -> None:
        widget = self._around
        if widget is None or not isValid(widget) or not widget.isVisible():
            self.hide()
            return
        at = widget.mapTo(self._window, QPoint(0, 0))
        out = Space.XS
        size = widget.size()
        self.setGeometry(
            at.x() - out, at.y() - out, size.width() + 2 * out, size.height() + 2 * out
        )
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), Size.RING))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, Size.RADIUS + Size.RING, Size.RADIUS + Size.RING)
        painter.end()
