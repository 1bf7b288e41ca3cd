"""Charges to review: left out, waived and raised from the keyboard."""

from collections.abc import Callable
from contextlib import closing
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.services.charging.conftest import AFTER, PLAIN, Month, month, on, usual
from tests.services.charging.test_run import on_an_invoice
from tests.ui.accessible import nameless
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.raised import charges_of_event
from trainingdesk.services.charging.run import Decided, Waived, raise_charges
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, ChargingFact, Mark
from ui.charges.place import ChargesPlace
from ui.charging.review_rows import Proposed
from ui.charging.to_review import TO_REVIEW, ToReview
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

__all__ = ["month", "usual"]
Key = Qt.Key


@pytest.fixture
def sick(usual: Month) -> Month:
    """Cat was away because of sickness, which the policy may excuse."""
    with usual.desk.changing("Why") as db:
        db.get_one(Booking, usual.bookings["Cat"]).why_absent = "Sickness"
    return usual


Opens = Callable[[], ToReview]


@pytest.fixture
def opens(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Opens:
    """Shows the page of 2026-27."""

    def show() -> ToReview:
        page = ToReview(live, way, jobs)
        qtbot.addWidget(page)
        page.resize(1064, 640)
        page.show_year(TrainingYear(2026))
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.enter()
        return page

    return show


def said(page: ToReview) -> dict[str, Proposed]:
    return {row.about.delegate.split()[0]: row.proposed for row in page.rows}


def goes_to(page: ToReview, name: str) -> None:
    row = next(row for row in page.rows if row.about.delegate.startswith(name))
    assert page.listed.choose(row.id)


def press(qtbot: QtBot, page: ToReview, key: Key, *held: Qt.KeyboardModifier) -> None:
    where = QApplication.focusWidget() or page
    qtbot.keyClick(where, key, *held)


CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


def test_what_is_due_stands_by_agency_with_what_is_proposed_and_the_sums_at_the_foot(
    sick: Month, opens: Opens
) -> None:
    page = opens()
    hold_to_the_rules_of_qt(page.listed.table.rows_model)
    charge = Proposed.CHARGE
    assert said(page) == {"Bob": charge, "Cat": Proposed.ASK, "Dan": charge}
    assert page.listed.count.said.text() == ("3 charges · £120.00 to charge · £70.00 to decide on")
    model = page.listed.table.rows_model
    groups = [each for each in map(model.group_at, range(model.rowCount())) if each]
    assert [(group.title, group.note) for group in groups] == [
        ("The policy may excuse these", "1 charge, £70.00"),
        ("Library", "2 charges, £120.00"),
    ]
    assert page.raise_all.text() == "Raise 2 charges"
    assert not nameless(page)


def test_space_leaves_a_sum_out_and_takes_it_in_again(
    qtbot: QtBot, sick: Month, opens: Opens
) -> None:
    page = opens()
    goes_to(page, "Bob")
    press(qtbot, page, Key.Key_Space)
    assert said(page)["Bob"] is Proposed.LEAVE
    press(qtbot, page, Key.Key_Space)
    assert said(page)["Bob"] is Proposed.CHARGE
    goes_to(page, "Cat")
    press(qtbot, page, Key.Key_Space)
    assert said(page)["Cat"] is Proposed.CHARGE


def test_w_waives_with_the_reason_that_the_policy_suggests(
    qtbot: QtBot, sick: Month, opens: Opens
) -> None:
    page = opens()
    goes_to(page, "Cat")
    press(qtbot, page, Key.Key_W, CTRL)
    assert page.waive.form.texts() == {
        "why": "Sickness",
        "evidence": "",
        "decided_by": "sam",
        "pence": "",
    }
    assert "Told: Sickness." in page.waive.about.text()
    press(qtbot, page, Key.Key_Return)
    assert said(page)["Cat"] is Proposed.WAIVE
    assert page.raise_all.text() == "Raise 2 charges, waive 1"
    press(qtbot, page, Key.Key_W, CTRL)
    page.waive.form["pence"].set_text("30")
    page.waive.keep()
    assert said(page)["Cat"] is Proposed.WAIVE_IN_PART
    assert "£30.00 to waive" in page.listed.count.said.text()
    press(qtbot, page, Key.Key_Space)
    assert said(page)["Cat"] is Proposed.LEAVE


@pytest.mark.parametrize(
    ("field", "text"), [("why", ""), ("decided_by", " "), ("pence", "much"), ("pence", "70.01")]
)
def test_a_waiver_that_lacks_something_stays_open(
    sick: Month, opens: Opens, field: str, text: str
) -> None:
    page = opens()
    goes_to(page, "Cat")
    page.waive_chosen()
    page.waive.form[field].set_text(text)
    page.waive.keep()
    assert page.waive.isVisible()
    assert page.waive.form.faults() == 1
    assert said(page)["Cat"] is Proposed.ASK


def test_ctrl_enter_raises_all_that_is_decided_on_and_undo_takes_it_back(
    qtbot: QtBot, sick: Month, opens: Opens, live: LiveDesk, desk: Desk
) -> None:
    page, told = opens(), list[str]()
    live.told.connect(told.append)
    goes_to(page, "Cat")
    press(qtbot, page, Key.Key_W, CTRL)
    press(qtbot, page, Key.Key_Return)
    press(qtbot, page, Key.Key_Return, CTRL)
    assert told == ["2 charges raised, £120.00; 1 waived, £70.00."]
    assert page.rows == []
    assert page.empty.isVisible()
    with desk.reading() as db:
        kept = {row.about.delegate: row for row in charges_of_event(db, sick.event)}
    assert (kept["Cat Moss"].waived_why, kept["Cat Moss"].waived_by) == ("Sickness", "sam")
    assert desk.undo_title == "Raise 3 charges"
    desk.undo()
    assert len(page.rows) == 3


def test_enter_shows_the_arithmetic_and_the_arrows_go_on(
    qtbot: QtBot, sick: Month, opens: Opens, gone: list[Where]
) -> None:
    page = opens()
    goes_to(page, "Bob")
    press(qtbot, page, Key.Key_Return)
    assert page.why.isVisible()
    assert page.why.sum.text() == "£70.00"
    assert page.why.words.text().startswith("Absent on Wed 10 June 2026: ")
    assert "Policy: Westmere." in page.why.line.text()
    press(qtbot, page, Key.Key_Up)
    assert "Speaks for waiving it: Sickness." in page.why.known.text()
    press(qtbot, page, Key.Key_Escape)
    assert not page.why.isVisible()
    page.open_booking()
    assert gone[-1] == Where("Programme", "event", sick.event, "Bookings", "2026-27", "Cat Moss")


def test_a_suspended_year_says_so_and_raises_nothing(month: Month, opens: Opens) -> None:
    number = month.puts_in_force(PLAIN)
    month.books("Dan")
    month.cancels("Dan", date(2026, 6, 9))
    month.suspends(number, "No administrator")
    page = opens()
    assert page.notice.words.text() == (
        "Charging is suspended from 1 April 2026 (No administrator). 1 charge, £50.00, would have "
        "come due and cannot be raised."
    )
    assert said(page) == {"Dan": Proposed.SUSPENDED}
    assert not page.raise_all.isVisible()
    page.turn()
    page.waive_chosen()
    page.raise_chosen()
    assert said(page) == {"Dan": Proposed.SUSPENDED}
    goes_to(page, "Dan")
    page.show_why()
    assert "Not charged: No administrator." in page.why.known.text()


def test_without_a_policy_the_page_says_what_it_is_for(month: Month, opens: Opens) -> None:
    page = opens()
    assert page.empty.isVisible()
    number = month.puts_in_force(PLAIN)
    month.suspends(number, "")
    assert page.notice.words.text().endswith("1 April 2026. Nothing came due.")


def test_a_charge_that_no_longer_holds_is_taken_back_from_the_list(
    qtbot: QtBot, usual: Month, opens: Opens, desk: Desk
) -> None:
    bob = next(row for row in usual.due() if row.about.delegate == "Bob Moss")
    dan = next(row for row in usual.due() if row.occasion is Occasion.LATE_CANCELLATION)
    run = usual.raises(bob, dan)
    on_an_invoice(usual, run.charge_ids[1])
    with desk.changing("Correct") as db:
        db.delete(db.query(Mark).filter_by(booking_id=usual.bookings["Bob"]).one())
        db.get_one(Booking, usual.bookings["Dan"]).changed_on = date(2026, 5, 2)
    page = opens()
    changed = Proposed.CHANGED
    assert said(page) == {"Cat": Proposed.CHARGE, "Bob": changed, "Dan": changed}
    goes_to(page, "Dan")
    page.show_why()
    assert f"It is on invoice INV-{run.charge_ids[1]}" in page.why.known.text()
    assert "Policy: Westmere." in page.why.line.text()
    told = list[str]()
    page.said.connect(told.append)
    for key, held in ((Key.Key_T, CTRL), (Key.Key_W, CTRL), (Key.Key_Space, NONE)):
        press(qtbot, page, key, held)
    assert all(f"INV-{run.charge_ids[1]}: credit that" in each for each in told)
    assert (len(told), page.listed.filter.text()) == (3, "")
    assert not page.take_back.isVisible()
    page.take_back_chosen()
    assert not page.take_back.isVisible()
    goes_to(page, "Bob")
    page.listed.enter()
    press(qtbot, page, Key.Key_T, CTRL)
    page.take_back.keep()
    assert page.take_back.form.faults() == 1
    page.take_back.why.setText("A wrong mark")
    page.take_back.keep()
    assert "Bob" not in said(page)


def test_the_facts_of_a_booking_are_entered_and_change_what_is_suggested(
    qtbot: QtBot, sick: Month, opens: Opens, desk: Desk
) -> None:
    page = opens()
    goes_to(page, "Cat")
    press(qtbot, page, Key.Key_F2)
    given = {"phoned_at": "8:40", "emailed_at": "11 June 9:00", "fee_paid_pence": "12"}
    page.facts.form.fill({**given, "extra_pence": "", "extra_note": ""})
    page.facts.keep()
    assert not page.facts.isVisible()
    with desk.reading() as db:
        kept = db.get_one(ChargingFact, sick.bookings["Cat"])
        phoned = on(date(2026, 6, 10)).at.replace(hour=8, minute=40)
        assert (kept.phoned_at, kept.fee_paid_pence) == (phoned, 12_00)
    page.enter_facts()
    assert page.facts.form.texts()["emailed_at"] == "11 Jun 2026 09:00"
    page.facts.form.fill({"phoned_at": "soon", "extra_pence": "x"})
    page.facts.keep()
    assert page.facts.form.faults() == 2
    page.facts.form.fill({"phoned_at": "", "extra_pence": "5"})
    page.facts.keep()
    assert page.facts.form.faults() == 1


def test_of_two_desks_that_review_the_second_is_told(
    usual: Month, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opens()
    before = page.rows
    with closing(Desk(usual.desk.address, who="kim")) as other:
        usual.raises(usual.due()[0], desk=other)
    assert page.rows == before
    shown = list[str]()
    monkeypatch.setattr("ui.parts.messages.answer_to", lambda box: shown.append(box.text()))
    page.raise_chosen()
    assert "meanwhile" in shown[0]
    assert len(page.rows) == 2


def test_the_list_is_narrowed_and_only_what_shows_is_raised(usual: Month, opens: Opens) -> None:
    page = opens()
    page.show_year(TrainingYear(2026), find="bob")
    assert page.raise_all.text() == "Raise 1 charge"
    page.raise_chosen()
    assert set(said(page)) == {"Cat", "Dan"}
    page.listed.seek("")
    page.show_year(TrainingYear(2026), row=usual.event)
    row = page.listed.table.chosen_row()
    assert row is not None
    assert row.about.event_id == usual.event
    page.show_year(TrainingYear(2025))
    assert page.empty.isVisible()


def test_waivers_that_are_not_raised_wait_in_their_year(
    qtbot: QtBot, sick: Month, opens: Opens
) -> None:
    page = opens()
    goes_to(page, "Cat")
    press(qtbot, page, Key.Key_W, CTRL)
    press(qtbot, page, Key.Key_Return)
    page.show_year(TrainingYear(2025))
    assert page.unkept().startswith("1 waiver in To review is not raised yet")
    page.show_year(TrainingYear(2026))
    assert said(page)["Cat"] is Proposed.WAIVE
    page.raise_chosen()
    assert page.unkept() == ""
    page.desk.undo()
    assert said(page)["Cat"] is Proposed.WAIVE
    page.raise_chosen()
    with sick.desk.reading() as db:
        (charge,) = [row for row in charges_of_event(db, sick.event) if row.waived_pence]
    with page.desk.changing("Take back") as db:
        take_back(db, [charge.id], why="Wrong", by=on(date(2026, 6, 20)))
    assert said(page)["Cat"] is Proposed.ASK


def test_the_window_asks_before_waivers_go_with_it(
    qtbot: QtBot, sick: Month, way: Way, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = MainWindow(LiveDesk(sick.desk), way, jobs)
    window.begin()
    window.show()
    window.go("Charges")
    page = window.page.review
    cat = next(row.due for row in page.rows if row.proposed is Proposed.ASK)
    page.choices.waive(cat, Waived("Sickness", decided_by="sam"))
    asked = list[str]()

    def answer(box: QMessageBox, word: str) -> QAbstractButton:
        asked.append(box.informativeText())
        return next(each for each in box.buttons() if each.text().replace("&", "") == word)

    monkeypatch.setattr("ui.parts.unkept.answer_to", lambda box: answer(box, "Keep editing"))
    assert not window.close()
    assert "1 waiver" in asked[0]
    monkeypatch.setattr("ui.parts.unkept.answer_to", lambda box: answer(box, "Discard"))
    assert window.close()


def test_the_number_beside_the_tab_is_true_while_another_shows(
    qtbot: QtBot, usual: Month, live: LiveDesk, way: Way, jobs: Jobs
) -> None:
    place = ChargesPlace(live, way, jobs)
    qtbot.addWidget(place)
    place.show_at(Where("Charges", tab="Policies", year="2026-27"))
    with qtbot.waitExposed(place):
        place.show()
    assert place.tabs._tabs[TO_REVIEW].count == "3"
    first, *_ = usual.due()
    with live.desk.changing("Raise") as db:
        raise_charges(db, [Decided(first)], by=on(AFTER))
    assert place.tabs._tabs[TO_REVIEW].count == "2"
    place.show_at(Where("Charges", tab="Policies", year="2025-26"))
    assert place.tabs._tabs[TO_REVIEW].count == ""
