"""Where two who become one stand in each other's way, and what becomes of it.

One delegate has one booking on an event that is not given up, one form for an event and stage, one
entry in a licence-bound group, and one in the list of an undated event.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.attendance import WEIGHT, overall
from trainingdesk.domain.booking import GIVEN_UP, HOLDS_A_PLACE
from trainingdesk.domain.figures import counted
from trainingdesk.domain.merging import Choice, Side
from trainingdesk.domain.words import brief_day, listed
from trainingdesk.storage.models import (
    Answer,
    Booking,
    Certificate,
    Event,
    Form,
    Interest,
    Licence,
    UndatedEvent,
)

BOOKING, MARKS, CERTIFICATE = "booking", "marks", "certificate"
FORM, LICENCE, INTEREST = "form", "licence", "interest"
NOTES = {
    BOOKING: "The other one is taken off the event; what became of it stays in the history.",
    MARKS: "Days that only one has a mark for keep it.",
    CERTIFICATE: "The other number is withdrawn, and can still be checked.",
    FORM: "The other one is kept beside it, not counted, until somebody decides.",
    LICENCE: "The other entry is removed.",
    INTEREST: "The other entry is removed.",
}
"""What becomes of the one that is not taken."""

BothOf: TypeAlias = tuple[list[Any], list[Any]]


def key_of(kind: str, *numbers: object) -> str:
    """What a clash is known by."""
    return ":".join(map(str, (kind, *numbers)))


def clashes_of(db: Session, one_id: int, other_id: int) -> list[Choice]:
    """Everything that both have and one may have once."""
    return [
        *_of_bookings(db, one_id, other_id),
        *_of_forms(db, one_id, other_id),
        *_of_licences(db, one_id, other_id),
        *_of_interests(db, one_id, other_id),
    ]


def standing_on_both(db: Session, one_id: int, other_id: int) -> dict[int, BothOf]:
    """By event, the bookings of the two that are not given up, where both have some."""
    query = (
        select(Booking)
        .where(Booking.delegate_id.in_([one_id, other_id]), Booking.status.not_in(GIVEN_UP))
        .options(
            joinedload(Booking.event).joinedload(Event.course),
            joinedload(Booking.agency),
            selectinload(Booking.marks),
        )
        .order_by(Booking.id)
    )
    return _both(db.scalars(query), one_id, lambda booking: booking.event_id)


def forms_of_both(db: Session, one_id: int, other_id: int) -> dict[Any, BothOf]:
    """By event and stage, the forms of the two, where both have one."""
    query = (
        select(Form)
        .where(Form.delegate_id.in_([one_id, other_id]))
        .options(joinedload(Form.event).joinedload(Event.course))
        .order_by(Form.id)
    )
    return _both(db.scalars(query), one_id, lambda form: (form.event_id, form.stage))


def licences_of_both(db: Session, one_id: int, other_id: int) -> dict[int, BothOf]:
    """By group, the licences of the two, where both have one."""
    query = select(Licence).where(Licence.delegate_id.in_([one_id, other_id]))
    return _both(
        db.scalars(query.options(joinedload(Licence.group)).order_by(Licence.id)),
        one_id,
        lambda licence: licence.group_id,
    )


def interests_of_both(db: Session, one_id: int, other_id: int) -> dict[int, BothOf]:
    """By undated event, what the two said, where both did."""
    query = select(Interest).where(Interest.delegate_id.in_([one_id, other_id]))
    return _both(db.scalars(query.order_by(Interest.id)), one_id, lambda said: said.undated_id)


def valid_certificates(db: Session, bookings: Iterable[Booking]) -> list[Certificate]:
    """The certificates of some bookings that were not withdrawn."""
    numbers = [booking.id for booking in bookings]
    query = select(Certificate).where(Certificate.booking_id.in_(numbers))
    return list(
        db.scalars(query.where(Certificate.withdrawn_on.is_(None)).order_by(Certificate.id))
    )


def _both(rows: Iterable[Any], one_id: int, key: Any) -> dict[Any, BothOf]:
    found: defaultdict[Any, BothOf] = defaultdict(lambda: ([], []))
    for row in rows:
        found[key(row)][row.delegate_id != one_id].append(row)
    return {where: both for where, both in found.items() if both[0] and both[1]}


def _of_bookings(db: Session, one_id: int, other_id: int) -> Iterator[Choice]:
    for event_id, both in standing_on_both(db, one_id, other_id).items():
        event = both[0][0].event
        about = f"{event.course.title}, {brief_day(event.starts)}"
        said = [listed([_booking_said(booking) for booking in each]) for each in both]
        taken = Side.ONE if _weight(both[0]) >= _weight(both[1]) else Side.OTHER
        yield _choice((BOOKING, event_id), f"Booking: {about}", said, taken)
        marks = [_marks_of(each) for each in both]
        if any(marks[0][day] != marks[1][day] for day in marks[0].keys() & marks[1].keys()):
            said = [listed([mark.value for mark in each.values()]) for each in marks]
            came = [WEIGHT[found] if (found := overall(m.values())) else 9 for m in marks]
            likelier = Side.ONE if came[0] <= came[1] else Side.OTHER
            yield _choice((MARKS, event_id), f"Register: {about}", said, likelier)
        proofs = [valid_certificates(db, each) for each in both]
        if proofs[0] and proofs[1]:
            said = [listed([proof.number for proof in each]) for each in proofs]
            yield _choice((CERTIFICATE, event_id), f"Certificate: {about}", said, Side.ONE)


def _of_forms(db: Session, one_id: int, other_id: int) -> Iterator[Choice]:
    for (event_id, stage), both in forms_of_both(db, one_id, other_id).items():
        event = both[0][0].event
        about = f"{stage.said} form: {event.course.title}, {brief_day(event.starts)}"
        said = [_form_said(db, each[0]) for each in both]
        yield _choice((FORM, event_id, stage.value), about, said, Side.ONE)


def _of_licences(db: Session, one_id: int, other_id: int) -> Iterator[Choice]:
    for group_id, (mine, theirs) in licences_of_both(db, one_id, other_id).items():
        said = [_licence_said(mine[0]), _licence_said(theirs[0])]
        taken = Side.ONE if mine[0].renew_on >= theirs[0].renew_on else Side.OTHER
        yield _choice((LICENCE, group_id), mine[0].group.name, said, taken)


def _of_interests(db: Session, one_id: int, other_id: int) -> Iterator[Choice]:
    for undated_id, (mine, theirs) in interests_of_both(db, one_id, other_id).items():
        course = db.get_one(UndatedEvent, undated_id).course
        said = [_interest_said(mine[0]), _interest_said(theirs[0])]
        taken = Side.ONE if mine[0].said_on <= theirs[0].said_on else Side.OTHER
        yield _choice((INTEREST, undated_id), f"{course.title}, without a date", said, taken)


def _choice(key: Sequence[object], about: str, said: Sequence[str], taken: Side) -> Choice:
    kind = str(key[0])
    return Choice(key_of(kind, *key[1:]), about, said[0], said[1], taken, NOTES[kind])


def _booking_said(booking: Booking) -> str:
    day = f" on {brief_day(booking.booked_on)}" if booking.booked_on else ""
    mark = overall(mark.attendance for mark in booking.marks)
    came = f"{mark.value}, " if mark else ""  # which decides, so it comes first
    status = booking.status.value.lower() if mark else booking.status.value
    return f"{came}{status}{day}, {booking.agency.name}"


def _weight(bookings: Sequence[Booking]) -> tuple[int, int]:
    """What speaks for a booking: that somebody was marked, and that it holds a place."""
    marked = sum(len(booking.marks) for booking in bookings)
    return marked, sum(booking.status in HOLDS_A_PLACE for booking in bookings)


def _marks_of(bookings: Sequence[Booking]) -> Mapping[int, Any]:
    marks = {mark.session_id: mark.attendance for each in bookings for mark in each.marks}
    return dict(sorted(marks.items()))


def _form_said(db: Session, form: Form) -> str:
    answers = db.scalars(select(func.count(Answer.id)).where(Answer.form_id == form.id)).one()
    day = f", {brief_day(form.received_on)}" if form.received_on else ""
    return f"{counted(answers, 'answer')}{day}"


def _licence_said(licence: Licence) -> str:
    number = f"{licence.number}, " if licence.number else ""
    return f"{number}to be renewed on {brief_day(licence.renew_on)}"


def _interest_said(interest: Interest) -> str:
    note = f", {interest.note}" if interest.note else ""
    return f"said on {brief_day(interest.said_on)}{note}"
