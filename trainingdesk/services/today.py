"""What needs doing today, by kind of work, and how much of it waits at each place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance import STAYED
from trainingdesk.domain.booking import ON_THE_REGISTER
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.event import AT_RISK_DAYS, UNSCHEDULED, EventStatus, is_at_risk
from trainingdesk.domain.figures import counted
from trainingdesk.domain.stage_times import months_after
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.absences import absences_due
from trainingdesk.services.actions import actions_due
from trainingdesk.services.asked import agreements_due
from trainingdesk.services.attendance_rules import closed_under_other_rules
from trainingdesk.services.brochure_due import to_brochure
from trainingdesk.services.certificates import still_to_issue
from trainingdesk.services.charging.ready import invoices_due
from trainingdesk.services.charging.reminding import reminders_due
from trainingdesk.services.charging.review import (
    charges_to_review,
    days_to_review,
    number_to_review,
)
from trainingdesk.services.charging.undecided import Days
from trainingdesk.services.evaluation.stage_times import follow_up_days
from trainingdesk.services.evaluation.work_today import evaluation_cards
from trainingdesk.services.event_issues import to_arrange, to_put_right
from trainingdesk.services.figures.events import outcomes
from trainingdesk.services.figures.returned import published
from trainingdesk.services.figures.year import unreconciled_of
from trainingdesk.services.interest_waiting import waiting_for_a_date
from trainingdesk.services.licences import licences_due
from trainingdesk.services.messages_due import messages_due
from trainingdesk.services.offers_due import offers_that_run_out
from trainingdesk.services.places import Places, places_of_each
from trainingdesk.services.waiting import enough_wait
from trainingdesk.services.work import Card, Task, Work
from trainingdesk.storage.models import (
    Board,
    Booking,
    Certificate,
    Course,
    Event,
    EventSession,
    Form,
    Mark,
    QuestionStage,
)

__all__ = ["Card", "Task", "Work"]

NOT_HELD = UNSCHEDULED | {EventStatus.CANCELLED}
ARRANGED_DAYS = 56
"""Eight weeks ahead, an event should have its trainer and its venue."""

REGISTER_DAYS = 7
"""A register that is open a week after its event is late."""

MONTHS_LOOKED_BACK = 12
"""What is older than a year is history, and no longer asked for."""


ABOUT_EVENTS = frozenset(
    {
        Work.AT_RISK,
        Work.REGISTERS,
        Work.UNARRANGED,
        Work.ISSUES,
        Work.OFFERS,
        Work.AGREEMENTS,
        Work.WAITING,
        Work.UNDATED,
    }
)

TO_DO_HERE = ABOUT_EVENTS | {Work.ACTIONS, Work.LICENCES, Work.ABSENCES}
"""What Today and its count in the sidebar speak of; the rest has a place of its own."""


class Span(NamedTuple):
    """The days from one to another, both counted."""

    first: date
    last: date


def cards(db: Session, today: date, *, now: datetime | None = None) -> list[Card]:
    """Every kind of work that waits: first what cannot wait, then by the order of the work.

    Without a moment it is asked as the day begins.
    """
    begins = datetime.combine(today, time.min, UTC)
    found = [
        *_cards_of_events(db, today),
        *_cards_of_delegates(db, today),
        *evaluation_cards(db, today),
        *_cards_of_plans(db, today),
        Card(Work.MESSAGES, tuple(messages_due(db, now=now or begins))),
        Card(Work.FIGURES, tuple(_figures(db, today))),
        Card(Work.BROCHURE, tuple(_brochure(db, today))),
    ]
    waiting = [card for card in found if card.tasks]
    return sorted(waiting, key=lambda card: not card.urgent)


def waits(db: Session, year: TrainingYear, *, today: date) -> dict[str, int]:
    """How much waits at each place, for the sidebar.

    What Today counts waits whatever year is at hand; other places count what their pages show,
    which is the year at hand.
    """
    begun = Span(year.first_day, min(today, year.last_day))
    return {
        "Today": things_to_do([*_cards_of_events(db, today), *_cards_of_plans(db, today)]),
        "Evaluation": follow_ups_due(db, year, today=today),
        "Charges": number_to_review(db, days_to_review(db, year, today)),
        "Certificates": sum(task.number for task in _certificates(db, begun)),
    }


def follow_ups_due(db: Session, year: TrainingYear, *, today: date) -> int:
    """How many follow-up forms of a year's events are asked for by now, and have not come."""
    begun = Span(year.first_day, min(today, year.last_day))
    return sum(task.number for task in _follow_ups(db, today, begun))


def things_to_do(found: Iterable[Card]) -> int:
    """How many things there are to do; forms and certificates have their own places."""
    return sum(card.number for card in found if card.work in TO_DO_HERE)


@dataclass(frozen=True, slots=True)
class Held:
    """How much a desk holds."""

    events: int
    delegates: int
    bookings: int


def held(db: Session) -> Held:
    """How many events, delegates and bookings there are."""
    tables = ("event", "delegate", "booking")
    counts = [select(func.count()).select_from(Event.metadata.tables[t]) for t in tables]
    return Held(*(db.scalars(count).one() for count in counts))


