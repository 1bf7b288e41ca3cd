"""Badges and place cards as a reader and a scanner find them."""

from collections.abc import Callable

import pytest

from tests.reports import pages
from tests.reports.years import BOARD, HOSTILE
from trainingdesk.domain.row_code import qr_text
from trainingdesk.reports.cards import Cards, Guest, badges, place_cards
from trainingdesk.reports.furniture import Board

Draw = Callable[[Board, Cards], bytes]
EVENT = 17
LONG = "Wilhelmina Alexandra Constantinopoulou-Featherstonehaugh de la Fontaine y Villanueva"


def of(*guests: tuple[str, str]) -> Cards:
    made = [Guest(name, agency, 900 + n) for n, (name, agency) in enumerate(guests)]
    return Cards("RISK-1702", EVENT, "Identifying Risk to the Child", "Tue 13 June 2017", made)


def many(number: int) -> Cards:
    return of(*((f"Ada Surname{n}", f"Agency {n}") for n in range(number)))


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (10, 1), (11, 2), (60, 6)])
def test_ten_badges_go_on_a_sheet_each_with_a_code(people: int, sheets: int) -> None:
    pdf = badges(BOARD, many(people))

    assert len(pages.texts(pdf)) == sheets
    assert set(pages.codes(pdf)) == {qr_text(EVENT, 900 + n) for n in range(people)}


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (6, 1), (7, 2), (60, 10)])
def test_six_cards_go_on_a_sheet_each_read_from_both_sides(people: int, sheets: int) -> None:
    said = pages.texts(place_cards(BOARD, many(people)))

    assert len(said) == sheets
    words = " ".join(said).split()
    assert words.count(f"Surname{people - 1}") == 2


@pytest.mark.parametrize("draw", [badges, place_cards])
def test_long_and_hostile_names_stay_on_their_card(draw: Draw) -> None:
    pdf = draw(BOARD, of((LONG, "x " * 200), (HOSTILE, HOSTILE), ("", ""), ("فاطمة", "जमा")))

    assert "Villanueva" in pages.text(pdf)
    assert "<b>O'Brien & Sons</b>" in pages.text(pdf)
    assert pages.beyond_edges(pdf) == []


@pytest.mark.parametrize("draw", [badges, place_cards])
def test_cards_are_tagged_and_sound(draw: Draw) -> None:
    pdf = draw(BOARD, many(12))

    assert pages.roles(pdf).count("H1") == 1
    assert pages.problems(pdf) == []
    assert pages.untagged_marks(pdf) == 0
    assert not any(font.endswith("*") for font in pages.fonts(pdf))
