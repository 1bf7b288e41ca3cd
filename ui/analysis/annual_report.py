"""Saving the annual report, in the form that its file name asks for."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.progress import Progress
from trainingdesk.services.reports import save_report
from ui.analysis.saving import REPORTS
from ui.parts.asked_path import asked_path
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk


def save_annual_report(
    view: QWidget, live: LiveDesk, jobs: Jobs, year: TrainingYear, *, said: Callable[[str], object]
) -> None:
    """Ask where the report of a year goes, and write it while the window stays live."""
    path = asked_path(
        view,
        live,
        title=f"Save the annual report of {year.name}",
        name=f"annual-report-{year.name}.pdf",
        kinds=REPORTS,
    )
    if path is None:
        return
    desk, today = live.desk, live.desk.today()

    def work(_progress: Progress) -> Path:
        with desk.reading() as db:
            save_report(db, year, path, today=today)
        return path

    label = f"Writing the annual report of {year.name}"
    jobs.run(work, lambda saved: said(f"Saved {saved.name}."), label)
