"""Taking in forms: what is stored, what is kept beside, and what is refused and why."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BEFORE, BY, BY_AFTER, NOON, STARTS, a_course
from tests.services.at_once import Meeting, at_once
from tests.services.evaluation.asked_first_aid import (
    AGAIN,
    ASKS,
    CONFIDENCE,
    Asked,
    a_booking,
    a_questionnaire,
)
from trainingdesk.domain.answering import expected
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, AskedPer, HeldWhy, Stage
from trainingdesk.domain.questionnaire import Ask, Asking, Returned, answers_from_data
from trainingdesk.domain.refusals import Invalid, Refused, SavedMeanwhile, Unknown
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation import taking
from trainingdesk.services.evaluation.taking import Taken, check_answers, take
from trainingdesk.storage.models import Booking, Event, Question

GOOD: dict[str, int | str] = {
    "CONF": 10,
    "SAT": 1,
    "AGAIN": "Unsure",
    "HEARD": "Manager",
    "USED": "Film\nNotes",
}


def refusal(asked: Asked, answers: dict[str, int | str], **details: object) -> str:
    with pytest.raises(Refused) as refused:
        asked.take(answers, **details)
    assert not asked.forms()
    return str(refused.value)


def test_a_form_is_stored_with_every_kind_of_answer(asked: Asked) -> None:
    said: dict[str, int | str] = {**GOOD, "TIMES": 3, "WORDS": "  Ask\nfirst "}
    assert asked.take(said) is Taken.STORED
    (form,) = asked.forms()
    assert form == (asked.first_aid.ada, Stage.END, {**said, "WORDS": "Ask\nfirst"})


def test_what_was_left_blank_is_no_answer(asked: Asked) -> None:
    asked.take({"CONF": 4, "WORDS": "  "})
    assert asked.forms()[0][2] == {"CONF": 4}
    with pytest.raises(Refused, match="Nothing is answered on this form"):
        asked.take({"WORDS": " "})


@pytest.mark.parametrize(
    ("code", "value", "takes"),
    [
        ("CONF", 11, "a number from 0 to 10, not “11”"),
        ("CONF", -1, "a number from 0 to 10, not “-1”"),
        ("CONF", "7", "a number from 0 to 10, not “7”"),
        ("SAT", 0, "a number from 1 to 5, not “0”"),
        ("AGAIN", "Perhaps", "one of: Yes; No; Unsure, not “Perhaps”"),
        ("AGAIN", 1, "one of: Yes; No; Unsure, not “1”"),
        ("HEARD", "Post", "one of: Poster; Manager, not “Post”"),
        ("USED", "Talk\nFilm", "some of: Film; Talk; Notes, not “Talk Film”"),
        ("USED", "Talk\nDance", "some of: Film; Talk; Notes, not “Talk Dance”"),
        ("TIMES", "x" * 50, f"a whole number, not “{'x' * 39}…”"),
        ("WORDS", 5, "words, not “5”"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_what_the_question_takes(
    asked: Asked, code: str, value: int | str, takes: str
) -> None:
    assert refusal(asked, {"SAT": 3, code: value}).endswith(f"takes {takes}.")


def test_each_problem_is_known_by_its_question(asked: Asked) -> None:
    with pytest.raises(Invalid) as invalid:
        check_answers(ASKS, {Asking("CONF"): 11, Asking("SAT"): 9, Asking("ODD"): 1})
    assert list(invalid.value.problems) == ["CONF", "SAT", "ODD"]
    assert "“ODD” is no question of this form." in str(invalid.value)


def test_a_question_is_answered_as_often_as_it_is_asked(asked: Asked) -> None:
    each = replace(CONFIDENCE, code="EACH", per=AskedPer.SESSION)
    check_answers([each, AGAIN], {Asking("EACH", "10 June"): 3, Asking("AGAIN"): "Yes"})
    check_answers([each], {Asking("EACH"): 3})  # where the event names no days
    with pytest.raises(Invalid, match="is asked once only"):
        check_answers([AGAIN], {Asking("AGAIN", "10 June"): "Yes"})


def test_where_a_choice_has_none_to_choose_from_any_words_do() -> None:
    for kind in (AnswerKind.CHOICE, AnswerKind.SEVERAL):
        ask = Ask("ANY", "Which?", kind)
        check_answers([ask], {Asking("ANY"): "This"})
        assert expected(ask) == "words"


def test_the_first_form_counts_and_the_later_is_kept_beside(asked: Asked) -> None:
    asked.take({"CONF": 4})
    assert asked.take({"CONF": 6}, via="PDF", source="ada.pdf") is Taken.HELD
    assert asked.forms() == [(asked.first_aid.ada, Stage.END, {"CONF": 4})]
    (held,) = asked.held()
    assert (held.why, held.via, held.source) == (HeldWhy.SECOND, "PDF", "ada.pdf")
    assert (held.received_on, held.questionnaire_id) == (AFTER, asked.end)
    assert answers_from_data(held.answers) == {Asking("CONF"): 6}


def test_the_same_form_again_changes_nothing(asked: Asked) -> None:
    asked.take({"CONF": 4})
    assert asked.take({"CONF": 4, "WORDS": ""}, via="PDF") is Taken.SAME
    asked.take({"CONF": 6})
    assert asked.take({"CONF": 6}) is Taken.SAME
    assert len(asked.held()) == 1


def test_each_stage_has_a_form_of_its_own(asked: Asked) -> None:
    asked.take({"CONF": 4})
    assert asked.take({"CONF": 6}, stage=Stage.BEFORE, questionnaire_id=None) is Taken.STORED


def test_one_undo_takes_a_form_back(asked: Asked) -> None:
    asked.take({"CONF": 4, "WORDS": "Much"})
    asked.desk.undo()
    assert asked.forms() == []
    asked.desk.redo()
    assert asked.forms()[0][2] == {"CONF": 4, "WORDS": "Much"}


def test_a_form_without_a_name_is_stored_as_often_as_it_comes(asked: Asked) -> None:
    for _ in range(2):
        assert asked.take({"CONF": 4}, delegate_id=None) is Taken.STORED
    assert asked.forms() == [(None, Stage.END, {"CONF": 4})] * 2


def test_what_was_asked_without_a_name_is_kept_without_a_name(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        nameless = a_questionnaire(db, Stage.FOLLOW_UP, CONFIDENCE, anonymous=True)
    asked.take({"CONF": 4}, stage=Stage.FOLLOW_UP, questionnaire_id=nameless)
    assert asked.forms() == [(None, Stage.FOLLOW_UP, {"CONF": 4})]


def test_a_form_of_another_stage_is_refused(asked: Asked) -> None:
    said = refusal(asked, {"CONF": 4}, stage=Stage.FOLLOW_UP)
    assert said == (
        "This form asks the questions of the stage “End of course”, and it was returned for the "
        "stage “In practice”."
    )


def test_a_form_of_another_course_is_refused(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        other = a_course(db, "Fire Safety", "FIRE").id
        theirs = a_questionnaire(db, Stage.END, CONFIDENCE, course_id=other)
        own = a_questionnaire(db, Stage.END, CONFIDENCE, course_id=asked.first_aid.course)
    said = refusal(asked, {"CONF": 4}, questionnaire_id=theirs)
    assert said == "This form is not of First Aid: its questions are another's."
    assert asked.take({"CONF": 4}, questionnaire_id=own) is Taken.STORED


def test_without_a_questionnaire_the_questions_are_the_banks(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        (question,) = db.scalars(select(Question).where(Question.code == CONFIDENCE.code))
        for each in question.stages:
            if each.stage is Stage.END:
                db.delete(each)
    assert "is no question of this form" in refusal(asked, {"CONF": 4}, questionnaire_id=None)
    assert asked.take({"USED": "Film"}, questionnaire_id=None) is Taken.STORED


def test_a_question_that_left_the_bank_is_named(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        gone = a_questionnaire(db, Stage.FOLLOW_UP, replace(CONFIDENCE, code="GONE"))
    said = refusal(asked, {"GONE": 4}, stage=Stage.FOLLOW_UP, questionnaire_id=gone)
    assert said == "The question bank has no question “GONE” any more."


def test_nothing_stays_of_a_form_whose_question_left_the_bank(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        gone = a_questionnaire(db, Stage.FOLLOW_UP, replace(CONFIDENCE, code="GONE"))
    returned = asked.returned({"GONE": 4}, stage=Stage.FOLLOW_UP, questionnaire_id=gone)
    with asked.desk.changing("Read a folder") as db, pytest.raises(Refused):
        take(db, returned, by=BY_AFTER)  # the act goes on with the next file
    assert asked.forms() == []


def test_a_form_cannot_come_before_what_it_asks_about(asked: Asked) -> None:
    said = refusal(asked, {"CONF": 4}, received_on=STARTS - timedelta(1))
    assert said == (
        "First Aid begins on 10 June 2026, so nobody can have answered its form of the stage "
        "“End of course” before."
    )
    assert refusal(asked, {"CONF": 4}, received_on=AFTER + timedelta(1)) == (
        "13 June 2026 is still to come."
    )
    early = asked.returned({"CONF": 4}, stage=Stage.BEFORE, questionnaire_id=None)
    with asked.desk.changing("Enter a form") as db:
        assert take(db, replace(early, received_on=BEFORE), by=BY) is Taken.STORED


def cancel(db: Session, asked: Asked) -> None:
    db.get_one(Booking, asked.ada_booking).status = BookingStatus.CANCELLED


def wait(db: Session, asked: Asked) -> None:
    db.get_one(Booking, asked.ada_booking).status = BookingStatus.WAITING


@pytest.mark.parametrize(
    ("change", "stages"),
    [(cancel, [Stage.BEFORE, Stage.END]), (wait, [Stage.END, Stage.MANAGER])],
)
def test_who_is_not_booked_has_no_form(
    asked: Asked, change: Callable[[Session, Asked], None], stages: list[Stage]
) -> None:
    with asked.desk.changing("Change") as db:
        change(db, asked)
    for stage in stages:
        assert refusal(asked, {"CONF": 4}, stage=stage, questionnaire_id=None) == (
            "Ada King is not booked on First Aid on 10 June 2026, so this form cannot be theirs."
        )


def test_who_waits_may_answer_before(asked: Asked) -> None:
    with asked.desk.changing("Change") as db:
        wait(db, asked)
    assert asked.take({"CONF": 4}, stage=Stage.BEFORE, questionnaire_id=None) is Taken.STORED


def test_once_the_register_is_closed_only_those_who_came_have_forms(asked: Asked) -> None:
    asked.close_register()
    grace = asked.first_aid.grace
    assert refusal(asked, {"CONF": 4}, delegate_id=grace) == (
        "Grace Hopper did not come to First Aid on 10 June 2026, so this form cannot be theirs."
    )
    assert asked.take({"CONF": 4}) is Taken.STORED
    before = {"stage": Stage.BEFORE, "questionnaire_id": None, "delegate_id": grace}
    assert asked.take({"CONF": 4}, **before) is Taken.STORED


def test_who_cancelled_and_walked_in_all_the_same_has_a_form(asked: Asked) -> None:
    with asked.desk.changing("Change") as db:
        cancel(db, asked)
        again = a_booking(db, asked.first_aid, asked.first_aid.ada, BookingStatus.WALK_IN)
    asked.mark(again, Attendance.LATE)
    with asked.desk.changing("Close") as db:
        db.get_one(Event, asked.first_aid.event).register_closed_on = AFTER
    assert asked.take({"CONF": 4}) is Taken.STORED


@pytest.mark.parametrize("what", ["event_id", "delegate_id", "questionnaire_id"])
def test_what_is_no_longer_there_is_named(asked: Asked, what: str) -> None:
    with pytest.raises(Unknown):
        asked.take({"CONF": 4}, **{what: 999})


@pytest.fixture
def theirs(asked: Asked) -> Iterator[Desk]:
    desk = Desk(asked.desk.address, who="kim", today=lambda: AFTER, now=lambda: NOON)
    yield desk
    desk.close()


def test_of_two_who_take_the_same_form_at_once_one_stores_it_and_one_keeps_it_beside(
    asked: Asked, theirs: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = taking.form_of

    def looked(*what: object) -> object:
        found = look(*what)  # type: ignore[arg-type]
        meeting.wait()
        return found

    monkeypatch.setattr(taking, "form_of", looked)

    def taken(desk: Desk, returned: Returned) -> object:
        try:
            with desk.changing("Enter a form") as db:
                return take(db, returned, by=BY_AFTER)
        except SavedMeanwhile as refused:
            return type(refused)

    both = [asked.returned({"CONF": 4}), asked.returned({"CONF": 6})]
    done = at_once(taken, [asked.desk, theirs], both)
    assert sorted(map(str, done)) == [Taken.HELD, Taken.STORED]
    assert not meeting.happened
    assert (len(asked.forms()), len(asked.held())) == (1, 1)
