from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from tests.reports import pages
from tests.reports.years import (
    BOARD,
    HOSTILE,
    empty_figures,
    figures,
    measure,
    monstrous,
    ordinary,
)
from trainingdesk.domain.indicator import around
from trainingdesk.reports.annual_report import annual_report
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.furniture import Board
from trainingdesk.reports.sheet import Sheet
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import A4, PORTRAIT
from trainingdesk.reports.year import CountedMonth, Outcome, Quoted, Year

EMPTY = Year(empty_figures())
PARTS = (
    "The year at a glance", "From a place to a person", "By course", "By sector and agency",
    "What changed", "How many answered", "Money", "Events cancelled", "Published totals",
    "What the figures mean",
)  # fmt: skip


@pytest.fixture(scope="module")
def report() -> bytes:
    return annual_report(BOARD, ordinary())


@pytest.fixture(scope="module")
def monster() -> bytes:
    return annual_report(BOARD, monstrous())


def test_each_rate_stands_beside_its_base_and_the_year_before(report: bytes) -> None:
    said = pages.text(report)

    assert "88% Take-up 70 booked of 80 places; 88% in 2016-17" in said
    assert "75% Fill 60 attended of 80 places" in said
    assert "80% Turn-up 56 of 70 booked, walk-ins left out" in said
    assert "20% Absence 14 absent of 70 booked" in said
    assert "+20% Change in attendance 60 attended, against 50 in 2016-17" in said


def test_a_half_is_rounded_up(report: bytes) -> None:
    said = pages.text(report)

    assert "83% Satisfied 33 of 40" in said
    assert "200 165 83% 85% not met" in said


def test_the_period_and_the_year_before_follow_from_the_year() -> None:
    said = pages.text(annual_report(BOARD, EMPTY))

    assert "1 April 2031 to 31 March 2032" in said
    assert "2017" not in said


def test_every_table_of_the_year_is_there(report: bytes) -> None:
    said = pages.text(report)

    for words in (*PARTS, "Safeguarding Week", "Children", "Level 2, 3 courses", "Westmere Mind"):
        assert words.lower() in said.lower()
    assert "Low take-up 1" in said
    assert "Attendance fees £600.00 £600.00" in said
    assert "Trainers £3,000.00" in said
    assert "All costs £10,000.00" in said


def test_falls_are_told_as_plainly_as_rises(report: bytes) -> None:
    said = pages.text(report)

    assert "Rose 1.5 points by the end (40 people; +1.3 to +1.7)" in said
    assert "Fell 0.6 points by the end (40 people; –0.8 to –0.4)" in said
    assert "One of two measures fell" in said


def test_published_totals_that_disagree_are_shown_beside_the_computed(report: bytes) -> None:
    said = pages.text(report)

    assert "Two totals already published differ" in said
    assert "Attendances 64 60 –4" in said
    assert "Home visits 12 – –" in said


def test_answers_of_a_few_people_are_hidden_and_cannot_be_worked_out(report: bytes) -> None:
    said = pages.text(report)

    assert "Yes 17 55%" in said
    assert "No not shown –" in said
    assert "Not sure fewer than 5 –" in said


def test_a_year_without_the_year_before_says_so() -> None:
    year = ordinary(with_last_year=False)
    year.figures["programme"]["change_in_attendance"] = None
    said = pages.text(annual_report(BOARD, year))

    assert "the year before is not held" in said
    assert "in 2016-17" not in said


def test_an_empty_year_is_told_as_empty() -> None:
    pdf = annual_report(BOARD, EMPTY)
    said = pages.text(pdf)

    for words in PARTS:
        assert words.lower() in said.lower()
    assert "No attendance is recorded for this year." in said
    assert "– Take-up 0 booked of 0 places" in said
    assert "None" not in said.replace("None of 0 events", "")
    assert pages.beyond_edges(pdf) == []


def test_a_year_without_levels_or_sectors_lists_courses_and_agencies_all_the_same() -> None:
    said = pages.text(annual_report(BOARD, replace(ordinary(), levels={}, sectors={})))

    assert "Domestic Abuse 3.5 1 20 20 10 10 50%" in said
    assert "Vale Probation" in said


