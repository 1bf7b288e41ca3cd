from datetime import date

from tests.exchange.files import Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import QUESTIONS, Sender
from trainingdesk.domain.evaluation import AnswerKind, Stage
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
