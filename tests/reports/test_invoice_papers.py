"""Invoices, credit notes, statements and balance letters, with the worst that may stand on them."""

from dataclasses import replace

import pypdfium2
import pytest

from tests.reports import pages
from tests.reports.years import BOARD, HOSTILE
from trainingdesk.domain.invoice import Age, LineWords
from trainingdesk.reports.balance import BalanceLine, BalancePaper, balance_letter
from trainingdesk.reports.furniture import Board
from trainingdesk.reports.invoice import Charged, InvoicePaper, invoice
from trainingdesk.reports.letter_head import Sender
from trainingdesk.reports.statement import StatementLine, StatementPaper, statement

SENDER = Sender(BOARD, ("Guildhall", "Market Square"), "training@wscb.example", "01632 960 410")
RISK = "Identifying Risk to the Child, Tue 13 June 2017 (RISK-1702)"
TO = ("North Vale NHS Foundation Trust", "Accounts payable", "12 Quayside")
ABSENT = Charged(LineWords(RISK, "Ngọc Anh Nguyễn", "Not attending: for a day £50"), 50_00, "O")
INVOICE = InvoicePaper(
    reference="INV-00073",
    issued="3 July 2017",
    to=TO,
    about="June 2017",
    charges=[ABSENT, replace(ABSENT, words=LineWords(RISK, "Ada King", "Late"), pence=25_50)],
    pay_by="2 August 2017",
    policy="Westmere's policy. Not attending: £50 for a day.",
    pay_to=("Account: Westmere Council", "Quote the number"),
)
STATEMENT = StatementPaper(
    to=TO,
    on="1 August 2017",
    since="1 April 2017",
    lines=[StatementLine("3 July 2017", "Invoice INV-00073: June 2017", 50_00, 0, 50_00)],
    left_pence=50_00,
    ages=[(age.value, 0) for age in Age],
    pay_to=("Account: Westmere Council", "Quote the number"),
)
LETTER = BalancePaper(
    agency=TO[0],
    to=TO,
    written="23 April 2018",
    year="2017-18",
    summary="North Vale gave the board's training £250.00 in money.",
    gave=[BalanceLine("Money", "£250.00")],
    used=[BalanceLine("Absences", "17", "of 101 booked")],
)


def test_an_invoice_says_to_whom_for_what_why_and_by_when() -> None:
    said = pages.text(invoice(SENDER, INVOICE))

    for words in ("Invoice Number INV-00073", "Pay by 2 August 2017", "Accounts payable"):
        assert words in said
    for words in (RISK, "Ngọc Anh Nguyễn Not attending: for a day £50 O £50.00", "£75.50"):
        assert words in said
    for words in ("Account Westmere Council", "Quote the number", "Reference INV-00073"):
        assert words in said
    assert said.count(RISK) == 1


def test_a_credit_note_says_that_nothing_is_to_be_paid() -> None:
    note = replace(INVOICE, reference="CN-00001", undoes="INV-00073", reason="Both came.")
    said = pages.text(invoice(SENDER, note))

    assert "Credit note Number CN-00001" in said
    assert "Nothing is to be paid. This note undoes invoice INV-00073." in said
    assert "Both came." in said
    assert "Paid so far Nothing" in said
    assert "Pay by" not in said
    paid = pages.text(invoice(SENDER, replace(note, paid_pence=20_00)))
    assert "Paid so far £20.00, to be given back" in paid


def test_no_arithmetic_is_cut() -> None:
    long = f"Not attending: {'£50 for a day and the interpreter, ' * 14}= £90. £20.00 is waived."
    charge = replace(ABSENT, words=LineWords("", "Ann", long))
    said = pages.text(invoice(SENDER, replace(INVOICE, charges=[charge])))

    assert "= £90. £20.00 is waived." in said.replace("\n", " ")


@pytest.mark.parametrize("wide", [1, 12])
def test_an_address_of_many_lines_stands_whole(wide: int) -> None:
    lines = ["North Vale", *(f"Hall {number}, {'High Road ' * wide}" for number in range(9))]
    said = pages.text(invoice(SENDER, replace(INVOICE, to=[*lines, "WM1 2AB"])))

    assert "WM1 2AB" in said


def test_without_codes_and_words_of_the_policy_their_room_is_given_to_the_rest() -> None:
    bare = replace(INVOICE, charges=[replace(ABSENT, vat_code="")], policy="", pay_to=())
    said = pages.text(invoice(Sender(Board("Westmere")), bare))

    assert "VAT" not in said
    assert "The policy in force" not in said
    assert _end_of("£50.00", bare) == pytest.approx(_end_of("£50.00", INVOICE))


def _end_of(words: str, paper: InvoicePaper) -> float:
    """How far to the right the words reach where they first stand."""
    page = pypdfium2.PdfDocument(invoice(SENDER, paper))[0].get_textpage()
    first, letters = page.search(words).get_next()
    return float(page.get_charbox(first + letters - 1)[2])


def test_forty_lines_go_on_overleaf_and_their_sum_stands_with_the_last() -> None:
    lines = [replace(ABSENT, words=LineWords(RISK, f"Person {n}", "Absent")) for n in range(40)]
    sides = pages.texts(invoice(SENDER, replace(INVOICE, charges=lines)))

    assert len(sides) == 2
    assert "£2,000.00" in sides[1]
    assert "Person 39" in sides[1]
    assert "Why it is charged" in sides[1]


def test_a_statement_says_what_is_left_or_is_to_be_given_back() -> None:
    said = pages.text(statement(SENDER, STATEMENT))
    assert "Invoice INV-00073: June 2017 £50.00 £50.00" in said
    assert "Over 90 days £0.00" in said
    assert "Quote the number" in said

    said = pages.text(statement(SENDER, replace(STATEMENT, left_pence=-12_50)))
    assert "To be given back to you £12.50" in said
    many = replace(STATEMENT, lines=[*STATEMENT.lines] * 60)
    assert len(pages.texts(statement(SENDER, many))) == 3


def test_a_balance_letter_sets_the_two_sides_against_each_other() -> None:
    said = pages.text(balance_letter(SENDER, LETTER))

    assert "Your training balance for 2017-18" in said
    assert "Absences of 101 booked 17" in said
    assert BOARD.signatory in said
    bare = pages.text(balance_letter(Sender(Board("Westmere")), LETTER))
    assert "Yours sincerely Westmere" in bare


LONG = "Wilhelmina Constantinopoulou-Featherstonehaugh de la Fontaine " * 4


@pytest.mark.parametrize("words", [LONG, "x" * 500, "محمد الحسن", HOSTILE])
def test_whatever_is_written_stays_on_the_page_and_is_read_in_order(words: str) -> None:
    line = LineWords(words, words, words)
    charges = [Charged(line, 50_00, "O")] * 3
    sender = Sender(replace(BOARD, signatory=words), (words, words), words, words)
    paper = replace(INVOICE, to=(words, words), about=words, charges=charges, policy=words)
    made = [
        invoice(sender, replace(paper, pay_to=(words, f"Account: {words}"))),
        invoice(sender, replace(paper, undoes="INV-00001", reason=words)),
        statement(sender, replace(STATEMENT, to=(words,), pay_to=(words,))),
        balance_letter(sender, replace(LETTER, agency=words, to=(words,), summary=words)),
    ]

    for pdf in made:
        assert pages.beyond_edges(pdf) == []
        assert pages.problems(pdf) == []
