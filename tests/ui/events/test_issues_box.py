import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, a_course, an_event
from tests.ui.accessible import nameless
from tests.ui.programme.world import YEAR, Window
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.day_off import Off
from trainingdesk.domain.issues import Act, Issue, IssueKind, Mend
from trainingdesk.services import trainers, venues
from trainingdesk.services.desk import Desk
from trainingdesk.services.trainers import TrainerDetails
from trainingdesk.services.venues import VenueDetails
from ui.events.issues_box import IssuesBox, mended_at
from ui.parts.way import Where


@pytest.fixture
def troubled(desk: Desk) -> int:
    """An event whose trainer is away, whose room is too small, and another at the same time."""
    with desk.changing("Set up") as db:
        course = a_course(db, "Risk", "RISK", state=CourseState.PUBLISHED)
        off = (Off(STARTS, STARTS, "leave"),)
        jo = trainers.add_trainer(db, TrainerDetails("Jo", days_off=off))
        hall = venues.add_venue(db, VenueDetails("Hall", places=5))
        events = [an_event(db, course, STARTS, places=9, reference=f"R-{n}") for n in (1, 2)]
        for event in events:
            event.sessions[0].trainer_id = jo
        events[0].sessions[0].venue_id = hall
        return events[0].id


def test_the_box_says_what_is_wrong_and_shows_all_when_asked(
    qtbot: QtBot, window: Window, troubled: int
) -> None:
    window.open(troubled)
    box = window.event_page.issues
    assert box.isVisible()
    assert box.title.text() == "3 things to put right"
    assert [line.line.text for line in box.lines] == [
        "9 places, but Hall holds 5.",
        "Jo also trains R-2 Risk on 10 June 2026, 09:30 to 16:30.",
    ]
    qtbot.mouseClick(box.rest, Qt.MouseButton.LeftButton)
    assert box.lines[-1].line.text == "Jo is away on 10 June 2026: leave."
    assert nameless(window.event_page) == []
    qtbot.mouseClick(box.rest, Qt.MouseButton.LeftButton)
    assert len(box.lines) == 2


def test_each_issue_leads_to_where_it_is_mended(
    qtbot: QtBot, window: Window, troubled: int
) -> None:
    window.open(troubled)
    page = window.event_page
    qtbot.keyClick(page.issues.lines[0], Qt.Key.Key_Return)
    assert page.form.isVisible()
    page.issues.rest.click()
    page.issues.lines[-1].click()
    assert (window.gone[-1].kind, window.gone[-1].id) == ("trainers", 1)


@pytest.mark.parametrize(
    ("mend", "where"),
    [
        (Mend.CHANGE, None),
        (Mend.BOOKINGS, Where("Programme", kind="event", id=7, tab="Bookings", year=YEAR)),
        (Mend.REGISTER, Where("Programme", kind="event", id=7, tab="Register", year=YEAR)),
        (Mend.COURSE, Where("Programme", kind="course", id=3, year=YEAR)),
        (Mend.VENUE, Where("Programme", kind="venues", id=3, year=YEAR)),
        (Mend.TRAINER, Where("Programme", kind="trainers", id=3, year=YEAR)),
        (Mend.OTHER_EVENT, Where("Programme", kind="event", id=3, year=YEAR)),
    ],
)
def test_every_way_to_mend_leads_somewhere(mend: Mend, where: Where | None) -> None:
    assert mended_at(Act(mend, 3), event_id=7, year=YEAR) == where


def test_the_box_goes_when_all_is_mended_and_is_small_beside_the_register(
    desk: Desk, window: Window, troubled: int
) -> None:
    window.open(troubled, "Register")
    box = window.event_page.issues
    assert (box.title.text(), box.lines, box.rest.text()) == ("3 things to put right", [], "Show")
    window.open(troubled)
    with desk.changing("Mend") as db:
        venues.change_venue(db, 1, VenueDetails("Hall", places=9), opened=None)
        trainers.change_trainer(db, 1, TrainerDetails("Jo"), opened=None)
    assert box.title.text() == "1 thing to put right"
    assert not box.rest.isVisible()


def test_what_is_only_to_be_kept_in_mind_is_said_so(qtbot: QtBot) -> None:
    box = IssuesBox()
    qtbot.addWidget(box)
    box.show_issues([Issue(IssueKind.RESERVE, "Jo, in reserve here, is away.", Act(Mend.TRAINER))])
    assert box.title.text() == "To keep in mind"
    box.show_issues([])
    assert box.isHidden()
