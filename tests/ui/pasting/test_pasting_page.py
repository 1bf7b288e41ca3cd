"""Lists pasted onto an event, with keys sent to the real page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import BY, FirstAid, a_delegate
from tests.ui.accessible import nameless
from tests.ui.programme.world import Twenty, Window
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.pasted_fates import Fate
from trainingdesk.domain.share import ShareDetails
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.overriding import SAY_WHY, overridden_on
from trainingdesk.services.share_changes import set_share
from trainingdesk.storage.models import Agency, Delegate, Event
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.lines import LineButton
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Words
from ui.pasting.columns import line_columns
from ui.pasting.page import KEPT, PastingPage

MIXED = (
    "Dear Sam,\nAda King <ada@example.org>\nMary Seacole, Library\nGrace Hopper\n"
    "Ben Stone, The Willows\nAda King, Library\n"
)
CHIPS = [Fate.ASIDE, Fate.KNOWN, Fate.NEW, Fate.AMBIGUOUS, Fate.WRONG, Fate.TWICE]


def press(*keys: str) -> int:
    """Press keys where the keyboard is, and say how many."""
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keySequence(here, key)
        QApplication.processEvents()
    return len(keys)


def copied(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def page_of(window: Window) -> PastingPage:
    page = window.place.room("paste")
    assert isinstance(page, PastingPage)
    return page


def open_list(window: Window, event_id: int, text: str) -> PastingPage:
    copied(text)
    window.open(event_id)
    press("Ctrl+Shift+V")
    return page_of(window)


def fates(page: PastingPage) -> list[Fate]:
    return [row.fate for row in page.table.rows_model.rows]  # type: ignore[union-attr]


def statuses(desk: Desk, event_id: int) -> dict[str, BookingStatus]:
    with desk.reading() as db:
        return {row.delegate: row.status for row in bookings_on(db, event_id)}


def test_thirty_people_are_pasted_and_booked_in_at_most_ten_keys(
    qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs
) -> None:
    with sample.reading() as db:
        to_come = Event.starts > sample.today(), Event.status == EventStatus.OPEN
        number = db.scalars(select(Event.id).where(*to_come).order_by(Event.id)).first() or 0
        there = {row.delegate_id for row in bookings_on(db, number)}
        free = Delegate.email != "", Delegate.id.not_in(there), Delegate.left_on.is_(None)
        people = list(db.scalars(select(Delegate).where(*free).order_by(Delegate.id).limit(30)))
        lines = [f"{person.listed}\t{person.email}\t{person.agency.name}" for person in people]
        lines[4], lines[20] = people[4].name, people[20].name  # the names alone: to be settled
    before = statuses(sample, number)
    window = MainWindow(LiveDesk(sample), way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    way.go(Where("Programme", kind="event", id=number, year=window.year.name))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    copied("\n".join(lines))
    keys = press("Ctrl+Shift+V")
    page = window.page.room("paste")
    assert page.foot.accessibleName() == "28 to book, 2 to settle, 1 to think twice about"
    keys += press("Return", "Return")
    assert page.foot.accessibleName() == "30 to book, 1 to think twice about"
    keys += press("Ctrl+S", *"Ill", "Return") - len("Ill")
    assert keys <= 10
    assert len(statuses(sample, number)) == len(before) + 30
    assert window.page.currentWidget() is window.page.event_page
    sample.undo()
    assert statuses(sample, number) == before
    window.hide()


def test_each_line_says_who_it_is(desk: Desk, first_aid: FirstAid, window: Window) -> None:
    page = open_list(window, first_aid.event, MIXED)
    assert fates(page) == CHIPS
    assert page.foot.accessibleName() == ("2 to book, 1 to settle, 1 wrong, 1 twice, 1 left out")
    row = page.table.chosen_row()
    assert row is not None
    assert row.fate is Fate.AMBIGUOUS
    assert page.table.hasFocus()
    assert page.book.text() == "Book 2"
    assert nameless(page) == []


def test_a_digit_chooses_delete_leaves_out_and_either_is_taken_back(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("Set up") as db:
        library = db.get_one(Agency, first_aid.agency)
        a_delegate(db, library, "Ben", "Stone").reference = "B1"
        db.flush()
        other = a_delegate(db, library, "Ben", "Stone").id
    page = open_list(window, first_aid.event, "Ben Stone, Library\nGrace Hopper")
    assert fates(page) == [Fate.AMBIGUOUS, Fate.AMBIGUOUS]
    press("2")
    assert fates(page) == [Fate.KNOWN, Fate.AMBIGUOUS]
    chosen = page._rows[0].choice
    assert chosen is not None
    assert chosen.delegate_id == other
    press("9", "Delete")
    assert fates(page) == [Fate.KNOWN, Fate.LEFT_OUT]
    page.table.select_id(1)
    press("Ctrl+B")
    assert fates(page) == [Fate.KNOWN, Fate.AMBIGUOUS]
    page.table.select_id(0)
    press("F8")
    row = page.table.chosen_row()
    assert row is not None
    assert row.id == 1
    press("Ctrl+A", "Return")
    assert fates(page) == [Fate.KNOWN, Fate.KNOWN]
    press("Ctrl+A", "Ctrl+Del")
    assert fates(page) == [Fate.LEFT_OUT, Fate.LEFT_OUT]
    assert not page.book_action.isEnabled()
    page.book_all()
    assert statuses(desk, first_aid.event) == {}


def test_the_mouse_settles_a_line_too(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    page = open_list(window, first_aid.event, "Grace Hopper\nAda King")
    people = page.choices.findChildren(LineButton)
    qtbot.mouseClick(people[0], Qt.MouseButton.LeftButton)
    assert fates(page) == [Fate.KNOWN, Fate.AMBIGUOUS]
    leave = [b for b in page.choices.findChildren(LineButton) if b.line.keys == "Del"]
    qtbot.mouseClick(leave[-1], Qt.MouseButton.LeftButton)
    assert fates(page) == [Fate.KNOWN, Fate.LEFT_OUT]


def test_what_is_left_stays_on_the_page_after_booking(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    page = open_list(window, first_aid.event, MIXED)
    told: list[str] = []
    page.live.told.connect(told.append)
    press("Ctrl+S")
    assert statuses(desk, first_aid.event) == {
        "King, Ada": BookingStatus.BOOKED,
        "Seacole, Mary": BookingStatus.WAITING,
    }
    assert desk.done[-1].title == "Book 2 people on First Aid"
    assert told == [
        "1 has a place, 1 on the waiting list, 1 person added. 2 lines are left to settle."
    ]
    assert page.isVisible()
    assert page.notice.words.text() == told[0]
    assert fates(page)[1:3] == [Fate.BOOKED, Fate.BOOKED]
    desk.undo()
    assert page.notice.isHidden()
    assert fates(page) == CHIPS


def test_what_was_pasted_survives_leaving_the_page(
    desk: Desk, first_aid: FirstAid, twenty: Twenty, window: Window
) -> None:
    page = open_list(window, first_aid.event, MIXED)
    press("1")
    copied("")
    window.open(twenty.event)
    press("Ctrl+Shift+V")
    assert page.text.toPlainText() == ""
    assert page.text.hasFocus()
    window.open(first_aid.event)
    press("Ctrl+Shift+V")
    assert page.text.toPlainText() == MIXED
    assert page.kept.words.text() == KEPT
    assert fates(page)[3] is Fate.KNOWN
    press("Ctrl+R")
    assert page.text.toPlainText() == ""
    assert page.kept.isHidden()


def test_several_lines_pasted_into_the_booking_box_open_the_page(
    first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    copied("Ada King, Library")
    press("Ctrl+V")
    assert window.bookings.box.text() == "Ada King, Library"
    copied("Ada King, Library\nGrace Hopper, Library")
    press("Ctrl+V")
    page = page_of(window)
    assert page.isVisible()
    assert fates(page) == [Fate.KNOWN, Fate.KNOWN]
    copied("Mary Seacole, Library")
    press("Ctrl+V")
    assert fates(page) == [Fate.KNOWN, Fate.KNOWN, Fate.NEW]


def test_an_event_called_off_meanwhile_refuses_the_list_and_keeps_it(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    page = open_list(window, first_aid.event, MIXED)
    with desk.changing("Cancel event") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    press("Ctrl+S")
    assert page.notice.words.text() == "This event is marked Cancelled, so it takes no bookings."
    assert page.text.toPlainText() == MIXED
    assert statuses(desk, first_aid.event) == {}
    window.open(first_aid.event)
    assert not window.bookings.box.isEnabled()
    assert not window.bookings.paste.isEnabled()
    assert not window.bookings.paste.action.isEnabled()


def test_the_text_can_be_put_right(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    page = open_list(window, first_aid.event, "Grace Hopper\n")
    press("F2")
    assert page.text.hasFocus()
    page.text.setPlainText("Grace Hopper, Library")
    qtbot.waitUntil(lambda: fates(page) == [Fate.KNOWN])
    assert page.text.hasFocus()


def test_what_speaks_against_somebody_is_said_under_the_list(
    desk: Desk, first_aid: FirstAid, twenty: Twenty, window: Window
) -> None:
    page = open_list(window, first_aid.event, "Ada 00 Adeyemi\nAdeyemi, Ada")
    assert page.isVisible()
    with desk.changing("Set up") as db:
        person = db.get_one(Delegate, twenty.delegates[0])
        person.first_name = "Ife"
        person.sought = "adeyemi ife"
    press("Ctrl+R")
    copied("Ife Adeyemi, Westmere NHS")
    press("Ctrl+V")
    assert page.choices.head.accessibleName() == "Line 1: Ife Adeyemi, Westmere NHS"
    said = [each.text() for each in page.choices.findChildren(Words)]
    assert any("also booked on RISK-2601" in each for each in said)


def test_a_list_with_somebody_to_think_twice_about_is_booked_with_one_reason(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("Cap") as db:
        db.get_one(Event, first_aid.event).places = 2
        set_share(db, first_aid.event, ShareDetails(agency_id=first_aid.agency, places=1), by=BY)
    page = open_list(window, first_aid.event, "Ada King, Library\nGrace Hopper, Library")
    full = "Library has 1 of the 1 place it may have."
    assert page.foot.accessibleName() == "2 to book, 1 to think twice about"
    row = page.table.chosen_row()
    assert row is not None
    assert (row.line.number, row.warnings) == (2, (full,))
    assert [cell(row).text for cell in [line_columns()[-1].cell]] == [full]  # type: ignore[union-attr]
    press("Ctrl+S")
    assert page.reason.question.text().startswith(f"1 person: {full}")
    press("Return")
    assert page.reason.field.error.text() == SAY_WHY
    press("Esc")
    assert page.reason.isHidden()
    assert page.table.hasFocus()
    assert statuses(desk, first_aid.event) == {}
    press("Ctrl+S", *"new", "Return")
    with desk.reading() as db:
        kept = [(row.warning, row.reason) for row in overridden_on(db, first_aid.event)]
    assert kept == [(full, "new")]
    assert len(statuses(desk, first_aid.event)) == 2
    desk.undo()
    assert statuses(desk, first_aid.event) == {}


@pytest.mark.parametrize("number", [150, 1000])
def test_the_window_stays_live_for_a_long_list(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window, number: int
) -> None:
    letters = "abcdefghij"
    names = [f"N{a}{b}{c} Person" for a in letters for b in letters for c in letters]
    page = open_list(window, first_aid.event, "\n".join(f"{n}, Library" for n in names[:number]))
    assert page._jobs.busy  # and not done while the key was pressed
    qtbot.waitUntil(lambda: len(fates(page)) == number, timeout=30_000)
    assert page.book.text() == f"Book {number:,}"
    if number > 150:
        return
    press("Ctrl+S")
    assert not page.book.isEnabled()
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=60_000)
    assert len(statuses(desk, first_aid.event)) == number


def test_a_long_list_that_is_refused_says_why(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    letters = "abcdefghijklmnopqrst"
    lines = [f"N{a}{b} Person, Library" for a in letters[:8] for b in letters]
    page = open_list(window, first_aid.event, "\n".join(lines))
    qtbot.waitUntil(lambda: len(fates(page)) == len(lines), timeout=30_000)
    with desk.changing("Cancel event") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    qtbot.waitUntil(lambda: not page._jobs.busy, timeout=30_000)
    press("Ctrl+S")
    qtbot.waitUntil(lambda: not page.notice.isHidden(), timeout=30_000)
    assert "Cancelled" in page.notice.words.text()
    assert page.book.isEnabled()


def test_too_many_lines_are_said_so(first_aid: FirstAid, window: Window) -> None:
    page = open_list(window, first_aid.event, "Ada King\n" * 2001)
    assert "At most 2,000" in page.notice.words.text()
    assert fates(page) == []


def test_an_event_that_is_gone_takes_no_list(first_aid: FirstAid, window: Window) -> None:
    window.way.go(Where("Programme", kind="paste", id=999, year="2026-27"))
    page = page_of(window)
    assert not page.text.isEnabled()
    assert [words for words, _ in page.crumbs()] == ["Programme", "Event", "Paste a list"]
