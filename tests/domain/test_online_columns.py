"""Columns are proposed by words alike, remembered by their headings, and never taken renamed."""

from dataclasses import replace

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.online_columns import (
    KnownForm,
    Means,
    Offered,
    asking_of,
    key_of,
    problem_with,
    proposed,
    remembered,
    renamed,
    to_remember,
)
from trainingdesk.domain.online_export import OnlineExport, OnlineHeading, OnlineLine, OnlineProgram
from trainingdesk.domain.questionnaire import Ask, Asking

CONFIDENT = Offered(
    Asking("CONF"),
    Ask("CONF", "How confident are you that you can act on a concern?", AnswerKind.SCALE, 0, 10),
)
KNOW = Offered(
    Asking("KNOW"),
    Ask("KNOW", "How much do you know of the procedures?", AnswerKind.SCALE, 0, 10),
)
HELPED = Offered(
    Asking("HELP"), Ask("HELP", "What helped?", AnswerKind.SEVERAL, choices=("The room", "Talk"))
)
JUNE = Offered(
    Asking("SESS", "10 June"), Ask("SESS", "The session was useful", AnswerKind.SCALE, 1, 5)
)
JULY = Offered(Asking("SESS", "1 July"), JUNE.ask)
OFFERED = [CONFIDENT, KNOW, HELPED, JUNE, JULY]


def export(*columns: tuple[str, str], name: str = "a.csv") -> OnlineExport:
    headings = tuple(OnlineHeading(words, (words,)) for words, _ in columns)
    line = OnlineLine(2, "k", None, tuple(sample for _, sample in columns))
    return OnlineExport(name, OnlineProgram.GOOGLE, headings, (line,))


def test_questions_are_found_by_their_words_and_whoever_answered_by_what_forms_call_it() -> None:
    found = proposed(
        export(
            ("Email Address", "ada@x.org"),
            ("Your name *", "Ada King"),
            ("1. How confident are you that you can act on a concern? *", "8"),
            ("KNOW", "5"),
            ("What helped?", "Talk"),
            ("Course reference", "FA-1"),
            ("Date of the course", "10/6/2026"),
            ("What is your shoe size?", "41"),
        ),
        OFFERED,
    )
    assert found == (
        *(Means.EMAIL, Means.NAME, CONFIDENT.key, KNOW.key, HELPED.key),
        *(Means.EVENT, Means.DAY, Means.ASIDE),
    )


def test_words_that_are_alike_are_proposed_if_what_was_answered_can_be_read() -> None:
    alike = "How confident are you now that you can act on a concern?"
    assert proposed(export((alike, "8")), OFFERED) == (CONFIDENT.key,)
    assert proposed(export((alike, "Agree")), OFFERED) == (Means.ASIDE,)
    assert proposed(export((CONFIDENT.words, "Agree")), OFFERED) == (CONFIDENT.key,)


def test_a_question_alike_to_two_is_proposed_as_neither() -> None:
    twin = Offered(Asking("CONF2"), Ask("CONF2", f"{CONFIDENT.words} now", AnswerKind.SCALE, 0, 10))
    other = Offered(
        Asking("CONF3"), Ask("CONF3", f"{CONFIDENT.words} yet", AnswerKind.SCALE, 0, 10)
    )
    asked = export((f"{CONFIDENT.words} then", "8"))
    assert proposed(asked, [twin, other]) == (Means.ASIDE,)


def test_one_question_is_proposed_once_and_one_address_too() -> None:
    found = proposed(
        export((KNOW.words, "5"), (f"Q2. {KNOW.words}", "6"), ("Email", "a@x"), ("E-mail", "b@x")),
        OFFERED,
    )
    assert found == (KNOW.key, Means.ASIDE, Means.EMAIL, Means.ASIDE)


def test_the_code_is_found_however_it_is_asked_for_and_by_what_stands_there() -> None:
    for heading in ("The code on your form", "Please enter the code from your form", "Your code:"):
        assert proposed(export((heading, "lost it")), OFFERED) == (Means.CODE,)
    code = str(FormCode(Stage.END, booking_id=17))
    assert proposed(export(("Letters at the top", code)), OFFERED) == (Means.CODE,)
    assert proposed(export(("Letters at the top", code[:-1])), OFFERED) == (Means.ASIDE,)


