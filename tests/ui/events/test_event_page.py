from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, FirstAid
from tests.ui.accessible import nameless
from tests.ui.programme.world import Clock, Twenty, Window
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.own_fields import FieldDetails, FieldOf
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import bookings
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import change_event, details_of
from trainingdesk.services.history import history_of
from trainingdesk.services.own_fields import add_field
from trainingdesk.services.programme import events_in
from trainingdesk.storage.models import Event
from ui.parts.words import Button
from ui.programme.columns import places_cell

Key = Qt.Key


def test_the_head_says_what_when_where_and_how_full(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    head = window.event_page.head
    assert head.title.accessibleName() == "Identifying Risk"
    assert head.facts["when"].accessibleName() == (
        "Wed 10 Jun and Thu 11 June 2026, 09:30 to 16:30"
    )
    assert head.facts["where"].accessibleName() == "no venue yet"
    assert (head.booked.text(), head.free.text()) == ("20 of 20 booked", "0 free")
    assert head.chip.accessibleName() == "Full"
    assert window.place.crumbs()[1][0] == "RISK-2601"


def test_the_head_tells_what_else_was_agreed(desk: Desk, twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    more = window.event_page.head.more
    assert more.isHidden()
    with desk.changing("Agree") as db:
        catering = add_field(db, FieldDetails("Catering", FieldOf.EVENT))
        day = replace(details_of(db, twenty.event).sessions[0], trainer="Gwen", reserve=("Devika",))
        rest = details_of(db, twenty.event).sessions[1:]
        details = replace(
            details_of(db, twenty.event),
            sessions=(day, *rest),
            partners=("Alderford", "Oxmoor"),
            own_values={str(catering): "Buffet"},
        )
        change_event(db, twenty.event, details, by=desk.stamp())
    assert not more.isHidden()
    assert more.accessibleName() == (
        "In reserve Devika · shared with Alderford and Oxmoor · Catering: Buffet"
    )
    window.open(twenty.event, "Register")
    assert more.isHidden()


def test_the_head_tells_who_waits_and_who_is_over(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("Book") as db:
        for person in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=first_aid.event, delegate_id=person, by=desk.stamp())
    window.open(first_aid.event)
    assert window.event_page.head.waiting.text() == "1 waiting"
    with desk.changing("Fewer places") as db:
        db.get_one(Event, first_aid.event).places = 0
    assert window.event_page.head.free.text() == "1 over"


@pytest.mark.parametrize("headcount_only", [True, False])
def test_an_event_that_counts_heads_speaks_of_no_bookings(
    desk: Desk, first_aid: FirstAid, window: Window, *, headcount_only: bool
) -> None:
    with desk.changing("Count") as db:
        event = db.get_one(Event, first_aid.event)
        event.headcount_only, event.headcount, event.places = headcount_only, 262, 0
        event.register_closed_on = STARTS
    window.open(first_aid.event)
    head, bookings = window.event_page.head, window.bookings
    assert head.booked.text() == "262 counted"
    assert head.waiting.text() == ""
    assert bookings.nobody.title.text() == "People are only counted here"
    assert "F2" in bookings.nobody.prose.text()
    assert bookings.box.placeholderText().startswith("People are") == headcount_only
    with desk.reading() as db:
        (row,) = events_in(db, TrainingYear.of(STARTS), today=STARTS)
    assert places_cell(row).spoken() == "262 counted"


def test_thousands_are_set_apart(desk: Desk, twenty: Twenty, window: Window) -> None:
    with desk.changing("More places") as db:
        db.get_one(Event, twenty.event).places = 6000
    window.open(twenty.event)
    assert window.event_page.head.booked.text() == "20 of 6,000 booked"
    assert window.event_page.head.free.text() == "5,980 free"


def test_the_head_leaves_out_whole_what_has_no_room(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    head = window.event_page.head
    assert head.reference.isVisible()
    window.frame.resize(600, 720)
    QApplication.processEvents()
    assert not head.reference.isVisible()
    shown = [label for label in head.facts.values() if label.isVisible()]
    assert head.facts["when"] in shown
    assert [label.text() for label in shown] == [label.accessibleName() for label in shown]


def test_a_small_head_shows_the_title_before_the_day(twenty: Twenty, window: Window) -> None:
    window.frame.resize(760, 720)
    window.open(twenty.event, "Register")
    QApplication.processEvents()
    head = window.event_page.head
    assert head.title.text() == "Identifying Risk"
    head.setFixedWidth(510)
    QApplication.processEvents()
    assert not head.short.isVisible()


def test_the_buttons_go_under_a_title_that_they_would_cut(
    qtbot: QtBot, twenty: Twenty, desk: Desk, window: Window
) -> None:
    with desk.changing("Rename") as db:
        title = "Safeguarding Children Whose Parents Have Poor Health" * 2
        db.get_one(Event, twenty.event).course.title = title
    window.open(twenty.event)
    page = window.event_page

    def high() -> int:
        return page.change.mapTo(page, page.change.rect().center()).y()

    assert page.head.title.text() == title
    beside = high()
    page.change_event()
    qtbot.waitUntil(lambda: high() > beside)
    assert page.head.title.text() == title
    page.form.leave()
    qtbot.waitUntil(lambda: high() == beside)


def test_one_button_leads_whatever_is_asked(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event, "Register")
    page = window.event_page

    def leading() -> list[str]:
        buttons = page.findChildren(Button)
        return [b.text() for b in buttons if b.isVisible() and b.property("kind") == "primary"]

    assert leading() == ["Close register"]
    page.call_off(EventStatus.CANCELLED)
    assert leading() == ["Cancel the event"]
    page.change_event()
    assert leading() == ["Save event"]
    page.form.leave()
    page.reason.leave()
    assert leading() == ["Close register"]


def test_the_head_shrinks_on_the_register(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    high = window.event_page.head.sizeHint().height()
    window.open(twenty.event, "Register")
    assert window.event_page.head.sizeHint().height() < high / 2
    assert window.event_page.head.short.isVisible()
    window.open(twenty.event, "History")
    assert window.event_page.head.sizeHint().height() == high


def test_tabs_tell_how_much_they_hold(clock: Clock, twenty: Twenty, window: Window) -> None:
    clock.go_after_the_event()
    window.open(twenty.event)
    counts = {name: tab.count for name, tab in window.event_page.tabs._tabs.items()}
    assert counts == {
        "Bookings": "20",
        "Register": "0 of 20",
        "Evaluation": "",
        "Certificates": "",
        "Requests": "",
        "Mix": "",
        "Messages": "",
        "Charges": "",
        "History": "",
    }


def test_tabs_are_steps_of_the_way(qtbot: QtBot, twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    window.event_page.tabs.choose("Register")
    assert window.way.here is not None
    assert window.way.here.tab == "Register"
    assert [words for words, _ in window.place.crumbs()] == [
        "Programme",
        "RISK-2601",
        "Register",
    ]
    window.way.back()
    assert window.event_page.tabs.here == "Bookings"


def test_an_unknown_tab_opens_the_bookings(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event, "Minutes")
    assert window.event_page.tabs.here == "Bookings"


def test_an_event_is_changed_in_the_form_beside(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event)
    qtbot.keyClick(window.bookings.table, Key.Key_F2)
    form = window.event_page.form
    assert form.isVisible()
    assert len(form.days) == 2
    form._fixed["places"].set_text("25")
    qtbot.keyClick(
        form.days[0].fields["day"].control, Key.Key_S, Qt.KeyboardModifier.ControlModifier
    )
    assert not form.isVisible()
    with desk.reading() as db:
        assert details_of(db, twenty.event).places == 25
    assert window.event_page.head.booked.text() == "20 of 25 booked"


def test_a_copy_opens_its_own_page(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event)
    window.event_page.copy_action.trigger()
    form = window.event_page.form
    form.days[0].fields["day"].set_text("1 march 2027")
    form.days[1].fields["day"].set_text("2 march 2027")
    form._propose()
    form.keep()
    assert window.way.here is not None
    copied = window.way.here.id
    assert copied != twenty.event
    with desk.reading() as db:
        assert db.get_one(Event, copied).starts == date(2027, 3, 1)
        assert db.get_one(Event, copied).reference == "RISK-2602"
    assert window.bookings._rows == []


def test_cancelling_the_event_asks_why(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event)
    page = window.event_page
    page.cancel_action.trigger()
    assert "20 booked on it stay on the list" in page.reason.question.text()
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert page.reason.field.wrong
    qtbot.keyClicks(page.reason.entry, "Low take-up")
    qtbot.keyClick(page.reason.entry, Key.Key_Return)
    assert not page.reason.isVisible()
    assert page.notice.words.text() == "Cancelled: Low take-up"
    assert not page.cancel_action.isEnabled()
    desk.undo()
    assert page.notice.isHidden()
    assert page.cancel_action.isEnabled()


def test_postponing_the_event_keeps_its_reason(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    window.event_page.postpone_action.trigger()
    qtbot.keyClicks(window.event_page.reason.entry, "Trainer ill")
    qtbot.mouseClick(window.event_page.reason.deed, Qt.MouseButton.LeftButton)
    with desk.reading() as db:
        event = db.get_one(Event, first_aid.event)
        assert (event.status, event.reason) == (EventStatus.POSTPONED, "Trainer ill")
    head = window.event_page.head
    assert (head.booked.text(), head.free.text()) == ("0 of 1 booked", "")


def test_an_event_that_was_taken_back_says_so(desk: Desk, window: Window, twenty: Twenty) -> None:
    window.open(twenty.event)
    desk.undo()
    assert window.event_page.gone.isVisible()
    assert window.event_page.back.hasFocus()
    assert not window.event_page.body.isVisible()
    desk.redo()
    assert window.event_page.body.isVisible()
    assert len(window.bookings._rows) == 20


def test_the_page_offers_its_acts_and_those_of_its_tab(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    names = [action.text().replace("&", "") for action in window.place.actions()]
    assert {"Change event…", "Cancel booking…"} <= set(names)
    window.open(twenty.event, "Register")
    names = [action.text().replace("&", "") for action in window.place.actions()]
    assert "Close register" in names
    assert "Cancel booking…" not in names


def test_the_menu_of_more_holds_the_rest(qtbot: QtBot, twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    qtbot.mouseClick(window.event_page.more, Qt.MouseButton.LeftButton)
    (menu,) = window.event_page.findChildren(QMenu)
    assert "Cancel event…" in [action.text().replace("&", "") for action in menu.actions()]
    menu.close()


def test_the_history_tells_what_was_done_newest_first(
    qtbot: QtBot, desk: Desk, clock: Clock, twenty: Twenty, window: Window
) -> None:
    clock.go_after_the_event()
    window.open(twenty.event, "Register")
    qtbot.keyClicks(window.register.table, "AX")
    window.open(twenty.event, "History")
    model = window.history.table.rows_model
    assert model.data(model.index(0, 3)) == "Marked"
    assert model.data(model.index(0, 4)) == "Ada 01 Adeyemi, 10 June 2026: Absent"
    with desk.reading() as db:
        assert model.rowCount() == len(history_of(db, twenty.event))
    assert window.history.table.hasFocus()
    with desk.changing("Queue", "somebody") as db:
        db.get_one(Event, twenty.event).places += 1
    assert model.data(model.index(0, 3)) == "Put on the waiting list"
    desk.undo()
    assert model.data(model.index(0, 3)) == "Took back: put on the waiting list"


def test_every_control_has_a_name(twenty: Twenty, window: Window) -> None:
    window.open(twenty.event)
    window.event_page.change_event()
    assert nameless(window.frame) == []
