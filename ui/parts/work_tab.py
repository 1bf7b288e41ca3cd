"""A tab of a place at which there is work to do in a year."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from trainingdesk.domain.year import TrainingYear
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk, LiveView
from ui.parts.table import share_out_anew
from ui.parts.tabs import Tabs
from ui.parts.way import Way


class WorkTab(LiveView):
    """One tab of a place: it shows a year, and stands there in years without any rows too."""

    said = Signal(str)
    title: ClassVar[str]

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.way, self.jobs = way, jobs
        self.tabs: Tabs | None = None  # those that it stands among, for the number beside its name
        self.year = TrainingYear.of(self.desk.today())

    def show_year(self, year: TrainingYear, *, find: str = "", row: int = 0) -> None:
        """Show a year; with words, narrowed to them; with a number, with that row chosen."""
        if year != self.year:
            self._stale = True
            share_out_anew(self)
        self.year = year
        self.look_for(find, row)
        if self.isVisible():
            self._catch_up()
            self.enter()

    def showEvent(self, shown: QShowEvent) -> None:
        if self._stale:  # its lists came into sight first, with the rows of before
            share_out_anew(self)
        super().showEvent(shown)

    def look_for(self, find: str, row: int) -> None:
        """Narrow what shows, or choose a row of it; without either, leave it as it is."""

    def enter(self) -> None:
        """Take the keyboard."""

    def export(self) -> None:
        """Save the list as it shows."""

    def unkept(self) -> str:
        """What would be lost if the window closed now."""
        return ""

    def count(self, number: int) -> None:
        """Say beside the name of the tab how much there is."""
        if self.tabs is not None:
            self.tabs.set_count(self.title, f"{number:,}" if number else "")
