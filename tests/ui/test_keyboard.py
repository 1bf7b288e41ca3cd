"""The keys stay on the page: in the window, whatever is put away or asked for."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy import select

from tests.ui.shown import window_on
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.message import MessageState
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_settings import practise
from trainingdesk.services.named import event_named
from trainingdesk.storage.models import Booking, Delegate, Message
from ui.main_window import MainWindow
from ui.messages.ways import MESSAGES, OUTBOX
from ui.parts.jobs import Jobs
from ui.parts.keyboard import Keyboard
from ui.parts.layout import down, holder
from ui.parts.way import Way, Where
from ui.parts.words import Button

YEAR = "2026-27"


@pytest.fixture
def window(qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs) -> MainWindow:
    return window_on(sample, qtbot, way, jobs)


def type_keys(*keys: str) -> None:
    """Type keys where the keyboard is; what is no name of a key is typed letter by letter."""
    for each in keys:
        here = QApplication.focusWidget()
        assert here is not None
        if "+" in each or each in {"Esc", "Return", "Down", "Tab", "F2", "Space"}:
            QTest.keySequence(here, each)
        else:
            QTest.keyClicks(here, each)


def keys_are(here: QWidget) -> Callable[[], bool]:
    return lambda: QApplication.focusWidget() is here


def test_a_known_delegate_is_booked_on_an_event_of_this_week_in_at_most_twelve_keys(
    qtbot: QtBot, sample: Desk, window: MainWindow
) -> None:
    with sample.reading() as db:
        event = event_named(db, "INTRO-2603")
        new = Delegate.id.not_in(select(Booking.delegate_id)), Delegate.left_on.is_(None)
        person = db.scalars(select(Delegate).where(*new).order_by(Delegate.id)).first()
        assert person is not None
        letters, who = person.name, person.id
    type_keys("Ctrl+2")
    table = window.page.programme.table
    qtbot.waitUntil(keys_are(table))
    qtbot.waitUntil(lambda: table.currentIndex().isValid())  # the event of today, or the next
    down = table.rows_model.place_of(event) - table.currentIndex().row()
    type_keys(*["Down"] * down, "Return")
    qtbot.waitUntil(keys_are(window.page.event_page.bookings.box))
    type_keys(letters, "Return")
    assert len(["Ctrl+2", *["Down"] * down, "Return", "Return"]) <= 12
    with sample.reading() as db:
        booked = {row.delegate_id: row.status for row in bookings_on(db, event)}
    assert booked[who] is BookingStatus.BOOKED


def test_escape_from_the_event_form_gives_the_keys_back_to_the_list(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_keys("Ctrl+2")
    page = window.page.programme
    qtbot.waitUntil(keys_are(page.table))
    type_keys("Ctrl+N", "neglect", "Return", "Esc")
    assert page.form.isHidden()
    assert QApplication.focusWidget() is page.table
    type_keys("Ctrl+N")
    assert page.form.isVisible()


def test_escape_gives_the_keys_to_the_list_from_a_form_that_a_button_opened(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    type_keys("Ctrl+2")
    page = window.page.programme
    page.new.setFocus()
    type_keys("Space", "Esc")
    assert keys_are(page.table)()
    page.table.enter()
    type_keys("Return")
    event = window.page.event_page
    event.change.setFocus()
    type_keys("Space")
    assert event.form.isVisible()
    type_keys("Esc")
    assert event.views[event.tabs.here].isAncestorOf(QApplication.focusWidget())


def test_escape_from_a_change_in_the_list_gives_the_keys_back_to_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_keys("Ctrl+2")
    page = window.page.programme
    qtbot.waitUntil(lambda: page.table.current_row() is not None)
    type_keys("Down", "F2")
    assert page.form.isVisible()
    type_keys("Esc")
    assert QApplication.focusWidget() is page.table


def test_ctrl_2_gives_the_keys_to_the_page_that_shows_already(
    qtbot: QtBot, window: MainWindow
) -> None:
    type_keys("Ctrl+2")
    window.nav.places["Programme"].setFocus()
    type_keys("Ctrl+2")
    assert QApplication.focusWidget() is window.page.programme.table


def test_ctrl_k_takes_the_letters_on_a_page_with_an_empty_list(
    qtbot: QtBot, desk: Desk, way: Way, jobs: Jobs
) -> None:
    window = window_on(desk, qtbot, way, jobs)
    type_keys("Ctrl+2", "Ctrl+K", "venues")
    assert window.palette_box.box.text() == "venues"


def test_a_place_chosen_in_the_sidebar_takes_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    for place in window.nav.places.values():
        place.setFocus()
        type_keys("Return")
        assert window.page.isAncestorOf(QApplication.focusWidget()), place.text()


def test_the_keys_of_a_page_are_heard_in_the_sidebar_and_on_a_tab(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    type_keys("Ctrl+2")
    window.nav.places["Programme"].setFocus()
    type_keys("Down", "Ctrl+N")
    form = window.page.programme.form
    assert form.isVisible()
    window.page.programme.table.setFocus()
    here = way.here
    type_keys("Esc")  # puts the form away first, from the list too
    assert form.isHidden()
    assert way.here == here
    with window._live.desk.reading() as db:
        event = event_named(db, "GANG-2602")
    way.go(Where("Programme", kind="event", id=event, tab="Bookings", year=YEAR))
    page = window.page.event_page
    page.tabs.enter()
    assert page.tabs.isAncestorOf(QApplication.focusWidget())
    type_keys("Ctrl+F")
    assert page.bookings.box.hasFocus()
    page.tabs.enter()
    QTest.keyClick(page.tabs._tabs["Bookings"], Qt.Key.Key_Delete)  # of what is chosen elsewhere
    assert page.bookings.reason.isHidden()


def test_an_event_decided_on_today_leaves_the_keys_on_the_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    today = window.page
    no_go = next(each for each in today.findChildren(Button) if each.text() == "Do not go")
    no_go.setFocus()
    type_keys("Space", "Nobody asked", "Return")
    assert today.reason.isHidden()
    assert window.history.undo.text() != "Undo"
    assert today.isAncestorOf(QApplication.focusWidget())


def test_the_acts_of_an_agency_leave_the_keys_on_its_page(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    way.go(Where("Agencies", kind="agency", id=3, year=YEAR))
    record = window.page.record
    qtbot.waitUntil(lambda: record.isAncestorOf(QApplication.focusWidget()))
    type_keys("Ctrl+Shift+M")
    type_keys(record.merging.into.itemText(0), "Ctrl+S")
    assert record.merging.isHidden()
    assert record.isAncestorOf(QApplication.focusWidget())
    type_keys("Ctrl+Z", "Shift+F2", "A new name", "Ctrl+S")
    assert record.renaming.isHidden()
    assert record.isAncestorOf(QApplication.focusWidget())
    assert window.history.undo.text().startswith("Undo Rename")


class Frame(QWidget):
    """A sidebar, and a page of two lines and a word."""

    def __init__(self) -> None:
        super().__init__()
        self.side, self.pages = Button("Side", "quiet"), QStackedWidget()
        self.first, self.second, self.word = QLineEdit(), QLineEdit(), QLabel("Word")
        self.pages.addWidget(holder(down(self.word, self.first, self.second)))
        self.setLayout(down(self.side, self.pages))
        self.keyboard = Keyboard(self.pages)


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    frame = Frame()
    qtbot.addWidget(frame)
    with qtbot.waitExposed(frame):
        frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    return frame


@pytest.mark.parametrize(
    "away",
    [QWidget.hide, lambda line: line.setEnabled(False), lambda line: line.setParent(None)],
    ids=["hidden", "forbidden", "taken away"],
)
def test_the_keys_go_to_what_had_them_before(
    frame: Frame, away: Callable[[QWidget], object]
) -> None:
    frame.first.setFocus()
    frame.side.setFocus()
    frame.second.setFocus()
    away(frame.second)
    assert QApplication.focusWidget() is frame.first


def test_a_page_on_which_nothing_takes_keys_has_them_itself(frame: Frame) -> None:
    frame.first.setFocus()
    for line in (frame.second, frame.first):
        line.hide()
    assert QApplication.focusWidget() is frame.pages.currentWidget()


def test_the_sidebar_keeps_the_keys_that_tab_brought_there(frame: Frame) -> None:
    frame.side.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is frame.side
    frame.second.hide()
    assert QApplication.focusWidget() is frame.side


def test_ctrl_z_in_the_empty_booking_box_takes_the_last_act_back(
    qtbot: QtBot, window: MainWindow, sample: Desk, way: Way
) -> None:
    with sample.reading() as db:
        event = event_named(db, "CULT-2601")
    way.go(Where("Programme", kind="event", id=event, tab="Bookings", year=YEAR))
    box = window.page.event_page.bookings.box
    qtbot.waitUntil(box.hasFocus)
    type_keys("an", "Ctrl+Return")
    assert keys_are(box)()
    assert window.history.undo.text().startswith("Undo Book")
    type_keys("Ctrl+Z")
    assert (sample.undo_title, box.text()) == ("", "")
    type_keys("Ctrl+Y")
    assert window.history.undo.text().startswith("Undo Book")


def test_keys_of_an_act_that_does_not_fit_what_is_chosen_say_so(
    qtbot: QtBot, window: MainWindow, sample: Desk, way: Way
) -> None:
    with sample.reading() as db:
        event = event_named(db, "CULT-2601")
    way.go(Where("Programme", kind="event", id=event, tab="Bookings", year=YEAR))
    tab = window.page.event_page.bookings
    tab.table.enter()
    assert not tab.waiting.priority.isEnabled()
    type_keys("Ctrl+Shift+U")
    assert window.foot.said.accessibleName() == "Priority: not with what is chosen now."
    window.go("Today")
    assert window.foot.said.accessibleName() == ""


def test_a_warning_at_the_foot_goes_with_the_next_act(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    way.go(Where("Agencies", year=YEAR))
    window.foot.warn("The event is full.")
    type_keys("Ctrl+N")
    assert window.foot.said.accessibleName() == ""
    window.foot.say("Booked Hamza Ali.")
    type_keys("Esc")
    assert window.foot.said.accessibleName() == "Booked Hamza Ali."


def test_on_a_desk_for_practice_the_keys_of_sending_say_why_nothing_goes(
    qtbot: QtBot, window: MainWindow, sample: Desk, way: Way
) -> None:
    with sample.changing("Set up") as db:
        practise(db, practice=True)
    way.go(Where("Settings", kind=MESSAGES, tab=OUTBOX, year=YEAR))
    for keys in ("Ctrl+Return", "Ctrl+Shift+S"):
        type_keys(keys)
        assert "this is a practice desk" in window.foot.said.accessibleName()
    with sample.changing("Set up") as db:
        practise(db, practice=False)
        for message in db.scalars(select(Message)):
            message.state = MessageState.WITHDRAWN
    type_keys("Ctrl+Shift+S")
    assert window.foot.said.accessibleName().endswith("no message waits to be sent.")


def test_the_keys_are_given_back_while_what_had_them_is_taken_apart(frame: Frame) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.focusChanged.connect(frame.keyboard.give_to_page)
    box = holder(down(QLineEdit(), QLineEdit()))
    box.setParent(frame.pages.currentWidget())
    box.show()
    box.findChildren(QLineEdit)[1].setFocus()
    delete(box)  # one of its lines is gone when the keys move
    assert QApplication.focusWidget() in {frame.first, frame.second}
