"""Places handed over, kept and gone beyond in the window, with keys."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import BY, STARTS, an_agency
from tests.services.booking_desk import ADA, ALAN, GRACE, JOAN, MARY, Dates, two_dates
from tests.ui.programme.world import CONTROL, Clock, Window
from trainingdesk.domain.booking import BookingStatus, Via
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.desk import Desk
from trainingdesk.services.holds import PlacesKept, holds_on, keep_places
from trainingdesk.services.overriding import overridden_on
from trainingdesk.storage.models import Event, PlaceHold, StatusChange
from ui.events.exchange_acts import ExchangeActs
from ui.events.person_panel import NOBODY_YET

Key = Qt.Key
SHIFTED = CONTROL | Qt.KeyboardModifier.ShiftModifier
BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING
SUBSTITUTED, TRANSFERRED = BookingStatus.SUBSTITUTED, BookingStatus.TRANSFERRED


@pytest.fixture
def dates(desk: Desk) -> Dates:
    """Ada and Grace have a place on the first date, Alan waits."""
    dates = two_dates(desk)
    dates.book(ADA, GRACE, ALAN)
    return dates


@pytest.fixture
def acts(dates: Dates, window: Window) -> ExchangeActs:
    window.open(dates.first)
    return window.bookings.exchanges


@pytest.fixture
def choose(window: Window) -> Callable[..., None]:
    def choose(*names: str) -> None:
        table = window.bookings.table
        rows = [row for row in window.bookings._rows if row.delegate.split(", ")[1] in names]
        table.choose_ids([row.id for row in rows])
        table.setFocus()

    return choose


def told(live_said: Sequence[str]) -> str:
    return live_said[-1] if live_said else ""


def test_several_are_transferred_to_another_date_in_one_act(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs, choose: Callable[..., None]
) -> None:
    said: list[str] = []
    window.bookings.live.told.connect(said.append)
    choose("Ada", "Grace")
    qtbot.keyClick(window.bookings.table, Key.Key_T, CONTROL)
    panel = acts.transferring
    assert panel.isVisible()
    assert panel.title.text() == "Transfer 2 delegates"
    assert panel.warned.words.text() == "Only 1 is free: the others will wait."
    qtbot.keyClicks(panel.reason.typed, "Holiday")
    qtbot.keyClick(panel.reason.typed, Key.Key_Return)
    assert dates.standing(dates.first) == {ADA: [TRANSFERRED], GRACE: [TRANSFERRED], ALAN: [BOOKED]}
    assert dates.standing(dates.second) == {ADA: [BOOKED], GRACE: [WAITING]}
    assert not acts.panels.isVisible()
    assert window.bookings.table.hasFocus()
    assert told(said) == "Transferred 2 delegates to 8 July 2026; 1 of them waits there."
    assert window.bookings.notice.words.text().startswith("Alan Turing has a place now")
    assert dates.desk.undo_title.startswith("Transfer 2 delegates to RISK-")


def test_a_colleague_is_chosen_by_a_few_letters(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs, choose: Callable[..., None]
) -> None:
    choose("Ada")
    qtbot.keyClick(window.bookings.table, Key.Key_S, SHIFTED)
    panel = acts.substituting
    qtbot.keyClick(panel, Key.Key_S, CONTROL)
    assert "Choose somebody" in panel.notice.words.text()
    qtbot.keyClicks(panel.box, "seac")
    qtbot.keyClick(panel.box, Key.Key_Return)
    assert panel.box.text() == "Mary Seacole"
    qtbot.keyClicks(panel.reason.typed, "Ill")
    qtbot.keyClick(panel.reason.typed, Key.Key_Return)
    assert dates.standing(dates.first)[ADA] == [SUBSTITUTED]
    assert dates.standing(dates.first)[MARY] == [BOOKED]
    assert dates.desk.undo_title == "Substitute Mary Seacole for Ada King"


def test_a_refused_colleague_leaves_the_panel_as_it_was_typed(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs, choose: Callable[..., None]
) -> None:
    choose("Ada")
    acts.substitute.trigger()
    panel = acts.substituting
    qtbot.keyClicks(panel.box, "hopper")
    qtbot.keyClick(panel.box, Key.Key_Return, CONTROL)
    qtbot.keyClicks(panel.reason.typed, "Ill")
    panel.save_action.trigger()
    assert panel.isVisible()
    assert "already has a booking" in panel.notice.words.text()
    assert panel.reason.currentText() == "Ill"
    qtbot.keyClicks(panel.box, "x")
    panel.save_now()
    assert "Choose somebody" in panel.notice.words.text()


def test_of_many_agencies_the_notice_tells_the_first_few(
    desk: Desk, dates: Dates, window: Window, acts: ExchangeActs
) -> None:
    with desk.changing("Keep") as db:
        for number in range(5):
            agency = an_agency(db, f"School {number}")
            kept = {"places": 2, "until": date(2026, 6, 3), "made_at": BY.at}
            db.add(PlaceHold(event_id=dates.first, agency_id=agency.id, **kept))
    said = acts.kept.words.text()
    assert said.count("2 places kept for School") == 3
    assert said.endswith("4 places more kept for 2 other agencies.")


def test_places_are_kept_shown_and_let_go(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs
) -> None:
    dates.give_places(5)
    qtbot.keyClick(window.bookings.box, Key.Key_K, SHIFTED)
    panel = acts.keeping
    panel.save_action.trigger()
    assert panel.fields is not None
    assert panel.fields["agency"].error.text() == "Say for which agency they are kept."
    panel.agency.typed.setText("Tern Police")
    panel.places.setText("9")
    assert panel.on.text() == "3 June 2026"  # a week before it begins
    panel.note.setText("By phone")
    panel.save_action.trigger()
    assert panel.fields["places"].error.text() == "Only 3 places are free."
    panel.places.setText("2")
    panel.save_action.trigger()
    assert not panel.isVisible()
    said = acts.kept.words.text()
    assert said == "2 places kept for Tern Police until 3 June 2026 (By phone)."
    head = window.event_page.head
    assert (head.free.text(), head.waiting.text()) == ("1 free", "1 waiting · 2 kept")
    menu = acts.show_kept()
    assert menu is not None
    menu.actions()[0].trigger()
    with dates.desk.reading() as db:
        assert holds_on(db, dates.first) == []
    assert (head.free.text(), head.waiting.text()) == ("2 free", "")
    assert acts.kept.isHidden()
    assert not acts.release.isEnabled()


def test_a_kept_place_is_given_to_somebody_of_its_agency(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs
) -> None:
    assert not acts.name.isEnabled()
    assert acts.ask_for_name() is None
    with dates.desk.changing("Keep") as db:
        db.get_one(Event, dates.first).places = 6
        for agency in (dates.police, dates.library):
            keep_places(db, dates.first, PlacesKept(agency, 1, STARTS), by=BY)
    panel = acts.naming
    menu = acts.ask_for_name()
    assert menu is not None
    menu.actions()[0].trigger()
    panel.save_action.trigger()
    assert panel.notice.words.text() == NOBODY_YET
    qtbot.keyClicks(panel.box, "cl")
    qtbot.keyClick(panel.box, Key.Key_Return)
    assert panel.box.text() == "Joan Clarke"
    qtbot.keyClick(panel.reason.typed, Key.Key_Return)
    assert not panel.isVisible()
    assert dates.standing(dates.first)[JOAN] == [BOOKED]
    assert acts.kept.words.text().startswith(
        "1 place kept for Tern Police until 10 June 2026, 1 of"
    )
    assert ", 1 of them named." in acts.kept.words.text()
    assert dates.desk.undo_title.startswith("Book Joan Clarke on ")
    assert acts.ask_for_name() is None  # of the library alone a place is left
    qtbot.keyClicks(panel.box, "joan")
    assert panel.box.here() is None  # whoever has a place already is not asked for
    panel.box.clear()
    qtbot.keyClicks(panel.box, "hopp")
    found = panel.box.here()
    assert found is not None
    assert found.text == "Hopper, Grace"


def test_whoever_waits_is_booked_beyond_the_places_with_a_reason(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs, choose: Callable[..., None]
) -> None:
    choose("Alan")
    qtbot.keyClick(window.bookings.table, Key.Key_B, SHIFTED)
    reason = window.bookings.reason
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert reason.isVisible()
    assert dates.places(dates.first).over == 0
    qtbot.keyClicks(reason.entry, "The trainer agrees")
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert dates.places(dates.first).over == 1
    assert not reason.isVisible()


def test_whoever_was_asked_about_is_booked_beyond_the_places_whoever_is_chosen_then(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs, choose: Callable[..., None]
) -> None:
    dates.book(MARY)
    choose("Alan")
    acts.beyond.trigger()
    asked = window.bookings.reason.question.text()
    assert asked == "Every place is taken. Why is Alan Turing booked?"
    choose("Mary")
    qtbot.keyClicks(window.bookings.reason.entry, "The trainer agrees")
    qtbot.keyClick(window.bookings.reason.entry, Key.Key_Return)
    standing = dates.standing(dates.first)
    assert (standing[ALAN], standing[MARY]) == ([BOOKED], [WAITING])


def test_everybody_is_carried_over_and_the_event_postponed(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs
) -> None:
    said: list[str] = []
    window.bookings.live.told.connect(said.append)
    qtbot.keyClick(window.bookings.box, Key.Key_Y, SHIFTED)
    panel = acts.carrying
    panel.save_action.trigger()
    assert panel.isVisible()
    assert panel.fields is not None
    assert panel.fields["reason"].error.text().startswith("Say why")
    qtbot.keyClicks(panel.reason.typed, "Trainer ill")
    qtbot.keyClick(panel.reason.typed, Key.Key_Return)
    assert dates.standing(dates.second) == {ADA: [BOOKED], GRACE: [WAITING], ALAN: [WAITING]}
    with dates.desk.reading() as db:
        assert db.get_one(Event, dates.first).status is EventStatus.POSTPONED
    assert told(said).endswith("1 booked, 2 waiting.")
    assert not acts.carry.isEnabled()


def test_somebody_warned_of_is_booked_with_a_reason_that_is_kept(
    qtbot: QtBot, dates: Dates, window: Window, acts: ExchangeActs, clock: Clock
) -> None:
    clock.go_after_the_event()
    box, reason = window.bookings.box, window.bookings.reason
    qtbot.keyClicks(box, "seac")
    qtbot.keyClick(box, Key.Key_Return, CONTROL)
    assert reason.isVisible()
    assert "The event was on 10 June 2026." in reason.question.text()
    assert MARY not in dates.standing(dates.first)
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert reason.isVisible()
    qtbot.keyClicks(reason.entry, "On the paper list")
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert dates.standing(dates.first)[MARY] == [WAITING]
    with dates.desk.reading() as db:
        (kept,) = overridden_on(db, dates.first)
        assert (kept.reason, kept.who) == ("On the paper list", "sam")
        made = db.get_one(StatusChange, db.query(StatusChange).count())
        assert made.via == Via.WINDOW
    assert box.hasFocus()


def test_what_is_not_chosen_offers_no_exchange(
    dates: Dates, window: Window, acts: ExchangeActs, choose: Callable[..., None]
) -> None:
    assert not acts.transfer.isEnabled()
    choose("Ada", "Grace")
    assert acts.transfer.isEnabled()
    assert not acts.substitute.isEnabled()
    assert not acts.beyond.isEnabled()
    choose("Alan")
    assert acts.beyond.isEnabled()
    assert not acts.substitute.isEnabled()


def test_without_another_date_the_panel_says_so(
    dates: Dates, window: Window, acts: ExchangeActs, choose: Callable[..., None]
) -> None:
    with dates.desk.changing("Off") as db:
        db.get_one(Event, dates.second).status = EventStatus.CANCELLED
    choose("Ada")
    acts.transfer.trigger()
    assert acts.transferring.empty.text().startswith("No other date")
    assert not acts.transferring.save.isEnabled()
    acts.transferring.save_now()
    assert acts.transferring.notice.words.text() == "Choose a date first."
    assert acts.transferring.plan.hasFocus()
    acts.transferring.plan.click()
    assert not acts.transferring.isVisible()
    assert window.event_page.form.isVisible()
