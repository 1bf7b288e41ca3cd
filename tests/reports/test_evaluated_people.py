"""What is published of the evaluation tells nobody what fewer than five people answered."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers, lists

from tests.reports import pages
from tests.reports.test_report_workbook import rows
from tests.reports.years import BOARD, answered, measure, ordinary
from trainingdesk.reports import published
from trainingdesk.reports.annual_report import annual_report
from trainingdesk.reports.evaluated_people import answered_by_agency, answered_rows, response
from trainingdesk.reports.report_workbook import report_workbook
from trainingdesk.reports.year import Year

FEW, HIDDEN = published.FEW, published.WITHHELD
BOTH = "before and at the end"


def moved(people: int, rose: int, fell: int, **own: Any) -> dict[str, Any]:
    row = measure("CONF", "How confident are you?", 1.5, people)
    for span in ("before_end", "before_follow_up"):
        row |= {f"rose_{span}": rose, f"fell_{span}": fell, f"same_{span}": people - rose - fell,
                f"first_mean_{span}": 4.0, f"later_mean_{span}": 5.5,
                f"effect_{span}": 0.8123, f"signed_rank_{span}": 0.0004}  # fmt: skip
    return row | {"measure": "Confidence"} | own


def a_year(*measures: dict[str, Any], **evaluation: Any) -> Year:
    year = ordinary()
    year.figures["evaluation"] |= {"measures": list(measures), **evaluation}
    return year


@pytest.mark.parametrize(
    ("people", "rose", "fell", "shown"),
    [
        (20, 10, 5, (10, 5, 5)),
        (20, 10, 0, (10, 10, 0)),
        # Who fell are a few, so who stayed would give them away.
        (20, 10, 4, (10, HIDDEN, FEW)),
        (20, 4, 10, (FEW, HIDDEN, 10)),
        # Who stayed are a few: of the others the smaller number goes.
        (20, 11, 5, (11, FEW, HIDDEN)),
        (40, 38, 1, (HIDDEN, HIDDEN, HIDDEN)),
    ],
)
def test_who_rose_stayed_and_fell_is_hidden_where_they_are_a_few(
    people: int, rose: int, fell: int, shown: tuple[int | str, ...]
) -> None:
    assert published.movement(moved(people, rose, fell), "before_end") == shown


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            moved(4, 4, 0),
            f"Fewer than 5 people rated confidence both {BOTH}, so no change is told.",
        ),
        (
            moved(5, 5, 0),
            (f"Of 5 people who answered both {BOTH}, confidence rose by 1.5 points "
            "(95% interval 1.3 to 1.7); 100% rose, 0% fell."),
        ),
        (
            moved(60, 40, 4),
            (f"Of 60 people who answered both {BOTH}, confidence rose by 1.5 points "
            "(95% interval 1.3 to 1.7); 67% rose, fewer than 5 fell."),
        ),
        (
            moved(60, 50, 8),
            (f"Of 60 people who answered both {BOTH}, confidence rose by 1.5 points "
            "(95% interval 1.3 to 1.7); 83% rose."),
        ),
        (
            measure("KNOW", "What do you know?", -0.6),
            (f"Of 40 people who answered both {BOTH}, “What do you know?” fell by 0.6 points "
            "(95% interval 0.4 to 0.8)."),
        ),
    ],
)  # fmt: skip
def test_the_sentence_of_a_change_points_at_nobody(row: dict[str, Any], sentence: str) -> None:
    assert published.sentence(row, "before_end", BOTH) == sentence


def test_four_answers_of_a_group_are_hidden_and_five_are_not() -> None:
    given = [
        answered("sector", "Care", 9, 4, 5, 0),
        answered("sector", "", 30, 20, 12, 0),
        answered("sector", "Health", 40, 25, 30, 0),
    ]
    care, nameless, health = answered_rows(given, "sector")

    # The attendances always stand; a second group goes with the first, or the sum would tell it.
    assert [row["attended"] for row in (care, nameless, health)] == [9, 30, 40]
    assert (care["before_answered"], care["before_share"]) == (FEW, None)
    assert (nameless["name"], nameless["before_answered"]) == ("No sector", HIDDEN)
    assert (health["before_answered"], health["before_share"]) == (25, 25 / 40)
    assert [row["end_answered"] for row in (care, nameless, health)] == [5, 12, 30]
    assert care["follow_up_answered"] == 0


def agency(name: str, sector: str, came: int, number: int) -> dict[str, Any]:
    return answered("agency", name, came, 0, number, 0) | {"sector": sector}


def ended(rows: list[dict[str, Any]]) -> dict[str, int | str]:
    return {row["name"]: row["end_answered"] for row in rows}


HEALTH = answered("sector", "Health", 50, 0, 23, 0)
EDUCATION = answered("sector", "Education", 90, 0, 40, 0)
FOUR_AGENCIES = [
    agency("Ambulance", "Health", 10, 3),
    agency("Dentists", "Health", 40, 20),
    agency("Schools", "Education", 30, 10),
    agency("Colleges", "Education", 60, 30),
]


def test_a_hidden_agency_cannot_be_worked_out_from_its_sector() -> None:
    assert ended(answered_by_agency(FOUR_AGENCIES, [HEALTH, EDUCATION])) == {
        "Ambulance": HIDDEN,
        "Dentists": HIDDEN,
        "Schools": 10,
        "Colleges": 30,
    }


def test_a_hidden_sector_cannot_be_worked_out_from_its_agencies() -> None:
    few = answered("sector", "Health", 10, 0, 3, 0)
    given = [
        agency("Ambulance", "Health", 10, 3),
        agency("Schools", "Education", 30, 10),
        agency("Colleges", "Education", 60, 30),
    ]
    assert ended(answered_rows([few, EDUCATION], "sector")) == {
        "Health": HIDDEN,
        "Education": HIDDEN,
    }
    assert ended(answered_by_agency(given, [few, EDUCATION])) == {
        "Ambulance": FEW,
        "Schools": HIDDEN,
        "Colleges": 30,
    }


@given(lists(lists(integers(0, 12), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_few_can_be_worked_out_from_agencies_sectors_and_the_whole(
    numbers: list[list[int]],
) -> None:
    agencies = [
        agency(f"{name} {sector}", str(sector), 20, number)
        for sector, own in enumerate(numbers)
        for name, number in enumerate(own)
    ]
    sectors = [
        answered("sector", str(sector), 80, 0, sum(own), 0) for sector, own in enumerate(numbers)
    ]
    parts = ended(answered_by_agency(agencies, sectors))
    wholes = ended(answered_rows(sectors, "sector"))
    # Of what adds up to a number that stands, one alone or a few in all would be given away.
    sums = [
        [name for name in parts if name.endswith(f" {sector}")]
        for sector, number in wholes.items()
        if isinstance(number, int)
    ]
    sums.append([name for name in parts if isinstance(wholes[name.split()[1]], str)])
    real = {row["agency"]: row["end_answered"] for row in agencies}
    for names in sums:
        hidden = [real[name] for name in names if isinstance(parts[name], str)]
        assert not hidden or (len(hidden) > 1 and sum(hidden) >= 5) or sum(real.values()) < 5
    for sector, number in wholes.items():
        own = [name for name in parts if name.endswith(f" {sector}")]
        if isinstance(number, str):
            assert any(isinstance(parts[name], str) for name in own)
    assert not any(isinstance(number, int) and 0 < number < 5 for number in parts.values())


@pytest.mark.parametrize(
    ("rated", "satisfied", "share", "base"),
    [
        (40, 35, "88%", "35 of 40 who rated their course gave it 4 or 5 of 5"),
        (40, 36, "at least 90%",
         "fewer than 5 of 40 who rated their course gave it less than 4 of 5"),
        (300, 299, "at least 98%",
         "fewer than 5 of 300 who rated their course gave it less than 4 of 5"),
        (40, 40, "100%", "40 of 40 who rated their course gave it 4 or 5 of 5"),
        (6, 5, "–", "fewer than 5 of 6 who rated their course gave it less than 4 of 5"),
    ],
)  # fmt: skip
def test_a_few_who_were_not_satisfied_are_not_counted_out(
    rated: int, satisfied: int, share: str, base: str
) -> None:
    given = {"rated": rated, "satisfied": satisfied, "share": satisfied / rated}

    assert published.satisfied(given) == (share, base)


def test_the_report_says_over_whom_each_change_was_counted() -> None:
    said = pages.text(annual_report(BOARD, a_year(moved(60, 40, 10))))

    assert "The same people" in said
    assert "confidence rose by 1.5 points (95% interval 1.3 to 1.7); 67% rose, 17% fell." in said
    assert "83% (50 of 60) answered at the end and 33% (20 of 60) answered in practice" in said
    assert "Who answered, by sector" in said
    assert "Voluntary 33 21 64% 26 79% 14 42%" in said
    assert "Who answered, by level" in said


def test_the_report_hides_four_and_shows_five() -> None:
    hidden = pages.text(annual_report(BOARD, a_year(moved(4, 4, 0, before_answered=4))))
    shown = pages.text(annual_report(BOARD, a_year(moved(5, 5, 0, before_answered=5))))

    assert "so no change is told" in hidden
    assert "How confident are you? fewer than 5 6.5 6.5 – fewer than 5" in hidden
    assert "How confident are you? 5.0 6.5 6.5 +1.5" in shown


def test_a_year_without_anybody_asks_nobody() -> None:
    year = ordinary()
    for stage in year.stages:
        stage |= {"due": 0, "received": 0, "response_rate": None}
    assert response(year) == "Nobody came, so nobody was asked."


def workbook_of(year: Year) -> bytes:
    return report_workbook(year.figures, None)


def test_the_workbook_hides_a_second_agency_of_the_same_sector() -> None:
    by = {"agency": FOUR_AGENCIES, "sector": [EDUCATION, HEALTH], "level": []}
    found = rows(workbook_of(a_year(answered_by=by)), "Who answered")

    assert [row["End: answered"] for row in found] == [HIDDEN, HIDDEN, 10, 30, 40, 23]


def evaluated(year: Year, what: str) -> dict[str, Any]:
    return next(row for row in rows(workbook_of(year), "Evaluation") if row["What"] == what)


def said(row: dict[str, Any], *heads: str) -> tuple[Any, ...]:
    """What stands of the change from before to the end."""
    return tuple(row[f"{head}, before to end"] for head in heads)


def test_the_workbook_has_both_means_who_moved_and_how_large_it_is() -> None:
    row = evaluated(a_year(moved(60, 40, 10, before_answered=70, end_answered=66)), "Measure")

    assert row["Answered both, before to end"] == 60
    assert (row["Their mean before, before to end"], row["Their mean later, before to end"]) == (
        4.0,
        5.5,
    )
    assert (
        row["Rose, before to end"],
        row["Stayed, before to end"],
        row["Fell, before to end"],
    ) == (40, 10, 10)
    assert (
        row["Effect size: change ÷ its standard deviation, corrected (Hedges), before to end"]
        == 0.8123
    )
    assert row["Signed-rank test, both sides (Wilcoxon), before to end"] == 0.0004
    assert row["Mean before: answered"] == 70


@pytest.mark.parametrize(
    ("before", "end", "told"),
    [(60, 60, True), (61, 60, False), (64, 70, False), (65, 65, True), (65, 61, False)],
)
def test_no_single_answer_is_worked_out_from_the_means_of_all_and_of_both(
    before: int, end: int, *, told: bool
) -> None:
    own = {"before_answered": before, "end_answered": end}
    row = evaluated(a_year(moved(60, 40, 10, **own)), "Measure")

    shown = (4.0, 5.5) if told else (None, None)
    assert (
        row["Their mean before, before to end"],
        row["Their mean later, before to end"],
    ) == shown
    assert row["Change over the same people, before to end"] == 1.5


@pytest.mark.parametrize(("people", "change"), [(4, None), (5, 1.5)])
def test_the_workbook_hides_the_change_of_four_and_shows_that_of_five(
    people: int, change: float | None
) -> None:
    row = evaluated(a_year(moved(people, people, 0, end_answered=people)), "Measure")

    assert row["Change over the same people, before to end"] == change
    assert row["Answered both, before to end"] == (people if change else FEW)
    assert (row["Mean at end"] is None) is (change is None)
    assert (row["Rose, before to end"] is None) is (change is None)


@pytest.mark.parametrize(
    ("satisfied", "number", "share"), [(33, 33, 0.825), (36, None, "at least 90%"), (3, None, None)]
)
def test_the_workbook_tells_of_few_only_that_they_are(
    satisfied: int, number: int | None, share: float | str | None
) -> None:
    given = {"rated": 40, "satisfied": satisfied, "share": satisfied / 40}
    row = evaluated(a_year(moved(60, 40, 10), satisfaction=given), "Satisfied")

    assert (row["Number"], row["Share"]) == (number, share)


def test_the_workbook_says_who_answered_in_each_agency() -> None:
    found = rows(workbook_of(ordinary()), "Who answered")

    assert [(row["By"], row["Name"], row["Attended"]) for row in found[:2]] == [
        ("Agency", "Vale Probation", 27),
        ("Agency", "Westmere Mind", 33),
    ]
    assert (found[0]["Practice: answered"], found[0]["End: answered"]) == (6, 24)
