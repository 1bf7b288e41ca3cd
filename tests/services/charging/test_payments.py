from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import URL, func, select

from tests.reports import pages
from tests.services.at_once import at_once
from tests.services.charging.ledger import ISSUED, Ledger, a_ledger
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.fee_split import ATTENDANCE_FEE, NON_ATTENDANCE_FEE
from trainingdesk.domain.invoice import Age, InvoiceKind, InvoiceState
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.charging.crediting import credit_invoice
from trainingdesk.services.charging.invoices import invoice_record, invoices, sums_of
from trainingdesk.services.charging.issued_page import page_of
from trainingdesk.services.charging.paying import (
    PaymentDetails,
    loose_receipts,
    match_receipt,
    record_payment,
)
from trainingdesk.services.charging.reminding import overdue, remind, reminders_due, to_remind
from trainingdesk.services.desk import Desk
from trainingdesk.services.money import money_of
from trainingdesk.services.today import cards
from trainingdesk.services.work import Work
from trainingdesk.services.writing import Written
from trainingdesk.storage.models import Agency, Charge, Invoice, Message, Receipt

YEAR = TrainingYear(2026)


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


def receipts(ledger: Ledger) -> list[tuple[str, int, str]]:
    with ledger.desk.reading() as db:
        found = db.scalars(select(Receipt).order_by(Receipt.id))
        return [(each.kind, each.pence, each.reference) for each in found]


def a_receipt(ledger: Ledger, pence: int, kind: str = NON_ATTENDANCE_FEE, agency: str = "") -> int:
    with ledger.desk.changing("Import") as db:
        number = ledger.agencies.get(agency)
        receipt = Receipt(on=ISSUED, agency_id=number, kind=kind, pence=pence, reference="BACS 7")
        db.add(receipt)
        db.flush()
        return receipt.id


def test_a_payment_is_a_receipt_of_each_kind_of_fee(ledger: Ledger) -> None:
    ledger.charge(20_00, occasion=Occasion.ATTENDANCE_FEE)
    ledger.charge(50_00)
    number = ledger.issued()

    with ledger.desk.changing("Pay") as db:
        details = PaymentDetails(ISSUED, 70_00, " BACS  88 ")
        record_payment(db, number, details, by=ledger.by)

    assert receipts(ledger) == [
        (ATTENDANCE_FEE, 20_00, "BACS 88"),
        (NON_ATTENDANCE_FEE, 50_00, "BACS 88"),
    ]
    with ledger.desk.reading() as db:
        record = invoice_record(db, number, today=ISSUED)
        assert money_of(db, YEAR).income.pence == 70_00
    assert [(p.kind, p.pence, p.who) for p in record.payments] == [
        (ATTENDANCE_FEE, 20_00, "sam"),
        (NON_ATTENDANCE_FEE, 50_00, "sam"),
    ]
    assert record.row.state is InvoiceState.PAID
    ledger.desk.undo()
    assert receipts(ledger) == []
    assert ledger.owed(number).paid == 0


def test_part_over_and_back(ledger: Ledger) -> None:
    number = ledger.issued()
    ledger.pay(number, 20_00)
    assert ledger.rows()[0].state is InvoiceState.PART_PAID
    ledger.pay(number, 40_00)
    assert ledger.owed(number).to_give_back == 10_00
    assert ledger.rows()[0].state is InvoiceState.PAID
    ledger.pay(number, 10_00, is_refund=True)
    assert ledger.owed(number).outstanding == 0
    assert [pence for _, pence, _ in receipts(ledger)] == [20_00, 40_00, -10_00]

    with pytest.raises(Refused, match=r"Only £50.00 came in for INV-00001, so £50.01 cannot"):
        ledger.pay(number, 50_01, is_refund=True)
    with pytest.raises(Unknown):
        ledger.pay(99, 1)


