"""The board's plan of actions, beside its recommendations."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.action import DUE_SOON, SHORT, ActionDetails, is_overdue
from trainingdesk.domain.delegate import folded, searched
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.own_words import in_natural_order
from trainingdesk.domain.recommendation import Rag
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import plain_day
from trainingdesk.services.records import record_of
from trainingdesk.services.sought import words_of
from trainingdesk.services.work import Task
from trainingdesk.storage.models import (
    Action,
    Event,
    Observation,
    ObservationAction,
    Recommendation,
)

__all__ = ["ActionDetails", "Rag"]

URGENCY = {Rag.RED: 0, Rag.AMBER: 1, Rag.GREEN: 2}


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One line of the plan."""

    id: int
    words: str
    owner: str
    due: date | None
    rag: Rag
    done_on: date | None
    overdue: bool
    recommendation_id: int | None
    recommendation: str
    note: str
    observation_id: int | None = None
    observation: str = ""
    """The observation that it comes of, as lists name it."""

    @property
    def source(self) -> str:
        """Why it is in the plan: what it answers, or the observation that it comes of."""
        return "; ".join(filter(None, (self.recommendation, self.observation)))


@dataclass(frozen=True, slots=True)
class RecommendationToAnswer:
    """A recommendation that an action may stand beside."""

    id: int
    name: str


def actions_listed(  # noqa: PLR0913 - a list is narrowed and put in order
    db: Session,
    *,
    today: date,
    recommendation_id: int | None = None,
    words: str = "",
    sort: str = "due",
    falling: bool = False,
) -> list[ActionRow]:
    """The actions that hold every word, by one of the list's columns; what is done stands last."""
    query = select(Action).options(joinedload(Action.recommendation))
    if recommendation_id is not None:
        query = query.where(Action.recommendation_id == recommendation_id)
    observed = _observed(db)
    rows = [_row(action, today, observed.get(action.id)) for action in db.scalars(query)]
    sought = words_of(words)
    found = [row for row in rows if all(word in _sought(row) for word in sought)]
    return _in_order(found, sort, falling=falling)


def actions_of_observation(db: Session, observation_id: int, *, today: date) -> list[ActionRow]:
    """The actions that come of an observation, by the day they are due."""
    rows = actions_listed(db, today=today)
    return [row for row in rows if row.observation_id == observation_id]


def actions_in_all(db: Session, *, recommendation_id: int | None = None) -> int:
    """How many actions there are, or how many of one recommendation."""
    query = select(func.count(Action.id))
    if recommendation_id is not None:
        query = query.where(Action.recommendation_id == recommendation_id)
    return db.scalars(query).one()


def actions_due(db: Session, today: date) -> list[Task]:
    """The actions to see to: overdue, or due within four weeks; the earliest first."""
    query = (
        select(Action)
        .where(Action.done_on.is_(None), Action.due <= today + DUE_SOON)
        .order_by(Action.due, Action.id)
    )
    return [_task(action, today) for action in db.scalars(query)]


def owners_in_use(db: Session) -> list[str]:
    """Whoever owns an action, to choose from."""
    owners = db.scalars(select(Action.owner).where(Action.owner != "").distinct())
    return sorted(owners, key=folded)


def recommendations_to_answer(
    db: Session, *, held: int | None = None
) -> list[RecommendationToAnswer]:
    """The recommendations that are open, and the one that an action stands beside already.

    Where two go by one name (number 1 of a Plan, and a source called Plan, 1), each says its words.
    """
    rows = db.scalars(select(Recommendation))
    there = [each for each in rows if each.closed_on is None or each.id == held]
    there.sort(key=lambda each: in_natural_order(each.name))
    often = Counter(each.name for each in there)
    return [
        RecommendationToAnswer(each.id, _told_apart(each) if often[each.name] > 1 else each.name)
        for each in there
    ]


def action_details(db: Session, action_id: int) -> ActionDetails:
    """One action; raises Unknown."""
    action = record_of(db, Action, action_id)
    return ActionDetails(
        words=action.words,
        owner=action.owner,
        due=action.due,
        rag=action.rag,
        recommendation_id=action.recommendation_id,
        done_on=action.done_on,
        note=action.note,
    )


def add_action(db: Session, details: ActionDetails) -> int:
    """Add an action to the plan and return its number; raises Invalid."""
    _check(db, details)
    action = Action()
    _fill(action, details)
    db.add(action)
    db.flush()
    return action.id


def add_action_of_observation(db: Session, details: ActionDetails, *, observation_id: int) -> int:
    """Add an action that comes of an observation to the plan; raises Invalid and Unknown."""
    record_of(db, Observation, observation_id)
    number = add_action(db, details)
    db.add(ObservationAction(observation_id=observation_id, action_id=number))
    db.flush()
    return number


