"""Everybody whom an online form's export may speak of, and what was asked of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.form_code import read_form_code
from trainingdesk.domain.online_columns import Offered
from trainingdesk.domain.online_match import Around
from trainingdesk.domain.online_people import OnlineEvent, OnlinePerson, hindrance_of
from trainingdesk.domain.online_versions import AskedThen, version_answered
from trainingdesk.domain.questionnaire import Ask, Asking, asks_from_data
from trainingdesk.services.counted import absent, apologised, came
from trainingdesk.services.evaluation.questionnaires import (
    QuestionnaireRow,
    askings_of,
    row_of,
    standing_for,
)
from trainingdesk.services.evaluation.stage_times import follow_up_days
from trainingdesk.services.evaluation.taking import questions_of_bank
from trainingdesk.services.importing.storing import batches
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Course,
    Delegate,
    Event,
    EventSession,
    Form,
    Questionnaire,
)

DAYS_OF_THE_EVENT = frozenset({Stage.BEFORE, Stage.END})
"""Stages that are asked for on a day of the event itself."""
AROUND = timedelta(days=400)
"""So long before or after its event a form may be sent."""


def offered_for(db: Session, stage: Stage, event_id: int | None) -> tuple[Offered, ...]:
    """The questions that a column may stand for: those of an event, or all of the stage.

    Questions asked of each session or speaker belong to an event. Those that an older form asked
    come last.
    """
    found: dict[Asking, Ask] = {}
    event = db.get(Event, event_id) if event_id is not None else None
    if event is not None:
        asked = standing_for(db, stage, event.course_id)
        found |= askings_of(db, event.id, asked.asks) if asked else {}
    else:
        query = select(Questionnaire).where(
            Questionnaire.stage == stage, Questionnaire.ended_on.is_(None)
        )
        by_all_first = query.order_by(Questionnaire.course_id.is_not(None), Questionnaire.id)
        for row in db.scalars(by_all_first):
            once = (ask for ask in asks_from_data(row.asks) if ask.per is AskedPer.EVENT)
            found = {Asking(ask.code): ask for ask in once} | found
    codes = {asking.code for asking in found}
    bank = (ask for ask in questions_of_bank(db, stage) if ask.code not in codes)
    found |= {Asking(ask.code): ask for ask in bank}
    return tuple(Offered(asking, ask) for asking, ask in found.items())


def is_anonymous(db: Session, stage: Stage, event_id: int | None) -> bool:
    """Whether a stage is asked without names: on an event, or wherever it is asked."""
    event = db.get(Event, event_id) if event_id is not None else None
    if event is not None:
        asked = standing_for(db, stage, event.course_id)
        return asked is not None and asked.anonymous
    query = select(Questionnaire.anonymous).where(
        Questionnaire.stage == stage, Questionnaire.ended_on.is_(None)
    )
    found = db.scalars(query).all()
    return bool(found) and all(found)


@dataclass(slots=True)
class Asked:
    """What was asked on events at one stage, and when, looked up once for each course."""

    db: Session
    stage: Stage
    codes: frozenset[str]
    _versions: dict[int, dict[int, QuestionnaireRow]] = field(default_factory=dict)
    _then: dict[int, list[AskedThen]] = field(default_factory=dict)
    _kept: dict[tuple[int, int | None], dict[Asking, Ask]] = field(default_factory=dict)

    def on(self, event_id: int, sent: date) -> tuple[QuestionnaireRow | None, dict[Asking, Ask]]:
        """The form that was in their hands on a day, and what it asks.

        Where there is none, what the bank asks at the stage.
        """
        course_id = self.db.get_one(Event, event_id).course_id
        found = self._answered(course_id, sent)
        row = self._versions[course_id][found.id] if found is not None else None
        key = event_id, row.id if row else None
        if key not in self._kept:
            self._kept[key] = self._asks(event_id, row)
        return row, self._kept[key]

    def nameless(self, course_id: int, days: Collection[date]) -> frozenset[date]:
        """On which of the days a course asked without names."""
        found = {day: self._answered(course_id, day) for day in days}
        return frozenset(day for day, then in found.items() if then is not None and then.anonymous)

    def _asks(self, event_id: int, row: QuestionnaireRow | None) -> dict[Asking, Ask]:
        if row is None:
            return {Asking(ask.code): ask for ask in questions_of_bank(self.db, self.stage)}
        return dict(askings_of(self.db, event_id, row.asks))

    def _answered(self, course_id: int, sent: date) -> AskedThen | None:
        if course_id not in self._then:
            self._look_up(course_id)
        return version_answered(self._then[course_id], sent, self.codes)

    def _look_up(self, course_id: int) -> None:
        own = (Questionnaire.course_id == course_id) | Questionnaire.course_id.is_(None)
        query = select(Questionnaire).where(Questionnaire.stage == self.stage, own)
        found = self.db.scalars(query).all()
        self._versions[course_id] = {each.id: row_of(each) for each in found}
        self._then[course_id] = [
            AskedThen(
                each.id,
                each.made_on,
                each.ended_on,
                anonymous=each.anonymous,
                of_course=each.course_id is not None,
                codes=frozenset(ask.code for ask in self._versions[course_id][each.id].asks),
            )
            for each in found
        ]


@dataclass(frozen=True, slots=True)
class AllTold:
    """What the lines of one export tell together: when they were sent, and by whom."""

    sent: frozenset[date]
    codes: frozenset[str]
    emails: frozenset[str]


def around(asked: Asked, *, event_id: int | None, told: AllTold) -> Around:
    """Everybody with a booking on the event, or on any event of the time, or with a code.

    Of the addresses it is known which are of a delegate, whatever that one is booked on.
    """
    db, stage = asked.db, asked.stage
    read = [code for text in told.codes if (code := read_form_code(text)) is not None]
    bookings = {code.booking_id for code in read if code.booking_id is not None}
    which = [Event.id == event_id] if event_id is not None else _of_time(told.sent)
    people_of = or_(and_(*which), Booking.id.in_(bookings)) if bookings else and_(*which)
    rows = db.execute(_bookings(stage).where(people_of)).all()
    of_codes = [code.event_id for code in read if code.event_id is not None]
    listed = or_(and_(*which), Event.id.in_([*of_codes, *{row.event_id for row in rows}]))
    events = _events(asked, listed, told.sent)
    people = [
        OnlinePerson(
            booking_id=row.id,
            event=events[row.event_id],
            delegate_id=row.delegate_id,
            first_name=row.first_name,
            last_name=row.last_name,
            email=row.email,
            manager=row.manager,
            manager_email=row.manager_email,
            agency=row.agency,
            hindrance=_hindrance(row, stage),
            answered=row.answered,
        )
        for row in rows
    ]
    return Around(stage, list(events.values()), people, event_id, _known(db, told.emails))


def _known(db: Session, emails: Collection[str]) -> frozenset[str]:
    """Those of the addresses that some delegate of the desk has."""
    address, found = func.lower(Delegate.email), set[str]()
    for some in batches(sorted({folded(each) for each in emails} - {""})):
        found |= set(db.scalars(select(address).where(address.in_(some))))
    return frozenset(found)


def _of_time(sent: Collection[date]) -> Sequence[ColumnElement[bool]]:
    days = list(sent) or [date.min + AROUND]
    return [Event.starts >= min(days) - AROUND, Event.starts <= max(days) + AROUND]


def _bookings(stage: Stage) -> Select[Any]:
    answered = (
        select(Form.id)
        .where(
            Form.event_id == Booking.event_id,
            Form.delegate_id == Booking.delegate_id,
            Form.stage == stage,
        )
        .exists()
    )
    columns: Sequence[Any] = (
        Booking.id,
        Booking.event_id,
        Booking.delegate_id,
        Booking.status,
        Delegate.first_name,
        Delegate.last_name,
        Delegate.email,
        Delegate.manager,
        Delegate.manager_email,
        Agency.name.label("agency"),
        Event.register_closed_on,
        came().label("came"),
        absent().label("absent"),
        apologised().label("apologised"),
        answered.label("answered"),
    )
    return (
        select(*columns)
        .join(Delegate, Delegate.id == Booking.delegate_id)
        .join(Agency, Agency.id == Booking.agency_id)
        .join(Event, Event.id == Booking.event_id)
        .order_by(Delegate.last_name, Delegate.first_name, Booking.id)
    )


def _hindrance(row: Row[Any], stage: Stage) -> str:
    marks = {
        Attendance.ATTENDED: row.came,
        Attendance.ABSENT: row.absent,
        Attendance.APOLOGIES: row.apologised,
    }
    mark = next((each for each, is_so in marks.items() if is_so), None)
    closed = row.register_closed_on is not None
    return hindrance_of(stage, row.status, mark=mark, closed=closed)


def _events(
    asked: Asked, which: ColumnElement[bool], sent: Collection[date]
) -> dict[int, OnlineEvent]:
    last = func.coalesce(func.max(EventSession.day), Event.starts)
    query = (
        select(Event.id, Event.reference, Course.title, Event.starts, last, Event.course_id)
        .join(Course, Course.id == Event.course_id)
        .outerjoin(EventSession, EventSession.event_id == Event.id)
        .where(which)
        .group_by(Event.id, Course.id)
        .order_by(Event.starts, Event.id)
    )
    practice = {} if asked.stage in DAYS_OF_THE_EVENT else follow_up_days(asked.db, which)
    nameless: dict[int, frozenset[date]] = {}
    found = {}
    for number, reference, title, starts, ends, course_id in asked.db.execute(query):
        if course_id not in nameless:
            nameless[course_id] = asked.nameless(course_id, sent)
        on_the_day = starts if asked.stage is Stage.BEFORE else ends
        found[number] = OnlineEvent(
            number,
            reference,
            title,
            starts,
            ends,
            nameless[course_id],
            asked_on=practice.get(number, on_the_day),
        )
    return found
