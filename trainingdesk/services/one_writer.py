"""One act at a time changes a desk; whoever comes meanwhile is told so and not left waiting."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from trainingdesk.domain.refusals import DeskAtWork

PATIENCE = 0.25
"""So many seconds one waits for another act of this program; a window stands still meanwhile."""


class OneWriter:
    """Whose turn it is to change a desk; an act within an act goes on in the same turn."""

    def __init__(self) -> None:
        self._turn = RLock()
        self._doing = ""

    @contextmanager
    def turn(self, label: str) -> Iterator[None]:
        """Act while nobody else in this program does; raises DeskAtWork."""
        if not self._turn.acquire(timeout=PATIENCE):
            raise DeskAtWork(self._doing)
        before = self._doing
        self._doing = before or label
        try:
            yield
        finally:
            self._doing = before
            self._turn.release()
