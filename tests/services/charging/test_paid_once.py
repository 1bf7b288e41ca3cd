"""Money that was recorded in the window and then comes in a workbook counts once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import URL, select

from tests.services.charging.ledger import ISSUED, Ledger, a_ledger
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.fee_split import ATTENDANCE_FEE, NON_ATTENDANCE_FEE
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.paying import PaymentDetails, record_payment
from trainingdesk.services.importing.workbooks import load, read
from trainingdesk.services.money import money_of
from trainingdesk.storage.models import Receipt

HEADS = ("Date", "Agency", "Kind", "Amount", "Reference")


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


def pay(ledger: Ledger, number: int, pence: int, reference: str = "BACS 77") -> None:
    with ledger.desk.changing("Pay") as db:
        record_payment(db, number, PaymentDetails(ISSUED, pence, reference), by=ledger.by)


def load_receipts(ledger: Ledger, folder: Path, *rows: tuple[str, int, str]) -> list[int]:
    """What there is once a workbook brought some receipts of North Vale, in pence."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Receipts"
    sheet.append(HEADS)
    for kind, amount, reference in rows:
        sheet.append((ISSUED, "North Vale", kind, amount, reference))
    book.save(folder / "receipts.xlsx")
    found = read([folder / "receipts.xlsx"])
    with ledger.desk.changing("Load", undoable=False) as db:
        load(db, found, by=ledger.by, skip_bad_rows=False)
    with ledger.desk.reading() as db:
        pence = list(db.scalars(select(Receipt.pence).order_by(Receipt.id)))
        assert money_of(db, TrainingYear.of(ISSUED)).income.pence == sum(pence)
    return pence


def test_a_payment_is_known_again_in_a_workbook(ledger: Ledger, tmp_path: Path) -> None:
    pay(ledger, ledger.issued(), 50_00)

    told = (NON_ATTENDANCE_FEE, 50, "BACS 77")
    assert load_receipts(ledger, tmp_path, told) == [50_00]
    assert load_receipts(ledger, tmp_path, told, told) == [50_00, 50_00]
    assert load_receipts(ledger, tmp_path, told, told) == [50_00, 50_00]


@pytest.mark.parametrize("kind", [ATTENDANCE_FEE, NON_ATTENDANCE_FEE])
def test_so_is_one_that_the_desk_parted(ledger: Ledger, tmp_path: Path, kind: str) -> None:
    ledger.charge(20_00, occasion=Occasion.ATTENDANCE_FEE)
    ledger.charge(50_00)
    pay(ledger, ledger.issued(), 70_00)

    told = (kind, 70, "bacs 77")
    assert load_receipts(ledger, tmp_path, told) == [20_00, 50_00]
    assert load_receipts(ledger, tmp_path, told, told) == [20_00, 50_00, 70_00]


def test_its_parts_are_known_before_the_whole(ledger: Ledger, tmp_path: Path) -> None:
    ledger.charge(20_00, occasion=Occasion.ATTENDANCE_FEE)
    ledger.charge(50_00)
    pay(ledger, ledger.issued(), 70_00)

    whole = (NON_ATTENDANCE_FEE, 70, "BACS 77")
    parts = (ATTENDANCE_FEE, 20, "BACS 77"), (NON_ATTENDANCE_FEE, 50, "BACS 77")
    assert load_receipts(ledger, tmp_path, whole, *parts) == [20_00, 50_00, 70_00]


@pytest.mark.parametrize(("amount", "reference"), [(49, "BACS 77"), (50, "BACS 78")])
def test_other_money_is_new(ledger: Ledger, tmp_path: Path, amount: int, reference: str) -> None:
    pay(ledger, ledger.issued(), 50_00)

    told = (ATTENDANCE_FEE, amount, reference)
    assert load_receipts(ledger, tmp_path, told) == [50_00, amount * 100]
