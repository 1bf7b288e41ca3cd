from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages
from typing import ClassVar

from pytestqt.qtbot import QtBot

import ui
from tests.conftest import an_agency
from trainingdesk.services.desk import Change, Desk
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk, LiveView


class Agencies(LiveView):
    """Counts how often it reloads."""

    shows: ClassVar = frozenset({"agency"})
    reloads = 0

    def reload(self) -> None:
        self.reloads += 1


class Events(Agencies):
    """Shows something else."""

    shows: ClassVar = frozenset({"event"})


def test_a_screen_reloads_when_what_it_shows_has_changed(qtbot: QtBot, desk: Desk) -> None:
    live = LiveDesk(desk)
    agencies, events, hidden = Agencies(live), Events(live), Agencies(live)
    for view in (agencies, events, hidden):
        qtbot.addWidget(view)
    agencies.show()
    events.show()
    with desk.changing("Add agency") as db:
        an_agency(db, "Library")
    assert (agencies.reloads, events.reloads, hidden.reloads) == (2, 1, 0)
    hidden.show()
    assert hidden.reloads == 1


def test_what_a_job_notes_many_times_is_shown_a_few_times(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    live = LiveDesk(desk)
    view, told = Agencies(live), list[Change]()
    qtbot.addWidget(view)
    view.show()
    live.changed.connect(told.append)

    def notes(_progress: object) -> None:
        for number in range(20):
            with desk.noting("Note") as db:
                an_agency(db, f"Agency {number}")

    with qtbot.waitSignal(jobs.ended):
        jobs.run(notes, lambda _: None)
    qtbot.waitUntil(lambda: sum(change.counts["agency"] for change in told) == 20)
    assert 2 <= view.reloads <= 1 + len(told) < 10
    with desk.noting("Note") as db:
        an_agency(db, "Here")
    assert told[-1].counts["agency"] == 1  # what is noted here is shown at once


def views(of: type[LiveView] = LiveView) -> Iterator[type[LiveView]]:
    """Every screen of the program."""
    for kind in of.__subclasses__():
        yield from views(kind)
        if kind.__module__.startswith("ui."):
            yield kind


def test_every_screen_that_shows_a_table_reads_it_afresh() -> None:
    for found in walk_packages(ui.__path__, "ui."):
        import_module(found.name)
    showing = [view for view in views() if view.shows]
    assert len(showing) > len("every place has one")
    assert [view for view in showing if view.reload is LiveView.reload] == []
