"""Who is to be rung for a form that is missing, and what came of each call."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.call import CallNote
from trainingdesk.domain.evaluation import CallOutcome, HeldWhy, Stage
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.message import GONE, REMINDER_OF, REQUEST_FOR, Purpose
from trainingdesk.domain.questionnaire import Answers, Returned
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.spaces import tidied_lines
from trainingdesk.services.counted import came
from trainingdesk.services.desk import Stamp
from trainingdesk.services.due_bookings import NOT_HELD
from trainingdesk.services.evaluation.begun import finish
from trainingdesk.services.evaluation.chasing import Chased, chased_for
from trainingdesk.services.evaluation.stage_times import days_due
from trainingdesk.services.evaluation.taking import Taken
from trainingdesk.services.figures.events import scheduled_in
from trainingdesk.services.occasions import in_parts
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import (
    AgencyContact,
    Booking,
    Call,
    Delegate,
    Event,
    Form,
    HeldForm,
    Message,
    MessageRule,
    Questionnaire,
)

RUNG_FOR = (Stage.FOLLOW_UP, Stage.END, Stage.MANAGER)
"""The stages that are asked on the telephone; before an event there is still time to write."""


class Turn(StrEnum):
    """Why somebody's turn is now, or later."""

    AGAIN = "Asked to be rung again"
    DUE = "To ring"
    TODAY = "Rung today"
    LATER = "Not before a later day"


TURNS_NOW = frozenset({Turn.AGAIN, Turn.DUE})
"""Those whose turn it is: the number beside the name of the tab."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """One call that was made."""

    id: int
    on: date
    who: str
    outcome: CallOutcome
    call_back_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ToRing:
    """Somebody who is to be rung; ``whom`` is who answers, and ``reached_at`` the telephone."""

    id: int  # of the booking
    event_id: int
    delegate_id: int
    stage: Stage
    delegate: str
    name: str
    whom: str
    agency: str
    reached_at: str
    title: str
    starts: date
    due_on: date
    turn: Turn
    answered: int  # so far
    chased: Chased
    calls: tuple[CallRow, ...]

    @property
    def call_back_on(self) -> date | None:
        """The day on which they asked to be rung again."""
        return self.calls[-1].call_back_on if self.calls else None


def to_ring(db: Session, year: TrainingYear, stage: Stage, *, today: date) -> list[ToRing]:
    """Who is to be rung for a stage of a year's events, in the order in which to ring them.

    Those who asked to be rung again come first, then those who have been silent longest; whoever
    was rung today comes after them, and whoever is to be rung later comes last.
    """
    due = asking_by(db, year, stage, today)
    found = [
        booking for some in in_parts(list(due)) for booking in _silent(db, some, year, stage, today)
    ]
    return sorted(_rows(db, found, stage, due, today), key=_order)


def to_ring_now(db: Session, year: TrainingYear, stage: Stage, *, today: date) -> int:
    """How many are to be rung now for a stage of a year's events, counted without naming them."""
    event_ids = list(asking_by(db, year, stage, today))
    rung = select(Call.booking_id).where(Call.stage == stage)  # they are few: they lead the way
    query = still_silent(db, select(Booking.id, Booking.event_id), year, stage, today)
    asking = set(event_ids)
    found = [
        booking_id
        for booking_id, event_id in db.execute(query.where(Booking.id.in_(rung)))
        if event_id in asking
    ]
    made = calls_about(db, found, stage)
    again = sum(turn_of(calls, today) in TURNS_NOW for calls in made.values())
    return again + never_rung(db, event_ids, year, stage, today)


def never_rung(
    db: Session, event_ids: Sequence[int], year: TrainingYear, stage: Stage, today: date
) -> int:
    """How many are silent whom nobody has rung: they may be most of a year, so none is named."""
    query = still_silent(db, select(func.count(Booking.id)), year, stage, today)
    return sum(
        db.execute(query.where(~was_rung(stage), Booking.event_id.in_(some))).scalar_one()
        for some in in_parts(event_ids)
    )


def note_call(db: Session, booking_id: int, stage: Stage, note: CallNote, *, by: Stamp) -> None:
    """Keep how a call ended; raises Invalid and Unknown."""
    note.check(today=by.today)
    booking = record_of(db, Booking, booking_id)
    db.add(
        Call(
            booking_id=booking.id,
            stage=stage,
            at=by.at,
            who=by.who,
            outcome=note.outcome,
            call_back_on=note.call_back_on,
            note=tidied_lines(note.note),
        )
    )
    db.flush()


def answered_on_the_telephone(
    db: Session, booking_id: int, returned: Returned, *, opened: Answers, by: Stamp
) -> Taken:
    """Take in the form that was asked on the telephone, and note the call; raises as ``finish``."""
    taken = finish(db, returned, opened=opened, by=by)
    note_call(db, booking_id, returned.stage, CallNote(CallOutcome.ANSWERED), by=by)
    return taken


def asked_without_name(db: Session, stage: Stage) -> Mapping[int | None, bool]:
    """By course, whether it asks without a name, so that nobody knows who is silent.

    What holds for all courses without a form of their own stands under none.
    """
    query = select(Questionnaire.course_id, Questionnaire.anonymous).where(
        Questionnaire.stage == stage, Questionnaire.ended_on.is_(None)
    )
    return dict(db.execute(query).all())


def asking_by(db: Session, year: TrainingYear, stage: Stage, today: date) -> dict[int, date]:
    """The events of a year that ask for a stage by today, and by name, with the day they do."""
    nameless = asked_without_name(db, stage)
    of_all = nameless.get(None, False)
    courses = select(Event.id, Event.course_id).where(*scheduled_in(year))
    named = {number for number, course in db.execute(courses) if not nameless.get(course, of_all)}
    days = days_due(db, stage, *scheduled_in(year))
    return {number: day for number, day in days.items() if number in named and day <= today}


