"""Who answered a stage twice: both forms side by side, and which of them counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.questionnaire import (
    Answers,
    Asking,
    Returned,
    answers_from_data,
)
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services.evaluation.kept_beside import as_kept_beside
from trainingdesk.services.evaluation.letting_go import let_go
from trainingdesk.services.evaluation.taking import (
    answers_on,
    form_of,
    store,
    to_decide,
    write_answers,
)
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import (
    Agency,
    Answer,
    Booking,
    Event,
    Form,
    HeldForm,
    Question,
)


class SettledWhy(StrEnum):
    """Why one of two forms counts and not the other; the audit keeps it."""

    TWICE = "sent twice by mistake"
    CORRECTED = "the later corrects the first"
    COMPLETE = "the other is not complete"
    MISTAKEN = "entered by mistake"
    ASKED = "they were asked which one they meant"


class SettledAs(StrEnum):
    """What became of a form that does not count; it is kept, so that nobody is asked again."""

    SECOND = "The first counts"
    REPLACED = "A later one counts"
    DROPPED = "Dropped"

    def said(self, why: str) -> str:
        """It with its reason, where one was given."""
        return f"{self}: {why}" if why else self.value


@dataclass(frozen=True, slots=True)
class OneForm:
    """One of the two: when it came, how, and where it stood."""

    received_on: date | None
    via: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class TwoAnswers:
    """What the two forms say to one question."""

    id: int
    question: str
    about: str
    first: int | str | None
    later: int | str | None
    several: bool = False  # whether each answer is a line for every choice

    @property
    def differ(self) -> bool:
        """Whether they say two things."""
        return self.first != self.later


@dataclass(frozen=True, slots=True)
class TwiceRow:
    """Somebody who answered a stage twice; without a first form, only the later is there."""

    id: int  # of what is kept beside
    event_id: int
    delegate_id: int
    delegate: str
    name: str
    agency: str
    title: str
    starts: date
    stage: Stage
    first: OneForm | None
    later: OneForm
    answers: tuple[TwoAnswers, ...]

    @property
    def differing(self) -> int:
        """How many answers differ."""
        return sum(each.differ for each in self.answers)


def answered_twice(db: Session) -> list[TwiceRow]:
    """Every form that is kept beside another, the oldest first."""
    query = (
        select(HeldForm)
        .where(to_decide())
        .options(joinedload(HeldForm.event).joinedload(Event.course))
        .options(joinedload(HeldForm.delegate))
        .order_by(HeldForm.id)
    )
    beside = _beside(db)
    return [_row(held, beside) for held in db.scalars(query)]


def twice_in_all(db: Session) -> int:
    """How many forms are kept beside another."""
    query = select(func.count(HeldForm.id)).where(to_decide())
    return db.scalars(query).one()


def keep_first(db: Session, held_id: int, *, why: str = "") -> None:
    """Let the first form count, and not the later; raises Unknown where it is settled."""
    held = _open(db, held_id)
    first = form_of(db, held.event_id, held.delegate_id, held.stage)
    settled = SettledAs.DROPPED if first is None else SettledAs.SECOND
    held.settled = settled.said(why)
    db.flush()


def take_later(db: Session, held_id: int, *, why: str = "") -> None:
    """Let the later form count, and not the first; raises Refused, and Unknown where it is settled.

    A comment that both make stays, with its themes and as it is quoted; those of others go with it.
    """
    held = _open(db, held_id)
    answers = answers_from_data(held.answers)
    form = form_of(db, held.event_id, held.delegate_id, held.stage, lock=True)
    if form is None:
        store(db, _returned(held, answers), answers, delegate_id=held.delegate_id)
    else:
        settled = SettledAs.REPLACED.said(why)
        db.add(as_kept_beside(form, delegate_id=held.delegate_id, settled=settled))
        new = _let_go(db, form, answers)
        form.received_on, form.via = held.received_on, held.via
        form.questionnaire_id = held.questionnaire_id
        write_answers(db, form, new)
    db.delete(held)
    db.flush()


def _open(db: Session, held_id: int) -> HeldForm:
    """A form that is still to be settled; raises Unknown."""
    held = record_of(db, HeldForm, held_id, lock=True)
    if held.settled:
        raise Unknown("This form has been settled meanwhile.")
    return held


def _let_go(db: Session, form: Form, answers: Answers) -> Answers:
    """Take off a form what another answers otherwise, and say which of the answers are new."""
    new, gone = dict(answers), []
    for answer in db.scalars(select(Answer).where(Answer.form_id == form.id)):
        asking = Asking(answer.question.code, answer.about)
        said = answer.words if answer.number is None else answer.number
        if new.get(asking) == said:
            del new[asking]
        else:
            gone.append(answer)
    let_go(db, gone)  # before others are written: two answers to one question are refused
    db.expire(form, ["answers"])
    return new


def _returned(held: HeldForm, answers: Answers) -> Returned:
    return Returned(
        event_id=held.event_id,
        delegate_id=held.delegate_id,
        stage=held.stage,
        answers=answers,
        received_on=held.received_on or held.event.starts,
        via=held.via,
        questionnaire_id=held.questionnaire_id,
        source=held.source,
    )


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside all that is kept: first forms, agencies, and the bank's questions."""

    forms: Mapping[tuple[int, int | None, Stage], Form]
    agencies: Mapping[tuple[int, int], str]
    bank: Mapping[str, "_InBank"]