def _cards_of_events(db: Session, today: date) -> list[Card]:
    found = {
        Work.AT_RISK: _at_risk(db, today),
        Work.REGISTERS: _registers(db, today),
        Work.UNARRANGED: to_arrange(db, today, today + timedelta(days=ARRANGED_DAYS)),
        Work.ISSUES: to_put_right(db, today),
        Work.OFFERS: offers_that_run_out(db, today),
        Work.AGREEMENTS: agreements_due(db, today),
        Work.WAITING: _waiting(db, today),
        Work.UNDATED: waiting_for_a_date(db),
    }
    return [Card(work, tuple(tasks)) for work, tasks in found.items()]


def _cards_of_delegates(db: Session, today: date) -> list[Card]:
    lately = Span(months_after(today, -MONTHS_LOOKED_BACK), today)
    since = Days(lately.first, date.max)  # who gives up a place of an event ahead owes at once
    return [
        Card(Work.CHARGES, tuple(charges_to_review(db, since))),
        Card(Work.TO_ISSUE, tuple(invoices_due(db, today))),
        Card(Work.OVERDUE, tuple(reminders_due(db, today))),
        Card(Work.CERTIFICATES, tuple(_certificates(db, lately))),
        Card(Work.FOLLOW_UPS, tuple(_follow_ups(db, today, lately))),
    ]


def _cards_of_plans(db: Session, today: date) -> list[Card]:
    return [
        Card(Work.ACTIONS, tuple(actions_due(db, today))),
        Card(Work.LICENCES, tuple(licences_due(db, today))),
        Card(Work.ABSENCES, tuple(absences_due(db, today))),
    ]


def _at_risk(db: Session, today: date) -> Iterator[Task]:
    soon = Event.starts.between(today, today + timedelta(days=AT_RISK_DAYS))
    for event, places in _to_come(db, today, soon, Event.headcount_only.is_(False)):
        least = event.course.minimum or 0
        if is_at_risk(
            event.status, starts=event.starts, today=today, held=places.held, minimum=least
        ):
            said = f"{places.held} of {places.places}, {least} needed"
            yield _task(event, said, least - places.held, urgent=True)


def _registers(db: Session, today: date) -> Iterator[Task]:
    last_day = select(func.max(EventSession.day)).where(EventSession.event_id == Event.id)
    over = last_day.scalar_subquery() <= today
    query = _events(Event.starts <= today, over, Event.register_closed_on.is_(None))
    events = list(db.scalars(query))
    unmarked = _unmarked(db, [event.id for event in events])
    for event in events:
        missing = unmarked.get(event.id, 0)
        late = (today - event.starts).days > REGISTER_DAYS
        marked = "nobody counted yet" if event.headcount_only else "all marked"
        said = f"{missing} not marked" if missing else marked
        yield _task(event, f"{said}, late" if late else said, missing, late)


def _unmarked(db: Session, event_ids: Sequence[int]) -> dict[int, int]:
    """How many on each register lack a mark for some session."""
    sessions = _sessions()
    given = select(func.count(Mark.id)).where(Mark.booking_id == Booking.id).scalar_subquery()
    query = (
        select(Booking.event_id, func.count())
        .join(sessions, sessions.c.event_id == Booking.event_id)
        .where(
            Booking.event_id.in_(event_ids),
            Booking.status.in_(ON_THE_REGISTER),
            given < sessions.c.days,
        )
        .group_by(Booking.event_id)
    )
    return dict(db.execute(query).all())


def _waiting(db: Session, today: date) -> Iterator[Task]:
    for event, places in _to_come(db, today, Event.starts > today):
        wait = counted(places.waiting, "person waits", "people wait")
        if places.waiting and places.free:
            free = counted(places.free, "place is free", "places are free")
            yield _task(event, f"{wait}, {free}", places.waiting, urgent=True)
        elif enough_wait(event, places):
            yield _task(event, f"{wait}, enough for another event", places.waiting)
        elif places.waiting:
            yield _task(event, f"{wait}, full", places.waiting)


def _certificates(db: Session, held_in: Span) -> Iterator[Task]:
    """Who attended enough of an event whose register is closed, and has no certificate yet."""
    held = _counted_by_event().where(
        Event.register_closed_on.is_not(None), Event.starts.between(*held_in)
    )
    others = closed_under_other_rules(db, Event.starts.between(*held_in))
    of_others = still_to_issue(db, others) if others else {}
    usual = _without_certificate(db, held).where(Event.id.not_in(others))
    found = [(starts, number, title, due) for number, title, starts, due in db.execute(usual)]
    for number, title, starts, _ in db.execute(held.where(Event.id.in_(list(of_others)))):
        found.append((starts, number, title, of_others[number]))
    found.sort(key=lambda event: (-event[0].toordinal(), event[1]))  # the latest first
    for starts, number, title, due in found:
        yield Task(title, f"{due} to issue", due, event_id=number, on=starts)


