"""How invoices are numbered and paid, and the columns of the finance file, by the keyboard."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.delegates.conftest import press, type_in, unnamed
from tests.ui.shown_place import shown
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.finance_file import USUAL, FinanceCodes, FinanceColumnDetails
from trainingdesk.services.charging.finance_file import finance_codes, finance_columns
from trainingdesk.services.charging.invoice_settings import InvoiceSettings, invoice_settings
from trainingdesk.services.desk import Desk
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.settings.invoice_forms import THE_SAME
from ui.settings.invoices_page import InvoicesPage
from ui.settings.list_tabs import INVOICE_SETTINGS
from ui.settings.place import SettingsPlace


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Iterator[SettingsPlace]:
    yield from shown(qtbot, way, SettingsPlace(live, way, jobs), "Settings")


@pytest.fixture
def page(place: SettingsPlace, way: Way) -> InvoicesPage:
    way.go(Where("Settings", kind="invoices", year="2026-27"))
    return place.invoices


def columns(desk: Desk) -> tuple[FinanceColumnDetails, ...]:
    with desk.reading() as db:
        return finance_columns(db)


def test_a_line_in_settings_leads_here(place: SettingsPlace, gone: list[Where]) -> None:
    button = place.settings.lists.buttons[INVOICE_SETTINGS]
    assert button.line.end == "10 columns"
    button.click()
    assert gone[-1].kind == "invoices"
    assert place.crumbs()[1][0] == INVOICE_SETTINGS


def test_numbers_and_payment_are_saved(qtbot: QtBot, desk: Desk, page: InvoicesPage) -> None:
    press(qtbot, page.list.table, "F3")
    page.numbers.form["credit_prefix"].set_text("inv-")
    page.numbers.keep()
    assert page.numbers.form["credit_prefix"].wrong
    page.numbers.form["credit_prefix"].set_text("C-")
    page.numbers.form["pay_to"].set_text("Sort code: 00-00-00")
    press(qtbot, page.numbers.form["credit_prefix"].control, "Ctrl+S")
    with desk.reading() as db:
        assert invoice_settings(db) == InvoiceSettings("INV-", "C-", "Sort code: 00-00-00")
    assert page.numbers.isHidden()


def test_codes_are_saved_for_each_kind_of_charge(
    qtbot: QtBot, desk: Desk, page: InvoicesPage
) -> None:
    press(qtbot, page.list.table, "F4")
    type_in(page.codes.form[f"ledger.{Occasion.ABSENCE}"].control, "4711")
    press(qtbot, page.codes, "Ctrl+S")
    with desk.reading() as db:
        assert finance_codes(db)[Occasion.ABSENCE] == FinanceCodes("4711")
    press(qtbot, page.list.table, "F4")
    assert page.codes.form.texts()[f"ledger.{Occasion.ABSENCE}"] == "4711"
    assert unnamed(page) == []


def test_columns_are_added_changed_moved_and_left_out(
    qtbot: QtBot, desk: Desk, page: InvoicesPage
) -> None:
    assert not page.usual.isVisible()
    press(qtbot, page.list.table, "Ctrl+N")
    page.column.keep()
    assert page.column.form["heading"].wrong
    page.column.form["heading"].set_text("Company")
    page.column.holds.setCurrentText(THE_SAME)
    page.column.form["fixed"].set_text("WSCB")
    page.column.keep()
    company = FinanceColumnDetails("Company", None, "WSCB")
    assert columns(desk) == (*USUAL, company)
    row = page.list.table.chosen_row()
    assert row is not None
    assert row.holds == "“WSCB”"

    press(qtbot, page.list.table, "Alt+Up")
    assert columns(desk)[-2] == company
    press(qtbot, page.list.table, "Alt+Down")
    assert columns(desk)[-1] == company
    page.list.choose(1)
    press(qtbot, page.list.table, "F2")
    page.column.form["heading"].set_text("Kind")
    page.column.keep()
    assert columns(desk)[0].heading == "Kind"
    press(qtbot, page.list.table, "Delete")
    assert columns(desk)[0] == USUAL[1]

    page.usual.click()
    assert columns(desk) == USUAL
    desk.undo()
    assert columns(desk)[-1] == company
