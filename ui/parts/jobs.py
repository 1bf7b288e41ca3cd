"""Slow work, done away from the windows."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from trainingdesk.services.progress import Cancelled, Progress

T = TypeVar("T")

QUIET = ""
"""The label of work that nobody waits for, and that no window speaks of."""


class Jobs(QObject):
    """Does one job at a time on a thread of its own.

    A job is a plain function that is given a ``progress`` to call. It must not touch
    widgets: what it returns is handed to ``then`` on the windows' own thread, unless whoever
    asked for it is gone by then.
    """

    began = Signal(str)  # what is being done
    progressed = Signal(int, int)
    ended = Signal()
    failed = Signal(object)  # the exception
    _ended = Signal(object, object)  # a Future, and what to do with its result

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._cancelled, self._closing = threading.Event(), threading.Event()
        self._waiting = 0
        # Even work that is over at once hands over later: whoever asked for it is not done yet.
        self._ended.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a job is being done or waits its turn."""
        return self._waiting > 0

    def run(
        self, work: Callable[[Progress], T], then: Callable[[T], object], label: str = "Working"
    ) -> None:
        """Do ``work`` soon, and call ``then`` with what it returns."""
        if not self.busy:
            self._cancelled = threading.Event()
        cancelled = self._cancelled
        self._waiting += 1
        self.began.emit(label)

        def progress(done: int, total: int) -> None:
            if cancelled.is_set() or self._closing.is_set():
                raise Cancelled
            self.progressed.emit(done, total)

        future = self._thread.submit(work, progress)
        future.add_done_callback(lambda done: self._ended.emit(done, then))

    def cancel(self) -> None:
        """Stop the job in hand at its next step, and those that wait for it at their first."""
        self._cancelled.set()

    def close(self) -> None:
        """Stop the job in hand, forget the others, and wait."""
        self._closing.set()
        self._thread.shutdown(cancel_futures=True)

    def _hand_over(self, future: "Future[Any]", then: Callable[[Any], object]) -> None:
        self._waiting -= 1
        self.ended.emit()
        asked = getattr(then, "__self__", None)
        if future.cancelled() or (isinstance(asked, QObject) and not isValid(asked)):
            return
        if error := future.exception():
            self.failed.emit(error)
        else:
            then(future.result())
