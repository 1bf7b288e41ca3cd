"""Letting go of what Python holds in circles, where Qt allows it: between events."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 500
"""Milliseconds between two looks; most find nothing to do."""


class Garbage(QObject):
    """Collects garbage on the windows' own thread, between events, and nowhere else.

    Python by itself collects wherever its patience ends: in the middle of what Qt does with a
    window, or on the thread of a job, where no window may end. Either ends the program.
    """

    def __init__(self, parent: QObject | None = None, *, every: int = EVERY) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=every)
        self._timer.timeout.connect(collect_if_due)
        self._timer.start()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


def collect_if_due() -> None:
    """Collect the generations of which Python would by now have collected by itself."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
