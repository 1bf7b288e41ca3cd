from dataclasses import replace

import pytest

from tests.conftest import BEFORE, FirstAid
from tests.services.evaluation.asked_first_aid import Asked, ask_first_aid
from tests.worlds import set_up_once
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.questions import (
    add_question,
    answers_to,
    kind_said,
    question_details,
    questions_listed,
    retire_questions,
)
from trainingdesk.services.evaluation.versions import (
    change_question,
    save_questionnaire,
    withdraw_questionnaire,
)
from trainingdesk.storage.models import Question

SURE = QuestionDetails(
    "SURE",
    "How sure are you?",
    lowest=0,
    highest=10,
    lowest_end="Not at all",
    measure="Confidence",
    stages=(Stage.BEFORE, Stage.END),
)
WHICH = QuestionDetails("WHICH", "Which?", AnswerKind.SEVERAL, choices=("Film", "Łódź"))


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    return ask_first_aid(desk, first_aid)


@pytest.fixture
@set_up_once
def sure(desk: Desk) -> int:
    with desk.changing("Add") as db:
        return add_question(db, SURE)


def changed(desk: Desk, number: int, opened: QuestionDetails, **to: object) -> QuestionDetails:
    with desk.changing("Change") as db:
        wanted = replace(opened, **to)  # type: ignore[arg-type]
        change_question(db, number, wanted, opened=opened, today=BEFORE)
        return question_details(db, number)


def refused(desk: Desk, number: int, **to: object) -> dict[str, str]:
    with desk.reading() as db:
        opened = question_details(db, number)
    with pytest.raises(Invalid) as caught:
        changed(desk, number, opened, **to)
    return caught.value.problems


def test_the_bank_is_listed_in_its_order_and_by_words(desk: Desk, sure: int) -> None:
    with desk.changing("Add") as db:
        which = add_question(db, WHICH)
        retire_questions(db, [sure])
    with desk.reading() as db:
        rows = questions_listed(db)
        assert [(row.id, row.retired) for row in rows] == [(which, False), (sure, True)]
        assert rows[0].details == WHICH
        assert [row.id for row in questions_listed(db, words="łódź")] == []
        assert [row.id for row in questions_listed(db, words="sev WHICH")] == [which]
        assert [row.id for row in questions_listed(db, retired=False)] == [which]
        assert [kind_said(row.details) for row in rows] == ["Several", "Scale 0-10"]
        with pytest.raises(Unknown, match="This question is no longer there"):
            question_details(db, 99)


def test_a_question_counts_its_answers_and_its_forms(asked: Asked) -> None:
    asked.take({"CONF": 4, "SAT": 5})
    with asked.desk.reading() as db:
        rows = {row.details.code: (row.answers, row.forms) for row in questions_listed(db)}
    assert (rows["CONF"], rows["WORDS"]) == ((1, 1), (0, 1))


def test_saving_an_unchanged_question_changes_nothing(desk: Desk, sure: int) -> None:
    before = desk.done
    assert changed(desk, sure, SURE) == SURE
    assert desk.done == before


def test_an_unused_question_may_become_another(desk: Desk, sure: int) -> None:
    wanted = replace(WHICH, code="OTHER", stages=(Stage.MANAGER,))
    with desk.changing("Change") as db:
        change_question(db, sure, wanted, opened=SURE, today=BEFORE)
    with desk.reading() as db:
        assert question_details(db, sure) == wanted


@pytest.mark.parametrize("code", ["sure", "S-U-R-E", "Delegate", ""])
def test_a_code_is_of_one_question_and_of_no_column(desk: Desk, sure: int, code: str) -> None:
    with desk.changing("Add") as db, pytest.raises(Invalid) as caught:
        add_question(db, replace(WHICH, code=code))
    assert list(caught.value.problems) == ["code"]
    assert sure


def test_a_code_from_a_workbook_may_stay_as_it_is(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        odd = Question(code="Q.1?", words="Why?", answer=AnswerKind.TEXT)
        db.add(odd)
        db.flush()
        number, opened = odd.id, question_details(db, odd.id)
    assert changed(desk, number, opened, words="Why not?").words == "Why not?"


def test_two_who_change_one_question_are_told(desk: Desk, sure: int) -> None:
    changed(desk, sure, SURE, words="How certain?")
    with pytest.raises(ChangedMeanwhile) as caught:
        changed(desk, sure, SURE, measure="Certainty")
    assert caught.value.differing == ("words",)


def test_an_answered_question_keeps_code_kind_scale_and_choices(asked: Asked) -> None:
    asked.take({"CONF": 4, "USED": "Film"})
    with asked.desk.reading() as db:
        numbers = {row.details.code: row.id for row in questions_listed(db)}
        assert answers_to(db, numbers["CONF"]) == 1
    conf, used = numbers["CONF"], numbers["USED"]
    assert "1 answer came to it as it is" in refused(asked.desk, conf, highest=7)["lowest"]
    assert "Make a new question" in refused(asked.desk, conf, answer=AnswerKind.NUMBER)["answer"]
    assert list(refused(asked.desk, used, choices=("Film", "Talk"))) == ["choices"]
    assert "code stays" in refused(asked.desk, conf, code="SURE")["code"]


def test_a_question_on_a_form_keeps_its_kind_though_nobody_answered(asked: Asked) -> None:
    with asked.desk.reading() as db:
        times = next(row.id for row in questions_listed(db) if row.details.code == "TIMES")
    problems = refused(asked.desk, times, answer=AnswerKind.TEXT)
    assert "It stands on a form as it is" in problems["answer"]


def test_the_words_of_an_answered_question_may_change(asked: Asked) -> None:
    asked.take({"CONF": 4})
    with asked.desk.reading() as db:
        row = next(row for row in questions_listed(db) if row.details.code == "CONF")
    now = changed(asked.desk, row.id, row.details, words="How sure?", lowest_end="Not at all")
    assert (now.words, now.lowest_end) == ("How sure?", "Not at all")


def test_a_question_stays_at_the_stages_where_it_is_asked_or_answered(asked: Asked) -> None:
    with asked.desk.reading() as db:
        row = next(row for row in questions_listed(db) if row.details.code == "CONF")
    problems = refused(asked.desk, row.id, stages=(Stage.BEFORE,))
    assert problems["stages"].startswith("It is asked or was answered at: End of course.")
    kept = changed(asked.desk, row.id, row.details, stages=(Stage.END,))
    assert kept.stages == (Stage.END,)


def test_a_stage_at_which_a_question_was_answered_stays_though_no_form_asks_it_now(
    asked: Asked,
) -> None:
    asked.take({"CONF": 4})
    with asked.desk.changing("Withdraw") as db:
        withdraw_questionnaire(db, Stage.END, None, today=BEFORE)
        number = next(row.id for row in questions_listed(db) if row.details.code == "CONF")
    assert "at: End of course." in refused(asked.desk, number, stages=())["stages"]


def test_a_question_on_a_form_is_not_retired(desk: Desk, sure: int) -> None:
    asks = QuestionnaireDetails(Stage.END, title="End", asks=(Put("SURE"),))
    with desk.changing("Ask") as db:
        save_questionnaire(db, asks, opened=None, today=BEFORE)
        with pytest.raises(Refused, match="1 form asks SURE still"):
            retire_questions(db, [sure])
        assert retire_questions(db, [sure], retired=False) == 0
