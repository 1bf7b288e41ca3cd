from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.conftest import BEFORE, STARTS, FirstAid, a_course, an_event
from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.event import TrainerPart
from trainingdesk.domain.questionnaire import Ask, Asking, asks_as_data
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.questionnaires import (
    askings_of,
    questionnaire,
    standing_for,
)
from trainingdesk.storage.models import (
    Course,
    Event,
    EventSession,
    Questionnaire,
    SessionTrainer,
    Trainer,
)

SURE = Ask("Q1", "How confident are you?", AnswerKind.SCALE, 0, 10)
CLEAR = Ask("Q2", "How clear was it?", AnswerKind.SCALE, 1, 5, per=AskedPer.SPEAKER)
HEARD = Ask("Q3", "Did they listen?", AnswerKind.YES_NO, per=AskedPer.SPEAKER)
USEFUL = Ask("Q4", "How useful was this day?", AnswerKind.SCALE, 1, 5, per=AskedPer.SESSION)


def kept(db: Session, stage: Stage, course_id: int | None = None, **more: object) -> int:
    details: dict[str, object] = {"version": 1, "title": "End", "made_on": BEFORE}
    row = Questionnaire(
        stage=stage, course_id=course_id, asks=asks_as_data([SURE]), **(details | more)
    )
    db.add(row)
    db.flush()
    return row.id


def speaking(db: Session, session: EventSession, *names: str, reserve: str = "") -> None:
    """The first of the names is the first trainer of a day, the others stand beside."""
    people = [Trainer(name=name) for name in (*names, *([reserve] if reserve else []))]
    db.add_all(people)
    db.flush()
    session.trainer = people[0]
    for person in people[1:]:
        part = TrainerPart.RESERVE if person.name == reserve else TrainerPart.BESIDE
        db.add(SessionTrainer(session_id=session.id, trainer_id=person.id, part=part))


def test_a_course_asks_its_own_questions_else_those_for_all(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Ask") as db:
        other = a_course(db, "Other", "OT").id
        ended = kept(db, Stage.END, first_aid.course, ended_on=BEFORE)
        of_all = kept(db, Stage.END)
        own = kept(db, Stage.END, first_aid.course, version=2)
    with desk.reading() as db:
        found = [standing_for(db, Stage.END, number) for number in (first_aid.course, other)]
        assert [row.id for row in found if row] == [own, of_all]
        assert standing_for(db, Stage.BEFORE, other) is None
        assert questionnaire(db, ended).asks == (SURE,)
        with pytest.raises(Unknown, match="This form is no longer there"):
            questionnaire(db, 99)


def test_what_is_asked_once_is_about_the_event(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        assert askings_of(db, first_aid.event, (SURE,)) == ((Asking("Q1"), SURE),)


def test_a_speaker_is_asked_about_after_the_other(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Course, first_aid.course)
        event = an_event(db, course, STARTS, date(2026, 6, 11), date(2026, 6, 12), reference="FA-2")
        speaking(db, event.sessions[0], "Ada Łovelace", "Zoë", reserve="Reserve")
        event.sessions[1].trainer = event.sessions[0].trainer
        number = event.id
    with desk.reading() as db:
        asked = [asking for asking, _ in askings_of(db, number, (SURE, CLEAR, HEARD))]
    assert asked == [
        Asking("Q1"),
        Asking("Q2", "Ada Łovelace"),
        Asking("Q3", "Ada Łovelace"),
        Asking("Q2", "Zoë"),
        Asking("Q3", "Zoë"),
    ]


def test_each_day_is_asked_about_and_two_sessions_of_a_day_are_told_apart(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Course, first_aid.course)
        event = an_event(db, course, STARTS, STARTS, date(2026, 6, 11), reference="FA-2")
        number = event.id
    with desk.reading() as db:
        asked = [asking.about for asking, _ in askings_of(db, number, (USEFUL,))]
    assert asked == ["10 June", "10 June (2)", "11 June"]


def test_without_speakers_or_days_it_is_asked_once(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan") as db:
        db.delete(db.get_one(Event, first_aid.event).sessions[0])
    with desk.reading() as db:
        asked = [asking for asking, _ in askings_of(db, first_aid.event, (CLEAR, USEFUL))]
    assert asked == [Asking("Q2", "The trainer"), Asking("Q4", "The day")]
