"""Observations of sessions, our own and partners': what was seen, and to whom it was sent."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.delegate import folded, searched
from trainingdesk.domain.evaluation import ObservationTo
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.observation import ObservationDetails, mean_rating, ratings_in_order
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.spaces import tidied, tidied_lines
from trainingdesk.services.records import record_of
from trainingdesk.services.sought import words_of
from trainingdesk.storage.models import (
    Action,
    Agency,
    Event,
    Observation,
    ObservationAction,
    ObservationSent,
)

KEPT = (
    "title",
    "event_id",
    "observed_on",
    "observer",
    "provider",
    "commissioner",
    "agency_id",
    "strengths",
    "findings",
)
"""What is kept as it is said; ratings are kept beside it."""


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """One observation as the list shows it."""

    id: int
    title: str
    reference: str
    observed_on: date
    observer: str
    provider: str
    agency: str
    mean: float | None
    rated: int
    to_do: int
    overdue: int
    sent: tuple[ObservationTo, ...]


@dataclass(frozen=True, slots=True)
class SentRow:
    """That it was sent to somebody on a day."""

    id: int
    to: ObservationTo
    sent_on: date
    who: str


def observations_listed(
    db: Session,
    *,
    today: date,
    year: TrainingYear | None = None,
    words: str = "",
    event_id: int | None = None,
) -> list[ObservationRow]:
    """The observations of a year, or of an event, that hold every word; the newest first."""
    query = select(Observation).options(
        joinedload(Observation.event).joinedload(Event.course), joinedload(Observation.agency)
    )
    if year is not None:
        query = query.where(Observation.observed_on.between(year.first_day, year.last_day))
    if event_id is not None:
        query = query.where(Observation.event_id == event_id)
    found = db.scalars(query.order_by(Observation.observed_on.desc(), Observation.id.desc())).all()
    to_do, sent = _to_do(db, today), _sent(db)
    rows = [_row(each, to_do, sent) for each in found]
    sought = words_of(words)
    return [row for row in rows if all(word in _sought(row) for word in sought)]


def observation_details(db: Session, number: int) -> ObservationDetails:
    """One observation; raises Unknown."""
    found = record_of(db, Observation, number)
    return ObservationDetails(
        event_id=found.event_id,
        title=found.title,
        observed_on=found.observed_on,
        observer=found.observer,
        provider=found.provider,
        commissioner=found.commissioner,
        agency_id=found.agency_id,
        ratings=ratings_in_order(found.ratings),
        strengths=found.strengths,
        findings=found.findings,
        of_event=found.event.course.title if found.event else "",
    )


def add_observation(db: Session, details: ObservationDetails, *, today: date) -> int:
    """Keep an observation and return its number; raises Invalid."""
    details = _seen(details)
    _check(db, details, today)
    found = Observation()
    _fill(found, details)
    db.add(found)
    db.flush()
    return found.id


def change_observation(
    db: Session,
    number: int,
    details: ObservationDetails,
    *,
    today: date,
    opened: ObservationDetails | None = None,
) -> None:
    """Change an observation. ``opened`` is what the form began with.

    Raises Invalid, Unknown and ChangedMeanwhile.
    """
    found = record_of(db, Observation, number, lock=True)
    refuse_if_changed(opened, observation_details(db, number))
    details = _seen(details)
    _check(db, details, today)
    _fill(found, details)


def remove_observations(db: Session, numbers: Iterable[int]) -> None:
    """Remove observations; the actions that come of them stay in the plan. Raises Unknown."""
    for number in numbers:
        found = record_of(db, Observation, number, lock=True)
        for table in (ObservationSent, ObservationAction):
            for row in db.scalars(select(table).where(table.observation_id == number)):
                db.delete(row)
        db.flush()
        db.delete(found)
    db.flush()


def observed_words(db: Session) -> dict[str, list[str]]:
    """Who observed, provided and commissioned before, to choose from."""
    return {
        column.key: sorted(db.scalars(select(column).where(column != "").distinct()), key=folded)
        for column in (Observation.observer, Observation.provider, Observation.commissioner)
    }


def sent_of(db: Session, number: int) -> list[SentRow]:
    """To whom an observation was sent, in the order of the days."""
    query = select(ObservationSent).where(ObservationSent.observation_id == number)
    rows = db.scalars(query.order_by(ObservationSent.sent_on, ObservationSent.id))
    return [SentRow(row.id, row.to, row.sent_on, row.who) for row in rows]


def note_sent(  # noqa: PLR0913 - what was sent, to whom and when
    db: Session, number: int, *, to: ObservationTo, who: str, on: date, today: date
) -> None:
    """Note that an observation was sent to somebody; raises Invalid and Unknown."""
    found = record_of(db, Observation, number, lock=True)
    problems, who = {}, tidied(who)
    if not who:
        problems["who"] = "Say to whom it was sent."
    if on > today:
        problems["sent_on"] = f"{plain_day(on)} is still to come."
    if on < found.observed_on:
        problems["sent_on"] = "That is before the session was observed."
    if problems:
        raise Invalid(problems)
    db.add(ObservationSent(observation_id=number, to=to, sent_on=on, who=who))
    db.flush()


def take_back_sent(db: Session, numbers: Iterable[int]) -> None:
    """Say that an observation was not sent after all; raises Unknown."""
    for number in numbers:
        row = db.get(ObservationSent, number, with_for_update=True)
        if row is None:
            raise Unknown("This note is no longer there.")
        db.delete(row)
    db.flush()


def _seen(details: ObservationDetails) -> ObservationDetails:
    """Details without stray spaces and letters that cannot be seen: not every database has them."""
    return replace(
        details,
        title=tidied(details.title),
        observer=tidied(details.observer),
        provider=tidied(details.provider),
        commissioner=tidied(details.commissioner),
        strengths=tidied_lines(details.strengths),
        findings=tidied_lines(details.findings),
    )


def _check(db: Session, details: ObservationDetails, today: date) -> None:
    problems = details.problems(today=today)
    if details.event_id is not None and db.get(Event, details.event_id) is None:
        problems["event_id"] = "This event is no longer there. Choose another."
    if details.agency_id is not None and db.get(Agency, details.agency_id) is None:
        problems["agency_id"] = "This agency is no longer there. Choose another."
    if problems:
        raise Invalid(problems)


def _fill(found: Observation, details: ObservationDetails) -> None:
    for name in KEPT:
        setattr(found, name, getattr(details, name))
    found.ratings = dict(details.ratings)


def _row(
    found: Observation,
    to_do: dict[int, tuple[int, int]],
    sent: dict[int, tuple[ObservationTo, ...]],
) -> ObservationRow:
    open_, overdue = to_do.get(found.id, (0, 0))
    return ObservationRow(
        id=found.id,
        title=found.event.course.title if found.event else found.title,
        reference=found.event.reference if found.event else "",
        observed_on=found.observed_on,
        observer=found.observer,
        provider=found.provider,
        agency=found.agency.name if found.agency else "",
        mean=mean_rating(found.ratings),
        rated=len(found.ratings),
        to_do=open_,
        overdue=overdue,
        sent=sent.get(found.id, ()),
    )


def _to_do(db: Session, today: date) -> dict[int, tuple[int, int]]:
    """How many actions of each observation are to do, and how many are overdue."""
    late = func.count(Action.id).filter(Action.due < today)
    query = (
        select(ObservationAction.observation_id, func.count(Action.id), late)
        .join(Action, Action.id == ObservationAction.action_id)
        .where(Action.done_on.is_(None))
        .group_by(ObservationAction.observation_id)
    )
    return {number: (open_, overdue) for number, open_, overdue in db.execute(query)}


def _sent(db: Session) -> dict[int, tuple[ObservationTo, ...]]:
    found: dict[int, set[ObservationTo]] = {}
    for number, to in db.execute(select(ObservationSent.observation_id, ObservationSent.to)):
        found.setdefault(number, set()).add(to)
    return {number: in_order(some) for number, some in found.items()}


def in_order(some: Iterable[ObservationTo]) -> tuple[ObservationTo, ...]:
    """To whom something was sent, provider first."""
    there: Sequence[ObservationTo] = list(some)
    return tuple(to for to in ObservationTo if to in there)


def _sought(row: ObservationRow) -> str:
    return searched(f"{row.title} {row.reference} {row.observer} {row.provider} {row.agency}")