@pytest.mark.parametrize(
    ("details", "fields"),
    [
        (PaymentDetails(), {"on", "pence"}),
        (PaymentDetails(ISSUED + timedelta(days=1), 1), {"on"}),
        (PaymentDetails(ISSUED, 0), {"pence"}),
        (PaymentDetails(ISSUED, 1_000_000_01), {"pence"}),
    ],
)
def test_a_payment_has_a_day_and_a_sum(
    ledger: Ledger, details: PaymentDetails, fields: set[str]
) -> None:
    number = ledger.issued()
    with pytest.raises(Invalid) as refused, ledger.desk.changing("Pay") as db:
        record_payment(db, number, details, by=ledger.by)
    assert set(refused.value.problems) == fields


def test_a_receipt_from_a_workbook_pays_and_is_not_counted_twice(ledger: Ledger) -> None:
    number = ledger.issued()
    mine = a_receipt(ledger, 50_00, agency="North Vale")
    nobodys = a_receipt(ledger, 5_00)
    a_receipt(ledger, 7_00, agency="Library")
    a_receipt(ledger, 9_00, kind="Grant", agency="North Vale")
    with ledger.desk.reading() as db:
        assert [each.id for each in loose_receipts(db, number)] == [nobodys, mine]
    with ledger.desk.changing("Match") as db:
        match_receipt(db, number, mine, by=ledger.by)

    assert ledger.rows()[0].state is InvoiceState.PAID
    with ledger.desk.reading() as db:
        assert [each.id for each in loose_receipts(db, number)] == [nobodys]
        assert money_of(db, YEAR).income.pence == 62_00
    with (
        pytest.raises(Refused, match="pays for INV-00001 already"),
        ledger.desk.changing("Match") as db,
    ):
        match_receipt(db, number, mine, by=ledger.by)
    with pytest.raises(Unknown), ledger.desk.changing("Match") as db:
        match_receipt(db, number, 99, by=ledger.by)


def test_only_money_that_may_be_for_an_invoice_is_matched_to_it(ledger: Ledger) -> None:
    number = ledger.issued()
    grant = a_receipt(ledger, 50_00, kind="Grant", agency="North Vale")
    others = a_receipt(ledger, 50_00, agency="Library")

    for receipt, why in ((grant, "A grant pays for no"), (others, "of another agency than INV-")):
        with pytest.raises(Refused, match=why), ledger.desk.changing("Match") as db:
            match_receipt(db, number, receipt, by=ledger.by)

    assert ledger.owed(number).paid == 0


def test_an_agency_pays_for_the_one_that_went_into_it(ledger: Ledger) -> None:
    number = ledger.issued()
    earlier = a_receipt(ledger, 20_00, agency="North Vale")
    heirs = a_receipt(ledger, 30_00, agency="Library")
    with ledger.desk.changing("Merge") as db:
        gone, into = ledger.agencies["North Vale"], ledger.agencies["Library"]
        merge_agencies(db, gone, into, on=ISSUED, today=ISSUED)

    with ledger.desk.reading() as db:
        assert [each.id for each in loose_receipts(db, number)] == [heirs, earlier]
    with ledger.desk.changing("Match") as db:
        match_receipt(db, number, heirs, by=ledger.by)
        match_receipt(db, number, earlier, by=ledger.by)
    assert ledger.owed(number).outstanding == 0


def test_a_receipt_takes_the_place_of_the_same_payment_that_was_recorded_by_hand(
    ledger: Ledger,
) -> None:
    number = ledger.issued()
    ledger.pay(number, 50_00)
    from_workbook = a_receipt(ledger, 50_00, agency="North Vale")
    other = a_receipt(ledger, 50_00, kind=ATTENDANCE_FEE, agency="North Vale")

    with ledger.desk.changing("Match") as db:
        match_receipt(db, number, from_workbook, by=ledger.by)

    assert ledger.owed(number).outstanding == 0
    assert [reference for *_, reference in receipts(ledger)] == ["BACS 7", "BACS 7"]
    with ledger.desk.changing("Match") as db:
        match_receipt(db, number, other, by=ledger.by)
    assert ledger.owed(number).to_give_back == 50_00
    ledger.desk.undo()
    ledger.desk.undo()
    assert len(receipts(ledger)) == 3
    assert ledger.owed(number).outstanding == 0


