"""The way through the program: where one is, where one was, and back."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Where:
    """One page: the place, the kind of record and its number, the tab, the training year."""

    place: str
    kind: str = ""
    id: int = 0
    tab: str = ""
    year: str = ""
    find: str = ""


class Way(QObject):
    """The pages visited, in order; going on from the middle forgets what lay ahead."""

    gone = Signal(object)  # the Where to show
    STEPS_KEPT = 100

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._visited: list[Where] = []
        self._at = -1

    @property
    def here(self) -> Where | None:
        """The page that shows."""
        return self._visited[self._at] if self._visited else None

    @property
    def can_go_back(self) -> bool:
        """Whether a page was visited before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has come back from a page."""
        return self._at < len(self._visited) - 1

    def go(self, where: Where) -> None:
        """Go to a page; to the page one is on, show it again and remember it once."""
        if where != self.here:
            self._visited = [*self._visited[: self._at + 1], where][-self.STEPS_KEPT :]
            self._at = len(self._visited) - 1
        self.gone.emit(where)

    def replace(self, where: Where) -> None:
        """Remember the page in another state, such as another tab, without showing it anew."""
        if self._visited:
            self._visited[self._at] = where

    def back(self) -> None:
        """Go to the page before."""
        if self.can_go_back:
            self._at -= 1
            self.gone.emit(self.here)

    def forward(self) -> None:
        """Go to the page that one came back from."""
        if self.can_go_forward:
            self._at += 1
            self.gone.emit(self.here)