def test_long_tables_turn_the_page_with_their_heads(monster: bytes) -> None:
    said = pages.texts(monster)
    holding = [page for page in said if "of places" in page and "Course" in page]

    assert len(holding) > 2
    for n in range(60):
        assert any(f"Course {n} <b>" in page for page in said)
    for n in range(90):
        assert any(f"Agency {n} " in page for page in said)


def test_nothing_stands_outside_the_page(monster: bytes, report: bytes) -> None:
    assert pages.beyond_edges(monster, margin=28) == []
    assert pages.beyond_edges(report, margin=28) == []
    assert min(pages.lowest(monster)[1:]) > 25


def test_names_full_of_tags_are_printed_letter_for_letter(monster: bytes) -> None:
    said = pages.text(monster)

    for n in range(60):
        assert f"Course {n} {HOSTILE}" in said
    assert "&amp;" not in said


def test_a_long_board_name_fits() -> None:
    board = Board("Carking, Havering and Redbridge " + "Safeguarding Children Partnership " * 4)
    pdf = annual_report(board, ordinary())

    assert pages.beyond_edges(pdf, margin=28) == []


def test_a_reader_is_led_through_headings_tables_and_charts(report: bytes) -> None:
    roles = pages.roles(report)

    assert roles[0] == "Document"
    assert roles.count("H1") >= 7
    assert roles.count("Table") >= 8
    assert {"H2", "H3", "TR", "TH", "TD", "P"} <= set(roles)
    charts = pages.spoken_figures(report)
    assert any(words.startswith("Places offered 80, at 3 events") for words in charts)
    assert any("April to June 75%, 60 of 80 places" in words for words in charts)
    assert pages.untagged_marks(report) == 0


def test_the_file_is_sound_named_and_holds_its_fonts(report: bytes) -> None:
    assert pages.problems(report) == []
    used = pages.fonts(report)
    assert used
    assert not any(font.endswith("*") or "Helvetica" in font for font in used)
    with pikepdf.open(BytesIO(report)) as document:
        assert document.Root.Lang == "en-GB"
        assert bool(document.Root.MarkInfo.Marked)
        assert document.docinfo.Title == f"Annual report on training 2017-18: {BOARD.name}"
        with document.open_outline() as outline:
            assert [item.title for item in outline.root][:2] == ["Cover", "The year at a glance"]


def test_the_same_year_makes_the_same_bytes(report: bytes) -> None:
    assert report == annual_report(BOARD, ordinary())


def test_figures_that_are_missing_leave_no_hole() -> None:
    year = ordinary()
    own = year.figures
    own["by_quarter"], own["by_level"], own["by_strand"], own["by_series"] = [], [], [], []
    own["evaluation"]["stages"] = []
    own["evaluation"]["measures"] = [
        {**measure("CONF", "How sure?", 1.0, people=7), "change_before_follow_up_low": None},
        {**measure("KNOW", "What?", 1.0, people=3), "change_before_end": None},
        {**measure("SKILL", "How well?", 1.0, people=0), "change_before_end": None},
    ]
    own["returns"] = [{**own["returns"][0], "met": None}]
    own["programme"]["absent"] = 0
    said = pages.text(annual_report(BOARD, year))

    assert "The year in its parts" not in said
    assert "How sure? 5.0 6.0 6.0 +1.0 (+0.8 to +1.2) 7 +1.0 7" in said
    assert "What? 5.0 6.0 6.0 – fewer than 5" in said
    assert "83% 85% –" in said
    assert "No non-attendance fee" not in said


def test_means_of_a_few_forms_are_hidden() -> None:
    year = ordinary()
    year.figures["evaluation"]["stages"][2]["received"] = 4
    said = pages.text(annual_report(BOARD, year))

    assert "How confident are you? 5.0 6.5 fewer than 5" in said


def test_a_survey_with_many_answers_of_each_kind_hides_nothing() -> None:
    year = ordinary()
    year.figures["surveys"][0]["answers"][2] |= {"count": 5}
    said = pages.text(annual_report(BOARD, year))

    assert "Not sure 5" in said
    assert "are not published" not in said


