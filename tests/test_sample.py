"""The sample programme is sound, made up throughout, and what its generator makes."""

import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sampled import CAME, PRESENT, ROOT, YEARS, Book, Row, firsts, kept, read, words

COLUMNS = {
    "Board": "Setting,Value",
    "Agencies": "Agency,Also known as,Sector,Charging group,Contact,Email,Invoice address",
    "Venues": "Venue,Address,Places,Hire cost",
    "Trainers": "Trainer,Email,Daily fee",
    "Courses": "Course,Title,Level,Strands,Kind,Hours,Places,Minimum,Refresh (months),Audience,"
    "Outcomes,Requires",
    "Events": "Event,Course,Series,Date,Start,End,Venue,Trainer,Places,Status,Reason,Headcount",
    "Delegates": "Delegate,First name,Last name,Email,Agency,Job title,Manager,Manager email,Needs",
    "Bookings": "Event,Delegate,Booked on,Status,Changed on,Attendance,Reason",
    "Questions": "Code,Stages,Order,Question,Answer,Measure,Choices",
    "Evaluations": "Event,Delegate,Stage,Received,Via",  # and a column a question
    "Costs": "Date,Event,Kind,Description,Amount",
    "Receipts": "Date,Agency,Kind,Amount,Reference",
    "Returns": "Year,Agency,Level,Staff group,Staff,Trained,Target,Evidence",
    "Surveys": "Survey,Year,Agency,Question,Answer",
    "Published figures": "Year,Figure,Value,Source",
}
LIVE = {"Booked", "Waiting", "Offered", "Walk-in"}
ENDED = {"Cancelled", "Substituted", "Transferred"}
STAGES = ("Before", "End", "Follow-up", "Manager")
EVENT_STATES = {"Draft", "Planned", "Open", "Confirmed", "Delivered", "Postponed", "Cancelled"}


@pytest.fixture
def books() -> dict[str, Book]:
    return kept()


@pytest.fixture(params=YEARS)
def book(request: pytest.FixtureRequest) -> Book:
    return kept()[request.param]


def run_generator(folder: Path) -> None:
    script = ROOT / "packaging" / "sample" / "make.py"
    subprocess.run([sys.executable, "-B", script, folder], check=True, capture_output=True)


def test_the_kept_workbooks_are_what_the_generator_makes(
    tmp_path: Path, books: dict[str, Book]
) -> None:
    run_generator(tmp_path)
    for year in YEARS:
        assert read(tmp_path / f"westmere-{year}.xlsx") == books[year]


def test_the_generator_makes_the_same_bytes_each_time(tmp_path: Path) -> None:
    run_generator(tmp_path / "once")
    run_generator(tmp_path / "again")
    for year in YEARS:
        once, again = (tmp_path / run / f"westmere-{year}.xlsx" for run in ("once", "again"))
        assert once.read_bytes() == again.read_bytes()


def test_sheets_and_columns_are_those_of_the_workbook(book: Book) -> None:
    for sheet, rows in book.items():
        codes = [q["Code"] for q in book["Questions"]] if sheet == "Evaluations" else []
        assert list(rows[0]) == [*COLUMNS[sheet].split(","), *codes]


def test_every_sheet_and_every_column_is_used_somewhere(books: dict[str, Book]) -> None:
    filled = {
        (sheet, column)
        for book in books.values()
        for sheet, rows in book.items()
        for row in rows
        for column, value in row.items()
        if value is not None
    }
    assert filled >= {(s, column) for s, names in COLUMNS.items() for column in names.split(",")}


def test_references_resolve(book: Book) -> None:
    def known(sheet: str) -> set[Any]:
        return {row[COLUMNS[sheet].split(",")[0]] for row in book[sheet]} | {None}

    agencies, courses, delegates, events = map(
        known, ("Agencies", "Courses", "Delegates", "Events")
    )
    venues, trainers = known("Venues"), known("Trainers")
    assert {row["Agency"] for row in book["Delegates"]} <= agencies - {None}
    assert {code for row in book["Courses"] for code in words(row["Requires"])} <= courses
    for row in book["Events"]:
        assert row["Course"] in courses - {None}
        assert row["Venue"] in venues
        assert row["Trainer"] in trainers
    for sheet in ("Bookings", "Evaluations", "Costs"):
        assert {row["Event"] for row in book[sheet]} <= events
    for sheet in ("Bookings", "Evaluations"):
        assert {row["Delegate"] for row in book[sheet]} <= delegates
    for sheet in ("Receipts", "Returns", "Surveys"):
        assert {row["Agency"] for row in book.get(sheet, [])} <= agencies


