"""Taking one of two bookings off an event: all that hangs on it hangs on the other from now on."""

from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from trainingdesk.domain.waiting import OfferAnswer
from trainingdesk.services.attendance_rules import marked
from trainingdesk.services.desk import Stamp
from trainingdesk.services.folding_charges import fold_charges
from trainingdesk.services.folding_messages import fold_messages
from trainingdesk.services.marking import keep_former_mark, keep_mark, write_mark
from trainingdesk.services.passing import end_offer, open_offer
from trainingdesk.storage.models import (
    Agreement,
    Booking,
    BookingOrigin,
    Call,
    Certificate,
    ChargingFact,
    HeldName,
    Mark,
    MarkChange,
    Message,
    Offer,
    Overridden,
    SharedWait,
    StatusChange,
    Turn,
)

SEVERAL = (Call, StatusChange, Certificate, Offer, Overridden, Message, MarkChange)
"""A booking may have any number of these."""
AT_MOST_ONE = (Turn, SharedWait, BookingOrigin, HeldName, ChargingFact)
"""A booking has one of these or none, and the one that is kept stands."""
ALSO_POINTING = (SharedWait.first_id, BookingOrigin.from_id)


def fold(db: Session, booking: Booking, *, into: Booking, marks_win: bool, by: Stamp) -> None:
    """Take a booking off its event; with ``marks_win`` its marks stand, not those of the other."""
    _fold_marks(db, booking, into, marks_win=marks_win, by=by)
    if (offer := open_offer(db, booking.id)) is not None:
        end_offer(offer, OfferAnswer.WITHDRAWN, by=by)
    fold_messages(db, booking, into=into)
    fold_charges(db, booking, into=into, by=by)
    for kind in SEVERAL:
        for row in db.scalars(_of(kind, booking)):
            row.booking_id = into.id
    _fold_agreements(db, booking, into)
    db.flush()
    for one in AT_MOST_ONE:
        _fold_one(db, one, booking, into)
    for column in ALSO_POINTING:
        for row in db.scalars(select(column.class_).where(column == booking.id)):
            setattr(row, column.key, into.id)
    db.flush()
    own_values = booking.own_values
    db.expire(booking)
    db.delete(booking)
    db.flush()  # before the other takes its place
    into.own_values = own_values | into.own_values


def _fold_marks(
    db: Session, booking: Booking, into: Booking, *, marks_win: bool, by: Stamp
) -> None:
    there = {mark.session_id: mark for mark in db.scalars(_of(Mark, into))}
    for mark in db.scalars(_of(Mark, booking)):
        same = there.get(mark.session_id)
        if same is None:
            mark.booking_id = into.id
            continue
        if marks_win and marked(same) != marked(mark):
            keep_former_mark(db, same, by=by)
            keep_mark(db, into.id, mark.session_id, marked(mark), by=by)
            write_mark(db, same, marked(mark))
        db.delete(mark)


def _fold_agreements(db: Session, booking: Booking, into: Booking) -> None:
    steps = {row.step for row in db.scalars(_of(Agreement, into))}
    for row in db.scalars(_of(Agreement, booking)):
        if row.step in steps:
            db.delete(row)
        else:
            row.booking_id = into.id


def _fold_one(db: Session, kind: Any, booking: Booking, into: Booking) -> None:
    row = db.get(kind, booking.id)
    if row is None:
        return
    if db.get(kind, into.id) is None:
        values = {name: getattr(row, name) for name in inspect(kind).columns.keys()}  # noqa: SIM118 - a collection, no mapping
        db.add(kind(**values | {"booking_id": into.id}))
    db.delete(row)
    db.flush()


def _of(kind: Any, booking: Booking) -> Any:
    return select(kind).where(kind.booking_id == booking.id)
