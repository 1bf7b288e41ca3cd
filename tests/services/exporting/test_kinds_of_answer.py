"""Every kind of question, and what was answered to it, goes into a workbook and comes back."""

from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, FirstAid
from tests.services.evaluation.asked_first_aid import ASKS, Asked, ask_first_aid
from tests.services.exporting.test_desks import a_desk, exported, loaded, sheets_of
from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.questions import questions_listed
from trainingdesk.services.evaluation.taking import answers_on
from trainingdesk.storage.models import Form

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
