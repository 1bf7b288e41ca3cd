"""Messages: read, sent, saved, withdrawn; templates and rules; how they leave."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import STARTS, FirstAid
from tests.exchange.mail_server import Letters, MailServer, a_mail_server
from tests.services.letters import both_booked, messages, sends_through, written
from tests.services.test_mail_passwords import Kept
from tests.worlds import set_up_once
from trainingdesk.domain.message import Leaving, MessageState, Purpose, Security
from trainingdesk.services.desk import Desk
from trainingdesk.services.mail_passwords import Passwords
from trainingdesk.services.mail_settings import is_practice, mail_details, practise
from trainingdesk.services.message_rules import RuleDetails, add_rule, rules
from trainingdesk.services.message_templates import template_of
from trainingdesk.services.outbox import Box
from trainingdesk.storage.models import Delegate, Message
from ui.messages.leaving_page import WAYS
from ui.messages.page import MessagesPage
from ui.messages.ways import LEAVING, MESSAGES, OUTBOX, RULES, TABS, TEMPLATES
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where


@pytest.fixture
def page(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> MessagesPage:
    page = MessagesPage(live, way, jobs, Passwords(Kept()))
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_at(Where("Settings", kind=MESSAGES))
    way.gone.connect(page.show_at)
    return page


@pytest.fixture
@set_up_once
def two(desk: Desk, first_aid: FirstAid) -> Desk:
    """Grace's message, which has no address, and Ada's, which waits."""
    written(desk, both_booked(desk, first_aid))
    return desk


@pytest.fixture
def server() -> Iterator[tuple[Letters, MailServer]]:
    letters = Letters()
    with a_mail_server(letters) as server:
        yield letters, server


@pytest.mark.parametrize("tab", TABS)
def test_the_keys_go_where_one_works_on_each_tab(
    qtbot: QtBot, two: Desk, page: MessagesPage, tab: str
) -> None:
    page.activateWindow()
    page._go(tab)
    here = page.focusWidget()
    assert here is not None
    assert page.parts[tab].isAncestorOf(here)
    if tab == TEMPLATES:
        page.templates.change_action.trigger()
        assert page.templates.form.isVisible()


def answers(monkeypatch: pytest.MonkeyPatch, number: int) -> list[str]:
    """Press a button of every question, and keep what was asked."""
    asked: list[str] = []

    def pressed(box: QMessageBox) -> None:
        asked.append(box.text())
        box.buttons()[number].click()

    monkeypatch.setattr(QMessageBox, "exec", pressed)
    return asked


def test_the_tabs_lead_to_each_part(page: MessagesPage) -> None:
    for name in TABS:
        page.tabs.changed.emit(name)
        assert page.pages.currentWidget() is page.parts[name]
        assert page.actions() == page.parts[name].actions()
    assert [name for name, _where in page.crumbs()] == ["Settings", "Messages"]


@pytest.mark.parametrize(
    ("box", "said"),
    [
        (Box.TO_SEND, "Nothing waits to be sent"),
        (Box.TO_LOOK_AT, "Nothing needs a look"),
        (Box.GONE, "Nothing has been sent yet"),
    ],
)
def test_an_empty_part_of_the_outbox_says_what_would_stand_there(
    page: MessagesPage, box: Box, said: str
) -> None:
    page.outbox.box.choose(box)
    assert page.outbox.list.empty.isVisible()
    assert page.outbox.list.empty.title.text() == said


def test_sending_asks_in_numbers_and_goes_off_the_window(
    qtbot: QtBot,
    page: MessagesPage,
    two: Desk,
    server: tuple[Letters, MailServer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    letters, at = server
    sends_through(two, at.port)
    outbox = page.outbox
    assert outbox.send.isEnabled()
    asked = answers(monkeypatch, 1)
    outbox.send_action.trigger()
    assert asked == ["Send 1 message to 1 address? This cannot be undone."]
    assert letters.taken == []
    answers(monkeypatch, 0)
    with qtbot.waitSignal(page.said) as said:
        outbox.send_action.trigger()
    assert said.args == ["1 sent."]
    assert letters.readers == ["ada@example.org"]
    qtbot.waitUntil(lambda: outbox.list.shown == 0)
    outbox.send_them()  # nothing is left to ask about


def test_what_needs_a_look_is_said_and_tried_again(
    page: MessagesPage, two: Desk, first_aid: FirstAid
) -> None:
    outbox = page.outbox
    assert outbox.notice.words.text() == "1 message needs a look."
    outbox.box.choose(Box.TO_LOOK_AT)
    with two.changing("Correct") as db:
        db.get_one(Delegate, first_aid.grace).email = "grace@example.org"
    outbox.list.table.selectRow(0)
    outbox.read_action.trigger()
    assert outbox.panel.notice.words.text() == "No e-mail address is known of Grace Hopper."
    outbox.again_action.trigger()
    assert messages(two)[0].state is MessageState.WAITING


def test_what_was_perhaps_sent_is_settled_or_sent_again_after_asking(
    page: MessagesPage, two: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with two.noting("Send messages") as db:
        db.get_one(Message, 2).state = MessageState.PERHAPS
    page.outbox.box.choose(Box.TO_LOOK_AT)
    page.outbox.list.table.selectRow(1)
    asked = answers(monkeypatch, 1)
    page.outbox.again_action.trigger()
    assert asked == ["1 message to 1 address may have been sent. Send again all the same?"]
    assert messages(two)[1].state is MessageState.PERHAPS
    page.outbox.settle_action.trigger()
    assert messages(two)[1].state is MessageState.SENT


def test_what_waits_is_withdrawn_and_undone(page: MessagesPage, two: Desk) -> None:
    page.outbox.list.table.selectRow(0)
    page.outbox.withdraw_action.trigger()
    assert messages(two)[1].state is MessageState.WITHDRAWN
    two.undo()
    assert page.outbox.list.shown == 1


def test_drafts_are_saved_in_a_folder(
    qtbot: QtBot, page: MessagesPage, two: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = ["", str(tmp_path)]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_said: folders.pop(0))
    assert not page.outbox.send.isVisible()
    page.outbox.drafts_action.trigger()
    assert messages(two)[1].state is MessageState.WAITING
    with qtbot.waitSignal(page.said) as said:
        page.outbox.drafts_action.trigger()
    assert said.args is not None
    assert said.args[0].startswith("Saved 1 draft in ")
    assert len(list(tmp_path.glob("*.eml"))) == 1


def test_a_practice_desk_says_so_and_offers_no_sending(page: MessagesPage, two: Desk) -> None:
    page.show_at(Where("Settings", kind=MESSAGES, tab=LEAVING))
    page.leaving.practice.choose("Practice: never sends")
    with two.reading() as db:
        assert is_practice(db)
    page.show_at(Where("Settings", kind=MESSAGES, tab=OUTBOX))
    assert "practice desk" in page.outbox.notice.words.text()
    assert not page.outbox.drafts.isEnabled()
    with two.changing("Set up") as db:
        practise(db, practice=False)
    assert page.outbox.drafts.isEnabled()


def test_messages_are_found_by_words(page: MessagesPage, two: Desk) -> None:
    page.outbox.list.seek("king joining")
    assert page.outbox.list.shown == 1
    page.outbox.list.seek("nobody")
    assert page.outbox.list.shown == 0


def test_a_template_shows_what_its_reader_gets_and_refuses_what_it_does_not_know(
    page: MessagesPage, two: Desk
) -> None:
    page.show_at(Where("Settings", kind=MESSAGES, tab=TEMPLATES))
    form, table = page.templates.form, page.templates.list.table
    table.selectRow(list(Purpose).index(Purpose.REMINDER))
    page.templates.change_action.trigger()
    assert "Dear Ada," in form.seen.text()
    form.form["body"].control.setPlainText("Come, {fist name}")  # type: ignore[attr-defined]
    form.save.click()
    assert "Did you mean {first name}?" in form.form["body"].why_wrong("") or form.form.faults()
    form.form["body"].control.setPlainText("Come, {first name}")  # type: ignore[attr-defined]
    assert form.seen.text() == "Come, Ada"
    form.save.click()
    with two.reading() as db:
        assert template_of(db, Purpose.REMINDER).body == "Come, {first name}"
    page.templates.begin(Purpose.REMINDER)
    form.usual.click()
    with two.reading() as db:
        assert template_of(db, Purpose.REMINDER).body.startswith("Dear {first name}")
    page.templates.list.seek("joining")
    assert page.templates.list.shown == 1


def test_a_rule_shows_first_writes_when_told_and_is_switched_on_apart(
    page: MessagesPage, desk: Desk, first_aid: FirstAid
) -> None:
    both_booked(desk, first_aid)
    page.show_at(Where("Settings", kind=MESSAGES, tab=RULES))
    here = page.rules
    here.new_action.trigger()
    here.form.form["purpose"].set_text(Purpose.MANAGER_REMINDER.value)
    here.form._offer_days()
    assert here.form.form["days"].text() == "14"
    assert here.form.form["to_delegate"].text() == "Manager"
    here.form.form["purpose"].set_text(Purpose.CONFIRMATION.value)
    here.form._offer_days()
    assert here.form.form["days"].text() == "0"
    here.form.form["to_delegate"].set_text("Delegate and manager")
    here.form.save.click()
    with desk.reading() as db:
        (rule,) = rules(db)
    assert rule.details == RuleDetails(Purpose.CONFIRMATION, 0, to_manager=True)
    assert rule.automatic_since is None
    here.list.table.select_id(rule.id)
    here.show_action.trigger()
    assert "Ada King <ada@example.org>: First Aid" in here.letters.readers.text()
    assert "No e-mail address is known of Grace Hopper." in here.letters.readers.text()
    assert messages(desk) == []
    here.write_action.trigger()
    assert len(messages(desk)) == 4
    assert here.letters.about.text() == "Nothing is due today."
    here.switch_action.trigger()
    with desk.reading() as db:
        assert rules(db)[0].automatic_since == desk.today()
    here.switch_action.trigger()
    here.list.seek("confirm")
    assert here.list.shown == 1
    here.list.table.select_id(rule.id)
    here.remove_action.trigger()
    with desk.reading() as db:
        assert rules(db) == []


def test_a_rule_is_changed_and_what_is_wrong_is_marked(page: MessagesPage, desk: Desk) -> None:
    with desk.changing("Set up") as db:
        number = add_rule(db, RuleDetails())
    page.show_at(Where("Settings", kind=MESSAGES, tab=RULES))
    page.rules.list.table.select_id(number)
    page.rules.change_action.trigger()
    form = page.rules.form
    form.form["days"].set_text("soon")
    form.save.click()
    assert form.form.faults() == 1
    form.form["days"].set_text("7")
    form.save.click()
    with desk.reading() as db:
        assert rules(db)[0].details.days == 7


def test_how_messages_leave_is_saved_and_the_password_is_not_in_the_desk(
    page: MessagesPage, desk: Desk
) -> None:
    page.show_at(Where("Settings", kind=MESSAGES, tab=LEAVING))
    leaving = page.leaving
    fields = leaving.fields
    fields["leaving"].set_text(next(said for said, way in WAYS.items() if way is Leaving.SMTP))
    leaving.save.click()
    assert fields.faults() == 2
    typed = {"host": "smtp.example.org", "from_address": "t@example.org", "user": "jo"}
    for name, text in (typed | {"password": "grüße"}).items():
        fields[name].set_text(text)
    leaving.save.click()
    with desk.reading() as db:
        assert mail_details(db).host == "smtp.example.org"
        assert mail_details(db).security is Security.STARTTLS
    system = leaving._passwords.system
    assert isinstance(system, Kept)
    assert list(system.known.values()) == ["grüße"]
    assert fields["password"].text() == ""


def test_the_day_of_the_event_is_told(page: MessagesPage, two: Desk) -> None:
    page.outbox.list.table.selectRow(0)
    page.outbox.read_chosen()
    assert page.outbox.panel.about.text().endswith(f"{STARTS.day} June 2026")


def test_enter_opens_the_message_on_which_the_keys_stand(
    qtbot: QtBot, page: MessagesPage, two: Desk
) -> None:
    page.activateWindow()
    page.outbox.enter()
    assert page.outbox.list.table.chosen_rows() == []
    qtbot.keyClick(page.outbox.list.table, Qt.Key.Key_Return)
    assert page.outbox.panel.isVisible()


def test_enter_opens_a_message_of_a_filtered_list(
    qtbot: QtBot, page: MessagesPage, two: Desk
) -> None:
    outbox = page.outbox
    page.activateWindow()
    outbox.enter()
    qtbot.keyClicks(outbox.list.table, "king")
    qtbot.keyClick(outbox.list.filter, Qt.Key.Key_Return)
    assert outbox.list.shown == 1
    assert outbox.list.table.hasFocus()
    qtbot.keyClick(outbox.list.table, Qt.Key.Key_Return)
    assert outbox.panel.isVisible()
    assert outbox.panel.to.text().startswith("Ada King")


def test_what_goes_with_a_message_is_told_with_it(page: MessagesPage, two: Desk) -> None:
    outbox = page.outbox
    outbox.list.table.selectRow(0)
    outbox.read_chosen()
    assert outbox.panel.goes_with.text() == "Goes with it: the days for a calendar (.ics)."
    with two.changing("Set up") as db:
        for message in db.scalars(select(Message)):
            message.with_calendar, message.with_form = False, True
    outbox.list.table.selectRow(0)
    outbox.read_chosen()
    assert outbox.panel.goes_with.text() == "Goes with it: the form to fill in (PDF)."


def test_the_sample_is_for_practice(sample: Desk) -> None:
    with sample.reading() as db:
        assert is_practice(db)
