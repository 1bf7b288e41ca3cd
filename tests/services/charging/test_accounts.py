"""What agencies owe, on paper and in sums: statements, balances, and the laws of the account."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import URL, func, select

from tests.drawn import draws
from tests.made_once import made_once, new_desk
from tests.reports import pages
from tests.services.charging.ledger import ISSUED, Ledger, a_ledger
from trainingdesk.domain.fee_split import NON_ATTENDANCE_FEE
from trainingdesk.domain.invoice import Age, InvoiceKind
from trainingdesk.domain.refusals import CannotSave, Refused, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.charging.accounts import account_of, on_the_account_of
from trainingdesk.services.charging.balance import (
    AgencyMoney,
    agency_money,
    balance_document,
    balance_of,
    save_balance,
)
from trainingdesk.services.charging.crediting import credit_invoice
from trainingdesk.services.charging.invoicing import issue_invoices
from trainingdesk.services.charging.paying import loose_receipts, match_receipt
from trainingdesk.services.charging.statements import (
    BROUGHT_FORWARD,
    save_statement,
    statement_of,
)
from trainingdesk.storage.database import address_of
from trainingdesk.storage.models import Agency, Event, Invoice, InvoicePage, Receipt, Venue

NEXT_YEAR = date(2027, 4, 20)


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


def test_a_statement_says_what_was_asked_for_and_paid_and_since_when_the_rest_is_due(
    ledger: Ledger,
) -> None:
    whose = ledger.agencies["North Vale"]
    first = ledger.issued()
    ledger.pay(first, 60_00)
    ledger.pay(first, 10_00, is_refund=True)
    ledger.charge(event="Neglect")
    credit_invoice(ledger.desk, ledger.issued(), "Wrong")
    ledger.charge()
    ledger.issued()
    ledger.clock.day = date(2026, 9, 10)

    with ledger.desk.reading() as db:
        found = statement_of(db, whose, today=ledger.clock.day)

    assert [(e.what.split(":")[0], e.asked, e.settled, e.left) for e in found.entries] == [
        ("Invoice INV-00001", 50_00, 0, 50_00),
        ("Invoice INV-00002", 50_00, 0, 100_00),
        ("Credit note CN-00001", 0, 50_00, 50_00),
        ("Invoice INV-00003", 50_00, 0, 100_00),
        ("Payment for INV-00001", 0, 60_00, 40_00),
        ("Given back to you for INV-00001", 10_00, 0, 50_00),
    ]
    assert found.left == 50_00
    assert {age: pence for age, pence in found.ages.items() if pence} == {Age.UP_TO_60: 50_00}


def test_what_was_left_of_the_year_before_is_brought_forward(ledger: Ledger) -> None:
    whose = ledger.agencies["North Vale"]
    number = ledger.issued()
    ledger.clock.day = NEXT_YEAR
    with ledger.desk.reading() as db:
        found = statement_of(db, whose, today=NEXT_YEAR)
        nobody = statement_of(db, ledger.agencies["Library"], today=NEXT_YEAR)
    assert [(e.what, e.left) for e in found.entries] == [(BROUGHT_FORWARD, 50_00)]
    assert nobody.entries == ()

    ledger.pay(number, 20_00)
    with ledger.desk.reading() as db:
        found = statement_of(db, whose, today=NEXT_YEAR)
    assert [e.left for e in found.entries] == [50_00, 30_00]
    assert found.ages[Age.OVER_90] == 30_00


def test_statements_and_balances_are_saved_as_pdf(ledger: Ledger, tmp_path: Path) -> None:
    whose = ledger.agencies["North Vale"]
    ledger.issued()
    statement, letter = tmp_path / "statement.pdf", tmp_path / "letter.pdf"
    with ledger.desk.reading() as db:
        save_statement(db, whose, statement, today=ISSUED)
        save_balance(db, whose, TrainingYear(2026), letter, today=ISSUED)
        with pytest.raises(CannotSave):
            save_statement(db, whose, tmp_path / "statement.doc", today=ISSUED)
        with pytest.raises(CannotSave):
            save_balance(db, whose, TrainingYear(2026), tmp_path / "letter.doc", today=ISSUED)
        with pytest.raises(Unknown):
            save_statement(db, 99, statement, today=ISSUED)
    said = pages.text(statement.read_bytes())
    assert "Statement" in said
    assert "Invoice INV-00001: Risk" in said
    said = pages.text(letter.read_bytes())
    assert "Your training balance for 2026-27" in said
    assert "North Vale gave the board's training £0.00 in money" in said


def test_a_balance_sets_what_an_agency_gave_against_what_it_used(ledger: Ledger) -> None:
    whose = ledger.agencies["North Vale"]
    ledger.charge(waived=50_00)
    ledger.charge(waived=10_00)
    paid = ledger.issued()
    ledger.pay(paid, 15_00)
    ledger.charge(event="Neglect")
    credit_invoice(ledger.desk, ledger.issued(), "Wrong")
    with ledger.desk.changing("Grant") as db:
        db.add(Receipt(on=ISSUED, agency_id=whose, kind="Grant", pence=500_00))
        db.add(Receipt(on=NEXT_YEAR, agency_id=whose, kind="Grant", pence=1))

    with ledger.desk.reading() as db:
        found = balance_of(db, whose, TrainingYear(2026), today=ISSUED)

    assert found.money == AgencyMoney(515_00, 2, 100_00, 60_00, 25_00)
    assert found.booked == 3


def test_what_an_agency_owed_goes_with_it_to_the_one_it_went_into(ledger: Ledger) -> None:
    north, library = ledger.agencies["North Vale"], ledger.agencies["Library"]
    ledger.pay(ledger.issued(), 20_00)
    ledger.charge(agency="Library")
    ledger.issued()
    with ledger.desk.changing("Merge") as db:
        merge_agencies(db, north, library, on=ISSUED, today=ISSUED)

    with ledger.desk.reading() as db:
        found = statement_of(db, library, today=ISSUED)
        assert statement_of(db, north, today=ISSUED) == found
        owed = [agency_money(db, each, TrainingYear(2026)).owed for each in (north, library)]
        of_others = agency_money(db, library, TrainingYear(2026)).of_others
        letter = pages.text(balance_document(db, library, TrainingYear(2026), today=ISSUED))

    assert (found.agency, found.left, sum(found.ages.values())) == ("Library", 80_00, 80_00)
    assert [e.what.split(":")[0] for e in found.entries] == [
        "Invoice INV-00001 (North Vale)",
        "Invoice INV-00002",
        "Payment for INV-00001",
    ]
    assert (owed, of_others) == ([0, 80_00], 30_00)
    assert "£30.00 taken over" in letter


ACTS = some.lists(
    some.tuples(
        some.sampled_from(["charge", "charge", "issue", "pay", "refund", "credit"]),
        some.integers(1, 120_00),
        some.integers(0, 4),
    ),
    min_size=4,
    max_size=14,
)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """One desk on which history after history is lived: the laws hold at every moment of it."""
    where = tmp_path_factory.mktemp("history") / "desk.sqlite"
    copyfile(made_once(tmp_path_factory, "new", new_desk), where)
    with a_ledger(address_of(where)) as ledger:
        yield ledger


@draws(4, of=12)
@given(ACTS)
def test_raised_less_waived_credited_and_paid_is_outstanding(
    history: Ledger, acts: list[tuple[str, int, int]]
) -> None:
    before = [page for _, page in _pages(history)]
    for act, pence, which in acts:
        _live(history, act, pence, which)
        history.clock.day += timedelta(days=which)

    with history.desk.reading() as db:
        accounts = {
            name: account_of(db, on_the_account_of(db, number))
            for name, number in history.agencies.items()
        }
        whole = account_of(db, history.agencies.values())
        ages = [statement_of(db, n, today=history.clock.day) for n in history.agencies.values()]
    rows = history.rows()
    for name, account in accounts.items():
        left = sum(row.owed.outstanding for row in rows if row.agency == name)
        assert account.raised - account.waived - account.credited - account.paid == left
    assert whole.outstanding == sum(row.owed.outstanding for row in rows)
    assert [found.left for found in ages] == [each.outstanding for each in accounts.values()]
    owing = sum(max(0, row.owed.outstanding) for row in rows)
    assert sum(sum(found.ages.values()) for found in ages) == owing
    assert [page for _, page in _pages(history)][: len(before)] == before
    with history.desk.reading() as db:
        for kind in InvoiceKind:
            query = select(Invoice.number).where(Invoice.kind == kind).order_by(Invoice.id)
            numbers = list(db.scalars(query))
            assert numbers == list(range(1, len(numbers) + 1))
        assert db.scalar(select(func.count()).select_from(Agency)) == 2


def _live(ledger: Ledger, act: str, pence: int, which: int) -> None:
    rows = ledger.rows()
    chosen = rows[which % len(rows)].id if rows else 0
    if act == "charge":
        whose = "Library" if which % 2 else "North Vale"
        ledger.charge(pence, agency=whose, waived=pence * which // 4)
        return
    try:
        if act == "issue":
            issue_invoices(ledger.desk)
        elif act == "credit":
            credit_invoice(ledger.desk, chosen, "Wrong")
        else:
            ledger.pay(chosen, pence, is_refund=act == "refund")
    except Refused:
        pass  # what is refused changes nothing, which the sums say


def _pages(ledger: Ledger) -> list[tuple[int, str]]:
    with ledger.desk.reading() as db:
        query = select(InvoicePage.invoice_id, InvoicePage.sha256)
        return [(n, sha) for n, sha in db.execute(query.order_by(InvoicePage.invoice_id))]


def test_the_letter_says_how_many_of_the_days_were_halves(ledger: Ledger) -> None:
    whose = ledger.agencies["North Vale"]
    with ledger.desk.changing("Venue") as db:
        venue = Venue(name="Harbour House", agency_id=whose)
        db.add(venue)
        db.flush()
        event = db.get_one(Event, ledger.events["Risk"])
        event.course.minutes = 180
        for session in event.sessions:
            session.venue_id, session.ends = venue.id, time(12, 30)

    with ledger.desk.reading() as db:
        letter = balance_document(db, whose, TrainingYear(2026), today=ISSUED)

    said = pages.text(letter)
    assert "Venues 1 half day ½ day" in said


def test_a_receipt_that_names_no_agency_is_of_the_one_whose_invoice_it_pays(
    ledger: Ledger,
) -> None:
    number = ledger.issued()
    with ledger.desk.changing("Load") as db:
        for pence in (50_00, 7_00):
            db.add(Receipt(on=ISSUED, kind=NON_ATTENDANCE_FEE, pence=pence, reference="B"))
    with ledger.desk.changing("Match") as db:
        paying = next(each.id for each in loose_receipts(db, number) if each.pence == 50_00)
        match_receipt(db, number, paying, by=ledger.by)

    with ledger.desk.reading() as db:
        year = TrainingYear.of(ISSUED)
        money = {name: agency_money(db, key, year) for name, key in ledger.agencies.items()}
    assert (money["North Vale"].received, money["North Vale"].owed) == (50_00, 0)
    assert money["Library"].received == 0
