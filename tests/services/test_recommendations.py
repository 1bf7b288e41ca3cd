"""What courses answer: the records and the list."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import a_course
from tests.services.people import People, settle
from tests.worlds import set_up_once
from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.recommendation import RecommendationDetails, SourceKind
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.services import recommendations as answers
from trainingdesk.services.actions import action_details, add_action
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Course

TODAY = date(2026, 5, 1)
FOUR = RecommendationDetails(
    SourceKind.CASE_REVIEW, "Review of Child Q", "4", "Notice neglect early.", date(2026, 4, 1)
)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


@pytest.fixture
@set_up_once
def courses(desk: Desk, people: People) -> tuple[int, ...]:
    """Identifying Risk, and Neglect."""
    with desk.reading() as db:
        return tuple(db.scalars(select(Course.id).order_by(Course.sought)))


def added(desk: Desk, details: RecommendationDetails = FOUR) -> int:
    with desk.changing("Add") as db:
        return answers.add_recommendation(db, details)


def details_of(desk: Desk, number: int) -> RecommendationDetails:
    with desk.reading() as db:
        return answers.recommendation_details(db, number)


def names(desk: Desk, **asked: Any) -> list[str]:
    with desk.reading() as db:
        return [row.name for row in answers.recommendations_listed(db, today=TODAY, **asked)]


def test_a_recommendation_keeps_every_detail(desk: Desk, courses: tuple[int, ...]) -> None:
    told = replace(FOUR, courses=courses, closed_on=date(2026, 6, 1))
    assert details_of(desk, added(desk, told)) == told


def test_saving_an_unchanged_recommendation_changes_nothing(
    desk: Desk, courses: tuple[int, ...]
) -> None:
    number = added(desk, replace(FOUR, courses=courses))
    before = desk.done
    with desk.changing("Change") as db:
        told = answers.recommendation_details(db, number)
        answers.change_recommendation(db, number, told, opened=told)
    assert desk.done == before


def test_two_recommendations_are_never_called_alike(desk: Desk) -> None:
    added(desk)
    with pytest.raises(Invalid) as refused:
        added(desk, replace(FOUR, source="review of child  q"))
    assert set(refused.value.problems) == {"number"}
    assert added(desk, replace(FOUR, number="5"))


def test_a_recommendation_is_not_linked_with_a_course_that_is_gone(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        added(desk, replace(FOUR, courses=(99,)))
    assert set(refused.value.problems) == {"courses"}


def test_courses_are_linked_and_unlinked(desk: Desk, courses: tuple[int, ...]) -> None:
    risk, neglect = courses
    number = added(desk, replace(FOUR, courses=(risk,)))
    with desk.changing("Change") as db:
        answers.change_recommendation(db, number, replace(FOUR, courses=(neglect,)))
    assert details_of(desk, number).courses == (neglect,)
    with desk.changing("Unlink") as db:
        answers.unlink_courses(db, number, [neglect, risk])
    assert details_of(desk, number).courses == ()
    desk.undo()
    assert details_of(desk, number).courses == (neglect,)


def test_a_recommendation_that_courses_answer_stays_and_says_which(
    desk: Desk, courses: tuple[int, ...]
) -> None:
    number = added(desk, replace(FOUR, courses=courses))
    both = "Identifying Risk and Neglect answer it"
    with pytest.raises(Refused, match=both), desk.changing("Remove") as db:
        answers.remove_recommendations(db, [number])
    with desk.changing("Unlink") as db:
        answers.unlink_courses(db, number, courses[:1])
    with pytest.raises(Refused, match="Neglect answers it"), desk.changing("Remove") as db:
        answers.remove_recommendations(db, [number])


def test_the_actions_of_a_removed_recommendation_stay_in_the_plan(desk: Desk) -> None:
    number = added(desk)
    with desk.changing("Plan") as db:
        action = add_action(db, ActionDetails("Write", recommendation_id=number))
    with desk.changing("Remove") as db:
        answers.remove_recommendations(db, [number])
    with desk.reading() as db:
        assert action_details(db, action).recommendation_id is None
    desk.undo()
    with desk.reading() as db:
        assert action_details(db, action).recommendation_id == number


def test_closing_keeps_the_day_and_opening_again_forgets_it(desk: Desk) -> None:
    number = added(desk)
    for day in (date(2026, 4, 3), date(2026, 4, 9)):
        with desk.changing("Close") as db:
            answers.close_recommendations(db, [number], on=day)
    assert details_of(desk, number).closed_on == date(2026, 4, 3)
    with desk.changing("Reopen") as db:
        answers.reopen_recommendations(db, [number])
    assert details_of(desk, number).closed_on is None
    with pytest.raises(Refused, match="before the day"), desk.changing("Close") as db:
        answers.close_recommendations(db, [number], on=date(2026, 3, 31))


def test_whoever_saves_later_sees_what_was_saved_meanwhile(desk: Desk) -> None:
    number = added(desk)
    with desk.changing("Change") as db:
        answers.change_recommendation(db, number, replace(FOUR, words="Sooner"), opened=FOUR)
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        answers.change_recommendation(db, number, replace(FOUR, number="9"), opened=FOUR)


def test_a_recommendation_that_is_gone_is_said_to_be(desk: Desk) -> None:
    with pytest.raises(Unknown):
        details_of(desk, 99)


def test_the_list_is_narrowed_by_words_and_closed_ones_stand_last(
    desk: Desk, courses: tuple[int, ...]
) -> None:
    added(desk, replace(FOUR, number="10", kind=SourceKind.AUDIT, made_on=None))
    added(desk, replace(FOUR, courses=courses[1:], closed_on=TODAY))
    added(desk, replace(FOUR, number="2", words="Zoo", courses=courses))
    q = "Review of Child Q"
    assert names(desk) == [f"{q}, 2", f"{q}, 10", f"{q}, 4"]
    assert names(desk, falling=True) == [f"{q}, 10", f"{q}, 2", f"{q}, 4"]
    assert names(desk, words="zoo RISK") == [f"{q}, 2"]
    assert names(desk, sort="made", falling=True) == [f"{q}, 2", f"{q}, 10", f"{q}, 4"]
    for sort in ("kind", "courses", "trained", "actions"):
        assert names(desk, sort=sort)[-1] == f"{q}, 4"
    with desk.reading() as db:
        assert answers.sources_in_use(db) == [q]


def test_the_list_counts_the_open_actions_and_those_overdue(desk: Desk) -> None:
    number = added(desk)
    told = ActionDetails("Write", due=date(2026, 4, 30), recommendation_id=number)
    with desk.changing("Plan") as db:
        add_action(db, told)
        add_action(db, replace(told, due=None))
        add_action(db, replace(told, done_on=TODAY))
        add_action(db, replace(told, recommendation_id=None))
    with desk.reading() as db:
        (row,) = answers.recommendations_listed(db, today=TODAY)
    assert (row.actions, row.overdue) == (2, 1)


def test_a_course_says_what_it_is_called_where_it_answers(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        course = a_course(db, "Neglect", "NEG", level="2")
        number = answers.add_recommendation(db, replace(FOUR, courses=(course.id,)))
        (found,) = answers.courses_answering(db, number)
        assert (found.title, found.reference, found.level) == ("Neglect", "NEG", "2")
