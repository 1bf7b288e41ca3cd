from datetime import date

import pytest
from sqlalchemy import select

from tests.exchange.files import Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import QUESTIONS, Sender
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.services.evaluation.versions import (
    save_questionnaire,
    withdraw_questionnaire,
)
from trainingdesk.storage.models import Answer, Form, Question, QuestionStage

HEAD = ("Event", "Delegate", "Stage", "Received", "Via", "CONF", "sat", "MORE")
JULY = moment(2026, 7, 1)


def forms(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> dict[str, Rows]:
    return {"Evaluations": [head, *rows]}


def test_questions_are_stored_with_their_stages(world: Sender) -> None:
    assert world.all(Question, "code", "answer", "lowest", "highest", "choices") == [
        ("CONF", AnswerKind.SCALE, 0, 10, ""),
        ("SAT", AnswerKind.SCALE, 1, 5, ""),
        ("MORE", AnswerKind.CHOICE, None, None, "Yes\nNo\nDon't know"),
    ]
    assert len(world.all(QuestionStage, "stage")) == 4
    assert world.load({"Questions": QUESTIONS}).total.same == 3
    head = ("Code", "Stages", "Question", "Answer")
    world.load({"Questions": [head, ("conf", "END", "How confident?", "scale 0 to 10")]})
    assert len(world.all(QuestionStage, "stage")) == 3


def test_a_form_is_stored_with_its_answers(world: Sender) -> None:
    book = forms(("FA-1", "D1", "End", JULY, "Paper", 7, "5", "DON’T KNOW"))
    outcome = world.load(book)
    assert world.all(Form, "stage", "received_on", "via") == [
        (Stage.END, date(2026, 7, 1), "Paper")
    ]
    assert world.all(Answer, "number", "words") == [(7, None), (5, None), (None, "Don't know")]
    assert [mend.read_as for mend in outcome.mends] == ["5", "Don't know"]
    assert world.load(book).total.same == 1


def test_an_answer_off_the_scale_refuses_the_form(world: Sender) -> None:
    book = forms(
        ("FA-1", "D1", "End", JULY, None, 7, 9, None),
        ("FA-1", "D2", "End", JULY, None, "lots", 5, "Perhaps"),
        ("FA-1", "D3", "End", JULY, None, 10, 5, None),
    )
    assert world.refused(book) == [
        "Evaluations row 2: sat: '9' is too large; expected a number on the scale from 1 to 5.",
        (
            "Evaluations row 3: CONF: 'lots' is not a number; "
            "expected a number on the scale from 0 to 10."
        ),
        (
            "Evaluations row 3: MORE: 'Perhaps' is none of the choices; "
            "expected one of: Yes; No; Don't know."
        ),
    ]
    assert world.load(book, skip=True).good == 1


def test_a_question_that_is_not_known_is_reported(world: Sender) -> None:
    head = ("Event", "Delegate", "Stage", "CONF", "Biscuits")
    outcome = world.load(forms(("FA-1", "D1", "End", 7, "none"), head=head))
    assert outcome.notices == (
        (
            "sent.xlsx: Evaluations: the question 'Biscuits' is not known, "
            "so its answers were left out."
        ),
    )
    assert outcome.good == 1


def test_a_refused_question_costs_its_answers_alone(world: Sender) -> None:
    head = ("Code", "Stages", "Question", "Answer")
    bad = {"Questions": [head, ("NEW", "End", "Well?", "Stars")]}
    book = {**bad, **forms(("FA-1", "D1", "End", 3), head=("Event", "Delegate", "Stage", "NEW"))}
    outcome = world.load(book, skip=True)
    assert outcome.sheets["Evaluations"].new == 1
    assert outcome.notices[0].endswith("'NEW' was refused, so its answers were left out.")


def test_a_delegate_answers_once_at_each_stage(world: Sender) -> None:
    book = forms(
        ("FA-1", "D1", "Before", JULY, None, 7, None, None),
        ("FA-1", "D1", "End", JULY, None, 8, None, None),
        ("FA-1", "d1", "END", JULY, None, 9, None, None),
    )
    assert world.refused(book) == [
        (
            "Evaluations row 4: Delegate: 'd1' answered at this stage already, in row 3; "
            "expected one form for each event, delegate and stage."
        )
    ]


def test_a_form_is_corrected_and_an_empty_cell_leaves_its_answer(world: Sender) -> None:
    world.load(forms(("FA-1", "D1", "End", JULY, "Paper", 7, 5, None)))
    outcome = world.load(forms(("FA-1", "D1", "End", None, None, 8, None, "No")))
    assert outcome.total.changed == 1
    assert world.all(Answer, "number", "words") == [(8, None), (5, None), (None, "No")]
    assert world.all(Form, "received_on", "via") == [(date(2026, 7, 1), "Paper")]
    world.load(forms(("FA-1", "D1", "End", moment(2026, 7, 2), "paper", None, None, None)))
    assert world.all(Form, "received_on", "via") == [(date(2026, 7, 2), "Paper")]


def test_anonymous_forms_count_as_often_as_they_stand_in_one_file(world: Sender) -> None:
    one = ("FA-1", None, "End", JULY, "Paper", 7, 5, None)
    other = ("FA-1", None, "End", JULY, "Paper", 7, 4, None)
    book = forms(one, one, other)
    assert world.load(book).total.new == 3
    assert world.load(book).total.same == 3
    outcome = world.load(forms(one, one, one))
    assert (outcome.total.new, outcome.total.same) == (1, 2)
    assert world.load(forms(other)).total.same == 1
    assert len(world.all(Form, "id")) == 4
    assert len(world.all(Answer, "id")) == 8


QUESTION = ("Code", "Stages", "Question", "Answer")


def test_a_question_that_was_answered_keeps_its_kind_and_scale(world: Sender) -> None:
    world.load(forms(("FA-1", "D1", "End", JULY, None, 7, None, None)))
    other = {"Questions": [QUESTION, ("CONF", "Before; End", "How confident?", "Scale 1-5")]}
    assert world.refused(other) == [
        (
            "Questions row 2: Answer: 'CONF' was asked as Scale 0-10 already; expected the same, "
            "or a code of its own for Scale 1-5."
        )
    ]
    world.load({"Questions": [QUESTION, ("CONF", "Before; End", "How sure?", "Scale 0-10")]})
    world.load({"Questions": [QUESTION, ("SAT", "End", "How was it?", "Text")]})
    assert world.all(Question, "words", "answer")[:2] == [
        ("How sure?", AnswerKind.SCALE),
        ("How was it?", AnswerKind.TEXT),
    ]


CHOICES = (*QUESTION, "Choices")


def more(answer: str, choices: str | None) -> dict[str, Rows]:
    return {"Questions": [CHOICES, ("MORE", "End", "Better?", answer, choices)]}


@pytest.mark.parametrize(
    "choices", ["Yes; No; Perhaps", "No; Yes; Don't know", "Perhaps; Yes; No; Don't know", "Maybe"]
)
def test_a_question_that_was_answered_keeps_its_choices(world: Sender, choices: str) -> None:
    world.load(more("Choice", "Yes; No; Perhaps"))  # free while nobody has answered
    world.load(more("Choice", "Yes; No; Don't know"))
    world.load(forms(("FA-1", "D1", "End", JULY, None, None, None, "Don't know")))
    assert world.refused(more("Choice", choices)) == [
        (
            "Questions row 2: Choices: 'MORE' was asked with the choices Yes; No; Don't know "
            "already; expected these, and others after them, or a code of its own."
        )
    ]


def test_further_choices_follow_those_of_a_question_that_was_answered(world: Sender) -> None:
    answered = forms(("FA-1", "D1", "End", JULY, None, None, None, "Don't know"))
    world.load(answered)
    outcome = world.load(more("Choice", "yes; NO; Don’t know; Later"))
    assert (outcome.total.changed, len(outcome.mends)) == (1, 1)
    assert outcome.mends[0].read_as == "Yes; No; Don't know; Later"
    for earlier in ("Yes; No; Don't know", None):
        assert world.load(more("Choice", earlier)).total.same == 1
    assert world.all(Question, "choices")[2] == ("Yes\nNo\nDon't know\nLater",)
    assert world.load(answered).total.same == 1


def test_a_question_answered_in_any_words_is_given_no_choices(world: Sender) -> None:
    world.load({"Questions": [CHOICES, ("ANY", "End", "Which?", "Choice", None)]})
    head = ("Event", "Delegate", "Stage", "ANY")
    world.load(forms(("FA-1", "D1", "End", "Blue"), head=head))
    given = {"Questions": [CHOICES, ("ANY", "End", "Which?", "Choice", "Red; Green")]}
    assert world.refused(given) == [
        (
            "Questions row 2: Choices: 'ANY' was asked without choices already; "
            "expected none, or a code of its own."
        )
    ]


def test_a_question_on_a_form_keeps_its_choices(world: Sender) -> None:
    asks = QuestionnaireDetails(Stage.END, title="End", asks=(Put("MORE"),))
    with world.desk.changing("Ask") as db:
        save_questionnaire(db, asks, opened=None, today=date(2026, 5, 1))
    assert "was asked with the choices" in world.refused(more("Choice", "Yes; Perhaps"))[0]


def test_a_question_stays_at_the_stages_whose_forms_ask_it(world: Sender) -> None:
    asks = QuestionnaireDetails(Stage.FOLLOW_UP, title="Later", asks=(Put("CONF"),))
    with world.desk.changing("Ask") as db:
        save_questionnaire(db, asks, opened=None, today=date(2026, 5, 1))
    assert world.load({"Questions": QUESTIONS}).total.same == 3
    stages = select(QuestionStage.stage).join(Question).where(Question.code == "CONF")
    with world.desk.reading() as db:
        assert set(db.scalars(stages)) == {Stage.BEFORE, Stage.END, Stage.FOLLOW_UP}
    other = {"Questions": [QUESTION, ("CONF", "Before; End", "How confident?", "Text")]}
    assert "was asked as Scale 0-10 already" in world.refused(other)[0]
    with world.desk.changing("Withdraw") as db:
        withdraw_questionnaire(db, Stage.FOLLOW_UP, None, today=date(2026, 5, 1))
    world.load({"Questions": QUESTIONS})
    with world.desk.reading() as db:
        assert set(db.scalars(stages)) == {Stage.BEFORE, Stage.END}
