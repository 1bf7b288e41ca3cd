import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.kinds import mended, moment, read, wrong
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.exchange.answers import answer_form, answer_to
from trainingdesk.exchange.readings import Mended, Reader, Wrong
from trainingdesk.exchange.rows import AnswerForm
from trainingdesk.exchange.spaces import folded, tidied, tidied_lines
from trainingdesk.exchange.texts import email, known_as, lines, listed, text
from trainingdesk.exchange.words import one_of, some_of

STATUS = one_of(BookingStatus, what="status")
MARK = one_of(Attendance, what="mark")


@pytest.mark.parametrize(
    "kept",
    [
        *("<b>Bold</b> & Sons", '=HYPERLINK("x","y")', "Robert'); DROP TABLE delegates;--"),
        *("李小龍 محمد", "X" * 120, "+44 20", "@cmd", "-1+1", "O'Neill", "Małgorzata", "می‌خواهم"),
    ],
)
def test_odd_texts_stay_as_they_are(kept: str) -> None:
    assert read(text(), kept) == kept


@pytest.mark.parametrize("written", ["  Cafcass ", "Cafcass\u00a0", "Caf\u200bcass", "\tCafcass\n"])
def test_spaces_and_unseen_letters_are_mended(written: str) -> None:
    assert mended(text(), written) == "Cafcass"


def test_an_accent_written_apart_is_joined() -> None:
    assert mended(text(), "Zoe\u0308") == "Zoë"


def test_letters_that_turn_others_about_are_left_out() -> None:
    assert mended(text(), "Ada\u202eKing\x07\ud800") == "AdaKing"


def test_a_name_keeps_single_spaces_and_a_note_its_lines() -> None:
    assert mended(text(), "Mary   Jane\nSmith") == "Mary Jane Smith"
    assert read(lines(), "Finance\nLondon") == "Finance\nLondon"
    assert mended(lines(), "Finance \r\nLondon\r\n") == "Finance\nLondon"


def test_a_blank_is_as_good_as_nothing() -> None:
    assert read(text(), " \u00a0 ") is None
    needed = Reader(text(expected="the last name"), required=True, typed=True)
    assert needed["  "] == needed[None] == Wrong("is empty; expected the last name.")


def test_a_number_is_a_text_where_a_text_is_asked_for() -> None:
    assert read(known_as("a course"), 2) == read(known_as("a course"), 2.0) == "2"
    assert read(text(), 2.5) == "2.5"


def test_a_code_that_became_a_date_is_not_guessed_back() -> None:
    assert "perhaps made of a text by accident" in wrong(text(), moment(2017, 3, 1))


def test_a_text_has_an_end() -> None:
    assert "has 10,001 letters, more than 10,000" in wrong(lines(), "x" * 10_001)
    assert "has 301 letters, more than 300" in wrong(text(), "x" * 301)
    assert len(wrong(text(), "x" * 100_000)) < 150


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", " #NAME? "])
def test_a_spreadsheets_error_is_no_value(error: str) -> None:
    for kind in (text(), STATUS, listed()):
        assert "is a spreadsheet's error" in wrong(kind, error)


def test_an_address_looks_like_one() -> None:
    assert read(email(), "ada@example.org") == "ada@example.org"
    assert mended(email(), "mailto:ada@example.org") == "ada@example.org"
    for written in ("nobody-at-home", "a@b", "a@x.org; b@x.org", "a b@x.org", "@x.org", 5):
        assert "is not an e-mail address" in wrong(email(), written)


def test_a_list_is_parted_by_semicolons() -> None:
    assert read(listed(), "NELFT; NELFT-NELCS;; NELFT ") == Mended(("NELFT", "NELFT-NELCS"))
    assert read(listed(), "NELFT;NELCS") == ("NELFT", "NELCS")


@pytest.mark.parametrize(
    "written", ["LEFT EARLY", "left early", "Left-early", " Left  early", "leftearly"]
)
def test_capitals_of_a_known_word_are_mended(written: str) -> None:
    assert mended(MARK, written) == Attendance.LEFT_EARLY


