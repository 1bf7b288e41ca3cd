"""Money is exact, and every sum lists what it adds up."""

from datetime import date

import pytest

from tests.conftest import FirstAid, an_agency
from tests.worlds import set_up_once
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures.money import money
from trainingdesk.services.money import (
    MoneyAsked,
    Sum,
    YearsMoney,
    costs_page,
    costs_sum,
    money_of,
    receipts_page,
    receipts_sum,
)
from trainingdesk.storage.models import Cost, Receipt

YEAR = TrainingYear(2026)
IN, OUT = date(2026, 5, 1), date(2026, 3, 31)


@pytest.fixture
@set_up_once
def year(desk: Desk, first_aid: FirstAid) -> MoneyAsked:
    """Fees, a grant, and costs of three kinds, one of them of the year before."""
    with desk.changing("Set up") as db:
        school = an_agency(db, "Hill School", "Education").id
        for agency, kind, pence, reference in (
            (first_aid.agency, "Attendance fee", 1010, "INV-1"),
            (school, "Attendance fee", 2020, "INV-2"),
            (school, "Non-attendance fee", 7500, "INV-3"),
            (None, "Grant", 2_000_001, "Partners"),
        ):
            row = Receipt(on=IN, agency_id=agency, kind=kind, pence=pence, reference=reference)
            db.add(row)
        db.add(Receipt(on=OUT, kind="Attendance fee", pence=99))
        for event, kind, pence, what in (
            (first_aid.event, "Venue", 14550, "Hall"),
            (None, "Trainer", 30000, "Sam Okoro"),
            (None, "Staff", 900_000, "Half a post"),
        ):
            db.add(Cost(on=IN, event_id=event, kind=kind, pence=pence, description=what))
        db.add(Cost(on=OUT, kind="Venue", pence=1))
    return MoneyAsked(YEAR)


def of_year(desk: Desk, year: TrainingYear = YEAR) -> YearsMoney:
    with desk.reading() as db:
        return money_of(db, year)


def test_only_fees_are_income_and_staff_is_no_expenditure(desk: Desk, year: MoneyAsked) -> None:
    found = of_year(desk)

    assert (found.income, found.received) == (Sum(3, 10530), Sum(4, 2_010_531))
    assert (found.expenditure, found.spent) == (Sum(2, 44550), Sum(3, 944_550))
    assert found.recovery == 10530 / 44550
    assert found.recovery_with_staff == 10530 / 944_550


def test_the_sums_are_those_of_the_annual_report(desk: Desk, year: MoneyAsked) -> None:
    with desk.reading() as db:
        report = money(db, YEAR)
    found = of_year(desk)

    assert report["income"] == found.income.pence / 100
    assert report["expenditure"] == found.expenditure.pence / 100
    assert report["cost_recovery"] == found.recovery
    assert report["cost_recovery_with_staff"] == found.recovery_with_staff


def test_a_year_without_money_divides_by_nothing(desk: Desk) -> None:
    found = of_year(desk, TrainingYear(2019))

    assert (found.income, found.recovery, found.recovery_with_staff) == (Sum(), None, None)


def test_kinds_are_listed_with_the_largest_sum_first(desk: Desk, year: MoneyAsked) -> None:
    found = of_year(desk)

    assert [(k.kind, k.counts) for k in found.receipts] == [
        ("Grant", False),
        ("Non-attendance fee", True),
        ("Attendance fee", True),
    ]
    assert [(k.kind, k.counts) for k in found.costs] == [
        ("Staff", False),
        ("Trainer", True),
        ("Venue", True),
    ]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, Sum(4, 2_010_531)),
        ({"counted": True}, Sum(3, 10530)),
        ({"kind": "Grant"}, Sum(1, 2_000_001)),
        ({"words": "hill"}, Sum(2, 9520)),
        ({"words": "inv-1"}, Sum(1, 1010)),
        ({"words": "non-attendance hill"}, Sum(1, 7500)),
        ({"kind": "Attendance fee", "words": "library"}, Sum(1, 1010)),
    ],
)
def test_receipts_are_narrowed_and_added_up(
    desk: Desk, year: MoneyAsked, more: dict[str, object], found: Sum
) -> None:
    asked = MoneyAsked(YEAR, **more)  # type: ignore[arg-type]
    with desk.reading() as db:
        rows = receipts_page(db, asked, offset=0, limit=99)
        assert receipts_sum(db, asked) == found
    assert Sum(len(rows), sum(row.pence for row in rows)) == found


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, Sum(3, 944_550)),
        ({"counted": True}, Sum(2, 44550)),
        ({"kind": "Staff"}, Sum(1, 900_000)),
        ({"words": "okoro"}, Sum(1, 30000)),
        ({"words": "first aid"}, Sum(1, 14550)),
        ({"words": "fa-26"}, Sum(1, 14550)),
        ({"words": "VENUE"}, Sum(1, 14550)),
    ],
)
def test_costs_are_narrowed_and_added_up(
    desk: Desk, year: MoneyAsked, more: dict[str, object], found: Sum
) -> None:
    asked = MoneyAsked(YEAR, **more)  # type: ignore[arg-type]
    with desk.reading() as db:
        rows = costs_page(db, asked, offset=0, limit=99)
        assert costs_sum(db, asked) == found
    assert Sum(len(rows), sum(row.pence for row in rows)) == found


def test_lists_come_in_the_order_asked_for_and_blanks_last(desk: Desk, year: MoneyAsked) -> None:
    def agencies(**more: object) -> list[str]:
        with desk.reading() as db:
            asked = MoneyAsked(YEAR, **more)  # type: ignore[arg-type]
            return [row.agency for row in receipts_page(db, asked, offset=0, limit=99)]

    assert agencies(sort="agency") == ["Hill School", "Hill School", "Library", ""]
    assert agencies(sort="agency", falling=True) == ["Library", "Hill School", "Hill School", ""]
    assert agencies(sort="amount") == ["Library", "Hill School", "Hill School", ""]
    with desk.reading() as db:
        asked = MoneyAsked(YEAR, sort="amount", falling=True)
        first, *rest = costs_page(db, asked, offset=0, limit=2)
        (last,) = costs_page(db, asked, offset=2, limit=2)
    assert (first.description, len(rest)) == ("Half a post", 1)
    assert (last.event, last.reference, last.pence) == ("First Aid", "FA-260610", 14550)
