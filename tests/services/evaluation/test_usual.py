from datetime import timedelta

from sqlalchemy import select

from tests.conftest import BEFORE
from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.domain.usual_forms import FORMS, QUESTIONS
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.forms_listed import forms_standing, stages_without
from trainingdesk.services.evaluation.questionnaires import questionnaire
from trainingdesk.services.evaluation.questions import (
    QuestionDetails,
    add_question,
    questions_listed,
    retire_questions,
)
from trainingdesk.services.evaluation.usual import (
    add_questionnaires_of_the_bank,
    add_usual_questionnaires,
)
from trainingdesk.services.evaluation.versions import save_questionnaire
from trainingdesk.storage.models import Question


def test_our_forms_are_sound() -> None:
    assert [form.stage for form in FORMS] == list(Stage)
    assert not any(form.problems() for form in FORMS)
    assert not any(question.problems() for question in QUESTIONS)
    asked = {put.code for form in FORMS for put in form.asks}
    assert {question.code for question in QUESTIONS} == asked
    assert max(len(form.asks) for form in FORMS) <= 10
    for question in QUESTIONS:
        on = [form.stage for form in FORMS if question.code in {put.code for put in form.asks}]
        assert on == list(question.stages), question.code


def test_a_new_desk_gets_a_form_for_every_stage(desk: Desk) -> None:
    with desk.changing("Use our forms") as db:
        assert add_usual_questionnaires(db, today=BEFORE) == list(Stage)
    with desk.reading() as db:
        assert stages_without(db) == []
        rows = forms_standing(db)
        end = questionnaire(db, rows[1].id)
        assert [row.details.code for row in questions_listed(db)] == [q.code for q in QUESTIONS]
    assert [(ask.code, ask.answer, ask.lowest, ask.highest, ask.per) for ask in end.asks[:5]] == [
        ("SAT", AnswerKind.SCALE, 1, 5, AskedPer.EVENT),
        ("CONF", AnswerKind.SCALE, 0, 10, AskedPer.EVENT),
        ("KNOW", AnswerKind.SCALE, 0, 10, AskedPer.EVENT),
        ("SKILL", AnswerKind.SCALE, 0, 10, AskedPer.EVENT),
        ("SPEAKER", AnswerKind.SCALE, 1, 5, AskedPer.SPEAKER),
    ]
    with desk.changing("Again") as db:
        assert add_usual_questionnaires(db, today=BEFORE + timedelta(days=1)) == []


def test_questions_of_the_bank_that_are_alike_are_asked_instead(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        add_question(db, QuestionDetails("conf", "How sure are you?", lowest=0, highest=10))
        add_question(db, QuestionDetails("SAT", "How was it?", lowest=0, highest=10))
        know = QuestionDetails("KNOW", "What do you know?", lowest=0, highest=10)
        retire_questions(db, [add_question(db, know)])
        assert add_usual_questionnaires(db, today=BEFORE) == list(Stage)
    with desk.reading() as db:
        end = questionnaire(db, forms_standing(db)[1].id)
        words = {ask.code: ask.words for ask in end.asks}
        conf = next(row for row in questions_listed(db) if row.details.code == "conf")
    assert words["conf"] == "How sure are you?"
    assert words["SAT-2"].startswith("All in all")
    assert words["KNOW-2"].startswith("How well")
    assert conf.details.stages == (Stage.BEFORE, Stage.END, Stage.FOLLOW_UP)


def test_a_stage_that_has_its_form_keeps_it(desk: Desk) -> None:
    own = QuestionnaireDetails(Stage.END, title="Ours", asks=(Put("MINE"),))
    with desk.changing("Set up") as db:
        add_question(db, QuestionDetails("MINE", "And?", AnswerKind.TEXT))
        save_questionnaire(db, own, opened=None, today=BEFORE)
        assert add_usual_questionnaires(db, today=BEFORE) == [
            stage for stage in Stage if stage is not Stage.END
        ]
        assert not db.scalar(select(Question.id).where(Question.code == "SPEAKER"))
        conf = next(row.details for row in questions_listed(db) if row.details.code == "CONF")
    assert conf.stages == (Stage.BEFORE, Stage.FOLLOW_UP)  # and not where nobody asks it


def test_questions_that_came_with_a_workbook_become_forms(desk: Desk) -> None:
    stages = (Stage.BEFORE, Stage.END)
    with desk.changing("Set up") as db:
        for code in ("ONE", "TWO"):
            add_question(db, QuestionDetails(code, "And?", AnswerKind.TEXT, stages=stages))
        old = add_question(db, QuestionDetails("OLD", "Why?", AnswerKind.TEXT, stages=stages))
        retire_questions(db, [old])
        own = QuestionnaireDetails(Stage.END, title="Ours", asks=(Put("ONE"),))
        save_questionnaire(db, own, opened=None, today=BEFORE)
        assert add_questionnaires_of_the_bank(db, today=BEFORE) == [Stage.BEFORE]
    with desk.reading() as db:
        before = questionnaire(db, forms_standing(db)[0].id)
        assert [ask.code for ask in before.asks] == ["ONE", "TWO"]