def _silent(
    db: Session, event_ids: Sequence[int], year: TrainingYear, stage: Stage, today: date
) -> Sequence[Booking]:
    query = (
        still_silent(db, select(Booking), year, stage, today)
        .where(Booking.event_id.in_(event_ids))
        .options(joinedload(Booking.event).joinedload(Event.course))
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
    )
    return db.scalars(query).all()


def still_silent(
    db: Session, query: Any, year: TrainingYear, stage: Stage, today: date
) -> Select[Any]:
    """Who came, has not answered, has not said that they will not, and was written to in vain."""
    answered = exists().where(
        Form.event_id == Booking.event_id,
        Form.delegate_id == Booking.delegate_id,
        Form.stage == stage,
    )
    declined = exists().where(
        Call.booking_id == Booking.id,
        Call.stage == stage,
        Call.outcome == CallOutcome.DECLINED,
    )
    here = or_(Delegate.left_on.is_(None), Delegate.left_on > today)
    made: Select[Any] = (
        query.select_from(Booking)
        .join(Booking.event)
        .join(Booking.delegate)
        .where(
            *scheduled_in(year),
            Event.status.not_in(NOT_HELD),
            Event.register_closed_on.is_not(None),
            came(),
            here,
            ~answered,
            ~declined,
        )
    )
    if (last := last_word(db, stage)) is not None:
        written = exists().where(
            Message.booking_id == Booking.id, Message.purpose == last, Message.state.in_(GONE)
        )
        email = Delegate.manager_email if stage is Stage.MANAGER else Delegate.email
        made = made.where(or_(written, email == "", was_rung(stage)))
    return made


def was_rung(stage: Stage) -> ColumnElement[bool]:
    """Whether anybody has rung about the form of a booking."""
    return exists().where(Call.booking_id == Booking.id, Call.stage == stage)


def last_word(db: Session, stage: Stage) -> Purpose | None:
    """What the board writes last before anybody is rung; nothing where it never writes."""
    kept = select(MessageRule.purpose)
    rules = set(db.scalars(kept))
    wanted = (REMINDER_OF[stage], REQUEST_FOR[stage])
    return next((purpose for purpose in wanted if purpose in rules), None)


def _rows(
    db: Session,
    bookings: Sequence[Booking],
    stage: Stage,
    due: Mapping[int, date],
    today: date,
) -> list[ToRing]:
    numbers = [booking.id for booking in bookings]
    chased, calls = chased_for(db, numbers, stage), calls_about(db, numbers, stage)
    begun = _begun(db, stage)
    contacts = _contacts(db, {booking.agency_id for booking in bookings})
    found = []
    for booking in bookings:
        person, made = booking.delegate, calls.get(booking.id, ())
        by_manager = stage is Stage.MANAGER
        telephone = "" if by_manager else person.telephone
        found.append(
            ToRing(
                id=booking.id,
                event_id=booking.event_id,
                delegate_id=person.id,
                stage=stage,
                delegate=person.listed,
                name=person.name,
                whom=(person.manager or "the manager") if by_manager else person.name,
                agency=booking.agency.name,
                reached_at=telephone or contacts.get(booking.agency_id, ""),
                title=booking.event.course.title,
                starts=booking.event.starts,
                due_on=due[booking.event_id],
                turn=turn_of(made, today),
                answered=begun.get((booking.event_id, person.id), 0),
                chased=chased[booking.id],
                calls=made,
            )
        )
    return found


def turn_of(calls: Sequence[CallRow], today: date) -> Turn:
    """Whether somebody is to be rung now, by the calls that were made."""
    if not calls:
        return Turn.DUE
    last = calls[-1]
    if last.call_back_on is not None:
        return Turn.AGAIN if last.call_back_on <= today else Turn.LATER
    return Turn.TODAY if last.on == today else Turn.DUE


def _order(row: ToRing) -> tuple[Any, ...]:
    turn = list(Turn).index(row.turn)
    return turn, row.call_back_on or date.min, row.due_on, row.delegate.casefold(), row.id


def calls_about(
    db: Session, booking_ids: Sequence[int], stage: Stage
) -> dict[int, tuple[CallRow, ...]]:
    """The calls about the forms of some bookings, for those who were rung at all."""
    found: defaultdict[int, list[CallRow]] = defaultdict(list)
    for some in in_parts(list(booking_ids)):
        query = select(Call).where(Call.booking_id.in_(some), Call.stage == stage)
        for call in db.scalars(query.order_by(Call.id)):
            found[call.booking_id].append(
                CallRow(
                    call.id,
                    call.at.astimezone(LONDON).date(),
                    call.who,
                    call.outcome,
                    call.call_back_on,
                    call.note,
                )
            )
    return {booking_id: tuple(calls) for booking_id, calls in found.items()}


def _begun(db: Session, stage: Stage) -> dict[tuple[int, int], int]:
    query = select(HeldForm).where(HeldForm.stage == stage, HeldForm.why == HeldWhy.BEGUN)
    return {(held.event_id, held.delegate_id): len(held.answers) for held in db.scalars(query)}


def _contacts(db: Session, agency_ids: Collection[int]) -> dict[int, str]:
    """The telephone of each agency's contact, for those whose own is not known."""
    query = (
        select(AgencyContact)
        .where(AgencyContact.agency_id.in_(agency_ids), AgencyContact.telephone != "")
        .order_by(AgencyContact.id.desc())
    )
    return {
        contact.agency_id: f"{contact.telephone} ({contact.name})" for contact in db.scalars(query)
    }
