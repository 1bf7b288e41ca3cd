"""Saving events for other calendars, and a year's programme as a brochure."""

from collections.abc import Callable, Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.brochures import save_brochure
from trainingdesk.services.calendars import events_of_year, save_calendar
from trainingdesk.services.progress import Progress
from ui.events.saving import ask_where
from ui.parts.jobs import Jobs
from ui.parts.live import LiveView
from ui.parts.messages import refusals_shown

CALENDARS = "Calendar (*.ics)"
BROCHURES = "PDF, to print and publish (*.pdf)"

Say = Callable[[str], object]


def save_for_calendar(view: LiveView, event_ids: Sequence[int], name: str, *, said: Say) -> None:
    """Ask where events go, and save an appointment a day."""
    path = ask_where(view, "Save for a calendar", f"{name}.ics", CALENDARS)
    if path is None:
        return
    with refusals_shown(view), view.desk.reading() as db:
        days = save_calendar(db, event_ids, path, by=view.desk.stamp())
        said(f"Saved {counted(days, 'day')} in {path.name}.")


def save_year_for_calendar(view: LiveView, year: TrainingYear, *, said: Say) -> None:
    """Save every event of a year that is no draft."""
    with view.desk.reading() as db:
        numbers = events_of_year(db, year)
    save_for_calendar(view, numbers, f"Programme {year.name}", said=said)


def save_year_as_brochure(view: LiveView, jobs: Jobs, year: TrainingYear, *, said: Say) -> None:
    """Ask where the brochure goes, and write it while the window stays live."""
    path = ask_where(view, "Save the brochure", f"Brochure {year.name}.pdf", BROCHURES)
    if path is None:
        return
    desk = view.desk

    def work(_progress: Progress) -> list[str]:
        with desk.reading() as db:
            return save_brochure(db, year, path)

    def then(without_a_font: list[str]) -> None:
        said(" ".join([f"Saved {path.name}.", *without_a_font]))

    jobs.run(work, then, f"Writing the brochure of {year.name}")
