import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import URL, delete, func, select, update
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.reports import pages
from tests.services.at_once import at_once
from tests.services.charging.ledger import (
    BY_EVENT,
    BY_MONTH,
    ISSUED,
    Clock,
    Ledger,
    a_ledger,
)
from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.invoice import LineWords
from trainingdesk.domain.refusals import (
    CannotSave,
    DeskBusy,
    ListOutdated,
    Refused,
    SavedMeanwhile,
    Unknown,
)
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.backups import faults
from trainingdesk.services.charging.crediting import credit_invoice
from trainingdesk.services.charging.invoicing import NOTHING_READY, issue_invoices
from trainingdesk.services.charging.issued_page import is_whole, page_of, save_page
from trainingdesk.services.charging.ready import Ready
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.services.desk import Desk
from trainingdesk.services.invoiced_charges import OnAnInvoice
from trainingdesk.storage.models import (
    Agency,
    Board,
    Charge,
    EventSession,
    Invoice,
    InvoiceLine,
    InvoicePage,
    IssuedAlready,
)


@pytest.fixture
def ledger(address: URL) -> Iterator[Ledger]:
    with a_ledger(address) as ledger:
        yield ledger


def test_an_agency_gets_one_invoice_for_each_event(ledger: Ledger) -> None:
    ledger.charge()
    ledger.charge(20_00, occasion=Occasion.ATTENDANCE_FEE)
    ledger.charge(event="Neglect")
    ledger.charge(agency="Library")

    assert [(r.agency, r.about[:4], r.pence) for r in ledger.ready()] == [
        ("Library", "Risk", 50_00),
        ("North Vale", "Risk", 70_00),
        ("North Vale", "Negl", 50_00),
    ]
    assert issue_invoices(ledger.desk) == ["INV-00001", "INV-00002", "INV-00003"]
    assert ledger.ready() == []


def test_where_the_policy_bills_by_the_month_all_of_it_stands_on_one_invoice(address: URL) -> None:
    with a_ledger(address, BY_MONTH) as ledger:
        ledger.charge()
        ledger.charge(event="Neglect")
        ledger.charge(due_on=date(2026, 12, 2))

        first, later = ledger.ready()

        assert (first.about, first.pence, first.since) == ("June 2026", 100_00, date(2026, 7, 1))
        assert (later.about, later.since) == ("December 2026", date(2027, 1, 1))
        assert issue_invoices(ledger.desk) == ["INV-00001"]
        assert ledger.newest().pay_by == date(2026, 7, 17)
        assert ledger.ready() == [later]


def test_what_is_waived_is_not_invoiced(ledger: Ledger) -> None:
    ledger.charge(waived=50_00)
    assert ledger.ready() == []

    ledger.charge(waived=20_00)
    issue_invoices(ledger.desk)

    with ledger.desk.reading() as db:
        line = db.scalars(select(InvoiceLine)).one()
    assert line.pence == 30_00
    assert LineWords.of(line.words).why == "Absence: £50 £20.00 of it is waived."


def test_it_waits_until_the_event_is_over_and_as_long_as_the_policy_says(address: URL) -> None:
    with a_ledger(address, replace(BY_EVENT, invoice_after_hours=25)) as ledger:
        ledger.charge(due_on=date(2026, 6, 1))
        ledger.clock.day = date(2026, 6, 11)

        seen = ledger.ready()
        assert seen[0].since == date(2026, 6, 12)
        with pytest.raises(Refused, match="waits until 12 June 2026: until then more may come"):
            issue_invoices(ledger.desk, seen)
        with pytest.raises(Refused, match=NOTHING_READY):
            issue_invoices(ledger.desk)


def test_an_event_of_two_days_is_invoiced_after_its_last(ledger: Ledger) -> None:
    number = ledger.charge(due_on=date(2026, 6, 1))
    with ledger.desk.changing("Second day") as db:
        event = db.get_one(Charge, number).booking.event
        event.sessions.append(EventSession(day=date(2026, 6, 17)))
    assert [row.since for row in ledger.ready()] == [date(2026, 6, 17)]


def test_its_words_and_figures_stay_whatever_becomes_of_the_records(ledger: Ledger) -> None:
    with ledger.desk.changing("Address") as db:
        agency = db.get_one(Agency, ledger.agencies["North Vale"])
        agency.invoice_address = "North Vale\nAccounts payable\n\n12 Quayside"
        db.get_one(Board, 1).pay_to = "Account: Westmere\n\nSort code: 00-00-00"
    ledger.charge(vat_code="O")
    number = ledger.issued()
    with ledger.desk.reading() as db:
        page = page_of(db, number)

    with ledger.desk.changing("Rename") as db:
        db.get_one(Agency, ledger.agencies["North Vale"]).name = "South Vale"

    invoice = ledger.newest()
    assert invoice.made_out_to.splitlines() == ["North Vale", "Accounts payable", "12 Quayside"]
    assert (invoice.pence, invoice.issued_on, invoice.pay_by) == (5000, ISSUED, date(2026, 8, 2))
    said = pages.text(page)
    assert "INV-00001" in said
    assert "Pay by 2 August 2026" in said
    assert "Risk, Wed 10 June 2026 (R-1)" in said
    assert "Ann P01 Absence: £50 O £50.00" in said
    assert "Sort code 00-00-00" in said
    assert "Not attending: £50" in said
    with ledger.desk.reading() as db:
        assert page_of(db, number) == page
        assert is_whole(db, number)
        assert db.get_one(InvoicePage, number).sha256 == sha256(page).hexdigest()
        assert not is_whole(db, number + 1)
        with pytest.raises(Unknown):
            page_of(db, number + 1)


