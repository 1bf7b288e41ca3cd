"""The invoices: issued, paid, credited and saved from the keyboard."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import URL, select

from tests.services.charging.ledger import ISSUED, Ledger, a_ledger
from tests.ui.accessible import nameless
from tests.ui.delegates.conftest import press, type_in
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.fee_split import NON_ATTENDANCE_FEE
from trainingdesk.domain.invoice import InvoiceState
from trainingdesk.domain.year import TrainingYear
from trainingdesk.storage.models import Agency, Receipt
from ui.charging.invoices import Invoices, Part
from ui.charging.payment_panel import IS_HERE, NO_RECEIPT, WENT_BACK
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


Opens = Callable[..., Invoices]


@pytest.fixture
def opens(qtbot: QtBot, ledger: Ledger, way: Way, jobs: Jobs) -> Opens:
    """Shows a part of the invoices of 2026-27, with what is said at the foot kept."""

    def show(part: Part) -> Invoices:
        page = Invoices(LiveDesk(ledger.desk), way, jobs)
        qtbot.addWidget(page)
        page.resize(1064, 640)
        page.told: list[str] = []  # type: ignore[attr-defined, misc]
        page.said.connect(page.told.append)  # type: ignore[attr-defined]
        page.show_year(TrainingYear(2026), find=part)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        page.enter()
        return page

    return show


@pytest.fixture
def agrees(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whatever is asked is agreed to; what was asked is kept."""
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        if box.defaultButton():
            box.defaultButton().click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    return asked


def saves_at(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    def name(*_asked: object) -> tuple[str, str]:
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(path))


def said_by(page: Invoices) -> list[str]:
    """All that the page has said; a job says what it did a moment after the list shows it."""
    said: list[str] = page.told  # type: ignore[attr-defined]
    return said


def told(page: Invoices) -> str:
    return said_by(page)[-1]


def test_all_that_is_ready_is_issued_with_one_act(
    qtbot: QtBot, ledger: Ledger, opens: Opens, agrees: list[str]
) -> None:
    ledger.charge()
    ledger.charge(agency="Library")
    ledger.charge(due_on=date(2026, 8, 1), event="Neglect")
    page = opens(Part.TO_ISSUE)
    assert page.ready.shown == 3
    assert page.sums.accessibleName() == "£150.00 to be issued · 1 waits for its day"
    assert page.issue_button.text() == "Issue 2 invoices"
    assert not nameless(page)

    press(qtbot, page.ready.table, "Ctrl+Return")
    qtbot.waitUntil(lambda: page.list.shown == 2 and bool(said_by(page)))

    assert agrees == ["Issue 2 invoices of £100.00? Only a credit note undoes an issued invoice."]
    assert told(page) == "Issued 2 invoices: INV-00001 to INV-00002."
    assert page.part.here == Part.OPEN
    assert page.sums.accessibleName() == "£100.00 to be paid"
    assert not page.issue_button.isEnabled()
    assert not nameless(page)


def test_of_the_invoices_to_issue_only_those_chosen_are_issued(
    qtbot: QtBot, ledger: Ledger, opens: Opens, agrees: list[str]
) -> None:
    ledger.charge()
    ledger.charge(agency="Library")
    page = opens(Part.TO_ISSUE)
    type_in(page.ready.filter, "north")
    qtbot.waitUntil(lambda: page.ready.shown == 1)
    page.ready.table.selectAll()
    assert page.issue_button.text() == "Issue 1 invoice"

    page.issue_action.trigger()
    qtbot.waitUntil(lambda: page.list.shown == 1 and bool(said_by(page)))

    assert told(page) == "Issued 1 invoice: INV-00001."
    assert [row.agency for row in ledger.ready()] == ["Library"]


def test_a_payment_is_recorded_and_the_record_says_so(
    qtbot: QtBot, ledger: Ledger, opens: Opens
) -> None:
    ledger.charge(20_00, occasion=Occasion.ATTENDANCE_FEE, vat_code="O")
    number = ledger.issued()
    page = opens(Part.OPEN)
    assert page.list.choose(number)
    press(qtbot, page.list.table, "F2")
    assert "Ann P01" in page.panel.told
    assert "VAT O" in page.panel.told
    assert "Payments" not in page.panel.told
    assert page.panel.state.text() == "£20.00 is to be paid."
    assert not nameless(page)

    press(qtbot, page.list.table, "Ctrl+D")
    assert page.payment.form.texts()["pence"] == "20.00"
    page.payment.form["pence"].set_text("12.50")
    page.payment.form["reference"].set_text("BACS 7")
    press(qtbot, page.payment.form["pence"].control, "Return")

    assert told(page) == "£12.50 came in for INV-00001."
    assert page.list.table.rows_model.rowCount() == 1
    assert ledger.rows()[0].state is InvoiceState.PART_PAID
    assert page.list.choose(number)
    page.open_chosen()
    assert "BACS 7" in page.panel.told
    ledger.desk.undo()
    assert page.panel.state.text() == "£20.00 is to be paid."