def _without_certificate(
    db: Session, held: Select[int, str, date, int]
) -> Select[int, str, date, int]:
    """Of the bookings, those of whoever stayed at every session and has no certificate."""
    sessions, marks = _sessions(), _marks()
    issued = exists().where(
        Certificate.booking_id == Booking.id, Certificate.withdrawn_on.is_(None)
    )
    query = (
        held.join(sessions, sessions.c.event_id == Event.id)
        .join(marks, marks.c.booking_id == Booking.id)
        .where(
            Booking.status.in_(ON_THE_REGISTER),
            marks.c.stayed == marks.c.given,
            marks.c.given >= sessions.c.days,
            ~issued,
        )
    )
    of_all = literal(db.get_one(Board, 1).end_form_needed)
    needed = func.coalesce(Course.end_form_needed, of_all)
    return query.where(or_(~needed, _has_form(Stage.END)))


def _follow_ups(db: Session, today: date, held_in: Span) -> Iterator[Task]:
    """Who attended long enough ago to be asked, and has sent no follow-up form."""
    if not db.scalar(select(QuestionStage).where(QuestionStage.stage == Stage.FOLLOW_UP).limit(1)):
        return
    held = Event.starts.between(*held_in), Event.register_closed_on.is_not(None)
    days, outcome = follow_up_days(db, *held), outcomes()
    query = (
        _counted_by_event()
        .join(outcome, outcome.c.booking_id == Booking.id)
        .where(
            *held,
            outcome.c.came == 1,
            ~_has_form(Stage.FOLLOW_UP),
        )
    )
    nameless = _nameless_follow_ups(db)
    for event_id, title, starts, number in db.execute(query):
        due = number - nameless.get(event_id, 0)
        if due > 0 and days[event_id] <= today:
            yield Task(title, f"{due} due", due, event_id=event_id, on=starts)


def _nameless_follow_ups(db: Session) -> dict[int, int]:
    """The anonymous forms of each event: somebody sent them, though nobody knows who."""
    query = (
        select(Form.event_id, func.count())
        .where(Form.stage == Stage.FOLLOW_UP, Form.delegate_id.is_(None))
        .group_by(Form.event_id)
    )
    return dict(db.execute(query).all())


def _figures(db: Session, today: date) -> Iterator[Task]:
    """What was published of the last two finished years, and is not what the records give."""
    last = TrainingYear.of(today).before
    for year in (last, last.before):
        if not published(db, year):
            continue
        for row in unreconciled_of(db, year, today=today):
            ours = row["computed"]
            counts = "not one of ours" if ours is None else f"{_shown(ours)} counted"
            said = f"{_shown(row['published'])} published, {counts}"
            title = str(row["figure"]).replace("_", " ").capitalize()
            yield Task(title, said, 1, figure=row["figure"], year=year.name)


def _brochure(db: Session, today: date) -> Iterator[Task]:
    for each in to_brochure(db, today):
        yield Task(each.title, each.said, 1, each.urgent, year=each.year)


def _shown(number: float) -> str:
    """A figure with no more decimals than tell it from another."""
    return f"{number:,.3f}".rstrip("0").rstrip(".")


def _to_come(db: Session, today: date, *which: Any) -> Iterator[tuple[Event, Places]]:
    events = list(db.scalars(_events(*which, Event.starts >= today)))
    places = places_of_each(db, [event.id for event in events])
    return ((event, places[event.id]) for event in events)


def _events(*which: Any) -> Select[Event]:
    """The events that are held, the earliest first."""
    return (
        select(Event)
        .where(Event.status.not_in(NOT_HELD), *which)
        .options(joinedload(Event.course))
        .order_by(Event.starts, Event.id)
    )


def _counted_by_event() -> Select[int, str, date, int]:
    """The bookings of the events that are held, counted; the latest event first."""
    return (
        select(Event.id, Course.title, Event.starts, func.count(Booking.id))
        .join(Event.course)
        .join(Booking, Booking.event_id == Event.id)
        .where(Event.status.not_in(NOT_HELD))
        .group_by(Event.id, Course.title, Event.starts)
        .order_by(Event.starts.desc(), Event.id)
    )


def _has_form(stage: Stage) -> ColumnElement[bool]:
    return exists().where(
        Form.event_id == Booking.event_id,
        Form.delegate_id == Booking.delegate_id,
        Form.stage == stage,
    )


def _sessions() -> Subquery:
    days = func.count(EventSession.id).label("days")
    return select(EventSession.event_id, days).group_by(EventSession.event_id).subquery("sessions")


def _marks() -> Subquery:
    stayed = func.sum(_one_if(Mark.attendance.in_(STAYED))).label("stayed")
    given = func.count(Mark.id).label("given")
    return select(Mark.booking_id, stayed, given).group_by(Mark.booking_id).subquery("marks")


def _one_if(holds: Any) -> Any:
    return case((holds, 1), else_=0)


def _task(event: Event, said: str, number: int, urgent: bool = False) -> Task:  # noqa: FBT001, FBT002 - read at the call beside what it is about
    return Task(event.course.title, said, number, urgent, event.id, event.starts)
