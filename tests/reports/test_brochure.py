import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from tests.reports import pages
from tests.reports.programmes import YEAR, dated, monstrous, of_many, offer, ordinary
from tests.reports.years import BOARD
from trainingdesk.reports.brochure import brochure, days_said
from trainingdesk.reports.brochure_facts import Programme, StrandPart, level_said


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return brochure(BOARD, ordinary())


@pytest.fixture(scope="module")
def many() -> bytes:
    return brochure(BOARD, of_many(300))


@pytest.fixture(scope="module")
def monster() -> bytes:
    return brochure(BOARD, monstrous())


def test_the_cover_says_whose_programme_it_is_and_of_which_year(pdf: bytes) -> None:
    cover = " ".join(pages.texts(pdf)[0].split())
    assert "Westmere Safeguarding Children Board" in cover
    assert "Training programme 2026–27" in cover
    assert "3 courses and 3 dates: what is offered" in cover
    assert "1 April 2026 to 31 March 2027" in cover


def test_a_course_says_for_whom_it_is_what_it_leads_to_and_when(pdf: bytes) -> None:
    said = pages.text(pdf)
    assert "Identifying Risk 6 hours. For: Everybody who works with children." in said
    assert "To see the child." in said
    assert "Know the signs of harm." in said
    assert "Level 2 C1 Wed 1 April 2026 09:30 to 16:30 Guildhall EV-0" in said
    assert "No date is set yet." in said


def test_each_level_is_explained_with_its_courses(pdf: bytes) -> None:
    page = " ".join(pages.texts(pdf)[2].split())
    assert "1 You may meet children. 2 courses this year Early Help Undated" in page
    assert "2 You work with children. 1 course this year Identifying Risk" in page


def test_without_explained_levels_there_is_no_page_of_them() -> None:
    said = pages.text(brochure(BOARD, replace(ordinary(), levels=())))
    assert "Which level is yours" not in said
    assert "Level 2" in said


def test_it_says_how_to_book_as_far_as_the_board_is_known(pdf: bytes) -> None:
    assert "E-mail training@example.org" in pages.text(pdf)
    assert "Post Town Hall, High Street" in pages.text(pdf)
    bare = pages.text(brochure(BOARD, Programme(YEAR, ordinary().strands)))
    assert "How to book a place" in bare
    assert "E-mail" not in bare
    assert "Telephone" not in bare


@pytest.mark.parametrize("programme", [ordinary(), of_many(20), of_many(300)])
def test_the_contents_give_the_page_on_which_each_course_begins(programme: Programme) -> None:
    found = pages.texts(brochure(BOARD, programme))
    for each in programme.offers:
        title = each.title.split("\n", maxsplit=1)[0]
        if not title.isascii() or "<" in title:
            continue
        told = re.search(rf"{re.escape(title)}\s+(\d+)", found[1])
        assert told, title
        assert title in found[int(told[1]) - 1]
        assert each.audience in " ".join(found[int(told[1]) - 1].split())


def test_the_dates_stand_in_order_with_the_page_of_their_course(pdf: bytes) -> None:
    page = " ".join(pages.texts(pdf)[-1].split())
    assert page.index("April 2026") < page.index("Wed 1 Apr Identifying Risk") < page.index("June")
    assert re.search(r"Wed 17, 18 Jun Identifying Risk 09:30 to 16:30 Guildhall 4", page)


def test_a_course_of_two_strands_is_told_once_and_named_in_the_other(pdf: bytes) -> None:
    said = pages.text(pdf)
    assert said.count("Early Help 6 hours") == 1
    assert "Also of this strand Early Help, page 4" in said


def test_a_year_without_dates_has_no_list_of_dates() -> None:
    bare = Programme(YEAR, [StrandPart("Children", "", [offer(1)])])
    pdf = brochure(BOARD, bare)
    assert "1 course: what is offered" in pages.text(pdf)
    assert "All dates in order" not in pages.text(pdf)
    assert pages.beyond_edges(pdf) == []


def test_many_dates_stand_below_their_course(many: bytes) -> None:
    said = pages.text(many)
    assert all(f"EV-{number} " in f"{said} " for number in range(300))
    assert pages.beyond_edges(many) == []
    # Of the first course: three of them stand abreast, and the fourth below the first.
    lefts = [_left_of(many, f"EV-{number}") for number in (0, 26, 52, 78)]
    assert lefts[0] < lefts[1] < lefts[2]
    assert lefts[3] == lefts[0]


def _left_of(pdf: bytes, words: str) -> float:
    """How far from the left the words stand where they first do."""
    found = (page.get_textpage() for page in pypdfium2.PdfDocument(pdf))
    for page in found:
        if place := page.search(words, match_whole_word=True).get_next():
            return float(page.get_charbox(place[0])[0])
    raise AssertionError(words)


def test_no_text_is_too_long_and_none_is_lost(monster: bytes) -> None:
    said = pages.text(monster)
    assert pages.beyond_edges(monster) == []
    assert said.count("word ") > 2000 + 1400 - 2
    assert all(f"outcome {number} " in said for number in range(40))
    assert all(f"EV-{number} " in f"{said} " for number in range(70))
    assert "continued" in said


def test_what_was_typed_is_printed_as_it_is(many: bytes) -> None:
    said = pages.text(many)
    assert said.count("<b>O'Brien & Sons</b>") == said.count("O'Brien") > 0


@pytest.mark.parametrize("which", ["pdf", "many", "monster"])
def test_a_screen_reader_can_follow_every_page(which: str, request: pytest.FixtureRequest) -> None:
    made: bytes = request.getfixturevalue(which)
    assert pages.problems(made) == []
    assert pages.untagged_marks(made) == 0
    assert not any(font.endswith("*") for font in pages.fonts(made))
    roles = pages.roles(made)
    assert {"H1", "H2", "P", "L", "LI", "TOC", "TOCI", "Table", "TH"} <= set(roles)


def test_the_document_names_its_language_its_title_and_its_parts(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert document.docinfo["/Title"] == f"Training programme 2026-27: {BOARD.name}"
        with document.open_outline() as outline:
            parts = [part.title for part in outline.root]
            courses = [each.title for part in outline.root for each in part.children]
    assert parts == [
        "Cover",
        "What is in this programme",
        "Which level is yours",
        "Children",
        "Early help",
        "How to book a place",
        "All dates in order",
    ]
    assert courses == ["Identifying Risk", "Early Help", "Undated"]


def test_the_same_programme_gives_the_same_file(pdf: bytes) -> None:
    assert brochure(BOARD, ordinary()) == pdf


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([date(2026, 5, 13)], "Wed 13 May"),
        ([date(2026, 5, 13), date(2026, 5, 20)], "Wed 13, 20 May"),
        ([date(2026, 5, 27), date(2026, 6, 3)], "Wed 27 May, 3 Jun"),
    ],
)
def test_the_days_of_an_event_are_said_in_a_column(days: list[date], said: str) -> None:
    assert days_said(days) == said


def test_a_level_that_is_a_sign_is_named_as_one() -> None:
    said = [level_said(name) for name in ("2", "3b", "Group 4")]
    assert said == ["Level 2", "Level 3b", "Group 4"]


def test_levels_that_are_explained_nowhere_come_after_those_that_are() -> None:
    own = replace(ordinary(), strands=[StrandPart("S", "", [offer(1, dated(1), level="0")])])
    assert own.steps() == ["1", "2", "0"]