def test_its_page_is_saved_as_it_was_issued(ledger: Ledger, tmp_path: Path) -> None:
    number = ledger.issued()
    path = tmp_path / "invoice.pdf"
    with ledger.desk.reading() as db:
        save_page(db, number, path)
        assert path.read_bytes() == page_of(db, number)
        with pytest.raises(CannotSave, match=r"saved as \.pdf"):
            save_page(db, number, path.with_suffix(".txt"))


def test_an_invoice_never_changes_after_its_issue(ledger: Ledger) -> None:
    number = ledger.issued()
    for kind in (Invoice, InvoiceLine, InvoicePage):
        with ledger.desk.reading() as db:
            before = db.scalars(select(kind)).one()
        field = {Invoice: "about", InvoiceLine: "words", InvoicePage: "sha256"}[kind]
        with pytest.raises(IssuedAlready), ledger.desk.changing("Change") as db:
            setattr(db.scalars(select(kind)).one(), field, "something else")
        with pytest.raises(IssuedAlready), ledger.desk.changing("Remove") as db:
            db.delete(db.scalars(select(kind)).one())
        with ledger.desk.reading() as db:
            assert getattr(db.scalars(select(kind)).one(), field) == getattr(before, field)
    more = ledger.charge()
    with pytest.raises(IssuedAlready), ledger.desk.changing("Add") as db:
        db.add(InvoiceLine(invoice_id=number, charge_id=more, words="One more", pence=1))
    with ledger.desk.changing("Look") as db:
        invoice = db.get_one(Invoice, number)
        invoice.about = str(invoice.about)  # what is as it was does not hurt


def test_an_invoice_goes_to_the_agency_that_stands_now(ledger: Ledger) -> None:
    ledger.charge()
    with ledger.desk.changing("Merge") as db:
        gone, into = ledger.agencies["North Vale"], ledger.agencies["Library"]
        merge_agencies(db, gone, into, on=ISSUED, today=ISSUED)
        db.get_one(Agency, into).invoice_address = "1 High Street"

    issue_invoices(ledger.desk)

    assert ledger.newest().agency_id == ledger.agencies["Library"]
    assert ledger.newest().made_out_to.splitlines() == ["Library", "1 High Street"]


def test_issuing_is_no_step_of_undo(ledger: Ledger) -> None:
    ledger.charge()
    step = ledger.desk.undo_title
    ledger.issued()

    assert ledger.desk.undo_title == step
    with pytest.raises(OnAnInvoice, match="Only a credit note undoes it"):
        ledger.desk.undo()
    assert ledger.newest().reference == "INV-00001"


def test_a_charge_that_was_invoiced_since_is_not_taken_back_again(ledger: Ledger) -> None:
    number = ledger.charge()
    with ledger.desk.changing("Take back") as db:
        take_back(db, [number], why="A slip", by=ledger.by)
    ledger.desk.undo()
    ledger.issued()

    with pytest.raises(OnAnInvoice):
        ledger.desk.redo()

    with ledger.desk.reading() as db:
        assert db.get_one(Charge, number).ended_on is None


def test_what_an_invoice_does_not_rest_on_is_taken_back(ledger: Ledger) -> None:
    number = ledger.charge()
    with ledger.desk.changing("Reword") as db:
        db.get_one(Charge, number).ended_why = "Something else"
    ledger.issued()
    ledger.desk.undo()

    with ledger.desk.reading() as db:
        assert not db.get_one(Charge, number).ended_why


def test_a_list_that_was_looked_at_before_is_refused(ledger: Ledger) -> None:
    ledger.charge()
    seen = ledger.ready()
    ledger.charge()

    with pytest.raises(ListOutdated):
        issue_invoices(ledger.desk, seen)

    assert issue_invoices(ledger.desk, ledger.ready()) == ["INV-00001"]
    with pytest.raises(ListOutdated):
        issue_invoices(ledger.desk, seen)


def test_a_number_that_was_given_under_another_beginning_is_not_given_twice(
    ledger: Ledger,
) -> None:
    ledger.issued()
    with ledger.desk.changing("Prefix") as db:
        db.get_one(Board, 1).invoice_prefix = "INV-0000"
        db.get_one(Board, 1).credit_prefix = "INV-"
    ledger.charge()

    assert issue_invoices(ledger.desk) == ["INV-000000002"]

    with pytest.raises(Refused, match="There is INV-00001 already"):
        credit_invoice(ledger.desk, ledger.newest().id, "Wrong")


