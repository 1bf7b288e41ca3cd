"""The boards of other boroughs, and the events that are shared with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.named_records import named_alike
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Board, Event, EventPartner, PartnerBoard


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One board with which events are shared."""

    id: int
    name: str
    events: int


def partner_boards(db: Session) -> list[PartnerRow]:
    """The boards of other boroughs, by name, with how many events each shares."""
    query = (
        select(PartnerBoard.id, PartnerBoard.name, func.count(EventPartner.event_id))
        .outerjoin(EventPartner, EventPartner.partner_id == PartnerBoard.id)
        .group_by(PartnerBoard.id, PartnerBoard.name)
    )
    rows = [PartnerRow(*values) for values in db.execute(query)]
    return sorted(rows, key=lambda row: folded(row.name))


def partners_of(db: Session, event_id: int) -> tuple[str, ...]:
    """The names of the boards that share an event."""
    query = (
        select(PartnerBoard.name)
        .join(EventPartner, EventPartner.partner_id == PartnerBoard.id)
        .where(EventPartner.event_id == event_id)
    )
    return tuple(sorted(db.scalars(query), key=folded))


def shared_in(db: Session, partner_id: int, *, near: TrainingYear) -> TrainingYear | None:
    """A year with events that are shared with a board: this one, else the last; None without."""
    query = (
        select(Event.starts)
        .join(EventPartner, EventPartner.event_id == Event.id)
        .where(EventPartner.partner_id == partner_id)
    )
    years = {TrainingYear.of(day) for day in db.scalars(query)}
    return near if near in years else max(years, key=lambda year: year.first_day, default=None)


def set_partners(db: Session, event_id: int, names: Iterable[str]) -> None:
    """Share an event with these boards and no others; a name nobody knows yet is added.

    Raises Unknown.
    """
    record_of(db, Event, event_id)
    known = {folded(board.name): board for board in db.scalars(select(PartnerBoard))}
    wanted: dict[int, None] = {}
    for name in names:
        if not (key := folded(name)):
            continue
        if key not in known:
            known[key] = PartnerBoard(name=" ".join(name.split()))
            db.add(known[key])
            db.flush()
        wanted[known[key].id] = None
    there = db.scalars(select(EventPartner).where(EventPartner.event_id == event_id))
    for link in list(there):
        if link.partner_id in wanted:
            del wanted[link.partner_id]
        else:
            db.delete(link)
    for partner_id in wanted:
        db.add(EventPartner(event_id=event_id, partner_id=partner_id))
    db.flush()


def partner_name(db: Session, partner_id: int) -> str:
    """What a board of another borough is called; raises Unknown."""
    return record_of(db, PartnerBoard, partner_id).name


def add_partner(db: Session, name: str) -> int:
    """Add a board of another borough and return its number; raises Invalid."""
    db.get_one(Board, 1, with_for_update=True)  # one at a time gives out names
    board = PartnerBoard(name=_checked(db, name, besides=0))
    db.add(board)
    db.flush()
    return board.id


def rename_partner(db: Session, partner_id: int, name: str) -> None:
    """Give a board of another borough another name; raises Invalid, Unknown."""
    db.get_one(Board, 1, with_for_update=True)
    record_of(db, PartnerBoard, partner_id, lock=True).name = _checked(db, name, besides=partner_id)


def merge_partners(db: Session, keep_id: int, others: Sequence[int]) -> None:
    """Make several spellings of one board one; raises Unknown."""
    record_of(db, PartnerBoard, keep_id, lock=True)
    for other_id in others:
        if other_id == keep_id:
            continue
        other = record_of(db, PartnerBoard, other_id, lock=True)
        for link in db.scalars(select(EventPartner).where(EventPartner.partner_id == other_id)):
            if db.get(EventPartner, (link.event_id, keep_id)) is None:
                db.add(EventPartner(event_id=link.event_id, partner_id=keep_id))
            db.delete(link)
        db.flush()
        db.delete(other)
        db.flush()


def remove_partners(db: Session, partner_ids: Iterable[int]) -> None:
    """Remove boards with which no event is shared; raises Refused, Unknown."""
    for partner_id in partner_ids:
        board = record_of(db, PartnerBoard, partner_id, lock=True)
        shared = select(func.count(EventPartner.event_id)).where(
            EventPartner.partner_id == partner_id
        )
        if events := db.scalars(shared).one():
            raise Refused(
                f"{board.name} stays: {counted(events, 'event')} "
                f"{'is' if events == 1 else 'are'} shared with it."
            )
        db.delete(board)
    db.flush()


def _checked(db: Session, name: str, *, besides: int) -> str:
    bare = " ".join(name.split())
    if not bare:
        raise Invalid({"name": "Enter the name of the other board."})
    if same := named_alike(db, PartnerBoard, bare, besides=besides):
        raise Invalid({"name": f"“{same}” is there already."})
    return bare
