"""Keeping screens up to date with the desk."""

from collections import Counter
from collections.abc import Sequence
from threading import get_ident
from typing import ClassVar

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.booking import Via
from trainingdesk.services.desk import Change, Desk
from ui.parts.preferences import Preferences

GATHERED_FOR = 250
"""So many milliseconds what a job notes is gathered before the screens show it."""


class LiveDesk(QObject):
    """The desk as windows hold it: its news arrives as a signal, from any thread.

    With it go the choices of this computer; without settings they last as long as the window.
    """

    changed = Signal(object)  # a Change
    followed = Signal()  # every screen in sight shows what was changed
    told = Signal(str)  # what the last change came to, in more words than its title
    preferred = Signal(object)  # the Preferences
    _noted = Signal(object)  # a Change that a job noted, on its way to the windows' own thread

    def __init__(self, desk: Desk, settings: QSettings | None = None) -> None:
        super().__init__()
        self.desk = desk
        self.settings = settings
        self.preferences = Preferences.load(settings) if settings else Preferences()
        self._here = get_ident()
        self._gathered: list[Change] = []
        self._gathers = QTimer(self, singleShot=True, interval=GATHERED_FOR)
        self._gathers.timeout.connect(self._show_gathered)
        self._noted.connect(self._gather)
        desk.via = Via.WINDOW
        desk.on_change(self._announce)

    def prefer(self, preferences: Preferences) -> None:
        """Keep new choices and tell the screens."""
        self.preferences = preferences
        if self.settings:
            preferences.save(self.settings)
        self.preferred.emit(preferences)

    def _announce(self, change: Change) -> None:
        """Tell the screens; what a job notes many times over they are told a few times only."""
        if change.outside and get_ident() != self._here:
            self._noted.emit(change)
        else:
            self._show(change)

    def _gather(self, change: Change) -> None:
        self._gathered.append(change)
        if not self._gathers.isActive():
            self._show_gathered()

    def _show_gathered(self) -> None:
        if self._gathered:
            change, self._gathered = _as_one(self._gathered), []
            self._gathers.start()
            self._show(change)

    def _show(self, change: Change) -> None:
        self.changed.emit(change)
        self.followed.emit()


def _as_one(changes: Sequence[Change]) -> Change:
    counts: Counter[str] = Counter()
    for change in changes:
        counts.update(change.counts)
    return Change(changes[-1].label, "", counts, outside=True)


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
        self.to_be_told = False  # what it is to show, before it reads anything
        live.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Read and show everything afresh; what only holds other screens has nothing to read."""

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        if not self.to_be_told:
            self._catch_up()

    def _on_changed(self, change: Change) -> None:
        self._stale = self._stale or bool(change.tables & self.shows)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self.reload()
