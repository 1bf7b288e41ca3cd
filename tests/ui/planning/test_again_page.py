from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import BY, a_course, a_delegate, an_agency, an_event
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Clock, Window
from tests.worlds import set_up_once
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Event, Trainer
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.planning.again_page import PlanAgainPage
from ui.programme.place import ProgrammePlace

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
TWENTY = 20
MOST_KEYS = 30
FIRST = date(2026, 4, 14)


@pytest.fixture
@set_up_once
def year(desk: Desk) -> list[int]:
    """Twenty events of one year, one of them with somebody booked on it."""
    with desk.changing("Set up") as db:
        course = a_course(db, "Identifying Risk", "RISK", level="2", places=20)
        ada = a_delegate(db, an_agency(db, "Library"), "Ada", "King")
        days = [FIRST + timedelta(days=14 * number) for number in range(TWENTY)]
        events = [
            an_event(db, course, day, places=20, reference=f"RISK-26{n:02}")
            for n, day in enumerate(days, 1)
        ]
        book(db, event_id=events[0].id, delegate_id=ada.id, by=BY)
        return [event.id for event in events]


def page_of(window: Window) -> PlanAgainPage:
    page: PlanAgainPage = window.place.room("again")
    return page


def go(window: Window, *ids: int) -> PlanAgainPage:
    find = ",".join(map(str, ids))
    window.way.go(Where("Programme", kind="again", year=YEAR, find=find))
    return page_of(window)


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier(0)) -> None:  # noqa: B008
    qtbot.keyClick(QApplication.focusWidget() or QWidget(), key, held)