def test_a_known_word_is_read_as_it_is() -> None:
    assert read(MARK, "Late") is Attendance.LATE
    assert read(STATUS, "Walk-in") is BookingStatus.WALK_IN
    assert mended(STATUS, "walk in") is BookingStatus.WALK_IN
    assert mended(STATUS, "Canceled") is BookingStatus.CANCELLED


@pytest.mark.parametrize("written", ["Sort of", "Maybe", "Attended?!x", 1, "TRUE"])
def test_an_unknown_word_is_refused_with_those_that_are_known(written: str | int) -> None:
    said = wrong(MARK, written)
    assert said.endswith("expected Attended, Late, Left early, Absent or Apologies.")


def test_stages_stand_together_in_a_cell() -> None:
    kind = some_of(Stage, what="stage")
    assert read(kind, "Before; End; Follow-up") == (Stage.BEFORE, Stage.END, Stage.FOLLOW_UP)
    assert mended(kind, "before;END") == (Stage.BEFORE, Stage.END)
    assert "'Later' is no stage" in wrong(kind, "Before; Later")


def test_an_answer_may_be_of_four_kinds() -> None:
    scale = AnswerForm(AnswerKind.SCALE, 0, 10)
    assert read(answer_form(), "Scale 0-10") == scale
    assert mended(answer_form(), "scale 0 to 10") == mended(answer_form(), "Scale 0–10") == scale
    assert read(answer_form(), "Yes/No") == AnswerForm(AnswerKind.YES_NO)
    assert mended(answer_form(), "yes / no") == AnswerForm(AnswerKind.YES_NO)
    for written in ("Scale", "Scale 5-1", "Stars", "Scale 1-5000", "Scale 3-3"):
        assert "expected Scale a-b" in wrong(answer_form(), written)


def test_an_answer_is_read_by_what_was_asked() -> None:
    scale = answer_to(AnswerForm(AnswerKind.SCALE, 1, 5))
    assert read(scale, 5) == mended(scale, "5") == 5
    for written in (9, 0, "lots", 4.5):
        assert "expected a number on the scale from 1 to 5" in wrong(scale, written)
    choice = answer_to(AnswerForm(AnswerKind.CHOICE), ("Yes", "No", "Don't know"))
    assert read(choice, "Don't know") == "Don't know"
    assert mended(choice, "DON’T KNOW") == "Don't know"
    assert "is none of the choices" in wrong(choice, "Perhaps")
    assert mended(answer_to(AnswerForm(AnswerKind.YES_NO)), "yes") == "Yes"
    assert read(answer_to(AnswerForm(AnswerKind.TEXT)), "=1+1") == "=1+1"
    assert read(answer_to(AnswerForm(AnswerKind.CHOICE)), "Anything") == "Anything"


@given(st.text())
def test_tidying_twice_changes_nothing_more(written: str) -> None:
    once = tidied(written)
    assert tidied(once) == once
    assert tidied_lines(tidied_lines(written)) == tidied_lines(written)
    assert "\n" not in once
    assert once == once.strip()


def test_names_that_mean_the_same_fold_alike() -> None:
    assert folded("LB Havering  Children’s Services ") == folded("lb havering children's services")
    assert folded("NELFT–NELCS") == folded("nelft-nelcs")
    assert folded("Café") != folded("Cafe")


@pytest.mark.parametrize(
    "choices", [("<1 hour", ">1 hour"), ("1-2", "12"), ("👍", "👎"), ("C", "C++")]
)
def test_choices_that_only_signs_tell_apart_are_never_taken_for_one_another(
    choices: tuple[str, str],
) -> None:
    for choice in choices:
        assert read(answer_to(AnswerForm(AnswerKind.CHOICE), choices), choice) == choice
        assert read(answer_to(AnswerForm(AnswerKind.SEVERAL), choices), choice) == choice
    shouted = answer_to(AnswerForm(AnswerKind.CHOICE), ("Less than 1 hour", *choices))
    assert mended(shouted, "less  than 1-hour") == "Less than 1 hour"