def change_action(
    db: Session, action_id: int, details: ActionDetails, *, opened: ActionDetails | None = None
) -> None:
    """Change an action. ``opened`` is what the form began with.

    Raises Invalid, Unknown and ChangedMeanwhile.
    """
    action = record_of(db, Action, action_id, lock=True)
    refuse_if_changed(opened, action_details(db, action_id))
    _check(db, details)
    _fill(action, details)


def finish_actions(db: Session, action_ids: Iterable[int], *, on: date) -> None:
    """Say of actions that they are done; those that were keep their day. Raises Unknown."""
    for number in action_ids:
        action = record_of(db, Action, number, lock=True)
        action.done_on = action.done_on or on


def resume_actions(db: Session, action_ids: Iterable[int]) -> None:
    """Say of actions that they are not done after all; raises Unknown."""
    for number in action_ids:
        record_of(db, Action, number, lock=True).done_on = None


def rate_actions(db: Session, action_ids: Iterable[int], rag: Rag) -> None:
    """Say how actions stand: red, amber or green; raises Unknown."""
    for number in action_ids:
        record_of(db, Action, number, lock=True).rag = rag


def remove_actions(db: Session, action_ids: Iterable[int]) -> None:
    """Take actions out of the plan; raises Unknown."""
    for number in action_ids:
        action = record_of(db, Action, number, lock=True)
        for row in db.scalars(select(ObservationAction).filter_by(action_id=number)):
            db.delete(row)
        db.flush()
        db.delete(action)
    db.flush()


def _told_apart(recommendation: Recommendation) -> str:
    return f"{recommendation.name}: {shorten(recommendation.words, SHORT, placeholder='…')}"


def _check(db: Session, details: ActionDetails) -> None:
    problems = details.problems()
    beside = details.recommendation_id
    if beside is not None and db.get(Recommendation, beside) is None:
        problems["recommendation_id"] = "This recommendation is no longer there. Choose another."
    if problems:
        raise Invalid(problems)


def _fill(action: Action, details: ActionDetails) -> None:
    action.words = " ".join(details.words.split())
    action.owner = " ".join(details.owner.split())
    action.note = details.note.strip()
    for name in ("due", "rag", "recommendation_id", "done_on"):
        setattr(action, name, getattr(details, name))


def _observed(db: Session) -> dict[int, tuple[int, str]]:
    """The observation that each action comes of, by the number of the action."""
    query = (
        select(ObservationAction.action_id, Observation)
        .join(Observation, Observation.id == ObservationAction.observation_id)
        .options(joinedload(Observation.event).joinedload(Event.course))
        .order_by(Observation.id)
    )
    return {number: (found.id, _named(found)) for number, found in db.execute(query)}


def _named(found: Observation) -> str:
    title = found.event.course.title if found.event else found.title
    return f"Observation of {title}, {plain_day(found.observed_on)}"


def _row(action: Action, today: date, observed: tuple[int, str] | None) -> ActionRow:
    observation_id, observation = observed or (None, "")
    return ActionRow(
        id=action.id,
        words=action.words,
        owner=action.owner,
        due=action.due,
        rag=action.rag,
        done_on=action.done_on,
        overdue=is_overdue(action.due, action.done_on, today=today),
        recommendation_id=action.recommendation_id,
        recommendation=action.recommendation.name if action.recommendation else "",
        note=action.note,
        observation_id=observation_id,
        observation=observation,
    )


def _task(action: Action, today: date) -> Task:
    overdue = is_overdue(action.due, None, today=today)
    said = ["Overdue"] if overdue else [action.rag.value]
    said += [action.owner] if action.owner else []
    return Task(action.words, ", ".join(said), 1, overdue, on=action.due, record_id=action.id)


def _sought(row: ActionRow) -> str:
    return searched(f"{row.words} {row.owner} {row.rag} {row.source} {row.note}")


def _in_order(rows: Sequence[ActionRow], sort: str, *, falling: bool) -> list[ActionRow]:
    by_due = sorted(rows, key=lambda row: (row.due or date.max, in_natural_order(row.words)))
    known = [row for row in by_due if _key(row, sort) not in {None, ""}]
    blank = [row for row in by_due if _key(row, sort) in {None, ""}]
    known.sort(key=lambda row: _key(row, sort), reverse=falling)
    return sorted([*known, *blank], key=lambda row: row.done_on is not None)


def _key(row: ActionRow, sort: str) -> Any:
    keys: dict[str, Any] = {
        "words": folded(row.words),
        "owner": folded(row.owner),
        "due": row.due,
        "rag": URGENCY[row.rag],
        "recommendation": row.source,
    }
    return keys[sort]