def test_a_credit_note_undoes_a_whole_invoice_and_ends_its_charges(ledger: Ledger) -> None:
    charge = ledger.charge()
    number = ledger.issued()
    ledger.pay(number, 20_00)

    assert credit_invoice(ledger.desk, number, " The register\nwas wrong. ") == "CN-00001"

    note = ledger.newest()
    assert (note.kind, note.number, note.pence) == (InvoiceKind.CREDIT_NOTE, 1, 50_00)
    with ledger.desk.reading() as db:
        ended = db.get_one(Charge, charge)
        assert ended.ended_why == "Credited by CN-00001: The register was wrong."
        said = pages.text(page_of(db, note.id))
        record = invoice_record(db, number, today=ISSUED)
    assert "This note undoes invoice INV-00001" in said
    assert "£20.00, to be given back" in said
    assert record.row.state is InvoiceState.CREDITED
    assert record.row.owed.to_give_back == 20_00
    assert record.credit is not None
    assert record.credit.reason == "The register was wrong."


def test_what_is_credited_takes_no_money_and_gives_back_what_came(ledger: Ledger) -> None:
    number = ledger.issued()
    ledger.pay(number, 20_00)
    credit_invoice(ledger.desk, number, "Wrong")
    came, back = a_receipt(ledger, 5_00), a_receipt(ledger, -5_00)

    with pytest.raises(Refused, match="INV-00001 was credited by CN-00001, so nothing is to be"):
        ledger.pay(number, 1_00)
    with pytest.raises(Refused, match="was credited"), ledger.desk.changing("Match") as db:
        match_receipt(db, number, came, by=ledger.by)
    with ledger.desk.changing("Match") as db:
        match_receipt(db, number, back, by=ledger.by)
    ledger.pay(number, 15_00, is_refund=True)

    assert ledger.owed(number).outstanding == 0
    with pytest.raises(Refused, match="Nothing came in"):
        ledger.pay(number, 1_00, is_refund=True)


def test_what_cannot_be_credited(ledger: Ledger) -> None:
    number = ledger.issued()
    with pytest.raises(Invalid):
        credit_invoice(ledger.desk, number, "  ")
    credit_invoice(ledger.desk, number, "Wrong")
    with pytest.raises(Refused, match="INV-00001 is credited already, by CN-00001"):
        credit_invoice(ledger.desk, number, "Wrong")
    with pytest.raises(Refused, match="cannot be credited itself"):
        credit_invoice(ledger.desk, ledger.newest().id, "Wrong")
    with pytest.raises(Refused, match="A credit note is not paid"):
        ledger.pay(ledger.newest().id, 1_00)
    with pytest.raises(Unknown):
        credit_invoice(ledger.desk, 99, "Wrong")


def test_of_two_who_credit_at_once_one_is_told_so(ledger: Ledger) -> None:
    number = ledger.issued()
    other = Desk(ledger.desk.address, who="kim", today=ledger.desk.today, now=ledger.clock.now)

    def credit(desk: Desk, why: str) -> str:
        try:
            return credit_invoice(desk, number, why)
        except Refused as refusal:
            return str(refusal)

    said = sorted(at_once(credit, [ledger.desk, other], ["Wrong", "Wrong"]))
    other.close()

    assert said[0] == "CN-00001"
    with ledger.desk.reading() as db:
        assert db.scalar(select(func.count()).select_from(Invoice)) == 2


