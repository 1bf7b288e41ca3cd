"""Planning the events that are chosen in a list once more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.year import TrainingYear
from ui.parts.way import Way, Where
from ui.planning.repeat_panel import RepeatPanel
from ui.programme.acts import act

Chosen = Callable[[], Sequence[int]]
Number = Callable[[], int]


class ChosenAgain(QObject):
    """Repeats one event over dates, or plans all that are chosen again in the year after."""

    def __init__(
        self,
        owner: QWidget,
        way: Way,
        chosen: Chosen,
        panel: RepeatPanel,
        number: Number | None = None,
    ) -> None:
        super().__init__(owner)
        self._number = number or (lambda: len(chosen()))  # a long list tells it sooner
        self._way, self._chosen, self._panel = way, chosen, panel
        self.year = TrainingYear(0)
        self.again_action = act(owner, "Plan again next &year…", self.again, "Ctrl+Shift+D")
        self.repeat_action = act(owner, "Repea&t over dates…", self.repeat, "Ctrl+Shift+R")
        self.actions = (self.repeat_action, self.again_action)

    def allow(self) -> None:
        """Allow what can be done with what is chosen now."""
        number = self._number()
        self.again_action.setEnabled(number > 0)
        self.repeat_action.setEnabled(number == 1)

    def again(self) -> None:
        """Propose days of the year after for every chosen event."""
        if chosen := self._chosen():
            ids = ",".join(str(number) for number in chosen)
            self._way.go(Where("Programme", kind="again", year=self.year.name, find=ids))

    def repeat(self) -> None:
        """Ask on which days the chosen event is held again."""
        if len(chosen := self._chosen()) == 1:
            self._panel.begin(chosen[0])