def test_what_is_wrong_in_a_payment_is_marked(ledger: Ledger, opens: Opens) -> None:
    number = ledger.issued()
    page = opens(Part.OPEN)
    page.list.choose(number)
    page.record_payment()
    page.payment.form["pence"].set_text("much")
    page.payment.form["on"].set_text("some day")
    page.payment.keep()
    assert page.payment.form.faults() == 2
    page.payment.what.setCurrentText(WENT_BACK)
    page.payment.form.fill({"pence": "5", "on": "3/7/2026"})
    page.payment.keep()
    assert page.payment.notice.words.text().startswith("Nothing came in for INV-00001")


def test_a_receipt_that_is_here_is_matched(ledger: Ledger, opens: Opens) -> None:
    number = ledger.issued()
    page = opens(Part.OPEN)
    page.list.choose(number)
    page.record_payment()
    page.payment.what.setCurrentText(IS_HERE)
    assert page.payment.receipt.currentText() == NO_RECEIPT
    page.payment.keep()
    assert page.payment.form["receipt"].wrong
    page.payment.leave()
    with ledger.desk.changing("Import") as db:
        db.add(Receipt(on=ISSUED, kind=NON_ATTENDANCE_FEE, pence=50_00, reference="BACS 7"))

    page.list.choose(number)
    page.record_payment()
    page.payment.what.setCurrentText(IS_HERE)
    assert page.payment.receipt.currentText() == "£50.00, 3 Jul 2026, Non-attendance fee, BACS 7"
    page.payment.keep()

    assert told(page) == "The receipt pays for INV-00001."
    assert page.list.shown == 0


def test_a_paid_invoice_is_credited_and_the_money_given_back(
    qtbot: QtBot, ledger: Ledger, opens: Opens
) -> None:
    number = ledger.issued()
    ledger.pay(number, 50_00)
    page = opens(Part.ALL)
    page.list.choose(number)
    press(qtbot, page.list.table, "Ctrl+Shift+C")
    assert "The £50.00 that came in is to be given back." in page.credit.about.text()
    page.credit.keep()
    assert page.credit.form["reason"].wrong
    type_in(page.credit.form["reason"].control, "She came.")
    press(qtbot, page.credit.form["reason"].control, "Return")

    assert told(page) == "CN-00001 credits INV-00001."
    page.list.choose(number)
    assert not page.credit_action.isEnabled()
    page.open_chosen()
    assert "CN-00001 on 3 July 2026: She came." in page.panel.told
    assert page.panel.state.text() == "£50.00 is to be given back."
    page.record_payment()
    assert page.payment.what.currentText() == WENT_BACK
    page.payment.keep()
    assert ledger.owed(number).outstanding == 0


def test_an_overdue_invoice_is_reminded_of(qtbot: QtBot, ledger: Ledger, opens: Opens) -> None:
    number = ledger.issued()
    page = opens(Part.OVERDUE)
    assert page.list.shown == 0
    ledger.clock.day = date(2026, 8, 12)
    page.reload()
    assert page.sums.accessibleName() == "£50.00 to be paid, overdue"
    page.list.choose(number)
    press(qtbot, page.list.table, "F2")
    press(qtbot, page.list.table, "Ctrl+Shift+R")
    assert "1 reminder: 12 Aug 2026" in page.panel.told
    assert page.panel.state.text() == "£50.00 is overdue by 10 days."


