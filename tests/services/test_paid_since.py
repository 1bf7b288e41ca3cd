"""Steps back over payments, once others have paid, given back or credited."""

from collections.abc import Iterator

import pytest
from sqlalchemy import URL

from tests.services.charging.ledger import ISSUED, Clock, Ledger, a_ledger
from trainingdesk.domain.refusals import ChangedSince
from trainingdesk.services.charging.crediting import credit_invoice
from trainingdesk.services.charging.paying import PaymentDetails, record_payment
from trainingdesk.services.desk import Desk


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


@pytest.fixture
def number(ledger: Ledger) -> int:
    return ledger.issued()


def test_a_payment_does_not_come_back_onto_a_credited_invoice(ledger: Ledger, number: int) -> None:
    ledger.pay(number, 50_00)
    ledger.desk.undo()
    credit_invoice(ledger.desk, number, "Wrong")

    with pytest.raises(ChangedSince):
        ledger.desk.redo()

    assert ledger.owed(number).paid == 0


def test_what_another_desk_gave_back_is_not_taken_out(ledger: Ledger, number: int) -> None:
    ledger.pay(number, 80_00)
    other = Desk(ledger.desk.address, who="kim", today=lambda: ISSUED, now=Clock().now)
    with other.changing("Give back") as db:
        details = PaymentDetails(ISSUED, 80_00, is_refund=True)
        record_payment(db, number, details, by=other.stamp())

    with pytest.raises(ChangedSince):
        ledger.desk.undo()

    assert ledger.owed(number).paid == 0
    other.undo()
    other.close()
    ledger.desk.undo()
    assert ledger.owed(number).outstanding == 50_00


def test_money_given_back_for_a_credited_invoice_may_be_undone_and_done_again(
    ledger: Ledger, number: int
) -> None:
    ledger.pay(number, 50_00)
    credit_invoice(ledger.desk, number, "Wrong")
    ledger.pay(number, 50_00, is_refund=True)
    ledger.desk.undo()
    assert ledger.owed(number).to_give_back == 50_00
    ledger.desk.redo()
    assert ledger.owed(number).to_give_back == 0
