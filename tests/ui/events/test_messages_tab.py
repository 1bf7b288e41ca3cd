"""The messages of an event in the real page: what was sent, and writing to those who are meant."""

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid
from tests.services.letters import booked, both_booked, messages
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.message import MessageState, Purpose
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_messages import Group, TellingRow
from trainingdesk.storage.models import Event
from ui.events.event_page import EventPage
from ui.events.messages_tab import MessagesTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where


@pytest.fixture
def tab(
    qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs, desk: Desk, first_aid: FirstAid
) -> MessagesTab:
    page = EventPage(live, way, jobs)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.show_at(Where("Programme", kind="event", id=first_aid.event, tab="Messages"))
    tab = page.views["Messages"]
    assert isinstance(tab, MessagesTab)
    return tab


def test_those_with_a_place_are_written_to_and_the_list_says_so(
    desk: Desk, first_aid: FirstAid, tab: MessagesTab
) -> None:
    assert not tab.write_action.isEnabled()
    both_booked(desk, first_aid)
    tab.write_action.trigger()
    panel = tab.panel
    assert panel.readers.text() == "2 messages."
    assert panel.seen.text().startswith("Dear Grace,")
    panel.save.click()
    assert {row.purpose for row in messages(desk)} == {Purpose.JOINING}
    assert tab.count.isVisible()
    told = [row.told for row in tab.table.rows_model.rows if isinstance(row, TellingRow)]
    assert told == ["Joining instructions (failed, 1 May)", "Joining instructions (to send, 1 May)"]
    tab.begin_writing()
    assert panel.readers.text() == "0 messages; 2 had theirs already."
    assert not panel.save.isEnabled()


def test_once_the_register_is_closed_those_who_came_are_written_to(
    desk: Desk, first_aid: FirstAid, tab: MessagesTab
) -> None:
    both_booked(desk, first_aid)
    tab.write_action.trigger()
    assert tab.panel.form["group"].text() == Group.BOOKED.value
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = desk.today()
    tab.write_action.trigger()
    assert tab.panel.form["group"].text() == Group.CAME.value
    assert tab.panel.form["purpose"].text() == Purpose.ATTENDED.value


def test_own_words_are_checked_before_they_are_kept(
    desk: Desk, first_aid: FirstAid, tab: MessagesTab
) -> None:
    both_booked(desk, first_aid)
    tab.begin_writing()
    form = tab.panel.form
    form["purpose"].set_text(Purpose.OWN.value)
    tab.panel.take_text()
    form["body"].control.setPlainText("Bring a pen, {nme}")  # type: ignore[attr-defined]
    tab.panel.save.click()
    assert form.faults() == 1
    assert messages(desk) == []
    form["body"].control.setPlainText("Bring a pen, {name}")  # type: ignore[attr-defined]
    tab.panel.save.click()
    assert [row.body for row in messages(desk)] == [
        "Bring a pen, Grace Hopper",
        "Bring a pen, Ada King",
    ]
    assert {row.state for row in messages(desk)} == {MessageState.WAITING, MessageState.FAILED}


def test_an_offer_goes_to_whoever_has_one_and_it_is_said_who_is_left_out(
    desk: Desk, first_aid: FirstAid, tab: MessagesTab
) -> None:
    with desk.changing("Set up") as db:
        booked(db, first_aid, first_aid.ada, BookingStatus.WAITING)
        booked(db, first_aid, first_aid.grace, BookingStatus.OFFERED)
    form = tab.panel.form
    tab.begin_writing(Group.OFFERED)
    assert form["purpose"].text() == Purpose.OFFER.value
    assert tab.panel.readers.text() == "1 message."
    form["group"].set_text(Group.WAITING.value)
    tab.panel.show_letters()
    assert tab.panel.readers.text() == "0 messages. 1 is left out: it is not so of them."
    assert not tab.panel.save.isEnabled()


def test_those_who_did_not_come_are_offered_what_they_are_usually_told(
    desk: Desk, first_aid: FirstAid, tab: MessagesTab
) -> None:
    both_booked(desk, first_aid)
    tab.begin_writing()
    tab.panel.form["group"].set_text(Group.MISSED.value)
    tab.panel._usual()
    assert tab.panel.form["purpose"].text() == Purpose.ABSENT.value
    assert tab.panel.form["subject"].text() == "We missed you at {event}"
    assert tab.panel.form["whom"].text() == "Delegate and manager"
    assert tab.panel.readers.text().startswith("0 messages. The register is open")
    tab.panel.form["group"].set_text(Group.BOOKED.value)
    tab.panel.show_letters()
    assert tab.panel.readers.text().startswith("0 messages. The register is open")
    assert not tab.panel.save.isEnabled()
    tab.panels.clear()
    tab._see_the_outbox()
    assert tab.way.here is not None
    assert tab.way.here.kind == "messages"
