"""Who sits at which table of an event, for the trainer: names and agencies, and nothing else."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.booking import ON_THE_REGISTER
from trainingdesk.domain.refusals import Invalid, NothingToPrint
from trainingdesk.domain.tables import LEAST, MOST, Seat, mixed_tables
from trainingdesk.domain.words import listed
from trainingdesk.services.documents import printed_board
from trainingdesk.services.event_pages import when_of
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, Event


def tables_of(db: Session, event_id: int, *, size: int) -> list[tuple[Seat, ...]]:
    """Everybody on the register, shared out over tables of so many; raises Invalid, Unknown."""
    record_of(db, Event, event_id)
    if not LEAST <= size <= MOST:
        raise Invalid({"size": f"A table seats {LEAST} to {MOST} people."})
    query = (
        select(Booking)
        .where(Booking.event_id == event_id, Booking.status.in_(ON_THE_REGISTER))
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
    )
    people = [
        Seat(each.delegate.listed, each.agency.name, each.agency.sector, each.id)
        for each in db.scalars(query)
    ]
    return mixed_tables(people, size=size)


def tables_document(db: Session, event_id: int, *, size: int) -> bytes:
    """The tables of an event as a PDF; raises Invalid, NothingToPrint and Unknown."""
    from trainingdesk.reports import table_list as sheets  # noqa: PLC0415 - as in documents

    tables = tables_of(db, event_id, size=size)
    if not tables:
        raise NothingToPrint("Nobody is booked on this event, so there is nobody to seat.")
    event = db.get_one(Event, event_id)
    venues = dict.fromkeys(each.venue.name for each in event.sessions if each.venue)
    facts = sheets.TableList(
        event=event.reference,
        course=event.course.title,
        when=when_of(event.sessions),
        where=listed(list(venues)),
        tables=tables,
    )
    return sheets.table_list(printed_board(db), facts)