def test_an_address_that_nobody_gave_stands_for_nothing() -> None:
    assert proposed(export(("Email", ""), ("Your e-mail", "a@x")), []) == (Means.ASIDE, Means.EMAIL)


def test_what_is_asked_of_each_session_is_found_by_its_day() -> None:
    found = proposed(
        export(("The session was useful [1 July]", "4"), ("The session was useful › 10 June", "5")),
        OFFERED,
    )
    assert found == (JULY.key, JUNE.key)
    assert JUNE.words == "The session was useful (10 June)"


def test_choices_with_a_column_each_stand_for_their_question() -> None:
    columns = (
        ("What helped? › The room", ""),
        ("What helped? › Talk", ""),
        ("What helped? › Tea", ""),
    )
    assert proposed(export(*columns), OFFERED) == (HELPED.key, HELPED.key, Means.ASIDE)


def test_what_columns_stand_for_is_remembered_by_their_headings() -> None:
    here = export(("Email", "a@x"), (KNOW.words, "5"), ("Why?", "x"))
    kept = to_remember(here, (Means.EMAIL, KNOW.key, Means.ASIDE))
    turned = export(("Why?", "x"), (KNOW.words, "5"), ("Email", "a@x"), ("More", ""))
    assert remembered(turned, kept) == (Means.ASIDE, KNOW.key, Means.EMAIL, Means.ASIDE)
    assert asking_of(KNOW.key) == Asking("KNOW")
    assert asking_of(key_of(Asking("S", "10 June"))) == Asking("S", "10 June")
    assert asking_of(Means.EMAIL) is None


def test_renamed_columns_are_named() -> None:
    may = KnownForm("May.csv", ("Email", KNOW.words, "Why?"), rows=2)
    known = [may, KnownForm("Other.csv", ("Colour",), rows=1)]
    found = renamed(export(("email", "a@x"), (KNOW.words, "5"), ("Why not?", "x")), known)
    assert found is not None
    assert (found.missing, found.new) == (("Why?",), ("Why not?",))
    assert str(found) == (
        "Its columns are not those of May.csv any more: not there any more: “Why?”; new: "
        "“Why not?”. Nothing was taken: say once more what each column stands for."
    )
    assert renamed(export(("Shoe size", "41")), [replace(each, rows=0) for each in known]) is None
    other = renamed(export(("Shoe size", "41")), known)
    assert other is not None
    assert (other.name, other.is_sure) == ("May.csv", True)
    more = renamed(export(("Email", ""), (KNOW.words, ""), ("Why?", ""), ("More", "")), known)
    assert more is not None
    assert "not there any more" not in str(more)


def test_what_is_missing_before_lines_can_be_taken_is_said() -> None:
    def problem(*stands_for: str, anonymous: bool = False, of_event: bool = False) -> str:
        return problem_with(stands_for, OFFERED, anonymous=anonymous, of_event=of_event)

    assert problem(Means.EMAIL, KNOW.key) == ""
    assert problem(Means.CODE, KNOW.key) == ""
    assert problem(Means.FIRST_NAME, Means.LAST_NAME, KNOW.key) == ""
    assert "Nothing tells who answered" in problem(Means.FIRST_NAME, KNOW.key)
    assert "No column stands for a question" in problem(Means.EMAIL)
    assert f"Two columns stand for “{KNOW.words}”" in problem(KNOW.key, KNOW.key)
    assert "Two columns stand for “Name”" in problem(Means.NAME, Means.NAME, KNOW.key)
    assert problem(HELPED.key, HELPED.key, Means.EMAIL) == ""
    assert "they are anonymous" in problem(KNOW.key, anonymous=True)
    assert problem(KNOW.key, anonymous=True, of_event=True) == ""
    assert problem(KNOW.key, Means.EVENT, anonymous=True) == ""
