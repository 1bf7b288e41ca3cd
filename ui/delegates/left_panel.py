"""Saying that delegates no longer work here."""

from collections.abc import Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.services.delegate_leaving import mark_left
from ui.delegates.dated_panel import DatedPanel
from ui.parts.live import LiveDesk

SAID = (
    "What they attended stays. Whoever books them from that day on is told that they have left; "
    "a workbook does not bring them back."
)


class LeftPanel(DatedPanel):
    """Asks since when people no longer work with children here."""

    def __init__(self, live: LiveDesk) -> None:
        self._people: list[tuple[int, str]] = []
        super().__init__(live, {}, day="Left on", save="Mark as left")
        self.save_asked.connect(self.save_now)

    def begin(self, people: Sequence[tuple[int, str]]) -> None:
        """Ask about these people, given by number and name."""
        self._people = list(people)
        about = tuple(number for number, _ in people)
        self.begin_with(about, f"Mark as left: {self._who()}", SAID, {})

    def save_now(self) -> None:
        with self.problems_shown():
            with self._desk.changing("Mark as left", self._who()) as db:
                mark_left(db, [each for each, _ in self._people], on=self.day())
            self.settle()

    def _who(self) -> str:
        names = [name for _, name in self._people]
        return names[0] if len(names) == 1 else counted(len(names), "delegate")
