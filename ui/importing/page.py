"""Importing workbooks: choose, look, import; each step can be left."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.importing.outcome import RowsRefused
from trainingdesk.services.years import years_held
from ui.importing.choose_page import ChoosePage
from ui.importing.looked_at import (
    LookedAt,
    bring_in_or_look_again,
    left_out,
    look_at,
    to_store,
)
from ui.importing.preview_page import PreviewPage
from ui.importing.reasons import save_reasons
from ui.importing.result_page import ResultPage
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.way import Way, Where
from ui.programme.acts import act

CHANGED_SINCE = (
    "The desk has changed since you looked, and some rows cannot be stored any more. Nothing "
    "was imported: look again."
)


class ImportingPage(QWidget):
    """Takes files, shows what they would change, and stores it when asked to."""

    said = Signal(str)

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__()
        self._live, self._way, self._jobs = live, way, jobs
        self._looked: LookedAt | None = None
        self._busy = False
        self.year = ""
        self.choose = ChoosePage()
        self.preview = PreviewPage(live)
        self.result = ResultPage()
        self.pages = QStackedWidget()
        for page in (self.choose, self.preview, self.result):
            self.pages.addWidget(page)
        self.setLayout(down(self.pages))
        self._make_actions()
        self._connect()

    def _make_actions(self) -> None:
        self.import_action = act(self, "Import the &rows", self.bring_in, "Ctrl+Return")
        self.reasons_action = act(self, "&Save the reasons…", self.save_reasons, "Ctrl+S")
        self.files_action = act(self, "Choose &workbooks…", self.choose.ask_for_files, "Ctrl+O")
        self.folder_action = act(
            self, "Choose a &folder of .csv files…", self.choose.ask_for_folder, "Ctrl+Shift+D"
        )
        self._tell_actions()

    def _connect(self) -> None:
        self.choose.chosen.connect(self.take)
        self.preview.import_asked.connect(self.bring_in)
        self.preview.reasons_asked.connect(self.save_reasons)
        self.preview.others_asked.connect(self.choose.ask_for_files)
        self.preview.left.connect(self.leave)
        self.result.reasons_asked.connect(self.save_reasons)
        self.result.another_asked.connect(self.begin)
        self.result.programme_asked.connect(self._go_to_programme)
        self._jobs.failed.connect(self._on_failed)

    def begin(self) -> None:
        """Start again with other files."""
        self._looked = None
        self._show(self.choose)

    def show_again(self) -> None:
        """Come back: a finished import makes way for the next, anything else stays as it was."""
        if self.pages.currentWidget() is self.result:
            self.begin()

    def take(self, paths: Sequence[Path]) -> None:
        """Read files or folders and show what importing them would do."""
        if self._busy:
            self.said.emit("One import at a time: the files before these are still being read.")
            return
        desk = self._live.desk
        self._set_busy(busy=True)
        self._jobs.run(
            lambda progress: look_at(desk, paths, progress),
            self._on_looked,
            f"Reading {counted(len(paths), 'file')}"
            if len(paths) > 1
            else f"Reading {paths[0].name}",
        )

    def bring_in(self) -> None:
        """Store the good rows."""
        looked, desk = self._looked, self._live.desk
        if looked is None or self._busy:
            return
        leave_out = bool(left_out(looked.outcome))
        self._set_busy(busy=True)
        self._jobs.run(
            lambda progress: bring_in_or_look_again(
                desk, looked, leave_out=leave_out, progress=progress
            ),
            self._on_brought_in,
            f"Importing {counted(looked.outcome.good, 'row')}",
        )

    def save_reasons(self) -> None:
        """Save why rows were refused, for whoever keeps the workbook."""
        if self._looked is None:
            return
        name = f"{Path(self._looked.outcome.files[0]).stem} refused rows.csv"
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the reasons", str(Path.home() / name), "Table (*.csv);;Text (*.txt)"
        )
        if chosen:
            with refusals_shown(self):
                save_reasons(self._looked.outcome, Path(chosen))
                self.said.emit(f"Saved {Path(chosen).name}.")

    def leave(self) -> None:
        """Store nothing and go back."""
        self.begin()
        if self._way.can_go_back:
            self._way.back()
        else:
            self._way.go(Where("Today", year=self.year))

    def _on_looked(self, looked: LookedAt | Refused) -> None:
        self._set_busy(busy=False)
        if isinstance(looked, Refused):
            self.begin()
            self.choose.refuse(str(looked))
            return
        self._looked = looked
        self.preview.show_outcome(looked.outcome)
        self._show(self.preview)

    def _on_brought_in(self, done: tuple[LookedAt, Refused | None]) -> None:
        looked, refusal = done
        self._looked = looked
        self._set_busy(busy=False)
        if refusal is None:
            undoable = self._live.desk.kept_copy is not None
            self.result.show_outcome(looked.outcome, undoable=undoable)
            self._show(self.result)
        else:
            said = CHANGED_SINCE if isinstance(refusal, RowsRefused) else str(refusal)
            self.preview.show_outcome(looked.outcome, said)
            self._show(self.preview)

    def _on_failed(self, _error: Exception) -> None:
        """A job that was stopped leaves everything as it was."""
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.choose.setEnabled(not busy)
        self.preview.set_busy(busy=busy)
        self._tell_actions()

    def _show(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self._tell_actions()

    def _tell_actions(self) -> None:
        outcome = self._looked.outcome if self._looked else None
        looking = self.pages.currentWidget() is self.preview and not self._busy
        self.import_action.setEnabled(looking and outcome is not None and bool(to_store(outcome)))
        self.reasons_action.setEnabled(outcome is not None and bool(outcome.problems))
        self.files_action.setEnabled(not self._busy)
        self.folder_action.setEnabled(not self._busy)

    def _go_to_programme(self) -> None:
        """To the year at hand if the desk holds it now, otherwise to the newest it holds."""
        with self._live.desk.reading() as db:
            held = [year.name for year in years_held(db)]
        newest = held[-1] if held else TrainingYear.of(self._live.desk.today()).name
        year = self.year if self.year in held else newest
        self.begin()
        self._way.go(Where("Programme", year=year))
