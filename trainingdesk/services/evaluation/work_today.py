"""What of evaluation waits today: who answered twice, and who is to be rung."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import spoken_name
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.calls import (
    RUNG_FOR,
    Turn,
    asking_by,
    calls_about,
    last_word,
    never_rung,
    still_silent,
    turn_of,
)
from trainingdesk.services.evaluation.held import answered_twice
from trainingdesk.services.work import Card, Task, Work
from trainingdesk.storage.models import Booking, Call, Delegate, Event


class Silent(NamedTuple):
    """Somebody who was written to in vain."""

    booking_id: int
    event_id: int
    starts: date
    first_name: str
    last_name: str

    @property
    def name(self) -> str:
        """Who it is."""
        return spoken_name(first_name=self.first_name, last_name=self.last_name)


def evaluation_cards(db: Session, today: date) -> list[Card]:
    """The forms to settle, and the calls to make of this training year and the one before."""
    year = TrainingYear.of(today)
    calls = [
        task
        for asked in (year, year.before)
        for stage in RUNG_FOR
        for task in _calls(db, asked, stage, today)
    ]
    calls.sort(key=lambda task: (not task.urgent, task.on or today))
    return [Card(Work.TWICE, tuple(_twice(db))), Card(Work.CALLS, tuple(calls))]


def _twice(db: Session) -> Iterator[Task]:
    for row in answered_twice(db):
        word = "differs" if row.differing == 1 else "differ"
        said = f"{row.stage.said}, {counted(row.differing, 'answer')} {word}"
        yield Task(
            f"{row.name}: {row.title}",
            said,
            1,
            on=row.starts,
            record_id=row.id,
            year=TrainingYear.of(row.starts).name,
        )


def _calls(db: Session, year: TrainingYear, stage: Stage, today: date) -> Iterator[Task]:
    """Each call-back that was promised by today; of the others how many there are.

    Where the board writes to nobody, everybody who is silent could be rung, and only who asked to
    be rung again is named.
    """
    event_ids = list(asking_by(db, year, stage, today))
    rung = _rung(db, event_ids, year, stage, today)
    made = calls_about(db, [each.booking_id for each in rung], stage)
    by_turn: defaultdict[Turn, list[Silent]] = defaultdict(list)
    for each in rung:
        by_turn[turn_of(made[each.booking_id], today)].append(each)
    begins = TrainingYear.of(today).begins
    for each in by_turn[Turn.AGAIN]:
        asked_for = made[each.booking_id][-1].call_back_on or today
        said = "asked to be rung today"
        if asked_for < today:
            said = f"asked to be rung on {short_day(asked_for, year_begins=begins)}"
        yield Task(
            each.name,
            said,
            1,
            urgent=True,
            find=stage,
            on=each.starts,
            year=year.name,
            record_id=each.booking_id,
        )
    if last_word(db, stage) is None:
        return
    rest = len(by_turn[Turn.DUE]) + never_rung(db, event_ids, year, stage, today)
    if rest:
        yield Task(stage.said, f"{rest:,} to ring", rest, find=stage, year=year.name)


def _rung(
    db: Session, event_ids: Sequence[int], year: TrainingYear, stage: Stage, today: date
) -> Sequence[Silent]:
    """Who has been rung already and is silent still, by name."""
    columns = select(
        Booking.id,
        Booking.event_id,
        Event.starts,
        Delegate.first_name,
        Delegate.last_name,
    )
    rung = select(Call.booking_id).where(Call.stage == stage)  # they are few: they lead the way
    query = still_silent(db, columns, year, stage, today).where(Booking.id.in_(rung))
    asking = set(event_ids)
    found = [Silent(*row) for row in db.execute(query.order_by(Delegate.sought, Booking.id))]
    return [each for each in found if each.event_id in asking]
