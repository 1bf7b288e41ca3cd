"""Surveys of a year: counted, held against last year's, typed in and removed."""

import pytest
from sqlalchemy import select

from tests.conftest import FirstAid, an_agency
from tests.worlds import set_up_once
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.survey import Share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.survey_answers import add_respondent, remove_survey
from trainingdesk.services.evaluation.surveys import (
    NO_AGENCY,
    Survey,
    answer_by_agency,
    known_answers,
    names_used,
    questions_of,
    survey_of,
    surveys_of,
)
from trainingdesk.services.figures.returned import surveys
from trainingdesk.storage.models import SurveyAnswer

YEAR = TrainingYear(2026)
CHECK = "Health Check"
KNOW, READ = "Do you know the thresholds?", "And have you read them?"


def answer(
    desk: Desk,
    *said: str,
    agency: int | None = None,
    year: TrainingYear = YEAR,
    survey: str = CHECK,
) -> int:
    with desk.changing("Add respondent") as db:
        answers = dict(zip((KNOW, READ), said, strict=False))
        return add_respondent(db, survey, year, answers, agency_id=agency)


def seen(desk: Desk, year: TrainingYear = YEAR) -> Survey:
    with desk.reading() as db:
        return survey_of(db, CHECK, year)


@pytest.fixture
@set_up_once
def answered(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Three of the library and one without an agency answer; two did last year."""
    answer(desk, "Yes", "Yes", agency=first_aid.agency, year=YEAR.before)
    answer(desk, "No", agency=first_aid.agency, year=YEAR.before)
    for said in (("Yes", "No"), ("Yes", ""), ("No", "No")):
        answer(desk, *said, agency=first_aid.agency)
    answer(desk, "Yes")
    return first_aid


def test_respondents_are_the_most_answers_to_one_question(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        (row,) = surveys_of(db, YEAR)
    assert (row.name, row.respondents, row.questions, row.answers) == (CHECK, 4, 2, 6)
    found = seen(desk)
    assert (found.respondents, found.before) == (4, 2)
    assert {each.name: each.now for each in found.agencies} == {
        "Library": Share(3, 4),
        NO_AGENCY: Share(1, 4),
    }
    assert {each.name: each.before for each in found.agencies} == {
        "Library": Share(2, 2),
        NO_AGENCY: Share(0, 2),
    }
    assert answered.agency in {each.id for each in found.agencies}


def test_each_answer_stands_with_its_base_and_last_years(desk: Desk, answered: FirstAid) -> None:
    found = seen(desk)
    assert found.questions == (KNOW, READ)
    assert (found.answered(KNOW), found.answered(READ)) == (4, 2)
    assert [(r.question, r.answer, r.now, r.before) for r in found.answers] == [
        (KNOW, "Yes", Share(3, 4), Share(1, 2)),
        (KNOW, "No", Share(1, 4), Share(1, 2)),
        (READ, "No", Share(2, 2), Share(0, 1)),
        (READ, "Yes", Share(0, 2), Share(1, 1)),  # given last year only
    ]
    assert [row.id for row in found.answers] == [0, 1, 2, 3]
    assert answered.agency


def test_the_figures_of_the_report_say_the_same(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        counted = surveys(db, YEAR)
    told = {
        (each["question"], said["answer"]): said["count"]
        for each in counted
        for said in each["answers"]
    }
    assert told == {(r.question, r.answer): r.now.count for r in seen(desk).answers if r.now.count}
    assert answered.agency


def test_without_last_years_there_is_nothing_to_hold_it_against(
    desk: Desk, answered: FirstAid
) -> None:
    found = seen(desk, YEAR.before)
    assert found.before is None
    assert {row.before for row in found.answers} == {None}
    assert {row.before for row in found.agencies} == {None}
    assert answered.agency


def test_a_question_left_out_this_year_is_told(desk: Desk) -> None:
    answer(desk, "Yes", "Yes", year=YEAR.before)
    answer(desk, "Yes")
    assert seen(desk).left_out == (READ,)
    answer(desk, "", "Yes")
    assert seen(desk).left_out == ()


def test_an_answer_opens_the_agencies_it_came_from(desk: Desk, answered: FirstAid) -> None:
    with desk.changing("Add agency") as db:
        school = an_agency(db, "School").id
    answer(desk, "No", agency=school)
    with desk.reading() as db:
        row = survey_of(db, CHECK, YEAR).answers[0]
        came = answer_by_agency(db, CHECK, YEAR, row)
    assert [(each.id, each.name, each.now) for each in came] == [
        (answered.agency, "Library", Share(2, 3)),
        (0, NO_AGENCY, Share(1, 1)),
    ]


def test_what_is_known_is_offered_again(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        assert known_answers(db, [KNOW.upper(), "New?"]) == {
            KNOW.upper(): ["Yes", "No"],
            "New?": [],
        }
        assert names_used(db) == [CHECK]
        assert questions_of(db, CHECK, YEAR) == [KNOW, READ]
        assert questions_of(db, CHECK, YEAR.after) == [KNOW, READ]
        assert questions_of(db, "Other", YEAR) == []
    assert answered.agency


def test_the_key_of_an_answer_stays_as_others_answer(desk: Desk) -> None:
    for said in ("Yes", "No", "No", "In part"):
        answer(desk, said)
    with desk.reading() as db:
        db.add(SurveyAnswer(survey=CHECK, year="2020-21", question=KNOW.upper(), answer="No"))
        db.flush()
        assert known_answers(db, [KNOW]) == {KNOW: ["Yes", "No", "In part"]}


def test_words_are_kept_as_they_are_written_already(desk: Desk) -> None:
    answer(desk, "Yes")
    answer(desk, "YES", survey="health  check")
    assert seen(desk).respondents == 2
    with desk.reading() as db:
        assert set(db.scalars(select(SurveyAnswer.answer))) == {"Yes"}


def test_one_respondent_is_one_step_of_undo(desk: Desk) -> None:
    assert answer(desk, "Yes", "No") == 2
    desk.undo()
    with desk.reading() as db:
        assert surveys_of(db, YEAR) == []


def test_nothing_answered_is_not_kept(desk: Desk) -> None:
    with pytest.raises(Invalid, match="Nothing is answered"):
        answer(desk, " ", "")
    with pytest.raises(Invalid, match="Say what the survey"):
        answer(desk, "Yes", survey=" ")
    with pytest.raises(Unknown, match="agency is no longer there"):
        answer(desk, "Yes", agency=999)


def test_a_survey_of_one_year_goes_and_comes_back(desk: Desk, answered: FirstAid) -> None:
    with desk.changing("Remove survey") as db:
        assert remove_survey(db, CHECK, YEAR) == 6
    assert seen(desk).respondents == 0
    assert seen(desk, YEAR.before).respondents == 2
    desk.undo()
    assert seen(desk).questions == (KNOW, READ)
    with desk.reading() as db, pytest.raises(Unknown, match="no answers to Other"):
        remove_survey(db, "Other", YEAR)
    assert answered.agency
