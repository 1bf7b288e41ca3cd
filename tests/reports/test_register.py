from dataclasses import replace

import pytest

from tests.reports import pages
from tests.reports.years import BOARD, HOSTILE
from trainingdesk.domain.row_code import qr_text, row_code
from trainingdesk.reports.register import Column, Line, Register, register

EVENT = 17
EMPTY = Register(
    event="RISK-1702",
    course="Identifying Risk to the Child",
    when="Tue 13 June 2017, 09:30 to 16:30",
    where="Guildhall, Room 3A",
    trainer="R. Halloran",
    places=24,
    waiting=3,
    sessions=(Column("Morning: signature"), Column("Afternoon: signature")),
    lines=(),
    event_id=EVENT,
)


def with_people(number: int, facts: Register = EMPTY) -> Register:
    lines = [
        Line(f"Surname{n}", "Ada", f"Agency {n}", n == 1, booking_id=900 + n, number=n + 1)
        for n in range(number)
    ]
    return replace(facts, lines=lines)


def test_a_register_names_every_delegate_with_agency_and_code() -> None:
    said = pages.text(register(BOARD, with_people(12)))

    for n in range(12):
        assert f"{n + 1} {row_code(EVENT, 900 + n)} Surname{n}, Ada Agency {n}" in said
    assert "12 booked of 24 places" in said
    assert "3 waiting, not listed" in said


def test_nobody_waiting_is_not_mentioned() -> None:
    assert "waiting" not in pages.text(register(BOARD, replace(EMPTY, waiting=0)))


def test_a_scanner_reads_the_event_and_every_line() -> None:
    held = pages.codes(register(BOARD, with_people(3)))

    lines = [qr_text(EVENT, 900 + n) for n in range(3)]
    assert sorted(held) == sorted(["TD:REG:RISK-1702", *lines])


def test_a_scanner_reads_each_of_sixty_lines() -> None:
    held = pages.codes(register(BOARD, with_people(60)))

    assert {qr_text(EVENT, 900 + n) for n in range(60)} <= set(held)


def test_who_is_online_joins_and_leaves_and_signs_nothing() -> None:
    online = replace(EMPTY, sessions=(Column("Wed 10 Jun", online=True),))
    said = pages.text(register(BOARD, with_people(2, online)))

    assert "Attendance sheet" in said
    assert "joined" in said
    assert "People online" in said
    assert "Please sign" not in said
    assert "late" not in said.replace("joined late", "")


def test_of_two_days_one_may_be_online() -> None:
    mixed = replace(EMPTY, sessions=(Column("Day 1"), Column("Day 2", online=True)))
    said = pages.text(register(BOARD, with_people(2, mixed)))

    assert "Please sign" in said
    assert said.count("joined") == 1
    assert said.count("left early") == 1


def test_a_register_with_nobody_booked_has_lines_to_write_on() -> None:
    pdf = register(BOARD, EMPTY)

    assert len(pages.texts(pdf)) == 1
    assert " W17 " in pages.text(pdf)


def test_sixty_delegates_and_three_sessions_turn_the_page() -> None:
    facts = replace(EMPTY, sessions=[Column(each) for each in ("Morning", "Noon", "Evening")])
    said = pages.texts(register(BOARD, with_people(60, facts)))

    assert len(said) == 3
    assert all(f"side {n} of 3" in page for n, page in enumerate(said, start=1))
    assert all(page.count("left early") == 3 for page in said)
    assert sum(page.count("Surname") for page in said) == 60


@pytest.mark.parametrize(("people", "sides", "spare"), [(18, 1, 6), (20, 1, 4), (22, 2, 6)])
def test_a_register_of_twenty_needs_one_side(people: int, sides: int, spare: int) -> None:
    said = pages.texts(register(BOARD, with_people(people)))

    assert len(said) == sides
    assert f"W{spare} " in said[-1].replace("\n", " ")
    assert f"W{spare + 1} " not in said[-1].replace("\n", " ")


def test_sessions_beyond_three_have_sheets_of_their_own() -> None:
    facts = replace(EMPTY, sessions=[Column(f"Day {n}") for n in range(1, 6)])
    said = pages.texts(register(BOARD, with_people(10, facts)))

    assert [("Day 1" in page, "Day 5" in page) for page in said] == [(True, False), (False, True)]


@pytest.mark.parametrize("people", [0, 1, 24, 60, 120])
def test_lines_stand_above_the_foot(people: int) -> None:
    facts = replace(EMPTY, course="A long title " * 30, trainer="R. Halloran " * 20)
    pdf = register(BOARD, with_people(people, facts))

    assert pages.beyond_edges(pdf) == []


def test_hostile_and_long_names_are_printed_as_they_are() -> None:
    long = "Constantinopoulou-Featherstonehaugh de la Fontaine y Villanueva"
    lines = [Line(HOSTILE[:40], "", HOSTILE), Line(long, "Wilhelmina", "x " * 200)]
    said = pages.text(register(BOARD, replace(EMPTY, lines=lines)))

    assert "<b>O'Brien & Sons</b> <img" in said
    assert "Featherstonehaugh" in said


def test_needs_are_marked_but_not_told() -> None:
    quiet = [replace(line, needs=False) for line in with_people(2).lines]
    marked = register(BOARD, with_people(2))
    plain = register(BOARD, replace(EMPTY, lines=quiet))

    assert marked != plain
    assert pages.text(marked) == pages.text(plain)


def test_a_register_is_tagged_and_sound() -> None:
    pdf = register(BOARD, with_people(40))

    assert pages.roles(pdf).count("H1") == 1
    assert pages.untagged_marks(pdf) == 0
    assert pages.problems(pdf) == []
    assert not any(font.endswith("*") for font in pages.fonts(pdf))
    assert pdf == register(BOARD, with_people(40))