def test_references_are_given_once(book: Book) -> None:
    for sheet in ("Agencies", "Venues", "Trainers", "Courses", "Delegates", "Questions"):
        key = COLUMNS[sheet].split(",")[0]
        assert max(Counter(row[key] for row in book[sheet]).values()) == 1
    returns = Counter((row["Agency"], row["Level"]) for row in book["Returns"])
    assert max(returns.values()) == 1


def test_a_name_belongs_to_one_agency_alone(book: Book) -> None:
    names = [
        name.casefold()
        for row in book["Agencies"]
        for name in (row["Agency"], *words(row["Also known as"]))
    ]
    assert len(names) == len(set(names))


def test_nobody_holds_two_live_bookings_on_one_event(book: Book) -> None:
    live = Counter(
        (row["Event"], row["Delegate"]) for row in book["Bookings"] if row["Status"] in LIVE
    )
    assert max(live.values()) == 1


def test_nobody_is_in_two_rooms_on_one_day(book: Book) -> None:
    days = defaultdict(set)
    for row in book["Events"]:
        days[row["Event"]].add(row["Date"])
    there = Counter(
        (row["Delegate"], day)
        for row in book["Bookings"]
        if row["Status"] in LIVE
        for day in days[row["Event"]]
    )
    assert max(there.values()) == 1


def test_rooms_and_trainers_are_in_one_place_at_a_time(book: Book) -> None:
    for what in ("Venue", "Trainer"):
        taken = Counter((row["Date"], row[what]) for row in book["Events"] if row[what])
        assert [each for each, many in taken.items() if many > 1] == []


def test_marks_stand_only_where_somebody_could_come(book: Book) -> None:
    events = firsts(book)
    for row in book["Bookings"]:
        status, mark = row["Status"], row["Attendance"]
        assert status in LIVE | ENDED | {"Requested"}
        if mark is not None:
            assert events[row["Event"]]["Status"] == "Delivered"
            allowed = {"Booked": CAME | {"Absent", "Apologies"}, "Walk-in": CAME}
            assert mark in allowed[status]
        elif events[row["Event"]]["Status"] == "Delivered":
            assert status not in {"Booked", "Walk-in"}


def test_no_event_is_overbooked_and_nobody_waits_for_a_free_place(book: Book) -> None:
    events = firsts(book)
    states = Counter((row["Event"], row["Status"]) for row in book["Bookings"])
    for name, event in events.items():
        held = states[name, "Booked"] + states[name, "Offered"]
        assert held <= event["Places"]
        if states[name, "Waiting"]:
            assert held == event["Places"]


def test_changes_follow_bookings_and_come_before_the_event(book: Book) -> None:
    events = firsts(book)
    for row in book["Bookings"]:
        assert row["Booked on"] <= events[row["Event"]]["Date"]
        assert (row["Changed on"] is not None) == (row["Status"] in ENDED | {"Offered"})
        if row["Changed on"]:
            assert row["Booked on"] <= row["Changed on"] < events[row["Event"]]["Date"]


def test_a_colleague_of_the_agency_comes_for_each_who_sent_one(book: Book) -> None:
    agency = {row["Delegate"]: row["Agency"] for row in book["Delegates"]}
    booked = Counter(
        (row["Event"], agency[row["Delegate"]], row["Booked on"])
        for row in book["Bookings"]
        if row["Status"] == "Booked"
    )
    sent = Counter(
        (row["Event"], agency[row["Delegate"]], row["Changed on"])
        for row in book["Bookings"]
        if row["Status"] == "Substituted"
    )
    assert sent
    assert sent <= booked


def test_events_are_on_weekdays_of_their_training_year(books: dict[str, Book]) -> None:
    for year, book in books.items():
        start = int(year[:4])
        for row in book["Events"]:
            assert date(start, 4, 1) <= row["Date"] <= date(start + 1, 3, 31)
            assert row["Date"].weekday() < 5
            assert row["Status"] in EVENT_STATES
            assert (row["Start"] is None) == (row["End"] is None)
            assert row["Start"] is None or row["Start"] < row["End"]


def test_money_is_dated_in_its_year(books: dict[str, Book]) -> None:
    for year, book in books.items():
        start = int(year[:4])
        for row in book["Costs"] + book["Receipts"]:
            assert date(start, 4, 1) <= row["Date"] <= date(start + 1, 3, 31)
            assert row["Amount"] > 0
            assert round(row["Amount"], 2) == row["Amount"]


def test_nothing_was_written_down_after_the_present(books: dict[str, Book]) -> None:
    for book in books.values():
        for sheet, columns in (
            ("Bookings", ("Booked on", "Changed on")),
            ("Evaluations", ("Received",)),
            ("Costs", ("Date",)),
            ("Receipts", ("Date",)),
        ):
            days = [row[column] for row in book[sheet] for column in columns if row[column]]
            assert max(days) < PRESENT


