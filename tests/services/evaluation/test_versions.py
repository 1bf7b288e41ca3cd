"""Saving what is asked: when a new version is made, and that an answered one never changes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BEFORE, NOON, FirstAid, a_course
from tests.drawn import draws
from tests.services.evaluation.asked_first_aid import Asked, ask_first_aid
from trainingdesk.domain.evaluation import AskedPer, HeldWhy, Stage
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.message import MessageState, Purpose, ToWhom
from trainingdesk.domain.questionnaire_details import Put, QuestionnaireDetails
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.forms_listed import (
    forms_standing,
    stages_without,
    versions_of,
)
from trainingdesk.services.evaluation.given_out import note_given_out
from trainingdesk.services.evaluation.questionnaires import questionnaire, standing_for
from trainingdesk.services.evaluation.questions import question_details, retire_questions
from trainingdesk.services.evaluation.versions import (
    certificate_warning,
    change_question,
    questionnaire_details,
    save_questionnaire,
    withdraw_questionnaire,
)
from trainingdesk.storage.models import (
    Board,
    Course,
    Form,
    HeldForm,
    Message,
    Question,
    Questionnaire,
    QuestionStage,
)

NEXT_DAY = BEFORE + timedelta(days=1)
PRACTICE = QuestionnaireDetails(
    Stage.FOLLOW_UP,
    title="In practice",
    asks=(Put("CONF"), Put("SAT", AskedPer.SPEAKER)),
)


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    return ask_first_aid(desk, first_aid)


def saved(
    desk: Desk,
    details: QuestionnaireDetails,
    *,
    opened: QuestionnaireDetails | None = None,
    day: int = 0,
) -> int:
    with desk.changing("Save the form") as db:
        today = BEFORE + timedelta(days=day)
        return save_questionnaire(db, details, opened=opened, today=today)


def a_form(db: Session, asked: Asked, number: int) -> None:
    stage = questionnaire(db, number).stage
    event = asked.first_aid.event
    db.add(Form(event_id=event, stage=stage, received_on=AFTER, questionnaire_id=number))


def test_a_new_form_asks_in_the_words_of_the_bank(asked: Asked) -> None:
    number = saved(asked.desk, replace(PRACTICE, title=" In  practice "))
    with asked.desk.reading() as db:
        row = questionnaire(db, number)
        assert (row.version, row.title) == (1, "In practice")
        assert [(ask.words, ask.per) for ask in row.asks] == [
            ("How confident are you?", AskedPer.EVENT),
            ("How was it?", AskedPer.SPEAKER),
        ]
        assert questionnaire_details(db, Stage.FOLLOW_UP, None) == PRACTICE
        assert questionnaire_details(db, Stage.FOLLOW_UP, asked.first_aid.course) is None


def test_a_question_put_on_a_form_is_asked_at_its_stage(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        for each in db.scalars(select(QuestionStage)):
            db.delete(each)
    saved(asked.desk, PRACTICE)
    with asked.desk.reading() as db:
        codes = {"CONF", "SAT"}
        stages = select(Question.code, QuestionStage.stage).join(Question.stages)
        assert set(db.execute(stages)) == {(code, Stage.FOLLOW_UP) for code in codes}


def test_saving_an_unchanged_form_changes_nothing(asked: Asked) -> None:
    number = saved(asked.desk, PRACTICE)
    done = asked.desk.done
    assert saved(asked.desk, PRACTICE, opened=PRACTICE, day=9) == number
    assert asked.desk.done == done


def test_a_form_of_today_that_nobody_has_is_changed_where_it_stands(asked: Asked) -> None:
    number = saved(asked.desk, PRACTICE)
    assert saved(asked.desk, replace(PRACTICE, anonymous=True), opened=PRACTICE) == number
    with asked.desk.reading() as db:
        row = questionnaire(db, number)
        assert (row.version, row.anonymous) == (1, True)


def test_a_form_of_another_day_gives_way_to_a_new_version(asked: Asked) -> None:
    first = saved(asked.desk, PRACTICE)
    wanted = replace(PRACTICE, asks=PRACTICE.asks[:1])
    second = saved(asked.desk, wanted, opened=PRACTICE, day=1)
    with asked.desk.reading() as db:
        assert [len(questionnaire(db, number).asks) for number in (first, second)] == [2, 1]
        found = standing_for(db, Stage.FOLLOW_UP, asked.first_aid.course)
        assert found is not None
        assert (found.id, found.version) == (second, 2)
        assert [
            (row.version, row.since, row.until, row.questions)
            for row in versions_of(db, Stage.FOLLOW_UP, None)
        ] == [(2, NEXT_DAY, None, 1), (1, BEFORE, NEXT_DAY, 2)]


def test_an_answered_form_gives_way_on_the_same_day(asked: Asked) -> None:
    first = saved(asked.desk, PRACTICE)
    with asked.desk.changing("Answer") as db:
        a_form(db, asked, first)
    assert saved(asked.desk, replace(PRACTICE, title="Practice"), opened=PRACTICE) != first
    with asked.desk.reading() as db:
        assert questionnaire(db, first).title == "In practice"
        assert [row.answered for row in versions_of(db, Stage.FOLLOW_UP, None)] == [0, 1]


def test_a_form_kept_beside_holds_its_version_too(asked: Asked) -> None:
    first = saved(asked.desk, PRACTICE)
    with asked.desk.changing("Answer") as db:
        db.add(
            HeldForm(
                event_id=asked.first_aid.event,
                delegate_id=asked.first_aid.ada,
                stage=Stage.FOLLOW_UP,
                why=HeldWhy.BEGUN,
                questionnaire_id=first,
                answers=[],
            )
        )
    assert saved(asked.desk, replace(PRACTICE, title="Practice"), opened=PRACTICE) != first


def with_the_form(
    asked: Asked,
    purpose: Purpose,
    state: MessageState,
    made: datetime,
    sent: datetime | None = None,
) -> None:
    """Write to Ada, with the form of the practice."""
    with asked.desk.changing("Send") as db:
        db.add(
            Message(
                once="1",
                purpose=purpose,
                whom=ToWhom.DELEGATE,
                booking_id=asked.ada_booking,
                delegate_id=asked.first_aid.ada,
                to_name="",
                to_address="",
                subject="",
                body="",
                with_form=True,
                state=state,
                made_at=made,
                sent_at=sent,
                made_by="sam",
            )
        )


@pytest.mark.parametrize(
    ("state", "own", "stays"),
    [
        (MessageState.SENT, False, False),
        (MessageState.SENT, True, False),
        (MessageState.WAITING, False, True),
    ],
)
def test_a_form_that_was_sent_gives_way(
    asked: Asked, state: MessageState, *, own: bool, stays: bool
) -> None:
    wanted = replace(PRACTICE, course_id=asked.first_aid.course if own else None)
    first = saved(asked.desk, wanted)
    with_the_form(asked, Purpose.FOLLOW_UP_REMINDER, state, NOON)
    second = saved(asked.desk, replace(wanted, title="Practice"), opened=wanted)
    assert (second == first) is stays


@pytest.mark.parametrize("own", [False, True])
def test_a_form_that_was_printed_or_saved_gives_way_on_the_same_day(
    asked: Asked, *, own: bool
) -> None:
    wanted = replace(PRACTICE, course_id=asked.first_aid.course if own else None)
    first = saved(asked.desk, wanted)
    with asked.desk.noting("Give out forms") as db:
        note_given_out(db, asked.first_aid.event, Stage.FOLLOW_UP, today=BEFORE)
    second = saved(asked.desk, replace(wanted, title="Practice"), opened=wanted)
    assert second != first
    with asked.desk.noting("Give out forms") as db:
        note_given_out(db, asked.first_aid.event, Stage.FOLLOW_UP, today=NEXT_DAY)
        note_given_out(db, asked.first_aid.event, Stage.FOLLOW_UP, today=AFTER)
        note_given_out(db, asked.first_aid.event, Stage.MANAGER, today=AFTER)
    with asked.desk.reading() as db:
        given = {row.id: row.given_out_on for row in db.scalars(select(Questionnaire))}
    assert (given[first], given[second]) == (BEFORE, NEXT_DAY)


@pytest.mark.parametrize(("minutes", "stays"), [(-1, True), (1, False)])
def test_a_form_sent_in_the_first_minutes_of_a_summers_day_gives_way(
    asked: Asked, minutes: int, *, stays: bool
) -> None:
    first = saved(asked.desk, PRACTICE)
    midnight = datetime(BEFORE.year, BEFORE.month, BEFORE.day, tzinfo=LONDON)
    assert midnight.utcoffset() == timedelta(hours=1)
    sent = midnight + timedelta(minutes=minutes)
    with_the_form(asked, Purpose.FOLLOW_UP, MessageState.SENT, NOON - timedelta(days=30), sent)
    assert (saved(asked.desk, replace(PRACTICE, title="Now"), opened=PRACTICE) == first) is stays


def test_a_course_has_a_form_of_its_own_until_it_is_withdrawn(asked: Asked) -> None:
    course = asked.first_aid.course
    with asked.desk.changing("Set up") as db:
        a_course(db, "Another", "AN")
    of_all = saved(asked.desk, PRACTICE)
    own = replace(PRACTICE, course_id=course, anonymous=True, asks=(Put("CONF"),))
    saved(asked.desk, own)
    with asked.desk.reading() as db:
        assert [
            (row.stage, row.course, row.questions, row.anonymous, row.answered)
            for row in forms_standing(db)
        ] == [
            (Stage.END, "All courses", 7, False, 0),
            (Stage.FOLLOW_UP, "All courses", 2, False, 0),
            (Stage.FOLLOW_UP, "First Aid", 1, True, 0),
        ]
        assert [row.course_id for row in forms_standing(db, words="follow first")] == [course]
        assert [row.course_id for row in forms_standing(db, words="in practice")] == [None, course]
        assert stages_without(db) == [Stage.BEFORE, Stage.MANAGER]
    with asked.desk.changing("Withdraw") as db:
        withdraw_questionnaire(db, Stage.FOLLOW_UP, course, today=BEFORE)
    with asked.desk.reading() as db:
        found = standing_for(db, Stage.FOLLOW_UP, course)
        assert found is not None
        assert found.id == of_all
    with asked.desk.changing("Withdraw") as db, pytest.raises(Refused, match="withdrawn already"):
        withdraw_questionnaire(db, Stage.FOLLOW_UP, course, today=BEFORE)
    saved(asked.desk, own)
    with asked.desk.reading() as db:
        assert [row.version for row in versions_of(db, Stage.FOLLOW_UP, course)] == [2, 1]


def test_what_cannot_be_asked_is_refused_where_it_stands(asked: Asked) -> None:
    desk = asked.desk
    with desk.changing("Retire") as db:
        numbers = {q.code: q.id for q in db.scalars(select(Question))}
        withdraw_questionnaire(db, Stage.END, None, today=BEFORE)
        retire_questions(db, [numbers["WORDS"]])
    for code, said in (("NOWHERE", "no question NOWHERE"), ("WORDS", "WORDS is retired")):
        with pytest.raises(Invalid, match=said) as caught:
            saved(desk, replace(PRACTICE, asks=(Put(code),)))
        assert list(caught.value.problems) == ["asks"]
    with pytest.raises(Invalid, match="Enter a title"):
        saved(desk, replace(PRACTICE, title=""))
    with pytest.raises(Unknown, match="This course"):
        saved(desk, replace(PRACTICE, course_id=999))


def test_two_who_save_one_form_are_told(asked: Asked) -> None:
    saved(asked.desk, PRACTICE)
    with pytest.raises(ChangedMeanwhile) as caught:
        saved(asked.desk, replace(PRACTICE, title="Mine"))
    assert "title" in caught.value.differing
    renamed = replace(PRACTICE, title="Practice")
    saved(asked.desk, renamed, opened=PRACTICE)
    with pytest.raises(ChangedMeanwhile) as caught:
        saved(asked.desk, replace(PRACTICE, anonymous=True), opened=PRACTICE)
    assert caught.value.differing == ("title",)
    with asked.desk.changing("Withdraw") as db:
        withdraw_questionnaire(db, Stage.FOLLOW_UP, None, today=BEFORE)
    with pytest.raises(Refused, match="Somebody withdrew this form"):
        saved(asked.desk, PRACTICE, opened=renamed)


def test_forms_that_stand_take_the_new_words_of_a_question(asked: Asked) -> None:
    first = saved(asked.desk, PRACTICE)
    with asked.desk.changing("Change") as db:
        number = db.scalars(select(Question.id).where(Question.code == "CONF")).one()
        opened = question_details(db, number)
        wanted = replace(opened, words="How sure are you?")
        change_question(db, number, wanted, opened=opened, today=NEXT_DAY)
    with asked.desk.reading() as db:
        assert questionnaire(db, first).asks[0].words == "How confident are you?"
        standing = standing_for(db, Stage.FOLLOW_UP, asked.first_aid.course)
        assert standing is not None
        assert standing.version == 2
        assert [ask.words for ask in standing.asks] == ["How sure are you?", "How was it?"]


@pytest.mark.parametrize(
    ("of_all", "own", "warns"), [(True, None, True), (True, False, False), (False, True, True)]
)
def test_a_form_without_names_is_warned_of_where_certificates_wait_for_it(
    asked: Asked, *, of_all: bool, own: bool | None, warns: bool
) -> None:
    course = asked.first_aid.course
    nameless = replace(PRACTICE, stage=Stage.END, anonymous=True)
    with asked.desk.changing("Need") as db:
        db.get_one(Board, 1).end_form_needed = of_all
        db.get_one(Course, course).end_form_needed = own
    with asked.desk.reading() as db:
        assert bool(certificate_warning(db, nameless)) is of_all
        assert bool(certificate_warning(db, replace(nameless, course_id=course))) is warns
        assert certificate_warning(db, replace(nameless, anonymous=False)) == ""
        assert certificate_warning(db, PRACTICE) == ""


ACTS = st.lists(
    st.sampled_from(["answer", "title", "order", "anonymous", "words", "withdraw", "next day"]),
    min_size=3,
    max_size=12,
)


@draws(6, of=25)
@given(acts=ACTS)
def test_an_answered_form_never_changes_under_its_answers(asked: Asked, acts: list[str]) -> None:
    desk, day = asked.desk, 0
    with desk.changing("Begin anew") as db:
        for each in db.scalars(select(Form)):
            db.delete(each)
    as_answered: dict[int, object] = {}
    for turn, what in enumerate(acts):
        with desk.reading() as db:
            opened = questionnaire_details(db, Stage.FOLLOW_UP, None)
            conf = db.scalars(select(Question.id).where(Question.code == "CONF")).one()
            question = question_details(db, conf)
        now = opened or PRACTICE
        to = {
            "title": replace(now, title=f"Title {turn}"),
            "order": replace(now, asks=now.asks[::-1]),
            "anonymous": replace(now, anonymous=not now.anonymous),
        }
        number = saved(desk, to.get(what, now), opened=opened, day=day)
        with desk.changing(what) as db:
            if what == "answer":
                a_form(db, asked, number)
                as_answered[number] = questionnaire(db, number)
            elif what == "words":
                wanted = replace(question, words=f"{question.code} {day} {turn}?")
                today = BEFORE + timedelta(days=day)
                change_question(db, conf, wanted, opened=question, today=today)
            elif what == "withdraw":
                withdraw_questionnaire(db, Stage.FOLLOW_UP, None, today=BEFORE)
        day += what == "next day"
        with desk.reading() as db:
            for answered, was in as_answered.items():
                assert questionnaire(db, answered) == was
