"""The board's plan of actions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.worlds import set_up_once
from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.recommendation import Rag, RecommendationDetails
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import actions
from trainingdesk.services.desk import Desk
from trainingdesk.services.recommendations import add_recommendation, close_recommendations
from trainingdesk.services.today import Work, cards, waits

TODAY = date(2026, 5, 1)
WRITE = ActionDetails("Write to the trusts", "Sam", TODAY, Rag.AMBER, note="Two trusts")


def add(desk: Desk, details: ActionDetails) -> int:
    with desk.changing("Add") as db:
        return actions.add_action(db, details)


@pytest.fixture
@set_up_once
def review(desk: Desk) -> int:
    with desk.changing("Add") as db:
        return add_recommendation(db, RecommendationDetails(source="Review", words="W"))


def details_of(desk: Desk, number: int) -> ActionDetails:
    with desk.reading() as db:
        return actions.action_details(db, number)


def words(desk: Desk, **asked: Any) -> list[str]:
    with desk.reading() as db:
        return [row.words for row in actions.actions_listed(db, today=TODAY, **asked)]


def test_an_action_keeps_every_detail(desk: Desk, review: int) -> None:
    told = replace(WRITE, recommendation_id=review, done_on=TODAY)
    assert details_of(desk, add(desk, told)) == told


def test_saving_an_unchanged_action_changes_nothing(desk: Desk, review: int) -> None:
    number = add(desk, replace(WRITE, recommendation_id=review))
    before = desk.done
    with desk.changing("Change") as db:
        told = actions.action_details(db, number)
        actions.change_action(db, number, told, opened=told)
    assert desk.done == before


def test_an_action_stands_beside_no_recommendation_that_is_gone(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        add(desk, replace(WRITE, words="", recommendation_id=99))
    assert set(refused.value.problems) == {"words", "recommendation_id"}


def test_whoever_saves_an_action_later_sees_what_was_saved_meanwhile(desk: Desk) -> None:
    number = add(desk, WRITE)
    with desk.changing("Change") as db:
        actions.change_action(db, number, replace(WRITE, owner="Kim"), opened=WRITE)
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        actions.change_action(db, number, replace(WRITE, note=""), opened=WRITE)


def test_an_action_that_is_gone_is_said_to_be(desk: Desk) -> None:
    with pytest.raises(Unknown):
        details_of(desk, 99)


def test_actions_are_done_and_not_done_after_all(desk: Desk) -> None:
    number = add(desk, WRITE)
    for day in (TODAY, TODAY + timedelta(days=1)):
        with desk.changing("Finish") as db:
            actions.finish_actions(db, [number], on=day)
    assert details_of(desk, number).done_on == TODAY
    with desk.changing("Resume") as db:
        actions.resume_actions(db, [number])
    assert details_of(desk, number).done_on is None


def test_actions_are_rated_and_removed_together_and_undone(desk: Desk) -> None:
    numbers = [add(desk, WRITE), add(desk, replace(WRITE, words="Call"))]
    with desk.changing("Rate") as db:
        actions.rate_actions(db, numbers, Rag.RED)
    assert details_of(desk, numbers[1]).rag is Rag.RED
    with desk.changing("Remove") as db:
        actions.remove_actions(db, numbers)
    assert words(desk) == []
    desk.undo()
    assert len(words(desk)) == 2


def test_the_plan_is_sorted_by_the_day_and_shows_what_is_overdue(desk: Desk, review: int) -> None:
    add(desk, replace(WRITE, words="Done", due=date(2026, 1, 1), done_on=TODAY))
    add(desk, replace(WRITE, words="Whenever", due=None, owner="", rag=Rag.GREEN))
    add(desk, replace(WRITE, words="Today"))
    late = replace(WRITE, words="Late", due=date(2026, 4, 30), rag=Rag.RED, owner="Ada")
    add(desk, replace(late, recommendation_id=review))
    assert words(desk) == ["Late", "Today", "Whenever", "Done"]
    with desk.reading() as db:
        found = actions.actions_listed(db, today=TODAY)
        assert [row.overdue for row in found] == [True, False, False, False]
        assert actions.actions_in_all(db) == 4
        assert actions.actions_in_all(db, recommendation_id=review) == 1
        assert actions.owners_in_use(db) == ["Ada", "Sam"]
    assert words(desk, falling=True) == ["Today", "Late", "Whenever", "Done"]
    assert words(desk, sort="rag") == ["Late", "Today", "Whenever", "Done"]
    assert words(desk, sort="owner") == ["Late", "Today", "Whenever", "Done"]
    assert words(desk, sort="words") == ["Late", "Today", "Whenever", "Done"]
    assert words(desk, sort="recommendation")[0] == "Late"
    assert words(desk, words="review red") == ["Late"]
    assert words(desk, recommendation_id=review) == ["Late"]


def test_an_open_recommendation_is_offered_and_a_closed_one_only_where_it_is_held(
    desk: Desk, review: int
) -> None:
    with desk.changing("Close") as db:
        other = add_recommendation(db, RecommendationDetails(source="Audit", number="2", words="W"))
        close_recommendations(db, [review], on=TODAY)
    with desk.reading() as db:
        assert [each.id for each in actions.recommendations_to_answer(db)] == [other]
        held = actions.recommendations_to_answer(db, held=review)
        assert [each.name for each in held] == ["Audit, 2", "Review"]


def test_recommendations_of_one_name_are_offered_with_their_words(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        add_recommendation(db, RecommendationDetails(source="Plan", number="1", words="Train"))
        add_recommendation(db, RecommendationDetails(source="Plan, 1", words="Tell"))
    with desk.reading() as db:
        names = {each.name for each in actions.recommendations_to_answer(db)}
    assert names == {"Plan, 1: Train", "Plan, 1: Tell"}


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, ["Overdue, Sam"]), (0, ["Amber, Sam"]), (28, ["Amber, Sam"]), (29, [])],
)
def test_today_shows_what_is_overdue_or_due_within_four_weeks(
    desk: Desk, days: int, said: list[str]
) -> None:
    add(desk, replace(WRITE, due=TODAY + timedelta(days=days)))
    with desk.reading() as db:
        found = [card for card in cards(db, TODAY) if card.work is Work.ACTIONS]
        assert [task.said for card in found for task in card.tasks] == said
        assert [card.urgent for card in found] == [days < 0] * len(found)
        assert waits(db, TrainingYear(2026), today=TODAY)["Today"] == len(said)


def test_today_leaves_out_what_is_done_and_what_has_no_day(desk: Desk) -> None:
    add(desk, replace(WRITE, done_on=TODAY))
    add(desk, replace(WRITE, due=None))
    with desk.reading() as db:
        assert actions.actions_due(db, TODAY) == []
        assert cards(db, TODAY) == []


def test_an_action_without_an_owner_is_shown_by_how_it_stands(desk: Desk) -> None:
    number = add(desk, replace(WRITE, owner=""))
    with desk.reading() as db:
        (task,) = actions.actions_due(db, TODAY)
    assert (task.said, task.record_id, task.on) == ("Amber", number, TODAY)