def test_the_days_of_an_event_agree(book: Book) -> None:
    varying = {"Date", "Start", "End", "Venue", "Trainer"}
    same: dict[str, Row] = {}
    days = Counter(row["Event"] for row in book["Events"])
    for row in book["Events"]:
        fixed = {column: value for column, value in row.items() if column not in varying}
        assert same.setdefault(row["Event"], fixed) == fixed
    assert max(days.values()) == 2
    assert sum(many == 2 for many in days.values()) >= 5


def answers(book: Book) -> Iterator[tuple[Row, str, Any]]:
    """Every answer with its question and stage."""
    for form in book["Evaluations"]:
        for question in book["Questions"]:
            if form[question["Code"]] is not None:
                yield question, form["Stage"], form[question["Code"]]


def test_answers_are_ones_that_the_question_allows(book: Book) -> None:
    for question, stage, answer in answers(book):
        assert stage in words(question["Stages"])
        kind, _, span = question["Answer"].partition(" ")
        if kind == "Scale":
            low, high = map(int, span.split("-"))
            assert low <= answer <= high
        elif kind == "Choice":
            assert answer in words(question["Choices"])
        elif kind == "Yes/No":
            assert answer in {"Yes", "No"}


def test_a_form_comes_once_a_stage_from_somebody_booked(book: Book) -> None:
    booked = {(row["Event"], row["Delegate"]) for row in book["Bookings"]}
    named = [row for row in book["Evaluations"] if row["Delegate"]]
    forms = Counter((row["Event"], row["Delegate"], row["Stage"]) for row in named)
    assert max(forms.values()) == 1
    assert {(event, delegate) for event, delegate, _ in forms} <= booked
    assert {row["Stage"] for row in book["Evaluations"]} == set(STAGES)
    assert 0 < len(book["Evaluations"]) - len(named) < 12


def test_what_stays_is_told_alike_each_year(books: dict[str, Book]) -> None:
    for sheet in ("Board", "Venues", "Trainers", "Courses", "Questions"):
        assert books["2024-25"][sheet] == books["2025-26"][sheet] == books["2026-27"][sheet]
    for sheet, key in (("Agencies", "Agency"), ("Delegates", "Delegate")):
        told: dict[str, Row] = {}
        for book in books.values():
            for row in book[sheet]:
                stays = {name: value for name, value in row.items() if name != "Agency"}
                assert told.setdefault(row[key], stays) == stays


def test_an_agency_takes_a_new_name_and_its_people_go_with_it(books: dict[str, Book]) -> None:
    before, after = (
        {row["Delegate"]: row["Agency"] for row in books[year]["Delegates"]} for year in YEARS[:2]
    )
    renamed = {who for who, name in before.items() if name == "South Tern Youth Trust"}
    assert len(renamed & set(after)) > 5
    assert {after[who] for who in renamed & set(after)} == {"Tern Youth Foundation"}
    assert "South Tern Youth Trust" not in after.values()


def test_every_address_is_made_up(book: Book) -> None:
    cells = [str(value) for rows in book.values() for row in rows for value in row.values()]
    assert all(cell.endswith(".example") for cell in cells if "@" in cell)
    addresses = [row["Invoice address"] for row in book["Agencies"]]
    addresses += [row["Address"] for row in book["Venues"] if row["Address"]]
    # No postcode area is called WM.
    assert all(address.rsplit(maxsplit=2)[1].startswith("WM") for address in addresses)


def test_no_real_board_or_body_is_named(book: Book) -> None:
    text = " ".join(str(v) for rows in book.values() for row in rows for v in row.values())
    real = (
        "Havering Redbridge Barking London Leicester Romford Cafcass NSPCC Barnardo Metropolitan "
        "Childline Samaritans NELFT Haringey Wirral Stoke Microsoft Zoom"
    )
    assert [name for name in real.split() if name.casefold() in text.casefold()] == []


def test_names_are_of_many_scripts(books: dict[str, Book]) -> None:
    names = "".join(
        row["First name"] + row["Last name"] for book in books.values() for row in book["Delegates"]
    )
    scripts = {"Arabic": "ف", "Hebrew": "א", "Greek": "Ε", "Cyrillic": "Р", "Chinese": "陳"}
    latin = {"Welsh": "ŷ", "Polish": "ł", "Vietnamese": "ễ", "Turkish": "ğ", "Irish": "'"}
    for letter in (*scripts.values(), *latin.values()):
        assert letter in names


def test_some_share_a_mailbox_and_some_have_needs(book: Book) -> None:
    delegates = book["Delegates"]
    shared = {m for m, many in Counter(row["Email"] for row in delegates).items() if many > 1}
    assert len(shared) == 4
    assert all(mailbox.startswith("office@") for mailbox in shared)
    assert 0.03 < sum(row["Needs"] is not None for row in delegates) / len(delegates) < 0.07