def test_an_overdue_invoice_is_reminded_of_every_two_weeks(ledger: Ledger) -> None:
    number = ledger.issued()
    with pytest.raises(Refused, match="Only an overdue"), ledger.desk.changing("Remind") as db:
        remind(db, [number], by=ledger.by)

    ledger.clock.day = date(2026, 8, 12)
    with ledger.desk.reading() as db:
        assert [row.days_over for row in overdue(db, today=ledger.clock.day)] == [10]
        (task,) = reminders_due(db, ledger.clock.day)
    assert task.said == "INV-00001: £50.00 overdue by 10 days"
    with ledger.desk.changing("Remind") as db:
        db.get_one(Agency, ledger.agencies["North Vale"]).email = "pay@example.org"
        assert remind(db, [number], by=ledger.by) == Written(1)
    with ledger.desk.reading() as db:
        (message,) = db.scalars(select(Message))
        assert (message.purpose, message.whom) == (Purpose.INVOICE_REMINDER, ToWhom.AGENCY)
        assert (message.to_address, message.state) == ("pay@example.org", MessageState.WAITING)
        assert message.subject == "Reminder: invoice INV-00001"
        asked = "was to be paid by 2 August 2026, and £50.00 of it has not reached us yet."
        assert asked in message.body
        assert "Ann" not in message.body
    with ledger.desk.reading() as db:
        assert to_remind(db, today=ledger.clock.day) == []
        assert len(to_remind(db, today=date(2026, 8, 26))) == 1
        record = invoice_record(db, number, today=ledger.clock.day)
    assert record.reminders == (ledger.clock.day,)
    assert (record.row.reminders, record.row.reminded_on) == (1, ledger.clock.day)
    assert sums_of([record.row]) == (50_00, 50_00)


def test_of_what_an_ended_agency_owes_the_one_that_it_went_into_is_reminded(
    ledger: Ledger,
) -> None:
    number = ledger.issued()
    ledger.clock.day = date(2026, 8, 12)
    with ledger.desk.changing("Merge") as db:
        north, library = (ledger.agencies[name] for name in ("North Vale", "Library"))
        db.get_one(Agency, north).email = "ended@example.org"
        db.get_one(Agency, library).email = "pay@example.org"
        merge_agencies(db, north, library, on=ISSUED, today=ledger.clock.day)
        remind(db, [number], by=ledger.by)
    with ledger.desk.reading() as db:
        (message,) = db.scalars(select(Message))
    assert (message.to_name, message.to_address) == ("Library", "pay@example.org")


def test_the_list_of_a_year_keeps_what_is_still_open(ledger: Ledger) -> None:
    paid = ledger.issued()
    ledger.pay(paid, 50_00)
    ledger.charge(agency="Library")
    left = ledger.issued()
    ledger.charge(event="Neglect")
    back = ledger.issued()
    ledger.pay(back, 60_00)

    with ledger.desk.reading() as db:
        now = invoices(db, today=ISSUED, year=YEAR)
        later = invoices(db, today=ISSUED, year=YEAR.after)
        hers = invoices(db, today=ISSUED, agency_ids=[ledger.agencies["Library"]])
    assert [row.id for row in now] == [back, left, paid]
    assert [row.id for row in later] == [back, left]
    assert [row.id for row in hers] == [left]
    assert "library" in hers[0].sought
    assert now[1].owed.age(ISSUED) is Age.NOT_DUE


def test_today_names_what_is_to_be_issued_and_what_is_overdue(ledger: Ledger) -> None:
    ledger.charge()
    ledger.charge()
    ledger.charge(agency="Library", due_on=date(2026, 12, 1))

    def cards_on(day: date) -> dict[Work, list[str]]:
        with ledger.desk.reading() as db:
            found = cards(db, day, now=ledger.clock.now())
        return {card.work: [f"{t.title}; {t.said}" for t in card.tasks] for card in found}

    to_issue = "North Vale: Risk, Wed 10 June 2026 (R-1); 2 charges, £100.00"
    assert cards_on(ISSUED)[Work.TO_ISSUE] == [to_issue]
    ledger.issued()
    now = cards_on(date(2026, 8, 3))
    assert not now.get(Work.TO_ISSUE)
    assert now[Work.OVERDUE] == ["North Vale; INV-00001: £100.00 overdue by 1 day"]
