from dataclasses import replace

from tests.reports.forms import (
    BOARD,
    CODE,
    EVERY_KIND,
    NUMBER,
    SCALE,
    SEVERAL,
    SHORT,
    WORDS,
    asked,
    paper,
)
from tests.reports.pages import (
    beyond_edges,
    codes,
    fonts,
    problems,
    roles,
    text,
    texts,
    untagged_marks,
)
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.questionnaire import Ask
from trainingdesk.reports.evaluation_form import ByHand, evaluation_forms
from trainingdesk.reports.form_layout import FEWEST, GRID, MOST, Layout

LONG = "Think of the children and families whom you have worked with since the course ended. "
OFFERED = [f"{LONG}They were {number}." for number in range(100, 160)]


def test_a_form_says_what_it_asks_of_whom_and_its_code() -> None:
    made = evaluation_forms(BOARD, [paper()])
    said = text(made)
    for words in (
        "Identifying Risk to the Child",
        "Folasade Adeyemi, Westmere NHS",
        "ties it to what you answer at other times",
        "not at all",
        "1 not at all, 5 very",
        "Unsure",
        "Choose all that apply.",
        "Sharing information",
        "a whole number",
        "training@wscb.example",
        f"{CODE} · page 1 of 1",
    ):
        assert words in said
    assert codes(made) == [str(CODE)]


def test_where_the_question_itself_says_that_several_may_be_chosen_nothing_else_does() -> None:
    several = replace(SEVERAL, words="What has changed? Tick all that apply.")
    said = text(evaluation_forms(BOARD, [paper([several])]))
    assert "Tick all that apply." in said
    assert "Choose all that apply." not in said


def test_a_later_version_says_which_it_is_on_every_page() -> None:
    address = "training" * 20 + "@wscb.example"
    made = evaluation_forms(BOARD, [paper([WORDS] * 12, version=12, reply_to=address)])
    assert not beyond_edges(made)
    for number, page in enumerate(texts(made), 1):
        assert f"{CODE} · version 12 · page {number} of {len(texts(made))}" in page


def test_an_anonymous_form_says_so_and_names_nobody() -> None:
    said = text(evaluation_forms(BOARD, [paper(whose="", reply_to="")]))
    assert "This form is anonymous" in said
    assert "Adeyemi" not in said
    assert said.endswith(f"{CODE} · page 1 of 1") or "on your table." in said


def test_a_manager_is_told_whom_they_are_asked_about() -> None:
    said = text(evaluation_forms(BOARD, [paper(stage=Stage.MANAGER)]))
    assert "as the manager of the person named above" in said
    assert "send this form back, or a photograph of it, to" in said
    assert "leave this form on your table" not in said


def test_a_question_about_a_speaker_names_them() -> None:
    named = asked([SHORT], SAT=("Ann Lee", "عبد الرحمن"))
    said = text(evaluation_forms(BOARD, [paper(asked=named)]))
    assert "Ann Lee" in said
    assert said.count("How satisfied were you?") == 2


def test_a_long_form_goes_on_over_pages_that_all_say_which_it_is() -> None:
    made = evaluation_forms(BOARD, [paper([*EVERY_KIND * 2, WORDS, WORDS])])
    pages = texts(made)
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"{CODE} · page {number} of {len(pages)}" in page.replace("  ", " ")
    assert "Identifying Risk to the Child, continued" in pages[1]


def test_every_delegate_begins_on_a_page_of_their_own() -> None:
    papers = [paper(whose=name, code=code) for name, code in (("Ada", "E0001A"), ("Bo", "E0002B"))]
    pages = texts(evaluation_forms(BOARD, papers))
    assert ["Ada" in page for page in pages] == [True, False]
    assert ["page 1 of 1" in page for page in pages] == [True, True]


def test_what_is_long_stays_on_the_page() -> None:
    asks = [
        Ask("A", LONG * 30, AnswerKind.SEVERAL, choices=(LONG * 4, "Short", *map(str, range(80)))),
        Ask("B", "To twenty?", AnswerKind.SCALE, 0, 20, LONG, LONG),
        Ask("C", "To four?", AnswerKind.SCALE, 1, 4, LONG, LONG),
        Ask("D", "Unnamed?", AnswerKind.SCALE, 0, 10),
        Ask("E", "x" * 400, AnswerKind.TEXT),
        Ask("F", "Only one end?", AnswerKind.SCALE, 1, 3, "", "very"),
        Ask("G", "More than a page of?", AnswerKind.CHOICE, choices=tuple(OFFERED)),
        Ask("H", "Of nothing?", AnswerKind.CHOICE),
    ]
    made = evaluation_forms(
        BOARD,
        [
            paper(
                asks,
                course=LONG * 3,
                whose="Wojciechowska-Österreicher " * 8,
                when="Tuesday 13 June 2017, " * 12,
                opening=LONG * 3,
                reply_to="training" * 20 + "@wscb.example",
            )
        ],
    )
    assert not beyond_edges(made)
    assert not problems(made)
    assert all(str(number) in text(made) for number in range(80))
    assert all(words.split()[-1] in text(made) for words in OFFERED)


def test_the_words_of_a_question_stand_with_what_answers_it() -> None:
    for many in range(4, 14):
        pages = texts(evaluation_forms(BOARD, [paper([SCALE] * many)]))
        asked_on = [page.count("How confident are you?") for page in pages]
        assert asked_on == [page.count("not at all") for page in pages]


def test_lines_to_write_on_fill_what_is_left_and_give_way_to_save_a_page() -> None:
    def lines(asks: list[Ask]) -> tuple[int, list[int]]:
        pages = Layout(asked(asks), ByHand()).pages(160)
        heights = [piece.high for page in pages for _, piece in page][1::2]
        return len(pages), [round(high / 22.5) for high in heights]

    assert lines([WORDS]) == (1, [MOST])
    few, least = lines([WORDS] * 7)
    assert (few, min(least)) == (1, FEWEST)
    for asks in ([WORDS] * 5, [WORDS] * 12):
        pages = Layout(asked(asks), ByHand()).pages(160)
        assert all(top + piece.high <= GRID.foot for page in pages for top, piece in page)


def test_a_form_can_be_followed_by_a_screen_reader() -> None:
    made = evaluation_forms(BOARD, [paper([SCALE, NUMBER, SEVERAL])])
    assert untagged_marks(made) == 0
    assert roles(made)[:4] == ["Document", "P", "H1", "P"]
    assert not any(font.endswith("*") for font in fonts(made))


def test_names_in_other_letters_print() -> None:
    made = evaluation_forms(BOARD, [paper(whose="عبد الرحمن بن محمد, Łódź, Ağrı")])
    said = text(made)
    assert "Łódź" in said
    assert "Ağrı" in said
    assert not problems(made)


def test_a_question_longer_than_a_page_begins_with_a_choice_beside_it() -> None:
    long = Ask("G", "More than a page?", AnswerKind.CHOICE, choices=tuple(OFFERED))
    short = [Ask(f"N{at}", "How many?", AnswerKind.NUMBER) for at in range(12)]
    for many in range(4, 13):
        pages = texts(evaluation_forms(BOARD, [paper([*short[:many], long])]))
        (first,) = (page for page in pages if "More than a page?" in page)
        assert "They were 100." in " ".join(first.split())
