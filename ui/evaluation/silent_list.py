"""Who is still to answer at a stage."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.answered import SilentAsked, SilentRow, silent_in_all, silent_page
from trainingdesk.services.boards import board_of
from trainingdesk.services.results import Results
from trainingdesk.services.today import follow_ups_due
from ui.analysis.paged_list import Order, PagedList, Source
from ui.evaluation.lists import silent_kind
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.switch import Switch
from ui.parts.theme import Space
from ui.parts.words import Words

STAGES = {name: stage for stage, name in STAGE_NAMES.items()}


class SilentList(QWidget):
    """Attendances without a form, stage by stage, to write to or to ring."""

    stage_chosen = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self._year = TrainingYear.of(self._desk.today())
        self._results: Results | None = None
        self.switch = Switch(list(STAGES), STAGE_NAMES[Stage.END], "Stage")
        self.switch.changed.connect(self._on_switched)
        self.about = Words("", "small", wrap=True)
        self.listed: PagedList[SilentRow] = PagedList(
            live, silent_kind(lambda: self._year), self.switch
        )
        column = down(self.about, gap=Space.M)
        column.addWidget(self.listed, 1)
        self.setLayout(column)

    @property
    def stage(self) -> Stage:
        """The stage that shows."""
        return STAGES[self.switch.here]

    def show_stage(self, stage: Stage) -> None:
        """Turn to a stage without a word to anybody."""
        self.switch.set_here(STAGE_NAMES[stage])

    def show_year(self, year: TrainingYear, results: Results) -> None:
        """Show a year's missing forms at the stage that shows."""
        if year != self._year:
            self._year = year
            self.listed.start_afresh()
        self._results = results
        self._show()

    def _show(self) -> None:
        row = self._results.stage(self.stage) if self._results else None
        said = "From these attendances no form has come at this stage."
        if row is not None and row["anonymous"]:
            forms = counted(row["anonymous"], "form")
            said += f" {forms} came without a name, so as many of them may have answered."
        if self.stage is Stage.FOLLOW_UP:
            with self._desk.reading() as db:
                months = board_of(db).follow_up_months
                due = follow_ups_due(db, self._year, today=self._desk.today())
            said += f" The board asks {counted(months, 'month')} after the event: {due:,} due now."
        self.about.say(said)
        self.listed.show_source(Source(self._count, self._page))

    def _on_switched(self, name: str) -> None:
        self._show()
        self.stage_chosen.emit(STAGES[name])

    def _count(self, words: str) -> int:
        asked = SilentAsked(self._year, self.stage, words)
        with self._desk.reading() as db:
            return silent_in_all(db, asked, today=self._desk.today())

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[SilentRow]:
        asked = SilentAsked(self._year, self.stage, order.words, order.sort, order.falling)
        with self._desk.reading() as db:
            return silent_page(db, asked, today=self._desk.today(), offset=offset, limit=limit)
