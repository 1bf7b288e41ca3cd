import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, select

from tests.services.charging.ledger import ISSUED, Ledger, a_ledger
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.finance_file import (
    USUAL,
    FinanceCodes,
    FinanceColumnDetails,
    FinanceField,
)
from trainingdesk.domain.refusals import CannotSave, Invalid, Refused
from trainingdesk.services.charging.crediting import credit_invoice
from trainingdesk.services.charging.finance_file import (
    finance_codes,
    finance_columns,
    save_finance_codes,
    save_finance_columns,
    save_finance_file,
)
from trainingdesk.services.charging.invoice_settings import (
    InvoiceSettings,
    invoice_settings,
    save_invoice_settings,
)
from trainingdesk.storage.models import FinanceCode


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


def saved(ledger: Ledger, path: Path) -> list[list[str]]:
    with ledger.desk.reading() as db:
        number = save_finance_file(db, path, since=ISSUED, until=ISSUED)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == number + 1
    return rows


def test_a_row_a_line_in_the_usual_columns_names_no_delegate(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.charge(12_34, vat_code="O")
    number = ledger.issued()
    credit_invoice(ledger.desk, number, "Wrong")
    with ledger.desk.changing("Codes") as db:
        save_finance_codes(db, {Occasion.ABSENCE: FinanceCodes(" 4711 ", "")})
        save_finance_codes(db, {Occasion.ABSENCE: FinanceCodes("4712", "")})

    rows = saved(ledger, tmp_path / "finance.csv")

    about = ["North Vale", "Risk, Wed 10 June 2026 (R-1)", "4712", "O"]
    assert rows == [
        [column.heading for column in USUAL],
        ["Invoice", "INV-00001", "03/07/2026", "02/08/2026", *about, "12.34", ""],
        ["Credit note", "CN-00001", "03/07/2026", "", *about, "-12.34", "INV-00001"],
    ]


def test_the_board_chooses_its_columns_and_codes(ledger: Ledger, tmp_path: Path) -> None:
    ledger.issued()
    every = [FinanceColumnDetails(field.value, field) for field in FinanceField]
    chosen = [FinanceColumnDetails(" Company ", None, "=WSCB "), *every]
    with ledger.desk.changing("Columns") as db:
        save_finance_columns(db, chosen)
        save_finance_codes(db, {Occasion.ABSENCE: FinanceCodes("4711", "Z")})
    with ledger.desk.changing("Codes again") as db:
        save_finance_codes(db, finance_codes(db))
        assert [code.occasion for code in db.scalars(select(FinanceCode))] == [Occasion.ABSENCE]
    with ledger.desk.reading() as db:
        assert [column.heading for column in finance_columns(db)][:2] == [
            "Company",
            every[0].heading,
        ]
        assert finance_codes(db)[Occasion.ATTENDANCE_FEE] == FinanceCodes()

    heads, row = saved(ledger, tmp_path / "finance.csv")
    held = dict(zip(heads, row, strict=True))

    assert held["Company"] == "'=WSCB"
    assert held[FinanceField.VAT] == "Z"
    assert held[FinanceField.DELEGATE] == "Ann P01"
    assert held[FinanceField.WHY] == "Absence: £50"
    assert held[FinanceField.OCCASION] == "Absence"
    assert held[FinanceField.AMOUNT_PLAIN] == "50.00"
    assert held[FinanceField.ADDRESS] == ""

    with ledger.desk.changing("Columns") as db:
        save_finance_columns(db, USUAL)
    with ledger.desk.reading() as db:
        assert finance_columns(db) == USUAL
    with pytest.raises(Invalid), ledger.desk.changing("Columns") as db:
        save_finance_columns(db, [FinanceColumnDetails(" ")])


def test_a_file_of_nothing_and_of_another_kind_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    with ledger.desk.reading() as db:
        with pytest.raises(Refused, match="Nothing was issued in these days"):
            save_finance_file(db, tmp_path / "finance.csv", since=ISSUED, until=ISSUED)
        with pytest.raises(CannotSave):
            save_finance_file(db, tmp_path / "finance.xlsx", since=ISSUED, until=ISSUED)
    assert not (tmp_path / "finance.csv").exists()


def test_how_numbers_begin_and_how_one_pays_is_a_setting(ledger: Ledger) -> None:
    with ledger.desk.changing("Settings") as db:
        save_invoice_settings(db, InvoiceSettings(" WSCB-I-", "WSCB-C-", "Account: A \n\n Sort"))
    with ledger.desk.reading() as db:
        assert invoice_settings(db) == InvoiceSettings("WSCB-I-", "WSCB-C-", "Account: A\nSort")
    ledger.issued()
    assert ledger.newest().reference == "WSCB-I-00001"


@pytest.mark.parametrize(
    ("settings", "fields"),
    [
        (InvoiceSettings("", "x" * 13), {"invoice_prefix", "credit_prefix"}),
        (InvoiceSettings("A-", " a-"), {"credit_prefix"}),
        (InvoiceSettings("LSCB/26-", "C:"), {"invoice_prefix", "credit_prefix"}),
        (InvoiceSettings("A\\"), {"invoice_prefix"}),
    ],
)
def test_invoices_and_credit_notes_each_have_numbers_of_their_own(
    ledger: Ledger, settings: InvoiceSettings, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as refused, ledger.desk.changing("Settings") as db:
        save_invoice_settings(db, settings)
    assert set(refused.value.problems) == fields
