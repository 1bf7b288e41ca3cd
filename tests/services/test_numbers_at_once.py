"""Two people at two desks need the next number at once: each gets one of their own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.event import listen, remove
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstrumentedAttribute, Session

from tests.conftest import AFTER, BY, BY_AFTER, STARTS, FirstAid, an_event
from tests.services.at_once import Meeting, at_once, begin_late
from tests.services.people import on
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.certificate import certificate_number
from trainingdesk.domain.delegate import DelegateDetails
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.refusals import Invalid, SavedMeanwhile
from trainingdesk.services.certificates import issue_certificates
from trainingdesk.services.delegate_records import add_delegate
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import add_event
from trainingdesk.storage.models import Certificate, Course, Delegate, Event

TAKEN = "taken"


@dataclass(frozen=True)
class Numbered:
    """A kind of record with numbers: how one is added, and the numbers two of them should get."""

    column: InstrumentedAttribute[str]
    add: Callable[[Session, FirstAid, int], None]
    given: set[str]


def a_certificate(db: Session, at: FirstAid, event_id: int) -> None:
    issue_certificates(db, event_id, by=BY_AFTER)


def a_new_delegate(db: Session, at: FirstAid, _event_id: int) -> None:
    add_delegate(db, DelegateDetails("Alan", "Turing", agency_id=at.agency))


def a_new_event(db: Session, at: FirstAid, _event_id: int) -> None:
    day = (SessionDetails(STARTS),)
    details = EventDetails(course_id=at.course, reference="FA-2609", places=9, sessions=day)
    add_event(db, details, by=BY)


FIRST, SECOND = (certificate_number(year="2026-27", sequence=number) for number in (1, 2))
CERTIFICATES = Numbered(Certificate.number, a_certificate, {FIRST, SECOND})
DELEGATES = Numbered(Delegate.reference, a_new_delegate, {"D00001", "D00002"})
EVENTS = Numbered(
    Event.reference, a_new_event, {"FA-2609"}
)  # whoever comes second is told the next free one

each_kind = pytest.mark.parametrize(
    "numbered", [CERTIFICATES, DELEGATES, EVENTS], ids=["certificates", "delegates", "events"]
)


@pytest.fixture
@set_up_once
def held(desk: Desk, first_aid: FirstAid) -> list[int]:
    """Two events with a closed register, and one certificate due on each."""
    with desk.changing("Hold two events") as db:
        course = db.get_one(Course, first_aid.course)
        events = [
            db.get_one(Event, first_aid.event),
            an_event(db, course, STARTS + timedelta(days=1)),
        ]
        for event, who in zip(events, (first_aid.ada, first_aid.grace), strict=True):
            on(db, event, db.get_one(Delegate, who), attendance=Attendance.ATTENDED)
            event.register_closed_on = AFTER
        return [event.id for event in events]


@pytest.fixture
def pausing(meeting: Meeting) -> Iterator[Meeting]:
    """Whether two have looked for the next number before either wrote it."""

    def pause(db: Session, _context: Any, _rows: Any) -> None:
        if any(isinstance(row, Certificate | Delegate | Event) for row in db.new):
            meeting.wait()

    listen(Session, "before_flush", pause)
    yield meeting
    remove(Session, "before_flush", pause)


def add_at_once(
    desks: list[Desk], numbered: Numbered, at: FirstAid, held: list[int]
) -> tuple[set[str], list[str]]:
    """The numbers that were given, and what stopped anybody."""

    def add(desk: Desk, event_id: int) -> str:
        try:
            with desk.changing("Add") as db:
                numbered.add(db, at, event_id)
        except (Invalid, IntegrityError, SavedMeanwhile) as stopped:
            return str(stopped.problems) if isinstance(stopped, Invalid) else TAKEN
        return ""

    before = numbers(desks[0], numbered)
    said = at_once(add, desks, held)
    return numbers(desks[0], numbered) - before, [words for words in said if words]


def numbers(desk: Desk, numbered: Numbered) -> set[str]:
    with desk.reading() as db:
        return set(db.scalars(select(numbered.column)))


@each_kind
def test_each_gets_a_number_of_their_own(
    desk: Desk,
    other_desk: Desk,
    first_aid: FirstAid,
    held: list[int],
    pausing: Meeting,
    numbered: Numbered,
) -> None:
    given, said = add_at_once([desk, other_desk], numbered, first_aid, held)
    assert given == numbered.given
    assert not pausing.happened
    if numbered is EVENTS:
        assert ["FA-2610 is free" in words for words in said] == [True]
    else:
        assert said == []


@each_kind
def test_without_the_lock_both_would_reach_for_one(
    desk: Desk,
    other_desk: Desk,
    first_aid: FirstAid,
    held: list[int],
    pausing: Meeting,
    numbered: Numbered,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pausing.patience = 10
    switch_off_the_lock([desk, other_desk], monkeypatch)
    given, said = add_at_once([desk, other_desk], numbered, first_aid, held)
    assert pausing.happened
    assert (given, said) == ({min(numbered.given)}, [TAKEN])


def switch_off_the_lock(desks: list[Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    locked_get = Session.get_one

    def unlocked_get(db: Session, kind: Any, number: Any, **_lock: Any) -> Any:
        return locked_get(db, kind, number)

    monkeypatch.setattr(Session, "get_one", unlocked_get)
    begin_late(desks)
