"""Two desks that save what is asked at one stage, at the same moment."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import BEFORE
from tests.services.at_once import Meeting, at_once, begin_late
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.domain.refusals import DeskBusy, Refused, SavedMeanwhile
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation import versions
from trainingdesk.services.evaluation.forms_listed import forms_standing
from trainingdesk.services.evaluation.questions import add_question
from trainingdesk.services.evaluation.versions import save_questionnaire
from trainingdesk.storage.models import Questionnaire

FIRST = QuestionnaireDetails(Stage.END, title="First", asks=(Put("WHY"),))
SECOND = QuestionnaireDetails(Stage.END, title="Second", asks=(Put("WHY"),))


@pytest.fixture
def two(
    desk: Desk, other_desk: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> list[Desk]:
    """Two desks, each of which waits between looking at what stands and saving its own."""
    with desk.changing("Set up") as db:
        add_question(db, QuestionDetails("WHY", "Why?", AnswerKind.TEXT))
    found = versions._standing

    def looked(db: Session, stage: Stage, course_id: int | None) -> Questionnaire | None:
        kept = found(db, stage, course_id)
        meeting.wait()
        return kept

    monkeypatch.setattr(versions, "_standing", looked)
    return [desk, other_desk]


def save(desk: Desk, details: QuestionnaireDetails) -> type[Exception] | None:
    try:
        with desk.changing("Save") as db:
            save_questionnaire(db, details, opened=None, today=BEFORE)
    except (Refused, IntegrityError) as refused:
        return type(refused)
    return None


def test_one_form_stands_and_the_later_is_told(two: list[Desk], meeting: Meeting) -> None:
    done = at_once(save, two, [FIRST, SECOND])
    assert sorted(map(str, done)) == sorted(map(str, [None, ChangedMeanwhile]))
    assert not meeting.happened
    with two[0].reading() as db:
        assert len(forms_standing(db)) == 1


def test_without_the_lock_both_have_looked_and_the_database_refuses_one(
    two: list[Desk], meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_late(two)

    def unlocked(_db: Session) -> None:
        """Let nobody wait."""

    monkeypatch.setattr(versions, "lock_bank", unlocked)
    done = at_once(save, two, [FIRST, SECOND])
    assert meeting.happened
    assert done.count(None) == 1
    assert set(done) - {None} <= {SavedMeanwhile, DeskBusy, IntegrityError}
