"""Two events of one course and people of two agencies who want to come, for waiting lists."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import NOON, STARTS, a_course, a_delegate, an_agency, an_event
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services import bookings
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.storage.models import Board, Booking, Event, StatusChange

NAMES = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald")


def stamp(*, days: float = 0, via: str = "") -> Stamp:
    """The stamp of an act so many days after noon on 1 May 2026."""
    at = NOON + timedelta(days=days)
    return Stamp("sam", at, at.date(), via)


@dataclass
class Queueing:
    """An event of two places, a later one of one place, and six people by their first names."""

    desk: Desk
    course: int
    first: int
    second: int
    library: int
    police: int
    nobodys: int
    people: dict[str, int]

    def rule(self, rule: Promotion, *, days: int = 3) -> None:
        with self.desk.changing("Change the board") as db:
            board = db.get_one(Board, 1)
            board.promotion, board.offer_days = rule, days

    def book(self, *names: str, event: int = 0, by: Stamp | None = None) -> None:
        with self.desk.changing("Book") as db:
            for name in names:
                bookings.book(
                    db,
                    event_id=event or self.first,
                    delegate_id=self.people[name],
                    by=by or stamp(),
                )

    def of(self, db: Session, name: str, event: int = 0) -> int:
        """The newest booking of somebody."""
        query = select(Booking.id).where(
            Booking.event_id == (event or self.first), Booking.delegate_id == self.people[name]
        )
        return db.scalars(query.order_by(Booking.id.desc())).first() or 0

    def act(
        self,
        service: Callable[..., object],
        name: str,
        *,
        event: int = 0,
        by: Stamp | None = None,
        **more: object,
    ) -> object:
        """Do something with somebody's booking, as one act."""
        with self.desk.changing("Act") as db:
            return service(db, self.of(db, name, event), by=by or stamp(), **more)

    def cancel(self, name: str, *, event: int = 0, by: Stamp | None = None) -> object:
        return self.act(bookings.cancel, name, event=event, by=by, reason="Ill")

    def change(self, event: int = 0, /, **values: object) -> None:
        """Change an event behind the back of the waiting list."""
        with self.desk.changing("Change") as db:
            found = db.get_one(Event, event or self.first)
            for name, value in values.items():
                setattr(found, name, value)

    def standing(self, event: int = 0) -> dict[str, str]:
        """Where everybody stands on an event."""
        first_names = {number: name for name, number in self.people.items()}
        with self.desk.reading() as db:
            query = select(Booking).where(Booking.event_id == (event or self.first))
            rows = db.scalars(query.order_by(Booking.id))
            return {first_names[row.delegate_id]: row.status.value for row in rows}

    def told(self, name: str, event: int = 0) -> list[tuple[BookingStatus, str]]:
        """Every status that somebody's booking had, and why."""
        with self.desk.reading() as db:
            query = select(StatusChange.status, StatusChange.reason).where(
                StatusChange.booking_id == self.of(db, name, event)
            )
            return [(row.status, row.reason) for row in db.execute(query.order_by(StatusChange.id))]

    def undone(self, facts: Callable[[], object], act: Callable[[], object]) -> None:
        """Do something, and see that undo restores the facts and redo does it again."""
        before = facts()
        act()
        after = facts()
        assert before != after
        self.desk.undo()
        assert facts() == before
        self.desk.redo()
        assert facts() == after


def queue_up(desk: Desk, names: Sequence[str] = NAMES, *, starts: date = STARTS) -> Queueing:
    """Set the two events up; nobody is booked yet."""
    with desk.changing("Set up") as db:
        library, police = an_agency(db, "Library"), an_agency(db, "Tern Police", "Police")
        nobodys = an_agency(db, "Empty House", "Voluntary")
        people = {
            name: a_delegate(db, (library, police)[number % 2], name, f"Nr{number}").id
            for number, name in enumerate(names)
        }
        course = a_course(db, "Risk", "RISK", minimum=3)
        first = an_event(db, course, starts, places=2, reference="RISK-1")
        second = an_event(db, course, starts + timedelta(days=30), reference="RISK-2")
        return Queueing(
            desk, course.id, first.id, second.id, library.id, police.id, nobodys.id, people
        )
