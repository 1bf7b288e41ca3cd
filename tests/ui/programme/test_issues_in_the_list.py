from datetime import date

from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, a_course, an_event
from tests.ui.accessible import nameless
from tests.ui.programme.world import YEAR, Window
from trainingdesk.domain.course import CourseState
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Event, Trainer, Venue
from ui.parts.way import Where
from ui.programme.programme_page import ProgrammePage


def shown(page: ProgrammePage) -> list[str]:
    model = page.table.rows_model
    titles = (model.data(model.index(n, 1)) for n in range(model.rowCount()))
    return [str(title).split(",")[0] for title in titles if title]


def issues(page: ProgrammePage) -> list[str]:
    model = page.table.rows_model
    return [str(model.data(model.index(n, 7)) or "") for n in range(model.rowCount())]


def test_events_with_issues_are_marked_and_asked_for_alone(
    qtbot: QtBot, desk: Desk, window: Window
) -> None:
    with desk.changing("Set up") as db:
        published = {"state": CourseState.PUBLISHED, "minimum": 0}
        bare = an_event(db, a_course(db, "Bare", "B", **published), STARTS)
        sound = an_event(db, a_course(db, "Sound", "S", **published), date(2026, 6, 20))
        sound.sessions[0].trainer, sound.sessions[0].venue = Trainer(name="Jo"), Venue(name="Hall")
        numbers = bare.id, sound.id
    window.way.go(Where("Programme", year=YEAR))
    page = window.page
    assert page.list.issues == {numbers[0]: 2}
    assert [said for said in issues(page) if said] == ["2"]
    page.issues_action.trigger()
    assert page.list.count.said.text() == "1 of 2 events"
    assert any("Bare" in title for title in shown(page))
    assert not any("Sound" in title for title in shown(page))
    assert nameless(page) == []
    page.filters.clear()
    assert page.list.count.said.text() == "2 events"


def test_an_issue_that_is_mended_leaves_the_list(desk: Desk, window: Window) -> None:
    with desk.changing("Set up") as db:
        course = a_course(db, "Bare", "B", state=CourseState.PUBLISHED)
        event = an_event(db, course, STARTS).id
    window.way.go(Where("Programme", year=YEAR))
    assert window.page.list.issues == {event: 2}
    with desk.changing("Mend") as db:
        session = db.get_one(Event, event).sessions[0]
        session.trainer, session.venue = Trainer(name="Jo"), Venue(name="Hall")
    assert window.page.list.issues == {}
