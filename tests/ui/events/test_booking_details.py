"""What the board's own fields say of a booking, beside the event's bookings."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, Twenty, Window
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf, field_of_form
from trainingdesk.services.booking_details import BookingDetails, change_booking_details
from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import add_field
from ui.delegates.record_page import DelegatePage
from ui.events.booking_columns import DETAILS
from ui.events.booking_form import BookingForm
from ui.events.bookings_table import BookingsTable
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

Key = Qt.Key


@pytest.fixture
def lunch(desk: Desk) -> int:
    with desk.changing("Add fields") as db:
        add_field(db, FieldDetails("Invoiced on", FieldOf.BOOKING, FieldKind.DATE))
        return add_field(db, FieldDetails("Lunch", FieldOf.BOOKING))


@pytest.fixture
def table(twenty: Twenty, window: Window) -> BookingsTable:
    window.open(twenty.event)
    table = window.bookings.table
    table.enter()
    return table


def first(table: BookingsTable) -> BookingRow:
    row = table.rows_model.row_at(0)
    assert row is not None
    return row


def form_of(window: Window) -> BookingForm:
    return window.bookings.details


def give(desk: Desk, table: BookingsTable, lunch: int, value: str) -> None:
    with desk.changing("Change booking of", "Ada") as db:
        change_booking_details(db, first(table).id, BookingDetails({str(lunch): value}))


def typed(form: BookingForm, lunch: int) -> QLineEdit:
    control = form.form[field_of_form(str(lunch))].control
    assert isinstance(control, QLineEdit)
    return control


def shows_details(table: QTableView) -> bool:
    model = table.model()
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    return not table.isColumnHidden(heads.index(DETAILS))


def test_f2_on_a_booking_asks_for_its_details_and_saves_them(
    qtbot: QtBot, desk: Desk, lunch: int, window: Window, table: BookingsTable
) -> None:
    assert not shows_details(table)
    done = len(desk.done)
    qtbot.keyClick(table, Key.Key_F2)
    form = form_of(window)
    assert form.isVisible()
    assert not window.event_page.form.isVisible()
    assert form.about.text() == "Ada 00 Adeyemi on Identifying Risk, RISK-2601"
    assert nameless(form) == []
    qtbot.keyClicks(typed(form, lunch), "Vegan")
    qtbot.keyClick(typed(form, lunch), Key.Key_S, CONTROL)
    assert not form.isVisible()
    assert len(desk.done) == done + 1
    assert desk.undo_title == "Change booking of Ada 00 Adeyemi on Identifying Risk"
    assert first(table).own == (("Lunch", "Vegan"),)
    assert shows_details(table)


def test_elsewhere_f2_changes_the_event(
    qtbot: QtBot, lunch: int, window: Window, table: BookingsTable
) -> None:
    window.bookings.box.setFocus()
    qtbot.keyClick(window.bookings.box, Key.Key_F2)
    assert window.event_page.form.isVisible()
    table.setFocus()
    qtbot.keyClick(table, Key.Key_F2)
    assert form_of(window).isVisible()
    assert not window.event_page.form.isVisible()


def test_without_own_fields_f2_changes_the_event(
    qtbot: QtBot, window: Window, table: BookingsTable
) -> None:
    assert not window.bookings.details_action.isVisible()
    qtbot.keyClick(table, Key.Key_F2)
    assert window.event_page.form.isVisible()
    assert not form_of(window).isVisible()


def test_a_value_that_cannot_be_read_is_told_at_its_field(
    qtbot: QtBot, desk: Desk, lunch: int, window: Window, table: BookingsTable
) -> None:
    done = len(desk.done)
    qtbot.keyClick(table, Key.Key_F2)
    form = form_of(window)
    dated = form.form[field_of_form(str(lunch - 1))]
    dated.set_text("soon")
    form.save.click()
    assert dated.wrong
    assert len(desk.done) == done


def test_what_somebody_else_saved_meanwhile_is_shown_beside(
    qtbot: QtBot, desk: Desk, lunch: int, window: Window, table: BookingsTable
) -> None:
    qtbot.keyClick(table, Key.Key_F2)
    form = form_of(window)
    qtbot.keyClicks(typed(form, lunch), "Vegan")
    give(desk, table, lunch, "Halal")
    form.save.click()
    other = form.form[field_of_form(str(lunch))].other
    assert other is not None
    assert other.words.text() == "Saved meanwhile: Halal"
    form.save.click()
    assert first(table).own == (("Lunch", "Vegan"),)


def test_the_details_go_away_with_their_bookings(
    qtbot: QtBot, lunch: int, twenty: Twenty, window: Window, table: BookingsTable
) -> None:
    qtbot.keyClick(table, Key.Key_F2)
    window.open(twenty.event, "Register")
    assert not form_of(window).isVisible()


def test_the_saved_list_has_a_column_for_each_field_that_is_filled(
    desk: Desk, lunch: int, window: Window, table: BookingsTable, saved_as: Path
) -> None:
    with desk.changing("Add a field") as db:
        miles = add_field(db, FieldDetails("Miles", FieldOf.BOOKING, FieldKind.NUMBER))
    with desk.changing("Change booking of", "Ada") as db:
        details = BookingDetails({str(lunch): "Vegan & more", str(miles): "12"})
        change_booking_details(db, first(table).id, details)
    window.bookings.export()
    path = saved_as / "Bookings RISK-2601.xlsx"
    heads, *rows = load_workbook(path).worksheets[0].iter_rows(values_only=True)
    assert heads == ("Delegate", "Agency", "Booked on", "Status", "Lunch", "Miles")
    assert [row[-2:] for row in rows][:2] == [("Vegan & more", 12), (None, None)]


def test_the_delegate_s_record_shows_what_is_filled_in(
    qtbot: QtBot,
    desk: Desk,
    live: LiveDesk,
    way: Way,
    lunch: int,
    twenty: Twenty,
    table: BookingsTable,
    saved_as: Path,
) -> None:
    page = DelegatePage(live, way)
    qtbot.addWidget(page)
    page.resize(1900, 900)
    page.show()
    page.show_at(Where("Delegates", kind="delegate", id=twenty.delegates[0], year="2026-27"))
    assert not shows_details(page.history.table)
    give(desk, table, lunch, "Vegan")
    assert shows_details(page.history.table)
    page.history.seek("vegan")
    assert page.history.shown == 1
    page.export()
    saved = load_workbook(next(saved_as.glob("*.xlsx"))).worksheets[0]
    heads, row = saved.iter_rows(values_only=True)
    assert "Details" not in heads
    assert dict(zip(heads, row, strict=True))["Lunch"] == "Vegan"
    page.hide()