def test_a_hidden_pair_needs_no_third() -> None:
    year = ordinary()
    year.figures["surveys"][0]["answers"].append({"answer": "Never", "count": 2, "share": 0.1})
    said = pages.text(annual_report(BOARD, year))

    assert "Answers given by fewer than 5 people are not published." in said
    assert "Another is left out" not in said


def test_a_year_of_absences_without_a_fee_says_so() -> None:
    year = ordinary()
    year.figures["money"] |= {"non_attendance_fees": 0.0}

    said = pages.text(annual_report(BOARD, year))
    assert "No non-attendance fee came in; the year had 14 absences." in said


def test_published_rates_and_sums_are_shown_in_their_units() -> None:
    year = ordinary()
    year.figures["unreconciled"] = [
        {"figure": "fill", "published": 0.71, "computed": 0.7485, "difference": 0.0385},
        {"figure": "income", "published": 5750.5, "computed": 750.0, "difference": -5000.5},
        {"figure": "people", "published": 40, "computed": 50, "difference": 10},
    ]
    said = pages.text(annual_report(BOARD, year))

    assert "Fill 71.0% 74.9% +3.9 points" in said
    assert "Income £5,750.50 £750.00 –£5,000.50" in said
    assert "People 40 50 +10" in said


def test_a_course_whose_level_is_not_known_is_listed_last() -> None:
    said = pages.text(annual_report(BOARD, replace(ordinary(), levels={"RISK": "2"})))

    assert said.index("Level not known") > said.index("Level 2, 1 course ")


def test_a_quarter_that_was_over_full_shows_its_whole_share() -> None:
    year = ordinary()
    year.figures["by_quarter"][0]["fill"] = 1.2
    assert "120%" in pages.text(annual_report(BOARD, year))


def test_a_remark_that_has_no_room_stands_on_the_next_page() -> None:
    sheet = Sheet(A4, "A remark", "Ada")
    flow = Flow(sheet)
    flow.top = PORTRAIT.foot - 5
    flow.prose("A remark of one line.")

    assert pages.texts(sheet.pdf())[1:] == ["A remark of one line."]


def test_any_year_is_compared_with_the_one_before_it() -> None:
    said = pages.text(annual_report(BOARD, Year(figures("2031-32"), figures("2030-31"))))

    assert "; 88% in 2030-31" in said
    assert "Attended 2030-31" in said
    assert "2016" not in said


def test_a_reader_meets_the_heads_of_a_long_table_once() -> None:
    sheet = Sheet(A4, "A table", "Ada")
    flow = Flow(sheet)
    rows = [Row([f"Row {n}", str(n)]) for n in range(100)]
    flow.table(Table([Column("Name", 200), Column("Number", 60, "right")], rows))
    pdf = sheet.pdf()

    assert [page.count("Number") for page in pages.texts(pdf)] == [1, 1, 1]
    assert pages.roles(pdf).count("TR") == 101
    assert pages.untagged_marks(pdf) == 0


def test_a_table_is_not_torn_from_its_head_at_the_foot_of_a_page() -> None:
    sheet = Sheet(A4, "A table", "Ada")
    flow = Flow(sheet)
    flow.top = PORTRAIT.foot - 30
    flow.table(Table([Column("Name", 200)], [Row(["Ada"]), Row(["Grace"])]))

    assert ["Name" in page for page in pages.texts(sheet.pdf())] == [False, True]


def test_nobody_is_said_to_have_waited_where_nobody_did() -> None:
    year = ordinary()
    assert "Beside these: 2 were left waiting for a place." in pages.text(
        annual_report(BOARD, year)
    )

    year.figures["programme"] |= {"waiting": 0}
    assert "Beside these" not in pages.text(annual_report(BOARD, year))


def test_a_survey_of_several_questions_is_named_once() -> None:
    year = ordinary()
    survey = year.figures["surveys"][0]
    year.figures["surveys"] = [survey, {**survey, "question": "What hinders?"}]
    said = pages.text(annual_report(BOARD, year))

    assert said.count("Survey: Health Check") == 1
    assert "“What hinders?”" in said


