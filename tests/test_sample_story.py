"""The sample programme shows what a desk can do: figures to believe, and work that waits."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.sampled import PRESENT, YEARS, Book, counted, firsts, kept


@pytest.fixture
def books() -> dict[str, Book]:
    return kept()


def test_the_whole_years_give_believable_figures(books: dict[str, Book]) -> None:
    before, year = counted(books["2024-25"]), counted(books["2025-26"])
    assert 950 <= year["Places"] <= 1050
    assert 0.85 <= year["Booked"] / year["Places"] <= 0.9
    assert 0.82 <= (year["Attended"] - year["Walk-ins"]) / year["Booked"] <= 0.86
    assert 0.74 <= year["Attended"] / year["Places"] <= 0.78
    assert 0.12 <= year["Absent"] / year["Booked"] <= 0.14
    assert 0.06 <= year["Attended"] / before["Attended"] - 1 <= 0.1


def test_published_totals_agree_but_for_one(books: dict[str, Book]) -> None:
    off = []
    for year, book in books.items():
        figures = counted(book)
        for row in book.get("Published figures", []):
            if row["Year"] == year and row["Figure"] in figures:
                difference = figures[row["Figure"]] - row["Value"]
                off += [(year, row["Figure"])] if difference else []
    assert off == [("2025-26", "Attended")]
    assert {r["Year"] for r in books["2024-25"]["Published figures"]} == {"2023-24", "2024-25"}


@pytest.mark.parametrize("year", YEARS)
def test_each_year_cancels_an_event_and_says_why(books: dict[str, Book], year: str) -> None:
    cancelled = [r for r in firsts(books[year]).values() if r["Status"] == "Cancelled"]
    assert cancelled
    assert all(row["Reason"] for row in cancelled)


def test_a_briefing_counts_heads_and_takes_no_names(books: dict[str, Book]) -> None:
    row = firsts(books["2025-26"])["SUMMER-2501"]
    assert row["Headcount"] == 280
    assert "SUMMER-2501" not in {row["Event"] for row in books["2025-26"]["Bookings"]}


def test_the_running_year_has_the_work_that_a_desk_has(books: dict[str, Book]) -> None:
    book = books["2026-27"]
    events = firsts(book)
    least = {row["Course"]: row["Minimum"] for row in book["Courses"]}
    states = Counter((row["Event"], row["Status"]) for row in book["Bookings"])
    ahead = {name: row for name, row in events.items() if row["Date"] >= PRESENT}
    full = [n for n, row in ahead.items() if states[n, "Booked"] == row["Places"]]
    soon = {
        name
        for name, row in ahead.items()
        if row["Date"] <= PRESENT + timedelta(weeks=4)
        and states[name, "Booked"] < least[row["Course"]]
    }
    unmarked = [
        name
        for name, row in events.items()
        if row["Date"] < PRESENT and row["Status"] in {"Open", "Confirmed"}
    ]
    assert [row["Date"] for row in ahead.values()].count(PRESENT) == 1
    assert any(states[name, "Waiting"] == 3 for name in full)
    assert len(soon) == 2
    assert len(unmarked) == 2
    at_work = [row for row in ahead.values() if row["Status"] in {"Open", "Confirmed"}]
    assert sum(row["Trainer"] is None for row in at_work) == 1
    assert sum(row["Venue"] is None for row in at_work) == 1
    assert [r["Status"] for r in events.values()].count("Postponed") == 1
    assert {r["Date"].month for r in ahead.values() if r["Status"] == "Draft"} == {3}
    assert all(row["Status"] != "Delivered" for row in ahead.values())


def test_names_of_other_scripts_stand_together_on_an_event_of_each_year(
    books: dict[str, Book],
) -> None:
    for year, event in (("2025-26", "DA-2502"), ("2026-27", "RISK-2603")):
        names = {row["Delegate"]: row["Last name"] for row in books[year]["Delegates"]}
        booked = [
            names[row["Delegate"]]
            for row in books[year]["Bookings"]
            if row["Event"] == event and row["Status"] == "Booked"
        ]
        assert sum(ord(name[0]) > ord("\u0370") for name in booked) >= 3
        assert max(map(len, booked)) > 24


def test_this_week_and_the_next_have_events(books: dict[str, Book]) -> None:
    days = {row["Date"] for row in books["2026-27"]["Events"]}
    monday = PRESENT - timedelta(days=PRESENT.weekday())
    assert len(days & {monday + timedelta(days=day) for day in range(5)}) == 5
    assert len(days & {monday + timedelta(days=day) for day in range(7, 12)}) == 5