def test_twenty_events_are_planned_from_last_years_in_thirty_keys(
    qtbot: QtBot, desk: Desk, live: LiveDesk, way: Way, jobs: Jobs, year: list[int]
) -> None:
    window = MainWindow(live, way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    way.go(Where("Programme", year=YEAR))
    place: ProgrammePlace = window.made["Programme"]
    qtbot.waitUntil(place.programme.table.hasFocus)
    pressed = 0

    def key(*each: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        nonlocal pressed
        for one, held in each:
            press(qtbot, one, held)
            pressed += 1

    plain = Qt.KeyboardModifier.NoModifier
    done = len(desk.done)
    key((Key.Key_A, CONTROL), (Key.Key_D, CONTROL | SHIFT))
    page: PlanAgainPage = place.room("again")
    assert page.isVisible()
    assert len(page.rows) == TWENTY
    # One of them on another day: the second, on 29 April.
    key((Key.Key_Down, plain), (Key.Key_F2, plain))
    for letter in (Key.Key_2, Key.Key_9, Key.Key_Slash, Key.Key_4):
        key((letter, plain))
    key((Key.Key_Return, plain), (Key.Key_S, CONTROL))
    assert pressed <= MOST_KEYS
    assert len(desk.done) == done + 1
    with desk.reading() as db:
        made = db.query(Event).filter(Event.starts >= date(2027, 4, 1)).order_by(Event.starts)
        new = list(made)
        assert len(new) == TWENTY
        assert new[0].starts == date(2027, 4, 13)
        assert new[0].starts.weekday() == FIRST.weekday()
        assert new[1].starts == date(2027, 4, 29)
        assert {event.status for event in new} == {EventStatus.PLANNED}
        assert [event.reference for event in new][:2] == ["RISK-2701", "RISK-2702"]
        assert db.query(Booking).filter(Booking.event_id.in_([e.id for e in new])).count() == 0
    assert way.here == Where("Programme", year="2027-28")
    desk.undo()
    with desk.reading() as db:
        assert db.query(Event).filter(Event.starts >= date(2027, 4, 1)).count() == 0


def test_an_event_is_left_out_and_taken_in_again(
    qtbot: QtBot, window: Window, year: list[int]
) -> None:
    page = go(window, *year[:3])
    page.table.select_id(year[1])
    press(qtbot, Key.Key_Delete)
    assert [row.left_out for row in page.rows] == [False, True, False]
    assert page.plan.text() == "Plan 2 events"
    assert "1 left out" in page.heading.about.accessibleName()
    page.table.select_id(year[1])
    press(qtbot, Key.Key_Delete)
    assert page.plan.text() == "Plan 3 events"


def test_one_key_after_another_leaves_out_one_event_after_another(
    qtbot: QtBot, window: Window, year: list[int]
) -> None:
    page = go(window, *year[:3])
    page.table.select_id(year[0])
    for _ in range(2):
        press(qtbot, Key.Key_Delete)
    assert [row.left_out for row in page.rows] == [True, True, False]
    page.table.selectAll()
    press(qtbot, Key.Key_Delete)
    assert len(page.table.chosen_rows()) == 3


def test_what_is_in_the_way_moves_an_event_and_is_said(
    desk: Desk, window: Window, year: list[int]
) -> None:
    with desk.changing("Set up") as db:
        ruth = Trainer(name="Ruth")
        db.add(ruth)
        db.flush()
        other = an_event(db, a_course(db, "Neglect", "NEG"), date(2027, 4, 13))
        for event in (other, db.get_one(Event, year[0])):
            event.sessions[0].trainer_id = ruth.id
    page = go(window, year[0])
    (row,) = page.rows
    assert row.proposal.first == date(2027, 4, 20)
    assert row.proposal.note.startswith("Moved 1 week on: Ruth also trains NEG-270413 Neglect")
    assert "1 moved" in page.heading.about.accessibleName()


def test_what_is_planned_already_is_left_out(
    qtbot: QtBot, desk: Desk, window: Window, year: list[int]
) -> None:
    page = go(window, *year[:2])
    page.plan_all()
    page = go(window, *year[:2])
    assert all(row.left_out for row in page.rows)
    assert page.rows[0].proposal.note == "RISK-2701 is planned for this day already."
    assert not page.plan.isEnabled()
    page.table.selectAll()
    press(qtbot, Key.Key_Space)
    assert page.plan.text() == "Plan 2 events"


def test_what_would_be_over_is_not_planned_unless_one_says_so(
    qtbot: QtBot, clock: Clock, window: Window, year: list[int]
) -> None:
    clock.day = date(2027, 4, 20)  # the first of them would have been a week ago
    page = go(window, *year[:2])
    assert [row.left_out for row in page.rows] == [True, False]
    assert page.rows[0].proposal.note == "The day is over."
    assert page.plan.text() == "Plan 1 event"
    page.table.select_id(year[0])
    press(qtbot, Key.Key_Space)
    assert page.plan.text() == "Plan 2 events"
    page._wish(page.rows[0], date(2027, 4, 15))
    assert page.plan.text() == "Plan 2 events"


def test_what_is_no_day_stays_to_be_put_right(
    qtbot: QtBot, window: Window, year: list[int]
) -> None:
    page = go(window, year[0])
    page.table.select_id(year[0])
    qtbot.keyClicks(page.table, "q")
    assert page.table.entry.isVisible()
    qtbot.keyClick(page.table.entry, Key.Key_Return)
    assert page.table.entry.isVisible()
    assert page.table.entry.toolTip().startswith("This is no date.")
    qtbot.keyClick(page.table.entry, Key.Key_Escape)
    assert not page.table.entry.isVisible()
    assert page.isVisible()


def test_without_events_the_page_says_what_it_is_for(window: Window) -> None:
    page = go(window)
    assert page.nothing.isVisible()
    assert not page.plan_action.isEnabled()
    assert not page.plan.isVisible()
    assert nameless(window.frame) == []


def test_too_many_at_once_are_refused(desk: Desk, window: Window) -> None:
    page = go(window, *range(1, 300))
    assert page.notice.words.text() == "299 events are too many at once. Choose 200 or fewer."


def test_the_page_is_named_throughout(window: Window, year: list[int]) -> None:
    go(window, *year)
    assert nameless(window.frame) == []