@dataclass(frozen=True, slots=True)
class _InBank:
    words: str
    position: int | None = None
    several: bool = False


def _beside(db: Session) -> _Beside:
    bank = db.execute(select(Question.code, Question.words, Question.position, Question.answer))
    return _Beside(
        {(form.event_id, form.delegate_id, form.stage): form for form in _first_forms(db)},
        _agencies(db),
        {
            code: _InBank(words, position, kind is AnswerKind.SEVERAL)
            for code, words, position, kind in bank
        },
    )


def _first_forms(db: Session) -> list[Form]:
    """The forms beside which others are kept, with what they say."""
    is_first = and_(
        HeldForm.event_id == Form.event_id,
        HeldForm.delegate_id == Form.delegate_id,
        HeldForm.stage == Form.stage,
        to_decide(),
    )
    said = selectinload(Form.answers).joinedload(Answer.question)
    return list(db.scalars(select(Form).join(HeldForm, is_first).options(said)))


def _row(held: HeldForm, beside: _Beside) -> TwiceRow:
    person, event = held.delegate, held.event
    form = beside.forms.get((event.id, person.id, held.stage))
    first = answers_on(form) if form is not None else {}
    return TwiceRow(
        id=held.id,
        event_id=event.id,
        delegate_id=person.id,
        delegate=person.listed,
        name=person.name,
        agency=beside.agencies.get((event.id, person.id), ""),
        title=event.course.title,
        starts=event.starts,
        stage=held.stage,
        first=OneForm(form.received_on, form.via) if form is not None else None,
        later=OneForm(held.received_on, held.via, held.source),
        answers=_side_by_side(first, answers_from_data(held.answers), beside.bank),
    )


def _agencies(db: Session) -> dict[tuple[int, int], str]:
    """By event and person, the agency of their booking, of one not given up if there is one."""
    events = select(HeldForm.event_id).where(to_decide())
    query = (
        select(Booking.event_id, Booking.delegate_id, Agency.name)
        .join(Agency, Agency.id == Booking.agency_id)
        .where(Booking.event_id.in_(events))
        .order_by(Booking.status.in_(LIVE), Booking.id)
    )
    return {(event_id, delegate_id): name for event_id, delegate_id, name in db.execute(query)}


def _side_by_side(
    first: Answers, later: Answers, bank: Mapping[str, _InBank]
) -> tuple[TwoAnswers, ...]:
    def turn(asking: Asking) -> tuple[bool, int, Asking]:
        position = bank.get(asking.code, _InBank("")).position
        return position is None, position or 0, asking

    return tuple(
        TwoAnswers(
            number,
            bank.get(asking.code, _InBank(asking.code)).words,
            asking.about,
            first.get(asking),
            later.get(asking),
            bank.get(asking.code, _InBank("")).several,
        )
        for number, asking in enumerate(sorted({*first, *later}, key=turn), 1)
    )
