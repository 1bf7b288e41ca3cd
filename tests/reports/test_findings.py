from dataclasses import replace
from typing import Any

import pytest

from tests.reports.years import course, empty_figures, measure, ordinary
from trainingdesk.domain.open_registers import OpenRegisters
from trainingdesk.reports import findings
from trainingdesk.reports.year import Year


def year(people: int, before: int, *, fill: float | None) -> Year:
    now = ordinary()
    now.figures["programme"] |= {"people": people, "fill": fill}
    assert now.last_year is not None
    now.last_year["programme"]["people"] = before
    return now


@pytest.mark.parametrize(
    ("people", "before", "fill", "said"),
    [
        (50, 45, 0.7485,
         "More people came than the year before, and one place in four stayed empty"),
        (45, 50, 0.72, "Fewer people came than the year before, and 28% of places stayed empty"),
        (50, 50, 1.07,
         "As many people came as the year before, and more came than there were places"),
        (50, 45, 1.0, "More people came than the year before"),
        (50, 0, 0.5, "Half the places stayed empty"),
        (0, 0, None, "The year at a glance"),
    ],
)  # fmt: skip
def test_the_glance_says_who_came_and_what_stayed_empty(
    people: int, before: int, fill: float | None, said: str
) -> None:
    assert findings.glance(year(people, before, fill=fill)) == said


def test_an_empty_year_has_subjects_for_headings() -> None:
    empty = Year(empty_figures())

    assert findings.glance(empty) == "The year at a glance"
    assert findings.courses(empty) == "The year by course"
    assert findings.agencies(empty) == "Who came, by sector and agency"
    assert findings.evaluation(empty) == "What changed"
    assert findings.money(empty) == "What it cost"
    assert findings.fullest_and_emptiest(empty) == ""


def test_courses_that_filled_all_places_are_counted_and_named() -> None:
    now = ordinary()

    assert findings.courses(now) == "One of 3 courses filled all its places"
    assert findings.fullest_and_emptiest(now) == (
        "Filled in all places: Identifying Risk. Emptiest, at 50%: Domestic Abuse."
    )
    now.figures["by_course"][1] = course("DA", "Domestic Abuse", places=20, attended=21)
    assert findings.courses(now) == "Two of 3 courses filled all their places"


def test_two_sectors_have_most_only_where_there_are_several() -> None:
    now = ordinary()
    assert findings.agencies(now) == "Who came, by sector and agency"

    shares = (0.3, 0.25, 0.25, 0.2)
    now.figures["by_sector"] = [{"sector": str(s), "attended": 9, "share": s} for s in shares]
    assert findings.agencies(now) == "Over half of all attendances came from two sectors"
    now.figures["by_sector"][0]["share"] = 0.25
    assert findings.agencies(now) == "Who came, by sector and agency"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([1.0, 2.0], "Both measures rose and still stood higher in practice"),
        ([1.0, 2.0, 0.1], "Two of three measures rose and still stood higher in practice"),
        ([1.0, -1.0, 2.0], "One of three measures fell by the end"),
        ([-1.0], "The one measure fell by the end"),
        ([0.1, -0.1], "What changed"),
    ],
)
def test_measures_are_said_to_move_only_where_it_is_clear(changes: list[float], said: str) -> None:
    now = ordinary()
    asked = [measure(f"M{n}", "How sure?", change) for n, change in enumerate(changes)]
    now.figures["evaluation"]["measures"] = asked

    assert findings.evaluation(now) == said


def test_a_rise_that_did_not_last_is_not_said_to_have_lasted() -> None:
    now = ordinary()
    faded: dict[str, Any] = measure("M", "How sure?", 1.0)
    faded |= {"change_before_follow_up": 0.1, "change_before_follow_up_low": -0.1}
    now.figures["evaluation"]["measures"] = [faded]

    assert findings.evaluation(now) == "The one measure rose by the end"


def test_few_answers_say_nothing() -> None:
    now = ordinary()
    now.figures["evaluation"]["measures"] = [measure("M", "How sure?", 3.0, people=9)]

    assert findings.evaluation(now) == "What changed"


@pytest.mark.parametrize(
    ("recovery", "said"),
    [
        (0.125, "Fees brought back 13% of expenditure"),
        (0.0, "No fees came in towards the cost"),
        (None, "What it cost"),
    ],
)
def test_money_says_how_much_came_back(recovery: float | None, said: str) -> None:
    now = ordinary()
    now.figures["money"]["cost_recovery"] = recovery

    assert findings.money(now) == said


@pytest.mark.parametrize(
    ("ends", "lower", "said"),
    [
        ([1.0, 1.0, 1.0], 1,
         "All three measures rose by the end; one stood below its start in practice"),
        ([1.0, 1.0, 0.1], 2,
         "Two of three measures rose by the end; two stood below their start in practice"),
        ([1.0, 1.0], 2,
         "Both measures rose by the end; all of them stood below their start in practice"),
        ([1.0], 1, "The one measure rose by the end; it stood below its start in practice"),
        ([0.1, 0.1], 1, "One of two measures stood below its start in practice"),
    ],
)  # fmt: skip
def test_a_rise_that_was_lost_in_practice_is_not_called_a_fall(
    ends: list[float], lower: int, said: str
) -> None:
    now = ordinary()
    asked = [measure(f"M{n}", "How sure?", change) for n, change in enumerate(ends)]
    for own in asked[:lower]:
        span = "change_before_follow_up"
        own |= {span: -1.0, f"{span}_low": -1.2, f"{span}_high": -0.8}
    now.figures["evaluation"]["measures"] = asked

    assert findings.evaluation(now) == said


def test_a_year_that_is_not_over_is_not_set_beside_a_whole_one() -> None:
    now = ordinary()
    now.figures["programme"]["events_to_come"] = 1

    assert findings.glance(now) == "One place in four stayed empty"


def test_while_registers_are_open_nothing_is_said_to_have_stayed_empty() -> None:
    now = replace(year(20, 10, fill=0.75), still_open=OpenRegisters(1, 12))

    assert findings.glance(now) == "The year at a glance"
