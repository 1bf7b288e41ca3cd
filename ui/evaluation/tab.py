"""What every tab of Evaluation is at which there is work to do."""

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Change
from ui.parts.way import Where
from ui.parts.work_tab import WorkTab


class EvaluationTab(WorkTab):
    """One tab of Evaluation: it stands there in years without any answers too.

    The number beside its name never lags behind: while another tab shows, it is counted afresh
    after each act, or left out until somebody looks.
    """

    _number = 0  # what stands beside the name

    @property
    def at(self) -> Where:
        """The way back to what it shows of its year."""
        return Where("Evaluation", tab=self.title, year=self.year.name)

    def number(self) -> int:
        """How much there is, counted without showing it; nought where one has to look."""
        return 0

    def count(self, number: int) -> None:
        self._number = number
        super().count(number)

    def look_later(self, year: TrainingYear) -> None:
        """Take another year, to be shown when somebody looks."""
        if year != self.year:
            self.year, self._stale = year, True
            self._count_again()

    def _on_changed(self, change: Change) -> None:
        super()._on_changed(change)
        if self._stale:
            self._count_again()

    def _count_again(self) -> None:
        if self._number:
            self.count(self.number())