def test_ways_in_which_forms_came_back_are_told_in_words() -> None:
    year = ordinary()
    ways = ("Online", "Paper", "Email", "Telephone", None, "Online form", "PDF")
    year.figures["evaluation"]["stages"][0]["by_channel"] = [
        {"channel": way, "received": 5} for way in ways
    ]
    said = pages.text(annual_report(BOARD, year))

    assert (
        "10 online, 5 on paper, 5 by e-mail, 5 by telephone, 5 by means not recorded, 5 as PDF"
        in said
    )


def test_a_year_that_is_not_over_is_compared_so_far() -> None:
    year = ordinary()
    year.figures["programme"]["events_to_come"] = 2

    assert "60 attended so far, against 50" in pages.text(annual_report(BOARD, year))


def test_who_was_satisfied_is_worked_out_among_the_definitions(report: bytes) -> None:
    assert "33 ÷ 40 = 83%" in pages.text(report)

    year = ordinary()
    year.figures["evaluation"]["satisfaction"] |= {"rated": 3, "satisfied": 2}
    assert "2 ÷ 3" not in pages.text(annual_report(BOARD, year))


def test_a_survey_too_small_to_publish_shows_no_number() -> None:
    year = ordinary()
    year.figures["surveys"][0]["answers"] = [
        {"answer": "Yes", "count": 2, "share": 0.5},
        {"answer": HOSTILE, "count": 2, "share": 0.5},
    ]
    said = pages.text(annual_report(BOARD, year))

    assert "Fewer than 5 answered: “Did it help?”" in said
    assert "Yes fewer than 5 –" in said


def test_what_the_board_quotes_says_of_which_course_and_what_it_shows() -> None:
    quotes = [
        Quoted("I asked [name] & wrote it <b>down</b>.", "Neglect", "Follow-up", "Audit, 4"),
        Quoted(HOSTILE * 40, HOSTILE, "End"),
    ]
    report = annual_report(BOARD, replace(ordinary(), quoted=quotes))
    said = pages.text(report)

    assert "In their words" in said
    assert (
        "“I asked [name] & wrote it <b>down</b>.” Neglect, in practice. An example of: Audit, 4."
        in said
    )
    assert pages.beyond_edges(report) == []
    assert "In their words" not in pages.text(annual_report(BOARD, ordinary()))


def an_outcome(name: str = "Early help assessments", about: str = "By month.") -> Outcome:
    numbers = {date(2016, 12, 1): 40, date(2017, 2, 1): 1050, date(2018, 1, 1): 44}
    beside = around(numbers, [date(2017, 6, 10), date(2017, 8, 1)], each_way=6)
    assert beside is not None
    months = [date(2016 + (11 + n) // 12, (11 + n) % 12 + 1, 1) for n in range(15)]
    counted = [CountedMonth(m, numbers.get(m), ["Neglect"] * (m.month == 6)) for m in months]
    return Outcome(name, about, ["Neglect"], 2, beside, counted)


def test_what_was_counted_around_courses_is_an_association_and_no_proof() -> None:
    said = pages.text(annual_report(BOARD, replace(ordinary(), outcomes=[an_outcome()])))

    assert "Association, not proof. Other things changed too" in said
    assert "Early help assessments By month. 2 events of Neglect." in said
    assert "Before Dec 2016 to May 2017 Dec 40 · Jan – · Feb 1,050" in said
    assert "545 (2 of 6 months)" in said
    assert "During Jun 2017 to Aug 2017 Jun – · Jul – · Aug – –" in said
    assert "in the 6 months after August 2017: 44 a month (1 of 6 months has a number)." in said
    assert "counted around the courses" not in pages.text(annual_report(BOARD, ordinary()))


def test_many_indicators_with_hostile_names_stay_on_their_pages() -> None:
    outcomes = [an_outcome(HOSTILE, HOSTILE * 20) for _ in range(9)]
    report = annual_report(BOARD, replace(ordinary(), outcomes=outcomes))
    assert pages.beyond_edges(report) == []
