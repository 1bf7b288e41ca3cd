"""What is done with several events at once, and where one is that was saved in another year."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import BY, STARTS, a_course, a_delegate, an_agency, an_event
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Window
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.own_words import BoardList, WordDetails
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_words import add_word
from trainingdesk.storage.models import Event
from ui.parts.live import LiveDesk
from ui.parts.way import Where

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def two(desk: Desk, window: Window) -> list[int]:
    """Two events, with one person booked on the first."""
    with desk.changing("Set up") as db:
        risk = a_course(db, "Identifying Risk", "RISK", level="2", places=20)
        days = (STARTS, date(2026, 7, 1))
        events = [an_event(db, risk, day, places=20, reference=f"RISK-{day:%m}") for day in days]
        ada = a_delegate(db, an_agency(db, "Library"), "Ada", "King")
        book(db, event_id=events[0].id, delegate_id=ada.id, by=BY)
        add_word(db, BoardList.EVENT_REASONS, WordDetails("Snow"))
        numbers = [event.id for event in events]
    window.way.go(Where("Programme", year=YEAR))
    return numbers


def standings(desk: Desk) -> list[tuple[EventStatus, str]]:
    with desk.reading() as db:
        return [(each.status, each.reason) for each in db.query(Event).order_by(Event.starts)]


def test_all_that_are_chosen_are_cancelled_for_one_reason_in_one_step(
    qtbot: QtBot, desk: Desk, window: Window, two: list[int]
) -> None:
    page = window.page
    page.table.choose_ids(two)
    assert page.list.count.said.text() == "2 events · 2 chosen"
    done = len(desk.done)
    qtbot.keyClick(page.table, Key.Key_G, CONTROL | SHIFT)
    assert page.off.reason.question.text() == (
        "Why do 2 events not go ahead? 1 booked on them stay on the list."
    )
    assert page.off.reason.deed.text().startswith("Cancel the events")
    assert nameless(window.frame) == []
    qtbot.keyClick(page.off.reason.entry, Key.Key_Return)
    assert page.off.reason.field.error.text().startswith("Say why, in a few words.")
    qtbot.keyClicks(page.off.reason.entry, "snow")
    qtbot.keyClick(page.off.reason.entry, Key.Key_Return)
    assert standings(desk) == [(EventStatus.CANCELLED, "Snow")] * 2
    assert not page.off.reason.isVisible()
    assert page.table.hasFocus()
    assert len(desk.done) == done + 1
    assert desk.undo_title == "Cancel 2 events"
    desk.undo()
    assert standings(desk) == [(EventStatus.OPEN, "")] * 2


def test_one_that_is_chosen_is_postponed(
    qtbot: QtBot, desk: Desk, window: Window, two: list[int]
) -> None:
    page = window.page
    page.table.choose_ids(two[1:])
    page.off.action.trigger()
    assert page.off.reason.question.text() == "Why does RISK-07 not go ahead?"
    qtbot.keyClicks(page.off.reason.entry, "No room")
    qtbot.keyClick(page.off.reason.entry, Key.Key_Return, CONTROL)
    assert standings(desk)[1] == (EventStatus.POSTPONED, "No room")


def test_where_one_was_delivered_none_is_cancelled(
    qtbot: QtBot, desk: Desk, window: Window, two: list[int]
) -> None:
    with desk.changing("Close") as db:
        db.get_one(Event, two[1]).register_closed_on = date(2026, 7, 1)
    page = window.page
    page.table.choose_ids(two)
    page.off.action.trigger()
    qtbot.keyClicks(page.off.reason.entry, "Snow")
    qtbot.keyClick(page.off.reason.entry, Key.Key_Return)
    said = "The register of RISK-07 is closed: it was delivered."
    assert page.off.notice.words.text() == said
    assert standings(desk)[0] == (EventStatus.OPEN, "")
    window.way.go(Where("Programme", year="2027-28"))
    assert not page.off.notice.isVisible()
    assert not page.off.reason.isVisible()


def test_nothing_is_called_off_without_a_choice(window: Window, two: list[int]) -> None:
    window.page.table.clearSelection()
    assert not window.page.off.action.isEnabled()
    window.page.off.ask()
    assert not window.page.off.reason.isVisible()


def test_an_event_that_goes_to_another_year_is_followed_there(
    qtbot: QtBot, desk: Desk, live: LiveDesk, window: Window, two: list[int]
) -> None:
    said: list[str] = []
    live.told.connect(said.append)
    page = window.page
    page.table.select_id(two[0])
    page.change_chosen()
    day = page.form.days[0].fields["day"].control
    day.setText("19/11/2099")  # type: ignore[attr-defined]
    page.form.keep()
    assert said == ["Changed RISK-06 in 2099-00; the list shows 2026-27."]
    assert page.elsewhere.words.text() == "RISK-06 is in 2099-00. This list shows 2026-27."
    qtbot.mouseClick(page.elsewhere.show_year, Qt.MouseButton.LeftButton)
    assert window.way.here == Where("Programme", year="2099-00")
    assert page.table.chosen_ids() == [two[0]]
    assert not page.elsewhere.isVisible()


def test_what_is_taken_back_is_nowhere_else(desk: Desk, window: Window, two: list[int]) -> None:
    page = window.page
    page.table.select_id(two[0])
    page.change_chosen()
    page.form.days[0].fields["day"].control.setText("19/11/2099")  # type: ignore[attr-defined]
    page.form.keep()
    assert page.elsewhere.isVisible()
    desk.undo()
    assert not page.elsewhere.isVisible()


def test_an_event_of_the_year_at_hand_is_told_no_other(window: Window, two: list[int]) -> None:
    page = window.page
    page.table.select_id(two[0])
    page.change_chosen()
    page.form.days[0].fields["day"].control.setText("19/11/2026")  # type: ignore[attr-defined]
    page.form.keep()
    assert not page.elsewhere.isVisible()
