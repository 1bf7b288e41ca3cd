from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from trainingdesk.domain.fee_split import ATTENDANCE_FEE, NON_ATTENDANCE_FEE, parted
from trainingdesk.domain.invoice import Age, InvoiceState, LineWords, Owed, reference_of

PAY_BY = date(2026, 8, 2)
BOTH = {ATTENDANCE_FEE: 20_00, NON_ATTENDANCE_FEE: 50_00}
PENCE = some.integers(1, 1_000_00)


@pytest.mark.parametrize(
    ("owed", "days", "state", "age"),
    [
        (Owed(50_00, 0, PAY_BY), 0, InvoiceState.NOT_DUE, Age.NOT_DUE),
        (Owed(50_00, 20_00, PAY_BY), 0, InvoiceState.PART_PAID, Age.NOT_DUE),
        (Owed(50_00, 0, PAY_BY), 1, InvoiceState.OVERDUE, Age.UP_TO_30),
        (Owed(50_00, 20_00, PAY_BY), 30, InvoiceState.OVERDUE, Age.UP_TO_30),
        (Owed(50_00, 0, PAY_BY), 31, InvoiceState.OVERDUE, Age.UP_TO_60),
        (Owed(50_00, 0, PAY_BY), 61, InvoiceState.OVERDUE, Age.UP_TO_90),
        (Owed(50_00, 0, PAY_BY), 91, InvoiceState.OVERDUE, Age.OVER_90),
        (Owed(50_00, 50_00, PAY_BY), 91, InvoiceState.PAID, Age.NOT_DUE),
        (Owed(50_00, 0, PAY_BY, credited=True), 91, InvoiceState.CREDITED, Age.NOT_DUE),
        (Owed(50_00, 0, None), 0, InvoiceState.NOT_DUE, Age.NOT_DUE),
    ],
)
def test_how_far_an_invoice_is(owed: Owed, days: int, state: InvoiceState, age: Age) -> None:
    today = PAY_BY + timedelta(days=days)

    assert owed.state(today) is state
    assert owed.age(today) is age


def test_what_was_paid_for_a_credited_invoice_is_to_be_given_back() -> None:
    owed = Owed(50_00, 20_00, PAY_BY, credited=True)

    assert (owed.outstanding, owed.to_give_back) == (-20_00, 20_00)
    assert Owed(50_00, 20_00).to_give_back == 0


def test_a_line_keeps_its_words_apart() -> None:
    words = LineWords("Risk,\nWed 10 June", "Ann  Moss", "Absent: £50")

    assert LineWords.of(words.text) == LineWords("Risk, Wed 10 June", "Ann Moss", "Absent: £50")
    assert reference_of("INV-", 73) == "INV-00073"


def test_money_is_parted_between_the_kinds_of_fee_as_they_are_asked_for() -> None:
    assert parted(70_00, BOTH, {}) == BOTH
    assert parted(30_00, BOTH, {}) == {ATTENDANCE_FEE: 20_00, NON_ATTENDANCE_FEE: 10_00}
    assert parted(80_00, BOTH, {})[NON_ATTENDANCE_FEE] == 60_00
    assert parted(50_00, BOTH, {ATTENDANCE_FEE: 20_00}) == {NON_ATTENDANCE_FEE: 50_00}


def test_what_goes_back_is_first_what_was_too_much() -> None:
    over = {ATTENDANCE_FEE: 40_00, NON_ATTENDANCE_FEE: 50_00}

    assert parted(-20_00, BOTH, over) == {ATTENDANCE_FEE: -20_00}
    assert parted(-30_00, BOTH, over) == {ATTENDANCE_FEE: -20_00, NON_ATTENDANCE_FEE: -10_00}


@given(PENCE, PENCE, some.lists(some.integers(-500_00, 500_00), max_size=8))
def test_the_parts_make_up_the_whole_and_nothing_goes_back_that_did_not_come_in(
    fee: int, missed: int, moved: list[int]
) -> None:
    asked = {ATTENDANCE_FEE: fee, NON_ATTENDANCE_FEE: missed}
    received = dict.fromkeys(asked, 0)
    for wanted in moved:
        pence = max(wanted, -sum(received.values()))
        parts = parted(pence, asked, received)
        assert sum(parts.values()) == pence
        assert all((part > 0) == (pence > 0) for part in parts.values())
        received = {kind: received[kind] + parts.get(kind, 0) for kind in received}
        assert min(received.values()) >= 0
