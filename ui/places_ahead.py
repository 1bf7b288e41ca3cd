"""Loading what is likely to be wanted next, while nobody waits."""

from PySide6.QtCore import QObject, QTimer

from ui.places import PLACES, place_called

EVERY = 200
"""Milliseconds between two places, so that no key waits for more than one."""


class PlacesAhead(QObject):
    """Loads one place after another, once the first page stands."""

    def __init__(self, parent: QObject | None = None, *, every: int = EVERY) -> None:
        super().__init__(parent)
        self._names = iter(PLACES)
        self.timer = QTimer(self, interval=every)
        self.timer.timeout.connect(self._load_next)
        self.timer.start()

    def _load_next(self) -> None:
        name = next(self._names, "")
        if name:
            place_called(name)
        else:
            self.timer.stop()