def test_pages_statements_and_the_finance_file_are_saved(
    ledger: Ledger, opens: Opens, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    number = ledger.issued()
    page = opens(Part.ALL)
    page.list.choose(number)
    saves_at(monkeypatch, tmp_path / "one.pdf")
    page.save_pdf()
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    page.save_statement()
    assert told(page) == "Saved one.pdf."

    ledger.charge(agency="Library")
    ledger.issued()
    page.list.table.selectAll()
    saves_at(monkeypatch, tmp_path)
    page.save_pdf()
    assert told(page) == f"Saved 2 pages in {tmp_path.name}."
    assert (tmp_path / "INV-00002.pdf").exists()

    page.ask_finance()
    page.finance.form["since"].set_text("whenever")
    page.finance.keep()
    assert page.finance.form["since"].wrong
    saves_at(monkeypatch, tmp_path / "finance.csv")
    page.finance.begin()
    page.finance.form["since"].set_text("1/7/2026")
    QTest.keyClick(page.finance.form["until"].control, Qt.Key.Key_Return)
    assert told(page) == "Saved 2 rows in finance.csv."
    saves_at(monkeypatch, tmp_path / "list.csv")
    page.export()
    assert "INV-00001" in (tmp_path / "list.csv").read_text(encoding="utf-8")


def test_an_invoice_is_found_by_its_number_and_leads_to_its_agency(
    ledger: Ledger, opens: Opens, way: Way, gone: list[Where]
) -> None:
    number = ledger.issued()
    ledger.pay(number, 50_00)
    page = opens(Part.OPEN)
    page.show_year(TrainingYear(2026), row=number)
    row = page.list.table.chosen_row()
    assert row is not None
    assert row.reference == "INV-00001"
    page.open_agency()
    assert gone[-1] == Where(
        "Agencies", kind="agency", id=ledger.agencies["North Vale"], year="2026-27"
    )
    with ledger.desk.reading() as db:
        assert db.scalar(select(Receipt.pence)) == 50_00


def test_whoever_names_no_file_saves_none(
    ledger: Ledger, opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    for agency in ("North Vale", "Library"):
        ledger.charge(agency=agency)
    number = ledger.issued()
    page = opens(Part.ALL)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    page.save_pdf()
    page.save_statement()
    page.list.table.selectAll()
    assert not page.statement_action.isEnabled()  # two agencies have two statements
    page.save_pdf()
    page.list.choose(number)
    page.save_pdf()
    page.save_statement()
    page.ask_finance()
    page.finance.keep()
    assert page.finance.isVisible()
    assert page.told == []  # type: ignore[attr-defined]


def test_what_cannot_be_saved_is_said(
    ledger: Ledger,
    opens: Opens,
    agrees: list[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    for agency in ("North Vale", "Library"):
        ledger.charge(agency=agency)
    number = ledger.issued()
    page = opens(Part.ALL)
    saves_at(monkeypatch, tmp_path / "nowhere" / "one.pdf")
    page.list.choose(number)
    page.save_pdf()
    page.list.table.selectAll()
    page.save_pdf()
    assert len(agrees) == 2
    ledger.clock.day = date(2026, 8, 1)
    saves_at(monkeypatch, tmp_path / "finance.csv")
    page.ask_finance()
    page.finance.keep()
    assert page.finance.notice.words.text() == "Nothing was issued in these days."


def test_acts_without_a_row_do_nothing(
    ledger: Ledger, opens: Opens, agrees: list[str], gone: list[Where]
) -> None:
    page = opens(Part.OPEN)
    for do in (page.record_payment, page.credit_chosen, page.open_agency, page.open_chosen):
        do()
    page.payment.keep()
    page.credit.keep()
    page.issue()
    assert not page.panels.isVisible()
    assert agrees == []
    assert gone == []


def test_several_are_reminded_of_at_once_and_the_list_says_how_often(
    ledger: Ledger, opens: Opens
) -> None:
    for agency in ("North Vale", "Library"):
        ledger.charge(agency=agency)
    ledger.issued()
    ledger.clock.day = date(2026, 8, 12)
    with ledger.desk.changing("Address") as db:
        db.get_one(Agency, ledger.agencies["Library"]).email = "pay@example.org"
    page = opens(Part.OVERDUE)
    told = list[str]()
    page.live.told.connect(told.append)
    for _ in range(2):
        page.list.table.selectAll()
        page.remind_chosen()
    assert (
        told
        == ["Reminder noted. 1 message in the outbox to send. 1 agency without an e-mail address."]
        * 2
    )
    column = next(c for c in page.list.table.rows_model.columns if c.title == "Reminded")
    said = [column.cell(row) for row in ledger.rows()]
    assert [getattr(cell, "note", "") for cell in said] == ["2 times", "2 times"]
    assert not column.hidden
