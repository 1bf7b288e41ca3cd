"""The charges of an event, on its page."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.services.charging.conftest import Month, month, on, usual
from tests.services.charging.test_run import SICK
from tests.ui.accessible import nameless
from trainingdesk.services.charging.of_event import ChargeState, EventCharge
from trainingdesk.services.event_pages import head_of
from trainingdesk.storage.models import ChargingFact
from ui.events.charges_tab import ChargesTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

AGENCY = 1
"""The place of the agency among the columns."""

__all__ = ["month", "usual"]
Key = Qt.Key
Opens = Callable[[Month], ChargesTab]


@pytest.fixture
def opens(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Opens:
    def show(month: Month) -> ChargesTab:
        tab = ChargesTab(live, way, jobs)
        qtbot.addWidget(tab)
        tab.resize(1000, 500)
        with month.desk.reading() as db:
            head = head_of(db, month.event, today=on(month.due()[0].due_on).today)
        assert head is not None
        tab.show_event(head)
        with qtbot.waitExposed(tab):
            tab.show()
        tab.activateWindow()
        tab.enter()
        return tab

    return show


def choose(tab: ChargesTab, name: str) -> None:
    rows = [row for row in tab.table.rows_model.rows if row.about.delegate.startswith(name)]  # type: ignore[union-attr]
    assert tab.table.select_id(rows[0].id)  # type: ignore[union-attr]


def test_the_sums_stand_at_the_foot_and_lead_to_the_review(
    qtbot: QtBot, usual: Month, opens: Opens, gone: list[Where]
) -> None:
    bob, cat, _ = sorted(usual.due(), key=lambda row: row.about.delegate)
    usual.raises(bob)
    usual.raises(cat, waived=SICK)
    tab = opens(usual)
    assert tab.count.said.text() == "£70.00 raised · £70.00 waived · £50.00 to review"
    assert not nameless(tab)
    qtbot.keyClick(tab.table, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert gone == [Where("Charges", id=usual.event, tab="To review", year="2026-27")]
    usual.raises()
    assert not tab.review.isVisible()
    assert tab.count.said.text() == "£120.00 raised · £70.00 waived"


def test_a_charge_says_why_and_is_taken_back(qtbot: QtBot, usual: Month, opens: Opens) -> None:
    bob, cat, dan = sorted(usual.due(), key=lambda row: row.about.delegate)
    usual.raises(bob)
    usual.raises(cat, waived=SICK)
    assert dan.pence
    tab = opens(usual)
    choose(tab, "Cat")
    qtbot.keyClick(tab.table, Key.Key_Return)
    assert "waived by Pat Lee: Sickness (E-mail of 11 June)." in tab.why.known.text()
    assert tab.table.isColumnHidden(AGENCY)  # its room goes to the names
    choose(tab, "Ann")
    assert not tab.why.isVisible()
    assert not tab.table.isColumnHidden(AGENCY)
    choose(tab, "Bob")
    tab.enter()
    qtbot.keyClick(tab.table, Key.Key_T)
    assert tab.take_back.isVisible()
    tab.take_back.why.setText("A wrong mark")
    tab.take_back.keep()
    states = {row.state for row in tab.table.rows_model.rows}  # type: ignore[union-attr]
    assert ChargeState.TAKEN_BACK in states
    taken = next(
        row
        for row in tab.table.rows_model.rows
        if isinstance(row, EventCharge) and row.state is ChargeState.TAKEN_BACK
    )
    tab.table.select_id(taken.id)
    tab.show_why()
    assert "Taken back on 1 May 2026: A wrong mark." in tab.why.known.text()


def test_facts_are_noted_of_any_booking(qtbot: QtBot, usual: Month, opens: Opens) -> None:
    tab = opens(usual)
    choose(tab, "Ann")
    qtbot.keyClick(tab.table, Key.Key_F)
    tab.facts.form["fee_paid_pence"].set_text("12")
    tab.facts.keep()
    with usual.desk.reading() as db:
        assert db.get_one(ChargingFact, usual.bookings["Ann"]).fee_paid_pence == 12_00
