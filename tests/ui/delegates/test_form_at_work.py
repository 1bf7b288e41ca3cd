"""The form while long work changes the desk."""

from threading import Event

from pytestqt.qtbot import QtBot

from tests.services.people import People
from tests.ui.delegates.conftest import press, type_in
from tests.ui.delegates.test_form import line_of, opened
from trainingdesk.services.desk import Desk
from trainingdesk.services.progress import Progress
from ui.delegates.place import DelegatesPlace
from ui.parts.jobs import Jobs
from ui.parts.way import Way


def test_during_an_import_the_form_says_so_and_keeps_what_was_typed(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, people: People, way: Way, jobs: Jobs
) -> None:
    form = opened(qtbot, place, way)
    type_in(line_of(form, "first_name"), "Zoë")
    type_in(line_of(form, "last_name"), "Ōno")
    qtbot.keyClicks(form.agency.typed, "library")
    begun, go_on = Event(), Event()

    def import_slowly(_progress: Progress) -> None:
        with desk.changing("Import", undoable=False):
            begun.set()
            go_on.wait(10)

    jobs.run(import_slowly, lambda _done: None)
    begun.wait(10)
    press(qtbot, line_of(form, "email"), "Ctrl+S")
    assert form.notice.words.text().startswith("Import is still under way")
    assert line_of(form, "first_name").text() == "Zoë"
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy)
    press(qtbot, line_of(form, "email"), "Ctrl+S")
    assert not form.isVisible()
    assert desk.undo_title == "Add Zoë Ōno"