def test_two_desks_at_once_leave_no_gap_and_repeat_no_number(ledger: Ledger) -> None:
    for _ in range(4):
        for agency in ("North Vale", "Library"):
            ledger.charge(agency=agency)
            ledger.charge(agency=agency, event="Neglect")
    other = Desk(ledger.desk.address, who="kim", today=lambda: ISSUED, now=Clock().now)
    waiting = ledger.ready()

    def issue(desk: Desk, mine: list[Ready]) -> int:
        done = 0
        for each in mine:
            try:
                done += len(issue_invoices(desk, [each]))
            except (ListOutdated, DeskBusy, SavedMeanwhile):
                continue
        return done

    done = at_once(issue, [ledger.desk, other], [waiting, waiting[::-1]])
    other.close()

    with ledger.desk.reading() as db:
        numbers = list(db.scalars(select(Invoice.number).order_by(Invoice.number)))
        lines = db.scalar(select(func.count()).select_from(InvoiceLine))
        printed = db.scalar(select(func.count()).select_from(InvoicePage))
    assert sum(done) == len(numbers) == printed == 4
    assert numbers == [1, 2, 3, 4]
    assert lines == 16


@pytest.mark.parametrize("kind", [Invoice, InvoiceLine, InvoicePage])
def test_the_database_itself_keeps_an_invoice_as_it_is(
    ledger: Ledger, kind: type[Invoice | InvoiceLine | InvoicePage]
) -> None:
    ledger.issued()
    field = {Invoice: "about", InvoiceLine: "words", InvoicePage: "sha256"}[kind]
    for statement in (update(kind).values({field: "Something else"}), delete(kind)):
        with (
            pytest.raises(DatabaseError, match="An invoice never changes"),
            ledger.desk.changing("Behind it", undoable=False) as db,
        ):
            db.execute(statement)
    with ledger.desk.reading() as db:
        assert getattr(db.scalars(select(kind)).one(), field) != "Something else"


def let_go_of_invoices(db: Session) -> None:
    """Let somebody who knows how to change what is issued."""
    if db.get_bind().dialect.name == "postgresql":
        db.connection().exec_driver_sql("SET LOCAL session_replication_role = replica")
        return
    for table in ("invoice", "invoice_line", "invoice_page"):
        for what in ("update", "delete"):
            db.connection().exec_driver_sql(f"DROP TRIGGER {table}_{what}")


def test_checking_the_desk_tells_of_invoices_that_somebody_changed_behind_it(
    ledger: Ledger,
) -> None:
    for _ in range(3):
        ledger.charge()
        ledger.issued()
    assert faults(ledger.desk) == []

    with ledger.desk.changing("Behind it", undoable=False) as db:
        let_go_of_invoices(db)
        db.execute(update(InvoicePage).where(InvoicePage.invoice_id == 1).values(content=b"%PDF"))
        db.execute(update(InvoiceLine).where(InvoiceLine.invoice_id == 2).values(pence=1))
        db.execute(delete(InvoicePage).where(InvoicePage.invoice_id == 2))
        db.execute(update(Invoice).where(Invoice.id == 3).values(number=5))

    assert faults(ledger.desk) == [
        "2 numbers of invoices are missing.",
        "1 invoice asks for another sum than its lines.",
        "1 invoice has no page.",
        "1 invoice is not as issued.",
    ]


@pytest.mark.thorough
@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_a_program_killed_between_the_number_and_the_page_leaves_neither(ledger: Ledger) -> None:
    ledger.charge()
    ledger.charge(agency="Library")
    where = ledger.desk.address.render_as_string(hide_password=False)

    ended = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_THE_PAGE, where.removeprefix("sqlite:///")],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with ledger.desk.reading() as db:
        assert db.scalar(select(func.count()).select_from(Invoice)) == 0
        assert db.scalar(select(func.count()).select_from(InvoiceLine)) == 0
    assert issue_invoices(ledger.desk) == ["INV-00001", "INV-00002"]


KILLED_BEFORE_THE_PAGE = """
import os, signal, sys
from datetime import date
from sqlalchemy.event import listen
from trainingdesk.services.charging.invoicing import issue_invoices
from trainingdesk.services.desk import Desk
from trainingdesk.services.invoiced_charges import OnAnInvoice
from trainingdesk.storage.models import InvoicePage

listen(InvoicePage, "before_insert", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
issue_invoices(Desk(sys.argv[1], who="kim", today=lambda: date(2026, 7, 3)))
"""


def test_a_charge_that_was_waived_since_is_not_invoiced_as_it_was(ledger: Ledger) -> None:
    ledger.charge()
    seen = ledger.ready()
    with ledger.desk.changing("Waive", undoable=False) as db:
        db.execute(update(Charge).values(waived_pence=10_00))

    with pytest.raises(ListOutdated):
        issue_invoices(ledger.desk, seen)
