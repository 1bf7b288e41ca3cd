"""What the sample's board has still to enter and whom to ring: its forms on paper, its calls.

The workbook has no columns for these.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.call import CallNote
from trainingdesk.domain.channel import Channel
from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.domain.questionnaire import Answers, Ask, Asking, Returned
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Stamp
from trainingdesk.services.evaluation.begun import keep_begun
from trainingdesk.services.evaluation.calls import ToRing, note_call, to_ring
from trainingdesk.services.evaluation.papers import paper_of
from trainingdesk.services.evaluation.taking import answers_on, take
from trainingdesk.storage.models import Delegate, Event, Form

TWICE = 2
BEGUN = {Channel.PAPER: 2, Channel.TELEPHONE: 3}
"""How many answers were given on forms that were begun, by the way they come."""

UNKNOWN_EVERY = 7
"""Of so many who are to be rung, the telephone of one is not known."""


def show_entry(db: Session, by: Stamp) -> None:
    """Let some have answered twice, some forms be begun, and some people have been rung."""
    _answer_twice(db, by)
    rows = to_ring(db, TrainingYear.of(by.today), Stage.FOLLOW_UP, today=by.today)
    _give_telephones(db, rows)
    for row, (via, number) in zip(rows[8:], BEGUN.items(), strict=False):
        _begin(db, row, via, number, by)
    _ring(db, rows, by)


def _answer_twice(db: Session, by: Stamp) -> None:
    """Of the latest events, let somebody send the end form again, a little less content."""
    query = (
        select(Form)
        .join(Form.event)
        .where(
            Form.stage == Stage.END,
            Form.delegate_id.is_not(None),
            Event.register_closed_on.is_not(None),
            Event.starts < by.today - timedelta(days=TWICE),
        )
        .order_by(Event.starts.desc(), Form.event_id, Form.id)
    )
    seen: set[int] = set()
    for form in db.scalars(query).all():
        if form.event_id in seen or len(seen) == TWICE:
            continue
        seen.add(form.event_id)
        later = {
            asking: max(1, value - 1) if isinstance(value, int) else value
            for asking, value in answers_on(form).items()
            if not asking.about  # what was said of each speaker stays as it was
        }
        take(
            db,
            Returned(
                event_id=form.event_id,
                delegate_id=form.delegate_id,
                stage=form.stage,
                answers=later,
                received_on=by.today - timedelta(days=len(seen)),
                via=Channel.PDF,
                questionnaire_id=form.questionnaire_id,
                source=f"end-form-{len(seen)}.pdf",
            ),
            by=by,
        )


def _give_telephones(db: Session, rows: Sequence[ToRing]) -> None:
    """Numbers that are kept free for stories."""
    for turn, row in enumerate(rows, 1):
        if turn % UNKNOWN_EVERY:
            db.get_one(Delegate, row.delegate_id).telephone = f"020 7946 0{turn % 1000:03}"
    db.flush()


def _begin(db: Session, row: ToRing, via: str, number: int, by: Stamp) -> None:
    paper = paper_of(db, row.event_id, row.delegate_id, row.stage)
    returned = paper.returned(_some(paper.askings, number), on=by.today, via=via)
    keep_begun(db, returned, opened=paper.answers)


def _some(askings: Sequence[tuple[Asking, Ask]], number: int) -> Answers:
    """An answer to each of the first questions, which all have a scale."""
    return {asking: ask.highest - 2 for asking, ask in askings[:number] if ask.highest is not None}


def _ring(db: Session, rows: Sequence[ToRing], by: Stamp) -> None:
    """Calls of the last days: one who is to be rung today, one later, some who were not there."""
    today = by.today
    calls = [
        (3, CallNote(CallOutcome.NO_ANSWER)),
        (3, CallNote(CallOutcome.CALL_BACK, today, "After two, ask for the office")),
        (2, CallNote(CallOutcome.NO_ANSWER)),
        (2, CallNote(CallOutcome.DECLINED)),
        (1, CallNote(CallOutcome.NO_ANSWER)),
        (1, CallNote(CallOutcome.CALL_BACK, today + timedelta(days=2), "Off until Thursday")),
        (0, CallNote(CallOutcome.NO_ANSWER)),
    ]
    for row, (ago, note) in zip(rows, calls, strict=False):
        then = timedelta(days=ago)
        stamp = Stamp(by.who, by.at - then, today - then)
        note_call(db, row.id, row.stage, note, by=stamp)
