"""Requests, agreements, the mix and the tables, with the keys a user presses."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, FirstAid
from tests.reports import pages
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Twenty, Window
from tests.worlds import set_up_once
from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.agreements import NONE_WANTED, request
from trainingdesk.services.bookings import bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.mix import mix_of
from trainingdesk.services.share_changes import set_share
from trainingdesk.storage.models import Agreement, Board, Delegate, Event
from ui.agreements.page import AgreementsPage
from ui.events.mix_tab import TABLES, MixTab
from ui.events.requests_tab import RequestsTab
from ui.parts.rows_model import Group
from ui.parts.way import Where

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def want(desk: Desk, steps: int = 1) -> None:
    with desk.changing("Want") as db:
        db.get_one(Board, 1).agreement_steps = steps


def statuses(desk: Desk, event_id: int) -> dict[str, str]:
    with desk.reading() as db:
        return {row.delegate: row.status.value for row in bookings_on(db, event_id)}


@pytest.fixture
@set_up_once
def asked(desk: Desk, first_aid: FirstAid) -> int:
    """Ada asks for a place; her manager is known."""
    want(desk)
    with desk.changing("Request") as db:
        db.get_one(Delegate, first_aid.ada).manager = "Jo Fox"
        by = desk.stamp()
        return request(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=by)


def requests_of(window: Window, event_id: int) -> RequestsTab:
    window.open(event_id, "Requests")
    tab = window.event_page.requests
    assert tab.isVisible()
    return tab


def mix_tab(window: Window, event_id: int) -> MixTab:
    window.open(event_id, "Mix")
    tab = window.event_page.mix
    assert tab.isVisible()
    return tab


def test_requests_show_only_where_somebody_asks_or_may_ask(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event)
    assert "Requests" not in window.event_page.tabs.shown()
    want(desk)
    assert "Requests" in window.event_page.tabs.shown()


def test_where_no_more_is_asked_for_it_says_why(
    desk: Desk, first_aid: FirstAid, asked: int, window: Window
) -> None:
    tab = requests_of(window, first_aid.event)
    want(desk, steps=0)  # what was asked for before still stands
    assert (tab.table.isVisible(), tab.box.isEnabled()) == (True, False)
    assert tab.box.placeholderText() == NONE_WANTED


def test_enter_asks_for_a_place_and_the_agreement_books_it(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    want(desk)
    tab = requests_of(window, first_aid.event)
    assert tab.box.hasFocus()
    qtbot.keyClicks(tab.box, "king")
    qtbot.keyClick(tab.box, Key.Key_Return)
    assert statuses(desk, first_aid.event) == {"King, Ada": "Requested"}
    assert desk.undo_title == "Ask for the agreement to Ada King on First Aid"
    assert tab.table.hasFocus()
    qtbot.keyClick(tab.table, Key.Key_A, CONTROL | SHIFT)
    panel = tab.acts.agree_panel
    assert panel.isVisible()
    assert nameless(window.frame) == []
    qtbot.keyClick(panel.form["who"].control, Key.Key_S, CONTROL)
    assert panel.form["who"].error.text() == "Say who agreed: the manager's name."
    qtbot.keyClicks(panel.form["who"].control, "Jo Fox")
    qtbot.keyClick(panel.form["who"].control, Key.Key_Return)
    assert not panel.isVisible()
    assert statuses(desk, first_aid.event) == {"King, Ada": "Booked"}
    assert tab.notice.words.text() == "Ada King has a place."
    with desk.reading() as db:
        row = db.get_one(Agreement, 1)
        assert (row.who, row.how, row.decided_on) == ("Jo Fox", "E-mail", desk.today())
    desk.undo()
    assert statuses(desk, first_aid.event) == {"King, Ada": "Requested"}
    assert tab.notice.isHidden()


def test_the_row_that_the_keys_come_to_is_the_one_agreed_to(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, asked: int, window: Window
) -> None:
    tab = requests_of(window, first_aid.event)
    assert tab.box.hasFocus()
    for _ in range(5):
        if tab.table.hasFocus():
            break
        tab.focusNextChild()
    qtbot.keyClick(tab.table, Key.Key_A, CONTROL | SHIFT)
    assert tab.acts.agree_panel.isVisible()
    tab.acts.agree_panel.leave()
    tab.table.clearSelection()
    want(desk, 0)  # and where no more requests are taken
    tab.enter()
    assert [row.id for row in tab.table.chosen_rows()] == [asked]


def test_somebody_new_is_entered_beside_the_requests(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, asked: int, window: Window
) -> None:
    tab = requests_of(window, first_aid.event)
    qtbot.keyClicks(tab.box, "Zoe Ono")
    qtbot.keyClick(tab.box, Key.Key_Return)
    form = tab.newcomer.form
    assert form.isVisible()
    form.agency.setCurrentText("Library")
    form.save.click()
    assert statuses(desk, first_aid.event)["Ono, Zoe"] == "Requested"
    assert tab.table.hasFocus()


def test_whoever_asked_already_is_said_to_have(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window, asked: int
) -> None:
    tab = requests_of(window, first_aid.event)
    qtbot.keyClicks(tab.box, "king")
    qtbot.keyClick(tab.box, Key.Key_Return, CONTROL)
    assert "asked for a place on this event already" in tab.notice.words.text()
    assert tab.box.hasFocus()
    assert tab.table.chosen_row() is not None


def test_a_request_is_refused_with_its_reason(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window, asked: int
) -> None:
    tab = requests_of(window, first_aid.event)
    tab.table.select_id(asked)
    qtbot.keyClick(tab.table, Key.Key_N, CONTROL | SHIFT)
    panel = tab.acts.refuse_panel
    qtbot.keyClick(panel.reason, Key.Key_Return)
    assert panel.isVisible()
    qtbot.keyClicks(panel.reason, "No cover")
    qtbot.keyClick(panel.reason, Key.Key_Return)
    assert statuses(desk, first_aid.event) == {"King, Ada": "Cancelled"}
    assert tab.nobody.isVisible()
    assert not tab.acts.agree_action.isEnabled()


def test_the_second_agreement_is_asked_for_after_the_first(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window, asked: int
) -> None:
    want(desk, steps=2)
    tab = requests_of(window, first_aid.event)
    tab.table.select_id(asked)
    tab.acts.agree_action.trigger()
    assert tab.acts.agree_panel.title.text() == "First agreement"
    tab.acts.agree_panel.keep()
    assert tab.notice.words.text() == "Ada King waits for the second agreement."
    row = tab.table.chosen_row()
    assert row is not None
    assert row.step_said == "Second agreement"


def test_the_form_beside_gives_way_to_the_form_of_the_event(
    desk: Desk, first_aid: FirstAid, window: Window, asked: int
) -> None:
    tab = requests_of(window, first_aid.event)
    tab.table.select_id(asked)
    tab.acts.agree_action.trigger()
    window.event_page.change_event()
    assert not tab.acts.agree_panel.isVisible()
    tab.acts.agree_action.trigger()
    assert not window.event_page.form.isVisible()
    window.event_page.tabs.choose("Mix")
    assert not tab.acts.panels.isVisible()


def test_the_chase_list_keeps_agreements_too(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, window: Window, asked: int
) -> None:
    window.way.go(Where("Programme", kind="agreements", id=asked, year=YEAR))
    page = window.place.room("agreements")
    assert isinstance(page, AgreementsPage)
    assert page.heading.about.text() == "1 agreement awaited"
    assert nameless(window.frame) == []
    qtbot.keyClick(page.list.table, Key.Key_Return, CONTROL | SHIFT)
    assert (window.gone[-1].kind, window.gone[-1].tab) == ("event", "Requests")
    window.way.back()
    qtbot.keyClick(page.list.table, Key.Key_Return)
    assert page.acts.agree_panel.isVisible()
    assert page.acts.agree_panel.form["who"].text() == "Jo Fox"
    qtbot.keyClick(page.acts.agree_panel.form["who"].control, Key.Key_Return)
    assert statuses(desk, first_aid.event) == {"King, Ada": "Booked"}
    assert "Ada King has a place." in window.said
    assert page.list.shown == 0


def test_a_cap_is_set_changed_and_removed_with_keys(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    tab = mix_tab(window, twenty.event)
    row = tab.table.rows_model.row_at(1)
    assert row is not None
    tab.table.select_id(row.id)
    qtbot.keyClick(tab.table, Key.Key_M, CONTROL | SHIFT)
    assert tab.form.isVisible()
    assert tab.form.agency.agency_id() == row.agency_id
    assert tab.count.said.accessibleName() == "1 sector and 1 agency in the room"
    assert nameless(window.frame) == []
    places = tab.form.form["places"].control
    qtbot.keyClick(places, Key.Key_Return)
    assert tab.form.form["places"].error.text().startswith("Enter a number of places")
    qtbot.keyClicks(places, "2")
    qtbot.keyClick(places, Key.Key_Return)
    assert not tab.form.isVisible()
    with desk.reading() as db:
        cap = mix_of(db, twenty.event)[1].cap
    assert cap is not None
    assert (cap.places, cap.of_course) == (2, False)
    done = len(desk.done)
    qtbot.keyClick(tab.table, Key.Key_U, CONTROL | SHIFT)
    qtbot.keyClick(places, Key.Key_S, CONTROL)
    assert len(desk.done) == done  # unchanged changes nothing
    qtbot.keyClick(tab.table, Key.Key_Delete)
    with desk.reading() as db:
        assert mix_of(db, twenty.event)[1].cap is None
    assert desk.undo_title.startswith("Remove the cap of")


def test_an_aim_beside_a_cap_is_changed_and_removed_by_itself(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    with desk.changing("Set") as db:
        sector = mix_of(db, twenty.event)[0].sector
        for kind, places in ((ShareKind.CAP, 30), (ShareKind.AIM, 5)):
            details = ShareDetails(sector=sector, kind=kind, places=places)
            set_share(db, twenty.event, details, by=desk.stamp())
    tab = mix_tab(window, twenty.event)
    tab.table.select_id(-1)
    qtbot.keyClick(tab.table, Key.Key_I, CONTROL | SHIFT)
    assert tab.form.form["places"].text() == "5"
    qtbot.keyClick(tab.form, Key.Key_Escape)
    assert tab.table.hasFocus()
    qtbot.keyClick(tab.table, Key.Key_Delete, SHIFT)
    with desk.reading() as db:
        row = mix_of(db, twenty.event)[0]
    assert (row.cap is not None, row.aim) == (True, None)
    assert [button.isVisible() for button in tab.buttons] == [True, False, True, False]
    tab.table.opened.emit(row)
    assert tab.form.form["places"].text() == "30"


def test_a_closed_register_takes_no_caps(desk: Desk, twenty: Twenty, window: Window) -> None:
    tab = mix_tab(window, twenty.event)
    with desk.changing("Close") as db:
        db.get_one(Event, twenty.event).register_closed_on = STARTS
    assert not tab.new_action.isEnabled()
    tab.table.select_id(-1)
    assert not tab.change_cap.isEnabled()


def test_the_tables_are_shown_printed_and_exported(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window, saved_as: Path
) -> None:
    tab = mix_tab(window, twenty.event)
    qtbot.keyClick(tab.table, Key.Key_T, CONTROL)
    view = tab.tables
    assert (tab.switch.here, view.isVisible()) == (TABLES, True)
    groups = [row.title for row in view.table.rows_model.rows if isinstance(row, Group)]
    assert groups == ["Table 1", "Table 2", "Table 3", "Table 4"]
    view.size_entry.clear()
    qtbot.keyClicks(view.size_entry, "1")
    assert view.size_field.error.text() == "A table seats 2 to 40 people."
    qtbot.keyClicks(view.size_entry, "0")
    groups = [row.title for row in view.table.rows_model.rows if isinstance(row, Group)]
    assert groups == ["Table 1", "Table 2"]
    assert view.print_action in window.event_page.actions()
    qtbot.keyClick(view.table, Key.Key_P, CONTROL | SHIFT)
    printed = next(saved_as.glob("*.pdf"))
    assert "20 people at 2 tables." in pages.text(printed.read_bytes())
    qtbot.keyClick(view.table, Key.Key_E, CONTROL)
    sheet = load_workbook(next(saved_as.glob("Tables*.xlsx"))).active
    assert sheet is not None
    assert sheet.max_row == 21


def test_nobody_sits_at_a_table_where_nobody_is_booked(
    desk: Desk, first_aid: FirstAid, window: Window
) -> None:
    tab = mix_tab(window, first_aid.event)
    assert tab.nobody.isVisible()
    tab.turn()
    assert tab.tables.nobody.isVisible()
    assert not tab.tables.print_action.isEnabled()
