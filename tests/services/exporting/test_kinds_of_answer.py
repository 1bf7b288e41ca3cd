"""Every kind of question, and what was answered to it, goes into a workbook and comes back."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BY_AFTER, FirstAid
from tests.services.evaluation.asked_first_aid import (
    ASKS,
    CONFIDENCE,
    Asked,
    a_questionnaire,
    ask_first_aid,
)
from tests.services.exporting.test_desks import a_desk, exported, loaded, sheets_of
from trainingdesk.domain.answering import LONGEST, MOST
from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.questionnaire import Asking
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.questions import questions_listed
from trainingdesk.services.evaluation.taking import answers_on, take
from trainingdesk.storage.models import EventSession, Form, SessionTrainer, Trainer

ANSWERS: dict[str, int | str] = {
    "CONF": 0,
    "SAT": 5,
    "AGAIN": "Unsure",
    "HEARD": "Manager",
    "USED": "Film\nNotes",
    "TIMES": 12,
    "WORDS": "=1+1\n保护儿童",
}


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    return ask_first_aid(desk, first_aid)


def test_every_kind_of_question_and_its_answers_come_back(asked: Asked, tmp_path: Path) -> None:
    assert {ask.answer for ask in ASKS} == set(AnswerKind) - {AnswerKind.YES_NO}
    asked.take(ANSWERS, received_on=AFTER)
    path = tmp_path / "desk.xlsx"
    exported(asked.desk, path)
    said = {row[0]: row[4] for row in sheets_of(path)["Questions"][1:]}
    assert (said["CONF"], said["USED"], said["TIMES"], said["AGAIN"]) == (
        "Scale 0-10",
        "Several",
        "Number",
        "Yes/No/Unsure",
    )
    other = a_desk(tmp_path / "other.sqlite")
    loaded(other, path)
    with asked.desk.reading() as here, other.reading() as there:
        assert [(row.details, row.answers) for row in questions_listed(there)] == [
            (row.details, row.answers) for row in questions_listed(here)
        ]
        forms = [db.scalars(select(Form)).one() for db in (here, there)]
        assert answers_on(forms[0]) == answers_on(forms[1])
        assert {asking.code: value for asking, value in answers_on(forms[1]).items()} == ANSWERS
    other.close()


@pytest.mark.parametrize("answers", [{"TIMES": MOST}, {"TIMES": 0, "WORDS": "ab" * (LONGEST // 2)}])
def test_whatever_the_desk_takes_at_most_its_workbook_takes_too(
    asked: Asked, tmp_path: Path, answers: dict[str, int | str]
) -> None:
    asked.take(answers, received_on=AFTER)
    path = tmp_path / "desk.xlsx"
    exported(asked.desk, path)
    assert loaded(asked.desk, path).total.changed == 0
    other = a_desk(tmp_path / "other.sqlite")
    loaded(other, path)
    with other.reading() as db:
        said = answers_on(db.scalars(select(Form)).one())
    assert {asking.code: value for asking, value in said.items()} == answers
    other.close()


def test_the_export_says_how_many_answers_about_speakers_stay(asked: Asked, tmp_path: Path) -> None:
    asked.take({"CONF": 3}, received_on=AFTER)
    assert exported(asked.desk, tmp_path / "none.xlsx").notices == ()
    with asked.desk.changing("Ask") as db:
        each = a_questionnaire(db, Stage.BEFORE, replace(CONFIDENCE, per=AskedPer.SPEAKER))
        jo, ann = Trainer(name="Jo Bloggs"), Trainer(name="Ann Other")
        db.add_all([jo, ann])
        db.flush()
        session = asked.first_aid.session
        db.get_one(EventSession, session).trainer_id = jo.id
        db.add(SessionTrainer(session_id=session, trainer_id=ann.id, part=TrainerPart.BESIDE))
    said = asked.returned({}, stage=Stage.BEFORE, questionnaire_id=each)
    answers = {Asking("CONF", "Jo Bloggs"): 3, Asking("CONF", "Ann Other"): 5}
    with asked.desk.changing("Take") as db:
        take(db, replace(said, answers=answers), by=BY_AFTER)
    assert exported(asked.desk, tmp_path / "two.xlsx").notices == (
        (
            "2 answers stay on this desk: what was asked for each session or speaker has no column "
            "in the workbook."
        ),
    )
