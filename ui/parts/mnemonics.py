"""Labels that underline their letter only while Alt is held."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.parts.theme import Type, color, font
from ui.parts.words import Words


class AltKey(QObject):
    """Whether Alt is held over a window."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.held = False
        window.winId()  # or there may be no handle yet, which is where keys arrive first
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    @classmethod
    def of(cls, window: QWidget) -> "AltKey":
        """The one of a window, made when it is first asked for."""
        kept = window.findChild(cls, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return kept if isinstance(kept, cls) else cls(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_alt = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Alt
        if is_alt and event.type() == QEvent.Type.KeyPress:
            self._hold(held=True)
        elif is_alt or event.type() == QEvent.Type.FocusOut:
            self._hold(held=False)
        return super().eventFilter(watched, event)

    def _hold(self, *, held: bool) -> None:
        if held != self.held:
            self.held = held
            self.changed.emit()


class Label(Words):
    """The name of a field; Alt and its letter lead to the field."""

    def __init__(self, text: str, buddy: QWidget) -> None:
        super().__init__(text, "label")
        self.setBuddy(buddy)
        self._alt: AltKey | None = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._alt = AltKey.of(self.window())
        self._alt.changed.connect(self.update, Qt.ConnectionType.UniqueConnection)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._alt is not None:
            self._alt.changed.disconnect(self.update)
            self._alt = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = Qt.TextFlag.TextShowMnemonic
        if self._alt is None or not self._alt.held:
            shown = Qt.TextFlag.TextHideMnemonic
        painter = QPainter(self)
        painter.setFont(font(Type.SMALL, strong=True))
        painter.setPen(color("soft"))
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        wraps = Qt.TextFlag.TextWordWrap if self.wordWrap() else shown
        painter.drawText(self.rect(), place | shown | wraps, self.text())
        painter.end()
