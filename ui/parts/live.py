"""Keeping screens up to date with the desk."""

from typing import ClassVar

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.booking import Via
from trainingdesk.services.desk import Change, Desk
from ui.parts.preferences import Preferences


class LiveDesk(QObject):
    """The desk as windows hold it: its news arrives as a signal, from any thread.

    With it go the choices of this computer; without settings they last as long as the window.
    """

    changed = Signal(object)  # a Change
    followed = Signal()  # every screen in sight shows what was changed
    told = Signal(str)  # what the last change came to, in more words than its title
    preferred = Signal(object)  # the Preferences

    def __init__(self, desk: Desk, settings: QSettings | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.preferences = Preferences.load(settings) if settings else Preferences()
        desk.via = Via.WINDOW
        desk.on_change(self._announce)

    def prefer(self, preferences: Preferences) -> None:
        """Keep new choices and tell the screens."""
        self.preferences = preferences
        if self.settings:
            preferences.save(self.settings)
        self.preferred.emit(preferences)

    def _announce(self, change: Change) -> None:
        self.changed.emit(change)
        self.followed.emit()


class LiveView(QWidget):
    """A screen that reloads when a table it shows has changed.

    A hidden screen waits: it reloads when it is next shown.
    """

    shows: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, live: LiveDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.live = live
        self.desk = live.desk
        self._stale = True
        live.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read and show everything afresh; what only holds other screens has nothing to read."""

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        self._catch_up()

    def _on_changed(self, change: Change) -> None:
        self._stale = self._stale or bool(change.tables & self.shows)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()
