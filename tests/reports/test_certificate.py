from dataclasses import replace

import pypdfium2
import pytest

from tests.reports import pages
from tests.reports.years import BOARD, HOSTILE
from trainingdesk.reports.certificate import Certificate, certificate, certificates
from trainingdesk.reports.furniture import Board

NGOC = Certificate(
    delegate="Ngọc Anh Nguyễn",
    agency="North Vale NHS Foundation Trust",
    course="Identifying Risk to the Child",
    level="2",
    dates=["Tue 13 June 2017"],
    hours="6 hours",
    venue="Guildhall, Room 3A",
    outcomes=["Recognise the signs of harm.", "Know whom to tell."],
    number="201718-00482-J",
    issued="16 June 2017",
    address="https://wscb.example/check",
)
BARE = replace(NGOC, agency="", level="", hours="", venue="", outcomes=[], address="", issued="")


def test_a_certificate_says_who_attended_what_and_when() -> None:
    said = pages.text(certificate(BOARD, NGOC))

    for words in (NGOC.delegate, NGOC.agency, "attended Identifying Risk to the Child", "Level 2"):
        assert words in said
    for words in ("Tue 13 June 2017", "6 hours of training", "Know whom to tell.", "No 201718"):
        assert words in said


def test_its_code_leads_to_the_checking_page_and_holds_nothing_of_the_person() -> None:
    assert pages.codes(certificate(BOARD, NGOC)) == ["https://wscb.example/check?n=201718-00482-J"]


def test_a_board_without_a_checking_page_is_asked_instead() -> None:
    pdf = certificate(BOARD, replace(NGOC, address=""))

    assert pages.codes(pdf) == []
    assert f"Keep this number: {BOARD.name} can check it." in pages.text(pdf)


def test_what_is_not_known_is_left_out_with_its_name() -> None:
    said = pages.text(certificate(BOARD, BARE))

    for name in ("Level", "Length", "Held at", "What the course covered", "Issued", "of training"):
        assert name not in said
    assert "Ngọc Anh Nguyễn attended" in said


@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize(
    "given",
    [
        {"delegate": "Wilhelmina Constantinopoulou-Featherstonehaugh de la Fontaine " * 3},
        {"delegate": "x" * 500, "agency": "y" * 300, "course": "z" * 700},
        {"course": "Working Below Thresholds " * 10, "venue": "Town Hall " * 20, "level": "9" * 90},
        {"dates": [f"Tue {day} June 2017" for day in range(1, 10)]},
    ],
)
def test_long_names_stay_on_the_page_and_above_the_signature(
    given: dict[str, object], *, landscape: bool
) -> None:
    facts = replace(NGOC, outcomes=["Know whom to tell, and how soon, in every case. " * 9] * 12)
    pdf = certificate(BOARD, replace(facts, **given), landscape=landscape)  # type: ignore[arg-type]

    assert pages.beyond_edges(pdf) == []
    assert len(pages.texts(pdf)) == 1
    said = pages.texts(pdf)[0]
    assert said.rindex("Eleanor Whitcombe") > said.rindex("attended")


def test_outcomes_never_reach_the_signature() -> None:
    many = replace(NGOC, outcomes=[f"Outcome {n}: {'know what to do ' * 12}" for n in range(12)])
    last, signed = _height(many, "Outcome"), _height(many, "Eleanor")

    assert last > signed


def _height(facts: Certificate, words: str) -> float:
    page = pypdfium2.PdfDocument(certificate(BOARD, facts))[0].get_textpage()
    found, lowest = page.search(words), 1e6
    while place := found.get_next():
        lowest = min(lowest, page.get_charbox(place[0])[1])
    return lowest


def test_twelve_short_outcomes_are_all_printed() -> None:
    many = replace(NGOC, outcomes=[f"Outcome number {n}." for n in range(1, 13)])
    said = pages.text(certificate(BOARD, many))

    assert all(f"Outcome number {n}." in said for n in range(1, 13))


def test_an_outcome_that_has_no_room_is_left_out_with_its_heading() -> None:
    crowded = replace(
        NGOC,
        delegate="Ada " * 90,
        agency="Trust " * 60,
        course="Safeguarding " * 40,
        level="W " * 40,
        hours="Six hours and a half " * 12,
        venue="WW " * 60,
        outcomes=["Know. " * 60],
    )
    for landscape in (True, False):
        pdf = certificate(BOARD, crowded, landscape=landscape)
        assert pages.beyond_edges(pdf) == []
        # Upright paper has room for it.
        said = [words in pages.text(pdf) for words in ("What the course covered", "Know.")]
        assert said == [not landscape] * 2


def test_a_board_without_a_signatory_leaves_the_line_with_its_name() -> None:
    said = pages.text(certificate(Board("Vale Partnership"), replace(NGOC, address="")))

    assert "Vale Partnership 201718-00482-J" in said


def test_hostile_names_are_printed_letter_for_letter() -> None:
    pdf = certificate(BOARD, replace(NGOC, delegate=HOSTILE, agency=HOSTILE, venue="<b>Hall</b>"))

    assert pages.text(pdf).count("<b>O'Brien & Sons</b>") == 2
    assert "<b>Hall</b>" in pages.text(pdf)


def test_tags_among_joined_letters_are_printed_letter_for_letter() -> None:
    pdf = certificate(BOARD, replace(NGOC, delegate="<i>محمد</i> <b>Ada</b> & Co"))

    assert "<b>Ada</b> & Co" in pages.text(pdf)


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("محمد الحسن", "NotoNaskhArabic"),
        ("שרה כהן", "NotoSansHebrew"),
        ("आर्यन शर्मा", "NotoSansDevanagari"),
        ("প্রিয়াঙ্কা", "NotoSansBengali"),
        ("ਗੁਰਪ੍ਰੀਤ", "NotoSansGurmukhi"),
        ("தமிழ்செல்வி", "NotoSansTamil"),
        ("Ναταλία Σωτηρίου", "NotoSerifDisplay"),
        ("გიორგი", "DejaVuSans"),
    ],
)
def test_names_of_other_scripts_are_set_in_their_fonts(name: str, face: str) -> None:
    used = pages.fonts(certificate(BOARD, replace(NGOC, delegate=name)))

    assert any(face in font for font in used)
    assert not any(font.endswith("*") for font in used)


def test_many_certificates_are_one_file_with_a_structure_for_each_page() -> None:
    pdf = certificates(BOARD, [replace(NGOC, delegate=f"Person {n}") for n in range(3)])

    assert [f"Person {n}" in said for n, said in enumerate(pages.texts(pdf))] == [True] * 3
    assert pages.roles(pdf).count("H1") == 3
    assert pages.untagged_marks(pdf) == 0
    assert pages.problems(pdf) == []


def test_the_same_facts_make_the_same_bytes() -> None:
    assert certificate(BOARD, NGOC) == certificate(BOARD, NGOC)


def test_a_hundred_certificates_share_their_fonts_and_their_band() -> None:
    many = [replace(NGOC, delegate=f"Person {n}", number=f"N-{n:05}") for n in range(100)]
    pdf = certificates(BOARD, many)

    # Fonts and the engraved band are in the file once.
    assert len(pdf) < 700_000
