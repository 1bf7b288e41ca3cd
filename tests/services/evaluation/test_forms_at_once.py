"""Two desks that save what is asked at one stage, at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event as Happening
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BEFORE, BY_AFTER, FirstAid
from tests.services.at_once import Meeting, at_once, begin_late
from tests.services.evaluation.asked_first_aid import a_booking
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.question_details import QuestionDetails
from trainingdesk.domain.questionnaire import Asking, Returned
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.domain.refusals import DeskBusy, Refused, SavedMeanwhile
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation import taking, versions
from trainingdesk.services.evaluation.forms_listed import forms_standing
from trainingdesk.services.evaluation.questions import add_question
from trainingdesk.services.evaluation.taking import take
from trainingdesk.services.evaluation.versions import save_questionnaire
from trainingdesk.storage.database import whole_desk_is_locked
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


@dataclass
class Race:
    """A form comes in on one desk while another changes what it asks, on the day it was made."""

    first_aid: FirstAid
    taker: Desk
    changer: Desk
    read: Happening = field(default_factory=Happening)
    saved: Happening = field(default_factory=Happening)

    def gives_way(self) -> bool:
        """Whether what came in keeps its questions, and the change is a version of its own."""
        with self.taker.changing("Set up") as db:
            add_question(db, QuestionDetails("WHY", "Why?", AnswerKind.TEXT))
            a_booking(db, self.first_aid, self.first_aid.ada)
            number = save_questionnaire(db, FIRST, opened=None, today=AFTER)
        with ThreadPoolExecutor() as threads:
            taken = threads.submit(self.take_in, number)
            changed = threads.submit(self.change)
            taken.result()
            return changed.result() != number

    def take_in(self, number: int) -> None:
        first_aid, said = self.first_aid, {Asking("WHY"): "Because"}
        with self.taker.changing("Take") as db:
            whose = (first_aid.event, first_aid.ada, Stage.END)
            take(db, Returned(*whose, said, AFTER, "Paper", number), by=BY_AFTER)

    def change(self) -> int:
        self.read.wait(5)
        with self.changer.changing("Save") as db:
            standing = save_questionnaire(db, SECOND, opened=FIRST, today=AFTER)
        self.saved.set()
        return standing


@pytest.fixture
def race(
    desk: Desk, other_desk: Desk, first_aid: FirstAid, monkeypatch: pytest.MonkeyPatch
) -> Race:
    """The taker stands still between reading what is asked and storing the answers."""
    found = Race(first_aid, desk, other_desk)
    judged = taking._judged

    def slowly(*told: Any, **more: Any) -> Any:
        fate = judged(*told, **more)
        found.read.set()
        found.saved.wait(1)
        return fate

    monkeypatch.setattr(taking, "_judged", slowly)
    return found


def test_what_is_asked_is_not_changed_under_the_first_answers_to_it(race: Race) -> None:
    assert race.gives_way()


def test_without_the_lock_it_is_changed_under_them(
    race: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    with race.taker.reading() as db:
        if whole_desk_is_locked(db):
            pytest.skip("one at a time changes a desk in a file")
    monkeypatch.setattr(taking, "lock_asked", lambda *_: None)
    assert not race.gives_way()


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
