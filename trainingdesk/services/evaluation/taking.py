"""Taking in a form that came back: the one path for paper, files, exports and the telephone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from trainingdesk.domain.answering import problem_with
from trainingdesk.domain.booking import LIVE, ON_THE_REGISTER
from trainingdesk.domain.evaluation import OF_NUMBERS, HeldWhy, Stage
from trainingdesk.domain.questionnaire import (
    Answers,
    Ask,
    Asking,
    Returned,
    answers_as_data,
    answers_from_data,
    asks_from_data,
)
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.exchange.spaces import tidied_lines
from trainingdesk.services.counted import came
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.asked_about import refuse_other_abouts, said_again
from trainingdesk.services.evaluation.questionnaires import lock_asked
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import (
    Answer,
    Booking,
    Delegate,
    Event,
    Form,
    HeldForm,
    Question,
    Questionnaire,
    QuestionStage,
)


class Taken(StrEnum):
    """What became of a form that came back."""

    STORED = "Stored"
    HELD = "Kept beside"
    SAME = "There already"


def check_answers(asks: Iterable[Ask], answers: Answers) -> None:
    """Raise Invalid where answers are off the scale, of no choice, or to nothing that was asked.

    Its problems are known by the code of the question.
    """
    by_code = {ask.code: ask for ask in asks}
    problems = {}
    for asking, value in answers.items():
        ask = by_code.get(asking.code)
        if ask is None:
            problems[asking.code] = f"“{said_again(asking.code)}” is no question of this form."
        elif problem := problem_with(ask, replace(asking, about=said_again(asking.about)), value):
            problems[asking.code] = problem
    if problems:
        raise Invalid(problems)


def take(db: Session, returned: Returned, *, by: Stamp) -> Taken:
    """Store a form, or keep it beside where that person has answered the stage already.

    Two who take the same form at once wait for each other at the booking. Raises Invalid,
    Refused and Unknown.
    """
    answers, delegate_id, fate = _judged(db, returned, by=by, locked=True)
    if fate is Taken.STORED:
        store(db, returned, answers, delegate_id=delegate_id)
    elif fate is Taken.HELD:
        _hold(db, returned, answers)
    return fate


def fate_of(db: Session, returned: Returned, *, by: Stamp) -> Taken:
    """What would become of a form if it were taken in now; raises what take does."""
    return _judged(db, returned, by=by, locked=False)[2]


def _judged(
    db: Session, returned: Returned, *, by: Stamp, locked: bool
) -> tuple[Answers, int | None, Taken]:
    """The answers that would be kept, of whom if they are named, and what becomes of them."""
    event = record_of(db, Event, returned.event_id)
    if locked and returned.questionnaire_id is not None:  # nobody changes it until this is over
        lock_asked(db, returned.questionnaire_id)
    asks, anonymous = _asked(db, event, returned)
    _refuse_nobodys(returned, anonymous=anonymous)
    answers = without_blanks(returned.answers, asks)
    check_answers(asks, answers)
    refuse_other_abouts(db, event.id, asks, answers)
    if not answers:
        raise Refused("Nothing is answered on this form, so there is nothing to keep.")
    _refuse_too_early(event, returned, by)
    if returned.delegate_id is not None:
        _refuse_strangers(db, event, returned.delegate_id, returned.stage, locked=locked)
    if returned.delegate_id is None or anonymous:
        return answers, None, Taken.STORED
    return answers, returned.delegate_id, _fate_beside(db, returned, answers, asks)


def _fate_beside(db: Session, returned: Returned, answers: Answers, asks: Collection[Ask]) -> Taken:
    """What becomes of somebody's form beside theirs that are there.

    A file that is read again brings nothing that was settled; who enters it by hand is asked.
    """
    first = form_of(db, returned.event_id, returned.delegate_id, returned.stage)
    there = _held_answers(db, returned)
    if first is not None:
        there.append(answers_on(first))
    if any(answers == without_blanks(each, asks) for each in there):
        return Taken.SAME
    return Taken.STORED if first is None else Taken.HELD


def without_blanks(answers: Answers, asks: Iterable[Ask]) -> Mapping[Asking, int | str]:
    """Answers without what was left blank, and words without stray spaces and unseen letters.

    Not every database holds such letters. Choices stay as they are offered.
    """
    offered = {ask.code: frozenset(ask.options) for ask in asks}
    tidied = {
        asking: _tidied(value, offered.get(asking.code, frozenset()))
        for asking, value in answers.items()
    }
    return {asking: value for asking, value in tidied.items() if value != ""}


def _tidied(value: int | str, offered: Collection[str]) -> int | str:
    if not isinstance(value, str) or set(value.split("\n")) <= set(offered):
        return value
    return tidied_lines(value)


def form_of(
    db: Session, event_id: int, delegate_id: int | None, stage: Stage, *, lock: bool = False
) -> Form | None:
    """The form of somebody at a stage of an event, if it has come."""
    theirs = Form.event_id == event_id, Form.delegate_id == delegate_id, Form.stage == stage
    query = select(Form).where(*theirs)
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.scalars(query).one_or_none()


def lock_bookings(db: Session, event_id: int, delegate_id: int) -> None:
    """Have others who take or keep a form of the same person at an event wait until this is done.

    The event comes first, as at the booking desk: otherwise each could wait for the other.
    """
    event = select(Event.id).where(Event.id == event_id)
    db.execute(event.with_for_update(read=True, key_share=True))
    theirs = Booking.event_id == event_id, Booking.delegate_id == delegate_id
    bookings = select(Booking.id).where(*theirs).order_by(Booking.id)
    db.execute(bookings.with_for_update(key_share=True))


def answers_on(form: Form) -> Answers:
    """What a stored form says."""
    return {
        Asking(answer.question.code, answer.about): (
            answer.number if answer.number is not None else answer.words or ""
        )
        for answer in form.answers
    }


def store(db: Session, returned: Returned, answers: Answers, *, delegate_id: int | None) -> Form:
    """Store a form and its answers, which have been checked; raises as ``write_answers``."""
    bank = _asked_in_bank(db, answers)  # first: nothing stays of a form that is refused
    form = Form(
        event_id=returned.event_id,
        delegate_id=delegate_id,
        stage=returned.stage,
        received_on=returned.received_on,
        via=returned.via,
        questionnaire_id=returned.questionnaire_id,
    )
    db.add(form)
    db.flush()
    _write(db, form, answers, bank)
    return form


def write_answers(db: Session, form: Form, answers: Answers) -> None:
    """Add answers to a form; raises Refused where the bank lacks a question."""
    _write(db, form, answers, _asked_in_bank(db, answers))


def _write(db: Session, form: Form, answers: Answers, bank: Mapping[str, Question]) -> None:
    for asking, value in sorted(answers.items()):
        question = bank[asking.code]
        is_number = question.answer in OF_NUMBERS
        db.add(
            Answer(
                form_id=form.id,
                question_id=question.id,
                about=asking.about,
                number=value if is_number else None,
                words=None if is_number else value,
            )
        )
    db.flush()


def _asked_in_bank(db: Session, answers: Answers) -> Mapping[str, Question]:
    """The questions of some answers by their codes; raises Refused where the bank lacks one."""
    codes = {asking.code for asking in answers}
    found = {
        question.code: question
        for question in db.scalars(select(Question).where(Question.code.in_(codes)))
    }
    if missing := codes - set(found):
        raise Refused(f"The question bank has no question “{min(missing)}” any more.")
    return found


def _asked(db: Session, event: Event, returned: Returned) -> tuple[tuple[Ask, ...], bool]:
    """What was asked, and whether without a name; the bank's own where no questionnaire is known.

    Raises Refused where the questionnaire is of another stage or course.
    """
    if returned.questionnaire_id is None:
        return questions_of_bank(db, returned.stage), False
    row = record_of(db, Questionnaire, returned.questionnaire_id)
    if row.stage is not returned.stage:
        raise Refused(
            f"This form asks the questions of the stage “{row.stage.said}”, and it was returned "
            f"for the stage “{returned.stage.said}”."
        )
    if row.course_id not in {None, event.course_id}:
        raise Refused(f"This form is not of {event.course.title}: its questions are another's.")
    return asks_from_data(row.asks), row.anonymous


def asks_of(db: Session, returned: Returned) -> tuple[Ask, ...]:
    """What a form asks, whether it may be taken or not; raises Unknown."""
    if returned.questionnaire_id is None:
        return questions_of_bank(db, returned.stage)
    return asks_from_data(record_of(db, Questionnaire, returned.questionnaire_id).asks)


def questions_of_bank(db: Session, stage: Stage) -> tuple[Ask, ...]:
    """What the bank asks at a stage, where no questionnaire says it."""
    query = select(Question).join(Question.stages).where(QuestionStage.stage == stage)
    return tuple(
        Ask(
            question.code,
            question.words,
            question.answer,
            question.lowest,
            question.highest,
            question.lowest_end,
            question.highest_end,
            tuple(question.choices.splitlines()),
        )
        for question in db.scalars(query.order_by(Question.position, Question.id))
    )


def _refuse_nobodys(returned: Returned, *, anonymous: bool) -> None:
    """Raise Refused for a form from a file that asks for a name and has none.

    Beside the same person's own it would count them twice. By hand it is stored as it is said.
    """
    is_named = returned.questionnaire_id is not None and not anonymous
    if is_named and returned.delegate_id is None and returned.source:
        raise Refused(
            "This form asks for a name, and nothing in the file says whose it is. Enter it by "
            "hand, under the name of whoever filled it in."
        )


def _refuse_too_early(event: Event, returned: Returned, by: Stamp) -> None:
    if returned.received_on > by.today:
        raise Refused(f"{plain_day(returned.received_on)} is still to come.")
    if returned.stage is not Stage.BEFORE and returned.received_on < event.starts:
        raise Refused(
            f"{event.course.title} begins on {plain_day(event.starts)}, so nobody can have "
            f"answered its form of the stage “{returned.stage.said}” before."
        )


def _refuse_strangers(
    db: Session, event: Event, delegate_id: int, stage: Stage, *, locked: bool
) -> None:
    """Raise Refused for somebody who is not booked, or who never came once that is known.

    The bookings are locked on a shared desk, so that of two forms one comes after the other.
    """
    person = record_of(db, Delegate, delegate_id)
    theirs = Booking.event_id == event.id, Booking.delegate_id == delegate_id
    if locked:
        lock_bookings(db, event.id, delegate_id)
    found = db.scalars(select(Booking).where(*theirs).order_by(Booking.id)).all()
    on = f"{event.course.title} on {plain_day(event.starts)}"
    wanted = LIVE if stage is Stage.BEFORE else ON_THE_REGISTER
    if stage is not Stage.BEFORE and event.register_closed_on is not None:
        if not db.scalar(select(exists().where(*theirs, came()))):
            raise Refused(f"{person.name} did not come to {on}, so this form cannot be theirs.")
    elif not any(booking.status in wanted for booking in found):
        raise Refused(f"{person.name} is not booked on {on}, so this form cannot be theirs.")


def to_decide() -> ColumnElement[bool]:
    """Whether what is kept beside the forms that count is a second form that nobody settled."""
    return and_(HeldForm.why == HeldWhy.SECOND, HeldForm.settled == "")


def _held_answers(db: Session, returned: Returned) -> list[Answers]:
    """What is kept beside, and where a file is read, what was settled."""
    query = select(HeldForm).where(
        HeldForm.event_id == returned.event_id,
        HeldForm.delegate_id == returned.delegate_id,
        HeldForm.stage == returned.stage,
        HeldForm.why == HeldWhy.SECOND if returned.source else to_decide(),
    )
    return [answers_from_data(held.answers) for held in db.scalars(query)]


def _hold(db: Session, returned: Returned, answers: Answers) -> None:
    db.add(
        HeldForm(
            event_id=returned.event_id,
            delegate_id=returned.delegate_id,
            stage=returned.stage,
            why=HeldWhy.SECOND,
            received_on=returned.received_on,
            via=returned.via,
            source=returned.source,
            questionnaire_id=returned.questionnaire_id,
            answers=answers_as_data(answers),
        )
    )
    db.flush()
